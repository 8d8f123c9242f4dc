"""What a company is dealt with by: days, currency and limit as typed, and what does not add up."""

import pytest

from smbcrm.core.amounts import AmountTooFine, NotAnAmount
from smbcrm.core.currency_codes import CurrencyByItsSign, UnknownCurrency
from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency
from smbcrm.membership.customers.company_data import (
    checked_days,
    currency_of,
    currency_or_none,
    doubts,
    limit_of,
    terms,
)
from smbcrm.membership.customers.errors import BadPaymentDays
from smbcrm.membership.customers.types import Profile

SHOP = Currency("CNY", 2)


def test_days_are_whole_and_at_most_a_year() -> None:
    assert [checked_days(text) for text in (" 30 ", "0", "365", "  ")] == [30, 0, 365, None]
    for text in ("366", "soon", "-1", "٣", "1.5", "9" * 5_000):
        with pytest.raises(BadPaymentDays):
            checked_days(text)


def test_a_currency_is_a_code_or_that_of_the_shop() -> None:
    assert [currency_or_none(text) for text in (" eur", " ")] == ["EUR", ""]
    with pytest.raises(UnknownCurrency):
        currency_or_none("XXQ")
    with pytest.raises(CurrencyByItsSign):
        currency_or_none("RMB")
    found = [currency_of(Profile(currency=code), SHOP).code for code in ("", "CNY", "JPY")]
    assert found == ["CNY", "CNY", "JPY"]


def test_a_limit_is_in_the_currency_there_is() -> None:
    nobody, yen = Profile(), Profile(currency="JPY")
    assert limit_of("5000", nobody, yen, SHOP) == 5000
    assert limit_of("5,000.50", nobody, nobody, SHOP) == 500_050
    assert limit_of(" ", Profile(credit_limit=7), nobody, SHOP) is None
    assert limit_of(None, Profile(credit_limit=7), Profile(credit_limit=7), SHOP) == 7
    assert limit_of(None, nobody, yen, SHOP) is None
    with pytest.raises(NotAnAmount):
        limit_of("much", nobody, nobody, SHOP)


def test_a_limit_keeps_its_number_in_another_currency() -> None:
    before = Profile(credit_limit=500_000)
    assert limit_of(None, before, Profile(currency="JPY"), SHOP) == 5000
    assert limit_of(None, before, Profile(currency="KWD"), SHOP) == 5_000_000
    with pytest.raises(AmountTooFine):
        limit_of(None, Profile(credit_limit=50), Profile(currency="JPY"), SHOP)


def said(profile: Profile, region: str = "CN") -> list[str]:
    return [text.msgid[4:14] for text in doubts(profile, region)]


def test_what_does_not_add_up_is_doubted_and_not_refused() -> None:
    assert said(Profile(tax_id="91110000101623741K", bank_account="6222 0212 3456")) == []
    assert said(Profile(tax_id="91110000101623741A")) == ["tax id {nu"]
    assert said(Profile(bank_account="GB82 WEST 1234 5698 7654 33")) == ["account nu"]
    assert said(Profile(tax_id="any local number")) == []


def test_uniform_numbers_are_those_of_taiwan() -> None:
    assert said(Profile(tax_id="22099132"), "TW") == ["tax id {nu"]
    assert said(Profile(tax_id="22099132"), "HK") == []
    assert said(Profile(tax_id="22099131"), "TW") == []


def test_terms_are_said_where_they_are_known() -> None:
    known = Profile(currency="EUR", payment_days=0, credit_limit=500_000)
    told = [str(one) if isinstance(one, Text) else one for one in terms(known, SHOP)]
    assert told == ["EUR", "Net 0", "€5,000.00"]
    assert list(terms(Profile(), SHOP)) == []
