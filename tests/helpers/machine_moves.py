"""The steps of the state machine in which value goes back, out, over or right."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from smbcrm.core.clock import SetClock
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.services import Services
from tests.helpers.ledger_machine import AMOUNTS, BACK, TENDERS, TILLS, WHO, LedgerMachine
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


def machine(services: Services, clock: SetClock) -> type[MovingMachine]:
    """Return the machine for one open shop; each example has customers of its own."""
    return type("BoundLedgerMachine", (MovingMachine,), {"services": services, "clock": clock})
