"""Characters that no font has are named, and written otherwise or left out first."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smbcrm.ui.desk import Desk
from smbcrm.ui.missing_card import MissingRow
from tests.helpers.bill_hands import NOWHERE, OTHER, BillHands, OpenBill, opener, sold_to
from tests.helpers.money_hands import words_in

Key = Qt.Key


@pytest.fixture
def open_bill(qtbot: QtBot, desk: Desk, tmp_path: Path) -> OpenBill:
    return opener(qtbot, desk, tmp_path)


def rows(hands: BillHands) -> list[MissingRow]:
    return list(hands.panel.side.missing.rows.values())


def said_in(hands: BillHands) -> dict[str, str]:
    return dict(hands.panel.side.paper.instead)


def test_a_character_is_shown_with_its_number_and_where_it_stands(
    open_bill: OpenBill, desk: Desk
) -> None:
    hands = open_bill(sold_to(desk.services, f"江{NOWHERE}"))
    words = words_in(hands.panel.side.missing)
    assert words.startswith("1 character would be missing")
    assert NOWHERE in words
    assert f"in “江{NOWHERE}”" in words
    assert "U+31300" in words
    assert hands.panel.side.checked.text() == "The original. Characters are missing"


def test_nothing_leaves_before_something_was_said(open_bill: OpenBill, desk: Desk) -> None:
    hands = open_bill(sold_to(desk.services, f"江{NOWHERE}"))
    assert rows(hands)[0].write.hasFocus()
    assert not hands.panel.side.save.isEnabled()
    assert not hands.panel.side.print.button.isEnabled()
    assert hands.panel.side.print.reason == "Say what is printed instead."
    hands.press(Key.Key_Return)
    hands.control(Key.Key_S)
    assert hands.printers.jobs == []
    assert hands.asked == []


def test_it_is_written_otherwise_and_the_preview_follows(open_bill: OpenBill, desk: Desk) -> None:
    hands = open_bill(sold_to(desk.services, f"江{NOWHERE}"))
    before = hands.panel._draft
    hands.type("宏")
    assert hands.panel.side.paper.instead == ((NOWHERE, "宏"),)
    assert hands.panel._draft is not before
    assert words_in(hands.panel.side.missing).startswith("Nothing will be missing")
    assert hands.panel.side.print.reason == ""
    hands.press(Key.Key_Return)
    assert len(hands.printers.jobs) == 1
    assert hands.copy


def test_it_is_left_out_by_one_click_and_taken_back_by_another(
    open_bill: OpenBill, desk: Desk
) -> None:
    hands = open_bill(sold_to(desk.services, f"江{NOWHERE}"))
    row = rows(hands)[0]
    QTest.mouseClick(row.leave, Qt.MouseButton.LeftButton)
    assert said_in(hands) == {NOWHERE: ""}
    assert hands.panel.side.print.button.isEnabled()
    QTest.mouseClick(row.leave, Qt.MouseButton.LeftButton)
    assert said_in(hands) == {}
    assert not hands.panel.side.print.button.isEnabled()


def test_what_is_typed_counts_and_not_what_was_left_out_before(
    open_bill: OpenBill, desk: Desk
) -> None:
    hands = open_bill(sold_to(desk.services, f"江{NOWHERE}"))
    row = rows(hands)[0]
    QTest.mouseClick(row.leave, Qt.MouseButton.LeftButton)
    row.write.setFocus()
    hands.type("宏")
    assert not row.leave.isChecked()
    QTest.mouseClick(row.leave, Qt.MouseButton.LeftButton)
    assert row.write.text() == ""
    assert hands.panel.side.paper.instead == ((NOWHERE, ""),)


def test_every_character_has_its_own_answer(open_bill: OpenBill, desk: Desk) -> None:
    hands = open_bill(sold_to(desk.services, f"{OTHER}{NOWHERE}"))
    assert words_in(hands.panel.side.missing).startswith("2 characters would be missing")
    first, second = rows(hands)
    QTest.mouseClick(first.leave, Qt.MouseButton.LeftButton)
    assert not hands.panel.side.print.button.isEnabled()
    second.write.setFocus()
    hands.type("宏")
    assert hands.panel.side.print.button.isEnabled()
    assert dict(hands.panel.side.paper.instead) == {
        first.missing.character: "",
        second.missing.character: "宏",
    }


def test_what_is_written_instead_may_be_missing_too(open_bill: OpenBill, desk: Desk) -> None:
    hands = open_bill(sold_to(desk.services, f"江{NOWHERE}"))
    hands.type(OTHER)
    card, (row,) = hands.panel.side.missing, rows(hands)
    assert (row.missing.character, row.instead) == (NOWHERE, OTHER)
    assert words_in(card).startswith("1 character would be missing")
    assert card.property("tone") == "warn"
    assert not hands.panel.side.print.button.isEnabled()
    hands.panel.pages.view.setFocus()
    hands.panel.focus_first()
    assert row.write.hasFocus(), "there it can be changed"
    hands.type("宏")
    assert words_in(card).startswith("Nothing will be missing")
    assert card.property("tone") == "ok"
    assert hands.panel.side.print.button.isEnabled()


def test_what_was_said_outlives_a_change_of_language(open_bill: OpenBill, desk: Desk) -> None:
    hands = open_bill(sold_to(desk.services, f"{OTHER}江{NOWHERE}"))
    for row in rows(hands):
        row.write.setFocus()
        hands.type("宏")
    again = open_bill(memory=hands.panel.memory())
    assert [row.write.text() for row in rows(again)] == ["宏", "宏"]
    assert again.panel.side.paper.instead == hands.panel.side.paper.instead
    assert again.panel.side.print.button.isEnabled()


def test_a_bill_without_any_shows_no_card(open_bill: OpenBill) -> None:
    assert not open_bill(3).panel.side.missing.isVisible()


def test_a_screen_reader_knows_which_character_is_meant(open_bill: OpenBill, desk: Desk) -> None:
    row = rows(open_bill(sold_to(desk.services, f"江{NOWHERE}")))[0]
    assert row.write.accessibleName() == f"Write {NOWHERE} as"
    assert row.leave.accessibleName() == f"Leave {NOWHERE} out"
