"""How stored value is shared, what points are earned on, and what goes back. Amounts are cents."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.money import Currency
from smbcrm.core.settings import BadSetting
from smbcrm.membership.bills.types import Balances
from smbcrm.membership.ledger.postings import SaleLine, SalePayment, SaleRecord
from smbcrm.membership.ledger.rules import share
from smbcrm.membership.ledger.types import AccountKind, ToppedUp
from smbcrm.membership.refunds.rules import Sold, difference, gone_back
from smbcrm.membership.refunds.types import RefundOrder
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.errors import WrongPoints
from smbcrm.membership.sales.proposing import Purse, usable_points
from smbcrm.membership.sales.rules import earning_rate, points_earned, points_worth, settle
from smbcrm.membership.sales.types import Available
from smbcrm.membership.shop import settings as s
from smbcrm.membership.shop.types import Rates, SpendOrder
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.value.rules import points_due

TUESDAY, SATURDAY = dt.date(2026, 5, 5), dt.date(2026, 5, 9)
GOLD = Tier(3, "gold", 2, "Gold", 100_000, 150, 0, birthday_factor=200)
RATES = Rates(1, 100, 100, 100, 12, 12, weekdays=(100, 125, 100, 100, 100, 150, 100))
SUMS = st.integers(0, 100_000)


def line(net: int, factor: int = 100) -> SaleLine:
    return SaleLine(None, 1000, net, net, 0, factor, 1)


@pytest.mark.parametrize(
    ("order", "parts"),
    [
        (SpendOrder.PRO_RATA, (5_001, 1_119)),
        (SpendOrder.GIFT_FIRST, (1_870, 4_250)),
        (SpendOrder.PRINCIPAL_FIRST, (6_120, 0)),
    ],
)
def test_a_sale_of_61_20_is_shared_in_the_order_of_the_shop(
    order: SpendOrder, parts: tuple[int, int]
) -> None:
    assert share(order, 6_120, 19_000, 4_250) == parts


@given(st.sampled_from(SpendOrder), SUMS, SUMS, SUMS)
def test_both_parts_make_the_amount_and_never_more_than_there_is(
    order: SpendOrder, amount: int, principal: int, gift: int
) -> None:
    amount = min(amount, principal + gift)
    parts = share(order, amount, principal, gift)
    assert sum(parts) == amount
    assert 0 <= parts[0] <= principal
    assert 0 <= parts[1] <= gift


def test_tier_weekday_birthday_and_item_multiply_and_are_floored_once() -> None:
    plain = earning_rate(RATES, GOLD, SATURDAY, birthday=False)
    assert plain == Fraction(225, 10_000)
    birthday = earning_rate(RATES, GOLD, TUESDAY, birthday=True)
    assert birthday == Fraction(375, 10_000)
    lines = [line(333), line(334, 200), line(100, 0)]
    assert points_earned(lines, 767, 767, birthday) == 37  # (3.33 + 6.68) x 3.75 = 37.5375
    assert points_earned(lines, 767, 500, birthday) == 24


def test_weekdays_are_written_as_people_would() -> None:
    assert s.WEEKDAY_FACTORS.read("tue=2, sat=1.5") == (100, 200, 100, 100, 100, 150, 100)
    assert s.WEEKDAY_FACTORS.read("none") == (100,) * 7
    assert s.WEEKDAY_FACTORS.read("mon=0,sun=99.99") == (0, *(100,) * 5, 9_999)
    for text in ("", "2", "tue", "tue=100", "tue=1.555", "Dienstag=2", "tue=-1", "tue=2,,"):
        with pytest.raises(BadSetting):
            s.WEEKDAY_FACTORS.check(text)


def test_a_pin_is_asked_from_an_amount_or_never() -> None:
    assert (s.PIN_FROM.read("off"), s.PIN_FROM.read("5000")) == (None, 5_000)
    for text in ("0", "-1", "on", "", "10000000000000"):
        with pytest.raises(BadSetting):
            s.PIN_FROM.check(text)
    with pytest.raises(BadSetting):
        s.ON_GIFT.check("yes")


@given(
    amount=st.integers(1, 5_000),
    points=st.integers(0, 5_000),
    parts=st.lists(st.integers(1, 900), max_size=8),
)
def test_any_way_of_paying_out_in_parts_takes_the_points_of_one(
    amount: int, points: int, parts: list[int]
) -> None:
    withdrawn = taken = 0
    for part in parts:
        now = min(part, amount - withdrawn)
        if now:
            taken += points_due(ToppedUp(amount, points, withdrawn), now)
            withdrawn += now
    assert taken == points_due(ToppedUp(amount, points, 0), withdrawn)
    assert points_due(ToppedUp(amount, points, 0), amount) == points


PAID = st.tuples(*[st.integers(0, 3_000)] * 3, st.integers(0, 100))
"""Money, paid part, gift part, and how many percent of both parts earn."""


@given(
    PAID,
    st.fractions(0, 3, max_denominator=50),
    st.lists(st.integers(1, 3_000), min_size=1, max_size=6),
)
def test_any_split_of_a_refund_takes_the_points_of_one(
    paid: tuple[int, int, int, int], rate: Fraction, parts: list[int]
) -> None:
    """Whatever part of stored value had earned: all, none, or what did not at its top-up."""
    money, principal, gift, share_of = paid
    stored, net = principal + gift, money + principal + gift
    earned_on = money + stored * share_of // 100
    lines = (line(net),)
    record = SaleRecord(
        gross=net,
        discount=0,
        net=net,
        tier=1,
        rate=str(rate),
        points=points_earned(lines, net, earned_on, rate),
        spend=money + principal,
        lines=lines,
        payments=tuple(
            SalePayment(means, amount)
            for means, amount in ((Means.CARD, money), (Means.STORED, stored))
            if amount
        ),
        earned_on=earned_on,
    )
    drawn = {AccountKind.PRINCIPAL: ((1, principal),), AccountKind.GIFT: ((2, gift),)}
    sale, gone, taken = Sold(record, drawn), 0, 0
    for part in parts:
        now = min(part, net - gone)
        steps = [gone_back(sale, gone + more, RefundOrder.STORED) for more in (now, 0)]
        back = difference(*steps)
        assert back.points >= 0
        gone, taken = gone + now, taken + back.points
    assert taken == gone_back(sale, gone, RefundOrder.STORED).points
    assert gone_back(sale, net, RefundOrder.MONEY).points == record.points


@given(st.integers(1, 1_000), st.integers(1, 1_000), st.integers(1, 10**6))
def test_a_whole_bill_is_paid_by_any_points_that_make_whole_cents(
    points: int, minor: int, net: int
) -> None:
    """Whatever odd value a point has: what the till proposes is worth cents and never too much."""
    worth = Fraction(minor, points)
    most = usable_points(net, Purse.of(Balances(points=10**9), worth))
    if most:
        value = points_worth(most, worth)
        step_worth = points_worth(worth.denominator, worth)
        assert net - step_worth < value <= net
        payments = {Means.POINTS: most} | ({Means.CASH: net - value} if net > value else {})
        paid = settle(net, payments, worth, Available(points=most), Currency.of("USD"))
        assert sum(one.amount for one in paid) == net
    if worth.denominator > 1:
        with pytest.raises(WrongPoints):
            points_worth(most + 1, worth)


def test_a_bill_of_61_21_is_paid_whole_by_points() -> None:
    paid = settle(
        6_121, {Means.POINTS: 6_121}, Fraction(1), Available(points=6_121), Currency.of("USD")
    )
    assert [(one.amount, one.points) for one in paid] == [(6_121, 6_121)]
    odd = settle(
        6_120, {Means.POINTS: 14_280}, Fraction(3, 7), Available(points=14_280), Currency.of("USD")
    )
    assert [(one.amount, one.points) for one in odd] == [(6_120, 14_280)]
