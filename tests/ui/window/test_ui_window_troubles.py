"""What goes wrong is said in place, with what to do about it, and is never booked twice."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from smbcrm.core.errors import EnvironmentFault
from smbcrm.models.faults import DatabaseAway, DatabaseBusy, DiskFull
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.ui.trouble_bar import TroubleBar
from tests.helpers.house import House
from tests.ui.window.conftest import Trouble


def nets(house: House) -> list[int]:
    """Return the net sales of Hannah, newest first."""
    with house.books() as books:
        assert books.audit.verify().findings == ()
        rows = books.history.of_customer(books.customers.find("0142")[0].id)
        return [row.net for row in rows if row.net]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        (DiskFull, "Make room, then try again."),
        (DatabaseBusy, "Try again in a moment."),
        (DatabaseAway, "Check the network, the server and the address."),
    ],
)
def test_a_sale_that_met_a_fault_is_tried_again_and_booked_once(
    selling: House, trouble: Trouble, fault: type[EnvironmentFault], advice: str, *, after: bool
) -> None:
    """Whether the fault came before the commit or after it, nobody can tell on the screen."""
    trouble.fault, trouble.after = fault, after
    selling.press("Enter")
    assert selling.shows("Not recorded yet")
    assert selling.shows(advice)
    assert selling.shop.counter.flow.panel is not None
    assert "68" in selling.texts()
    selling.click("Try now")
    assert selling.shows("$68.00 taken")
    assert len(set(trouble.acts)) == 1
    assert nets(selling) == [6800, 124000, 5800]


def test_enter_tries_again_too(selling: House, trouble: Trouble) -> None:
    trouble.fault = DiskFull
    selling.press("Enter")
    selling.press("Enter")
    assert selling.shows("$68.00 taken")
    assert nets(selling)[0] == 6800


def test_an_undo_that_met_a_fault_is_tried_again_and_booked_once(
    selling: House, trouble: Trouble
) -> None:
    selling.press("Enter")
    trouble.fault, trouble.after = DatabaseBusy, True
    selling.press("Ctrl+Z")
    assert selling.shows("Try again in a moment.")
    selling.click("Try again")
    assert selling.shows("$68.00 taken back, Hannah Brooks.")
    with selling.books() as books:
        assert books.audit.verify().findings == ()


@pytest.mark.parametrize("way", ["Try again", "Ctrl+Z"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_an_undo_that_met_a_fault_is_the_one_tried_again_after_another_language(
    selling: House, trouble: Trouble, way: str, *, after: bool
) -> None:
    """What was recorded before it stays, though nobody knows whether the undo was recorded."""
    selling.press("Enter")
    trouble.fault, trouble.after = DatabaseBusy, after
    selling.press("Ctrl+Z")
    assert selling.shows("Try again in a moment.")
    trouble.acts.clear()
    selling.shop.wear()
    selling.settle()
    assert selling.shows("Try again in a moment.")
    if way == "Ctrl+Z":
        selling.press(way)
    else:
        selling.click(way)
    assert selling.shows("$68.00 taken back, Hannah Brooks.")
    assert not selling.shows("Try again in a moment.")
    selling.shop.wear()
    selling.settle()
    assert not selling.shows("Try again in a moment.")
    with selling.books() as books:
        rows = books.history.of_customer(books.customers.find("0142")[0].id)
        assert [row.reverses is None for row in rows[:2]] == [False, True]
        assert [row.reversed_by is None for row in rows[1:]] == [False] + [True] * len(rows[2:])


def test_a_bug_is_told_with_the_log_and_the_window_lives_on(
    selling: House, trouble: Trouble, own_home: Path
) -> None:
    trouble.bugs = 1
    selling.press("Enter")
    assert selling.shows("The program broke and nothing was half done.")
    log = (own_home / "smbcrm.log").read_text("utf-8")
    assert "builtins.ZeroDivisionError" in log
    assert "Hannah" not in log
    selling.click("Close")
    selling.press("Enter")
    assert selling.shows("$68.00 taken")
    assert nets(selling) == [6800, 124000, 5800]


def test_a_wrong_amount_is_said_at_the_field_and_nothing_is_sent(
    open_house: House, trouble: Trouble
) -> None:
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("1,050")
    open_house.press("Enter")
    assert open_house.shows("1,050")
    assert open_house.focus.accessibleName() == "Amount"
    assert open_house.shop.counter.flow.panel is not None
    assert trouble.writes == 0


def test_stored_value_that_is_short_offers_the_rest_in_cash(
    open_house: House, trouble: Trouble
) -> None:
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("192")
    open_house.press("Up", "Up", "Enter")
    assert open_house.shows("Stored value is 30.00 short")
    assert trouble.writes == 0
    open_house.click("Take 30.00 in cash")
    assert open_house.shows("$192.00 taken")
    assert nets(open_house)[0] == 19200


def test_a_field_of_the_form_is_checked_when_it_is_left(open_house: House) -> None:
    open_house.press("F3")
    open_house.type("Ann")
    open_house.tab_to("E-mail")
    open_house.type("ann")
    assert not open_house.shows("no e-mail address")
    open_house.press("Tab")
    assert open_house.shows("“ann” is no e-mail address.")
    open_house.tab_to("Save and open")
    open_house.press("Enter")
    assert open_house.focus.accessibleName() == "E-mail"


def test_a_folder_of_copies_that_is_none_is_said_on_its_page(
    open_house: House, address: str
) -> None:
    """The service of copies: the till works on, the card says what is wrong and offers it again."""
    folder = Path(f"{address}.backups")
    assert not folder.exists()
    folder.touch()
    open_house.shop.go("settings/backup")
    open_house.settle()
    open_house.click("Back up now")
    text = " ".join(open_house.texts())
    assert "backups" in text
    folder.unlink()
    open_house.click("Try again" if "Try again" in open_house.names() else "Back up now")
    assert any(folder.iterdir())


def test_a_search_without_a_database_offers_to_try_again(
    open_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = PeeweeUnitOfWork.read

    def away(*_: object) -> object:
        raise DatabaseAway

    monkeypatch.setattr(PeeweeUnitOfWork, "read", away)
    open_house.type("0142")
    assert open_house.shows("The shop's database cannot be reached.")
    monkeypatch.setattr(PeeweeUnitOfWork, "read", real)
    open_house.click("Try again")
    assert open_house.shop.counter.row.box.field.text() == "0142"
    open_house.press("Enter")
    assert open_house.shows("Hannah Brooks")


def test_a_shop_that_is_away_is_said_on_the_first_page(house: House, tmp_path: Path) -> None:
    house.enter(str(tmp_path / "gone.smbcrm"))
    assert house.shows("gone.smbcrm")
    assert QApplication.focusWidget() is not None
    assert house.opening.session is None


def test_a_shop_that_goes_away_while_it_is_furnished_is_said_with_a_way_on(
    house: House, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = PeeweeUnitOfWork.read

    def away(*_: object) -> object:
        raise DatabaseAway

    monkeypatch.setattr(PeeweeUnitOfWork, "read", away)
    house.enter(address)
    house.wait_for(lambda: house.shows("The shop's database cannot be reached."))
    assert house.opening.session is None
    monkeypatch.setattr(PeeweeUnitOfWork, "read", real)
    house.click("Try again")
    assert house.shop.place == "counter"


def test_what_a_screen_that_is_gone_would_do_is_not_offered(open_house: House) -> None:
    """Nor what it would be asked to do with what it was given; the bar itself stays."""
    for needs in (lambda one: one.setFocus, lambda one: partial(open_house.shop.cover, one)):
        screen = QWidget(open_house.shop)
        open_house.shop.trouble(DatabaseAway(), needs(screen))
        assert "Try again" in open_house.names()
        open_house.find("Try again").setFocus()
        delete(screen)
        assert "Try again" not in open_house.names()
        assert open_house.shows("The shop's database cannot be reached.")
        assert open_house.focus.accessibleName() == "Close"


def test_a_newer_trouble_keeps_its_way_on_when_the_screen_of_an_older_one_goes(
    open_house: House,
) -> None:
    old, tried = QWidget(open_house.shop), list[str]()
    open_house.shop.trouble(DatabaseAway(), old.setFocus)
    open_house.shop.trouble(DatabaseAway(), lambda: tried.append("again"))
    delete(old)
    open_house.click("Try again")
    assert tried == ["again"]


LONG = "Nothing was recorded: the disk is full. " * 40


class Wordy(EnvironmentFault):
    """A fault with much to say."""

    msgid = LONG


def bar_of(house: House) -> TroubleBar:
    found = house.shop.findChildren(TroubleBar)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("size", [(1366, 696), (911, 452)])
def test_a_trouble_takes_a_few_lines_and_no_more(
    house: House, address: str, trouble: Trouble, size: tuple[int, int]
) -> None:
    house.enter(address, size)
    house.press("F3")
    house.type("Ann")
    trouble.fault = DiskFull
    house.press("Ctrl+S")
    bar = bar_of(house)
    assert bar.isVisible()
    assert "Make room" in bar.text()
    assert bar.height() < 80
    house.shop.trouble(Wordy(), house.shop.show_keys)
    house.settle()
    assert 80 < bar.height() < 130
    assert bar.text() == LONG
    assert len(bar.toolTip()) < len(LONG)
    house.shop.trouble(DiskFull(), house.shop.show_keys)
    assert bar.height() < 80


def test_a_trouble_ends_with_the_save_that_works_then(open_house: House, trouble: Trouble) -> None:
    open_house.press("F3")
    open_house.type("Ann")
    trouble.fault = DiskFull
    open_house.press("Ctrl+S")
    assert bar_of(open_house).isVisible()
    open_house.press("Ctrl+S")
    assert open_house.shop.counter.flow.panel is None
    assert open_house.shows("Ann")
    assert not bar_of(open_house).isVisible()


def test_a_trouble_ends_with_its_page(open_house: House) -> None:
    open_house.shop.trouble(DatabaseAway(), open_house.shop.show_keys)
    open_house.press("Ctrl+2")
    assert open_house.shop.place != "counter"
    assert not bar_of(open_house).isVisible()


def test_a_trouble_without_a_way_on_ends_with_the_next_thing_that_works(selling: House) -> None:
    selling.shop.trouble(DatabaseAway())
    selling.press("Enter")
    assert selling.shows("$68.00 taken")
    assert not bar_of(selling).isVisible()


def test_esc_closes_what_is_nearer_and_then_the_trouble(selling: House) -> None:
    selling.shop.trouble(DatabaseAway(), selling.shop.show_keys)
    while selling.shop.here.escape():
        assert bar_of(selling).isVisible()
    selling.press("Esc")
    assert not bar_of(selling).isVisible()


def test_a_restore_that_is_refused_leads_back_to_the_shop(open_house: House, address: str) -> None:
    house = open_house
    house.click("Settings")
    house.choose("Backup")
    house.click("Back up now")
    house.click("Restore the chosen one…")
    for copy in Path(f"{address}.backups").iterdir():
        copy.unlink()
    house.click("Restore")
    house.wait_for(lambda: house.shows("That did not work"))
    assert house.opening.session is None
    assert not house.shows("Begin in another way")
    house.press("Esc")
    house.wait_for(lambda: house.opening.session is not None)
    house.settle()
    assert house.shop.desk.services.address == address
    assert house.shop.place == "settings"
    assert house.shows("Back up now")
