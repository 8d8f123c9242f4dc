"""Liability on both databases: the same as adding up every lot, day by day."""

import datetime as dt

import pytest

from smbcrm.core.money import Money
from smbcrm.membership.reports.document import Coded, Document, Table, Value
from smbcrm.membership.reports.owing import days_told
from smbcrm.membership.requests.types import DateInFuture
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from smbcrm.models.work import Work
from tests.helpers.shops import MORNING, StillShop
from tests.integration.reports.recount import owed_on, tables
from tests.integration.reports.scenes import (
    CUT,
    DRY,
    act,
    customer,
    earned_back,
    open_house,
    package,
    short_of_points,
    two_years,
    used,
    voucher,
)

DAY = dt.timedelta(days=1)
TODAY = MORNING.date()


def table(document: Document, section: str, place: int = 0) -> Table:
    (found,) = (one for one in document.sections if one.id == section)
    return found.tables[place]


def plain(value: Value) -> object:
    return value.minor if isinstance(value, Money) else value


def rows(found: Table) -> list[dict[str, object]]:
    names = [column.id for column in found.columns]
    return [dict(zip(names, map(plain, row), strict=True)) for row in found.rows]


def _came_from(work: Work, lot: int, source: int) -> None:
    work.session.execute("UPDATE lot SET source_lot = ? WHERE id = ?", source, lot)


def everyone(document: Document) -> dict[object, tuple[object, object]]:
    return {
        account.code: (count, plain(money))
        for account, count, money in table(document, "everyone").rows
        if isinstance(account, Coded)
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_month_is_what_its_lots_held(shop: StillShop, seed: int) -> None:
    two_years(shop, seed)
    assert shop.services.audit.verify().figures.lots > 20
    found = tables(shop)
    for day in (TODAY, TODAY - 45 * DAY, TODAY - 200 * DAY, TODAY - 400 * DAY):
        report = shop.services.reports.liability(day)
        money, counts = rows(table(report, "money")), rows(table(report, "counts"))
        assert [row["date"] for row in money] == list(days_told(day))
        packages = table(report, "counts", 1).rows if len(report.sections[2].tables) > 1 else ()
        for one, count in zip(money, counts, strict=True):
            end = one["date"]
            assert isinstance(end, dt.date)
            owed = owed_on(found, end)
            assert [one[kind] for kind in ("principal", "gift", "store_credit")] == [
                owed[kind] for kind in ("principal", "gift", "credit")
            ]
            assert (count["points"], count["points_below_zero"]) == (owed["points"], owed["below"])
            assert (count["visits"], count["vouchers"]) == (owed[CUT] + owed[DRY], owed["vouchers"])
            visits = {row[1].code: row[2] for row in packages if row[0] == end}  # type: ignore[union-attr]
            assert visits == {unit: owed[unit] for unit in (CUT, DRY) if owed[unit]}


def test_booking_what_has_ended_changes_nothing(shop: StillShop) -> None:
    two_years(shop, 7)
    before = shop.services.reports.liability()
    assert shop.services.ledger.expire() > 0
    assert shop.services.reports.liability() == before


def test_a_lot_is_owed_through_its_last_day(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    open_house(shop)
    voucher(shop, who, TODAY + DAY)
    vouchers = []
    for days in range(4):
        shop.clock.instant = MORNING + days * DAY
        vouchers.append(rows(table(shop.services.reports.liability(), "counts"))[-1]["vouchers"])
    assert vouchers == [1, 1, 0, 0]


def test_a_sale_that_is_dated_back_counts_on_its_day(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    shop.services.till.top_up(TopUpRequest(act(shop, TODAY - 3 * DAY), who, 5000, with_offer=False))
    on = [shop.services.reports.liability(TODAY - days * DAY) for days in (4, 3)]
    assert [rows(table(one, "money"))[-1]["principal"] for one in on] == [0, 5000]
    assert on[1].sections[0].title.params == {"date": TODAY - 3 * DAY}


def test_visits_are_valued_at_what_was_paid_for_them(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    open_house(shop)
    package(shop, who, CUT, 10, 9000)
    used(shop, who, CUT, 3)
    package(shop, who, DRY, 5, 4000, lines=2)
    told = everyone(shop.services.reports.liability())
    assert told[CUT] == (7, 6300)
    assert told[DRY] == (5, None)
    assert told["principal"] == (None, 0)


def test_visits_of_a_lot_that_came_from_another_cost_what_that_one_did(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    open_house(shop)
    package(shop, who, CUT, 10, 9000, ends=TODAY)
    package(shop, who, DRY, 4, 1000, ends=TODAY)
    shop.clock.instant = MORNING + DAY
    package(shop, who, CUT, 2, 77, lines=3)
    shop.uow.run(_came_from, lot=3, source=1)
    told = everyone(shop.services.reports.liability())
    assert told[CUT] == (2, 1800)
    assert DRY not in told, "its last day is over"


def test_points_below_zero_stand_apart_until_they_are_earned_back(shop: StillShop) -> None:
    ann, bob = customer(shop, "Ann"), customer(shop, "Bob")
    shop.services.till.sale(SaleRequest(act(shop), bob, 20_000))
    shop.clock.instant = MORNING + DAY
    short_of_points(shop, ann, 60)
    shop.clock.instant = MORNING + 2 * DAY
    earned_back(shop, ann, 25)
    days = [TODAY + days * DAY for days in range(3)]
    counts = [rows(table(shop.services.reports.liability(day), "counts"))[-1] for day in days]
    assert [(one["points"], one["points_below_zero"]) for one in counts] == [
        (200, 0),
        (200, -60),
        (200, -35),
    ]
    assert everyone(shop.services.reports.liability())["points"] == (200, 200)


def test_tomorrow_is_not_known(shop: StillShop) -> None:
    with pytest.raises(DateInFuture):
        shop.services.reports.liability(TODAY + DAY)


def test_a_new_shop_owes_nothing(shop: StillShop) -> None:
    report = shop.services.reports.liability()
    assert {plain(row[2]) for row in table(report, "everyone").rows} == {0, None}
    assert len(table(report, "money").rows) == 13
