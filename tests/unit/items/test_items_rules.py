"""What an item may be, and which ones a typed text finds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.items.rules import changed, found
from smbcrm.membership.items.types import (
    GOODS,
    BadItem,
    Item,
    ItemChanges,
    ItemKind,
    KindOfItem,
)


def item(code: str, name: str, *, barcode: str | None = None, active: bool = True) -> Item:
    return Item(1, code, name, ItemKind.SERVICE, 6_800, barcode, 100, active=active)


CUT = item("CUT", "Cut and finish")
DRY = item("DRY", "Blow dry", barcode="4006381333931")
WASH = item("W-1", "洗剪吹")
COLOUR = item("COL", "Colour, short hair")
OLD = item("OLD", "Cut with a razor", active=False)
SHELF = (COLOUR, CUT, DRY, OLD, WASH)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["COL", "CUT", "DRY", "W-1"]),
        ("cut", ["CUT"]),
        ("４００６３８１３３３９３１", ["DRY"]),
        ("4006", []),
        ("w1", []),
        ("W-1", ["W-1"]),
        ("c", ["COL", "CUT"]),
        ("dr", ["DRY"]),
        ("low d", ["DRY"]),
        ("fin", ["CUT"]),
        ("bd", ["DRY"]),
        ("剪", ["W-1"]),
        ("xijian", ["W-1"]),
        ("xjc", ["W-1"]),
        ("洗剪", ["W-1"]),
        ("zz", []),
        ("hair short", ["COL"]),
    ],
)
def test_items_are_found_by_what_is_typed(text: str, codes: list[str]) -> None:
    assert [one.code for one in found(SHELF, text, 10)] == codes


def test_the_likeliest_comes_first_and_no_more_than_asked_for() -> None:
    shelf = (item("A", "Tea box"), item("B", "Herbal tea"), item("TEA", "Cup"), item("Z", "Teapot"))
    assert [one.code for one in found(shelf, "tea", 9)] == ["TEA", "A", "Z", "B"]
    assert [one.code for one in found(shelf, "tea", 2)] == ["TEA", "A"]


@given(st.text(), st.text())
def test_any_text_is_taken(text: str, name: str) -> None:
    shelf = (item("A", name),)
    assert found(shelf, text, 5) in {(), shelf}


def test_only_what_is_given_changes() -> None:
    assert changed(DRY, ItemChanges()) == DRY
    assert changed(DRY, ItemChanges(price=0)).price == 0
    after = changed(DRY, ItemChanges(" Dry\x00", 7_000, ItemKind.PRODUCT, "", 0))
    assert after == Item(1, "DRY", " Dry", ItemKind.PRODUCT, 7_000, None, 0, active=True)


@pytest.mark.parametrize(
    "changes",
    [
        ItemChanges(name=" "),
        ItemChanges(price=-1),
        ItemChanges(barcode="4 0"),
        ItemChanges(points_factor=10_001),
    ],
)
def test_what_no_item_can_be_is_refused(changes: ItemChanges) -> None:
    with pytest.raises(BadItem):
        changed(DRY, changes)


def test_a_visit_package_stays_one_and_nothing_else_becomes_one() -> None:
    with pytest.raises(KindOfItem):
        changed(DRY, ItemChanges(kind=ItemKind.PACKAGE))
    package = replace(DRY, kind=ItemKind.PACKAGE)
    with pytest.raises(KindOfItem):
        changed(package, ItemChanges(kind=ItemKind.SERVICE))
    assert changed(package, ItemChanges(kind=ItemKind.PACKAGE, price=1)).price == 1


CHANGES = st.builds(
    ItemChanges,
    name=st.none() | st.just("New"),
    price=st.none() | st.integers(0, 9),
    kind=st.none() | st.sampled_from(GOODS),
    barcode=st.none() | st.sampled_from(["", "123"]),
    points_factor=st.none() | st.integers(0, 9),
)


@given(st.sampled_from(SHELF), CHANGES)
def test_changes_lead_back(before: Item, changes: ItemChanges) -> None:
    after = changed(before, changes)
    assert changed(after, changes.back_to(before)) == before
    assert changes.back_to(before).given().keys() == changes.given().keys()
