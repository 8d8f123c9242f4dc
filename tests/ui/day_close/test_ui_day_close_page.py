"""Close the day on screen: counting by keys, the word for a difference, what the owner reads."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.core.money import Currency
from smbcrm.membership.dayclose.pieces import worths
from smbcrm.membership.dayclose.service import DayCloseService
from smbcrm.membership.dayclose.types import CloseRequest, Day
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import ItemQuantity, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import TransferRequest
from smbcrm.models.faults import DatabaseBusy
from smbcrm.ui.day_close.page import DayClosePage
from smbcrm.ui.desk import Desk
from smbcrm.ui.open_shop import SLIM_BELOW
from smbcrm.ui.save_question import Place
from smbcrm.ui.sidebar import SLIM, WIDE
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers import screen_check
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.small_shop import customer
from tests.helpers.till_trouble import first_unanswered

USD = worths(Currency.of("USD"))
TODAY = dt.date(2026, 11, 21)


def act(services: Services, staff: str = "Owner", till: str | None = None) -> Act:
    return Act(uuid7(services.clock), staff, till)


def open_page(desk: Desk, width: int = 1366, height: int = 696) -> DayClosePage:
    page = DayClosePage(desk)
    page.resize(width - (WIDE if width >= SLIM_BELOW else SLIM), height)
    page.narrow(width, height)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    page.arrive()
    page.refocus()
    return page


@pytest.fixture
def page(desk: Desk) -> Iterator[DayClosePage]:
    """Yield the page of a salon with 200.00 in the drawer."""
    made = open_page(desk)
    yield made
    made.close()


def settle() -> None:
    """Let every layout answer the one inside it."""
    for _ in range(10):
        QApplication.processEvents()


def texts(widget: QWidget) -> list[str]:
    settle()
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifier)


def count(page: DayClosePage, *counts: str) -> None:
    """Type so many of each note from the largest on, each with Enter."""
    page.refocus()
    for one in counts:
        QTest.keyClicks(focus(), one)
        press(Qt.Key.Key_Return)
    settle()


def closing(services: Services) -> Day:
    return services.dayclose.look(CloseRequest(act(services)))


def test_it_begins_with_the_largest_note_and_tells_what_should_be_there(
    page: DayClosePage,
) -> None:
    assert focus() is page.count.rows[0].field.edit
    assert focus().accessibleName() == "How many of 100"
    assert [row.worth for row in page.count.rows] == list(USD)
    assert texts(page.count)[-1] == "200.00"
    assert page.money.cash.value() == "not counted"
    assert page.foot.close_day.text() == "Close the day"


def test_enter_and_tab_go_down_the_notes(page: DayClosePage) -> None:
    count(page, "1")
    assert focus() is page.count.rows[1].field.edit
    press(Qt.Key.Key_Tab)
    assert focus() is page.count.rows[2].field.edit
    count(page, *["0"] * len(USD))
    assert focus() is page.owner.word.edit, "it is short, so a word comes next"


def test_the_sum_grows_with_each_key(page: DayClosePage) -> None:
    count(page, "1", "2")
    assert "100.00" in texts(page.count.rows[0])
    assert page.money.cash.value() == "agrees"
    page.count.rows[0].field.edit.setText("12")
    assert page.money.cash.value() == "1,100.00 over"
    assert page.foot.close_day.text() == "Close the day, 1,100.00 over"


def test_just_a_sum(page: DayClosePage) -> None:
    QTest.mouseClick(page.count.way, Qt.MouseButton.LeftButton)
    assert focus() is page.count.one_sum.edit
    QTest.keyClicks(focus(), "195")
    assert page.money.cash.value() == "5.00 short"
    assert "Why 5.00 short? Needed above 2.00" in texts(page.owner)
    QTest.mouseClick(page.count.way, Qt.MouseButton.LeftButton)
    assert page.money.cash.value() == "not counted"


def test_ctrl_enter_closes_and_a_difference_needs_a_word(
    page: DayClosePage, services: Services, room: RecordingRoom
) -> None:
    count(page, "1", "1", "2", "0", "1")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert closing(services).closing is None
    assert focus() is page.owner.word.edit
    assert page.owner.word.message() == "A word is needed: say why."
    QTest.keyClicks(focus(), "perhaps change")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = closing(services).closing
    assert made is not None
    assert (made.counted, made.difference, made.word) == (19_500, -500, "perhaps change")
    assert made.pieces == ((10_000, 1), (5_000, 1), (2_000, 2), (500, 1))
    assert room.toasts == ["The day is closed at Till 1."]
    assert page.foot.state() == "Closed today 10:24 by Owner"
    assert page.foot.close_day.isHidden()
    assert page.count.rows[0].field.edit.isReadOnly()
    assert page.unfinished() == ()


def test_nothing_is_closed_without_a_count(page: DayClosePage, services: Services) -> None:
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.refused.text() == "Count the cash first."
    assert closing(services).closing is None
    count(page, "2")
    assert page.refused.isHidden()


def test_what_is_no_number_is_refused_in_place(page: DayClosePage, services: Services) -> None:
    count(page, "2", "x")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert focus() is page.count.rows[1].field.edit
    assert page.count.rows[1].field.has_error()
    assert closing(services).closing is None


def test_what_stays_in_the_drawer(page: DayClosePage, services: Services) -> None:
    count(page, "2")
    page.owner.kept.edit.setText("150")
    assert "Take out 50.00" in texts(page.owner)
    page.owner.kept.edit.setText("250")
    assert page.refused.text().startswith("$250.00 cannot stay in the drawer")
    page.owner.kept.edit.setText("150")
    assert page.refused.isHidden()
    page.close_day()
    made = closing(services).closing
    assert made is not None
    assert made.kept == 15_000


def test_the_float_of_the_morning_can_be_said(page: DayClosePage) -> None:
    page.owner.opening.edit.setText("50")
    count(page, "2", "1")
    assert page.money.cash.value() == "agrees"


def test_what_the_owner_reads(desk: Desk, services: Services) -> None:
    sale = services.till.sale(SaleRequest(act(services), None, 2_800))
    services.till.reverse(ReverseRequest(act(services), sale.operation, "wrong_customer"))
    services.staff.add_terminal("Till 2")
    services.till.sale(SaleRequest(act(services, till="Till 2"), None, 100))
    page = open_page(desk)
    assert page.owner.listed()[0].startswith("Sale void · −28.00 · Bill ")
    said = texts(page.owner)
    assert "1 to read" in said
    assert "wrong customer" in said
    assert page.owner.tills.text() == "Till 2 is still open: 1 operation."
    page.close()


def test_the_owner_reads_who_handed_what_to_whom(desk: Desk, services: Services) -> None:
    ann, ben = (customer(services, name) for name in ("Ann", "Ben"))
    services.packages.add(NewPackage("ten", "Ten cuts", 5_000, Terms(10)))
    services.till.sale(SaleRequest(act(services), ann, items=(ItemQuantity("ten"),)))
    services.till.top_up(TopUpRequest(act(services), ann, 20_000, with_offer=False))
    for amount, package in ((4_400, None), (3, "ten")):
        asked = TransferRequest(act(services), ann, ben, amount, "family", package)
        services.value.transfer(asked)
    page = open_page(desk)
    assert page.owner.listed() == [
        "Transfer of value · 44.00",
        "Transfer of value · 3 package visits",
    ]
    said = texts(page.owner)
    assert any(one.startswith("Ann → Ben · Owner · ") for one in said)
    assert "2 to read" in said
    page.close()


def test_counting_blind(services: Services, room: RecordingRoom) -> None:
    services.shop.set("till.count_blind", "yes")
    page = open_page(sit_down(services, room))
    assert "200.00" not in " ".join(texts(page.count))
    assert page.money.cash.value() == "not counted"
    assert "It is shown once the cash is counted." in texts(page.money)
    assert page.foot.keep.isVisible()
    assert not page.foot.close_day.isEnabled()
    assert page.owner.opening.edit.placeholderText() == "", "nor the float"
    count(page, "1")
    assert page.money.cash.value() == "not counted", "a figure that is typed opens nothing"
    assert "100.00" in texts(page.count)
    assert "200.00" not in " ".join(texts(page)), "nor what was topped up"
    page.foot.keep.click()
    assert page.money.cash.value() == "100.00 short"
    assert page.foot.keep.isHidden()
    assert "200.00" in texts(page.count)
    assert page.foot.close_day.text() == "Close the day, 100.00 short"
    assert closing(services).closing is None
    count(page, "2")
    assert page.owner.recounts.isHidden()
    page.close_day()
    made = closing(services)
    assert made.closing is not None
    assert [one.counted for one in made.counts] == [10_000, 20_000]
    told = "Counted again: 100.00 · 10:24 · Owner, 200.00 · 10:24 · Owner"
    assert page.owner.recounts.text() == told
    assert "1 to read" in texts(page.owner)
    page.close()


def test_another_day_of_the_same_till(page: DayClosePage) -> None:
    count(page, "2")
    page.before.click()
    assert page.day is not None
    assert page.day.date == TODAY - dt.timedelta(days=1)
    assert page.count.typed().pieces == {}
    page.after.click()
    assert page.day.date == TODAY
    assert not page.after.isEnabled()
    count(page, "2")
    page.close_day()
    page.before.click()
    assert not page.count.rows[0].field.edit.isReadOnly(), "the day before is still open"
    page.arrive("2026-11-21")
    assert page.foot.state() == "Closed today 10:24 by Owner"


def test_count_again(page: DayClosePage) -> None:
    count(page, "2", "1")
    page.foot.again.click()
    assert page.count.typed().pieces == {}
    assert focus() is page.count.rows[0].field.edit
    assert page.money.cash.value() == "not counted"


def test_what_is_half_done_comes_back_in_another_language(
    page: DayClosePage, services: Services, room: RecordingRoom
) -> None:
    assert page.memory() is None
    assert page.unfinished() == ()
    count(page, "1", "1")
    page.owner.word.edit.setText("a coin")
    assert page.unfinished() == ("",)
    kept = page.memory()
    other = DayClosePage(sit_down(services, room, "zh_CN"))
    other.recall(kept)
    other.show()
    other.arrive()
    assert other.count.typed() == page.count.typed()
    assert other.owner.said().word == "a coin"
    assert other.day is not None
    assert other.day.counting.counted == 15_000
    other.close()


def test_a_sale_meanwhile_is_counted(page: DayClosePage, services: Services) -> None:
    services.till.sale(SaleRequest(act(services), None, 1_000))
    QApplication.processEvents()
    assert page.day is not None
    assert page.day.counting.expected == 21_000


def test_closed_elsewhere_meanwhile(page: DayClosePage, services: Services) -> None:
    count(page, "2")
    services.dayclose.close(CloseRequest(act(services), 20_000))
    page.close_day()
    assert page.foot.state() == "Closed today 10:24 by Owner"


def test_a_fault_offers_to_send_the_very_same_again(
    page: DayClosePage,
    room: RecordingRoom,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = first_unanswered(monkeypatch, DayCloseService, "close")
    count(page, "2")
    page.close_day()
    assert isinstance(room.troubles[0], DatabaseBusy)
    room.try_again()
    assert sent[0] == sent[1]
    assert page.foot.state() == "Closed today 10:24 by Owner"


def test_the_day_as_a_file(
    page: DayClosePage, tmp_path: Path, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "day.pdf"
    asked = []

    def where(name: str) -> Place:
        asked.append(name)
        return Place(file, replace=False)

    monkeypatch.setattr(page.files, "where", where)
    page.save.click()
    assert asked == ["Day close Till 1 2026-11-21"]
    assert file.read_bytes().startswith(b"%PDF")
    assert room.toasts == ["Saved as day.pdf"]


def test_a_clock_behind_is_listed(desk: Desk, services: Services) -> None:
    clock = services.clock
    assert isinstance(clock, SetClock)
    clock.instant -= dt.timedelta(days=1)
    services.till.sale(SaleRequest(act(services), None, 1_000))
    page = open_page(desk)
    assert page.day is not None
    assert page.day.date == TODAY - dt.timedelta(days=1)
    assert "the clock stood wrong" in texts(page.owner)
    page.close()


def test_where_counting_begins_is_in_sight(desk: Desk) -> None:
    page = open_page(desk, 1093, 543)
    count(page, *["1"] * (len(USD) - 1))
    page.refocus()
    settle()
    field = focus()
    assert field.visibleRegion().boundingRect() == field.rect()
    page.close()


@pytest.mark.parametrize("size", [(1366, 696), (1093, 543), (911, 452)])
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_nothing_is_cut_and_everything_has_a_name(
    qapp: QApplication,
    services: Services,
    room: RecordingRoom,
    language: str,
    size: tuple[int, int],
) -> None:
    look.wear(qapp, Theme.DARK, language)
    desk = sit_down(services, room, language)
    page = open_page(replace(desk), *size)
    count(page, "1", "1")
    assert screen_check.faults(page) == []
    page.owner.word.edit.setText("change")
    page.close_day()
    assert closing(services).closing is not None
    settle()
    assert screen_check.faults(page) == []
    page.close()
