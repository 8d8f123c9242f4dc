"""What the counter reads quickly is what a recount of all operations says, whatever was done."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.came import Visits
from smbcrm.membership.customers.types import Details
from smbcrm.membership.customers.visits import recount_visits
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.tiers.window import window_start
from smbcrm.membership.visits.types import UseRequest
from smbcrm.models.queries.counter_statements import LAST_PAYMENTS
from smbcrm.models.work import Work
from tests.helpers.shops import StillShop

SHOWN = 12


@dataclass(frozen=True)
class Deed:
    """Something done by one of two people, `back` days ago on paper, some days after the last."""

    what: str
    who: int
    amount: int
    back: int
    later: int
    pick: int


DEEDS = st.builds(
    Deed,
    st.sampled_from(["buy", "buy", "split", "stored", "top_up", "package", "use"])
    | st.sampled_from(["redeem", "undo", "void", "refund"]),
    st.integers(0, 1),
    st.integers(1, 300_000),
    st.sampled_from([0, 0, 0, 1, 3, 40]),
    st.sampled_from([0, 0, 0, 1, 30, 400]),
    st.integers(0, 99),
)


BEGUN = tuple(
    Deed(what, who, 50_000, 0, 0, 0) for what in ("top_up", "split", "package") for who in (0, 1)
)
"""Without it, most of what follows would be refused."""


def do(shop: StillShop, people: Sequence[int], deed: Deed, bills: list[Bill]) -> None:
    """Do a deed, or leave it where the shop refuses it."""
    if deed.what not in {"undo", "void"}:
        shop.clock.instant += dt.timedelta(days=deed.later)
    day = shop.clock.instant.date() - dt.timedelta(days=deed.back)
    act, now = Act(uuid7(shop.clock), date=day), Act(uuid7(shop.clock))
    services, who, amount = shop.services, people[deed.who], deed.amount
    target = bills[deed.pick % len(bills)].operation if bills else ""
    last = bills[-1].operation if bills else ""
    till = services.till

    def sale(**paid: int) -> Bill:
        payments = {Means(means): part for means, part in paid.items()}
        return till.sale(SaleRequest(act, who, sum(paid.values()), payments=payments))

    ways: dict[str, Callable[[], Bill]] = {
        "buy": lambda: sale(alipay=amount),
        "split": lambda: sale(card=amount, cash=700),
        "stored": lambda: sale(stored=amount // 50 + 1),
        "package": lambda: till.sale(SaleRequest(act, who, items=(ItemQuantity("WASH"),))),
        "top_up": lambda: till.top_up(TopUpRequest(act, who, amount)),
        "use": lambda: services.visits.use(UseRequest(act, who, "WASH")),
        "redeem": lambda: till.redeem(RedeemRequest(act, who, 100)),
        "undo": lambda: till.reverse(ReverseRequest(now, last)),
        "void": lambda: till.reverse(ReverseRequest(now, target, "twice")),
        "refund": lambda: services.refunds.refund(RefundRequest(now, target, reason="faulty")),
    }
    try:
        bills.append(ways[deed.what]())
    except UserError as error:
        event(f"{deed.what}: {type(error).__name__}")
    else:
        event(deed.what)


@dataclass(frozen=True)
class Recount:
    """What all operations and lots of a customer say."""

    visits: Visits
    first_visit: str | None
    spend: int
    paid_last: int | None
    recent: list[int]
    left: dict[AccountKind, tuple[int, int]]
    packages: int


def recount(work: Work, customer: int, today: dt.date) -> Recount:
    """Read everything, whatever it costs."""
    rows = work.session.rows(
        "SELECT o.seq, o.kind, o.business_date, s.spend, o.reverses, p.means FROM operation o "
        "JOIN account a ON a.id = o.party LEFT JOIN sale s ON s.operation = o.seq "
        "LEFT JOIN sale_payment p ON p.operation = o.seq AND p.line = 1 WHERE a.holder = ?",
        customer,
    )
    back = {row[4] for row in rows}
    stand = [row for row in rows if row[0] not in back]
    came = {day for _, kind, day, *_ in stand if kind in {"sale", "visit_use"}}
    first = window_start(today).isoformat()
    paid = [(day, seq) for seq, kind, day, _, _, means in stand if kind == "sale" and means]
    left: dict[AccountKind, list[int]] = {}
    for lot in work.ledger.wallet(customer).lots:
        if not lot.over(today):
            left.setdefault(lot.kind, []).append(lot.remaining)
    last = max(came, default=None)
    return Recount(
        Visits(len(came), None if last is None else dt.date.fromisoformat(last)),
        min(came, default=None),
        sum(spend or 0 for _, _, day, spend, *_ in stand if day >= first),
        max(paid)[1] if paid else None,
        sorted((row[0] for row in rows), reverse=True)[:SHOWN],
        {kind: (sum(parts), min(parts)) for kind, parts in left.items()},
        sum(left.get(AccountKind.VISITS, [])),
    )


def quick(shop: StillShop, customer: int, today: dt.date) -> Recount:
    """Return the same as the counter and its list read it."""
    view = shop.services.counter.customer(customer)
    row = next(one for one in shop.services.customers.page_at(limit=500) if one.id == customer)
    assert (row.visits, row.spend) == (view.visits, view.spend)

    def read(work: Work) -> Recount:
        paid = work.session.row(LAST_PAYMENTS, customer)
        first = view.first_visit
        return Recount(
            work.customers.visits(customer),
            None if first is None else first.isoformat(),
            view.spend,
            None if paid is None else paid[0],
            [one.row.seq for one in view.recent],
            {
                kind: (one.total, one.lowest)
                for kind, one in work.counter.left(customer, today).items()
            },
            sum(one.left for one in view.packages),
        )

    return shop.uow.read(read)


def give(work: Work, giver: int, taker: int) -> None:
    """Let somebody hold all accounts of another, as when two turn out to be one person."""
    work.session.execute("UPDATE account SET holder = ? WHERE holder = ?", taker, giver)
    for one in (giver, taker):
        recount_visits(work, one)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(DEEDS, min_size=10, max_size=30), st.sampled_from([1, 2]))
def test_the_quick_answers_are_those_of_a_recount(
    shop: StillShop, deeds: list[Deed], persons: int
) -> None:
    services = shop.services
    if not services.packages.all():
        services.packages.add(NewPackage("WASH", "Washes", 3_000, Terms(3, 12)))
    people = [services.customers.add(Details(full_name=name)).id for name in ("Ann", "Bob")]
    bills: list[Bill] = []
    for deed in (*BEGUN, *deeds):
        do(shop, people, deed, bills)
    if persons == 1:
        shop.uow.run(give, people[1], people[0])
        people = people[:1]
    today = shop.clock.instant.date()
    for who in people:
        assert quick(shop, who, today) == shop.uow.read(recount, who, today)
    assert services.audit.verify().findings == ()
