"""One operation while the oracle makes it up: what it books, draws and opens."""

import datetime as dt
from collections.abc import Iterable

from tests.helpers.oracle_book import Book, unit_of
from tests.helpers.oracle_types import MONEY, Entry, Lot, Operation, Refusal, SoldLine

RETURNED_DAYS = 30
"""For so many days a refund returns what belongs to a lot that has ended."""


class Draft:
    """An operation that is not accepted yet; dropping it leaves the book as it was.

    `on` is its business date. `today` is the business date of the clock: it alone says which
    lots are valid, however far back the operation is dated. `customer` is who it names;
    `owners` are all whose accounts it touches.
    """

    def __init__(
        self,
        book: Book,
        today: dt.date,
        *,
        request_id: str,
        kind: str,
        customer: int | None,
        on: dt.date,
        terminal: str,
    ) -> None:
        self._book = book
        self._today = today
        self.request_id = request_id
        self.kind = kind
        self.customer = customer
        self.on = on
        self.terminal = terminal
        self.owners: list[int] = [] if customer is None else [customer]
        self.entries: list[Entry] = []
        self.opened: list[Lot] = []
        self.terms: list[tuple[int, dt.date]] = []
        self.spend = 0
        self.base = 0
        self.rate = (0, 1)
        self.reverses: str | None = None
        self.refunds: str | None = None
        self.package: str | None = None
        self.lines: tuple[SoldLine, ...] = ()
        self.voucher: str | None = None
        self.entered: str | None = None
        self.friend: int | None = None
        self.reward: tuple[str, int] | None = None

    def house(self, account: str, amount: int, unit: str = MONEY) -> None:
        """Book an amount on a house account; nothing if it is zero."""
        if amount:
            self.entries.append(Entry(account, unit, amount))

    def book(self, lot: Lot, amount: int) -> None:
        """Book an amount on a lot; nothing if it is zero."""
        if amount:
            self.entries.append(
                Entry(lot.kind, unit_of(lot.kind), amount, lot.number, lot.customer)
            )

    def available(self, kind: str) -> int:
        """Return what may be drawn: the sum of the lots that are valid today."""
        if self.customer is None:
            return 0
        return self._book.available(self.customer, kind, self._today)

    def left(self, lot: Lot) -> int:
        """Return what is left in a lot, this draft's own entries counted; 0 where it has ended."""
        if self._book.ended(lot, self._today):
            return 0
        pending = sum(entry.amount for entry in self.entries if entry.lot == lot.number)
        return self._book.remaining(lot.number) + pending

    def lots(self, kind: str) -> list[Lot]:
        """Return the customer's lots of a kind in drawing order, whatever is left in them."""
        return [] if self.customer is None else self._book.lots(self.customer, kind)

    def take(self, lots: Iterable[Lot], amount: int) -> int:
        """Take an amount from lots in this order, as far as they go; return what is missing."""
        missing = amount
        for lot in lots:
            taken = min(max(self.left(lot), 0), missing)
            self.book(lot, -taken)
            missing -= taken
        return missing

    def draw(self, kind: str, amount: int) -> list[tuple[Lot, int]]:
        """Take an amount from the customer's valid lots and return what each of them gave.

        One entry per lot touched. Refusal 'short_principal' and so on by the kind.
        """
        lots = self.lots(kind)
        before = {lot.number: self.left(lot) for lot in lots}
        if self.take(lots, amount):
            raise Refusal(f"short_{kind.partition(':')[0]}")
        given = [(lot, before[lot.number] - self.left(lot)) for lot in lots]
        return [(lot, taken) for lot, taken in given if taken]

    def need_no_debt(self) -> None:
        """Refuse with 'negative_points' while any points lot of the customer is below zero."""
        if self.customer is not None and self._book.debts(self.customer):
            raise Refusal("negative_points")

    def fill_debts(self, owner: int, amount: int) -> int:
        """Let a credit of points fill the lots below zero first; return what is over."""
        over = amount
        for lot in self._book.debts(owner):
            filled = min(-self.left(lot), over)
            self.book(lot, filled)
            over -= filled
        return over

    def open(
        self,
        kind: str,
        amount: int,
        ends: dt.date | None,
        *,
        owner: int | None = None,
        source: Lot | None = None,
    ) -> None:
        """Credit a customer (the draft's own, if not told) with a new lot from this date on.

        Points fill a debt of points first. Nothing if the amount is zero. Refusal
        'expired_already' if it would be over today.
        """
        holder = self.customer if owner is None else owner
        if holder is None or amount == 0:
            return
        lot = self._new_lot(holder, kind, ends, source)
        if lot.is_over(self._today):
            raise Refusal("expired_already")
        over = self.fill_debts(holder, amount) if kind == "points" else amount
        if over:
            self.opened.append(lot)
            self.book(lot, over)

    def open_debt(self, points: int) -> None:
        """Owe the shop points that are missing: a lot below zero; nothing if none are."""
        if self.customer is None or points == 0:
            return
        lot = self._new_lot(self.customer, "points", None, None)
        self.opened.append(lot)
        self.book(lot, -points)

    def refill(self, lot: Lot, amount: int) -> None:
        """Give an amount back to its lot; where that has ended, to a new one for 30 days."""
        if amount and self._book.ended(lot, self._today):
            ends = self._today + dt.timedelta(days=RETURNED_DAYS)
            self.open(lot.kind, amount, ends, source=lot)
        else:
            self.book(lot, amount)

    def give_days_back(self, kind: str, since: dt.date) -> None:
        """Let every lot of a package end later by the days for which the pause held it.

        A lot that came during the pause was held from then on only, and one that was extended
        since its last extension, which said until when it lasts.
        """
        self.package = kind
        for lot in self.lots(kind):
            if not self._book.ended(lot, self._today):
                end = self._book.end_without_pause(lot, since, self._today)
                self.terms += [] if end is None else [(lot.number, end)]

    def _new_lot(self, owner: int, kind: str, ends: dt.date | None, source: Lot | None) -> Lot:
        return Lot(
            self._book.lot_count() + len(self.opened) + 1,
            owner,
            kind,
            opened_on=self.on,
            expires_on=ends,
            source=None if source is None else source.number,
        )

    def take_out(self, target: Operation) -> None:
        """Mirror all entries of an operation, on the same lots."""
        self.reverses = target.request_id
        self.entries = [
            Entry(entry.account, entry.unit, -entry.amount, entry.lot, entry.customer)
            for entry in target.entries
        ]
        self._settle_points()
        others = {entry.customer for entry in target.entries} - {None, target.customer}
        self.owners += sorted(other for other in others if other is not None)

    def _settle_points(self) -> None:
        """Let points that came back to their lots fill lots below zero, as a credit does."""
        for debt in self.lots("points"):
            owed = max(-self.left(debt), 0)
            self.book(debt, owed - self.take(self.lots("points"), owed))

    def operation(self, recorded_at: dt.datetime) -> Operation:
        """Return the operation as it goes into the book."""
        return Operation(
            request_id=self.request_id,
            kind=self.kind,
            customer=self.customer,
            business_date=self.on,
            recorded_at=recorded_at,
            terminal=self.terminal,
            entries=tuple(self.entries),
            opened=tuple(self.opened),
            spend=self.spend,
            base=self.base,
            reverses=self.reverses,
            rate=self.rate,
            refunds=self.refunds,
            terms=tuple(self.terms),
            package=self.package,
            lines=self.lines,
            voucher=self.voucher,
            entered=self.entered,
            friend=self.friend,
            reward=self.reward,
        )
