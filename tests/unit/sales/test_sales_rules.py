"""What a sale comes to: lines, discount, points and tax. Amounts are cents."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.amounts import LARGEST
from smbcrm.core.money import Currency
from smbcrm.membership.items.types import Item, ItemKind
from smbcrm.membership.ledger.postings import SaleLine
from smbcrm.membership.sales import rules
from smbcrm.membership.sales.errors import AmountsDisagree, BadAmount, NoPointsAsked, WrongPoints

USD = Currency("USD", 2)
TEA = Item(1, "TEA", "Tea", ItemKind.PRODUCT, 333, None, 100, active=True)
TWICE = replace(TEA, id=2, code="NEW", points_factor=200)
A_POINT_FOR_1 = Fraction(1, 100)
SILVER = Fraction(12, 1000)  # x1.2


def lines(*amounts: int, factor: int = 100) -> tuple[SaleLine, ...]:
    made = (rules.amount_line(amount, 1) for amount in amounts)
    return tuple(replace(line, points_factor=factor) for line in made)


# ----------------------------------------------------------------------------------- lines


@pytest.mark.parametrize("amount", [1, 6_800, LARGEST])
def test_an_amount_that_can_be(amount: int) -> None:
    assert rules.check_amount(amount, USD) == amount


@pytest.mark.parametrize("amount", [0, -1, LARGEST + 1])
def test_an_amount_that_cannot_be(amount: int) -> None:
    with pytest.raises(BadAmount, match=r"at most"):
        rules.check_amount(amount, USD)


@pytest.mark.parametrize(
    ("quantity", "gross"), [(1_000, 333), (3_000, 999), (500, 167), (1_500, 500), (1, 0)]
)
def test_half_a_pound_of_tea_at_3_33_costs_1_67(quantity: int, gross: int) -> None:
    line = rules.item_line(TEA, quantity, 7)
    assert (line.gross, line.discount, line.net) == (gross, 0, gross)
    assert (line.item, line.quantity, line.price, line.served_by) == (1, quantity, 333, 7)


def test_items_and_the_amount_typed_must_agree() -> None:
    tea = (rules.item_line(TEA, 2_000, 1), rules.item_line(TWICE, 1_000, 1))
    assert rules.check_sum(tea, None, USD) == rules.check_sum(tea, 999, USD) == 999
    with pytest.raises(AmountsDisagree, match=r"\$9\.99.*\$10\.00"):
        rules.check_sum(tea, 1_000, USD)


def test_items_cannot_come_to_more_than_an_amount_may_be() -> None:
    assert rules.check_sum(lines(LARGEST), None, USD) == LARGEST
    with pytest.raises(BadAmount):
        rules.check_sum(lines(LARGEST, 1), None, USD)


# -------------------------------------------------------------------------------- discount


def test_three_percent_of_66_50_is_rounded_half_up_once() -> None:
    (line,) = rules.discounted(lines(6_650), 300)
    assert (line.gross, line.discount, line.net) == (6_650, 200, 6_450)


def test_a_discount_is_shared_by_largest_remainder() -> None:
    # 10 percent of 1.00 + 1.00 + 1.01 is 0.30: each line takes 0.10.
    assert [line.discount for line in rules.discounted(lines(100, 100, 101), 1_000)] == [10, 10, 10]
    # 5 percent of 0.33 three times is 0.05, not 0.02 three times.
    assert [line.discount for line in rules.discounted(lines(33, 33, 33), 500)] == [2, 2, 1]


def test_without_a_discount_the_lines_stay_as_they_are() -> None:
    assert rules.discounted(lines(6_800), 0) == lines(6_800)


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=8), st.integers(0, 10_000))
def test_a_discount_is_lost_to_nobody_and_no_line_goes_below_zero(
    amounts: list[int], discount: int
) -> None:
    done = rules.discounted(lines(*amounts), discount)
    exact = Fraction(sum(amounts) * discount, 10_000)
    assert abs(sum(line.discount for line in done) - exact) <= Fraction(1, 2)
    for line, amount in zip(done, amounts, strict=True):
        share = Fraction(amount * discount, 10_000)
        assert line.gross == amount
        assert 0 <= line.discount <= amount
        assert abs(line.discount - share) < Fraction(3, 2)


# ---------------------------------------------------------------------------------- points


@pytest.mark.parametrize(
    ("net", "base", "rate", "points"),
    [
        (6_800, 6_800, A_POINT_FOR_1, 68),
        (6_899, 6_899, A_POINT_FOR_1, 68),  # no part of a point
        (6_800, 6_800, SILVER, 81),  # 81.6
        (6_800, 6_618, A_POINT_FOR_1, 66),  # 1.82 of it was paid with a gift
        (6_800, 0, A_POINT_FOR_1, 0),  # all of it paid with points
        (0, 0, A_POINT_FOR_1, 0),
        (300, 300, Fraction(10, 100), 30),  # Taiwan: 10 for NT$100
        (99, 99, A_POINT_FOR_1, 0),
    ],
)
def test_points_are_earned_on_money_and_the_paid_part(
    net: int, base: int, rate: Fraction, points: int
) -> None:
    assert rules.points_earned(lines(net), net, base, rate) == points


def test_points_of_all_lines_are_floored_once() -> None:
    # 0.50 twice is one point together, though neither line earns one alone.
    assert rules.points_earned(lines(50, 50), 100, 100, A_POINT_FOR_1) == 1


def test_an_item_with_double_points_counts_with_its_share_of_what_was_paid() -> None:
    # Tea 10.00 at double points and 10.00 as usual, half of it paid with a gift: 10 + 5.
    mixed = (*lines(1_000, factor=200), *lines(1_000))
    assert rules.points_earned(mixed, 2_000, 1_000, A_POINT_FOR_1) == 15


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 300)), min_size=1, max_size=6),
    st.fractions(0, 1, max_denominator=1000),
    st.data(),
)
def test_points_are_the_floor_of_the_exact_sum(
    sold: list[tuple[int, int]], rate: Fraction, data: st.DataObject
) -> None:
    made = [replace(rules.amount_line(net, 1), points_factor=factor) for net, factor in sold]
    net = sum(line.net for line in made)
    base = data.draw(st.integers(0, net))
    exact = sum(
        Fraction(line.net * base, net) * line.points_factor / 100 * rate for line in made if net
    )
    assert rules.points_earned(made, net, base, rate) == int(exact)


def test_100_points_are_worth_1_00() -> None:
    worth = Fraction(100, 100)
    assert rules.points_worth(300, worth) == 300
    assert rules.points_worth(1, worth) == 1


def test_only_points_that_make_whole_cents_can_be_used() -> None:
    worth = Fraction(1, 3)  # three points for a cent
    assert rules.points_worth(6, worth) == 2
    with pytest.raises(WrongPoints, match="multiple of 3"):
        rules.points_worth(7, worth)
    for points in (0, -3):
        with pytest.raises(NoPointsAsked, match="above 0"):
            rules.points_worth(points, worth)


# ------------------------------------------------------------------------------------- tax


@pytest.mark.parametrize(
    ("net", "percent", "tax"), [(12_000, 20, 2_000), (10_500, 5, 500), (100, 7, 7), (0, 20, 0)]
)
def test_the_tax_is_a_part_of_the_price(net: int, percent: int, tax: int) -> None:
    assert rules.tax_included(net, Fraction(percent, 100)) == tax


def test_a_shop_may_show_no_tax() -> None:
    assert rules.tax_included(12_000, None) is None
