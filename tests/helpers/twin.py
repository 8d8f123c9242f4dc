"""A real shop and the oracle side by side: every act is done to both and must end the same."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from smbcrm.core.clock import SetClock
from smbcrm.core.errors import UserError
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.ledger.opening import OpeningBalance, opening
from smbcrm.membership.ledger.posting import (
    business_date,
    check_lasting,
    post,
    wallet_today,
)
from smbcrm.membership.ledger.types import AccountKind, Request
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.requests.steps import recorded
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.types import (
    Act,
    Means,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.steps import tier_on
from smbcrm.models.work import Work
from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_types import Accepted, Outcome, Rules

if TYPE_CHECKING:
    from smbcrm.models.uow import PeeweeUnitOfWork

KINDS = (AccountKind.PRINCIPAL, AccountKind.GIFT, AccountKind.CREDIT, AccountKind.POINTS)


class Twin:
    """The shop and its oracle, with customers of one example."""

    def __init__(
        self, services: Services, clock: SetClock, customers: int, add: Callable[[], int]
    ) -> None:
        self.services, self.clock = services, clock
        # SQL is what the domain's ports do not offer; a test may ask the database itself.
        self._uow = cast("PeeweeUnitOfWork", services.till.uow)
        shop = services.shop.shop()
        self.oracle = OracleShop(Rules(), shop.day.zone, shop.day.begins_at)
        self.customers = [(self.oracle.new_customer(), add()) for _ in range(customers)]
        self._first = self._uow.run(self._last)

    def _both(self, real: Callable[[], Bill | None], expected: Outcome) -> Bill | None:
        refused: UserError | None = None
        bill = None
        try:
            bill = real()
        except UserError as error:
            refused = error
        assert (refused is None) == isinstance(expected, Accepted), (refused, bill, expected)
        return bill

    def set_now(self, now: dt.datetime) -> None:
        """Set both clocks."""
        self.clock.instant = now
        self.oracle.set_now(now)

    def sale(
        self,
        request: str,
        who: int | None,
        gross: int,
        payments: Mapping[str, int] | None,
        date: dt.date | None,
        terminal: str,
    ) -> None:
        """Sell in both and compare the bill with what the oracle says."""
        them = (None, None) if who is None else self.customers[who]
        expected = self.oracle.sale(request, them[0], gross, payments, date=date, terminal=terminal)
        asked = SaleRequest(
            Act(request, terminal=terminal, date=date),
            them[1],
            gross,
            payments=None if payments is None else {Means(m): a for m, a in payments.items()},
        )
        bill = self._both(lambda: self.services.till.sale(asked), expected)
        if bill is not None and isinstance(expected, Accepted):
            change = sum(payment.change or 0 for payment in bill.payments)
            assert (bill.amount, bill.points) == (expected.net, expected.points_earned)
            assert (bill.discount, change) == (expected.discount, expected.change)

    def top_up(
        self, request: str, who: int, amount: int, means: str, *, offer: bool, date: dt.date | None
    ) -> None:
        """Top up in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.top_up(request, theirs, amount, means=means, offer=offer, date=date)
        payments = None if means == "cash" else {Means(means): amount}
        asked = TopUpRequest(
            Act(request, terminal="Till 1", date=date), ours, amount, payments, with_offer=offer
        )
        bill = self._both(lambda: self.services.till.top_up(asked), expected)
        if bill is not None and isinstance(expected, Accepted):
            assert bill.gift == expected.gift

    def redeem(self, request: str, who: int, points: int, date: dt.date | None) -> None:
        """Turn points into store credit in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.redeem(request, theirs, points, date=date)
        asked = RedeemRequest(Act(request, terminal="Till 1", date=date), ours, points)
        self._both(lambda: self.services.till.redeem(asked), expected)

    def opening(
        self,
        request: str,
        who: int,
        amounts: tuple[int, int, int],
        ends: dt.date | None,
        date: dt.date | None,
    ) -> None:
        """Bring balances in, in both."""
        theirs, ours = self.customers[who]
        principal, gift, points = amounts
        expected = self.oracle.opening(
            request, theirs, principal=principal, gift=gift, points=points, ends=ends, date=date
        )
        balances = tuple(
            OpeningBalance(kind, amount, ends)
            for kind, amount in zip((KINDS[0], KINDS[1], KINDS[3]), amounts, strict=True)
            if amount
        )
        self._both(
            lambda: self.services.till.uow.run(self._open, ours, request, balances, ends, date),
            expected,
        )

    def _open(
        self,
        work: TillWork,
        customer: int,
        request: str,
        balances: tuple[OpeningBalance, ...],
        ends: dt.date | None,
        date: dt.date | None,
    ) -> None:
        asked = request_hash("opening", {"balances": balances, "ends": ends, "date": date})
        if recorded(work, request, asked) is not None:
            return
        shop = work.settings.shop()
        today = shop.day.date(self.clock.now())
        actor = Request(request, asked, 1, 1, self.clock.now())
        day = business_date(date, today)
        check_lasting(ends, today)
        wallet = wallet_today(work, customer, actor, today)
        post(work, opening(wallet, actor, day, balances, shop.currency.code))

    def reverse(self, request: str, target: str, *, void: bool, terminal: str) -> None:
        """Undo or void in both."""
        expected = self.oracle.reverse(request, target, void=void, terminal=terminal)
        asked = ReverseRequest(
            Act(request, terminal=terminal), target, "wrong_amount" if void else None
        )
        self._both(lambda: self.services.till.reverse(asked), expected)

    def expire(self) -> None:
        """Book what is over, in both."""
        self.oracle.expire(self.oracle.today)
        self.services.ledger.expire()

    def check(self) -> None:
        """Compare balances, lots, tiers and last visits of every customer."""
        for theirs, ours in self.customers:
            expected = self.oracle.state(theirs)
            wallet, tier, visit = self.services.till.uow.run(self._read, ours)
            balances = tuple(wallet.balance(kind) for kind in KINDS)
            assert balances == (
                expected.principal,
                expected.gift,
                expected.credit,
                expected.points,
            )
            lots = [
                (kind.value, lot.remaining, lot.expires_on, lot.opened_on)
                for kind in KINDS
                for lot in wallet.lots_of(kind)
            ]
            assert lots == list(expected.lots)
            assert (tier, visit) == (expected.tier, expected.last_visit)

    def _read(self, work: TillWork, customer: int) -> tuple[object, ...]:
        wallet = work.ledger.wallet(customer)
        tier = tier_on(work, customer, dt.date.max).code
        return wallet, tier, work.customers.last_visit(customer)

    def house(self) -> dict[tuple[str, str], int]:
        """Return the sums of the house accounts over this example's operations, without zeros."""
        return self._uow.run(self._house)

    def _last(self, work: Work) -> int:
        row = work.session.row("SELECT seq FROM chain_head")
        assert row is not None
        return int(row[0])

    def _house(self, work: Work) -> dict[tuple[str, str], int]:
        ours = ", ".join(str(customer) for _, customer in self.customers)
        rows = work.session.rows(
            "SELECT h.kind, h.unit, SUM(e.amount) FROM operation o "
            "JOIN entry e ON e.operation = o.seq JOIN account h ON h.id = e.account "
            "LEFT JOIN account p ON p.id = o.party WHERE h.balance IS NULL AND o.seq > ? "
            f"AND (o.party IS NULL OR p.holder IN ({ours})) GROUP BY h.kind, h.unit",
            self._first,
        )
        return {(kind, unit): int(amount) for kind, unit, amount in rows if amount}
