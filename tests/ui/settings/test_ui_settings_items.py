"""Items: found, edited in place, added as a whole, switched off; a scan fills the barcode."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from smbcrm.core.i18n import LANGUAGES
from smbcrm.membership.items.types import Item, ItemChanges, ItemKind, NewItem
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.items import ItemsPart
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from smbcrm.ui.widgets.buttons import Segmented, Switch
from smbcrm.ui.widgets.table import Table
from smbcrm.ui.widgets.table_titles import least_width
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL
from tests.ui.settings.conftest import DOWN, ENTER, Open, Person

TEA = "4006381333931"
LONG = "Scalp treatment, 5 visits"


def item(desk: Desk, code: str) -> Item:
    return next(one for one in desk.services.items.all() if one.code == code)


def part_of(person: Person) -> ItemsPart:
    part = person.page.part
    assert isinstance(part, ItemsPart)
    return part


def codes(person: Person) -> list[str]:
    table = person.find(Table, "items_table")
    return [str(table.model().index(row, 0).data()) for row in range(table.model().rowCount())]


def begin(person: Person, **typed: str) -> None:
    person.click("items_new")
    for name, text in typed.items():
        person.write(f"item_{name}", text)


def test_the_first_item_stands_in_the_fields(open_part: Open) -> None:
    person = open_part("items")
    assert codes(person) == ["COL", "CUT"]
    assert person.text("item_code") == "COL"
    assert person.text("item_price") == "$124.00"
    assert person.text("item_factor") == "1"
    assert person.find(Segmented, "item_kind").value() == "service"


def test_the_table_says_what_there_is_to_know(open_part: Open, desk: Desk) -> None:
    new = NewItem("TEA", EVIL, 1250, ItemKind.PRODUCT, TEA, 200)
    desk.services.items.add(new)
    desk.services.items.set_active("TEA", active=False)
    model = open_part("items").find(Table, "items_table").model()
    row = [str(model.index(2, column).data()) for column in range(model.columnCount())]
    assert row == ["TEA", EVIL, "Product", "$12.50", TEA, "×2", "off"]


def test_enter_in_the_table_goes_to_the_fields_and_escape_back(open_part: Open) -> None:
    person = open_part("items")
    table = person.find(Table, "items_table")
    table.setFocus()
    person.press(DOWN)
    assert person.text("item_code") == "CUT"
    person.press(ENTER)
    assert person.focus() == "item_name"
    assert person.page.escape()
    assert table.hasFocus()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("item_name", "Colour and care", "Colour, Name"),
        ("item_price", "130", "Colour, Price"),
        ("item_barcode", TEA, "Colour, Barcode"),
        ("item_factor", "1.5", "Colour, Points factor"),
    ],
)
def test_a_field_is_saved_when_left_and_taken_back(
    open_part: Open, desk: Desk, room: RecordingRoom, field: str, typed: str, said: str
) -> None:
    before = item(desk, "COL")
    person = open_part("items")
    person.write(field, typed)
    assert item(desk, "COL") != before
    assert room.toasts == [f"Saved: {said}"]
    assert room.undo is not None
    room.undo.take_back()
    assert item(desk, "COL") == before
    assert person.text("item_price") == "$124.00"


def test_the_kind_is_saved_at_once(open_part: Open, desk: Desk) -> None:
    person = open_part("items")
    person.find(Segmented, "item_kind").buttons()[1].click()
    assert item(desk, "COL").kind is ItemKind.PRODUCT


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("item_price", "1,050", "“1,050” can be $1.05 or $1,050.00."),
        ("item_price", "", "The amount is empty."),
        ("item_name", "", "A name has 1 to 200 signs"),
        ("item_factor", "x2.123", "“x2.123” is not a number."),
        ("item_barcode", "CUT", "CUT is taken by the item CUT"),
    ],
)
def test_a_refusal_stands_below_the_field(
    open_part: Open, desk: Desk, room: RecordingRoom, field: str, typed: str, said: str
) -> None:
    before = item(desk, "COL")
    person = open_part("items")
    person.write(field, typed)
    assert person.said(field).startswith(said)
    assert item(desk, "COL") == before
    assert room.toasts == []


def test_an_item_is_switched_off_and_on(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("items")
    person.click("item_sold")
    assert not item(desk, "COL").active
    assert room.toasts == ["Saved: Colour, off"]
    assert codes(person) == ["COL", "CUT"]
    assert room.undo is not None
    room.undo.take_back()
    assert item(desk, "COL").active
    assert person.find(Switch, "item_sold").isChecked()


def test_search_finds_also_what_is_switched_off(open_part: Open, desk: Desk) -> None:
    desk.services.items.add(NewItem("TEA", "茉莉花茶", 1250, ItemKind.PRODUCT))
    desk.services.items.set_active("TEA", active=False)
    person = open_part("items")
    person.find(QWidget, "items_search").setFocus()
    person.type("molihua")
    assert codes(person) == ["TEA"]
    assert person.text("item_code") == "TEA"
    person.press(ENTER)
    assert person.focus() == "item_name"
    person.page.escape()
    assert person.page.escape()
    assert len(codes(person)) == 3


def test_nothing_found_shows_nothing_to_edit(open_part: Open) -> None:
    person = open_part("items")
    person.find(QWidget, "items_search").setFocus()
    person.type("xyzzy")
    assert codes(person) == []
    assert not person.find(QWidget, "item_name").isVisible()


def test_the_table_is_sorted_by_its_titles(open_part: Open) -> None:
    person = open_part("items")
    table = person.find(Table, "items_table")
    table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert codes(person) == ["CUT", "COL"]
    assert person.text("item_code") == "COL"
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert codes(person) == ["CUT", "COL"]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert codes(person) == ["COL", "CUT"]


def test_a_new_item_is_added_as_a_whole(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("items")
    begin(person, code="TEA", name="Tea", price="12.50")
    person.find(Segmented, "item_kind").buttons()[1].click()
    assert person.page.take_scan(TEA)
    assert room.toasts == []
    QTest.keyClick(
        person.find(QWidget, "item_barcode"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier
    )
    made = item(desk, "TEA")
    assert (made.name, made.price, made.kind, made.barcode) == ("Tea", 1250, "product", TEA)
    assert room.toasts == ["Saved: Tea"]
    assert person.text("item_code") == "TEA"
    assert not part_of(person).editor.is_new()
    assert room.undo is not None
    room.undo.take_back()
    assert not item(desk, "TEA").active


def test_a_new_item_with_gaps_is_not_sent_and_the_first_gap_gets_the_focus(
    open_part: Open, desk: Desk
) -> None:
    person = open_part("items")
    begin(person, code="TEA", factor="x")
    person.click("item_add")
    assert person.said("item_name") == "The name is missing."
    assert person.said("item_price").startswith("The amount is empty.")
    assert person.said("item_factor").startswith("“x” is not a number.")
    assert person.focus() == "item_name"
    assert len(desk.services.items.all()) == 2


@pytest.mark.parametrize(
    ("code", "barcode", "wrong"), [("CUT", "", "code"), ("T", "CUT", "barcode")]
)
def test_a_code_that_is_taken_is_refused_where_it_stands(
    open_part: Open, code: str, barcode: str, wrong: str
) -> None:
    person = open_part("items")
    begin(person, code=code, name="Tea", price="5", barcode=barcode)
    person.click("item_add")
    assert person.said(f"item_{wrong}").startswith("CUT is taken by the item CUT")
    assert person.focus() == f"item_{wrong}"


def test_escape_leaves_a_new_item_and_loses_nothing(open_part: Open) -> None:
    person = open_part("items")
    begin(person, code="TEA", name="Tea")
    person.find(QWidget, "item_code").setFocus()
    assert person.page.escape()
    assert person.text("item_code") == "COL"
    person.click("items_new")
    assert (person.text("item_code"), person.text("item_name")) == ("TEA", "Tea")
    person.click("item_cancel")
    person.click("items_new")
    assert (person.text("item_code"), person.text("item_name")) == ("", "")


def test_what_another_till_adds_leaves_a_new_item_alone(open_part: Open, desk: Desk) -> None:
    person = open_part("items")
    begin(person, code="TEA", name="Tea")
    desk.services.items.add(NewItem("AAA", "First", 1))
    assert codes(person) == ["AAA", "COL", "CUT"]
    assert (person.text("item_code"), person.text("item_name")) == ("TEA", "Tea")


def test_a_scan_chooses_the_item_that_has_it(open_part: Open, desk: Desk) -> None:
    desk.services.items.add(NewItem("TEA", "Tea", 1250, ItemKind.PRODUCT, TEA))
    person = open_part("items")
    assert person.page.take_scan(TEA)
    assert person.text("item_code") == "TEA"


def test_a_scan_nobody_has_is_saved_as_barcode(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("items")
    assert person.page.take_scan(TEA)
    assert item(desk, "COL").barcode == TEA
    assert room.toasts == ["Saved: Colour, Barcode"]


def test_a_new_item_outlives_the_page(open_part: Open) -> None:
    person = open_part("items")
    begin(person, code="TEA", name="Tea", price="1.2")
    memory = person.page.memory()
    person.leave()
    again = open_part("items", memory=memory)
    assert part_of(again).editor.is_new()
    assert [again.text(f"item_{name}") for name in ("code", "name", "price")] == [
        "TEA",
        "Tea",
        "1.2",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_have_the_room_that_other_columns_do_not_need(
    qapp: QApplication, services: Services, open_part: Open, language: str
) -> None:
    look.wear(qapp, Theme.LIGHT, language)
    services.packages.add(NewPackage("TEN", LONG, 5_000, Terms(10)))
    person = open_part("items", sit_down(services, language=language))
    table = person.find(Table, "items_table")
    header = table.horizontalHeader()
    bold, plain = (QFontMetrics(look.font(one)) for one in ("bodyStrong", "body"))
    for size in ((1366, 696), (1093, 543)):
        person.page.narrow(*size)
        QApplication.processEvents()
        assert header.length() == table.viewport().width()
        assert header.sectionSize(1) > bold.horizontalAdvance(LONG) + 20
        kind = table.model().index(2, 2).data()
        assert header.sectionSize(2) > plain.horizontalAdvance(kind) + 20
        for empty in (4, 5):
            title = table.model().headerData(empty, Qt.Orientation.Horizontal)
            assert header.sectionSize(empty) == least_width(title, sortable=False)


def test_a_column_has_the_width_that_its_rows_need_or_somebody_chose(
    open_part: Open, desk: Desk
) -> None:
    header = open_part("items").find(Table, "items_table").horizontalHeader()
    empty = header.sectionSize(4)
    header.resizeSection(4, 150)
    desk.services.items.edit("COL", ItemChanges(name="Colour and care"))
    assert header.sectionSize(4) == 150
    desk.services.items.add(NewItem("TEA", "Tea", 1250, ItemKind.PRODUCT, TEA))
    assert empty < header.sectionSize(4) <= 116
    name, state = header.sectionSize(1), header.sectionSize(6)
    desk.services.items.set_active("TEA", active=False)
    assert header.sectionSize(6) == 72
    assert header.sectionSize(1) == name - (72 - state)


def test_little_room_leaves_out_what_stands_beside(open_part: Open) -> None:
    person = open_part("items")
    table = person.find(Table, "items_table")
    person.page.narrow(911, 452)
    assert table.isColumnHidden(4)
    person.page.narrow(1366, 696)
    assert not table.isColumnHidden(4)
