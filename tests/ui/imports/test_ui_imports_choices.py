"""The check as somebody puts rows right in it, by keyboard: a cell is typed, a pair is decided."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from smbcrm.membership.imports.fields import Field
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.cell_choice import CellChoice
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.pair_list import PairList
from smbcrm.ui.imports.stage import Step
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.groups import Segmented
from tests.ui.imports.hands import choose, enter, step_of, words

ROWS = """\
姓名,手机,储值余额,积分,生日
刘志明,13800138000,见本子,10,1990-05-01
赵小燕,13800138001,见本子,见本子,1990-02-30
王思远,13800138002,5.00,1,
王思远,13800138002,,,1990-05-02
张晓雯,13800138002,7.00,,
"""


@pytest.fixture
def checked(page: ImportPage, tmp_path: Path) -> ImportPage:
    """Return the page where the list was checked."""
    file = tmp_path / "book.csv"
    file.write_text(ROWS, "utf-8")
    choose(page, file)
    enter(page)
    enter(page)
    assert step_of(page) is Step.CHECK
    return page


def cell(page: ImportPage, row: int, field: Field) -> CellChoice:
    QApplication.processEvents()
    found = [one for one in page.check.findChildren(CellChoice) if one.isVisible()]
    return next(one for one in found if (one.line.row, one.line.field) == (row, field))


def type_into(one: CellChoice, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    one.field.edit.setFocus()
    QTest.keyClicks(one.field.edit, text)
    QTest.keyClick(one.field.edit, key)
    QApplication.processEvents()


def badges(page: ImportPage) -> list[str]:
    QApplication.processEvents()
    shown = [one for one in page.check.findChildren(StateBadge) if one.isVisible()]
    return [one.accessibleName().removeprefix("State: ") for one in shown]


def pair(page: ImportPage, row: int) -> Segmented:
    QApplication.processEvents()
    (found,) = [one for one in page.check.findChildren(PairList) if one.isVisible()]
    return found.choices[row]


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def test_what_stands_in_the_old_book_is_typed_and_the_sums_follow(
    checked: ImportPage, list_desk: Desk
) -> None:
    assert badges(checked) == ["3 errors", "2 pairs"]
    assert checked.foot.main.text() == "Import 3 rows"
    type_into(cell(checked, 2, Field.PRINCIPAL), "1,260.50")
    assert badges(checked)[0] == "2 errors"
    assert "¥1,272.50" in words(checked)
    assert checked.foot.main.text() == "Import 4 rows"
    again = cell(checked, 2, Field.PRINCIPAL)
    assert (again.field.text(), again.choice.value()) == ("1260.50", "type")
    assert focused() is again.field.edit
    enter(checked)
    assert step_of(checked) is Step.DONE
    row = next(one for one in list_desk.services.customers.page() if one.full_name == "刘志明")
    assert row.principal == 126050


def test_nothing_is_taken_for_what_cannot_be_read_and_a_date_is_typed(checked: ImportPage) -> None:
    for field in (Field.PRINCIPAL, Field.POINTS):
        one = cell(checked, 3, field)
        assert [button.text() for button in one.choice.buttons()] == [
            *("Type it", "Take 0", "Leave out")
        ]
        one.choice.buttons()[2].setFocus()
        QTest.keyClick(focused(), Qt.Key.Key_Left)
    assert badges(checked)[0] == "1 error"
    date = cell(checked, 3, Field.BIRTHDAY)
    assert [button.text() for button in date.choice.buttons()] == ["Type it", "As it is"]
    type_into(date, "1990-02-28", Qt.Key.Key_Tab)
    assert cell(checked, 3, Field.BIRTHDAY).field.text() == "1990-02-28"
    report = checked.course.report
    assert report is not None
    assert (report.made, report.failed, report.with_problems) == (3, 1, 0)


def test_all_put_right_says_so_and_can_be_taken_back(checked: ImportPage) -> None:
    type_into(cell(checked, 2, Field.PRINCIPAL), "60")
    for field in (Field.PRINCIPAL, Field.POINTS):
        cell(checked, 3, field).choice.buttons()[1].click()
    assert badges(checked)[0] == "0 errors"
    cell(checked, 2, Field.PRINCIPAL).choice.buttons()[2].click()
    assert badges(checked)[0] == "1 error"
    assert not cell(checked, 2, Field.PRINCIPAL).field.text()


def test_what_is_no_figure_is_said_at_once(checked: ImportPage) -> None:
    one = cell(checked, 2, Field.PRINCIPAL)
    type_into(one, "sixty", Qt.Key.Key_Tab)
    assert "is not an amount" in one.field.message()
    assert badges(checked)[0] == "3 errors"
    assert not checked.course.said.cells


def test_a_half_typed_cell_stays_while_the_list_is_checked_again(checked: ImportPage) -> None:
    half = cell(checked, 2, Field.PRINCIPAL)
    half.field.edit.setFocus()
    QTest.keyClicks(half.field.edit, "12")
    pair(checked, 5).buttons()[1].click()
    assert cell(checked, 2, Field.PRINCIPAL).field.text() == "12"


def test_pairs_are_decided_by_arrows(checked: ImportPage) -> None:
    told = words(checked)
    assert "3 + 4" not in told
    assert "4 + 5" in told
    assert "phone · same name" in told
    assert "phone · other name" in told
    assert "1 joined, 1 kept apart" in told
    assert (pair(checked, 5).value(), pair(checked, 6).value()) == ("join", "two")
    pair(checked, 5).buttons()[0].setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    QApplication.processEvents()
    assert pair(checked, 5).value() == "two"
    assert "0 joined, 2 kept apart" in words(checked)
    report = checked.course.report
    assert report is not None
    assert (report.made, report.joined) == (3, 0)
    pair(checked, 5).buttons()[1].setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Left)
    assert not checked.course.said.people


def test_a_balance_that_would_count_twice_is_another_persons(checked: ImportPage) -> None:
    pair(checked, 6).buttons()[0].click()
    assert badges(checked)[0] == "4 errors"
    assert "count twice" in words(checked)
    cell(checked, 6, Field.PRINCIPAL).choice.buttons()[1].click()
    report = checked.course.report
    assert report is not None
    assert (report.joined, report.failed) == (2, 2)


def test_what_was_said_goes_with_another_list_or_sheet(checked: ImportPage) -> None:
    type_into(cell(checked, 2, Field.PRINCIPAL), "60")
    assert checked.escape()
    assert checked.course.said.cells
    checked.course.assign(2, None)
    assert not checked.course.said.choices(checked.course.choice.fields).any
    checked.course.read_anew(header=1)
    assert not checked.course.said.cells
