"""What if: every other rule that can be tried, against shops that really had it. In cents."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from smbcrm.core.clock import add_months, end_of_month
from smbcrm.core.errors import UserError
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from smbcrm.membership.shop.types import EarnAt
from smbcrm.membership.tiers.types import (
    BadTierCode,
    NewTier,
    TierChanges,
    TierCodeTaken,
    TiersUnordered,
    UnknownTier,
)
from smbcrm.membership.vouchers.errors import UnknownDefinition
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.membership.what_if.types import Cost, Costs, Outcome, PointsChanges, Trial
from tests.helpers.shops import StillShop, still_shop
from tests.integration.tiers.conftest import TierShop
from tests.integration.what_if.test_what_if_replay import more, replay, told

PLATINUM = NewTier("platinum", "Platinum", TierChanges(spend_from=80_000, points_factor=200))


def all_of(outcome: Outcome) -> Costs:
    return outcome.up + outcome.down + outcome.others


# ------------------------------------------------------------------------------ a new tier


def test_a_new_tier_is_reached_and_gives(shop: TierShop) -> None:
    """Ann spends 900.00 and then 100.00: between silver and gold there is a tier from 800.00."""
    shop.sell(shop.ann, 90_000)
    shop.on(5, 1)
    shop.sell(shop.ann, 10_000)
    between = PLATINUM._replace(above="silver")
    outcome = replay(shop, Trial(new_tiers=(between,)))
    assert [tier.code for tier in outcome.after.tiers] == ["regular", "silver", "platinum", "gold"]
    assert told(outcome) == [], "with 1,000.00 she is gold by both"
    assert more(outcome.others) == Cost(points=200 - 120)
    dear = between._replace(changes=TierChanges(spend_from=150_000))
    with pytest.raises(TiersUnordered):
        replay(shop, Trial(new_tiers=(dear,)))


def test_a_new_tier_above_all_takes_people_up(shop: TierShop) -> None:
    shop.sell(shop.ann, 250_000)
    top = PLATINUM._replace(changes=TierChanges(spend_from=200_000))
    outcome = replay(shop, Trial(new_tiers=(top,)))
    assert told(outcome) == [("Ann", "gold", "platinum")]
    assert outcome.now == {"gold": 1, "regular": 1}
    assert outcome.then == {"platinum": 1, "regular": 1}
    document = shop.services.what_if.document(outcome)
    (where,) = document.sections[0].tables
    assert next(getattr(row[0], "code", "") for row in where.rows) == "platinum"


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (PLATINUM._replace(code="gold"), TierCodeTaken),
        (PLATINUM._replace(code="Best of all"), BadTierCode),
        (PLATINUM._replace(above="bronze"), UnknownTier),
    ],
)
def test_a_new_tier_that_cannot_be_is_refused(
    shop: TierShop, new: NewTier, refusal: type[UserError]
) -> None:
    with pytest.raises(refusal):
        replay(shop, Trial(new_tiers=(new,)))


# --------------------------------------------------------------------- vouchers on entry


@pytest.fixture
def vouchers(shop: TierShop) -> None:
    """Give 10.00 off on the entry of gold; a tea and 5 percent off are given by hand."""
    services = shop.services
    services.items.add(NewItem("tea", "Tea", 450))
    services.vouchers.add(NewDefinition("ten", "Ten", "amount_off", 1_000, on_entry="gold"))
    services.vouchers.add(NewDefinition("tea", "A tea", "free_item", item="tea"))
    services.vouchers.add(NewDefinition("five", "Five", "percent_off", 500))


@pytest.mark.usefixtures("vouchers")
def test_vouchers_on_entry_are_in_the_cost_of_every_rule(shop: TierShop) -> None:
    shop.sell(shop.ann, 90_000)
    easier = replay(shop, Trial({"gold": TierChanges(spend_from=80_000)}))
    assert more(easier.up) == Cost(vouchers=1_000)
    document = shop.services.what_if.document(easier)
    (table,) = document.sections[-1].tables
    (row,) = (row for row in table.rows if getattr(row[0], "code", "") == "vouchers")
    assert str(row[-1]) == "$10.00"


@pytest.mark.usefixtures("vouchers")
def test_other_vouchers_on_entry_are_told_in_money_or_counted(shop: TierShop) -> None:
    shop.sell(shop.ann, 50_000)
    shop.sell(shop.bob, 120_000)
    given = {"silver": ("tea", "five"), "gold": ("ten",)}
    outcome = replay(shop, Trial(entry_vouchers=given))
    assert more(outcome.others) == Cost(vouchers=450, uncounted=1)
    notes = [str(note) for note in shop.services.what_if.document(outcome).notes]
    assert "Vouchers whose amount depends on the sale are counted: 0 now, 1 then." in notes
    assert more(replay(shop, Trial(entry_vouchers={"gold": ()})).others) == Cost(vouchers=-1_000)
    moved = replay(shop, Trial(entry_vouchers={"silver": ("ten",)}))
    assert all_of(moved).then.vouchers == 1_000, (
        "it comes with one tier alone: Bob got gold at once"
    )
    for trial, refusal in (
        (Trial(entry_vouchers={"gold": ("none",)}), UnknownDefinition),
        (Trial(entry_vouchers={"bronze": ()}), UnknownTier),
    ):
        with pytest.raises(refusal):
            replay(shop, trial)


# ------------------------------------------------------------------------- review dates


def test_other_review_dates_lower_at_others(shop: TierShop) -> None:
    """Bob is silver since 10 March 2026 and falls at the first review after 10 May 2027."""
    shop.sell(shop.bob, 50_000)
    shop.on(9, 1, 2027)
    shop.sell(shop.bob, 10_000)
    outcome = replay(shop, Trial(review_dates=((12, 31),)))
    assert more(all_of(outcome)) == Cost(points=20), "not lowered on 1 July: silver still"
    assert outcome.movers == ()


# ------------------------------------------------------------------- how long value lasts


def test_what_would_not_have_ended_is_counted(shop: TierShop) -> None:
    """150 points of March 2026, 40 of which are used, end with March 2027; so does the gift."""
    shop.sell(shop.ann, 15_000)
    shop.services.till.top_up(TopUpRequest(shop.act(), shop.bob, 20_000))
    shop.on(5, 1)
    pay = {Means.POINTS: 100}
    shop.services.till.sale(SaleRequest(shop.act(), shop.ann, 100, payments=pay))
    shop.on(8, 1, 2027)
    longer = PointsChanges(points_months=24, gift_months=24)
    outcome = replay(shop, Trial(points=longer))
    assert more(all_of(outcome)) == Cost(points_ended=-50, gift_ended=-2_000)
    (table,) = shop.services.what_if.document(outcome).sections[-1].tables
    net = {getattr(row[0], "code", ""): str(row[-1]) for row in table.rows}
    assert (net["points_ended"], net["gift_ended"]) == ("$0.50", "$20.00")
    sooner = replay(shop, Trial(points=PointsChanges(points_months=1)))
    assert more(all_of(sooner)) == Cost(points_ended=-50), "it would have ended a year before"


# --------------------------------------------------------------- shops that had the rules


class Step(NamedTuple):
    """Somebody does something some days later: tops up, buys, or gives the last sale back."""

    days: int
    first: bool
    what: int
    amount: int


STEPS = st.lists(
    st.builds(Step, st.integers(0, 25), st.booleans(), st.integers(0, 3), st.integers(100, 60_000)),
    min_size=1,
    max_size=8,
)
WEEKDAYS = st.tuples(*[st.sampled_from([100, 150, 200])] * 7)
POINTS = st.builds(
    PointsChanges,
    earn_points=st.integers(1, 3),
    earn_at=st.sampled_from(EarnAt),
    on_gift=st.booleans(),
    weekdays=WEEKDAYS,
)
FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def set_points(shop: StillShop, points: PointsChanges) -> None:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    factors = zip(names, points.weekdays or (), strict=False)
    for key, value in (
        ("points.earn_points", str(points.earn_points)),
        ("points.earned_at", str(points.earn_at)),
        ("points.on_gift", "on" if points.on_gift else "off"),
        ("points.weekdays", ",".join(f"{day}={factor / 100}" for day, factor in factors)),
    ):
        shop.services.shop.set(key, value)


def live(shop: StillShop, steps: Sequence[Step]) -> tuple[int, int]:
    """Do everything; return the points and the gift given, as the bills tell them."""
    services, points, gift = shop.services, 0, 0
    who = [services.customers.add(Details(full_name=name)).id for name in ("Ann", "Bob")]
    sold: dict[int, str] = {}
    for number, (days, first, what, amount) in enumerate(steps):
        shop.clock.instant += dt.timedelta(days=days)
        one, act = who[first], shop.act(100 + number)
        if what == 0:
            bill = services.till.top_up(TopUpRequest(act, one, amount))
            gift += bill.after.gift - bill.before.gift
        elif what == 1:
            if one not in sold:
                continue
            bill = services.refunds.refund(RefundRequest(act, sold.pop(one)))
        else:
            owned = services.ledger.standing(one)
            stored = sum(lot.remaining for lot in owned.lots if lot.kind in {"principal", "gift"})
            part = min(stored, amount) if what == 2 else 0
            parts = {Means.STORED: part, Means.CASH: amount - part}
            paid = {means: money for means, money in parts.items() if money}
            bill = services.till.sale(SaleRequest(act, one, amount, payments=paid))
            sold[one] = bill.operation
        points += bill.points
    return points, gift


PAID_AHEAD = [
    Step(days, first=True, what=what, amount=amount)
    for days, what, amount in ((0, 0, 20_000), (1, 2, 30_000), (2, 2, 9_000))
]
DEARER = (100, 200, 150, 100, 100, 200, 150)


@FEW
@example(PAID_AHEAD, PointsChanges(2, earn_at=EarnAt.TOP_UP, on_gift=True, weekdays=DEARER))
@example(PAID_AHEAD, PointsChanges(1, earn_at=EarnAt.TOP_UP, on_gift=False, weekdays=DEARER))
@example(PAID_AHEAD, PointsChanges(1, earn_at=EarnAt.SPEND, on_gift=True, weekdays=DEARER))
@given(STEPS, POINTS)
def test_a_replay_finds_what_a_shop_with_these_points_would_have_given(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], points: PointsChanges
) -> None:
    folder = tmp_path_factory.mktemp("points")
    with (
        still_shop(str(folder / "one.db"), "US", "USD") as one,
        still_shop(str(folder / "two.db"), "US", "USD") as two,
    ):
        set_points(two, points)
        lived = [live(shop, steps) for shop in (one, two)]
        groups = all_of(one.services.what_if.replay(Trial(points=points)))
        assert [(cost.points, cost.gift) for cost in (groups.now, groups.then)] == lived


@FEW
@given(STEPS, POINTS, st.integers(1, 24), st.booleans())
def test_without_a_change_nothing_costs_anything_in_any_shop(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[Step],
    points: PointsChanges,
    months: int,
    entry: bool,  # noqa: FBT001 - Hypothesis draws it
) -> None:
    folder = tmp_path_factory.mktemp("same")
    with still_shop(str(folder / "one.db"), "US", "USD") as shop:
        set_points(shop, points)
        shop.services.shop.set("points.months", str(months))
        if entry:
            ten = NewDefinition("ten", "Ten", "amount_off", 1_000, on_entry="silver")
            shop.services.vouchers.add(ten)
        live(shop, steps)
        shop.clock.instant += dt.timedelta(days=100)
        tiers = {
            tier.code: TierChanges(points_factor=tier.points_factor)
            for tier in (shop.services.tiers.all())
        }
        brought = {"silver": ("ten",)} if entry else {}
        same = Trial(tiers, replace(points, points_months=months), entry_vouchers=brought)
        outcome = shop.services.what_if.replay(same)
        assert outcome.movers == ()
        for group in (outcome.up, outcome.down, outcome.others):
            assert more(group) == Cost()


@FEW
@given(STEPS, st.integers(1, 6), st.integers(1, 6))
def test_what_ends_is_what_a_slow_recount_finds(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], now: int, then: int
) -> None:
    """By hand from the bills: points come with an operation, are never used, and end as they do."""
    folder = tmp_path_factory.mktemp("ends")
    with still_shop(str(folder / "one.db"), "US", "USD") as shop:
        shop.services.shop.set("points.months", str(now))
        who = shop.services.customers.add(Details(full_name="Ann")).id
        came: list[tuple[dt.date, int]] = []
        for number, step in enumerate(steps):
            shop.clock.instant += dt.timedelta(days=step.days)
            bill = shop.services.till.sale(SaleRequest(shop.act(number + 1), who, step.amount))
            came.append((shop.clock.instant.date(), bill.points))
        shop.clock.instant += dt.timedelta(days=150)
        today = shop.clock.instant.date()
        outcome = shop.services.what_if.replay(Trial(points=PointsChanges(points_months=then)))
        costs = all_of(outcome)

        def recount(months: int) -> int:
            ends = ((end_of_month(add_months(day, months)), points) for day, points in came)
            return sum(points for last, points in ends if last < today) if now != then else 0

        assert (costs.now.points_ended, costs.then.points_ended) == (recount(now), recount(then))
