"""Three ways to begin, and what becomes of each."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.membership.premises import DemoStopped
from smbcrm.membership.setup.service import NewShop
from smbcrm.models.faults import DatabaseAway
from smbcrm.ui.first_run.page import FirstRun
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.keyboard import press, type_text
from tests.helpers.screen_check import faults
from tests.ui.first_run.conftest import Played, PutUp

ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
SIZES = [(1366, 696), (1093, 543), (911, 452)]
Chooses = Callable[[str], None]


def heard(page: FirstRun) -> list[str]:
    """Return a list that the place of every shop that is opened is put into."""
    places: list[str] = []
    page.opened.connect(lambda _shop, place: places.append(place))
    return places


def block(page: FirstRun, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None
    return found


def button(page: FirstRun, words: str) -> QPushButton:
    return next(
        one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible()
    )


def in_focus() -> str:
    target = QApplication.focusWidget()
    return "" if target is None else target.accessibleName()


def ways_of(page: FirstRun) -> list[QPushButton]:
    """Return the buttons of the three ways, from left to right."""
    found = [button(page, words) for words in ("Open the demo", "Choose a file", "Start empty")]
    return sorted(found, key=lambda one: one.mapTo(page, one.rect().topLeft()).x())


def in_sight(page: FirstRun) -> list[str]:
    """Return the words of what can be pressed now."""
    return [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]


def test_enter_brings_a_list(put_up: PutUp, played: Played, chooses: Chooses) -> None:
    page = put_up()
    places = heard(page)
    chooses("/lists/mine.xlsx")
    press(ENTER)
    assert page.form.name.edit.hasFocus()
    type_text("Willow")
    press(ENTER)
    call, address, new = played.calls[0]
    assert (call, address) == ("create", "default.smbcrm")
    assert isinstance(new, NewShop)
    assert (new.name, new.language) == ("Willow", "en")
    assert places == [f"import/{Path('/lists/mine.xlsx')}"]


def test_tab_goes_as_the_page_is_read(put_up: PutUp) -> None:
    page = put_up()
    assert in_focus() == "Choose a file"
    ways = ["Choose a file", "Start empty", "Join a shop that runs already", "Restore a backup"]
    seen = []
    for _ in range(7):
        seen.append(in_focus())
        press(TAB)
    assert seen == [*ways, "English", "Open the demo", "Choose a file"]
    keys = [one.accessibleDescription() for one in ways_of(page)]
    assert keys == ["2", "Enter", "3"]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_buttons_of_all_ways_are_in_sight(put_up: PutUp, size: tuple[int, int]) -> None:
    page = put_up("en", size)
    for one in ways_of(page):
        assert one.visibleRegion().boundingRect() == one.rect()


def test_no_file_chosen_stays(put_up: PutUp, chooses: Chooses) -> None:
    page = put_up()
    chooses("")
    press(ENTER)
    assert block(page, "way_list").isVisible()


def test_two_opens_the_demo_that_is_there(put_up: PutUp, played: Played) -> None:
    page = put_up("zh_CN")
    places = heard(page)
    played.there.add("demo-zh_CN.smbcrm")
    press(Qt.Key.Key_2)
    assert played.calls == [("open", "demo-zh_CN.smbcrm")]
    assert places == [""]


def test_the_demo_is_made_where_there_is_none(put_up: PutUp, played: Played) -> None:
    page = put_up()
    places = heard(page)
    button(page, "Open the demo").click()
    assert played.calls == [("stop", False), ("demo", "demo-en.smbcrm", "en")]
    assert places == [""]


def test_three_starts_empty(put_up: PutUp, played: Played) -> None:
    page = put_up()
    places = heard(page)
    press(Qt.Key.Key_3)
    type_text("Tea & Co")
    button(page, "Open the shop").click()
    assert places == ["counter"]
    new = played.calls[0][2]
    assert isinstance(new, NewShop)
    assert new.name == "Tea & Co"


def test_enter_on_another_button_presses_that_one(
    put_up: PutUp, played: Played, chooses: Chooses
) -> None:
    chooses("/never.xlsx")
    page = put_up()
    button(page, "Open the demo").setFocus()
    press(ENTER)
    assert played.calls[-1][0] == "demo"


def test_the_name_is_asked_for(put_up: PutUp, played: Played) -> None:
    page = put_up()
    press(Qt.Key.Key_3, ENTER)
    assert page.form.name.message() == "The name is missing. Type it as on your sign."
    assert page.form.name.edit.hasFocus()
    assert played.calls == []
    press(ESC)
    assert block(page, "way_empty").isVisible()


def test_money_and_clock_follow_the_country(put_up: PutUp, played: Played) -> None:
    page = put_up()
    press(Qt.Key.Key_3)
    form = page.form
    names = [form.country.combo.itemText(number) for number in range(form.country.combo.count())]
    form.country.combo.setCurrentIndex(names.index("台灣"))
    form.country.combo.activated.emit(names.index("台灣"))
    assert (form.currency.value(), form.zone.value()) == ("TWD", "Asia/Taipei")
    form.name.set_text("茶行")
    form.send()
    new = played.calls[0][2]
    assert isinstance(new, NewShop)
    assert (new.currency, new.region, new.time_zone) == ("TWD", "TW", "Asia/Taipei")


def test_another_language_is_asked_for(put_up: PutUp) -> None:
    page = put_up()
    spoken: list[str] = []
    page.spoken.connect(spoken.append)
    button(page, "繁體中文").click()
    assert spoken == ["zh_TW"]


def test_joining_a_shop_by_its_address(put_up: PutUp, played: Played) -> None:
    page = put_up()
    places = heard(page)
    button(page, "Join a shop that runs already").click()
    press(ENTER)
    assert page.join_form.address.message() == "The address is missing. Or choose a file."
    type_text("mysql://server/shop")
    press(ENTER)
    assert page.join_form.address.has_error()
    assert played.calls == []
    page.join_form.address.edit.clear()
    type_text("postgresql://mia@server/shop")
    press(ENTER)
    assert played.calls == [("open", "postgresql://mia@server/shop")]
    assert places == [""]


def test_joining_a_shop_by_its_file(put_up: PutUp, played: Played, chooses: Chooses) -> None:
    page = put_up()
    button(page, "Join a shop that runs already").click()
    press(ESC)
    button(page, "Join a shop that runs already").click()
    chooses("")
    button(page, "Choose a file").click()
    assert played.calls == []
    chooses(str(Path("/shops/willow.smbcrm")))
    button(page, "Choose a file").click()
    assert played.calls == [("open", str(Path("/shops/willow.smbcrm").absolute()))]


def test_a_copy_is_restored_to_a_free_place(
    put_up: PutUp, played: Played, chooses: Chooses
) -> None:
    page = put_up()
    places = heard(page)
    chooses("")
    button(page, "Restore a backup").click()
    assert played.calls == []
    chooses("/copies/one.zip")
    button(page, "Restore a backup").click()
    assert played.calls == [
        ("restore", "default.smbcrm", Path("/copies/one.zip"), False),
        ("open", "default.smbcrm"),
    ]
    assert places == ["settings/backup"]


def test_what_did_not_work_is_said_and_tried_again(put_up: PutUp, played: Played) -> None:
    page = put_up()
    places = heard(page)
    played.refusals.append(DatabaseAway())
    page.open_shop("postgresql://mia:secret@server/shop")
    assert page.waiting.text().startswith("That did not work")
    assert "secret" not in page.waiting.text()
    assert page.waiting.again.hasFocus()
    press(ENTER)
    assert places == [""]
    played.refusals.append(DatabaseAway())
    page.open_shop("postgresql://mia@server/shop")
    press(TAB, ENTER)
    assert block(page, "way_list").isVisible()


def test_a_bug_is_logged_and_its_log_named(put_up: PutUp, played: Played) -> None:
    page = put_up()
    played.refusals.append(ZeroDivisionError())
    page.open_shop("x.smbcrm")
    assert str(played.premises().machine.folder) in page.waiting.text()


def test_a_shop_that_failed_before_the_page_was_there(put_up: PutUp) -> None:
    page = put_up()
    page.could_not_open("x.smbcrm", DatabaseAway())
    assert page.waiting.text().startswith("That did not work")
    press(ESC)
    assert block(page, "way_list").isVisible()


def test_making_the_demo_shows_how_far_and_can_be_stopped(
    put_up: PutUp, played: Played, qtbot: QtBot
) -> None:
    jobs = HeldJobs()
    page = put_up(jobs=jobs)
    press(Qt.Key.Key_2)
    jobs.do_next()
    assert page.waiting.text() == "Making the demo shop"
    qtbot.waitUntil(lambda: "Stop" in in_sight(page))
    assert not block(page, "first_run_languages").isEnabled()
    press(ESC)
    assert "Stopping…" in in_sight(page)
    played.refusals.append(DemoStopped())
    jobs.do_next()
    assert played.calls[0] == ("stop", True)
    assert "30 of 100" in [one.text() for one in page.waiting.findChildren(QLabel)]
    said = "Stopped The demo shop was not finished, and nothing of it is left."
    assert page.waiting.text() == said
    press(ESC)
    assert block(page, "way_demo").isVisible()


def test_opening_cannot_be_left_half_way(put_up: PutUp, qtbot: QtBot) -> None:
    jobs = HeldJobs()
    page = put_up(jobs=jobs)
    page.open_shop("x.smbcrm")
    press(ESC)
    assert page.waiting.isVisible()
    qtbot.waitUntil(page.waiting.findChildren(QProgressBar)[0].isVisible)
    jobs.waiting.clear()


def test_digits_belong_to_the_field_they_are_typed_in(put_up: PutUp, played: Played) -> None:
    page = put_up()
    press(Qt.Key.Key_3)
    type_text("23")
    assert page.form.name.text() == "23"
    assert played.calls == []


def test_the_folder_is_named_however_long_it_is(put_up: PutUp, played: Played) -> None:
    played.folder = Path("/", *["averylongnameofafolder" * 4] * 4)
    page = put_up(size=SIZES[-1])
    said = next(one for one in page.findChildren(QLabel) if str(played.folder) in one.text())
    assert said.height() >= said.heightForWidth(said.width())
    assert said.width() <= 911


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
@pytest.mark.parametrize("theme", list(Theme))
def test_nothing_is_cut(
    put_up: PutUp,
    qapp: QApplication,
    size: tuple[int, int],
    language: str,
    theme: Theme,
) -> None:
    page = put_up(language, size)
    look.wear(qapp, theme, language)

    def wrong() -> list[str]:
        QApplication.processEvents()
        page.grab()
        return [one for one in faults(page) if not one.startswith("LeadText")]

    assert wrong() == []
    page.ask()
    assert wrong() == []
    page.form.send()
    assert wrong() == []
    page.could_not_open("x.smbcrm", DatabaseAway())
    assert wrong() == []
