"""A shop that lives through years of sales, refunds, rules and reviews, beside the oracle."""

import datetime as dt
from dataclasses import dataclass, field, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.membership.customers.types import Details
from smbcrm.membership.tiers.types import HoldRequest, TierChanges
from tests.helpers.oracle_tiers import (
    OracleDeed,
    OracleGift,
    OracleLife,
    OracleReview,
    OracleTier,
)
from tests.integration.tiers.conftest import TierShop

CODES = ("regular", "silver", "gold")
RULES = (
    OracleTier("regular", grace=2),
    OracleTier("silver", 40_000, grace=2),
    OracleTier("gold", 100_000, grace=2),
)
_DAY = dt.timedelta(days=1)
# What somebody does, how many days after what was done before, and how much of it.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["sell", "sell", "sell", "late", "void", "refund", "hold", "rule", "review"]
        ),
        st.sampled_from([0, 0, 1, 30, 61, 92, 180]),
        st.integers(1, 60_000),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@dataclass
class Twin:
    """A shop, and what the oracle is told of each customer. Rules and reviews are everybody's."""

    shop: TierShop
    rules: list[tuple[int | None, tuple[OracleTier, ...]]]
    reviews: list[OracleReview] = field(default_factory=list)
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

    def newcomer(self, name: str) -> int:
        who = self.shop.services.customers.add(Details(full_name=name)).id
        self.lives[who] = OracleLife(self.rules, reviews=self.reviews)
        return who

    def sell(self, who: int, amount: int, date: dt.date) -> None:
        operation = self.shop.sell(who, amount, date)
        deed = OracleDeed(date, self.last, "sale", amount, amount // 100)
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
            self.shop.refund(operation, part)
            life.deeds.append(OracleDeed(self.today, self.last, "refund", -part))

    def hold(self, who: int, code: str, days: int) -> None:
        until = self.today + days * _DAY
        self.shop.services.tiers.hold(HoldRequest(who, code, until, "goodwill"))
        self.lives[who].gifts.append(OracleGift(self.today, self.last, code, until))

    def change_rule(self, amount: int) -> None:
        """Reach silver from another amount; somebody buys before and after."""
        self.shop.sell(self.shop.ann, 1)
        self.rules[-1] = (self.last, self.rules[-1][1])
        silver = replace(self.rules[-1][1][1], spend=amount)
        self.rules.append((None, (RULES[0], silver, RULES[2])))
        self.shop.services.tiers.edit("silver", TierChanges(spend_from=amount))
        self.shop.sell(self.shop.ann, 1)

    def review(self) -> None:
        """Look at the list, which the oracle knows; then apply it."""
        tiers = self.shop.services.tiers
        after = self.last
        listed = tiers.review()
        applied = tiers.apply_review()
        assert listed.moves == applied.moves
        if listed.applied is None:
            before = {who: life.held() for who, life in self.lives.items()}
            self.reviews.append(OracleReview(self.today, after))
            moved = {one.customer: (one.before.code, one.after.code) for one in listed.moves}
            assert {who: moved.get(who) for who in self.lives} == {
                who: None if held == life.held() else (held, life.held())
                for (who, life), held in zip(self.lives.items(), before.values(), strict=True)
            }
        self.shop.sell(self.shop.ann, 1)

    def agree(self) -> None:
        """Compare every change of everybody's tier."""
        for who, life in self.lives.items():
            assert [one[:2] for one in self.shop.told(who)] == life.history()


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_the_shop_and_the_oracle_tell_the_same(
    shop: TierShop, steps: list[tuple[str, int, int, bool]]
) -> None:
    shop.still.clock.instant += dt.timedelta(days=800)  # nobody looks back so far
    twin = Twin(shop, [(None, _rules_of(shop))])
    people = [twin.newcomer(name) for name in ("Carl", "Dora")]
    for act, days, amount, first in steps:
        shop.still.clock.instant += dt.timedelta(days=days)
        if days:
            twin.fresh.clear()
        who = people[first]
        before = set(twin.sales)
        if act == "sell":
            twin.sell(who, amount, twin.today)
        elif act == "late":
            twin.sell(who, amount, twin.today - dt.timedelta(days=amount % 90))
        elif act == "hold":
            twin.hold(who, CODES[amount % 3], amount % 300)
        elif act == "rule":
            twin.change_rule(max(amount, 1_000))
        elif act == "review":
            twin.review()
        else:
            twin.take_back(amount, void=act == "void")
        twin.fresh.update(set(twin.sales) - before)
        twin.agree()


def _rules_of(shop: TierShop) -> tuple[OracleTier, ...]:
    """Return the rules that the examples before have left."""
    return tuple(
        OracleTier(tier.code, tier.spend_from, grace=tier.grace_months)
        for tier in shop.services.tiers.all()
    )
