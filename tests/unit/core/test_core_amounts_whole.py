"""Amounts of a currency without decimals, and the example that fits a currency."""

import pytest

from smbcrm.core.amounts import NotAnAmount, Separator, TooFineOrThousands, parse_amount
from smbcrm.core.money import Currency

USD, TWD, KWD = (Currency.of(code) for code in ("USD", "TWD", "KWD"))


def test_without_decimals_a_point_before_three_digits_is_refused() -> None:
    with pytest.raises(TooFineOrThousands) as caught:
        parse_amount("12.345", TWD)
    assert str(caught.value) == (
        "“12.345” is finer than NT$1, the smallest amount. Round it, or type 12345 for NT$12,345."
    )
    assert parse_amount("12.345", TWD, usual=Separator.COMMA) == 12345
    assert parse_amount("12.345.678", TWD) == 12345678


@pytest.mark.parametrize(("currency", "example"), [(USD, "68.50"), (TWD, "68"), (KWD, "68.500")])
def test_an_example_is_an_amount_of_the_currency(currency: Currency, example: str) -> None:
    with pytest.raises(NotAnAmount) as caught:
        parse_amount("abc", currency)
    assert caught.value.params == {"text": "abc", "example": example}
    assert currency.plain(parse_amount(example, currency)) == example
