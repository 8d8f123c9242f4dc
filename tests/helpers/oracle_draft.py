"""One operation while the oracle makes it up: what it books, draws and opens."""

import datetime as dt

from tests.helpers.oracle_book import Book, unit_of
from tests.helpers.oracle_types import MONEY, Entry, Lot, Operation, Refusal


class Draft:
    """An operation that is not accepted yet; dropping it leaves the book as it was.

    `on` is its business date. `today` is the business date of the clock: it alone says which
    lots are valid, however far back the operation is dated.
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
        self.entries: list[Entry] = []
        self.opened: list[Lot] = []
        self.spend = 0
        self.reverses: str | None = None

    def house(self, account: str, amount: int, unit: str = MONEY) -> None:
        """Book an amount on a house account; nothing if it is zero."""
        if amount:
            self.entries.append(Entry(account, unit, amount))

    def available(self, kind: str) -> int:
        """Return what may be drawn: the sum of the lots that are valid today."""
        if self.customer is None:
            return 0
        return self._book.available(self.customer, kind, self._today)

    def draw(self, kind: str, amount: int) -> None:
        """Take an amount from the customer's valid lots, one entry per lot touched.

        Refusal 'short_principal' and so on by the kind.
        """
        missing = amount
        lots = [] if self.customer is None else self._book.lots(self.customer, kind)
        for lot in lots:
            left = 0 if lot.is_over(self._today) else self._book.remaining(lot.number)
            taken = min(left, missing)
            if taken:
                self.entries.append(Entry(kind, unit_of(kind), -taken, lot.number, lot.customer))
                missing -= taken
        if missing:
            raise Refusal(f"short_{kind}")

    def open(self, kind: str, amount: int, ends: dt.date | None) -> None:
        """Credit the customer with a new lot that counts from the operation's date.

        Nothing if the amount is zero. Refusal 'expired_already' if it would be over today.
        """
        if self.customer is None or amount == 0:
            return
        number = self._book.lot_count() + len(self.opened) + 1
        lot = Lot(number, self.customer, kind, opened_on=self.on, expires_on=ends)
        if lot.is_over(self._today):
            raise Refusal("expired_already")
        self.opened.append(lot)
        self.entries.append(Entry(kind, unit_of(kind), amount, number, self.customer))

    def take_out(self, target: Operation) -> None:
        """Mirror all entries of an operation, on the same lots."""
        self.reverses = target.request_id
        self.entries = [
            Entry(entry.account, entry.unit, -entry.amount, entry.lot, entry.customer)
            for entry in target.entries
        ]

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
            reverses=self.reverses,
        )
