"""What a new shop may be, and the spend from which its tiers are reached."""

import pytest

from smbcrm.core.currency_codes import CODES, CurrencyByItsSign, UnknownCurrency, checked_currency
from smbcrm.core.money import Currency
from smbcrm.core.settings import BadSetting
from smbcrm.membership.setup.service import (
    NewShop,
    ThresholdsUnordered,
    check_new_shop,
    thresholds,
)
from smbcrm.membership.shop.types import Shop

USD, TWD, SEK = (Currency.of(code) for code in ("USD", "TWD", "SEK"))


@pytest.mark.parametrize(
    ("new", "currency", "expected"),
    [
        (NewShop("A"), USD, (400_00, 1000_00)),
        (NewShop("A", "CNY"), Currency.of("CNY"), (2000_00, 5000_00)),
        (NewShop("A", "TWD"), TWD, (12_000, 30_000)),
        (NewShop("A", "SEK"), SEK, (None, None)),
        (NewShop("A", silver_from=50_00), USD, (50_00, 1000_00)),
        (NewShop("A", "SEK", gold_from=9_000_00), SEK, (None, 9_000_00)),
    ],
)
def test_tiers_are_reached_as_shipped_or_as_said(
    new: NewShop, currency: Currency, expected: tuple[int | None, int | None]
) -> None:
    assert thresholds(new, currency) == expected
    check_new_shop(new)


@pytest.mark.parametrize(
    "new",
    [
        NewShop("A", silver_from=5000_00),
        NewShop("A", silver_from=0),
        NewShop("A", gold_from=1),
        NewShop("A", silver_from=900, gold_from=900),
        NewShop("A", "SEK", silver_from=-1),
    ],
)
def test_gold_is_reached_later_than_silver_and_silver_later_than_nothing(new: NewShop) -> None:
    with pytest.raises(ThresholdsUnordered):
        check_new_shop(new)


@pytest.mark.parametrize(
    "new",
    [
        NewShop(""),
        NewShop("A", region="USA"),
        NewShop("A", time_zone="Mars/Olympus"),
        NewShop("A", language="fr"),
    ],
)
def test_what_cannot_be_is_refused(new: NewShop) -> None:
    with pytest.raises(BadSetting):
        check_new_shop(new)


def test_points_are_one_for_one_and_ten_for_a_hundred_in_taiwan() -> None:
    dollars = check_new_shop(NewShop("A"))
    taiwan = check_new_shop(NewShop("A", "TWD", "TW"))
    assert (dollars["points.earn_minor"], dollars["points.worth_minor"]) == ("100", "100")
    assert (taiwan["points.earn_points"], taiwan["points.earn_minor"]) == ("10", "100")
    assert taiwan["points.worth_minor"] == "10"


@pytest.mark.parametrize(
    ("currency", "limit"),
    [("USD", 200), ("EUR", 200), ("GBP", 200), ("CNY", 1_000), ("TWD", 60), ("JPY", 200)],
)
def test_a_day_may_differ_by_about_as_much_in_each_currency(currency: str, limit: int) -> None:
    made = check_new_shop(NewShop("A", currency))
    assert Shop.of(made).difference_limit == limit


@pytest.mark.parametrize("code", ["XXQ", "DOLLAR", "", "$", "¥", "XAU", "HRK", "U$D", "\x00", "元"])
def test_a_currency_that_nobody_has_is_refused(code: str) -> None:
    with pytest.raises(UnknownCurrency):
        check_new_shop(NewShop("A", currency=code))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *(("RMB", "CNY"), ("yuan", "CNY"), ("人民币", "CNY"), ("NTD", "TWD"), ("NT$", "TWD")),
        *(("YEN", "JPY"), ("€", "EUR"), ("£", "GBP")),
    ],
)
def test_for_a_word_or_sign_its_code_is_proposed(text: str, meant: str) -> None:
    with pytest.raises(CurrencyByItsSign) as caught:
        check_new_shop(NewShop("A", currency=text))
    assert caught.value.params == {"code": text.upper(), "meant": meant}


def test_a_code_is_taken_however_it_is_typed() -> None:
    assert checked_currency(" cny ") == "CNY"
    assert len(CODES) > 150
    assert {"USD", "TWD", "CHF", "XOF", "ZWG"} < CODES
