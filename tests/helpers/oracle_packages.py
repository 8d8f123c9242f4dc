"""Visit packages in the oracle after their sale: use, pause, resumption, extension."""

import datetime as dt

from tests.helpers.oracle_book import unit_of
from tests.helpers.oracle_desk import FIRST_TILL, Desk, need
from tests.helpers.oracle_draft import Draft
from tests.helpers.oracle_types import Accepted, Lot, Outcome, Refusal


class Packages(Desk):
    """What is done with visits that were paid ahead. `package` is always a code."""

    def use_visit(
        self,
        request_id: str,
        customer: int,
        package: str,
        count: int = 1,
        *,
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Use visits of a package; this is a visit of the customer.

        Refused with unknown_package, bad_amount, paused, short_visits, in this order.
        """

        def step() -> Accepted:
            draft = self._begin("visit_use", request_id, customer, date, terminal)
            kind = self._package(package).kind
            need(count > 0, "bad_amount")
            self._need_running(customer, kind)
            draft.draw(kind, count)
            draft.house("visits", count, unit_of(kind))
            return self._accept(draft)

        asked = ("use_visit", customer, package, count, date, terminal)
        return self._once(request_id, asked, step)

    def pause(
        self, request_id: str, customer: int, package: str, *, terminal: str = FIRST_TILL
    ) -> Outcome:
        """Let a package stand still from today on: nothing ends and nothing can be used.

        Refused with unknown_package, paused, short_visits (nothing there that could pause).
        """

        def step() -> Accepted:
            draft = self._begin("pause", request_id, customer, None, terminal)
            draft.package = self._package(package).kind
            self._need_running(customer, draft.package)
            need(draft.available(draft.package) > 0, "short_visits")
            return self._accept(draft)

        return self._once(request_id, ("pause", customer, package, terminal), step)

    def resume(
        self, request_id: str, customer: int, package: str, *, terminal: str = FIRST_TILL
    ) -> Outcome:
        """Let a package run again: every lot of it ends later by the days it was held.

        A pause of nothing is none. Refused with unknown_package, not_paused, in this order.
        """

        def step() -> Accepted:
            draft = self._begin("resumption", request_id, customer, None, terminal)
            kind = self._package(package).kind
            since = self._book.paused_since(customer, kind)
            if since is None or not self._book.available(customer, kind, self.today):
                raise Refusal("not_paused")
            draft.give_days_back(kind, since)
            return self._accept(draft)

        return self._once(request_id, ("resume", customer, package, terminal), step)

    def extend(
        self,
        request_id: str,
        customer: int,
        package: str,
        until: dt.date,
        *,
        lot: int | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Let the visits of a package (or of one of its lots, by number) last until a day.

        Living lots that end sooner get that day; what an ended one lost comes back in a new
        lot. Lots that last as long or longer stay. Refused with unknown_package, unknown_lot,
        expired_already (the day is over), short_visits (nothing is there to last longer),
        shortens (all that is there lasts as long already), in this order.
        """

        def step() -> Accepted:
            draft = self._begin("extension", request_id, customer, None, terminal)
            kind = self._package(package).kind
            chosen = [each for each in draft.lots(kind) if lot in (None, each.number)]
            need(lot is None or bool(chosen), "unknown_lot")
            need(until >= self.today, "expired_already")
            lost = {each: self._lost(each) for each in chosen}
            sooner = [each for each in chosen if self._ends_sooner(each, until)]
            need(any(draft.left(each) or lost[each] for each in chosen), "short_visits")
            need(any(draft.left(each) for each in sooner) or any(lost.values()), "shortens")
            draft.terms += [(each.number, until) for each in sooner]
            self._bring_back(draft, lost, until)
            return self._accept(draft)

        return self._once(request_id, ("extend", customer, package, until, lot, terminal), step)

    def _ends_sooner(self, lot: Lot, until: dt.date) -> bool:
        """Say whether a living lot ends before a day, as if its package went on today."""
        if self._book.ended(lot, self.today):
            return False
        since = self._book.paused_since(lot.customer, lot.kind)
        end = lot.expires_on
        if since is not None:
            end = self._book.end_without_pause(lot, since, self.today)
        return end is not None and end < until

    def _lost(self, lot: Lot) -> int:
        """Return what a lot held when it ended, unless an extension has brought that back."""
        if not self._book.ended(lot, self.today):
            return 0
        brought_back = any(
            opened.source == lot.number
            for operation in self._book.operations
            if operation.kind == "extension"
            for opened in operation.opened
        )
        booked = sum(
            -entry.amount
            for operation in self._book.operations
            if operation.kind == "expiry"
            for entry in operation.entries
            if entry.lot == lot.number
        )
        return 0 if brought_back else booked + self._book.remaining(lot.number)

    def _bring_back(self, draft: Draft, lost: dict[Lot, int], until: dt.date) -> None:
        for lot, visits in lost.items():
            draft.house("expired", -visits, unit_of(lot.kind))
            draft.open(lot.kind, visits, until, source=lot)
