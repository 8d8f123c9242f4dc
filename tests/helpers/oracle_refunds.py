"""Refunds in the oracle: a sale given back whole or in part, at any later time."""

from collections.abc import Mapping

from tests.helpers.oracle_desk import FIRST_TILL, need
from tests.helpers.oracle_draft import Draft
from tests.helpers.oracle_refund_sums import ORDERS, GoneBack, Paid, refilled
from tests.helpers.oracle_refund_visits import VisitsBack
from tests.helpers.oracle_types import (
    POINT,
    TENDERS,
    Accepted,
    Lot,
    Operation,
    Outcome,
    Refusal,
)
from tests.helpers.oracle_vouchers import Vouchers


class Refunds(VisitsBack, Vouchers):
    """What a sale took goes back the way it came, and what it earned is taken."""

    def refund(
        self,
        request_id: str,
        sale_request_id: str,
        amount: int | None = None,
        *,
        lines: Mapping[int, int] | None = None,
        terminal: str = FIRST_TILL,
    ) -> Outcome:
        """Give back so much of a sale's net, dated today; None is all that is left.

        A sale that came to nothing goes back whole, once. `lines` are thousandths of quantity by
        number, in the place of an amount. Refused with unknown_operation, not_refundable,
        already_reversed, bad_amount, unknown_line, more_than_line, more_than_left,
        visits_elsewhere, short_visits, in this order.
        """

        def step() -> Accepted:
            sale = self._standing_sale(sale_request_id)
            need(amount is None or amount > 0, "bad_amount")
            left = Paid(sale).net - self._refunded(sale)
            parts = self._parts(sale, lines or {})
            given = left if amount is None else amount
            if parts:
                given = sum(part.net for part in parts)
            whole = not parts and amount is None
            nothing = Paid(sale).net == 0 and not self._book.refunds_of(sale)
            need(0 < given <= left or (whole and nothing), "more_than_left")
            draft = self._begin("refund", request_id, sale.customer, None, terminal)
            draft.lines = parts
            if not whole and not parts:
                self._need_visits_paid(draft, sale, left - given)
            due = self._rest(sale) if whole else parts
            self._take_visits(draft, sale, due, last=given == left)
            return self._refund(draft, sale, given)

        asked = ("refund", sale_request_id, amount, tuple(sorted((lines or {}).items())), terminal)
        return self._once(request_id, asked, step)

    def _standing_sale(self, request_id: str) -> Operation:
        sale = self._book.find(request_id)
        if sale is None:
            raise Refusal("unknown_operation")
        need(sale.kind == "sale", "not_refundable")
        need(not self._book.is_reversed(sale), "already_reversed")
        return sale

    def _refunded(self, sale: Operation) -> int:
        """Return how much of the net sale has gone back by the refunds that stand."""
        return sum(-Paid(refund).net for refund in self._book.refunds_of(sale))

    def _refund(self, draft: Draft, sale: Operation, amount: int) -> Accepted:
        paid, order = Paid(sale), self.rules.refund_order
        refunded = self._refunded(sale)
        before = paid.gone_back(order, refunded)
        after = paid.gone_back(order, refunded + amount)
        back = {means: after.means[means] - before.means[means] for means in ORDERS[order]}
        for tender in TENDERS:
            draft.house(f"tender:{tender}", back[tender])
        self._refill(draft, refilled(paid.draws("principal"), before.principal, after.principal))
        void = self._refill_gift(draft, sale, refilled(paid.draws("gift"), before.gift, after.gift))
        credit = refilled(paid.draws("credit"), before.means["credit"], after.means["credit"])
        self._refill(draft, credit)
        self._move_points(draft, sale, before, after)
        draft.house("bonus", back["points"] + void)
        draft.house("sales", -amount)
        whole = refunded + amount == paid.net
        draft.spend = before.spend - after.spend
        draft.refunds = sale.request_id
        self._lose_unborne(draft)
        returned = self._give_vouchers_back(draft, sale) if whole else ()
        return Accepted(
            request_id=draft.request_id,
            kind=draft.kind,
            business_date=draft.on,
            entries=tuple(draft.entries),
            net=amount,
            expired=self._post(draft),
            back=tuple((means, worth) for means, worth in back.items() if worth),
            points_back=after.points - before.points,
            points_taken=before.earned - after.earned,
            visits_taken=sum(e.amount for e in draft.entries if e.account == "visits"),
            gift_voided=void,
            vouchers_returned=returned,
        )

    def _refill(self, draft: Draft, slices: list[tuple[int, int]]) -> None:
        for number, amount in slices:
            draft.refill(self._book.lot(number), amount)

    def _refill_gift(self, draft: Draft, sale: Operation, slices: list[tuple[int, int]]) -> int:
        """Give gift back to its lots; return how much is void, its top-up being paid out since."""
        void = 0
        for number, amount in slices:
            lot = self._book.lot(number)
            if self._paid_out_since(lot, sale):
                void += amount
            else:
                draft.refill(lot, amount)
        return void

    def _paid_out_since(self, lot: Lot, spent: Operation) -> bool:
        """Tell whether principal of the same top-up left by a withdrawal that stands and is later.

        Later than what spent the gift: at the withdrawal itself only unspent gift is void.
        """
        top_up = self._book.opened_by(self._book.origin(lot).number)
        operations = self._book.operations
        return any(
            later.kind == "withdrawal"
            and not self._book.is_reversed(later)
            and entry.account == "principal"
            and entry.lot is not None
            and self._book.opened_by(self._book.origin(self._book.lot(entry.lot)).number) == top_up
            for later in operations[operations.index(spent) + 1 :]
            for entry in later.entries
        )

    def _move_points(
        self, draft: Draft, sale: Operation, before: GoneBack, after: GoneBack
    ) -> None:
        """Take the points earned on what went back; then give back those that had paid.

        In this order, because points are the last to go back: a refund in single cents would
        have taken everything before the first point came. What is missing comes out of those
        that come back; only what is then still missing is owed.
        """
        own = {lot.number for lot in sale.opened}
        own_first = sorted(draft.lots("points"), key=lambda lot: lot.number not in own)
        missing = draft.take(own_first, before.earned - after.earned)
        for number, amount in refilled(Paid(sale).draws("points"), before.points, after.points):
            lot = self._book.lot(number)
            over = draft.fill_debts(lot.customer, amount)
            netted = min(over, missing)
            missing -= netted
            draft.refill(lot, over - netted)
        draft.open_debt(missing)
        draft.house("points", before.earned - after.earned, POINT)
        draft.house("points", before.points - after.points, POINT)
