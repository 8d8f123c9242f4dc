"""A plain model of a shop's value: slow, obvious, and independent of the program.

It follows product.md sections 1 (defaults), 3 (ledger) and 5 (tiers by spend) for the kinds
sale, top-up, redemption into store credit, opening, expiry and reversal. It imports nothing
from the program, so that the two can only agree by both being right.

Order of checks, where a request is wrong in several ways: the same request before
(request_reused), unknown_customer, future_date, bad_amount, wrong_means, wrong_points,
not_settled, no_customer, short_stored, short_credit, short_points, expired_already; for a
reversal: request_reused, unknown_operation, not_undoable, already_reversed, other_terminal,
window_passed, touched, lot_ended. A refused request changes nothing (it books no expiry
either), and its id may be used again.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from tests.helpers.oracle_arithmetic import (
    add_months,
    business_date,
    discount_of,
    earned_points,
    offered_gift,
    points_end,
    settle,
    split_stored,
    worth_of_points,
)
from tests.helpers.oracle_book import Book, unit_of
from tests.helpers.oracle_draft import Draft
from tests.helpers.oracle_types import (
    CUSTOMER_KINDS,
    POINT,
    TENDERS,
    Accepted,
    Entry,
    Operation,
    Outcome,
    Refusal,
    Refused,
    Rules,
    State,
)

FIRST_TILL = "Till 1"
UNDOABLE = ("sale", "top_up", "redeem")


class OracleShop:
    """A shop that only knows its accepted operations and works out the rest each time.

    `day_begins` is the local hour at which a business date begins. Amounts are minor units.
    """

    def __init__(self, rules: Rules, zone: ZoneInfo, day_begins: int = 4) -> None:
        self.rules = rules
        self._zone = zone
        self._day_begins = day_begins
        self._now: dt.datetime | None = None
        self._customers = 0
        self._book = Book()
        self._accepted: dict[str, tuple[object, Accepted]] = {}

    def new_customer(self) -> int:
        """Add a customer without any value and return the number."""
        self._customers += 1
        return self._customers

    def set_now(self, instant: dt.datetime) -> None:
        """Set the clock to an instant (with a time zone); call it before any operation."""
        self._now = instant

    @property
    def now(self) -> dt.datetime:
        """Return the instant the clock shows."""
        if self._now is None:
            raise RuntimeError("set_now was not called")
        return self._now

    @property
    def today(self) -> dt.date:
        """Return today's business date."""
        return business_date(self.now, self._zone, self._day_begins)

    @property
    def operations(self) -> tuple[Operation, ...]:
        """Return all operations in the order they were accepted, expiries among them."""
        return tuple(self._book.operations)

    def sale(
        self,
        request_id: str,
        customer: int | None,
        gross: int,
        payments: Mapping[str, int] | None = None,
        *,
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Sell for `gross` before the tier discount; None as customer is a walk-in.

        `payments`: minor units for cash, card, wechat, alipay, transfer, other, stored, credit;
        a count for points. None: all cash.
        """

        def step() -> Accepted:
            draft = self._begin("sale", request_id, customer, date, terminal)
            return self._sale(draft, gross, payments)

        paid = None if payments is None else tuple(sorted(payments.items()))
        return self._once(request_id, ("sale", customer, gross, paid, date, terminal), step)

    def _sale(self, draft: Draft, gross: int, payments: Mapping[str, int] | None) -> Accepted:
        _need(gross > 0, "bad_amount")
        customer, rules = draft.customer, self.rules
        tier = None if customer is None else self._book.tier(customer, rules.tiers, draft.on)
        discount = 0 if tier is None else discount_of(gross, tier.discount_percent)
        net = gross - discount
        how = settle(rules, net, payments)
        _need(customer is not None or not how.needs_customer, "no_customer")
        for means, amount in how.tenders.items():
            draft.house(f"tender:{means}", -amount)
        principal, gift = split_stored(
            how.stored, draft.available("principal"), draft.available("gift")
        )
        draft.draw("principal", principal)
        draft.draw("gift", gift)
        draft.draw("credit", how.credit)
        draft.draw("points", how.points)
        draft.house("points", how.points, POINT)
        draft.house("bonus", -how.points_worth)
        draft.house("sales", net)
        draft.spend = sum(how.tenders.values()) + principal
        points = 0 if tier is None else earned_points(rules, tier, draft.spend)
        draft.house("points", -points, POINT)
        draft.open("points", points, points_end(draft.on, rules.points_months))
        return Accepted(
            request_id=draft.request_id,
            kind=draft.kind,
            business_date=draft.on,
            entries=tuple(draft.entries),
            discount=discount,
            net=net,
            points_earned=points,
            given=how.given,
            change=how.change,
            expired=self._post(draft),
        )

    def top_up(
        self,
        request_id: str,
        customer: int,
        amount: int,
        *,
        means: str = "cash",
        offer: bool = True,
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Pay `amount` into stored value; the offer reached adds a gift unless declined."""

        def step() -> Accepted:
            draft = self._begin("top_up", request_id, customer, date, terminal)
            _need(amount > 0, "bad_amount")
            _need(means in TENDERS, "wrong_means")
            gift = offered_gift(self.rules, amount) if offer else 0
            draft.house(f"tender:{means}", -amount)
            draft.open("principal", amount, None)
            draft.house("bonus", -gift)
            draft.open("gift", gift, add_months(draft.on, self.rules.gift_months))
            return self._accept(draft, gift=gift)

        asked = ("top_up", customer, amount, means, offer, date, terminal)
        return self._once(request_id, asked, step)

    def redeem(
        self,
        request_id: str,
        customer: int,
        points: int,
        *,
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Turn points into store credit, which never ends."""

        def step() -> Accepted:
            draft = self._begin("redeem", request_id, customer, date, terminal)
            _need(points > 0, "bad_amount")
            worth = worth_of_points(self.rules, points)
            draft.draw("points", points)
            draft.house("points", points, POINT)
            draft.house("bonus", -worth)
            draft.open("credit", worth, None)
            return self._accept(draft)

        return self._once(request_id, ("redeem", customer, points, date, terminal), step)

    def opening(
        self,
        request_id: str,
        customer: int,
        *,
        principal: int = 0,
        gift: int = 0,
        points: int = 0,
        ends: dt.date | None = None,
        date: dt.date | None = None,
    ) -> Outcome:
        """Take over balances from before; `ends` is the last day of all of them (None: never)."""
        amounts = {"principal": principal, "gift": gift, "points": points}

        def step() -> Accepted:
            draft = self._begin("opening", request_id, customer, date, FIRST_TILL)
            _need(min(amounts.values()) >= 0 and any(amounts.values()), "bad_amount")
            for kind, amount in amounts.items():
                draft.house("opening", -amount, unit_of(kind))
                draft.open(kind, amount, ends)
            return self._accept(draft)

        asked = ("opening", customer, principal, gift, points, ends, date)
        return self._once(request_id, asked, step)

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
            _need(target.kind in UNDOABLE, "not_undoable")
            _need(not self._book.is_reversed(target), "already_reversed")
            if void:
                self._need_void_window(target)
            else:
                self._need_undo_window(target, terminal)
            self._need_lots_as_left(target)
            on = target.business_date
            draft = self._begin("reversal", request_id, target.customer, on, terminal)
            draft.take_out(target)
            return self._accept(draft)

        return self._once(request_id, ("reverse", operation_request_id, void, terminal), step)

    def _need_undo_window(self, target: Operation, terminal: str) -> None:
        _need(terminal == target.terminal, "other_terminal")
        window = dt.timedelta(minutes=self.rules.undo_minutes)
        _need(self.now - target.recorded_at <= window, "window_passed")

    def _need_void_window(self, target: Operation) -> None:
        recorded_on = business_date(target.recorded_at, self._zone, self._day_begins)
        _need(self.today == recorded_on, "window_passed")

    def _need_lots_as_left(self, target: Operation) -> None:
        for lot in target.opened:
            opened_with = sum(e.amount for e in target.entries if e.lot == lot.number)
            # The expiry of one that is over would be booked first, and that touches it.
            untouched = self._book.remaining(lot.number) == opened_with
            _need(untouched and not lot.is_over(self.today), "touched")
        for lot in self._book.lots_touched_by(target):
            _need(not lot.is_over(self.today), "lot_ended")

    def state(self, customer: int) -> State:
        """Return what a customer has, added up from the first entry."""
        book = self._book
        lots = tuple(
            (lot.kind, book.remaining(lot.number), lot.expires_on, lot.opened_on)
            for kind in CUSTOMER_KINDS
            for lot in book.lots(customer, kind)
            if book.remaining(lot.number) != 0
        )
        return State(
            principal=book.balance(customer, "principal"),
            gift=book.balance(customer, "gift"),
            credit=book.balance(customer, "credit"),
            points=book.balance(customer, "points"),
            lots=lots,
            tier=book.tier(customer, self.rules.tiers, dt.date.max).code,
            last_visit=max((sale.business_date for sale in book.sales(customer)), default=None),
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

    def _once(self, request_id: str, asked: object, step: Callable[[], Accepted]) -> Outcome:
        """Run a step unless this request was accepted before."""
        if request_id in self._accepted:
            first_asked, outcome = self._accepted[request_id]
            return outcome if first_asked == asked else Refused("request_reused")
        try:
            outcome = step()
        except Refusal as refusal:
            return Refused(refusal.reason)
        self._accepted[request_id] = (asked, outcome)
        return outcome

    def _begin(
        self, kind: str, request_id: str, customer: int | None, date: dt.date | None, terminal: str
    ) -> Draft:
        """Start an operation for a customer whom the shop knows, dated today or earlier."""
        _need(customer is None or 1 <= customer <= self._customers, "unknown_customer")
        on = self.today if date is None else date
        _need(on <= self.today, "future_date")
        return Draft(
            self._book,
            self.today,
            request_id=request_id,
            kind=kind,
            customer=customer,
            on=on,
            terminal=terminal,
        )

    def _accept(self, draft: Draft, gift: int = 0) -> Accepted:
        entries = tuple(draft.entries)
        expired = self._post(draft)
        return Accepted(draft.request_id, draft.kind, draft.on, entries, gift=gift, expired=expired)

    def _post(self, draft: Draft) -> tuple[str, ...]:
        """Book the expiries due on the customer's accounts first, then the operation."""
        expired = () if draft.customer is None else self._book_expiries(draft.customer, self.today)
        self._book.append(draft.operation(self.now))
        return expired

    def _book_expiries(self, customer: int, today: dt.date) -> tuple[str, ...]:
        """Book each lot that is over as an operation dated the day after its last day."""
        ids = []
        for kind in CUSTOMER_KINDS:
            for lot, last_day in self._book.due(customer, kind, today):
                left, unit = self._book.remaining(lot.number), unit_of(kind)
                entry = Entry(kind, unit, -left, lot.number, customer)
                request_id = f"expiry:{lot.number}"
                day_after = last_day + dt.timedelta(days=1)
                draft = self._begin("expiry", request_id, customer, day_after, FIRST_TILL)
                draft.entries.append(entry)
                draft.house("expired", left, unit)
                self._book.append(draft.operation(self.now))
                ids.append(request_id)
        return tuple(ids)


def _need(holds: bool, reason: str) -> None:  # noqa: FBT001 - reads like the rule it states
    """Raise Refusal with the reason unless the rule holds."""
    if not holds:
        raise Refusal(reason)
