"""What if: who would be where, what it would have cost, and nothing written. In cents."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.core.errors import UserError
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.offers.types import BadOffer, Offer
from smbcrm.membership.reports.document import Table
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest, TopUpRequest
from smbcrm.membership.tiers.types import (
    FirstTier,
    HoldRequest,
    NoSuchItem,
    TierChanges,
    TiersUnordered,
    UnknownTier,
)
from smbcrm.membership.what_if.types import Cost, Costs, Outcome, PointsChanges, Trial
from tests.helpers.shops import StillShop, still_shop
from tests.integration.tiers.conftest import TierShop


def replay(shop: TierShop, trial: Trial) -> Outcome:
    return shop.services.what_if.replay(trial)


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(one.name, one.before.code, one.after.code) for one in outcome.movers]


def more(costs: Costs) -> Cost:
    """Return what more was given."""
    now, then = costs.now, costs.then
    pairs = ((getattr(then, one.name), getattr(now, one.name)) for one in fields(Cost))
    return Cost(*(its - mine for its, mine in pairs))


def test_who_moves_and_the_days_replayed(shop: TierShop) -> None:
    shop.on(5, 20)
    shop.sell(shop.ann, 95_000)
    easier = replay(shop, Trial({"gold": TierChanges(spend_from=90_000)}))
    assert (easier.first, easier.last) == (dt.date(2025, 5, 21), dt.date(2026, 5, 20))
    assert told(easier) == [("Ann", "silver", "gold")]
    assert (easier.now, easier.then) == (
        {"silver": 1, "regular": 1},
        {"gold": 1, "regular": 1},
    )
    harder = replay(shop, Trial({"silver": TierChanges(spend_from=96_000)}))
    assert told(harder) == [("Ann", "silver", "regular")]


def test_the_figures_of_one_customer_by_hand(shop: TierShop) -> None:
    """Ann spends 900.00 and then 100.00 and 50.00. Silver x1.2 from 400.00, gold x1.5.

    As it is: 900 points as regular, 120 as silver, and gold from 1,000.00: 75. Were gold reached
    from 900.00 and gave 10 % off: 900, then of 90.00 and of 45.00 x1.5 135 and 67 points, and
    15.00 off.
    """
    for day, amount in ((1, 90_000), (2, 10_000), (3, 5_000)):
        shop.on(5, day)
        shop.sell(shop.ann, amount)
    outcome = replay(shop, Trial({"gold": TierChanges(spend_from=90_000, discount=1_000)}))
    assert outcome.others.now == Cost(0, 900 + 120 + 75)
    assert outcome.others.then == Cost(1_000 + 500, 900 + 135 + 67)
    assert (outcome.now, outcome.then) == ({"gold": 1, "regular": 1},) * 2


def test_without_a_change_nothing_would_be_different(shop: TierShop) -> None:
    shop.sell(shop.ann, 120_000)
    shop.refund(shop.sell(shop.bob, 40_000), 10_000)
    shop.services.till.top_up(TopUpRequest(shop.act(), shop.bob, 50_000))
    shop.on(2, 1, 2027)
    shop.sell(shop.bob, 5_000)
    same = TierChanges(spend_from=100_000)
    outcome = replay(shop, Trial({"gold": same}, PointsChanges(1, 100)))
    assert told(outcome) == []
    assert [more(one) for one in (outcome.up, outcome.down, outcome.others)] == [Cost()] * 3
    # At the review of 1 July Bob falls: 300.00 stayed after the refund, and 50 points are earned.
    assert outcome.others.now == Cost(0, 1_200 + 300 + 50, 5_000)


def test_a_harder_rule_lowers_at_the_review_after_grace(shop: TierShop) -> None:
    shop.sell(shop.ann, 120_000)
    shop.on(5, 1)
    harder = Trial({"gold": TierChanges(spend_from=150_000)})
    assert told(replay(shop, harder)) == [("Ann", "gold", "silver")]
    shop.services.tiers.hold(HoldRequest(shop.ann, "gold", None, "goodwill"))
    assert told(replay(shop, harder)) == [], "what was given by hand stays"


def test_other_ways_to_a_tier_are_replayed(shop: TierShop) -> None:
    for day in (1, 2, 3):
        shop.on(4, day)
        shop.sell(shop.ann, 100)
    shop.sell_item(shop.bob, "club")
    by_visits = Trial({"silver": TierChanges(spend_from=0, visits_from=3)})
    assert told(replay(shop, by_visits)) == [("Ann", "regular", "silver")]
    by_item = Trial({"gold": TierChanges(item="club", item_months=6)})
    before = replay(shop, by_item)
    assert told(before) == [], "it is reached by what is bought from then on"
    shop.sell(shop.bob, 10_000)
    after = replay(shop, by_item)
    assert after.others.then.points - before.others.then.points == 150, "as gold, had it been so"
    assert after.others.now.points - before.others.now.points == 100


def test_points_and_offers_are_replayed(shop: TierShop) -> None:
    shop.sell(shop.ann, 10_000)
    for amount in (20_000, 60_000):
        shop.services.till.top_up(TopUpRequest(shop.act(), shop.bob, amount))
    trial = Trial(points=PointsChanges(2, 100, 100, 200), offers=(Offer(1, 50_000, 8_000),))
    outcome = replay(shop, trial)
    assert more(outcome.others) == Cost(0, 100, 8_000 - 2_000 - 5_000)
    assert outcome.points_out == 100
    document = shop.services.what_if.document(outcome)
    facts = {fact.id: fact.value for fact in document.sections[-1].facts}
    assert (str(facts["worth_now"]), str(facts["worth_then"])) == ("$1.00", "$2.00")
    (table,) = document.sections[-1].tables
    assert _net(table, "points") == "$3.00", "200 at 0.02 instead of 100 at 0.01"
    assert _net(table, "gift") == "$10.00"


def _net(table: Table, benefit: str) -> str:
    (row,) = (row for row in table.rows if getattr(row[0], "code", "") == benefit)
    return str(row[-1])


@pytest.mark.parametrize(
    ("trial", "refusal"),
    [
        (Trial({"bronze": TierChanges(months=6)}), UnknownTier),
        (Trial({"gold": TierChanges(spend_from=1)}), TiersUnordered),
        (Trial({"regular": TierChanges(spend_from=1)}), FirstTier),
        (Trial({"gold": TierChanges(item="nothing")}), NoSuchItem),
        (Trial(offers=(Offer(1, 1, 10**12 + 1),)), BadOffer),
    ],
)
def test_what_cannot_be_a_rule_is_refused(
    shop: TierShop, trial: Trial, refusal: type[UserError]
) -> None:
    with pytest.raises(refusal):
        replay(shop, trial)


def test_two_tiers_may_change_places_of_their_amounts(shop: TierShop) -> None:
    """Only together they make an order."""
    trial = Trial(
        {
            "silver": TierChanges(spend_from=150_000),
            "gold": TierChanges(spend_from=250_000),
        }
    )
    assert replay(shop, trial).after.tiers[1].spend_from == 150_000


def test_nothing_is_written(shop: TierShop) -> None:
    shop.sell(shop.ann, 90_000)
    tables = "operation", "tier_membership", "tier", "tier_coming", "tier_review", "request_log"

    def state() -> list[Sequence[object]]:
        return shop.still.uow.read(
            lambda work: [work.session.rows(f"SELECT * FROM {table}") for table in tables]
        )

    before, done = state(), list[tuple[int, int]]()
    trial = Trial({"gold": TierChanges(spend_from=50_000)}, offers=())
    shop.services.what_if.replay(trial, lambda now, of: done.append((now, of)))
    assert state() == before
    assert done == [(2, 2)]


SALES = st.lists(
    st.tuples(st.integers(0, 60), st.booleans(), st.integers(1, 40_000)), min_size=1, max_size=8
)
FACTORS = st.tuples(*(st.integers(50, 300) for _ in range(3)))
THRESHOLDS = st.tuples(st.integers(5_000, 40_000), st.integers(40_001, 90_000))


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SALES, THRESHOLDS, FACTORS)
def test_a_replay_finds_what_a_shop_with_these_rules_would_have_done(
    tmp_path_factory: pytest.TempPathFactory,
    sales: list[tuple[int, bool, int]],
    thresholds: tuple[int, int],
    factors: tuple[int, ...],
) -> None:
    """Two shops sell the same: one under the rules as shipped, one under those of the trial."""
    regular, silver, gold = factors
    changes = {
        "regular": TierChanges(points_factor=regular),
        "silver": TierChanges(points_factor=silver, spend_from=thresholds[0]),
        "gold": TierChanges(points_factor=gold, spend_from=thresholds[1]),
    }
    folder = tmp_path_factory.mktemp("twins")
    with (
        still_shop(str(folder / "one.db"), "US", "USD") as one,
        still_shop(str(folder / "two.db"), "US", "USD") as two,
    ):
        for code in ("silver", "gold", "regular"):
            two.services.tiers.edit(code, changes[code]._replace(spend_from=None))
        two.services.tiers.edit("silver", TierChanges(spend_from=thresholds[0]))
        two.services.tiers.edit("gold", TierChanges(spend_from=thresholds[1]))
        lived = [_live(shop, sales) for shop in (one, two)]
        outcome = one.services.what_if.replay(Trial(changes))
        groups = outcome.up + outcome.down + outcome.others
        assert [groups.now.points, groups.then.points] == [points for points, _ in lived]
        assert [dict(outcome.now), dict(outcome.then)] == [tiers for _, tiers in lived]


def _live(shop: StillShop, sales: list[tuple[int, bool, int]]) -> tuple[int, dict[str, int]]:
    """Sell everything; return the points earned and how many are in each tier at the end."""
    services = shop.services
    who = [services.customers.add(Details(full_name=name)).id for name in ("Ann", "Bob")]
    points = 0
    for number, (days, first, amount) in enumerate(sales):
        shop.clock.instant += dt.timedelta(days=days % 40)
        bill = services.till.sale(SaleRequest(shop.act(100 + number), who[first], amount))
        points += bill.points
    names = {tier.name: tier.code for tier in services.tiers.all()}
    tiers: dict[str, int] = {}
    for one in who:
        code = names[services.customers.show(one).tier]
        tiers[code] = tiers.get(code, 0) + 1
    return points, tiers


def test_an_item_with_more_points_keeps_them(shop: TierShop) -> None:
    shop.services.items.add(NewItem("oil", "Oil", 2_000, points_factor=300))
    items = (ItemQuantity("oil", 2_000),)
    shop.services.till.sale(SaleRequest(shop.act(), shop.ann, items=items))
    outcome = replay(shop, Trial({"regular": TierChanges(points_factor=150)}))
    assert (outcome.others.now.points, outcome.others.then.points) == (120, 180)
