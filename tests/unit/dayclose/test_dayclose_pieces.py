"""Notes and coins: what there is, and what so many of them come to."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.money import Currency, Money
from smbcrm.membership.dayclose.pieces import (
    BadPieces,
    CountsDisagree,
    NoSuchPiece,
    counted,
    sum_of,
    worths,
)

USD, TWD, JPY, KWD = (Currency.of(code) for code in ("USD", "TWD", "JPY", "KWD"))
CURRENCIES = st.sampled_from(
    [Currency.of(c) for c in ("USD", "EUR", "GBP", "CNY", "TWD", "HKD", "JPY", "KRW", "XYZ")]
    + [Currency("USD", 0), Currency("TWD", 2), Currency("CHF", 3)]
)


def test_a_drawer_counted_by_pieces() -> None:
    """The drawer of the picture: 2 hundreds, 3 fifties and so on are 553.00."""
    pieces = {10000: 2, 5000: 3, 2000: 6, 1000: 5, 500: 4, 100: 9, 25: 16}
    assert sum_of(pieces, USD) == 55_300


def test_what_there_is_of_a_currency() -> None:
    assert worths(USD) == (10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1)
    assert worths(TWD) == (2000, 1000, 500, 200, 100, 50, 10, 5, 1)
    assert worths(JPY) == (10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1)
    assert worths(KWD)[0] == 100_000


def test_a_shop_without_cents_counts_no_cents() -> None:
    assert worths(Currency("USD", 0)) == (100, 50, 20, 10, 5, 1)


@given(CURRENCIES)
def test_pieces_fall_in_worth_and_each_is_a_whole_sum(currency: Currency) -> None:
    found = worths(currency)
    assert list(found) == sorted(set(found), reverse=True)
    assert found[-1] >= 1


@given(CURRENCIES, st.data())
def test_the_sum_is_that_of_counting_one_by_one(currency: Currency, data: st.DataObject) -> None:
    known = worths(currency)
    pieces = data.draw(st.dictionaries(st.sampled_from(known), st.integers(0, 30)))
    one_by_one = [worth for worth, count in pieces.items() for _ in range(count)]
    total = Fraction(0)
    for worth in one_by_one:
        total += Fraction(worth, currency.unit)
    assert Fraction(sum_of(pieces, currency), currency.unit) == total


@given(CURRENCIES, st.data())
def test_one_piece_more_is_its_worth_more(currency: Currency, data: st.DataObject) -> None:
    known = worths(currency)
    pieces = data.draw(st.dictionaries(st.sampled_from(known), st.integers(0, 1000)))
    worth = data.draw(st.sampled_from(known))
    more = {**pieces, worth: pieces.get(worth, 0) + 1}
    assert sum_of(more, currency) - sum_of(pieces, currency) == worth


def test_what_is_refused() -> None:
    with pytest.raises(NoSuchPiece, match=r"\$3\.00"):
        sum_of({300: 1}, USD)
    for count in (-1, 100_001):
        with pytest.raises(BadPieces):
            sum_of({100: count}, USD)
    with pytest.raises(CountsDisagree) as refused:
        counted(500, {100: 4}, USD)
    assert refused.value.params["pieces"] == Money(400, USD)


def test_one_sum_pieces_both_or_nothing() -> None:
    assert counted(None, {}, USD) is None
    assert counted(0, {}, USD) == 0
    assert counted(None, {100: 4}, USD) == 400
    assert counted(400, {100: 4}, USD) == 400
