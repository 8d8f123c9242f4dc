"""Visits and spend: the list and the counter say the same, and it is what the tills wrote."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.tiers.types import Wanted
from tests.helpers.shops import MORNING, StillShop

TODAY = MORNING.date()
FIRST = dt.date(2025, 3, 11)
"""The first day of the twelve months that end on 10 March 2026."""

DAYS = st.one_of(
    st.sampled_from([FIRST - dt.timedelta(days=1), FIRST, TODAY]),
    st.dates(FIRST.replace(day=1), TODAY),
)
"""A sale of an earlier month is not written down any more: its points would have ended."""


@dataclass(frozen=True)
class Sale:
    """A sale of a date; `stored` is so much percent of it, as far as that is there."""

    day: dt.date
    amount: int
    stored: int
    taken_back: bool


HISTORIES = st.lists(
    st.builds(Sale, DAYS, st.integers(1, 300_000), st.sampled_from([0, 0, 30, 100]), st.booleans()),
    max_size=6,
)


def write(shop: StillShop, who: int, history: Sequence[Sale]) -> dict[dt.date, int]:
    """Record the sales, take some back, and return the spend of those that stand by date."""
    standing: dict[dt.date, int] = {}
    till = shop.services.till
    for sale in history:
        there = shop.services.ledger.standing(who).stored
        part = min(there, sale.amount * sale.stored // 100)
        paid = {Means.STORED: part, Means.CARD: sale.amount - part}
        payments = {means: amount for means, amount in paid.items() if amount}
        act = Act(uuid7(shop.clock), date=sale.day)
        bill = till.sale(SaleRequest(act, who, sale.amount, payments=payments))
        if sale.taken_back:
            till.reverse(ReverseRequest(Act(uuid7(shop.clock)), bill.operation))
        else:
            gift = sum(payment.gift or 0 for payment in bill.payments)
            standing[sale.day] = standing.get(sale.day, 0) + bill.amount - gift
    return standing


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HISTORIES)
def test_list_and_counter_say_what_stands(shop: StillShop, history: list[Sale]) -> None:
    services = shop.services
    who = services.customers.add(Details(full_name="Ann")).id
    services.till.top_up(TopUpRequest(Act(uuid7(shop.clock)), who, 100_000))
    standing = write(shop, who, history)
    spend = sum(amount for day, amount in standing.items() if day >= FIRST)
    row = next(row for row in services.customers.page_at(limit=500) if row.id == who)
    view = services.counter.customer(who)
    assert (row.visits, row.spend) == (view.visits, view.spend) == (len(standing), spend)
    assert view.first_visit == min(standing, default=None)
    counted = shop.uow.read(lambda work: work.tiers.spends(who, Wanted(FIRST)))
    assert sum(one.amount for one in counted) == spend, "tiers are reached by that very spend"
