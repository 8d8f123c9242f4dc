"""The second step: sheet, row of the headings, and what words become."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smbcrm.membership.imports.fields import Field
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Step
from smbcrm.ui.imports.words_card import WordCombo
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import Chooser
from tests.ui.imports.hands import choose, enter, step_of, words

ROWS = (
    ("陈雨桐", 13800138000, "钻石", "女"),
    ("曾小燕", 13912345678, "尊享金卡", "妇女"),
    ("解敏", 13600136000, "钻石", "女"),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a workbook with a cover, two lists and a hidden sheet; a title stands above one."""
    made = openpyxl.Workbook()
    made.active.title = "封面"
    made.active.append(["2026 年会员资料"])
    sheet = made.create_sheet("会员")
    for row in (("会员名单",), ("姓名", "手机", "等级", "性别", "卡种"), *ROWS):
        sheet.append(row)
    older = made.create_sheet("2024")
    older.append(("姓名", "手机"))
    older.append(("王芳", 13700000000))
    made.create_sheet("旧").sheet_state = "hidden"
    path = tmp_path / "members.xlsx"
    made.save(path)
    return path


@pytest.fixture
def columns(page: ImportPage, book: Path) -> ImportPage:
    """Return the page at the columns of the workbook."""
    choose(page, book)
    enter(page)
    assert step_of(page) is Step.COLUMNS
    return page


def texts(chooser: Chooser) -> list[str]:
    return [chooser.combo.itemText(at) for at in range(chooser.combo.count())]


def press(chooser: Chooser, key: Qt.Key) -> None:
    chooser.combo.setFocus()
    QTest.keyClick(chooser.combo, key)
    QApplication.processEvents()


def combo(page: ImportPage, word: str) -> WordCombo:
    return next(one for one in page.columns.findChildren(WordCombo) if word in one.accessibleName())


def states(page: ImportPage) -> list[str]:
    return [one.accessibleName() for one in page.columns.findChildren(StateBadge)]


def test_what_was_read_of_a_workbook_is_said_and_chosen(columns: ImportPage) -> None:
    place, told = columns.columns.place, words(columns)
    assert "The list was found in the sheet 会员; none was found in: 封面." in told
    assert "Hidden sheets were not read: 旧." in told
    assert "Left out, because they stand above the headings: rows 1." in told
    assert "“卡种” is not imported: it is called like Tier" in told
    assert texts(place.sheet) == ["封面", "会员", "2024", "旧 (hidden)"]
    assert place.sheet.value() == "会员"
    press(place.sheet, Qt.Key.Key_Down)
    assert step_of(columns) is Step.COLUMNS
    assert place.sheet.combo.hasFocus()
    assert columns.course.glance is not None
    assert columns.course.glance.rows == 1
    assert columns.foot.main.text() == "Check 1 row"
    assert not columns.columns.words.isVisible()


def test_a_sheet_without_a_list_leaves_what_was_read(columns: ImportPage) -> None:
    place = columns.columns.place
    press(place.sheet, Qt.Key.Key_End)
    assert step_of(columns) is Step.COLUMNS
    assert columns.columns.error.isVisible()
    assert (place.sheet.value(), columns.course.sheet) == ("会员", None)
    columns.foot.main.setFocus()
    enter(columns)
    assert step_of(columns) is Step.CHECK


def test_another_row_of_headings_is_taken(columns: ImportPage) -> None:
    place = columns.columns.place
    assert texts(place.headings)[:3] == [
        "There are no headings",
        "Row 1: 会员名单",
        "Row 2: 姓名 · 手机 · 等级 · 性别 · 卡种",
    ]
    assert place.headings.value() == 2
    press(place.headings, Qt.Key.Key_Home)
    assert "No row names the columns" in words(columns)
    assert (columns.course.header, columns.course.choice.fields) == (0, [None] * 5)
    press(place.headings, Qt.Key.Key_Down)
    press(place.headings, Qt.Key.Key_Down)
    assert columns.course.choice.fields[:2] == [Field.NAME, Field.PHONE]
    press(place.headings, Qt.Key.Key_Down)
    columns.course.assign(0, Field.NAME)
    enter(columns)
    assert columns.course.report is not None
    assert (columns.course.report.heading_row, columns.course.report.rows_in_all) == (3, 2)


def test_words_are_matched_by_keys(columns: ImportPage, list_desk: Desk) -> None:
    assert "State: 2 unknown" in states(columns)
    assert "State: 1 unknown" in states(columns)
    assert "Tier “钻石”" in words(columns)
    assert "2 rows" in words(columns)
    diamond = combo(columns, "钻石")
    assert diamond.currentIndex() == -1
    diamond.setFocus()
    QTest.keyClick(diamond, Qt.Key.Key_End)
    assert diamond.currentText() == "Gold"
    assert diamond.hasFocus()
    assert "State: 1 unknown" in states(columns)
    QTest.keyClick(diamond, Qt.Key.Key_Return)
    enter(columns)
    assert step_of(columns) is Step.DONE
    chen, zeng = (list_desk.services.customers.find(one)[0] for one in ("陈雨桐", "曾小燕"))
    assert chen.tier == "Gold"
    assert zeng.tier != "Gold"


def test_a_guess_is_taken_by_its_button_only(columns: ImportPage) -> None:
    golden = combo(columns, "尊享金卡")
    assert (golden.currentIndex(), columns.course.choice.values) == (-1, ())
    offers = [
        one for one in columns.columns.findChildren(Button) if one.text().startswith("Perhaps")
    ]
    assert [one.text() for one in offers if one.isVisible()] == [
        "Perhaps Gold: take it",
        "Perhaps female: take it",
    ]
    offers[1].click()
    assert golden.currentText() == "Gold"
    assert columns.course.choice.values == (("tier", "尊享金卡", "Gold"),)
    assert not offers[1].isVisible()
    assert golden.hasFocus()
    golden.setCurrentIndex(0)
    golden.activated.emit(0)
    assert columns.course.choice.values == (("tier", "尊享金卡", ""),)


def test_words_follow_the_columns(columns: ImportPage) -> None:
    columns.course.assign(2, None)
    assert "钻石" not in words(columns.columns.words)
    assert "妇女" in words(columns.columns.words)
    columns.course.say_word(columns.course.choice.uses[1], "female")
    assert "State: 2 matched" in states(columns)
    columns.course.assign(3, None)
    assert not columns.columns.words.isVisible()
    assert columns.course.choice.uses == ()
