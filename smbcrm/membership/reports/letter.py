"""A balance explained as a letter to its customer: how it came to be, what lies there, what ends.

The letter tells of what is there today; every entry since the first one stands in the sections of
the document, which follow it on paper.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.membership.customers.types import Addressee
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.ledger.words import account_words, kind_words
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import Coded, Column, Fact, Letter, Section, Table, Value
from smbcrm.membership.reports.explain_document import happened
from smbcrm.membership.reports.explaining import AccountStory, LotStory, forecast
from smbcrm.membership.reports.forecast_document import forecast_section
from smbcrm.membership.reports.values import amount_on, column_kind, numbered, titled
from smbcrm.membership.shop.types import Shop, SpendOrder, money_of_points

if TYPE_CHECKING:
    from smbcrm.membership.reports.holdings import Deed

_STORED = (AccountKind.PRINCIPAL, AccountKind.GIFT)
_NO_END = Coded(None, Text(N_("no end")))
_TODAY: Mapping[AccountKind, str] = {
    AccountKind.PRINCIPAL: N_("Paid part today"),
    AccountKind.GIFT: N_("Gift part today"),
    AccountKind.CREDIT: N_("Store credit today"),
    AccountKind.POINTS: N_("Points today"),
}


def letter(
    who: Addressee,
    accounts: Sequence[AccountStory],
    names: Mapping[int, Text],
    shop: Shop,
    today: dt.date,
) -> Letter:
    """Return the letter; `names` are those of vouchers by their lot."""
    writer = _Writer(accounts, names, shop, today)
    return Letter(
        to=tuple(filter(None, (who.full_name or who.code, who.address))),
        card=who.card,
        lead=tuple(writer.lead()),
        sections=(*writer.sections(), *writer.ending()),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes of the accounts of one customer."""

    accounts: Sequence[AccountStory]
    names: Mapping[int, Text]
    shop: Shop
    today: dt.date

    def lead(self) -> Iterator[Text]:
        """Yield the story in a few sentences."""
        told = self._told
        if all(kind in told for kind in _STORED):
            paid, gift = (told[kind].available(self.today) for kind in _STORED)
            parts = {"paid": self._money(paid), "gift": self._money(gift)}
            said = N_("Today you have {stored} here, all of it paid in.")
            if gift:
                said = N_("Today you have {stored} here: {paid} paid in, and {gift} as a gift.")
            yield Text(said, {"stored": self._money(paid + gift), **parts})
        elif AccountKind.PRINCIPAL in told:
            paid = told[AccountKind.PRINCIPAL].available(self.today)
            said = N_("Today you have {stored} here, all of it paid in.")
            yield Text(said, {"stored": self._money(paid)})
        if (credit := told.get(AccountKind.CREDIT)) and credit.available(self.today):
            there = self._money(credit.available(self.today))
            yield Text(N_("Store credit: {amount}."), {"amount": there})
        if points := told.get(AccountKind.POINTS):
            count = points.available(self.today)
            worth = self._money(money_of_points(count, self.shop.rates.worth))
            yield Text(N_("Your points: {count}, worth {worth}."), {"count": count, "worth": worth})
        for first in forecast(self.accounts, self.today)[:1]:
            amount = amount_on(first.kind, first.amount, self.shop.currency)
            name = first.name or titled(first.kind, first.unit, first.name)
            what: dict[str, object] = {"date": first.day, "account": name, "amount": amount}
            yield Text(N_("Next to end, on {date}: {account}, {amount}."), what)

    def sections(self) -> Iterator[Section]:
        """Yield how it came to be, and what is there of each."""
        yield from self._came()
        stored = [self._told[kind] for kind in _STORED if kind in self._told]
        if stored:
            facts: tuple[Fact, ...] = ()
            if len(stored) > 1:
                total = sum(one.available(self.today) for one in stored)
                facts = (Fact("stored", N_("Stored value today"), self._money(total)),)
            tables = tuple(self._moves(one) for one in stored)
            notes = tuple(self._gift_rules())
            yield Section("stored", Text(N_("Stored value")), tables, facts, notes)
        if credit := self._told.get(AccountKind.CREDIT):
            table = self._moves(credit)
            yield Section("credit_today", account_words(AccountKind.CREDIT), (table,))
        if points := self._told.get(AccountKind.POINTS):
            yield self._points(points)
        counted = (AccountKind.VISITS, AccountKind.VOUCHERS)
        rows = [row for one in self.accounts if one.kind in counted for row in self._counted(one)]
        if rows:
            yield self._owned(rows)

    def ending(self) -> Iterator[Section]:
        """Yield what ends by day; months say nothing to one customer."""
        for section in forecast_section(self.accounts, self.shop, self.today):
            tables = tuple(replace(one, title="") for one in section.tables[:1])
            yield replace(section, tables=tables, notes=section.notes[:1])

    @property
    def _told(self) -> Mapping[AccountKind, AccountStory]:
        """The accounts of which there is one at most."""
        return {one.kind: one for one in self.accounts}

    def _came(self) -> Iterator[Section]:
        """Yield what every kind of operation brought and took, all in all."""
        columns = (
            (N_("Stored value"), Kind.MONEY, _STORED),
            (account_words(AccountKind.CREDIT).msgid, Kind.MONEY, (AccountKind.CREDIT,)),
            (account_words(AccountKind.POINTS).msgid, Kind.COUNT, (AccountKind.POINTS,)),
        )
        sums = [self._by_kind(kinds) for _, _, kinds in columns]
        times = self._times()
        found = [kind for kind in times if any(one[kind] for one in sums)]
        rows: list[tuple[Value, ...]] = [
            (
                Coded(kind, kind_words(kind)),
                times[kind] or None,
                *(
                    (self._money(one[kind]) if column[1] is Kind.MONEY else one[kind])
                    if one[kind]
                    else None
                    for one, column in zip(sums, columns, strict=True)
                ),
            )
            for kind in found
        ]
        if rows:
            head = (
                Column("kind", N_("What happened")),
                Column("times", N_("Times"), Kind.COUNT),
                *(Column(name, name, kind, summed=True) for name, kind, _ in columns),
            )
            title = Text(N_("How it came to be"))
            table = Table("came", "", head, tuple(rows), N_("Today"))
            yield Section("came", title, (table,), notes=tuple(self._void_gift()))

    def _void_gift(self) -> Iterator[Text]:
        """Yield how much gift became void with what was paid out: it stands in the same sum."""
        gift = self._told.get(AccountKind.GIFT)
        moves = () if gift is None else gift.moves
        gone = -sum(move.amount or 0 for move in moves if _of_withdrawal(move.deed))
        if gone:
            said = N_("Of the withdrawals {gift} is gift that became void.")
            yield Text(said, {"gift": self._money(gone)})

    def _by_kind(self, kinds: Sequence[AccountKind]) -> Counter[str]:
        """Return what came and went by kinds of operation; what has ended went, booked or not."""
        sums: Counter[str] = Counter()
        for account in self.accounts:
            if account.kind in kinds:
                for move in account.moves:
                    sums[move.deed.target_kind or move.deed.kind] += move.amount or 0
                sums[OperationKind.EXPIRY] -= account.ended(self.today)
        return sums

    def _times(self) -> Mapping[str, int]:
        """Return how often each kind of operation stands, those of the first day first."""
        seen: defaultdict[str, set[int]] = defaultdict(set)
        for account in self.accounts:
            for move in account.moves:
                if not _undone(move.deed.reverses, move.deed.reversed_by):
                    seen[move.deed.kind].add(move.deed.seq)
        if any(one.ended(self.today) for one in self.accounts):
            seen.setdefault(OperationKind.EXPIRY, set())  # not booked yet, and over all the same
        order = sorted(seen, key=lambda kind: min(seen[kind], default=2**63))
        return {kind: len(seen[kind]) for kind in order}

    def _living(self, account: AccountStory) -> dict[int, LotStory]:
        """Return the lots of which something is there, or owed."""
        return {
            one.lot.id: one
            for one in account.lots
            if one.lot.remaining and not one.over(self.today)
        }

    def _moves(self, account: AccountStory) -> Table:
        """Return what came to and went from the lots that are left; what was undone is left out."""
        living = self._living(account)
        columns = (
            Column("date", N_("Date"), Kind.DATE),
            Column("what", N_("What happened")),
            Column("bill", N_("Bill"), short=True),
            Column("ends", N_("Valid until"), Kind.DATE),
            Column("amount", N_("Amount"), column_kind(account.kind), summed=True),
        )
        amounts: Counter[tuple[Deed, dt.date | None]] = Counter()
        for move in account.moves:
            deed, story = move.deed, living.get(move.lot or 0)
            if story is None or _undone(deed.reverses, deed.reversed_by):
                continue
            opened = story.opened_by is not None and story.opened_by.seq == deed.seq
            amounts[deed, story.lot.expires_on if opened else None] += move.amount or 0
        rows = tuple(
            (
                deed.business_date,
                happened(deed),
                None if deed.bill_number is None else numbered(deed.bill_number),
                ends,
                amount_on(account.kind, amount, self.shop.currency),
            )
            for (deed, ends), amount in amounts.items()
            if amount
        )
        title = account_words(account.kind).msgid if account.kind in _STORED else ""
        return Table(account.kind, title, columns, rows, _TODAY[account.kind])

    def _gift_rules(self) -> Iterator[Text]:
        """Yield by which rules of the shop a gift is spent."""
        if AccountKind.GIFT in self._told:
            if self.shop.spend_order is SpendOrder.PRO_RATA:
                yield Text(N_("Gift money is spent in proportion with paid money."))
            yield Text(N_("Gift money is never paid out."))

    def _points(self, account: AccountStory) -> Section:
        """Return points by the day they end."""
        lots: defaultdict[dt.date | None, list[LotStory]] = defaultdict(list)
        for one in self._living(account).values():
            lots[one.lot.expires_on].append(one)
        columns = (
            Column("ends", N_("Valid until"), Kind.DATE),
            Column("since", N_("From")),
            Column("brought", N_("Brought"), Kind.COUNT),
            Column("left", N_("Left"), Kind.COUNT, summed=True),
        )
        rows: list[tuple[Value, ...]] = []
        for day in sorted(lots, key=lambda day: day or dt.date.max):
            days = [one.lot.opened_on for one in lots[day]]
            since: Value = min(days)
            if max(days) > min(days):
                since = Text(N_("{first} to {last}"), {"first": min(days), "last": max(days)})
            brought = sum(one.brought for one in lots[day])
            left = sum(one.lot.remaining for one in lots[day])
            rows.append((day or _NO_END, since, brought, left))
        table = Table("points", "", columns, tuple(rows), _TODAY[account.kind])
        worth = money_of_points(account.available(self.today), self.shop.rates.worth)
        facts = (Fact("worth", N_("Worth"), self._money(worth)),)
        notes: tuple[Text, ...] = ()
        if not self.shop.rates.on_gift:
            notes = (Text(N_("Points are earned on money paid, not on gift money.")),)
        return Section(
            "points_today", Text(N_("Points, by the day they end")), (table,), facts, notes
        )

    def _counted(self, account: AccountStory) -> Iterator[tuple[Value, ...]]:
        """Yield what is left of visits and vouchers."""
        for lot, one in self._living(account).items():
            name = account.name or self.names.get(lot) or titled(account.kind, account.unit, "")
            yield name, one.lot.expires_on or _NO_END, one.brought, one.lot.remaining

    def _owned(self, rows: Sequence[tuple[Value, ...]]) -> Section:
        columns = (
            Column("what", N_("What it is")),
            Column("ends", N_("Valid until"), Kind.DATE),
            Column("brought", N_("Brought"), Kind.COUNT),
            Column("left", N_("Left"), Kind.COUNT),
        )
        table = Table("owned", "", columns, tuple(rows))
        return Section("owned", Text(N_("Visits and vouchers")), (table,))

    def _money(self, minor: int) -> Money:
        return Money(minor, self.shop.currency)


def _of_withdrawal(deed: "Deed") -> bool:
    return (deed.target_kind or deed.kind) == OperationKind.WITHDRAWAL


def _undone(reverses: str | None, reversed_by: str | None) -> bool:
    """Tell whether an operation took one back, or was taken back: the two are nothing together."""
    return reverses is not None or reversed_by is not None
