"""A voucher given to many: by tier, or typed line by line, with the count before it is given."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.membership.services import Services
from smbcrm.membership.vouchers.types import DefinitionChanges, NewDefinition
from smbcrm.ui.desk import Desk
from smbcrm.ui.save_question import Place
from smbcrm.ui.settings.give_many import GiveMany
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.screen_check import faults
from tests.helpers.till_trouble import with_faulty
from tests.ui.settings.conftest import Open

NEW = NewDefinition("TEN", "Ten off", "amount_off", value=1_000, days=30)


def lay(qtbot: QtBot, desk: Desk) -> GiveMany:
    services = desk.services
    if not services.vouchers.all():
        services.vouchers.add(NEW)
    card = GiveMany(desk, services.vouchers.all(), services.tiers.all())
    qtbot.addWidget(card)
    card.show()
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    return card


def type_lines(qtbot: QtBot, card: GiveMany, *lines: str) -> None:
    card.lines.edit.setFocus()
    card.lines.edit.setPlainText("\n".join(lines))
    qtbot.waitUntil(lambda: card.count.text() != "…")


def given(desk: Desk) -> list[str]:
    """Return the names of all who have a voucher."""
    rows = desk.services.customers.page()
    return [row.full_name for row in rows if desk.services.benefits.of_customer(row.id)]


def test_it_is_reached_where_the_shop_gives_vouchers(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    desk.services.vouchers.add(NEW)
    person = open_part("benefits")
    person.click("voucher_many")
    assert isinstance(room.covered, GiveMany)


def test_a_tier_gets_it_and_all_cards_are_one_pdf(
    qtbot: QtBot, desk: Desk, room: RecordingRoom, tmp_path: Path
) -> None:
    card = lay(qtbot, desk)
    assert not card.give.isEnabled()
    card.chips["regular"].click()
    qtbot.waitUntil(lambda: card.count.text() == "3 customers get it")
    card.give.click()
    assert card.count.text() == "3 customers got it."
    assert len(given(desk)) == 3
    assert "Hannah Brooks" not in given(desk)
    file = tmp_path / "all.pdf"

    def answer(name: str) -> Place:
        assert name.startswith("Vouchers ")
        return Place(file, replace=True)

    card.papers.file.where = answer  # type: ignore[method-assign] # the answer of the dialog
    card.papers.save.click()
    assert file.read_bytes().startswith(b"%PDF")
    assert room.troubles == []


def test_who_is_typed_is_counted_once_and_who_is_unknown_is_named(qtbot: QtBot, desk: Desk) -> None:
    card = lay(qtbot, desk)
    type_lines(qtbot, card, "Hannah Brooks", "0142", "", "Nobody Such")
    assert card.wrong.text().startswith("Nobody was found for “Nobody Such”")
    assert card.count.text() == "1 customer gets it"
    assert not card.give.isEnabled()
    type_lines(qtbot, card, "Hannah Brooks", "0142")
    assert card.wrong.isHidden()
    card.give.click()
    assert given(desk) == ["Hannah Brooks"]


def test_only_tiers_that_the_voucher_is_for_are_offered(qtbot: QtBot, desk: Desk) -> None:
    desk.services.vouchers.add(NEW)
    desk.services.vouchers.edit("TEN", DefinitionChanges(tiers=("regular",)))
    card = lay(qtbot, desk)
    assert [code for code, chip in card.chips.items() if not chip.isHidden()] == ["regular"]
    type_lines(qtbot, card, "Hannah Brooks")
    card.give.click()
    assert "Hannah Brooks" in card.wrong.text()
    assert given(desk) == []


def test_a_fault_is_tried_again_and_counts_once(
    qtbot: QtBot, desk: Desk, room: RecordingRoom
) -> None:
    desk.services.vouchers.add(NEW)
    faulty, benefits = with_faulty(desk, "benefits")
    card = lay(qtbot, faulty)
    type_lines(qtbot, card, "Hannah Brooks")
    benefits.after = 1
    card.give.click()
    room.try_again()
    assert card.count.text() == "1 customer got it."
    who = desk.services.customers.find("0142")[0].id
    assert len(desk.services.benefits.of_customer(who)) == 1


def test_by_keys_alone(qtbot: QtBot, desk: Desk) -> None:
    card = lay(qtbot, desk)
    card.voucher.combo.setFocus()
    tab_to(card.chips["regular"])
    QTest.keyClick(card.chips["regular"], Qt.Key.Key_Space)
    qtbot.waitUntil(card.give.isEnabled)
    tab_to(card.give)
    QTest.keyClick(card.give, Qt.Key.Key_Space)
    assert len(given(desk)) == 3


def tab_to(wanted: QWidget) -> None:
    """Press Tab until something has the focus."""
    for _ in range(12):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is wanted:
            return
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(wanted)


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, services: Services, language: str
) -> None:
    look.wear(qapp, Theme.DARK if language == "zh_CN" else Theme.LIGHT, language)
    card = lay(qtbot, sit_down(services, RecordingRoom(), language))
    type_lines(qtbot, card, "Hannah Brooks", "Nobody Such")
    QApplication.processEvents()
    assert faults(card) == []
    type_lines(qtbot, card, "Hannah Brooks")
    card.give.click()
    QApplication.processEvents()
    assert faults(card) == []
