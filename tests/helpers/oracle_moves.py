"""Value that leaves, moves or is put right in the oracle, each as an operation of its own."""

import datetime as dt
from collections import Counter

from tests.helpers.oracle_arithmetic import add_months, points_end, split_stored
from tests.helpers.oracle_book import unit_of
from tests.helpers.oracle_desk import FIRST_TILL, Desk, need
from tests.helpers.oracle_draft import Draft
from tests.helpers.oracle_types import CUSTOMER_KINDS, POINT, TENDERS, Accepted, Lot, Outcome


class Moves(Desk):
    """Withdrawals, transfers between customers, adjustments, and cash in and out."""

    def withdraw(
        self,
        request_id: str,
        customer: int,
        amount: int,
        means: str = "cash",
        *,
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Pay principal out again; unspent gift of the top-ups it comes from is voided.

        Points that these top-ups earned go in the proportion in which they are paid out; what the
        customer has not any more is owed.

        Refused with bad_amount, wrong_means, short_principal, handed_over, in this order.
        """

        def step() -> Accepted:
            draft = self._begin("withdrawal", request_id, customer, date, terminal)
            need(amount > 0, "bad_amount")
            need(means in TENDERS, "wrong_means")
            drawn = draft.draw("principal", amount)
            draft.house(f"tender:{means}", amount)
            voided = self._void_gift(draft, [lot for lot, _amount in drawn])
            draft.house("bonus", voided)
            taken = self._take_points(draft, drawn)
            return self._accept(draft, points=-taken, gift_voided=voided)

        asked = ("withdraw", customer, amount, means, date, terminal)
        return self._once(request_id, asked, step)

    def _void_gift(self, draft: Draft, touched: list[Lot]) -> int:
        """Take all that is left of the customer's gift from the same top-ups as these lots."""
        top_ups = {self._top_up_of(lot) for lot in touched}
        voided = 0
        for lot in draft.lots("gift"):
            if self._top_up_of(lot) in top_ups:
                left = draft.left(lot)
                draft.book(lot, -left)
                voided += left
        return voided

    def _take_points(self, draft: Draft, drawn: list[tuple[Lot, int]]) -> int:
        """Take back what the customer's own top-ups earned for what is withdrawn of them."""
        withdrawn: Counter[str] = Counter()
        for lot, amount in drawn:
            withdrawn[self._top_up_of(lot)] += amount
        due, own = 0, set()
        for request_id, amount in withdrawn.items():
            top_up = self._book.find(request_id)
            if top_up is None or top_up.kind != "top_up":
                continue
            earned = sum(e.amount for e in top_up.entries if e.account == "points" and e.lot)
            need(not earned or top_up.customer == draft.customer, "handed_over")
            paid = sum(e.amount for e in top_up.entries if e.account == "principal")
            before = self._withdrawn(request_id)
            due += earned * (paid - before) // paid - earned * (paid - before - amount) // paid
            own |= {lot.number for lot in top_up.opened}
        lots = sorted(draft.lots("points"), key=lambda lot: lot.number not in own)
        draft.open_debt(draft.take(lots, due))
        draft.house("points", due, POINT)
        return due

    def _withdrawn(self, top_up: str) -> int:
        """Return how much principal of a top-up was paid out again by withdrawals that stand."""
        return sum(
            -entry.amount
            for operation in self._book.operations
            if operation.kind == "withdrawal" and not self._book.is_reversed(operation)
            for entry in operation.entries
            if entry.lot is not None
            and entry.account == "principal"
            and self._top_up_of(self._book.lot(entry.lot)) == top_up
        )

    def _top_up_of(self, lot: Lot) -> str:
        """Return the id of the operation that brought this value in, through all sources."""
        return self._book.opened_by(self._book.origin(lot).number).request_id

    def transfer(
        self,
        request_id: str,
        giver: int,
        taker: int,
        account: str,
        amount: int,
        *,
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Give "stored", "points" or the visits of a package ("visits:cut10") to another.

        Refused with same_customer, bad_amount, wrong_account or unknown_package, paused,
        negative_points, short_stored, short_points, short_visits, in this order.
        """

        def step() -> Accepted:
            need(1 <= taker <= self._customers, "unknown_customer")
            draft = self._begin("transfer", request_id, giver, date, terminal)
            need(giver != taker, "same_customer")
            need(amount > 0, "bad_amount")
            self._need_account(account, ("stored", "points"))
            self._need_running(giver, account)
            draft.owners.append(taker)
            for lot, taken in self._draw_to_give(draft, account, amount):
                draft.open(lot.kind, taken, lot.expires_on, owner=taker, source=lot)
            return self._accept(draft)

        asked = ("transfer", giver, taker, account, amount, date, terminal)
        return self._once(request_id, asked, step)

    def _draw_to_give(self, draft: Draft, account: str, amount: int) -> list[tuple[Lot, int]]:
        """Draw as in spending and return what each lot gave."""
        if account == "stored":
            have = draft.available("principal"), draft.available("gift")
            principal, gift = split_stored("pro_rata", amount, *have)
            return draft.draw("principal", principal) + draft.draw("gift", gift)
        if account == "points":
            draft.need_no_debt()
        return draft.draw(account, amount)

    def adjust(
        self,
        request_id: str,
        customer: int,
        account: str,
        amount: int,
        *,
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Put a balance right: above zero a credit with the usual end, below zero a debit.

        `account`: principal, gift, credit, points, or the visits of a package ("visits:cut10").
        Refused with bad_amount, wrong_account or unknown_package, expired_already, short_*.
        """

        def step() -> Accepted:
            draft = self._begin("adjustment", request_id, customer, date, terminal)
            need(amount != 0, "bad_amount")
            self._need_account(account, CUSTOMER_KINDS)
            draft.house("adjustment", -amount, unit_of(account))
            if amount > 0:
                draft.open(account, amount, self._usual_end(account, draft.on))
            else:
                draft.draw(account, -amount)
            return self._accept(draft)

        asked = ("adjust", customer, account, amount, date, terminal)
        return self._once(request_id, asked, step)

    def _usual_end(self, account: str, on: dt.date) -> dt.date | None:
        """Return when a credit of this kind ends; visits, like paid money and credit, never."""
        if account == "gift":
            return add_months(on, self.rules.gift_months)
        if account == "points":
            return points_end(on, self.rules.points_months)
        return None

    def cash(
        self,
        request_id: str,
        amount: int,
        *,
        date: dt.date | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Put cash into the drawer (above zero) or take it out; refused with bad_amount."""

        def step() -> Accepted:
            draft = self._begin("cash", request_id, None, date, terminal)
            need(amount != 0, "bad_amount")
            draft.house("tender:cash", -amount)
            draft.house("adjustment", amount)
            return self._accept(draft)

        return self._once(request_id, ("cash", amount, date, terminal), step)
