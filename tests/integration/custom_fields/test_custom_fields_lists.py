"""Custom fields in lists: brought in by heading, written out by kind, and back again."""

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.custom_fields.types import FieldChanges, FieldKind, NewField, column_id
from smbcrm.membership.customers.lists import CustomerFilter
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports.errors import NoSuchOwnField
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.kept_changes import KeptChanges
from smbcrm.membership.imports.types import Change, ImportReport, ImportRequest
from smbcrm.membership.lists.types import CustomerList
from tests.helpers.shops import StillShop

ENGLISH = Translator("en")
KINDS = {
    "Size": NewField("Size", FieldKind.NUMBER),
    "Lease": NewField("Lease", FieldKind.DATE),
    "Glasses": NewField("Glasses", FieldKind.YES_NO),
    "Skin": NewField("Skin", FieldKind.CHOICE, ("dry", "oily")),
    "Tea": NewField("Tea"),
}
SAID = {"Size": "38.5", "Lease": "2026-03-05", "Glasses": "yes", "Skin": "dry", "Tea": "=tea"}


@pytest.fixture
def ann(shop: StillShop) -> int:
    for new in KINDS.values():
        shop.services.custom_fields.add(new)
    return shop.services.customers.add(Details(full_name="Ann", custom=tuple(SAID.items()))).id


def held(shop: StillShop, customer: int) -> dict[str, str]:
    names = {one.id: one.name for one in shop.services.custom_fields.all()}
    custom = shop.services.customers.get(customer).profile.custom
    return {names[one.field]: one.value for one in custom}


def listed(shop: StillShop, folder: Path, text: str, **more: object) -> ImportReport:
    file = folder / "list.csv"
    file.write_text(text, "utf-8")
    request = ImportRequest(file, shop.act(9), **more)  # type: ignore[arg-type]
    return shop.services.imports.run(request).report


