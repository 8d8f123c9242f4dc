"""After a reversal everything is as in a twin shop where it never happened, and stays so."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from smbcrm.core.clock import SetClock
from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Balances, Bill
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import Wanted
from smbcrm.models.work import Work
from tests.helpers import postgres
from tests.helpers.twin import KINDS, database, new_customer, new_shop

T = TypeVar("T")
MORNING = dt.datetime(2024, 3, 5, 9, tzinfo=dt.UTC)
_WORDS = count(1)


@dataclass(frozen=True)
class Deed:
    """Something done for the customer `who` of three, `back` days before today."""

    kind: str
    who: int
    amount: int
    back: int
    hours: int
    """Time that passes before it."""


def deeds(*kinds: str, most_hours: int = 24 * 40) -> st.SearchStrategy[Deed]:
    amounts = st.one_of(st.integers(1, 3_000), st.sampled_from([20_000, 41_000, 50_000, 101_000]))
    back = st.one_of(st.just(0), st.just(0), st.integers(0, 400))
    return st.builds(
        Deed, st.sampled_from(kinds), st.integers(0, 2), amounts, back, st.integers(0, most_hours)
    )


ANY = ("sale", "sale", "stored", "stored", "points", "credit", "top_up", "redeem")
HISTORY = st.lists(deeds(*ANY, "top_up", "top_up"), max_size=8)
FUTURE = st.lists(deeds(*ANY), max_size=4)
# What may happen for the same customer in between without depending on what is taken back.
BETWEEN = st.lists(deeds("plain_top_up", most_hours=2), max_size=2)


@dataclass(frozen=True)
class Shop:
    """One of the two shops with its three customers."""

    services: Services
    clock: SetClock
    customers: list[int]
    name: str

    def do(self, deed: Deed) -> Bill | str:
        """Do it; return the bill, or the name of the refusal."""
        try:
            return self._do(deed, self.customers[deed.who])
        except UserError as refusal:
            return type(refusal).__name__

    def _do(self, deed: Deed, who: int) -> Bill:
        till, have = self.services.till, self.services.ledger.standing(who)
        today = self.services.ledger.today()
        act = Act(uuid7(self.clock), date=today - dt.timedelta(days=deed.back))
        spendable = {
            "stored": (Means.STORED, have.principal + have.gift),
            "credit": (Means.CREDIT, have.credit),
            "points": (Means.POINTS, have.points),
        }
        if deed.kind in spendable:
            means, most = spendable[deed.kind]
            return till.sale(_paid(act, who, means, min(most, deed.amount)))
        if deed.kind == "redeem":
            return till.redeem(RedeemRequest(act, who, min(have.points, deed.amount)))
        if deed.kind == "sale":
            return till.sale(SaleRequest(act, who, deed.amount))
        with_offer = deed.kind != "plain_top_up"
        return till.top_up(TopUpRequest(act, who, deed.amount, with_offer=with_offer))

    def portrait(self) -> list[object]:
        """Return everything that can be known of the customers, without operations and lot ids."""
        self.services.ledger.expire()
        found = [one.id for one in self.services.customers.find(self.name)]
        ranks = [self.customers.index(customer) for customer in found]
        return [ranks, *(self._of(customer) for customer in self.customers)]

    def _of(self, customer: int) -> list[object]:
        return database(self.services).run(self._read, customer)

    @staticmethod
    def _read(work: Work, customer: int) -> list[object]:
        wallet = work.ledger.wallet(customer)
        lots = [(lot.kind, lot.remaining, lot.opened_on, lot.expires_on) for lot in wallet.lots]
        tiers = [(held.tier, held.since, held.reason) for held in work.tiers.memberships(customer)]
        spent = work.tiers.spends(customer, Wanted(dt.date.min))
        spends = [(spend.date, spend.amount) for spend in spent]
        balances = [wallet.balance(kind) for kind in KINDS]
        came = work.customers.visits(customer)
        visit = came.last
        # Where a list is long it is cut by the month of the last visit.
        months = work.session.rows(
            "SELECT DISTINCT month FROM search_short WHERE customer = ?", customer
        )
        assert months == [(visit.year * 12 + visit.month if visit else 0,)]
        return [balances, lots, tiers, spends, came]


def _paid(act: Act, who: int, means: Means, amount: int) -> SaleRequest:
    """Return a sale after the discount of whatever tier, paid in one way as far as that reaches."""
    return SaleRequest(act, who, 250 + amount, payments={means: amount, Means.CASH: 250 + amount})


@dataclass(frozen=True)
class Pair:
    """Two shops that are the same but for what is taken back in the first."""

    first: Services
    second: Services
    clock: SetClock

    def shops(self) -> tuple[Shop, Shop]:
        """Return both with three new customers of one new name."""
        self.clock.instant = MORNING
        name = "".join(chr(ord("a") + int(digit)) for digit in f"{next(_WORDS):06d}")
        shops = [
            Shop(services, self.clock, [new_customer(services, name) for _ in range(3)], name)
            for services in (self.first, self.second)
        ]
        return shops[0], shops[1]


@pytest.fixture(params=["sqlite", "postgresql"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    with ExitStack() as stack:
        addresses = [str(tmp_path / "first.db"), str(tmp_path / "second.db")]
        if request.param == "postgresql":
            server = request.getfixturevalue("postgres_server")
            addresses = [stack.enter_context(postgres.fresh_database(server)) for _ in addresses]
        clock = SetClock(MORNING)
        shops = [new_shop(address, clock) for address in addresses]
        for services in shops:
            stack.callback(services.close)
        yield Pair(shops[0], shops[1], clock)


def live(
    clock: SetClock, shops: tuple[Shop, Shop], story: list[Deed], *, alike: bool = True
) -> None:
    """Do the same in both; where they are alike each must do or refuse it alike."""
    for deed in story:
        clock.instant += dt.timedelta(hours=deed.hours)
        first, second = (shop.do(deed) for shop in shops)
        assert not alike or outcome(first) == outcome(second)


def outcome(answer: Bill | str) -> object:
    """Return what two shops must answer alike: not ids, not numbers of bills."""
    if isinstance(answer, str):
        return answer
    return (
        *(answer.amount, answer.discount, answer.gift, answer.points, answer.payments),
        *(answer.before, answer.after),
    )


def balances(shop: Shop, who: int) -> Balances:
    have = shop.services.ledger.standing(shop.customers[who])
    return Balances(have.principal, have.gift, have.credit, have.points)


@pytest.mark.parametrize("void", [False, True], ids=["undo", "void"])
def test_a_reversal_leaves_nothing_behind(pair: Pair, void: bool) -> None:  # noqa: FBT001
    @settings(
        max_examples=20 if pair.first.address.startswith("postgresql") else 60,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(HISTORY, deeds(*ANY, most_hours=0), BETWEEN, st.integers(0, 30), FUTURE)
    def as_if_never(
        history: list[Deed], deed: Deed, between: list[Deed], minutes: int, future: list[Deed]
    ) -> None:
        clock, shops = pair.clock, pair.shops()
        live(clock, shops, history)
        # A new day, so that a void within hours is still on it.
        clock.instant = (clock.instant + dt.timedelta(days=1)).replace(hour=9)
        done = shops[0].do(deed)
        assume(isinstance(done, Bill))
        assert isinstance(done, Bill)
        if void:
            live(clock, shops, between, alike=False)
        clock.instant += dt.timedelta(minutes=minutes)
        reason = "wrong_amount" if void else None
        undone = shops[0].services.till.reverse(
            ReverseRequest(Act(uuid7(clock)), done.operation, reason)
        )
        assert undone.after == balances(shops[0], deed.who)
        assert shops[0].portrait() == shops[1].portrait()
        live(clock, shops, future)
        assert shops[0].portrait() == shops[1].portrait()

    as_if_never()
    assert pair.first.audit.verify().clean
    assert pair.second.audit.verify().clean
