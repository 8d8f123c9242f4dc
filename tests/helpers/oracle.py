"""A plain model of a shop's value: slow, obvious, and independent of the program.

It follows product.md sections 1 (defaults), 3 (ledger) and 5 (tiers by spend). It imports
nothing from the program, so that the two can only agree by both being right.

The kinds stand in files of their own: `oracle_sales` (sale, top-up, redemption, opening),
`oracle_refunds`, `oracle_moves` (withdrawal, transfer, adjustment, cash), `oracle_packages`
(use of a visit, pause, resumption, extension), `oracle_vouchers` (issue, void, for points, on the
entry of a tier; rewards). Here are reversals, expiries and the answers.

Where a request is wrong in several ways, each kind checks in the order its docstring or this
list gives, after the same request before (request_reused), unknown_customer and future_date.
Sale: unknown_package, bad_amount (amounts of lines), those of vouchers, wrong_means, bad_amount
(payments), wrong_points, not_settled, no_customer, short_stored, short_credit, negative_points,
short_points, expired_already. Top-up: bad_amount, wrong_means, expired_already. Redemption:
bad_amount, wrong_points, negative_points, short_points. Opening: bad_amount, expired_already.
Reversal: unknown_operation, not_undoable, already_reversed, other_terminal, window_passed,
refunded, later_refund, touched, lot_ended. A refused request changes nothing (it books no
expiry either), and its id may be used again.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from tests.helpers.oracle_arithmetic import business_date
from tests.helpers.oracle_desk import FIRST_TILL, need
from tests.helpers.oracle_moves import Moves
from tests.helpers.oracle_packages import Packages
from tests.helpers.oracle_refunds import Refunds
from tests.helpers.oracle_sales import Sales
from tests.helpers.oracle_types import (
    CUSTOMER_KINDS,
    VOUCHERS,
    Accepted,
    LotLine,
    Operation,
    Outcome,
    Refusal,
    Refused,
    State,
)

UNDOABLE = (
    "sale",
    "top_up",
    "redeem",
    "refund",
    "withdrawal",
    "transfer",
    "adjustment",
    "cash",
    "visit_use",
    "voucher_issue",
    "voucher_void",
)


class OracleShop(Sales, Refunds, Moves, Packages):
    """A shop that only knows its accepted operations and works out the rest each time."""

    def expire(self, today: dt.date) -> Outcome:
        """Book every expiry due on a business date; Refused 'future_date' for one to come."""
        if today > self.today:
            return Refused("future_date")
        before = len(self._book.operations)
        for customer in range(1, self._customers + 1):
            self._book_expiries(customer, today)
        booked = self._book.operations[before:]
        entries = tuple(entry for operation in booked for entry in operation.entries)
        ids = tuple(operation.request_id for operation in booked)
        return Accepted("", "expire", today, entries, expired=ids)

    def reverse(
        self, request_id: str, operation_request_id: str, *, void: bool, terminal: str = FIRST_TILL
    ) -> Outcome:
        """Take an operation out whole: `void` or, if not, undo."""

        def step() -> Accepted:
            target = self._book.find(operation_request_id)
            if target is None:
                raise Refusal("unknown_operation")
            need(target.kind in UNDOABLE, "not_undoable")
            need(not self._book.is_reversed(target), "already_reversed")
            if void:
                self._need_void_window(target)
            else:
                self._need_undo_window(target, terminal)
            self._need_no_later_refund(target)
            self._need_lots_as_left(target)
            on = target.business_date
            draft = self._begin("reversal", request_id, target.customer, on, terminal)
            draft.take_out(target)
            return self._accept(draft)

        return self._once(request_id, ("reverse", operation_request_id, void, terminal), step)

    def _need_undo_window(self, target: Operation, terminal: str) -> None:
        need(terminal == target.terminal, "other_terminal")
        window = dt.timedelta(minutes=self.rules.undo_minutes)
        need(self.now - target.recorded_at <= window, "window_passed")

    def _need_void_window(self, target: Operation) -> None:
        recorded_on = business_date(target.recorded_at, self._zone, self._day_begins)
        need(self.today == recorded_on, "window_passed")

    def _need_no_later_refund(self, target: Operation) -> None:
        """See that no refund of it stands; refunds of one sale are taken back last one first.

        Each refund paid what was due after those before it, so none of these may go alone.
        """
        need(not self._book.refunds_of(target), "refunded")
        if target.refunds is not None:
            sale = self._book.find(target.refunds)
            last = None if sale is None else self._book.refunds_of(sale)[-1]
            need(last == target, "later_refund")

    def _need_lots_as_left(self, target: Operation) -> None:
        """See that what it opened is untouched, what it filled holds that, none has ended."""
        opened = {lot.number for lot in target.opened}
        for lot in self._book.lots_touched_by(target):
            left = self._book.remaining(lot.number)
            booked = sum(e.amount for e in target.entries if e.lot == lot.number)
            if lot.number in opened:
                # The expiry of one that is over would be booked first, and that touches it.
                untouched = left == booked and not self._book.ended(lot, self.today)
                need(untouched, "touched")
            elif not self._book.is_debt(lot.number):
                need(left >= booked, "touched")
        for lot in self._book.lots_touched_by(target):
            need(not self._book.ended(lot, self.today), "lot_ended")
        need(not self._forfeits(target), "paid_out")

    def _forfeits(self, target: Operation) -> bool:
        """Tell whether it took gift of a top-up that was paid out, at least in part, since."""
        return any(
            entry.account == "gift"
            and entry.lot is not None
            and entry.amount < 0
            and self._paid_out_since(self._book.lot(entry.lot), target)
            for entry in target.entries
        )

    def state(self, customer: int) -> State:
        """Return what a customer has, added up from the first entry."""
        book = self._book
        packages = [package.kind for package in self.rules.packages]
        return State(
            principal=book.balance(customer, "principal"),
            gift=book.balance(customer, "gift"),
            credit=book.balance(customer, "credit"),
            points=book.balance(customer, "points"),
            lots=self._lines(customer, CUSTOMER_KINDS),
            tier=book.tier(customer, self.rules.tiers, dt.date.max).code,
            last_visit=book.last_visit(customer),
            visits=self._lines(customer, packages),
            paused=tuple(
                package.code
                for package in self.rules.packages
                if book.paused_since(customer, package.kind) is not None
                and book.balance(customer, package.kind)
            ),
            vouchers=self._lines(customer, [VOUCHERS]),
        )

    def _lines(self, customer: int, kinds: Iterable[str]) -> tuple[LotLine, ...]:
        """Return the customer's lots of these kinds that hold anything, in drawing order."""
        return tuple(
            (lot.kind, self._book.remaining(lot.number), lot.expires_on, lot.opened_on)
            for kind in kinds
            for lot in self._book.lots(customer, kind)
            if self._book.remaining(lot.number) != 0
        )

    def tender_totals(self, date: dt.date) -> dict[str, int]:
        """Sum the tender entries of a business date by means, without those that are zero.

        The sign is that of the entries: 68.00 taken in cash is {"cash": -6800}.
        """
        sums: Counter[str] = Counter()
        for operation in self._book.operations:
            for entry in operation.entries:
                if operation.business_date == date and entry.account.startswith("tender:"):
                    sums[entry.account.removeprefix("tender:")] += entry.amount
        return {means: amount for means, amount in sums.items() if amount}

    def house(self) -> dict[tuple[str, str], int]:
        """Sum all house entries by (account, unit), without those that are zero."""
        sums: Counter[tuple[str, str]] = Counter()
        for operation in self._book.operations:
            for entry in operation.entries:
                if entry.lot is None:
                    sums[entry.account, entry.unit] += entry.amount
        return {key: amount for key, amount in sums.items() if amount}
