"""What people type: dates, counts, quantities and payments."""

import datetime as dt

import pytest

from smbcrm.cli import typed
from smbcrm.core.amounts import AmbiguousAmount, AmountTooFine, NegativeAmount, NotAnAmount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Translator
from smbcrm.core.money import Currency
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity

EURO = Currency("EUR", 2)


@pytest.mark.parametrize("text", ["2026-03-05", " 2026-03-05 ", "２０２６－０３－０５"])
def test_a_date_is_typed_as_iso_8601(text: str) -> None:
    assert typed.read_date(text) == dt.date(2026, 3, 5)


@pytest.mark.parametrize("text", ["", "5.3.2026", "2026-02-30", "today", "2026-13-01"])
def test_any_other_date_is_refused(text: str) -> None:
    with pytest.raises(typed.BadDate):
        typed.read_date(text)


@pytest.mark.parametrize(
    ("text", "count"), [("300", 300), ("３００", 300), ("1,000", 1000), ("0", 0)]
)
def test_a_count_is_typed_in_any_digits(text: str, count: int) -> None:
    assert typed.read_count(text) == count


@pytest.mark.parametrize("text", ["", "-3", "3.5", "three", "1e3", "$3"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(typed.NegativeCount, match=r"“-5” is negative. Type a whole number of zero"):
        typed.read_count("-5")
    with pytest.raises(typed.BadCount):
        typed.read_count(text)


def test_a_count_beyond_the_largest_is_said_to_be_too_large() -> None:
    assert typed.read_count("1000000000000") == 10**12
    with pytest.raises(
        typed.CountTooLarge, match="99” is more than 1000000000000, the largest number"
    ):
        typed.read_count("99999999999999999999")


@pytest.mark.parametrize("text", ["x", "-1", "=0.5", "0.5", "x=0.5"])
def test_a_line_that_is_none_is_shown_how_to_write_one(text: str) -> None:
    assert (typed.read_line("2"), typed.read_line("2=0.5")) == ((2, 1000), (2, 500))
    with pytest.raises(typed.NotALine, match=r"for example 2 or 2=0\.5") as refused:
        typed.read_line(text)
    assert f"“{text}”" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("cut", ItemQuantity("cut", 1000)),
        ("cut=2", ItemQuantity("cut", 2000)),
        ("tea=0.5", ItemQuantity("tea", 500)),
        ("tea=0,125", ItemQuantity("tea", 125)),
        ("tea=1.250", ItemQuantity("tea", 1250)),
        ("a=b=3", ItemQuantity("a=b", 3000)),
    ],
)
def test_an_item_comes_with_its_quantity(text: str, item: ItemQuantity) -> None:
    assert typed.read_item(text) == item


@pytest.mark.parametrize("text", ["tea=", "tea=x", "tea=-1", "tea=0.0005", "tea=$2"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(typed.NotAQuantity):
        typed.read_item(text)


def test_a_quantity_with_two_readings_is_refused_with_both() -> None:
    with pytest.raises(typed.AmbiguousQuantity) as refused:
        typed.read_item("tea=1,125")
    sentence = Translator("en").render(refused.value)
    assert "“1,125” can be 1.125 or 1125" in sentence
    assert typed.read_quantity(str(refused.value.params["decimal"])) == 1125
    assert typed.read_quantity(str(refused.value.params["thousands"])) == 1_125_000


def test_payments_are_minor_units_and_points_a_count() -> None:
    texts = ["cash=68,50", "STORED=10", "points=300", "cash=1", "\uff43\uff41\uff52\uff44＝５"]
    assert typed.payments(texts, EURO) == {
        Means.CASH: 6950,
        Means.STORED: 1000,
        Means.POINTS: 300,
        Means.CARD: 500,
    }


@pytest.mark.parametrize("texts", [None, []])
def test_no_payment_is_said_as_such(texts: list[str] | None) -> None:
    assert typed.payments(texts, EURO) is None


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("cash", typed.NotAPayment),
        ("gold=5", typed.UnknownMeans),
        ("=5", typed.UnknownMeans),
        ("cash=-5", NegativeAmount),
        ("cash=1.005", AmbiguousAmount),
        ("cash=0.005", AmountTooFine),
        ("cash=five", NotAnAmount),
        ("points=3.5", typed.BadCount),
    ],
)
def test_a_bad_payment_is_refused(text: str, refusal: type[UserError]) -> None:
    with pytest.raises(refusal):
        typed.payments([text], EURO)


def test_an_unknown_way_to_pay_is_refused_with_the_known_ones() -> None:
    with pytest.raises(typed.UnknownMeans) as refused:
        typed.payments(["gold" * 50 + "=5"], EURO)
    sentence = Translator("en").render(refused.value)
    assert all(means in sentence for means in Means)
    assert len(sentence) < 200
