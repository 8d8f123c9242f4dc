"""Vouchers and rewards in the oracle: issued, used, void, given on the entry of a tier.

A voucher is known by its number, that of the lot it was issued as. What came back after its end
lies in a later lot, which carries the first one on.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from tests.helpers.oracle_arithmetic import window_of_tier
from tests.helpers.oracle_desk import FIRST_TILL, Desk, need
from tests.helpers.oracle_draft import Draft
from tests.helpers.oracle_types import (
    POINT,
    VOUCHER,
    VOUCHERS,
    Accepted,
    Lot,
    Operation,
    Outcome,
    Refusal,
    RewardRule,
    VoucherRule,
)
from tests.helpers.oracle_voucher_sums import Line, off_by, take_off


class Vouchers(Desk):
    """What a customer holds that takes something off a later sale, and what points buy."""

    def issue_voucher(
        self, request_id: str, customer: int, code: str, *, date: dt.date | None = None
    ) -> Outcome:
        """Give a customer a voucher; refused with unknown_voucher, expired_already."""

        def step() -> Accepted:
            draft = self._begin("voucher_issue", request_id, customer, date, FIRST_TILL)
            self._give(draft, self._voucher_rule(code))
            return self._accept(draft)

        return self._once(request_id, ("issue_voucher", customer, code, date), step)

    def buy_voucher(
        self, request_id: str, customer: int, code: str, *, date: dt.date | None = None
    ) -> Outcome:
        """Give a customer a voucher for points.

        Refused with unknown_voucher, not_for_points, negative_points, short_points,
        expired_already, in this order.
        """

        def step() -> Accepted:
            draft = self._begin("redeem", request_id, customer, date, FIRST_TILL)
            rule = self._voucher_rule(code)
            self._take_price(draft, rule.points)
            self._give(draft, rule)
            return self._accept(draft)

        return self._once(request_id, ("buy_voucher", customer, code, date), step)

    def redeem_reward(
        self,
        request_id: str,
        customer: int,
        code: str,
        count: int = 1,
        *,
        date: dt.date | None = None,
    ) -> Outcome:
        """Hand so many of a reward over for points.

        Refused with unknown_reward, bad_amount, out_of_stock, negative_points, short_points.
        """

        def step() -> Accepted:
            draft = self._begin("redeem", request_id, customer, date, FIRST_TILL)
            rule = next((one for one in self.rules.rewards if one.code == code), None)
            if rule is None:
                raise Refusal("unknown_reward")
            need(count > 0, "bad_amount")
            need(rule.stock is None or count <= self.stock_left(rule), "out_of_stock")
            self._take_price(draft, rule.points * count)
            draft.reward = (code, count)
            return self._accept(draft)

        return self._once(request_id, ("reward", customer, code, count, date), step)

    def stock_left(self, rule: RewardRule) -> int:
        """Return how many of a reward are there: those it began with, less the redeemed ones."""
        gone = sum(
            operation.reward[1]
            for operation in self._book.operations
            if operation.reward is not None
            and operation.reward[0] == rule.code
            and not self._book.is_reversed(operation)
        )
        return (rule.stock or 0) - gone

    def void_voucher(self, request_id: str, number: int) -> Outcome:
        """End a voucher that was not used; refused with unknown_voucher, dead_voucher."""

        def step() -> Accepted:
            first = self._first_lot(number)
            draft = self._begin("voucher_void", request_id, first.customer, None, FIRST_TILL)
            draft.book(self._living_lot(draft, number), -1)
            draft.house("adjustment", 1, VOUCHER)
            return self._accept(draft)

        return self._once(request_id, ("void_voucher", number), step)

    def vouchers_of(self, customer: int) -> list[int]:
        """Return the numbers of all vouchers that a customer ever got, the oldest first."""
        lots = [lot for lot in self._book.all_lots() if lot.customer == customer]
        return [lot.number for lot in lots if lot.kind == VOUCHERS and lot.source is None]

    def living_vouchers(self, customer: int) -> list[int]:
        """Return the numbers of a customer's vouchers that lie in a lot which is not over."""
        return [
            self._book.origin(lot).number
            for lot in self._book.lots(customer, VOUCHERS)
            if self._book.remaining(lot.number) and not self._book.ended(lot, self.today)
        ]

    def rule_of(self, number: int) -> VoucherRule:
        """Return what a voucher takes off; Refusal 'unknown_voucher'."""
        self._first_lot(number)
        return self._voucher_rule(self._book.opened_by(number).voucher or "")

    # ------------------------------------------------------------------------- for a sale

    def _use_vouchers(
        self, draft: Draft, lines: Sequence[Line], numbers: Sequence[int]
    ) -> tuple[tuple[tuple[int, int], ...], list[Line]]:
        """Draw vouchers in a sale; return what each took off by its number, and what is left.

        Refused with no_customer, twice, unknown_voucher, foreign_voucher, dead_voucher, not_yet,
        and as `take_off`.
        """
        need(draft.customer is not None or not numbers, "no_customer")
        need(len(set(numbers)) == len(numbers), "twice")
        spend, left, off = sum(line.net for line in lines), list(lines), []
        for number in numbers:
            first = self._first_lot(number)
            need(first.customer == draft.customer, "foreign_voucher")
            living = self._living_lot(draft, number)
            rule = self.rule_of(number)
            need(rule.usable_from(first.opened_on) <= self.today, "not_yet")
            after = take_off(rule, left, spend=spend)
            off.append((number, off_by(left, after)))
            left = after
            draft.book(living, -1)
            draft.house(VOUCHERS, 1, VOUCHER)
        return tuple(off), left

    def _comes_back(self, number: int, _sale: Operation, draft: Draft) -> bool:
        """Say whether a voucher that a sale used comes back when all of that goes back."""
        return self._is_borne(self._book.opened_by(number), draft)

    def _give_vouchers_back(self, draft: Draft, sale: Operation) -> tuple[int, ...]:
        """Return the vouchers of a sale of which all has gone back, if the shop does that."""
        drawn = [e.lot for e in sale.entries if e.account == VOUCHERS and e.lot is not None]
        if not self.rules.vouchers_back:
            return ()
        origins = {lot: self._book.origin(self._book.lot(lot)).number for lot in drawn}
        drawn = [lot for lot in drawn if self._comes_back(origins[lot], sale, draft)]
        for number in drawn:
            draft.house(VOUCHERS, -1, VOUCHER)
            draft.refill(self._book.lot(number), 1)
        return tuple(origins[number] for number in drawn)

    # ------------------------------------------------------------------ on entry of a tier

    def _post(self, draft: Draft) -> tuple[str, ...]:
        """Post a draft; who enters a tier by it gets its vouchers, who left it loses them."""
        if all(rule.entry is None for rule in self.rules.vouchers):
            return super()._post(draft)
        before = self._entered(draft.customer)
        expired = super()._post(draft)
        after = self._entered(draft.customer)
        for tier in self.rules.tiers:
            more = after[tier.code] - before[tier.code]
            for rule in self.rules.vouchers:
                if rule.entry == tier.code and more > 0:
                    self._give_on_entry(draft, rule, tier.code)
                elif rule.entry == tier.code and more < 0:
                    self._take_back(draft, rule, tier.code)
        if draft.reverses is not None:
            for given, lies in self._unborne(draft):
                self._book.append(self._void_of(given, draft, lies).operation(self.now))
        return expired

    def _lose_unborne(self, draft: Draft) -> None:
        """Let vouchers go with a refund that leaves less than the entry of their tier needed."""
        for _, lies in self._unborne(draft):
            draft.book(lies, -1)
            draft.house(VOUCHERS, 1, VOUCHER)

    def _unborne(self, draft: Draft) -> list[tuple[Operation, Lot]]:
        """Return the living vouchers whose entry is not borne, how they came and where they lie."""
        found = []
        for given in self._book.standing(draft.customer or 0, "voucher_on_entry"):
            lies = [lot for lot in self._family(given.opened[0].number) if draft.left(lot)]
            lies = [lot for lot in lies if not self._book.ended(lot, self.today)]
            if lies and not self._is_borne(given, draft):
                found.append((given, lies[0]))
        return found

    def _is_borne(self, given: Operation, draft: Draft) -> bool:
        """Say whether what is kept of the months up to an entry's day is enough for its tier.

        Whatever went back, whenever it did, counts as never bought; so does what goes back now.
        """
        if given.entered is None:
            return True
        if any(self._book.find(by) for one, by in self._undone if one == given.request_id):
            return False
        day = next(
            sale.business_date
            for tier, sale in self._entries(given.customer)
            if tier == given.entered
        )
        kept = 0
        for sale in self._book.standing(given.customer or 0, "sale"):
            if window_of_tier(day, sale.business_date):
                kept += sale.spend + sum(one.spend for one in self._book.refunds_of(sale))
                kept += draft.spend if draft.refunds == sale.request_id else 0
        tier = next(one for one in self.rules.tiers if one.code == given.entered)
        return tier.from_spend is not None and kept >= tier.from_spend

    def _entered(self, customer: int | None) -> Counter[str]:
        """Return how often a customer has come up into each tier."""
        return Counter(tier for tier, _ in self._entries(customer))

    def _entries(self, customer: int | None) -> list[tuple[str, Operation]]:
        """Return by which sales a customer has come up into which tiers, as dated.

        A refund lowers nothing: the spend counts as it was known before each refund, and now.
        """
        entered: list[tuple[str, Operation]] = []
        if customer is None:
            return entered
        history = self._book.standing(customer, "sale", "refund")
        cuts = [n for n, one in enumerate(history) if one.kind == "refund"] + [len(history)]
        places = {one.request_id: n for n, one in enumerate(history)}
        sales = [one for one in history if one.kind == "sale"]
        rank = 0
        for sale in sorted(sales, key=lambda one: (one.business_date, places[one.request_id])):
            spends = [
                sum(
                    one.spend
                    for one in history[:cut]
                    if window_of_tier(sale.business_date, one.business_date)
                    and (one.kind == "refund" or _not_later(one, sale, places))
                )
                for cut in cuts
                if places[sale.request_id] < cut
            ]
            reached = self._rank_of(max(spends))
            if reached > rank:
                rank = reached
                entered.append((self.rules.tiers[rank].code, sale))
        return entered

    def _rank_of(self, spend: int) -> int:
        reached = (
            rank
            for rank, tier in enumerate(self.rules.tiers)
            if tier.from_spend is not None and spend >= tier.from_spend
        )
        return max(reached, default=0)

    def _give_on_entry(self, cause: Draft, rule: VoucherRule, tier: str) -> None:
        """Give a voucher for an entry, dated as what brought it; none that would be over today."""
        end = rule.end(cause.on)
        if end is not None and end < self.today:
            return
        request_id = f"entry:{cause.request_id}:{rule.code}"
        draft = self._begin("voucher_on_entry", request_id, cause.customer, cause.on, FIRST_TILL)
        draft.entered = tier
        self._give(draft, rule)
        self._book.append(draft.operation(self.now))

    def _take_back(self, cause: Draft, rule: VoucherRule, tier: str) -> None:
        """Take the last voucher of an entry back that turned out never to have been.

        Refusal 'touched' where it was used; one that was made void or has ended is gone already.
        """
        given = [
            one
            for one in self._book.standing(cause.customer or 0, "voucher_on_entry")
            if (one.voucher, one.entered) == (rule.code, tier)
        ]
        if not given:
            return
        last = given[-1]
        number = last.opened[0].number
        lies = [lot for lot in self._family(number) if self._book.remaining(lot.number)]
        if lies:
            first = lies[0].number == number
            back = self._reversal_of(last, cause) if first else self._void_of(last, cause, lies[0])
            self._book.append(back.operation(self.now))
        elif self._was_used(number):
            raise Refusal("touched")
        else:
            self._undone.add((last.request_id, cause.request_id))

    def _reversal_of(self, given: Operation, cause: Draft) -> Draft:
        """Return what takes the gift of a voucher out, on its own day."""
        request_id = f"{given.request_id}:{cause.request_id}"
        draft = self._begin("reversal", request_id, given.customer, given.business_date, FIRST_TILL)
        draft.take_out(given)
        return draft

    def _void_of(self, given: Operation, cause: Draft, lies: Lot) -> Draft:
        """Return what makes a voucher void that lies in a lot, today; nobody has asked for it."""
        request_id = f"{given.request_id}:{cause.request_id}"
        draft = self._begin("voucher_gone", request_id, given.customer, None, FIRST_TILL)
        draft.book(lies, -1)
        draft.house("adjustment", 1, VOUCHER)
        return draft

    # ------------------------------------------------------------------------------ parts

    def _give(self, draft: Draft, rule: VoucherRule) -> None:
        draft.voucher = rule.code
        draft.house(VOUCHERS, -1, VOUCHER)
        draft.open(VOUCHERS, 1, rule.end(draft.on))

    def _take_price(self, draft: Draft, points: int | None) -> None:
        """Take the price of something in points; the house gets them back."""
        if points is None:
            raise Refusal("not_for_points")
        draft.need_no_debt()
        draft.draw("points", points)
        draft.house("points", points, POINT)

    def _voucher_rule(self, code: str) -> VoucherRule:
        for rule in self.rules.vouchers:
            if rule.code == code:
                return rule
        raise Refusal("unknown_voucher")

    def _first_lot(self, number: int) -> Lot:
        """Return the lot as which a voucher was issued; Refusal 'unknown_voucher'."""
        for lot in self._book.all_lots():
            if lot.number == number and lot.kind == VOUCHERS and lot.source is None:
                return lot
        raise Refusal("unknown_voucher")

    def _living_lot(self, draft: Draft, number: int) -> Lot:
        """Return the lot in which a voucher lies now; Refusal 'dead_voucher' where in none."""
        for lot in self._family(number):
            if draft.left(lot):
                return lot
        raise Refusal("dead_voucher")

    def _family(self, number: int) -> list[Lot]:
        """Return the lots of a voucher: the first, and those that carry it on."""
        return [
            lot
            for lot in self._book.all_lots()
            if lot.kind == VOUCHERS and self._book.origin(lot).number == number
        ]

    def _was_used(self, number: int) -> bool:
        """Say whether sales that stand drew on a voucher more often than refunds gave it back."""
        family = {lot.number for lot in self._family(number)}
        used = sum(
            -entry.amount
            for operation in self._book.operations
            if not self._book.is_reversed(operation)
            for entry in operation.entries
            if entry.lot in family
            and (operation.kind == "sale" or (operation.kind == "refund" and entry.amount > 0))
        )
        return used > 0


def _not_later(one: Operation, sale: Operation, places: dict[str, int]) -> bool:
    """Say whether an operation lies before a sale or is that sale, as dated, then as recorded."""
    place = (one.business_date, places[one.request_id])
    return place <= (sale.business_date, places[sale.request_id])
