"""Fields of the shop's own as columns of the list: chosen as others are, and written to a file."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smbcrm.core.i18n import Translator
from smbcrm.membership.custom_fields.types import FieldChanges, FieldKind, NewField, column_id
from smbcrm.membership.customers.lists import CustomerSort, FieldSort
from smbcrm.membership.customers.types import Details
from smbcrm.membership.lists.columns import columns_of as in_files
from smbcrm.membership.lists.types import CustomerList
from smbcrm.membership.services import Services
from smbcrm.ui.customers.columns import columns_of
from smbcrm.ui.desk import Desk
from tests.helpers.room import sit_down
from tests.ui.customers.conftest import PutUp, names

SAID = {"Size": "38.5", "Lease": "2026-03-05", "Glasses": "no", "Tea": "green\u202etea"}


@pytest.fixture
def own(services: Services) -> Desk:
    """Return a desk in a shop with fields of its own, and one that is retired."""
    for name, kind in zip(SAID, ("number", "date", "yes_no", "text"), strict=True):
        services.custom_fields.add(NewField(name, FieldKind(kind)))
    services.custom_fields.add(NewField("Old"))
    services.custom_fields.edit("Old", FieldChanges(active=False))
    services.customers.add(Details(full_name="Ann", code="A-1", custom=tuple(SAID.items())))
    return sit_down(services)


def test_each_field_that_is_shown_is_a_column(own: Desk, services: Services) -> None:
    fields = services.custom_fields.all()
    found = {one.id: one for one in columns_of(own)}
    ids = [column_id(one) for one in fields if one.active]
    assert list(found)[-4:] == ids
    assert not any(found[one].first for one in ids)
    rows = services.customers.page_at(sort=CustomerSort.CODE)
    (ann,) = (row for row in rows if row.code == "A-1")
    told = {found[one].column.title: found[one].column.text(ann) for one in ids}
    assert told == {"Size": "38.5", "Lease": "5 Mar 2026", "Glasses": "no", "Tea": "greentea"}
    nobody = next(row for row in rows if row.code != "A-1")
    assert [found[one].column.text(nobody) for one in ids] == [""] * 4
    known = in_files(fields)
    words = own.words.translator
    assert [words.render(known[one].heading) for one in ids] == list(told)


def test_a_file_has_them_as_shown(own: Desk, services: Services, tmp_path: Path) -> None:
    size = column_id(own.fields[0])
    file = tmp_path / "list.xlsx"
    services.lists.export_customers(file, Translator("en"), CustomerList((size, "code")))
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert [cell.value for cell in sheet[4]] == [38.5, "A-1"]


def test_the_list_is_sorted_by_each_of_them(own: Desk, services: Services) -> None:
    held = {"Bo": ("9", "2025-12-31", "yes", "Zen"), "Cy": ("100", "2026-01-01", "no", "Apple")}
    for name, said in held.items():
        custom = tuple(zip(SAID, said, strict=True))
        services.customers.add(Details(full_name=name, custom=custom))
    known = {one.column.title: one.column.sort for one in columns_of(own)}
    expected = {
        "Size": ["Bo", "Ann", "Cy"],
        "Lease": ["Bo", "Cy", "Ann"],
        "Glasses": ["Ann", "Cy", "Bo"],
        "Tea": ["Cy", "Ann", "Bo"],
    }
    for title, order in expected.items():
        sort = known[title]
        assert isinstance(sort, FieldSort)
        rising = [row.full_name for row in services.customers.page_at(sort=sort)]
        falling = [row.full_name for row in services.customers.page_at(sort=sort, descending=True)]
        assert rising[:3] == order
        assert set(falling[:3]) == set(order), "who has nothing there comes last"
        assert falling[3:] == rising[:2:-1]
        part = services.customers.page_at(sort=sort, offset=len(rising) - 2)
        assert [row.full_name for row in part] == rising[-2:]


def test_an_order_by_a_field_is_kept_until_that_retires(
    own: Desk, services: Services, put_up: PutUp
) -> None:
    page = put_up(own)
    titles = [one.title for one in page.model.columns]
    page.sort.changed.emit(titles.index("Size"), Qt.SortOrder.DescendingOrder)
    QApplication.processEvents()
    assert names(page)[0] == "Ann"
    again = put_up(sit_down(services))
    assert names(again)[0] == "Ann"
    memory = again.memory()
    services.custom_fields.edit("Size", FieldChanges(active=False))
    for late in (put_up(sit_down(services)), put_up(sit_down(services), memory=memory)):
        assert late.table.horizontalHeader().sortIndicatorSection() == 0
