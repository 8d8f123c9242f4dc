"""A real shop and the oracle side by side: every act is done to both and must end the same."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from smbcrm.bootstrap import create_shop
from smbcrm.core.clock import Clock, SetClock
from smbcrm.core.errors import UserError
from smbcrm.membership.bills.types import Balances, Bill
from smbcrm.membership.customers.types import Details
from smbcrm.membership.ledger.opening import OpeningBalance, opening
from smbcrm.membership.ledger.posting import check_lasting, post, wallet_today
from smbcrm.membership.ledger.postings import Request
from smbcrm.membership.ledger.types import AccountKind, Wallet
from smbcrm.membership.requests.rules import business_date, request_hash
from smbcrm.membership.requests.steps import recorded
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.membership.tiers.steps import tier_on
from smbcrm.models.work import Work
from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_arithmetic import discount_of
from tests.helpers.oracle_types import Accepted, Outcome, Rules, TierRule
from tests.helpers.unsigned import unsigned

if TYPE_CHECKING:
    from smbcrm.models.uow import PeeweeUnitOfWork

KINDS = (AccountKind.PRINCIPAL, AccountKind.GIFT, AccountKind.CREDIT, AccountKind.POINTS)
DISCOUNTS = {"silver": 3, "gold": 7}
"""Percent that the tiers of a test shop take off, so that discounts are rounded too."""


def new_shop(address: str, clock: Clock, *, durable: bool = False) -> Services:
    """Make an empty shop with two tills, whose tiers give a discount."""
    services = create_shop(address, NewShop("Twin"), clock=clock, durable=durable)
    services.staff.add_terminal("Till 2")
    database(services).run(_give_discounts)
    return services


def _give_discounts(work: Work) -> None:
    for code, percent in DISCOUNTS.items():
        work.session.execute("UPDATE tier SET discount = ? WHERE code = ?", percent * 100, code)


def database(services: Services) -> "PeeweeUnitOfWork":
    """Return the unit of work with its SQL, which the domain's ports do not offer."""
    return cast("PeeweeUnitOfWork", services.till.uow)


def write_referrer(services: Services, customer: int, by: int) -> None:
    """Write down who brought a customer below the services, which refuse rings.

    An earlier version let them in, and a shop may still have some.
    """
    profile = replace(services.customers.get(customer).profile, referrer=by)
    now = services.clock.now()
    database(services).run(unsigned(lambda work: work.customers.change(customer, profile, now)))


def new_customer(services: Services, name: str = "Twin") -> int:
    """Add a customer and return the id."""
    return services.customers.add(Details(full_name=name)).id


def same_rules() -> Rules:
    """Return the oracle's rules for a shop of `new_shop`."""
    tiers = (
        TierRule(tier.code, tier.from_spend, tier.factor_percent, DISCOUNTS.get(tier.code, 0))
        for tier in Rules().tiers
    )
    return Rules(tiers=tuple(tiers))


class Twin:
    """The shop and its oracle, with customers of one example."""

    def __init__(self, services: Services, clock: SetClock, customers: int) -> None:
        self.services, self.clock = services, clock
        self._uow = database(services)
        shop = services.shop.shop()
        self.oracle = OracleShop(same_rules(), shop.day.zone, shop.day.begins_at)
        self.customers = [
            (self.oracle.new_customer(), new_customer(services)) for _ in range(customers)
        ]
        self._billed: set[str] = set()
        self._first = self._uow.run(self._last)

    def both(
        self, real: Callable[[], Bill | None], expected: Outcome, who: int | None = None
    ) -> Bill | None:
        """Do it in the shop: refused exactly where the oracle refuses."""
        refused: UserError | None = None
        bill = None
        try:
            bill = real()
        except UserError as error:
            refused = error
        assert (refused is None) == isinstance(expected, Accepted), (refused, bill, expected)
        if bill is not None and bill.operation not in self._billed:
            self._billed.add(bill.operation)
            if who is not None:
                assert bill.after == self._balances(who)
        return bill

    def _balances(self, who: int) -> Balances:
        state = self.oracle.state(self.customers[who][0])
        return Balances(state.principal, state.gift, state.credit, state.points)

    def net(self, who: int, gross: int, date: dt.date | None) -> int:
        """Return what is left of an amount after the discount of the tier held on a date."""
        oracle = self.oracle
        on = date or oracle.today
        tier = oracle._book.tier(self.customers[who][0], oracle.rules.tiers, on)
        return gross - discount_of(gross, tier.discount_percent)

    def ends(self) -> list[dt.date]:
        """Return the last days to come of what the customers have."""
        states = [self.oracle.state(theirs) for theirs, _ in self.customers]
        ends = {end for state in states for _, _, end, _ in state.lots if end is not None}
        return sorted(end for end in ends if end >= self.oracle.today)

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
        bill = self.both(lambda: self.services.till.sale(asked), expected, who)
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
        bill = self.both(lambda: self.services.till.top_up(asked), expected, who)
        if bill is not None and isinstance(expected, Accepted):
            assert (bill.gift, bill.points) == (expected.gift, expected.points_earned)

    def redeem(self, request: str, who: int, points: int, date: dt.date | None) -> None:
        """Turn points into store credit in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.redeem(request, theirs, points, date=date)
        asked = RedeemRequest(Act(request, terminal="Till 1", date=date), ours, points)
        self.both(lambda: self.services.till.redeem(asked), expected, who)

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
        self.both(
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
        self.both(lambda: self.services.till.reverse(asked), expected)

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
            points = [lot.remaining for lot in wallet.lots_of(AccountKind.POINTS)]
            assert min(points, default=0) >= 0 or max(points) <= 0, "owed beside what is there"
            assert (tier, visit) == (expected.tier, expected.last_visit)

    def _read(self, work: TillWork, customer: int) -> tuple[Wallet, str, dt.date | None]:
        wallet = work.ledger.wallet(customer)
        tier = tier_on(work, customer, dt.date.max).code
        came = work.customers.visits(customer)
        assert came == work.customers.count_visits(customer)
        return wallet, tier, came.last

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
