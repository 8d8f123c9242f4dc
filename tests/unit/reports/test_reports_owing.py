"""Liability: what the shop owes at the end of a day, and what it comes to if everyone came."""

import datetime as dt
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.money import Money
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.reports.owing import (
    LedgerSums,
    PackageOwed,
    Sums,
    VisitsLeft,
    days_told,
    liability,
    packages,
)
from smbcrm.membership.shop.types import money_of_points
from tests.helpers.ledger_facts import TODAY, UNITS
from tests.helpers.reports import WORTH, owed

DAYS = (TODAY - dt.timedelta(days=21), TODAY)
AMOUNTS = st.tuples(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))


@st.composite
def parts(draw: st.DrawFn) -> tuple[Sums, ...]:
    kinds = draw(st.lists(st.sampled_from(list(AccountKind)), unique=True))
    return tuple(
        Sums(kind, UNITS[kind] if kind is AccountKind.VISITS else "", draw(AMOUNTS))
        for kind in kinds
    )


def test_twelve_ends_of_months_come_before_the_day() -> None:
    assert days_told(dt.date(2026, 3, 10))[:2] == (dt.date(2025, 3, 31), dt.date(2025, 4, 30))
    assert days_told(dt.date(2024, 2, 29))[-3:] == (
        dt.date(2023, 12, 31),
        dt.date(2024, 1, 31),
        dt.date(2024, 2, 29),
    )
    assert len(days_told(dt.date(2026, 1, 31))) == 13


def test_what_is_over_is_owed_no_more_and_points_below_zero_stand_apart() -> None:
    sums = LedgerSums(
        (
            Sums(AccountKind.PRINCIPAL, "", (5000, 9000)),
            Sums(AccountKind.GIFT, "", (500, 900)),
            Sums(AccountKind.CREDIT, "", (0, 100)),
            Sums(AccountKind.POINTS, "", (250, 190)),
            Sums(AccountKind.VISITS, "visit:CUT", (0, 7)),
            Sums(AccountKind.VISITS, "visit:DRY", (3, 3)),
            Sums(AccountKind.VOUCHERS, "", (1, 2)),
        ),
        (Sums(AccountKind.GIFT, "", (0, 400)), Sums(AccountKind.VISITS, "visit:DRY", (0, 3))),
        (0, -60),
        (VisitsLeft("visit:CUT", 7, 10_000, 10),),
    )
    told = liability(sums, DAYS, Fraction(1, 2))
    before, now = told.owed
    assert (before.stored, before.points, before.worth, before.money) == (5500, 250, 125, 5625)
    assert (before.visits, before.vouchers) == ({"visit:DRY": 3}, 1)
    assert (now.principal, now.gift, now.credit) == (9000, 500, 100)
    assert (now.points, now.below_zero, now.worth) == (250, -60, 125)
    assert now.visits == {"visit:CUT": 7}
    assert now.money == 9000 + 500 + 100 + 125
    assert told.everyone == now.money + 7000


def test_visits_are_worth_what_was_paid_for_one_where_that_is_known() -> None:
    lots = (
        VisitsLeft("visit:CUT", 3, 1000, 8),
        VisitsLeft("visit:CUT", 2, None, 10),
        VisitsLeft("visit:BOX", 1, 0, 0),
    )
    assert packages(lots) == (
        PackageOwed("visit:BOX", 1, 0, 0),
        PackageOwed("visit:CUT", 5, 3, 375),
    )


@given(parts(), parts(), st.tuples(st.integers(-99, 0), st.integers(-99, 0)))
def test_the_document_comes_to_what_is_owed(
    entries: tuple[Sums, ...], over: tuple[Sums, ...], below: tuple[int, ...]
) -> None:
    told = liability(LedgerSums(entries, over, below, ()), DAYS, WORTH)
    everyone, money, counts = owed(told).sections
    (table,) = everyone.tables
    assert table.sums[2] == Money(told.everyone, owed(told).currency)
    (months,) = money.tables
    for one, row in zip(told.owed, months.rows, strict=True):
        minors = [cell.minor for cell in row if isinstance(cell, Money)]
        assert minors == [one.principal, one.gift, one.stored, one.credit, one.worth, one.money]
        assert minors[5] == minors[0] + minors[1] + minors[3] + minors[4]
    for place, one in enumerate(told.owed):
        for kind, amount in {
            AccountKind.PRINCIPAL: one.principal,
            AccountKind.POINTS: one.points + one.below_zero,
            AccountKind.VOUCHERS: one.vouchers,
            AccountKind.VISITS: sum(one.visits.values()),
        }.items():
            came = sum(part.amounts[place] for part in entries if part.kind is kind)
            went = sum(part.amounts[place] for part in over if part.kind is kind)
            assert amount == came - went
        assert one.worth == money_of_points(one.points, WORTH)
    assert counts.tables[0].rows[-1][:3] == (TODAY, told.now.points, told.now.below_zero)
