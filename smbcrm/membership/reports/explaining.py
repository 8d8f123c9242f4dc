"""Explain this balance: pure rules. Every cent and point is followed back to its lot."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.reports.holdings import Deed, HeldEntry, HeldLot, HeldTerm, Holdings

EVERYTHING = tuple(AccountKind)
"""All kinds of account, in the order in which they are told of."""


@dataclass(frozen=True, slots=True)
class LotStory:
    """A lot: what opened it, what it brought, and what is left of it, by its entries too."""

    lot: HeldLot
    opened_by: Deed | None
    brought: int
    counted: int

    def over(self, today: dt.date) -> bool:
        """Whether its last day is over, booked or not."""
        counted = today if self.lot.paused is None else min(today, self.lot.paused)
        return self.lot.expires_on is not None and self.lot.expires_on < counted


@dataclass(frozen=True, slots=True)
class Move:
    """One line of an account: what came or went, what was left of its lot, and of the account.

    Where only the end of a lot was changed, `amount` is None and `ends` is the new one.
    """

    deed: Deed
    lot: int | None
    amount: int | None
    left_of_lot: int
    balance: int
    ends: dt.date | None = None


@dataclass(frozen=True, slots=True)
class AccountStory:
    """All accounts of one kind and unit of a customer: `stored` is the sum of their balances.

    Of visits, `name` is that of their package.
    """

    kind: AccountKind
    unit: str
    stored: int
    lots: tuple[LotStory, ...]
    moves: tuple[Move, ...]
    name: str = ""

    @property
    def entries(self) -> int:
        """The sum of all entries."""
        return sum(move.amount for move in self.moves if move.amount is not None)

    @property
    def remaining(self) -> int:
        """The sum of what the lots say is left."""
        return sum(story.lot.remaining for story in self.lots)

    def ended(self, today: dt.date) -> int:
        """Return what lies in lots that are over, and whose end is not booked yet."""
        return sum(story.lot.remaining for story in self.lots if story.over(today))

    def available(self, today: dt.date) -> int:
        """Return what is left in lots that are not over."""
        return self.remaining - self.ended(today)

    @property
    def adds_up(self) -> bool:
        """Whether sum(entries) = sum(remaining) = balance, and the same lot by lot."""
        lots = all(story.lot.remaining == story.counted for story in self.lots)
        return lots and self.entries == self.remaining == self.stored


class Ending(NamedTuple):
    """What ends with a day if nothing of it is spent before; `name` as of its account."""

    day: dt.date
    kind: AccountKind
    unit: str
    amount: int
    name: str = ""


def stories(
    holdings: Holdings,
    kinds: Collection[AccountKind] = EVERYTHING,
    names: Mapping[str, str] = MappingProxyType({}),
) -> tuple[AccountStory, ...]:
    """Return the accounts of those kinds that were ever moved, those of a unit together.

    `names` are those of packages by their unit.
    """
    groups: defaultdict[tuple[AccountKind, str], list[int]] = defaultdict(list)
    for account in holdings.accounts:
        if account.kind in kinds:
            groups[account.kind, account.unit].append(account.id)
    balances = {account.id: account.balance for account in holdings.accounts}
    found = []
    for kind, unit in sorted(groups, key=lambda key: (EVERYTHING.index(key[0]), key[1])):
        ids = set(groups[kind, unit])
        entries = [entry for entry in holdings.entries if entry.account in ids]
        stored = sum(balances[id_] for id_ in ids)
        if entries or stored:
            lots = [lot for lot in holdings.lots if lot.account in ids]
            terms = [term for term in holdings.terms if term.account in ids]
            told, moves = tuple(_lots(lots, entries)), tuple(_moves(entries, terms))
            found.append(AccountStory(kind, unit, stored, told, moves, names.get(unit, "")))
    return tuple(found)


def forecast(accounts: Iterable[AccountStory], today: dt.date) -> tuple[Ending, ...]:
    """Return what ends on which day if nothing more is spent, soonest first.

    What is paused does not end while that lasts, and nobody knows until when.
    """
    sums: defaultdict[tuple[dt.date, AccountKind, str], int] = defaultdict(int)
    names: dict[str, str] = {}
    for account in accounts:
        names[account.unit] = account.name
        for story in account.lots:
            ends, left = story.lot.expires_on, story.lot.remaining
            if ends is None or story.lot.paused is not None:
                continue
            if left > 0 and not story.over(today):
                sums[ends, account.kind, account.unit] += left
    order = sorted(sums, key=lambda key: (key[0], EVERYTHING.index(key[1]), key[2]))
    return tuple(Ending(*key, sums[key], names[key[2]]) for key in order)


def _lots(lots: Sequence[HeldLot], entries: Sequence[HeldEntry]) -> Iterator[LotStory]:
    counted: defaultdict[int | None, int] = defaultdict(int)
    opening: dict[int | None, tuple[Deed, int]] = {}
    openers: dict[int | None, int] = {lot.id: lot.opened_by for lot in lots}
    for entry in entries:
        counted[entry.lot] += entry.amount
        if entry.deed.seq == openers.get(entry.lot):
            opening.setdefault(entry.lot, (entry.deed, entry.amount))
    for lot in lots:
        deed, brought = opening.get(lot.id, (None, 0))
        yield LotStory(lot, deed, brought, counted[lot.id])


def _moves(entries: Sequence[HeldEntry], terms: Sequence[HeldTerm]) -> Iterator[Move]:
    """Yield the lines in the order of the ledger, each with the balance after it."""
    left: defaultdict[int | None, int] = defaultdict(int)
    balance = 0
    happened: list[HeldEntry | HeldTerm] = [*entries, *terms]
    for one in sorted(happened, key=lambda each: each.deed.seq):
        if isinstance(one, HeldTerm):
            yield Move(one.deed, one.lot, None, left[one.lot], balance, one.expires_on)
        else:
            left[one.lot] += one.amount
            balance += one.amount
            yield Move(one.deed, one.lot, one.amount, left[one.lot], balance)
