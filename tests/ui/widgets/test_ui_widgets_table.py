"""Tables: moved through by key, sorted by their titles, painted in the colours of the moment."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.paged_model import Column, PagedModel, Source
from smbcrm.ui.widgets.table import ROW_HEIGHT, Table
from tests.helpers.inline_jobs import InlineJobs
from tests.helpers.keyboard import press
from tests.helpers.mouse import double_click
from tests.ui.widgets.hands import DOWN, ENTER, EVIL, TAB, UP, Panel, Put


@dataclass(frozen=True)
class Row:
    name: str
    tier: str
    spent: str


ROWS = [
    Row("Hannah Brooks", "gold", "−$58.00"),
    Row(EVIL, "silver", "+$220.00"),
    Row("陈雨桐", "", "$1,234,567,890.00"),
]
COLUMNS = (
    Column[Row]("Name", lambda row: row.name, paint="strong", sort="name"),
    Column[Row](
        "Tier",
        lambda row: row.tier.title(),
        paint="tier",
        mark=lambda row: (row.tier, ""),
        width=90,
    ),
    Column[Row]("State", lambda _: "Sent", paint="state", mark=lambda _: ("check", "ok"), width=90),
    Column[Row]("12 months", lambda row: row.spent, "right", "money", sort="spent", width=100),
)


class Asked:
    """Remembers in which order the rows were wanted."""

    def __init__(self) -> None:
        self.orders: list[tuple[object, bool]] = []

    def __call__(self, by: object, falling: bool) -> Source[Row]:  # noqa: FBT001 - as it is called
        self.orders.append((by, falling))
        return Source.of(ROWS[::-1] if falling else ROWS)


@dataclass
class Shown:
    panel: Panel
    table: Table
    model: PagedModel[Row]
    asked: Asked


@pytest.fixture
def shown(put: Put) -> Shown:
    asked = Asked()
    table = Table()
    model = PagedModel(COLUMNS, InlineJobs(), table, resort=asked)
    model.load(Source.of(ROWS))
    table.setModel(model)
    table.show_columns(COLUMNS)
    panel = put(table, Button("After"))
    panel.resize(760, 300)
    QApplication.processEvents()
    return Shown(panel, table, model, asked)


def test_arrows_move_and_enter_opens(shown: Shown) -> None:
    opened: list[int] = []
    shown.table.opened.connect(opened.append)
    shown.table.setFocus()
    press(ENTER)
    press(DOWN)
    press(ENTER)
    press(Qt.Key.Key_End)
    press(ENTER)
    press(Qt.Key.Key_Home)
    press(ENTER)
    press(UP)
    press(Qt.Key.Key_Enter)
    assert opened == [0, 1, 2, 0, 0]


def test_a_double_click_opens(shown: Shown) -> None:
    opened: list[int] = []
    shown.table.opened.connect(opened.append)
    at = shown.table.visualRect(shown.model.index(1, 0)).center()
    view = shown.table.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    double_click(view, at)
    assert opened == [1]


def test_tab_leaves_the_table(shown: Shown) -> None:
    shown.table.setFocus()
    press(TAB)
    assert QApplication.focusWidget() is not shown.table


def test_letters_do_not_search_through_a_list_of_any_length(shown: Shown) -> None:
    shown.table.setFocus()
    press(Qt.Key.Key_H)
    assert shown.table.currentIndex().row() == 0


def click_title(table: Table, column: int) -> None:
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 10, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_titles_sort_and_a_second_click_turns_the_order(shown: Shown) -> None:
    click_title(shown.table, 0)
    click_title(shown.table, 0)
    click_title(shown.table, 3)
    click_title(shown.table, 1)  # nobody can sort by tier here
    assert shown.asked.orders == [("name", False), ("name", True), ("spent", False)]


def test_the_first_order_is_shown_without_asking_again(shown: Shown) -> None:
    shown.table.show_sort(3, Qt.SortOrder.DescendingOrder)
    assert shown.asked.orders == []
    assert shown.table.horizontalHeader().sortIndicatorSection() == 3
    shown.table.sort_by(0, Qt.SortOrder.AscendingOrder)
    assert shown.asked.orders == [("name", False)]


def test_a_title_has_room_for_its_words_and_the_arrow(put: Put) -> None:
    table = Table()
    model = PagedModel(COLUMNS, InlineJobs(), table)
    narrow = [replace(column, width=20) for column in COLUMNS]
    table.setModel(model)
    table.show_columns(narrow)
    put(table)
    words = QFontMetrics(look.font("label"))
    for at, column in enumerate(narrow):
        room = table.columnWidth(at) - (17 if column.sort else 0)
        assert room >= words.horizontalAdvance(column.title) + 20
    before = table.horizontalHeader().grab().toImage()
    table.show_sort(3, Qt.SortOrder.AscendingOrder)
    rising = table.horizontalHeader().grab().toImage()
    table.show_sort(3, Qt.SortOrder.DescendingOrder)
    assert before != rising != table.horizontalHeader().grab().toImage()


def test_rows_are_as_high_as_the_design_says(shown: Shown) -> None:
    assert shown.table.rowHeight(0) == ROW_HEIGHT
    assert shown.table.horizontalHeader().height() == 32


def test_every_kind_of_cell_is_painted_in_both_themes(shown: Shown, qapp: QApplication) -> None:
    shown.table.setFocus()
    light = shown.table.grab().toImage()
    look.wear(qapp, Theme.DARK, "zh_CN")
    QApplication.processEvents()
    dark = shown.table.grab().toImage()
    assert light.pixelColor(300, 60).lightness() > dark.pixelColor(300, 60).lightness()


def test_the_focus_bar_stands_at_the_current_row(shown: Shown) -> None:
    focus = look.color("focus").name()

    def bar(row: int) -> str:
        place = shown.table.visualRect(shown.model.index(row, 0))
        image = shown.table.viewport().grab().toImage()
        return str(image.pixelColor(1, place.center().y()).name())

    shown.table.setFocus()
    press(DOWN)
    assert [bar(0) == focus, bar(1) == focus] == [False, True]
    press(TAB)
    assert bar(1) != focus


def tooltip(shown: Shown, row: int, column: int) -> str:
    index = shown.model.index(row, column)
    at = shown.table.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, shown.table.viewport().mapToGlobal(at))
    delegate = shown.table.itemDelegate()
    delegate.helpEvent(event, shown.table, QStyleOptionViewItem(), index)
    text = str(QToolTip.text())
    QToolTip.hideText()
    return text


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_cut_cell_shows_its_whole_text_and_a_whole_one_nothing(
    shown: Shown, qtbot: QtBot
) -> None:
    assert tooltip(shown, 0, 0) == ""
    shown.table.horizontalHeader().setSectionResizeMode(
        0, shown.table.horizontalHeader().ResizeMode.Fixed
    )
    shown.table.setColumnWidth(0, 60)
    assert tooltip(shown, 0, 0) == "Hannah Brooks"
    assert "&lt;b&gt;x" in tooltip(shown, 1, 0)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
