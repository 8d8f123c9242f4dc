"""What lies in each purse, worked out from what the accounts hold."""

import datetime as dt
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.balance.ports import Owned
from smbcrm.membership.balance.rules import ALWAYS, drawn, holdings
from smbcrm.membership.balance.types import KINDS, Ending, Holding, LotLeft, Parts, Purse
from smbcrm.membership.items.types import Item, ItemKind
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.packages.types import Package, Terms

WORTH = Fraction(1, 1)
DAY = dt.date(2026, 5, 1)
K = AccountKind


def owned(kind: AccountKind, available: int, unit: str = "", **more: object) -> Owned:
    lowest = more.pop("lowest", min(0, available))
    known = {"ended": 0, "until": None, "lots": 1, "lowest": lowest, "paused": None}
    return Owned(kind, unit or kind, available, **{**known, **more})  # type: ignore[arg-type]


def package(code: str, visits: int | None = 10) -> Package:
    item = Item(1, code, f"Name of {code}", ItemKind.PACKAGE, 9000, None, 100, active=True)
    return Package(item, Terms(visits, 6))


def test_both_parts_of_stored_value_lie_in_one_purse() -> None:
    parts = [owned(K.PRINCIPAL, 190, ended=3), owned(K.GIFT, 42, until=DAY, ended=4)]
    stored, points = holdings(parts, (), {}, WORTH)
    assert (stored.purse, stored.available, stored.until) == (Purse.STORED, Parts(190, 42), DAY)
    assert (stored.ended, stored.lots, stored.worth) == (7, 2, None)
    assert points == Holding(Purse.POINTS, "", Parts(), 0, None, 0, worth=0)


def test_visits_are_told_apart_and_what_is_left_stands_first() -> None:
    parts = [
        owned(K.VISITS, 0, "visit:ALL"),
        owned(K.VISITS, 7, "visit:DRY", paused=DAY),
        owned(K.VISITS, 1, "visit:PASS"),
        owned(K.VISITS, 2, "visit:GONE"),
    ]
    known = [package("ALL"), package("DRY"), package("PASS", None)]
    visits = holdings(parts, known, {"visit:DRY": 10}, WORTH)[2:]
    assert [(one.name, one.available.main, one.brought, one.counted) for one in visits] == [
        ("GONE", 2, 0, True),
        ("Name of DRY", 7, 10, True),
        ("Name of PASS", 1, 0, False),
        ("Name of ALL", 0, 0, True),
    ]
    assert visits[1].paused == DAY


def test_points_that_are_owed_are_worth_nothing() -> None:
    parts = [owned(K.POINTS, 460, lowest=-40)]
    assert holdings(parts, (), {}, WORTH)[1].worth == 0
    assert holdings([owned(K.POINTS, 460)], (), {}, Fraction(1, 100))[1].worth == 4


AMOUNTS = st.integers(-50, 10_000)


@given(st.dictionaries(st.sampled_from(AccountKind), AMOUNTS))
def test_nothing_is_lost_and_the_order_is_always_the_same(amounts: dict[AccountKind, int]) -> None:
    parts = [owned(kind, amount) for kind, amount in amounts.items()]
    found = holdings(parts, (), {}, WORTH)
    for purse in Purse:
        told = sum(one.available.total for one in found if one.purse is purse)
        assert told == sum(amounts.get(kind, 0) for kind in KINDS[purse])
    purses = [one.purse for one in found]
    assert purses == [one for one in Purse if one in purses]
    assert set(purses) >= ALWAYS


@given(st.tuples(AMOUNTS, AMOUNTS), st.tuples(AMOUNTS, AMOUNTS))
def test_less_takes_each_part_from_its_own(one: tuple[int, int], other: tuple[int, int]) -> None:
    left = Parts(*one).less(Parts(*other))
    assert left.total == sum(one) - sum(other)
    assert left.gift == one[1] - other[1]


def lot(left: int, expires_on: dt.date | None) -> LotLeft:
    return LotLeft(K.POINTS, DAY, expires_on, left, left, "sale", None)


def test_what_ends_first_goes_first() -> None:
    later = DAY.replace(month=8)
    lots = [lot(190, DAY), lot(300, later), lot(50, later), lot(700, None)]
    assert drawn(lots, 400) == (
        Ending(DAY, 190, 0),
        Ending(later, 350, 140),
        Ending(None, 700, 700),
    )


def test_without_lots_nothing_goes() -> None:
    assert drawn([], 400) == ()


@given(st.lists(st.integers(0, 3).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, 999)))))
def test_no_point_goes_twice_and_no_day_before_a_sooner_one(lots: list[tuple[int, int]]) -> None:
    lots.sort()
    days = [lot(left, DAY + dt.timedelta(days=day)) for day, left in lots]
    held = sum(left for _, left in lots)
    for amount in (0, 1, held // 2, held, held + 5):
        found = drawn(days, amount)
        assert sum(one.had for one in found) == held
        assert sum(one.had - one.left for one in found) == min(amount, held)
        whole = [one.left == one.had for one in found]
        assert whole == sorted(whole)
        empty = [one.left == 0 for one in found]
        assert empty == sorted(empty, reverse=True)
