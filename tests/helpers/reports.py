"""Documents to show, without a shop: any accounts explained, any liability."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from itertools import chain

from smbcrm.core.i18n import Text, Translator
from smbcrm.core.money import Currency
from smbcrm.core.paths import localedir
from smbcrm.membership.reports.document import Coded, Document, Fact, Letterhead, Section
from smbcrm.membership.reports.explain_document import account_section, finding, stored_value
from smbcrm.membership.reports.explaining import stories
from smbcrm.membership.reports.forecast_document import forecast_section
from smbcrm.membership.reports.holdings import Holdings
from smbcrm.membership.reports.liability_document import liability_sections
from smbcrm.membership.reports.owing import Liability
from smbcrm.membership.shop.types import Shop
from tests.helpers.ledger_facts import TODAY

MADE = dt.datetime(2026, 11, 21, 15, 24, tzinfo=dt.UTC)
LETTERHEAD = Letterhead("Willow & Wren", "22 Harbour Walk\nBristol BS1 5AA", "0117 496 0142")
WORTH = Fraction(1)


def shop(currency: Currency | None = None) -> Shop:
    """Return a shop as its settings make it."""
    known = currency or Currency("USD", 2)
    return Shop.of({"shop.currency": known.code, "shop.exponent": str(known.exponent)})


def words(language: str = "en") -> Translator:
    """Return the words of a language."""
    return Translator(language, localedir())


def document(
    sections: Iterable[Section],
    name: str = "Hannah Brooks",
    letterhead: Letterhead = LETTERHEAD,
    currency: Currency | None = None,
) -> Document:
    """Return a document about somebody."""
    return Document(
        "explain",
        Text("Your balance explained, {name}", {"name": name}),
        letterhead,
        currency or Currency("USD", 2),
        TODAY,
        MADE,
        (
            Fact("customer", "Customer", Coded("C1", Text("{name}", {"name": name}))),
            Fact("date", "Date", TODAY),
        ),
        tuple(sections),
        (Text("It adds up: the entries, the lots and the balance say the same."),),
    )


def explained(
    held: Holdings, currency: Currency | None = None, name: str = "Hannah Brooks"
) -> Document:
    """Return accounts explained, as the service does it."""
    known, accounts = shop(currency), stories(held)
    assert finding(accounts, known.currency) is None
    made = document(
        chain(
            (account_section(one, known, TODAY) for one in accounts),
            forecast_section(accounts, known, TODAY),
        ),
        name,
        currency=known.currency,
    )
    assert all(fact.value is not None for fact in stored_value(accounts, TODAY, known.currency))
    return made


def owed(liability: Liability, currency: Currency | None = None) -> Document:
    """Return a liability as a document."""
    known = currency or Currency("USD", 2)
    return document(liability_sections(liability, known, TODAY), currency=known)
