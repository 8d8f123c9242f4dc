"""Past sales go where their customer goes, and are told wherever the customer is."""

import datetime as dt
import json
import zipfile
from pathlib import Path

from smbcrm.membership.change_log.types import ChangeFilter
from smbcrm.membership.past_sales.types import PastSums
from smbcrm.models.work import Work
from tests.integration.imports.lists import ListSource, importer
from tests.integration.imports.sales import HEADS, line, request
from tests.integration.past_sales.conftest import PastShop

NOVEMBER, DECEMBER = dt.date(2025, 11, 3), dt.date(2025, 12, 1)

NAMES = ("王芳", "芳芳", "别人")


def sums(shop: PastShop, customer: int) -> PastSums:
    return shop.still.services.past_sales.of(customer, 1)[0]


def visits(shop: PastShop, customer: int) -> tuple[int, dt.date | None]:
    page = shop.still.services.customers.page(limit=10)
    (row,) = (one for one in page if one.id == customer)
    return row.visits, row.last_visit


def test_a_merge_moves_them_and_its_undo_gives_them_back(shop: PastShop) -> None:
    services = shop.still.services
    before = sums(shop, shop.wang), sums(shop, shop.fang)
    assert before[0] == PastSums(2, 0, 14800, NOVEMBER, DECEMBER)
    merge = services.merging.merge(shop.wang, shop.fang, {}, shop.still.act(1))
    assert sums(shop, shop.wang) == PastSums(3, 0, 16800, NOVEMBER, DECEMBER)
    assert visits(shop, shop.wang) == (2, DECEMBER)
    services.merging.undo(merge.id, shop.still.act(2))
    assert (sums(shop, shop.wang), sums(shop, shop.fang)) == before
    assert (visits(shop, shop.wang), visits(shop, shop.fang)) == ((2, DECEMBER), (1, DECEMBER))
    assert not services.audit.verify().findings


def test_an_import_of_merged_people_can_be_undone(shop: PastShop) -> None:
    services = shop.still.services
    merge = services.merging.merge(shop.wang, shop.fang, {}, shop.still.act(1))
    undo = services.imports.undo(shop.run.id).undo
    assert undo is not None
    assert undo.removed == 3
    services.merging.undo(merge.id, shop.still.act(2))
    assert (sums(shop, shop.wang), sums(shop, shop.fang)) == (PastSums(), PastSums())
    assert (visits(shop, shop.wang), visits(shop, shop.fang)) == ((0, None), (0, None))
    assert not services.audit.verify().findings


def test_who_was_merged_is_found_by_either_name(shop: PastShop) -> None:
    still = shop.still
    still.services.merging.merge(shop.wang, shop.fang, {}, still.act(1))
    rows = [line(bill=f"B{i}", phone="13900139000", name=n, amount=1) for i, n in enumerate(NAMES)]
    still.clock.instant += dt.timedelta(seconds=1)
    report = importer(still, ListSource([HEADS, *rows])).run(request(still, path="more.csv")).report
    assert (report.made, report.failed) == (2, 1)
    assert sums(shop, shop.wang).sales == 5


def test_an_erase_takes_them_out(shop: PastShop) -> None:
    services = shop.still.services
    services.privacy.erase(shop.wang, "asked", shop.still.act(1))

    def left(work: Work) -> list[int]:
        tables = ("past_sale", "past_sale_line")
        return [len(work.session.rows(f"SELECT 1 FROM {one}")) for one in tables]

    assert shop.still.uow.read(left) == [1, 1]
    assert sums(shop, shop.fang).sales == 1
    assert not services.audit.verify().findings
    services.imports.undo(shop.run.id)
    assert shop.still.uow.read(left) == [0, 0]


def test_what_is_handed_out_of_a_person_has_every_line(shop: PastShop, tmp_path: Path) -> None:
    file = shop.still.services.dossiers.save(shop.wang, tmp_path)
    with zipfile.ZipFile(file) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(".json"))
        data = json.loads(archive.read(name))
    told = [
        (one["item"], one["quantity"], one["amount"], one["total"]) for one in data["past_sales"]
    ]
    assert told == [
        ("剪发", "1", "50.00", "50.00"),
        ("剪发", "1", "68.00", "98.00"),
        ("护理", "2", "30.00", None),
    ]
    assert {one["sold_by"] for one in data["past_sales"]} >= {"小美"}


def test_the_change_log_tells_of_them(shop: PastShop) -> None:
    log, chosen = shop.still.services.change_log, ChangeFilter(shop.wang, field="past_sales")
    told = [(*one.logged.change[3:], one.logged.act) for one in log.newest(chosen).told]
    assert told == [(None, "2", "import")]
    shop.still.services.imports.undo(shop.run.id)
    told = [(*one.logged.change[3:], one.logged.act) for one in log.newest(chosen).told]
    assert told[0] == ("2", None, "import_undo")


def test_verify_finds_a_count_that_does_not_fit(shop: PastShop) -> None:
    def lose(work: Work) -> None:
        work.session.execute("DELETE FROM past_sale")

    shop.still.uow.run(lose)
    assert len(shop.still.services.audit.verify().findings) == 4
