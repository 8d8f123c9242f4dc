"""Cash into the drawer and out of it on screen: how much, why, and its undo."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.membership.bills.types import Bill
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import CashReason
from smbcrm.ui.day_close.cash_card import CashCard
from smbcrm.ui.day_close.page import DayClosePage
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.screen_check import faults
from tests.helpers.till_trouble import with_faulty

ENTER = Qt.Key.Key_Return


def expected(desk: Desk) -> int:
    """Return what the drawer should hold."""
    return desk.services.dayclose.look(CloseRequest(desk.act())).counting.expected


def lay(qtbot: QtBot, desk: Desk) -> CashCard:
    card = CashCard(desk)
    qtbot.addWidget(card)
    card.show()
    card.activateWindow()
    qtbot.waitUntil(card.amount.edit.hasFocus)
    return card


def why(card: CashCard, reason: CashReason) -> None:
    card.reason.choose(reason)
    card.reason.changed.emit(reason)


def test_cash_is_put_in_with_a_reason_and_undone(
    qtbot: QtBot, desk: Desk, room: RecordingRoom
) -> None:
    before = expected(desk)
    card = lay(qtbot, desk)
    QTest.keyClicks(card.amount.edit, "25")
    QTest.keyClick(card.amount.edit, ENTER)
    assert card.reason.message() == "Choose a reason."
    why(card, CashReason.OTHER)
    QTest.keyClick(card, ENTER)
    assert expected(desk) == before + 2_500
    assert room.toasts == ["$25.00 put into the drawer."]
    assert room.undo is not None
    room.undo.take_back()
    assert expected(desk) == before
    assert room.toasts[-1] == "$25.00 taken back."


def test_more_than_should_be_there_is_said(qtbot: QtBot, desk: Desk, room: RecordingRoom) -> None:
    card = lay(qtbot, desk)
    card.way.buttons()[1].click()
    QTest.keyClicks(card.amount.edit, "90000")
    why(card, CashReason.BANK)
    card.take.click()
    assert room.toasts[0].startswith("$90,000.00 taken out. That is more than the drawer should")


def test_a_float_that_lies_there_already_is_asked_about(
    qtbot: QtBot, desk: Desk, room: RecordingRoom
) -> None:
    yesterday = desk.today() - dt.timedelta(days=1)
    act = replace(desk.act(), date=yesterday)
    there = desk.services.dayclose.look(CloseRequest(act)).counting.expected
    desk.services.dayclose.close(
        CloseRequest(act, there + 5_000, opening_float=5_000, kept=5_000, word="kept")
    )
    before = expected(desk)
    card = lay(qtbot, desk)
    QTest.keyClicks(card.amount.edit, "50")
    why(card, CashReason.FLOAT)
    card.take.click()
    assert card.wrong.text().startswith("The last close left $50.00 in the drawer")
    assert card.take.text() == "As much again was put in"
    assert (room.toasts, expected(desk)) == ([], before)
    card.take.click()
    assert room.toasts == ["$50.00 put into the drawer."]
    assert expected(desk) == before + 5_000


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "The amount is empty"), ("x", "“x” is not an amount"), ("0", "The amount is empty")],
)
def test_what_cannot_be_taken_is_said_in_place(
    qtbot: QtBot, desk: Desk, typed: str, said: str
) -> None:
    card = lay(qtbot, desk)
    QTest.keyClicks(card.amount.edit, typed)
    card.take.click()
    assert card.wrong.text().startswith(said)
    QTest.keyClicks(card.amount.edit, "5")
    assert card.wrong.isHidden()


def test_a_fault_is_tried_again_and_counts_once(
    qtbot: QtBot, desk: Desk, room: RecordingRoom
) -> None:
    before = expected(desk)
    faulty, value = with_faulty(desk, "value")
    card = lay(qtbot, faulty)
    QTest.keyClicks(card.amount.edit, "10")
    why(card, CashReason.PURCHASE)
    value.after = 1
    card.take.click()
    room.try_again()
    assert expected(desk) == before + 1_000


def test_a_change_of_language_keeps_the_undo(desk: Desk, qtbot: QtBot, room: RecordingRoom) -> None:
    card = lay(qtbot, desk)
    QTest.keyClicks(card.amount.edit, "10")
    why(card, CashReason.OTHER)
    card.take.click()
    assert room.undo is not None
    assert isinstance(room.undo.kept, Bill)
    page = DayClosePage(desk)
    qtbot.addWidget(page)
    again = page.undo_again(room.undo.kept)
    assert again is not None
    assert replace(again, take_back=room.undo.take_back) == room.undo


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, services: Services, language: str
) -> None:
    look.wear(qapp, Theme.DARK if language == "zh_CN" else Theme.LIGHT, language)
    card = lay(qtbot, sit_down(services, RecordingRoom(), language))
    QTest.keyClicks(card.amount.edit, "90000")
    card.way.buttons()[1].click()
    QApplication.processEvents()
    assert faults(card) == []
