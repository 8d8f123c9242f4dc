"""Amounts as people type them, as cells hold them, and every refusal."""

import pytest

from smbcrm.core import amounts
from smbcrm.core.amounts import (
    LARGEST,
    AmbiguousAmount,
    AmbiguousComma,
    AmountMissing,
    AmountRefused,
    AmountTooFine,
    AmountTooLarge,
    AnotherCurrency,
    NegativeAmount,
    NotAnAmount,
    Separator,
    amount_from_number,
    decide_separator,
    has_two_readings,
    parse_amount,
)
from smbcrm.core.currency_signs import currencies_beside
from smbcrm.core.decimal_signs import usual_separator
from smbcrm.core.money import Currency, Money

USD, CNY, JPY, TWD, KWD = (Currency.of(code) for code in ("USD", "CNY", "JPY", "TWD", "KWD"))


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("68", 6800),
        ("68.5", 6850),
        ("68,50", 6850),
        ("\uff16\uff18", 6800),
        ("\uff11\uff0c\uff10\uff15\uff10\uff0e\uff10\uff10", 105000),
        ("68\uff0c5", 6850),
        ("68。5", 6850),
        ("\u0661\u0662\u0663\u066b\u0665", 12350),
        ("1,050.00", 105000),
        ("1.050,00", 105000),
        ("1 050,00", 105000),
        ("1\u00a0050,00", 105000),
        ("1\u202f050.00", 105000),
        ("1\u2009050", 105000),
        ("1'050.00", 105000),
        ("1\u2019050", 105000),
        ("1,234,567", 123456700),
        ("1.234.567,8", 123456780),
        ("1 234 567.89", 123456789),
        ("1,050.000", 105000),
        ("0,500", 50),
        (".5", 50),
        ("0", 0),
        ("00007", 700),
        ("-0.00", 0),
        ("(0)", 0),
        ("68,-", 6800),
        ("68.--", 6800),
        ("1.050,\u2013", 105000),
        ("\u200e68.50\u200f", 6850),
        ("10000000000.00", LARGEST),
    ],
)
def test_amounts_as_people_type_them(text: str, minor: int) -> None:
    assert parse_amount(text, USD) == minor


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("$1,050.00", USD, 105000),
        ("US$ 12", USD, 1200),
        ("USD 12", USD, 1200),
        ("12 usd", USD, 1200),
        ("$5.00 USD", USD, 500),
        ("5 $", USD, 500),
        ("¥1,050.00", CNY, 105000),
        ("\uffe51,050.00", CNY, 105000),
        ("RMB¥1,050.00元", CNY, 105000),
        ("人民币68元", CNY, 6800),
        ("NT$1,050", TWD, 1050),
        ("1050元", TWD, 1050),
        ("新臺幣1,050圓", TWD, 1050),
        ("1,050 円", JPY, 1050),
        ("¥1,050", JPY, 1050),
        ("VND 50", Currency.of("VND"), 50),
    ],
)
def test_a_sign_of_the_currency_may_stand_before_or_after(
    text: str, currency: Currency, minor: int
) -> None:
    assert parse_amount(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("¥12", USD),
        ("NT$12", USD),
        ("12元", USD),
        ("EUR 5", USD),
        ("5\u20ac", USD),
        ("VND 5", USD),
        ("$5 EUR", USD),
        ("1,050 円", TWD),
        ("US$12", TWD),
        ("¥1,050", TWD),
    ],
)
def test_another_currency_is_refused(text: str, currency: Currency) -> None:
    with pytest.raises(AnotherCurrency) as caught:
        parse_amount(text, currency)
    assert caught.value.params == {"text": text, "currency": currency.code}


@pytest.mark.parametrize(
    ("text", "currency", "decimal", "thousands"),
    [
        ("1,050", USD, Money(105, USD), Money(105000, USD)),
        ("1.050", USD, Money(105, USD), Money(105000, USD)),
        ("1234.500", USD, Money(123450, USD), Money(123450000, USD)),
        ("1,050", KWD, Money(1050, KWD), Money(1050000, KWD)),
        ("$1,050", USD, Money(105, USD), Money(105000, USD)),
    ],
)
def test_one_separator_and_three_digits_is_refused_with_both_readings(
    text: str, currency: Currency, decimal: Money, thousands: Money
) -> None:
    with pytest.raises(AmbiguousAmount) as caught:
        parse_amount(text, currency)
    assert caught.value.params == {"text": text, "decimal": decimal, "thousands": thousands}


