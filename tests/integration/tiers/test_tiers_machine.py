"""A shop that lives through years of sales, top-ups, rules and reviews, beside the oracle."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.membership.customers.types import Details
from smbcrm.membership.sales.types import TopUpRequest
from smbcrm.membership.tiers.types import HoldRequest, NothingHeld, TierChanges
from smbcrm.membership.value.types import WithdrawRequest
from tests.helpers.oracle_tiers import (
    OracleDeed,
    OracleGift,
    OracleLife,
    OracleTier,
)
from tests.integration.tiers.conftest import TierShop

CODES = ("regular", "silver", "gold")
RULES = (
    OracleTier("regular", grace=2),
    OracleTier("silver", 40_000, grace=2),
    OracleTier("gold", 100_000, points=450, grace=2),
)
_DAY = dt.timedelta(days=1)
_Act = Callable[[], None]
# What somebody does, how many days after what was done before, and how much of it.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("sell", "sell", "sell", "late", "void", "refund"),
                *("hold", "release", "rule", "review", "review"),
                *("top up", "top up", "pay out"),
            ]
        ),
        st.sampled_from([0, 0, 1, 30, 61, 92, 180]),
        st.integers(1, 60_000),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


# What lowers nobody. A hold may be of a lower tier, and what is taken back may have raised.
KEEPING = {"sell", "late", "refund", "release", "rule", "top up", "pay out"}


@dataclass
class Twin:
    """A shop, and what the oracle is told of each customer. The rules are everybody's.

    `turn` counts what is done to tiers beside the ledger: rules, holds, releases and reviews.
    """

    shop: TierShop
    rules: list[tuple[tuple[int, int] | None, tuple[OracleTier, ...]]]
    turn: int = 0
    lists: dict[dt.date, list[tuple[int, str, str]]] = field(default_factory=dict)
    """What the list of each review said, by its date."""
    lives: dict[int, OracleLife] = field(default_factory=dict)
    sales: dict[str, tuple[int, OracleDeed]] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    """The sales that were recorded today."""

    @property
    def last(self) -> int:
        """The last operation's number."""
        return self.shop.still.uow.read(lambda work: work.tiers.last_operation())

    @property
    def today(self) -> dt.date:
        return self.shop.still.clock.instant.date()

    def held(self, who: int) -> int:
        """Return the rank of the tier that the shop says somebody holds."""
        tiers = {tier.id: tier.rank for tier in self.shop.services.tiers.all()}
        history = self.shop.services.tiers.history(who)
        return tiers[history[-1].tier] if history else 0

    def newcomer(self, name: str) -> int:
        who = self.shop.services.customers.add(Details(full_name=name)).id
        self.lives[who] = OracleLife(self.rules)
        return who

    def sell(self, who: int, amount: int, date: dt.date) -> None:
        operation = self.shop.sell(who, amount, date)
        deed = OracleDeed(date, self.last, "sale", amount, self._points(operation))
        self.lives[who].deeds.append(deed)
        self.sales[operation] = who, deed

    def take_back(self, amount: int, *, void: bool) -> None:
        """Take the last sale back: all of it as if it never was, or some of it today."""
        if not self.sales:
            return
        operation, (who, deed) = self.sales.popitem()
        life = self.lives[who]
        if void and operation in self.fresh:
            self.shop.void(operation)
            life.deeds.remove(deed)
        else:
            part = min(amount, deed.spend)
            points = self._points(self.shop.refund(operation, part))
            life.deeds.append(OracleDeed(self.today, self.last, "refund", -part, points))

    def top_up(self, who: int, amount: int) -> None:
        """Pay in, which earns points in this shop."""
        request = TopUpRequest(self.shop.act(), who, amount)
        points = self.shop.services.till.top_up(request).points
        if points:
            self.lives[who].deeds.append(OracleDeed(self.today, self.last, "top_up", 0, points))

    def pay_out(self, who: int, amount: int) -> None:
        """Pay some of it back, with its points."""
        there = self.shop.services.ledger.standing(who).principal
        if not there:
            return
        request = WithdrawRequest(self.shop.act(), who, min(amount, there))
        points = self.shop.services.value.withdraw(request).points
        if points:
            self.lives[who].deeds.append(OracleDeed(self.today, self.last, "withdrawal", 0, points))

    def _points(self, operation: str) -> int:
        """Return the points that an operation brought or took."""
        return self.shop.services.bills.find(operation).bill.points

    def next_turn(self) -> int:
        self.turn += 1
        return self.turn

    def hold(self, who: int, code: str, days: int) -> None:
        until = self.today + days * _DAY
        self.shop.services.tiers.hold(HoldRequest(who, code, until, "goodwill"))
        gift = OracleGift(self.today, self.last, code, until, self.next_turn())
        self.lives[who].gifts.append(gift)

    def release(self, who: int) -> None:
        """Let the next review decide again, where something is held by hand."""
        life = self.lives[who]
        if not life.gifts or (life.gifts[-1].until or dt.date.min) < self.today:
            with pytest.raises(NothingHeld):
                self.shop.services.tiers.hold(HoldRequest(who, None))
            return
        held = life.held()
        self.shop.services.tiers.hold(HoldRequest(who, None))
        life.gifts.append(OracleGift(self.today, self.last, held, None, self.next_turn()))
        assert life.held() == held

    def do(self, act: str, who: int, amount: int) -> None:
        """Do one of the acts by its name."""
        acts: dict[str, _Act] = {
            "sell": lambda: self.sell(who, amount, self.today),
            "late": lambda: self.sell(who, amount, self.today - dt.timedelta(days=amount % 90)),
            "hold": lambda: self.hold(who, CODES[amount % 3], amount % 300),
            "release": lambda: self.release(who),
            "top up": lambda: self.top_up(who, amount),
            "pay out": lambda: self.pay_out(who, amount),
            "rule": lambda: self.change_rule(max(amount, 1_000)),
            "review": self.review,
            "void": lambda: self.take_back(amount, void=True),
            "refund": lambda: self.take_back(amount, void=False),
        }
        acts[act]()

    def change_rule(self, amount: int) -> None:
        """Reach silver from another amount; nobody falls or rises by that."""
        silver = replace(self.rules[-1][1][1], spend=amount)
        held = {who: life.held() for who, life in self.lives.items()}
        if silver != self.rules[-1][1][1]:
            self.rules[-1] = (self.last, self.next_turn()), self.rules[-1][1]
            self.rules.append((None, (RULES[0], silver, RULES[2])))
        self.shop.services.tiers.edit("silver", TierChanges(spend_from=amount))
        assert held == {who: life.held() for who, life in self.lives.items()}

    def review(self) -> None:
        """Look at the list, which the oracle knows; then apply it."""
        tiers = self.shop.services.tiers
        listed = tiers.review()
        applied = tiers.apply_review()
        assert listed.moves == applied.moves
        if listed.applied is None:
            turn = self.next_turn()
            moved = {one.customer: (one.before.code, one.after.code) for one in listed.moves}
            for who, life in self.lives.items():
                assert life.apply(self.today, self.last, turn, listed.of) == moved.get(who)
            self.lists[listed.of] = [(who, *codes) for who, codes in moved.items()]

    def agree(self) -> None:
        """Compare every change of everybody's tier, and the lists of the reviews applied."""
        for who, life in self.lives.items():
            assert [one[:2] for one in self.shop.told(who)] == life.history()
        for of, moved in self.lists.items():
            told = self.shop.services.tiers.review(of)
            assert told.applied is not None
            assert [(one.customer, one.before.code, one.after.code) for one in told.moves] == moved
            ups = sum(one.is_up for one in told.moves)
            assert (told.applied.up, told.applied.down) == (ups, len(told.moves) - ups)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_the_shop_and_the_oracle_tell_the_same(
    shop: TierShop, steps: list[tuple[str, int, int, bool]]
) -> None:
    shop.still.clock.instant += dt.timedelta(days=800)  # nobody looks back so far
    shop.services.shop.set("points.earned_at", "top_up")
    shop.services.tiers.edit("gold", TierChanges(points_from=RULES[2].points))
    twin = Twin(shop, [(None, _rules_of(shop))])
    people = [twin.newcomer(name) for name in ("Carl", "Dora")]
    for act, days, amount, first in steps:
        shop.still.clock.instant += dt.timedelta(days=days)
        if days:
            twin.fresh.clear()
        who = people[first]
        before = set(twin.sales)
        held = {one: twin.held(one) for one in people}
        twin.do(act, who, amount)
        twin.fresh.update(set(twin.sales) - before)
        twin.agree()
        if act in KEEPING:
            assert all(twin.held(one) >= rank for one, rank in held.items())


def _rules_of(shop: TierShop) -> tuple[OracleTier, ...]:
    """Return the rules that the examples before have left."""
    return tuple(
        OracleTier(tier.code, tier.spend_from, points=tier.points_from, grace=tier.grace_months)
        for tier in shop.services.tiers.all()
    )
