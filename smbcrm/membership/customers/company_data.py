"""What a company is dealt with by: tax id, bank account, currency, terms. Pure rules.

Numbers that do not add up are a doubt and never refused: there are local ones of every form, and
some that were given out wrong. The limit only informs until there are invoices.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smbcrm.core.amounts import parse_amount
from smbcrm.core.check_digits import (
    credit_code_adds_up,
    iban_adds_up,
    uniform_number_adds_up,
)
from smbcrm.core.currency_codes import checked_currency
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.customers import errors

if TYPE_CHECKING:
    from smbcrm.membership.customers.types import Profile

MOST_DAYS = 365
NET_DAYS = N_("Net {days}")
"""Within how many days a company pays."""
_TAIWAN = "TW"
_ODD_TAX_ID = N_(
    "The tax id {number} does not add up. It was kept as typed: compare it with their papers."
)
_ODD_ACCOUNT = N_(
    "The account number {number} does not add up. It was kept as typed: compare it with their "
    "papers."
)


def currency_or_none(text: str) -> str:
    """Return the code of a currency, or an empty text; raise as `checked_currency`."""
    return checked_currency(text) if text.strip() else ""


def checked_days(text: str) -> int | None:
    """Return the days in which a company pays, None for none; raise BadPaymentDays.

    >>> checked_days(" 30 "), checked_days("")
    (30, None)
    """
    days = text.strip()
    if not days:
        return None
    plain = days.isascii() and days.isdecimal() and len(days) <= len(str(MOST_DAYS))
    if not plain or int(days) > MOST_DAYS:
        raise errors.BadPaymentDays(text=days[:20], most=MOST_DAYS)
    return int(days)


def currency_of(profile: "Profile", shop: Currency) -> Currency:
    """Return the currency in which a company is dealt with."""
    return shop if profile.currency in ("", shop.code) else Currency.of(profile.currency)


def limit_of(typed: str | None, before: "Profile", after: "Profile", shop: Currency) -> int | None:
    """Return the credit limit in the currency there is now; None was not typed, empty takes it.

    A limit that was there before keeps its number when the currency changes. Raises AmountRefused.
    """
    now = currency_of(after, shop)
    if typed is not None:
        return parse_amount(typed, now) if typed.strip() else None
    was = currency_of(before, shop)
    if before.credit_limit is None or was == now:
        return before.credit_limit
    return parse_amount(was.plain(before.credit_limit), now)


def terms(profile: "Profile", shop: Currency) -> Iterator[Text | str]:
    """Yield what is agreed with a company: currency, days and limit, where they are said."""
    if profile.currency:
        yield profile.currency
    if profile.payment_days is not None:
        yield Text(NET_DAYS, {"days": profile.payment_days})
    if profile.credit_limit is not None:
        yield Text("{amount}", {"amount": Money(profile.credit_limit, currency_of(profile, shop))})


def doubts(profile: "Profile", region: str) -> Iterator[Text]:
    """Yield what does not add up.

    Uniform numbers are looked at in Taiwan only: numbers of eight digits are known elsewhere, too.
    """
    tax_id, account = profile.tax_id.strip(), profile.bank_account.strip()
    checks = [credit_code_adds_up(tax_id)]
    if region == _TAIWAN:
        checks.append(uniform_number_adds_up(tax_id))
    if False in checks:
        yield Text(_ODD_TAX_ID, {"number": tax_id})
    if iban_adds_up(account) is False:
        yield Text(_ODD_ACCOUNT, {"number": account})
