"""Lists that bring somebody again who was merged, and imports of merged people taken back."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.membership.imports import notes
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.types import ImportReport, RunState
from smbcrm.membership.merging.types import ImportStandsOpen
from tests.helpers.shops import StillShop, still_shop
from tests.integration.imports.lists import ListSource, importer, request

HEADS: tuple[Cell, ...] = ("Shopbell code", "编号", "姓名", "手机", "余额")
ANN: tuple[Cell, ...] = (None, "A-1", "陈雨桐", "13800138000", "100")
ANNA: tuple[Cell, ...] = (None, "A-2", "雨桐姐", "13900139000", "50")


def brought_in(shop: StillShop, *rows: tuple[Cell, ...]) -> ImportReport:
    shop.clock.instant += dt.timedelta(days=1)
    report = importer(shop, ListSource([HEADS, *rows])).run(request(shop)).report
    assert not shop.services.audit.verify().findings
    return report


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """Return how many rows made and found somebody, were joined and failed."""
    return report.made, report.updated + report.unchanged, report.joined, report.failed


def merged(shop: StillShop) -> int:
    """Merge the first two; return the number of the merge."""
    first, second = ids(shop)
    return shop.services.merging.merge(first, second).id


def ids(shop: StillShop) -> tuple[int, ...]:
    return shop.services.customers.ids()


@pytest.fixture
def address(shop_address: str) -> str:
    return shop_address


def test_old_codes_names_and_phones_meet_who_was_kept(address: str) -> None:
    with still_shop(address) as shop:
        brought_in(shop, ANN, ANNA)
        first, second = ids(shop)
        shop.services.merging.merge(first, second)
        for row in (
            (None, "A-2", "雨桐姐", None, None),
            (None, "A-2", "别的名字", "13900139000", None),
            (None, None, "雨桐姐", "13900139000", None),
            (None, None, "雨桐姐", "13800138000", None),
            (None, None, None, "13900139000", None),
            ("A-2", None, "陈雨桐", None, None),
        ):
            assert counts(brought_in(shop, row)) == (0, 1, 0, 0), row
        report = brought_in(shop, (None, None, "别人", "13900139000", None))
        assert counts(report) == (1, 0, 0, 0)
        assert [note.text.params for note in report.notes] == [{"others": ("A-1",)}]
        assert len(ids(shop)) == 2


def test_the_same_file_again_brings_nobody(address: str) -> None:
    with still_shop(address) as shop:
        brought_in(shop, ANN, ANNA)
        first, second = ids(shop)
        shop.services.merging.merge(first, second)
        again = importer(shop, ListSource([HEADS, ANN[:4], ANNA[:4]])).run(request(shop)).report
        assert counts(again) == (0, 1, 1, 0)
        assert ids(shop) == (first,)


def test_undo_of_an_import_lets_the_merged_stay(address: str) -> None:
    with still_shop(address) as shop:
        made = importer(shop, ListSource([HEADS, ANN, ANNA])).run(request(shop))
        first, second = ids(shop)
        merge = shop.services.merging.merge(first, second)
        runs = importer(shop, ListSource([HEADS, ANN, ANNA]))
        run = runs.undo(made.id)
        assert run.undo is not None
        assert [one.why.msgid for one in run.undo.stayed] == [notes.STAYED_MERGED]
        assert ids(shop) == (first,)
        assert not shop.services.audit.verify().findings
        shop.services.merging.undo(merge.id)
        assert set(ids(shop)) == {first, second}
        assert not shop.services.audit.verify().findings


def test_an_import_is_undone_after_its_merge_was(address: str) -> None:
    with still_shop(address) as shop:
        made = importer(shop, ListSource([HEADS, ANN, ANNA])).run(request(shop))
        merging = shop.services.merging
        merging.undo(merged(shop))
        importer(shop, ListSource([HEADS, ANN, ANNA])).undo(made.id)
        assert ids(shop) == ()
        assert [one.undone_at is None for one in merging.all()] == []
        assert not shop.services.audit.verify().findings


def test_no_merge_while_an_import_stands_open(address: str) -> None:
    with still_shop(address) as shop:
        made = importer(shop, ListSource([HEADS, ANN, ANNA])).run(request(shop))
        merging = shop.services.merging
        merge = merged(shop)
        shop.uow.run(lambda work: work.imports.save(replace(made, state=RunState.STOPPED)))
        with pytest.raises(ImportStandsOpen):
            merging.undo(merge)
        shop.uow.run(lambda work: work.imports.save(made))
        merging.undo(merge)
        shop.uow.run(lambda work: work.imports.save(replace(made, state=RunState.STOPPED)))
        with pytest.raises(ImportStandsOpen):
            merged(shop)


def test_codes_of_people_who_went_are_given_to_nobody(address: str) -> None:
    with still_shop(address) as shop:
        row: tuple[Cell, ...] = (None, "X-9", "陈雨桐", None, None)
        brought_in(shop, row, ANNA)
        first, second = ids(shop)
        shop.services.merging.merge(second, first)
        report = brought_in(shop, (None, "X-9", "赵", "13700137000", None))
        assert counts(report) == (1, 0, 0, 0)
        new = shop.services.customers.get(ids(shop)[1])
        assert new.code != "X-9"
