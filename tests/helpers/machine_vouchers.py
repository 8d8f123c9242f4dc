"""The steps of the state machine in which vouchers are given, used, void and given back."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.helpers.ledger_machine import TILLS, WHO
from tests.helpers.machine_moves import PARTS, MovingMachine
from tests.helpers.oracle_types import Operation
from tests.helpers.twin_vouchers import REWARDS, VOUCHERS, VoucherTwin

CODES = st.sampled_from([voucher.code for voucher in VOUCHERS])
GROSS = st.sampled_from([100, 499, 500, 999, 1_001, 4_999, 5_000, 5_377, 7_001, 20_000])
BACK = st.sampled_from([None, None, None, None, 0, 3, 31, 400, -1])
USERS = st.sampled_from([None, None, 0, 1])
HALF_OR_ALL = st.sampled_from([None, None, 50, 0])
LATER = st.sampled_from([0, 0, 0, 1, 30, 31, 61, 100])


class VoucherMachine(MovingMachine):
    """Everything at the till, with vouchers and rewards."""

    twin_of = VoucherTwin
    twin: VoucherTwin

    def numbers(self) -> list[int]:
        """Return the vouchers of everybody, in the order they came."""
        theirs = (customer for customer, _ in self.twin.customers)
        return sorted(n for customer in theirs for n in self.twin.oracle.vouchers_of(customer))

    def living(self, who: int) -> list[int]:
        """Return a customer's vouchers that live, else any of theirs."""
        theirs = self.twin.customers[who][0]
        oracle = self.twin.oracle
        return oracle.living_vouchers(theirs) or oracle.vouchers_of(theirs)

    def sales_with_vouchers(self) -> list[Operation]:
        return [
            one
            for one in self.twin.oracle.operations
            if one.kind == "sale" and any(e.account == "vouchers" for e in one.entries)
        ]

    @rule(who=WHO, code=CODES, back=BACK)
    def issue_voucher(self, who: int, code: str, back: int | None) -> None:
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.issue(request, who, code, date))

    @rule(who=WHO, code=CODES, back=BACK)
    def buy_voucher(self, who: int, code: str, back: int | None) -> None:
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.buy(request, who, code, date))

    @rule(who=WHO, reward=st.sampled_from(REWARDS), count=st.sampled_from([1, 1, 2, 3, 4, 0]))
    def redeem_reward(self, who: int, reward: object, count: int) -> None:
        request, code = self.request(), getattr(reward, "code", "")
        self.do(lambda: self.twin.redeem_reward(request, who, code, count))

    @rule(who=WHO, count=st.sampled_from([1, 2]))
    def earn_and_redeem(self, who: int, count: int) -> None:
        """Earn what a voucher and some soap cost, and take both."""
        self.twin.sale(self.request(), who, 9_000, None, None, "Till 1")
        bought, reward = self.request(), self.request()
        self.twin.buy(bought, who, "bought", None)
        self.twin.redeem_reward(reward, who, "soap", count)
        self.twin.reverse(self.request(), reward, void=False, terminal="Till 1")

    @precondition(lambda self: self.numbers())
    @rule(data=st.data())
    def void_voucher(self, data: st.DataObject) -> None:
        request, number = self.request(), data.draw(st.sampled_from(self.numbers()[-5:]))
        self.do(lambda: self.twin.void_voucher(request, number))

    @rule(who=WHO, data=st.data(), gross=GROSS, back=BACK)
    def sell_with(self, who: int, data: st.DataObject, gross: int, back: int | None) -> None:
        """Use up to three vouchers in the order they are drawn, mostly living ones."""
        mine = self.living(who) or [999]
        numbers = data.draw(st.lists(st.sampled_from(mine), min_size=1, max_size=3, unique=True))
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.sell_with(request, who, gross, numbers, date))

    @precondition(lambda self: self.numbers())
    @rule(who=st.one_of(WHO, st.none()), data=st.data(), gross=GROSS)
    def sell_with_any(self, who: int | None, data: st.DataObject, gross: int) -> None:
        """Use what may be somebody else's, used before, or twice."""
        several = st.lists(st.sampled_from(self.numbers()), min_size=1, max_size=2)
        request, numbers = self.request(), data.draw(several)
        self.do(lambda: self.twin.sell_with(request, who, gross, numbers, None))

    @rule(who=WHO, count=st.sampled_from([1, 2, 3]), free=st.sampled_from([1, 2]))
    def sell_with_a_free_item(self, who: int, count: int, free: int) -> None:
        sold = {"cut5": 1, "wash": count}
        for _ in range(free):
            self.twin.issue(self.request(), who, "wash", None)
        numbers = self.twin.oracle.vouchers_of(self.twin.customers[who][0])[-free:]
        request = self.request()
        self.do(lambda: self.twin.sell_with(request, who, sold, numbers, None))

    @rule(who=WHO, codes=st.permutations(["tenner", "tenth", "big"]), gross=GROSS)
    def use_what_was_just_given(self, who: int, codes: list[str], gross: int) -> None:
        """Give and use several at once: their order and the minimum show only so."""
        for code in codes:
            self.twin.issue(self.request(), who, code, None)
        numbers = self.twin.oracle.vouchers_of(self.twin.customers[who][0])[-len(codes) :]
        request = self.request()
        self.do(lambda: self.twin.sell_with(request, who, gross, numbers, None))

    @rule(who=WHO, days=LATER, code=CODES, part=PARTS, again=st.booleans())
    def refund_with(
        self,
        who: int,
        days: int,
        code: str,
        part: int | None,
        again: bool,  # noqa: FBT001 - by name
    ) -> None:
        """Use a voucher, give the sale back later, and use the voucher again or undo the refund."""
        self.twin.issue(self.request(), who, code, None)
        number = self.twin.oracle.vouchers_of(self.twin.customers[who][0])[-1]
        sale, refund = self.request(), self.request()
        self.twin.sell_with(sale, who, 7_000, [number], None)
        self.twin.set_now(self.clock.instant + dt.timedelta(days=days))
        net = self.twin.net(who, 7_000, None)
        self.twin.refund(refund, sale, None if part is None else net * part // 100, "Till 1")
        if again:
            self.twin.sell_with(self.request(), who, 7_000, [number], None)
        self.twin.reverse(self.request(), refund, void=False, terminal="Till 1")

    @rule(who=WHO)
    def refund_after_the_end(self, who: int) -> None:
        """Give all of a sale back whose voucher has ended meanwhile."""
        self.twin.issue(self.request(), who, "tenner", None)
        numbers = self.twin.oracle.vouchers_of(self.twin.customers[who][0])[-1:]
        sale, refund = self.request(), self.request()
        self.twin.sell_with(sale, who, 7_000, numbers, None)
        self.twin.set_now(self.clock.instant + dt.timedelta(days=31))
        self.twin.refund(refund, sale, None, "Till 1")

    @rule(who=WHO, wash=st.booleans(), days=LATER, again=st.booleans())
    def refund_what_came_to_nothing(
        self,
        who: int,
        wash: bool,  # noqa: FBT001 - by name
        days: int,
        again: bool,  # noqa: FBT001 - by name
    ) -> None:
        """Give back what a voucher paid whole, perhaps twice; undo the refund, perhaps again."""
        self.twin.issue(self.request(), who, "wash" if wash else "tenner", None)
        number = self.twin.oracle.vouchers_of(self.twin.customers[who][0])[-1]
        sale, refund = self.request(), self.request()
        self.twin.sell_with(sale, who, {"wash": 1} if wash else 900, [number], None)
        self.twin.set_now(self.clock.instant + dt.timedelta(days=days))
        self.twin.refund(self.request(), sale, 1, "Till 1")
        self.twin.refund(refund, sale, None, "Till 1")
        if again:
            self.twin.refund(self.request(), sale, None, "Till 1")
        self.twin.reverse(self.request(), refund, void=False, terminal="Till 1")
        self.twin.refund(self.request(), sale, None, "Till 1")

    @rule(who=WHO)
    def use_somebody_elses(self, who: int) -> None:
        self.twin.issue(self.request(), who, "tenner", None)
        numbers = self.twin.oracle.vouchers_of(self.twin.customers[who][0])[-1:]
        request = self.request()
        self.do(lambda: self.twin.sell_with(request, 1 - who, 7_000, numbers, None))

    @rule(who=WHO)
    def use_what_a_tier_brought(self, who: int) -> None:
        """Reach a tier, use its voucher, and try to take back what led there."""
        sale, other = self.request(), self.request()
        self.twin.sale(sale, who, 120_000, None, None, "Till 1")
        numbers = self.twin.oracle.vouchers_of(self.twin.customers[who][0])[-1:]
        self.twin.sell_with(other, who, 6_000, numbers, None)
        self.twin.reverse(self.request(), sale, void=False, terminal="Till 1")

    @rule(who=WHO, by=USERS, part=HALF_OR_ALL)
    def buy_with_a_friend(self, who: int, by: int | None, part: int | None) -> None:
        """Buy, perhaps for the first time, let somebody use what came, and take all back."""
        sale, used, back = self.request(), self.request(), self.request()
        self.twin.sale(sale, who, 3_000, None, None, "Till 1")
        if by is not None:
            numbers = self.twin.oracle.vouchers_of(self.twin.customers[by][0])[-1:]
            self.twin.sell_with(used, by, 6_000, numbers, None)
        if part != 0:
            amount = part and self.twin.net(who, 3_000, None) * part // 100
            self.twin.refund(back, sale, amount, "Till 1")
        for target in (used, sale, back, used, sale):
            self.twin.reverse(self.request(), target, void=False, terminal="Till 1")

    @rule(who=WHO, before=st.booleans(), undo=st.booleans())
    def buy_beside_something_free(self, who: int, before: bool, undo: bool) -> None:  # noqa: FBT001
        """Buy, take something free before or after that, and give back or undo what was paid."""
        sale = self.request()
        for paid in (False, True) if before else (True, False):
            if paid:
                self.twin.sale(sale, who, 3_000, None, None, "Till 1")
            else:
                self.twin.issue(self.request(), who, "wash", None)
                number = self.twin.oracle.vouchers_of(self.twin.customers[who][0])[-1]
                self.twin.sell_with(self.request(), who, {"wash": 1}, [number], None)
        if undo:
            self.twin.reverse(self.request(), sale, void=False, terminal="Till 1")
        else:
            self.twin.refund(self.request(), sale, None, "Till 1")

    @rule(who=WHO, days=LATER)
    def undo_what_was_bought_last(self, who: int, days: int) -> None:
        """Give everything back on a later day but what is bought then, and undo that."""
        sale = self.request()
        self.twin.set_now(self.clock.instant + dt.timedelta(days=days))
        self.twin.sale(sale, who, 3_000, None, None, "Till 1")
        theirs = self.twin.customers[who][0]
        for one in self.twin.oracle.operations[:-1]:
            if (one.kind, one.customer) == ("sale", theirs) and one.request_id != sale:
                self.twin.refund(self.request(), one.request_id, None, "Till 1")
        self.twin.reverse(self.request(), sale, void=False, terminal="Till 1")

    @rule(who=WHO)
    def give_all_back(self, who: int) -> None:
        """Give back everything that was bought, the last first: the vouchers used in it, too."""
        theirs = self.twin.customers[who][0]
        for sale in self.twin.oracle.operations[::-1]:
            if (sale.kind, sale.customer) == ("sale", theirs):
                self.twin.refund(self.request(), sale.request_id, None, "Till 1")

    @precondition(lambda self: self.sales_with_vouchers())
    @rule(data=st.data(), part=PARTS, till=TILLS)
    def give_back(self, data: st.DataObject, part: int | None, till: str) -> None:
        sale = data.draw(st.sampled_from(self.sales_with_vouchers()[-4:]))
        net = sum(entry.amount for entry in sale.entries if entry.account == "sales")
        request, amount = self.request(), None if part is None else net * part // 100
        self.do(lambda: self.twin.refund(request, sale.request_id, amount, till))

    @rule(who=WHO, gross=st.sampled_from([39_999, 41_000, 99_999, 101_000]), use=st.booleans())
    def enter_a_tier(self, who: int, gross: int, use: bool) -> None:  # noqa: FBT001 - by name
        """Reach a tier, perhaps use what it brings, and think better of it."""
        sale, other = self.request(), self.request()
        self.twin.sale(sale, who, gross, None, None, "Till 1")
        if use:
            numbers = self.twin.oracle.vouchers_of(self.twin.customers[who][0])[-1:]
            self.twin.sell_with(other, who, 6_000, numbers, None)
        for target in (sale, other, sale):
            self.twin.reverse(self.request(), target, void=False, terminal="Till 1")

    @rule(who=WHO, rest=st.sampled_from([1_000, 42_000]), days=LATER, use=st.booleans())
    def enter_a_tier_by_two(self, who: int, rest: int, days: int, use: bool) -> None:  # noqa: FBT001
        """Reach a tier by two sales, perhaps use what it brings; give both back, undo in turn."""
        most, last, used = self.request(), self.request(), self.request()
        self.twin.sale(most, who, 39_500, None, None, "Till 1")
        self.twin.sale(last, who, rest, None, None, "Till 1")
        if use:
            numbers = self.twin.oracle.living_vouchers(self.twin.customers[who][0])[-1:]
            self.twin.sell_with(used, who, 6_000, numbers, None)
        self.twin.set_now(self.clock.instant + dt.timedelta(days=days))
        first, second = self.request(), self.request()
        self.twin.refund(first, last, 600, "Till 1")
        self.twin.refund(second, most, None, "Till 1")
        self.twin.refund(self.request(), used, None, "Till 1")
        for target in (first, last, used, second, most):
            self.twin.reverse(self.request(), target, void=False, terminal="Till 1")

    @rule(who=WHO)
    def look(self, who: int) -> None:
        self.twin.check_states(who)

    @invariant()
    def same_vouchers(self) -> None:
        self.twin.check_vouchers()

    def teardown(self) -> None:
        expected = {
            (house, "USD" if unit == "money" else unit): amount
            for (house, unit), amount in self.twin.oracle.house().items()
        }
        assert self.twin.house() == expected
