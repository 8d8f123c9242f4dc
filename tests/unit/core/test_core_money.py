"""Money: exact, shown in its currency, rounded and shared without a cent lost."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.money import Currency, Money, half_up, split_by_weight


@pytest.mark.parametrize(
    ("code", "exponent", "unit"),
    [
        ("USD", 2, 100),
        ("CNY", 2, 100),
        ("TWD", 0, 1),
        ("JPY", 0, 1),
        ("RWF", 0, 1),
        ("KWD", 3, 1000),
    ],
)
def test_exponent_of_a_new_shop(code: str, exponent: int, unit: int) -> None:
    currency = Currency.of(code)
    assert (currency.exponent, currency.unit) == (exponent, unit)


@pytest.mark.parametrize(
    ("minor", "code", "plain", "grouped", "label"),
    [
        (105000, "USD", "1050.00", "1,050.00", "$1,050.00"),
        (5, "CNY", "0.05", "0.05", "¥0.05"),
        (-105000, "USD", "-1050.00", "-1,050.00", "-$1,050.00"),
        (-5, "USD", "-0.05", "-0.05", "-$0.05"),
        (1050, "TWD", "1050", "1,050", "NT$1,050"),
        (-300, "TWD", "-300", "-300", "-NT$300"),
        (0, "JPY", "0", "0", "¥0"),
        (1234567, "KWD", "1234.567", "1,234.567", "KWD 1,234.567"),
    ],
)
def test_an_amount_as_files_and_people_read_it(
    minor: int, code: str, plain: str, grouped: str, label: str
) -> None:
    money = Money(minor, Currency.of(code))
    assert (money.plain(), money.currency.grouped(minor), money.label()) == (plain, grouped, label)


def test_a_shop_may_have_fixed_another_exponent() -> None:
    assert Money(105000, Currency("TWD", 2)).label() == "NT$1,050.00"


@given(st.integers(), st.sampled_from(["USD", "TWD", "KWD"]))
def test_the_plain_text_is_the_exact_amount(minor: int, code: str) -> None:
    currency = Currency.of(code)
    assert Fraction(currency.plain(minor)) * currency.unit == minor
    assert currency.grouped(minor).replace(",", "") == currency.plain(minor)


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**6))
def test_half_up_is_the_nearest_with_halves_away_from_zero(
    numerator: int, denominator: int
) -> None:
    exact = Fraction(numerator, denominator)
    rounded = half_up(numerator, denominator)
    assert abs(rounded - exact) <= Fraction(1, 2)
    if abs(rounded - exact) == Fraction(1, 2):
        assert abs(rounded) > abs(exact)


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_shares_add_up_and_none_is_a_unit_away_from_its_due(
    amount: int, weights: list[int]
) -> None:
    parts = split_by_weight(amount, weights)
    assert sum(parts) == amount
    assert len(parts) == len(weights)
    total = sum(weights)
    if total:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - Fraction(amount * weight, total)) < 1


@given(st.integers(0, 10**6), st.lists(st.integers(0, 1000), min_size=2, max_size=8))
def test_the_units_left_over_go_to_the_largest_remainders_then_to_the_earlier(
    amount: int, weights: list[int]
) -> None:
    total = sum(weights)
    if not total:
        return
    parts = split_by_weight(amount, weights)
    raised = [
        (-(amount * weight % total), place)
        for place, weight in enumerate(weights)
        if parts[place] > amount * weight // total
    ]
    floored = [
        (-(amount * weight % total), place)
        for place, weight in enumerate(weights)
        if parts[place] == amount * weight // total
    ]
    assert not raised or not floored or max(raised) < min(floored)


def test_weights_of_nothing() -> None:
    assert split_by_weight(100, []) == []
    assert split_by_weight(100, [0, 0, 0]) == [100, 0, 0]
    assert split_by_weight(100, [1, 1, 1]) == [34, 33, 33]
