"""What every kind of operation in the oracle begins and ends with: clock, requests, expiries."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from tests.helpers.oracle_arithmetic import business_date, earning_rate
from tests.helpers.oracle_book import Book, unit_of
from tests.helpers.oracle_draft import Draft
from tests.helpers.oracle_types import (
    VISITS,
    Accepted,
    Entry,
    IsBirthday,
    Operation,
    Outcome,
    PackageRule,
    Refusal,
    Refused,
    Rules,
)

FIRST_TILL = "Till 1"


class Desk:
    """The rules, the clock and the book of a shop, and how one operation gets into it.

    `day_begins` is the local hour at which a business date begins. Amounts are minor units.
    """

    def __init__(self, rules: Rules, zone: ZoneInfo, day_begins: int = 4) -> None:
        self.rules = rules
        self._zone = zone
        self._day_begins = day_begins
        self._now: dt.datetime | None = None
        self._customers = 0
        self._birthdays: dict[int, IsBirthday] = {}
        self._referrers: dict[int, int] = {}
        self._undone: set[tuple[str, str]] = set()
        self._book = Book()
        self._accepted: dict[str, tuple[object, Accepted]] = {}

    def new_customer(self, is_birthday: IsBirthday | None = None) -> int:
        """Add a customer without any value and return the number."""
        self._customers += 1
        self._birthdays[self._customers] = is_birthday or (lambda _: False)
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

    def _once(self, request_id: str, asked: object, step: Callable[[], Accepted]) -> Outcome:
        """Run a step unless this request was accepted before."""
        if request_id in self._accepted:
            first_asked, outcome = self._accepted[request_id]
            return outcome if first_asked == asked else Refused("request_reused")
        known = len(self._book.operations)
        try:
            outcome = step()
        except Refusal as refusal:
            del self._book.operations[known:]
            return Refused(refusal.reason)
        self._accepted[request_id] = (asked, outcome)
        return outcome

    def _begin(
        self, kind: str, request_id: str, customer: int | None, date: dt.date | None, terminal: str
    ) -> Draft:
        """Start an operation for a customer whom the shop knows, dated today or earlier."""
        need(customer is None or 1 <= customer <= self._customers, "unknown_customer")
        on = self.today if date is None else date
        need(on <= self.today, "future_date")
        return Draft(
            self._book,
            self.today,
            request_id=request_id,
            kind=kind,
            customer=customer,
            on=on,
            terminal=terminal,
        )

    def _earning_rate(self, customer: int, on: dt.date) -> tuple[int, int]:
        """Return what a customer earns on a date, at the tier held then."""
        tier = self._book.tier(customer, self.rules.tiers, on)
        return earning_rate(self.rules, tier, on, self._birthdays[customer])

    def _package(self, code: str) -> PackageRule:
        """Return the package with this code; Refusal 'unknown_package'."""
        for package in self.rules.packages:
            if package.code == code:
                return package
        raise Refusal("unknown_package")

    def _need_account(self, account: str, kinds: tuple[str, ...]) -> None:
        """Refuse an account that is neither one of these kinds nor the visits of a package."""
        if account.startswith(VISITS):
            self._package(account.removeprefix(VISITS))
        else:
            need(account in kinds, "wrong_account")

    def _need_running(self, customer: int, kind: str) -> None:
        """Refuse with 'paused' what uses a package that stands still."""
        need(self._book.paused_since(customer, kind) is None, "paused")

    def _accept(
        self, draft: Draft, *, gift: int = 0, points: int = 0, gift_voided: int = 0
    ) -> Accepted:
        """Post the draft and return what it did."""
        return Accepted(
            request_id=draft.request_id,
            kind=draft.kind,
            business_date=draft.on,
            entries=tuple(draft.entries),
            points_earned=points,
            gift=gift,
            expired=self._post(draft),
            gift_voided=gift_voided,
        )

    def _post(self, draft: Draft) -> tuple[str, ...]:
        """Book the expiries due on the accounts of all it touches first, then the operation."""
        expired = [
            booked for owner in draft.owners for booked in self._book_expiries(owner, self.today)
        ]
        self._end_pauses(draft)
        self._book.append(draft.operation(self.now))
        return tuple(expired)

    def _end_pauses(self, draft: Draft) -> None:
        """Let a package go on of which nothing was left, before new visits of it come.

        The pause was of what is gone; what comes now was never paused. What comes back to the lot
        that it was taken from is what was paused.
        """
        for owner, kind in sorted({(lot.customer, lot.kind) for lot in draft.opened}):
            since = self._book.paused_since(owner, kind)
            if since is not None and not self._book.balance(owner, kind):
                request_id = f"resume:{draft.request_id}:{owner}:{kind}"
                ending = self._begin("resumption", request_id, owner, None, FIRST_TILL)
                ending.give_days_back(kind, since)
                self._book.append(ending.operation(self.now))

    def _book_expiries(self, customer: int, today: dt.date) -> tuple[str, ...]:
        """Book each lot that is over as an operation dated the day after its last day."""
        ids = []
        for kind in self.rules.customer_kinds:
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


def need(holds: bool, reason: str) -> None:  # noqa: FBT001 - reads like the rule it states
    """Raise Refusal with the reason unless the rule holds."""
    if not holds:
        raise Refusal(reason)