def test_a_point_before_three_digits_is_decimal_where_the_currency_has_three() -> None:
    assert parse_amount("12.345", KWD) == 12345
    assert parse_amount("12.345", KWD, decimal=Separator.COMMA) == 12345000
    with pytest.raises(AmbiguousComma):
        parse_amount("12,345", KWD)
    assert parse_amount("12345", KWD) == 12345000


@pytest.mark.parametrize(
    ("text", "decimal", "minor"),
    [
        ("1,050", Separator.POINT, 105000),
        ("1,050", Separator.COMMA, 105),
        ("1.050", Separator.POINT, 105),
        ("1.050", Separator.COMMA, 105000),
        ("68,50", Separator.POINT, 6850),
        ("1,050.00", Separator.COMMA, 105000),
        ("1,050,000", Separator.COMMA, 105000000),
        ("68", Separator.COMMA, 6800),
    ],
)
def test_a_known_separator_decides_only_between_the_two_readings(
    text: str, decimal: Separator, minor: int
) -> None:
    assert parse_amount(text, USD, decimal=decimal) == minor


@pytest.mark.parametrize(
    ("text", "currency", "usual", "minor"),
    [
        ("1,200", USD, Separator.POINT, 120000),
        ("1.200", USD, Separator.COMMA, 120000),
        ("1,200", USD, Separator.COMMA, 120),
        ("$1,234", USD, Separator.POINT, 123400),
        ("1,200", JPY, Separator.COMMA, 1200),
        ("1.200", KWD, Separator.COMMA, 1200),
        ("1,200", KWD, Separator.POINT, 1200000),
        ("1,5", USD, Separator.POINT, 150),
    ],
)
def test_the_usual_separator_decides_only_what_is_left_open(
    text: str, currency: Currency, usual: Separator, minor: int
) -> None:
    assert parse_amount(text, currency, usual=usual) == minor


def test_a_usual_separator_that_makes_an_amount_too_fine_leaves_it_open() -> None:
    with pytest.raises(AmbiguousAmount):
        parse_amount("1,234", USD, usual=Separator.COMMA)
    assert has_two_readings("1,234", USD)
    assert not has_two_readings("1,234", JPY)
    assert not has_two_readings("x", USD)


@pytest.mark.parametrize(
    ("region", "sign"),
    [
        *((one, ".") for one in ("US", "CN", "TW", "HK", "GB", "JP", "SG", "CH", "MX", "XX", "")),
        *((one, ",") for one in ("DE", "FR", "BR", "VN", "ID", "ZA", "RU")),
    ],
)
def test_the_sign_before_the_decimals_is_that_of_the_country(region: str, sign: str) -> None:
    assert usual_separator(region).value == sign


@pytest.mark.parametrize(
    ("text", "minor"), [("1,050", 1050), ("12,345", 12345), ("68.00", 68), ("1,050.00", 1050)]
)
def test_without_decimals_three_digits_are_thousands(text: str, minor: int) -> None:
    assert parse_amount(text, TWD) == minor


@pytest.mark.parametrize("text", ["", " ", "\u3000"])
def test_nothing_typed(text: str) -> None:
    with pytest.raises(AmountMissing):
        parse_amount(text, USD)


@pytest.mark.parametrize(
    "text",
    [
        "-5",
        "\u22125",
        "5-",
        "- 5",
        "(5.00)",
        "($5.00)",
        "$-5",
        "-$5",
        "-1,050",
        "\uff0d5",
    ],
)
def test_a_negative_amount_has_its_own_refusal(text: str) -> None:
    with pytest.raises(NegativeAmount) as caught:
        parse_amount(text, USD)
    assert caught.value.params == {"text": text}


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("0.125", USD),
        ("68.5", TWD),
        ("1,050.125", USD),
        ("1 050,125", USD),
        ("12.3456", USD),
        ("0.0001", KWD),
    ],
)
def test_finer_than_a_minor_unit_is_refused(text: str, currency: Currency) -> None:
    with pytest.raises(AmountTooFine) as caught:
        parse_amount(text, currency)
    assert caught.value.params == {"text": text, "smallest": Money(1, currency)}


