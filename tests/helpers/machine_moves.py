"""The steps of the state machine in which value goes back, out, over or right."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from smbcrm.membership.ledger.types import AccountKind
from tests.helpers.ledger_machine import (
    AMOUNTS,
    BACK,
    OFFERED,
    TENDERS,
    TILLS,
    WHO,
    LedgerMachine,
)
from tests.helpers.twin_moves import MovingTwin

ADJUSTED = st.sampled_from(
    [AccountKind.PRINCIPAL, AccountKind.GIFT, AccountKind.CREDIT, AccountKind.POINTS]
)
PARTS = st.sampled_from([None, None, 1, 37, 50, 99, 100, 101])


class MovingMachine(LedgerMachine):
    """Everything at the till, with refunds, withdrawals, transfers, adjustments and cash."""

    twin_of = MovingTwin
    twin: MovingTwin

    def sales(self) -> list[str]:
        return [one.request_id for one in self.twin.oracle.operations if one.kind == "sale"]

    @precondition(lambda self: self.sales())
    @rule(data=st.data(), part=PARTS, till=TILLS)
    def refund(self, data: st.DataObject, part: int | None, till: str) -> None:
        """Give one of the last sales back: all that is left, or a share of what was paid."""
        sale = data.draw(st.sampled_from(self.sales()[-4:]), label="sale")
        found = next(one for one in self.twin.oracle.operations if one.request_id == sale)
        net = sum(entry.amount for entry in found.entries if entry.account == "sales")
        amount = None if part is None else net * part // 100
        request = self.request()
        self.do(lambda: self.twin.refund(request, sale, amount, till))

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), amount=AMOUNTS)
    def refund_anything(self, data: st.DataObject, amount: int) -> None:
        """Ask for a refund of what is no sale, was refused, or is too much."""
        target, request = data.draw(st.sampled_from(self.requests)), self.request()
        self.do(lambda: self.twin.refund(request, target, amount, "Till 1"))

    @rule(who=WHO, share=st.sampled_from([1, 30, 100, 101]), means=TENDERS, back=BACK)
    def withdraw(self, who: int, share: int, means: str, back: int | None) -> None:
        have = self.twin.oracle.state(self.twin.customers[who][0]).principal
        amount, request, date = max(1, have * share // 100), self.request(), self.date(back)
        self.do(lambda: self.twin.withdraw(request, who, amount, means, date))

    @rule(giver=WHO, taker=WHO, share=st.sampled_from([1, 30, 100, 101]), back=BACK)
    def transfer(self, giver: int, taker: int, share: int, back: int | None) -> None:
        state = self.twin.oracle.state(self.twin.customers[giver][0])
        amount = max(1, (state.principal + state.gift) * share // 100)
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.transfer(request, giver, taker, amount, date))

    @rule(who=WHO, account=ADJUSTED, amount=st.integers(-5_000, 5_000), back=BACK)
    def adjust(self, who: int, account: AccountKind, amount: int, back: int | None) -> None:
        request, date = self.request(), self.date(back)
        self.do(lambda: self.twin.adjust(request, who, account, amount, date))

    @rule(amount=st.integers(-500, 500))
    def cash(self, amount: int) -> None:
        request = self.request()
        self.do(lambda: self.twin.cash(request, amount))

    @rule(who=WHO, data=st.data(), tender=TENDERS, part=PARTS)
    def pay_in_many_ways_and_refund(
        self, who: int, data: st.DataObject, tender: str, part: int | None
    ) -> None:
        """Sell for card, cash, another tender and all the customer owns, and give some of it back.

        Only so it shows in which order the means go back; therefore they own some of each.
        """
        for kind, amount in ((AccountKind.CREDIT, 90), (AccountKind.POINTS, 500)):
            self.twin.adjust(self.request(), who, kind, amount, None)
        state = self.twin.oracle.state(self.twin.customers[who][0])
        own = {"stored": state.principal + state.gift, "credit": state.credit}
        own["points"] = max(0, state.points)
        money = dict.fromkeys(("card", "cash", tender), data.draw(st.integers(1, 500)))
        gross = sum(own.values()) + sum(money.values()) + 1
        net = self.twin.net(who, gross, None)
        payments = {means: most for means, most in own.items() if most > 0} | money
        payments["card"] += net - sum(payments.values())
        sale, request = self.request(), self.request()
        self.twin.sale(sale, who, gross, payments, None, "Till 1")
        self.twin.refund(request, sale, None if part is None else net * part // 100, "Till 1")
        self.twin.refund(self.request(), sale, None, "Till 1")

    @rule(who=WHO, days=st.sampled_from([1, 364, 366, 400]), amount=OFFERED)
    def refund_late(self, who: int, days: int, amount: int) -> None:
        """Give back what was paid from a gift that may have ended meanwhile."""
        top_up, sale, refund = (self.request() for _ in range(3))
        self.twin.top_up(top_up, who, amount, "cash", offer=True, date=None)
        state = self.twin.oracle.state(self.twin.customers[who][0])
        stored = state.principal + state.gift
        gross = stored * 2
        payments = {"stored": stored, "cash": self.twin.net(who, gross, None) - stored}
        self.twin.sale(sale, who, gross, payments, None, "Till 1")
        self.twin.set_now(self.clock.instant + dt.timedelta(days=days))
        self.twin.refund(refund, sale, None, "Till 1")

    @rule(who=WHO, means=TENDERS)
    def withdraw_a_little_of_two_top_ups(self, who: int, means: str) -> None:
        """Touch the first of two top-ups only: the gift of the other one stays."""
        for _ in range(2):
            self.twin.top_up(self.request(), who, 20_000, "cash", offer=True, date=None)
        self.twin.withdraw(self.request(), who, 1, means, None)

    @rule(who=WHO, part=st.sampled_from([1, 50, 100]), void=st.booleans())
    def take_back_after_a_refund(self, who: int, part: int, void: bool) -> None:  # noqa: FBT001
        """Take a sale back of which something went back: only after its refund was."""
        sale, refund = self.request(), self.request()
        self.twin.sale(sale, who, 1_000, None, None, "Till 1")
        self.twin.refund(refund, sale, self.twin.net(who, 1_000, None) * part // 100, "Till 1")
        for target in (sale, refund, sale):
            self.twin.reverse(self.request(), target, void=void, terminal="Till 1")
