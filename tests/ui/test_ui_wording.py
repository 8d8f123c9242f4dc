"""Figures, dates and names as people say them."""

import datetime as dt

import pytest

from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import Translator
from smbcrm.core.money import Currency
from smbcrm.core.paths import localedir
from smbcrm.membership.shop import settings
from smbcrm.ui.wording import Wording, initials

TODAY = dt.date(2026, 11, 21)
DAY = BusinessDay(settings.TIME_ZONE.read("America/New_York"), 4)


def wording(language: str = "en", currency: str = "USD") -> Wording:
    return Wording(Translator(language, localedir()), Currency.of(currency), DAY)


@pytest.mark.parametrize(
    ("minor", "money", "plain", "signed"),
    [
        (105000, "$1,050.00", "1,050.00", "+$1,050.00"),
        (-5800, "−$58.00", "−58.00", "−$58.00"),
        (0, "$0.00", "0.00", "$0.00"),
    ],
)
def test_money(minor: int, money: str, plain: str, signed: str) -> None:
    words = wording()
    assert (words.money(minor), words.sum(minor), words.signed(minor)) == (money, plain, signed)


def test_a_currency_without_decimals() -> None:
    assert wording(currency="TWD").money(-1050) == "−NT$1,050"


def test_counts() -> None:
    words = wording()
    assert [words.number(1240), words.number(-40)] == ["1,240", "−40"]
    assert [words.signed_number(75), words.signed_number(-300)] == ["+75", "−300"]


@pytest.mark.parametrize(
    ("language", "near", "far", "month", "weekday"),
    [
        ("en", "29 Oct", "3 Mar 2021", "March 2021", "Tue 24 Nov"),
        ("zh_CN", "10 月 29 日", "2021 年 3 月 3 日", "2021 年 3 月", "11 月 24 日 周二"),
        ("zh_TW", "10 月 29 日", "2021 年 3 月 3 日", "2021 年 3 月", "11 月 24 日（週二）"),
    ],
)
def test_dates(language: str, near: str, far: str, month: str, weekday: str) -> None:
    words = wording(language)
    assert words.date(dt.date(2026, 10, 29), today=TODAY) == near
    assert words.date(dt.date(2021, 3, 3), today=TODAY) == far
    assert words.month(dt.date(2021, 3, 3)) == month
    assert words.weekday_date(dt.date(2026, 11, 24)) == weekday


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (23, "23 days ago"), (-3, "today")]
)
def test_ago(days: int, said: str) -> None:
    assert wording().ago(TODAY - dt.timedelta(days=days), TODAY) == said


@pytest.mark.parametrize(("days", "said"), [(0, "today"), (1, "tomorrow"), (3, "in 3 days")])
def test_until(days: int, said: str) -> None:
    assert wording().until(days) == said


def test_times_are_the_shops_own_and_belong_to_its_business_day() -> None:
    words = wording()
    night = dt.datetime(2026, 11, 22, 7, 30, tzinfo=dt.UTC)  # 2:30 at night: still the 21st
    assert words.time(night) == "2:30"
    assert words.moment(night, TODAY) == "today 2:30"
    assert words.moment(night - dt.timedelta(days=1), TODAY) == "20 Nov 2:30"


def test_phones_are_masked_and_cards_are_grouped() -> None:
    words = wording()
    assert words.masked_phone("+1 207 555 0142") == "•••• •• 0142"
    assert words.masked_phone("") == ""
    assert words.card("681000427715") == "6810 0042 7715"
    assert words.card("OLD-17") == "OLD-17"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Hannah Brooks", "HB"),
        ("hannah", "H"),
        ("Grace Lin 林佩珊", "GL"),
        ("陈雨桐", "陈"),
        ("Julian & Petra Moss", "JM"),
        ("", ""),
        ("?!", "?"),
        ("<b>Bobby</b>", "B"),
        ("=7up", "7"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
