"""Values of custom fields in cells of every type, and changes that are set back."""

import datetime as dt

import pytest

from smbcrm.membership.custom_fields.cells import value_in
from smbcrm.membership.custom_fields.types import (
    BadFieldValue,
    CustomField,
    FieldChanges,
    FieldKind,
)
from smbcrm.membership.occasions.reading import DayOrder

DAY = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)


def of(kind: FieldKind, *choices: str) -> CustomField:
    return CustomField(1, "Field", kind, choices, 1)


@pytest.mark.parametrize(
    ("kind", "cell", "kept"),
    [
        ("text", None, ""),
        ("text", 7, "7"),
        ("text", DAY.date(), "2026-03-05"),
        ("number", 0.1 + 0.2, "0.3"),
        ("number", -12, "-12"),
        ("date", DAY, "2026-03-05"),
        ("date", 46_086, "2026-03-05"),
        ("date", 20260305.0, "2026-03-05"),
        ("yes_no", True, "yes"),
        ("yes_no", False, "no"),
        ("yes_no", 1, "yes"),
    ],
)
def test_a_cell_is_read_by_its_type(kind: str, cell: object, kept: str) -> None:
    assert value_in(of(FieldKind(kind)), cell, DayOrder.DAY_FIRST, excel=True) == kept


def test_a_number_that_is_no_day_is_refused() -> None:
    for cell in (46_086, 3):
        with pytest.raises(BadFieldValue):
            value_in(of(FieldKind.DATE), cell, DayOrder.DAY_FIRST, excel=False)


def test_only_what_was_changed_is_set_back() -> None:
    before = of(FieldKind.CHOICE, "a", "b")
    assert FieldChanges(name="Else").back_to(before) == FieldChanges(name="Field")
    back = FieldChanges(kind=FieldKind.TEXT, place=3, active=False).back_to(before)
    assert back == FieldChanges(None, FieldKind.CHOICE, ("a", "b"), 1, active=True)
