"""Fields of the shop's own as columns of the list: chosen as others are, and written to a file."""

from pathlib import Path

import openpyxl
import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.custom_fields.types import FieldChanges, FieldKind, NewField, column_id
from smbcrm.membership.customers.lists import CustomerSort
from smbcrm.membership.customers.types import Details
from smbcrm.membership.lists.columns import columns_of as in_files
from smbcrm.membership.lists.types import CustomerList
from smbcrm.membership.services import Services
from smbcrm.ui.customers.columns import columns_of
from smbcrm.ui.desk import Desk
from tests.helpers.room import sit_down

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