def edited(shop: StillShop, file: Path, cells: dict[str, object]) -> list[Change]:
    """Edit cells of the first customer, bring the list in, and return what it changed."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[3]}
    for name, value in cells.items():
        sheet.cell(4, places[name]).value = value
    book.save(file)
    changes = KeptChanges()
    shop.services.imports.run(ImportRequest(file, shop.act(8)), changes=changes)
    return list(changes.first)


def test_a_column_of_its_name_fills_a_field(shop: StillShop, ann: int, tmp_path: Path) -> None:
    text = "Name,SIZE,tea,Lease,Glasses,Skin,Hat\nBo,38,green,3/25/2026,是,OILY,red\n"
    report = listed(shop, tmp_path, text)
    assert [one.field for one in report.columns][1:] == [*[Field.CUSTOM] * 5, None]
    (bo,) = (one for one in shop.services.customers.ids(CustomerFilter()) if one != ann)
    assert held(shop, bo) == {
        "Size": "38",
        "Tea": "green",
        "Lease": "2026-03-25",
        "Glasses": "yes",
        "Skin": "oily",
    }


def test_what_a_field_cannot_hold_is_listed(shop: StillShop, ann: int, tmp_path: Path) -> None:
    code = shop.services.customers.get(ann).code
    text = f"Shopbell code,Name,Size,Tea\n{code},Ann,big,\n"
    report = listed(shop, tmp_path, text)
    (note,) = report.notes
    assert note.field is Field.CUSTOM
    assert ENGLISH.render(note.text).startswith("Size: “big” is not a number")
    assert held(shop, ann) == SAID


def test_a_row_fills_and_overwrites(shop: StillShop, ann: int, tmp_path: Path) -> None:
    phone = shop.services.customers.edit
    phone(ann, Details(phones=("13800138000",), custom=(("Tea", ""),)))
    text = "Name,Phone,Tea,Skin\nAnn,13800138000,oolong,\nAnn,13800138000,green,oily\n"
    report = listed(shop, tmp_path, text)
    assert held(shop, ann) == {**SAID, "Tea": "oolong"}
    assert report.notes  # the second row says otherwise


@pytest.mark.usefixtures("ann")
def test_a_column_is_said_to_be_a_field(shop: StillShop, tmp_path: Path) -> None:
    text = "Name,Size\nBo,38\n"
    with pytest.raises(NoSuchOwnField):
        listed(shop, tmp_path, text, mapping=(("custom", "Name"), ("family_name", "Size")))
    report = listed(shop, tmp_path, text, mapping=(("ignore", "Size"),))
    assert [one.field for one in report.columns] == [Field.NAME, Field.IGNORE]
    shop.services.custom_fields.edit("Size", FieldChanges(active=False))
    glance = shop.services.imports.glance(ImportRequest(tmp_path / "list.csv", shop.act(9)))
    assert [one.field for one in glance.layout.columns] == [Field.NAME, None]


@pytest.mark.usefixtures("ann")
def test_a_list_has_a_column_for_each(shop: StillShop, tmp_path: Path) -> None:
    lists, fields = shop.services.lists, shop.services.custom_fields
    fields.edit("Tea", FieldChanges(active=False))
    file = tmp_path / "all.csv"
    lists.export_customers(file, ENGLISH)
    (row,) = csv.DictReader(file.read_text("utf-8-sig").splitlines())
    assert {name: row.get(name) for name in SAID} == {**SAID, "Tea": None}
    size, tea = (one for one in fields.all() if one.name in {"Size", "Tea"})
    chosen = CustomerList((column_id(size), "name", column_id(tea)))
    lists.export_customers(tmp_path / "some.xlsx", ENGLISH, chosen)
    sheet = openpyxl.load_workbook(tmp_path / "some.xlsx").active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet["A3:C4"]] == [
        ["Size", "Full name", None],
        [38.5, "Ann", None],
    ]


def test_what_comes_back_unedited_changes_nothing(
    shop: StillShop, ann: int, tmp_path: Path
) -> None:
    file = tmp_path / "back.xlsx"
    shop.services.lists.export_to_edit(file, ENGLISH)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    row = {head.value: cell.value for head, cell in zip(sheet[3], sheet[4], strict=True)}
    told = {name: row[name] for name in SAID}
    assert told == {**SAID, "Size": 38.5, "Lease": dt.datetime(2026, 3, 5)}  # noqa: DTZ001
    assert edited(shop, file, {}) == []
    assert held(shop, ann) == SAID


def test_what_was_edited_comes_in(shop: StillShop, ann: int, tmp_path: Path) -> None:
    file = tmp_path / "back.xlsx"
    shop.services.lists.export_to_edit(file, ENGLISH)
    shop.services.customers.edit(ann, Details(custom=(("Skin", "oily"),)))
    cells = {
        "Size": 39,
        "Lease": dt.date(2027, 1, 2),
        "Glasses": False,
        "Skin": None,
        "Tea": "green",
    }
    changes = edited(shop, file, cells)
    assert [(one.own, one.before, one.after, one.kept) for one in changes] == [
        ("Size", "38.5", "39", False),
        ("Lease", "2026-03-05", "2027-01-02", False),
        ("Glasses", "yes", "no", False),
        ("Skin", "oily", "", True),
        ("Tea", "=tea", "green", False),
    ]
    assert ENGLISH.render(changes[0].label) == "Size"
    now = {"Size": "39", "Lease": "2027-01-02", "Glasses": "no", "Skin": "oily", "Tea": "green"}
    assert held(shop, ann) == now
    shop.services.imports.undo(shop.act(8).request_id)
    assert held(shop, ann) == {**SAID, "Skin": "oily"}


def test_a_cell_that_cannot_be_read_stays_out(shop: StillShop, ann: int, tmp_path: Path) -> None:
    file = tmp_path / "back.xlsx"
    shop.services.lists.export_to_edit(file, ENGLISH)
    changes = edited(shop, file, {"Size": "big", "Lease": 46_088, "Tea": 3})
    assert [(one.own, one.after) for one in changes] == [("Lease", "2026-03-07"), ("Tea", "3")]
    assert held(shop, ann)["Size"] == "38.5"
