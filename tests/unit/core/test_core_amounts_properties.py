"""Amounts written in every style and read back, and texts and numbers of any kind."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core import amounts
from smbcrm.core.amounts import (
    AmbiguousAmount,
    AmountRefused,
    Separator,
    TooFineOrThousands,
    amount_from_number,
    decide_separator,
    parse_amount,
)
from smbcrm.core.money import Currency, Money

KWD = Currency.of("KWD")
CODES = st.sampled_from(["USD", "CNY", "EUR", "TWD", "JPY", "KWD", "HKD", "CHF"])


def styles(minor: int, currency: Currency) -> list[str]:
    """Return an amount in every style; with three decimals some of them have two readings."""
    grouped = currency.grouped(minor)
    swapped = grouped.translate(str.maketrans(",.", ".,"))
    plain = [currency.plain(minor), currency.plain(minor).replace(".", ",")]
    blanks = [grouped.replace(",", blank) for blank in (" ", "'", "\u202f", "\u2019")]
    signed = [
        f"{currency.symbol}{grouped}",
        f"{currency.code} {grouped}",
        f"{grouped} {currency.code}",
    ]
    wide = grouped.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    return [*plain, *blanks, *signed, grouped, swapped, wide]


@given(st.integers(0, amounts.LARGEST), CODES)
def test_every_style_is_read_back(minor: int, code: str) -> None:
    currency = Currency.of(code)
    for text in styles(minor, currency):
        if currency.exponent == 0 and text.count(".") == 1:
            with pytest.raises(AmbiguousAmount):
                parse_amount(text, currency)
            continue
        comma = text.rfind(",") > text.rfind(".") and currency.exponent == 3
        known = Separator.COMMA if comma else Separator.POINT
        decimal = known if currency.exponent == 3 else None
        assert parse_amount(text, currency, decimal=decimal) == minor


def test_what_is_too_fine_for_the_currency_says_how_to_type_thousands() -> None:
    with pytest.raises(TooFineOrThousands) as caught:
        parse_amount("10.555", Currency.of("USD"))
    assert str(caught.value) == (
        "“10.555” is finer than $0.01, the smallest amount. Round it, or type 10555 for $10,555.00."
    )


@given(st.integers(1, 999), st.integers(0, 999))
def test_the_two_readings_are_those_of_the_two_separators(whole: int, part: int) -> None:
    text = f"{whole},{part:03d}"
    with pytest.raises(AmbiguousAmount) as caught:
        parse_amount(text, KWD)
    decimal = parse_amount(text, KWD, decimal=Separator.COMMA)
    assert caught.value.params["decimal"] == Money(decimal, KWD)
    thousands = parse_amount(text, KWD, decimal=Separator.POINT)
    assert caught.value.params["thousands"] == Money(thousands, KWD)


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(["TWD", "JPY"]))
def test_without_decimals_only_a_comma_groups_once(whole: int, part: int, code: str) -> None:
    currency = Currency.of(code)
    assert parse_amount(f"{whole},{part:03d}", currency) == whole * 1000 + part
    with pytest.raises(AmbiguousAmount) as caught:
        parse_amount(f"{whole}.{part:03d}", currency)
    assert caught.value.params["thousands"] == Money(whole * 1000 + part, currency)


@given(st.integers(0, amounts.LARGEST), CODES)
def test_a_float_cell_of_whole_minor_units_is_read_exactly(minor: int, code: str) -> None:
    currency = Currency.of(code)
    value = float(Decimal(minor).scaleb(-currency.exponent))
    assert amount_from_number(value, currency) == minor


@given(
    st.text(max_size=120) | st.text("0123456789,.-()' ¥$元", max_size=20),
    CODES,
    st.sampled_from([None, *Separator]),
)
def test_no_text_raises_anything_but_a_refusal(
    text: str, code: str, decimal: Separator | None
) -> None:
    decide_separator([text])
    try:
        minor = parse_amount(text, Currency.of(code), decimal=decimal)
    except AmountRefused:
        return
    assert 0 <= minor <= amounts.LARGEST


@given(st.floats() | st.integers(), CODES)
def test_no_number_raises_anything_but_a_refusal(value: float, code: str) -> None:
    try:
        minor = amount_from_number(value, Currency.of(code))
    except AmountRefused:
        return
    assert 0 <= minor <= amounts.LARGEST
