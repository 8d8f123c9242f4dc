"""Explain this balance, as the sections of a document."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.ledger.words import happened_words, kind_words
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import Coded, Column, Fact, Section, Table, Value
from smbcrm.membership.reports.explaining import AccountStory, LotStory, Move
from smbcrm.membership.reports.holdings import Deed
from smbcrm.membership.reports.values import amount_on, column_kind, numbered, titled
from smbcrm.membership.shop.types import Shop, money_of_points

_BALANCE = N_("Balance")
_STORED = frozenset({AccountKind.PRINCIPAL, AccountKind.GIFT})


class BalanceDoesNotAddUp(UserError):
    """A balance, its lots and its entries do not say the same."""

    msgid = N_(
        "{account} does not add up: {stored} is written down, the entries come to {counted}. "
        "Hand nothing out, and tell the owner."
    )
    command = N_("Have all books proven with: smbcrm verify")


def finding(accounts: Sequence[AccountStory], currency: Currency) -> UserError | None:
    """Return why what is told must not be relied on: the first account that does not add up."""
    for one in accounts:
        if not one.adds_up:
            return BalanceDoesNotAddUp(
                account=titled(one.kind, one.unit, one.name),
                stored=amount_on(one.kind, one.stored, currency),
                counted=amount_on(one.kind, one.entries, currency),
            )
    return None


def stored_value(
    accounts: Sequence[AccountStory], today: dt.date, currency: Currency
) -> Iterator[Fact]:
    """Yield what both parts of stored value are together, where both are told of."""
    parts = [one for one in accounts if one.kind in _STORED]
    if {one.kind for one in parts} == _STORED:
        total = sum(one.available(today) for one in parts)
        yield Fact("stored_value", N_("Stored value"), Money(total, currency))


def account_section(account: AccountStory, shop: Shop, today: dt.date) -> Section:
    """Return all that is to tell of one account: its lots, its entries, what they come to."""
    teller = _Teller(account, shop.currency)
    return Section(
        account.kind,
        titled(account.kind, account.unit, account.name),
        (teller.lots(), teller.entries()),
        tuple(teller.facts(shop, today)),
        unit=account.unit,
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells of one account."""

    account: AccountStory
    currency: Currency

    def facts(self, shop: Shop, today: dt.date) -> Iterator[Fact]:
        account = self.account
        available, ended = account.available(today), account.ended(today)
        yield Fact("sum_of_entries", N_("Sum of all entries"), self._amount(account.entries))
        yield Fact("sum_of_remaining", N_("Left in all lots"), self._amount(account.remaining))
        yield Fact("balance", _BALANCE, self._amount(account.stored))
        if ended:
            yield Fact("ended", N_("Over, and not booked yet"), self._amount(ended))
        yield Fact("available_today", N_("Available today"), self._amount(available))
        if account.kind is AccountKind.POINTS:
            worth = money_of_points(available, shop.rates.worth)
            yield Fact("worth", N_("Worth"), Money(worth, self.currency))

    def lots(self) -> Table:
        number = column_kind(self.account.kind)
        columns = (
            Column("lot", N_("Lot"), short=True),
            Column("opened_on", N_("From"), Kind.DATE),
            Column("kind", N_("What happened")),
            Column("bill_number", N_("Bill"), short=True),
            Column("operation", N_("Operation"), on_paper=False),
            Column("source_lot", N_("From lot"), short=True),
            Column("expires_on", N_("Valid until"), Kind.DATE),
            Column("brought", N_("Brought"), number),
            Column("remaining", N_("Left"), number, summed=True),
        )
        rows = tuple(map(self._lot, self.account.lots))
        return Table("lots", N_("Lots"), columns, rows, N_("Total"))

    def _lot(self, story: LotStory) -> tuple[Value, ...]:
        lot, deed = story.lot, story.opened_by
        return (
            numbered(lot.id),
            lot.opened_on,
            deed and happened(deed),
            deed and _bill(deed),
            deed and deed.id,
            _source(lot.source_lot, lot.source_opened_on),
            lot.expires_on or Coded(None, Text(N_("no end"))),
            self._amount(story.brought),
            self._amount(lot.remaining),
        )

    def entries(self) -> Table:
        number = column_kind(self.account.kind)
        columns = (
            Column("business_date", N_("Date"), Kind.DATE),
            Column("kind", N_("What happened")),
            Column("bill_number", N_("Bill"), short=True),
            Column("operation", N_("Operation"), on_paper=False),
            Column("reverses", N_("Takes back"), on_paper=False),
            Column("reversed_by", N_("Taken back by"), on_paper=False),
            Column("lot", N_("Lot"), short=True),
            Column("amount", N_("Amount"), number, summed=True),
            Column("left_of_lot", N_("Left of the lot"), number),
            Column("balance", _BALANCE, number),
        )
        rows = tuple(map(self._entry, self.account.moves))
        return Table("entries", N_("Entries"), columns, rows, N_("Total"))

    def _entry(self, move: Move) -> tuple[Value, ...]:
        deed, what = move.deed, happened(move.deed)
        if move.amount is None:
            ends: object = Text(N_("no end")) if move.ends is None else move.ends
            told = {"kind": what.words, "date": ends}
            what = Coded(what.code, Text(N_("{kind}: now valid until {date}"), told))
        return (
            deed.business_date,
            what,
            _bill(deed),
            deed.id,
            deed.reverses,
            deed.reversed_by,
            None if move.lot is None else numbered(move.lot),
            None if move.amount is None else self._amount(move.amount),
            self._amount(move.left_of_lot),
            self._amount(move.balance),
        )

    def _amount(self, amount: int) -> Money | int:
        return amount_on(self.account.kind, amount, self.currency)


def happened(deed: Deed) -> Coded:
    """Return what an operation was; a reversal names what it took back."""
    if deed.reverses is not None:
        words = happened_words(deed.kind, deed.target_kind)
    elif deed.reversed_by is not None:
        words = Text(N_("{kind}, taken back"), {"kind": kind_words(deed.kind)})
    else:
        words = kind_words(deed.kind)
    return Coded(deed.kind, words)


def _bill(deed: Deed) -> Coded | None:
    """Return the number of the bill; of a reversal, that of what it took back."""
    number = deed.target_bill if deed.bill_number is None else deed.bill_number
    return None if number is None else numbered(number)


def _source(lot: int | None, opened_on: dt.date | None) -> Coded | None:
    if lot is None:
        return None
    return Coded(lot, Text(N_("{lot} of {date}"), {"lot": lot, "date": opened_on}))
