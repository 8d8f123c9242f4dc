"""Any way of splitting a refund ends as one refund, whatever else the customer has done."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_arithmetic import discount_of
from tests.helpers.oracle_outcomes import accepted, utc
from tests.helpers.oracle_types import PackageRule, Rules, TierRule

START = utc(2026, 3, 10)
NEVER: list[dt.date | None] = [None]
SOON = [None, *(dt.date(2026, 3, day) for day in (10, 11, 18))]
ANN = 1
PART = st.integers(0, 100)
Credits = list[tuple[str, int, dt.date | None]]
"""Kind, amount and last day of what a customer is given."""
SHARES = st.tuples(PART, PART, PART, PART)
RULES = st.builds(
    Rules,
    earn_points=st.integers(1, 3),
    earn_minor=st.sampled_from([1, 7, 100]),
    worth_points=st.just(1),
    worth_minor=st.integers(1, 7),
    refund_order=st.sampled_from(["money", "stored"]),
    tiers=st.just(
        (TierRule("regular", 0, 100, 0), TierRule("silver", 700, 120, 5)),
    ),
    packages=st.just((PackageRule("cut3", 100, 3),)),
)


@dataclass(frozen=True)
class Story:
    """A sale with all that may lie before it and between it and its refund."""

    rules: Rules
    lots: Credits
    gross: int
    shares: tuple[int, int, int, int]
    with_package: bool
    spent: tuple[int, int]
    owing: bool
    later: Credits
    days: int

    def shop(self) -> OracleShop:
        """Tell it to a shop up to the refund."""
        shop = OracleShop(self.rules, ZoneInfo("UTC"))
        shop.set_now(START)
        shop.new_customer()
        self._credit(shop, "before", self.lots)
        accepted(shop.sale("other", ANN, 300))
        self._sell(shop)
        self._spend(shop)
        if self.owing:
            accepted(shop.refund("owing", "other"))
        self._credit(shop, "after", self.later)
        shop.set_now(START + dt.timedelta(days=self.days))
        return shop

    def _credit(self, shop: OracleShop, name: str, lots: Credits) -> None:
        for number, (kind, amount, ends) in enumerate(lots):
            request = f"{name}-{number}"
            if kind == "credit":
                shop.adjust(request, ANN, kind, amount)
            else:
                shop.opening(
                    request,
                    ANN,
                    principal=amount if kind == "principal" else 0,
                    gift=amount if kind == "gift" else 0,
                    points=amount if kind == "points" else 0,
                    ends=ends,
                )

    def _sell(self, shop: OracleShop) -> None:
        packages = {"cut3": 1} if self.with_package else {}
        tier = shop._book.tier(ANN, self.rules.tiers, shop.today)
        full = self.gross + 100 * len(packages)
        net = left = full - discount_of(full, tier.discount_percent)
        state = shop.state(ANN)
        have = {
            "stored": state.principal + state.gift,
            "credit": state.credit,
            "points": state.points * self.rules.worth_minor,
            "card": net,
        }
        payments = {}
        for share, (means, most) in zip(self.shares, have.items(), strict=True):
            part = min(left, most * share // 100)
            if means == "points":
                part -= part % self.rules.worth_minor
            if part:
                payments[means] = part // (self.rules.worth_minor if means == "points" else 1)
                left -= part
        if left:
            payments["cash"] = left
        accepted(shop.sale("sale", ANN, self.gross, payments, packages=packages))

    def _spend(self, shop: OracleShop) -> None:
        """Turn points into credit and pay stored value out, so that something is missing."""
        state = shop.state(ANN)
        points, principal = self.spent
        shop.redeem("redeem", ANN, state.points * points // 100)
        shop.withdraw("withdraw", ANN, state.principal * principal // 100)

    @property
    def net(self) -> int:
        """Return the net sale."""
        sale = next(each for each in self.shop().operations if each.request_id == "sale")
        return sum(entry.amount for entry in sale.entries if entry.account == "sales")


def credited(ends: list[dt.date | None]) -> st.SearchStrategy[Credits]:
    """Make credits of one kind each."""
    kinds = st.sampled_from(["principal", "gift", "points", "points", "credit"])
    return st.lists(st.tuples(kinds, st.integers(1, 300), st.sampled_from(ends)), max_size=5)


def stories(ends: list[dt.date | None], days: st.SearchStrategy[int]) -> st.SearchStrategy[Story]:
    return st.builds(
        Story,
        rules=RULES,
        lots=credited(ends),
        gross=st.integers(1, 900),
        shares=SHARES,
        with_package=st.booleans(),
        spent=st.tuples(PART, PART),
        owing=st.booleans(),
        later=credited(ends),
        days=days,
    )


def merged(shop: OracleShop) -> Counter[tuple[str, dt.date | None, dt.date, bool]]:
    """Add up lots that no rule could tell apart; what is owed stands for itself."""
    state = shop.state(ANN)
    sums: Counter[tuple[str, dt.date | None, dt.date, bool]] = Counter()
    for kind, remaining, ends, since in state.lots + state.visits:
        sums[kind, ends, since, remaining < 0] += remaining
    return sums


def cut(total: int, cuts: list[int]) -> list[int]:
    """Cut a total into parts at these per mille of it."""
    marks = sorted({total * each // 1000 for each in cuts} | {0, total})
    return [upper - lower for lower, upper in pairwise(marks)]


CUTS = st.lists(st.integers(0, 1000), max_size=6)
HOW_MUCH = st.one_of(st.just(1000), st.integers(0, 1000))


@given(stories(SOON, st.sampled_from([0, 0, 1, 2, 8, 9])), HOW_MUCH, CUTS)
def test_any_split_of_a_refund_ends_as_one(story: Story, share: int, cuts: list[int]) -> None:
    story = replace(story, with_package=False)  # visits come back by their line
    total = max(1, story.net * share // 1000)
    one, many = story.shop(), story.shop()
    accepted(one.refund("r", "sale", total))
    for number, part in enumerate(cut(total, cuts)):
        accepted(many.refund(f"r-{number}", "sale", part))
    for next_sale in (0, 450):
        for shop in (one, many):
            if next_sale:
                accepted(shop.sale("next", ANN, next_sale))
        assert merged(many) == merged(one)
        assert many.state(ANN).tier == one.state(ANN).tier
        assert many.house() == one.house()
        assert many.tender_totals(many.today) == one.tender_totals(one.today)


@given(stories(NEVER, st.just(0)), CUTS)
def test_on_different_days_as_well_while_nothing_ends(story: Story, cuts: list[int]) -> None:
    story = replace(story, with_package=False)  # visits come back by their line
    one, many = story.shop(), story.shop()
    accepted(one.refund("r", "sale"))
    for number, part in enumerate(cut(story.net, cuts)):
        many.set_now(START + dt.timedelta(days=number))
        accepted(many.refund(f"r-{number}", "sale", part))
    one.set_now(many.now)
    mine, theirs = one.state(ANN), many.state(ANN)
    assert (mine.principal, mine.gift, mine.credit) == (
        theirs.principal,
        theirs.gift,
        theirs.credit,
    )
    assert (mine.points, mine.visits) == (theirs.points, theirs.visits)
    assert one.house() == many.house()


@given(stories(SOON, st.sampled_from([0, 2])))
def test_the_whole_gives_back_exactly_what_was_paid(story: Story) -> None:
    shop = story.shop()
    sale = next(each for each in shop.operations if each.request_id == "sale")
    refund = accepted(shop.refund("r", "sale"))
    for account in {entry.account for entry in sale.entries if entry.lot is None}:
        paid = sum(e.amount for e in sale.entries if e.lot is None and e.account == account)
        if account != "visits":
            unit = next(e.unit for e in sale.entries if e.account == account and e.lot is None)
            assert refund.of_house(account, unit) == -paid
    for kind in ("principal", "gift", "credit", "points"):
        taken = sum(e.amount for e in sale.entries if e.lot is not None and e.account == kind)
        assert refund.of_customer(kind) == -taken


@given(stories(SOON, st.just(0)), CUTS)
def test_refunds_taken_back_last_one_first_never_happened(story: Story, cuts: list[int]) -> None:
    story = replace(story, with_package=False)  # visits come back by their line
    shop = story.shop()
    state, house = shop.state(ANN), shop.house()
    parts = cut(story.net, cuts)
    for number, part in enumerate(parts):
        accepted(shop.refund(f"r-{number}", "sale", part))
    for number in reversed(range(len(parts))):
        accepted(shop.reverse(f"u-{number}", f"r-{number}", void=True))
    assert (shop.state(ANN), shop.house()) == (state, house)