@pytest.mark.parametrize("text", ["9" * 30, "10000000000.01", "10,000,000,001"])
def test_too_large_is_refused(text: str) -> None:
    with pytest.raises(AmountTooLarge) as caught:
        parse_amount(text, USD)
    assert caught.value.params == {"text": text, "largest": Money(amounts.LARGEST, USD)}


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "1e3",
        "5/2",
        "1,23,456",
        "1,05.00",
        "1.2.3",
        "0,123,456",
        "1,050.5.5",
        "1 050'000",
        "10 50",
        "1 0",
        "1,050 .00",
        "68.",
        "+5",
        "--5",
        "(5",
        "5)",
        "-(5)",
        "5%",
        "=1+1",
        "1.5万",
        "pts 5",
        "USDT 5",
        "\u00b2",
        "\u2460",
        "\u202e5",
        "<img src=x>5",
        "9" * 101,
        "-",
        "¥",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_amount(text, USD)


def test_a_refusal_repeats_only_the_beginning_of_a_long_text() -> None:
    with pytest.raises(NotAnAmount) as caught:
        parse_amount("x" * 300, USD)
    assert caught.value.params == {"text": "x" * 40 + "…", "example": "68.50"}


@pytest.mark.parametrize(
    ("values", "decimal"),
    [
        (["68,50", "1,050"], Separator.COMMA),
        (["68.5", "1,050"], Separator.POINT),
        (["1.050,00", "2.000"], Separator.COMMA),
        (["1,234,567"], Separator.POINT),
        (["1.234.567"], Separator.COMMA),
        (["1 050,125"], Separator.COMMA),
        (["$0.125"], Separator.POINT),
        (["68,-"], Separator.COMMA),
        (["-68.50", "1,050"], Separator.POINT),
        (["1,050", "2,000", "68", ""], None),
        (["68,50", "68.50"], None),
        (["1,05.00", "abc", "9" * 200 + ".5"], None),
        ([], None),
    ],
)
def test_the_other_values_of_a_column_decide(values: list[str], decimal: Separator | None) -> None:
    assert decide_separator(values) == decimal


@pytest.mark.parametrize(
    ("value", "currency", "minor"),
    [
        (1050, USD, 105000),
        (1050.0, USD, 105000),
        (68.5, USD, 6850),
        (0.1 + 0.2, USD, 30),
        (1.1 * 3, USD, 330),
        (68.4999999999, USD, 6850),
        (9167794633.11, USD, 916779463311),  # doubles lie two millionths apart here
        (9167794633.1 + 0.01, USD, 916779463311),
        (9999999999.99, USD, LARGEST - 1),
        (-0.0, USD, 0),
        (1050.0, TWD, 1050),
        (1.234, KWD, 1234),
        (10**10, USD, LARGEST),
    ],
)
def test_numeric_cells(value: float, currency: Currency, minor: int) -> None:
    assert amount_from_number(value, currency) == minor


@pytest.mark.parametrize(
    ("value", "currency", "error"),
    [
        (68.499, USD, AmountTooFine),
        (68.5, TWD, AmountTooFine),
        (-1, USD, NegativeAmount),
        (-0.01, USD, NegativeAmount),
        (1e10 + 1, USD, AmountTooLarge),
        (1e300, USD, AmountTooLarge),
        (-1e300, USD, AmountTooLarge),
        (float("inf"), USD, AmountTooLarge),
        (float("nan"), USD, NotAnAmount),
        (True, USD, NotAnAmount),
        pytest.param(10**5000, USD, AmountTooLarge, id="more digits than Python prints"),
    ],
)
def test_numeric_cells_that_are_refused(
    value: float, currency: Currency, error: type[AmountRefused]
) -> None:
    with pytest.raises(error):
        amount_from_number(value, currency)


@pytest.mark.parametrize(
    "error",
    [
        AmbiguousAmount(text="1,050", decimal=Money(105, USD), thousands=Money(105000, USD)),
        AmountMissing(example="68"),
        AmountTooFine(text="0.125", smallest=Money(1, USD)),
        AmountTooLarge(text="9e9", largest=Money(amounts.LARGEST, USD)),
        AnotherCurrency(text="5 EUR", currency="USD"),
        NegativeAmount(text="-5"),
        NotAnAmount(text="abc", example="68"),
    ],
)
def test_every_refusal_is_a_sentence_with_its_parameters(error: AmountRefused) -> None:
    assert str(error).endswith(".")
    assert str(error.params.get("text", "")) in str(error)


def test_signs_beside_an_amount() -> None:
    assert currencies_beside("NT$ ") == [frozenset({"TWD"})]
    assert currencies_beside("") == []
    assert currencies_beside("ABC") == [frozenset({"ABC"})]
    assert currencies_beside("abc") is None
