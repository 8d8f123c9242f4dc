"""What must hold whatever a shop does, seen on the shop itself, on both databases."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import strategies as st

from smbcrm.core.errors import UserError
from smbcrm.membership.ledger.posting import AlreadyExpired
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.errors import PointsBelowZero
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest
from smbcrm.membership.value.types import TransferRequest, WithdrawRequest
from smbcrm.models.work import Work
from tests.helpers.twin import database
from tests.integration.ledger.conftest import DAY, NOON, Shop, examples

PERCENT = st.integers(0, 100)
AMOUNT = st.integers(1, 60_000)


# ------------------------------------------------------------------------- a refund in parts


@dataclass(frozen=True)
class Story:
    """A sale with all that it may be paid with, and what becomes of the points before a refund."""

    topped_up: int
    credit: int
    points: int
    money: int
    shares: tuple[int, int, int]
    redeemed: int

    def tell(self, shop: Shop, who: int) -> tuple[str, int]:
        """Tell it of a customer; return the sale and its net."""
        shop.top_up(who, self.topped_up, dt.date(2026, 1, 10))
        shop.top_up(who, self.topped_up)
        shop.give(who, AccountKind.CREDIT, self.credit)
        shop.give(who, AccountKind.POINTS, self.points)
        principal, gift, credit, points = shop.balances(who)
        have = (
            (Means.STORED, principal + gift),
            (Means.CREDIT, credit),
            (Means.POINTS, points),
        )
        paid = {
            means: most * share // 100
            for (means, most), share in zip(have, self.shares, strict=True)
            if most * share // 100
        }
        paid |= {Means.CARD: self.money, Means.CASH: self.money}
        net = sum(paid.values())
        sale = shop.sell(who, net, paid)
        if gone := shop.services.ledger.standing(who).points * self.redeemed // 100:
            shop.services.till.redeem(RedeemRequest(shop.act(), who, gone))
        return sale, net


STORIES = st.builds(
    Story,
    topped_up=AMOUNT,
    credit=st.integers(1, 5_000),
    points=st.integers(1, 5_000),
    money=st.integers(1, 30_000),
    shares=st.tuples(PERCENT, PERCENT, PERCENT),
    redeemed=PERCENT,
)


def cut(total: int, cuts: Sequence[int]) -> list[int]:
    """Cut a total into parts at these per mille of it."""
    marks = sorted({total * each // 1000 for each in cuts} | {0, total})
    return [upper - lower for lower, upper in pairwise(marks)]


@pytest.mark.parametrize("order", ["money", "stored"])
def test_any_way_of_splitting_a_refund_ends_as_one(shop: Shop, order: str) -> None:
    shop.services.shop.set("refund.order", order)

    @examples(
        shop,
        STORIES,
        st.integers(1, 1000),
        st.lists(st.integers(0, 1000), max_size=5),
        st.sampled_from([0, 200, 370]),
    )
    def _(story: Story, share: int, cuts: list[int], days: int) -> None:
        customers = shop.begin(2)
        ends = []
        for who, split in zip(customers, ([], cuts), strict=True):
            shop.clock.instant = NOON
            sale, net = story.tell(shop, who)
            shop.clock.instant += days * DAY
            back: Counter[Means | str] = Counter()
            for part in cut(max(1, net * share // 1000), split):
                bill = shop.services.refunds.refund(RefundRequest(shop.act(), sale, part))
                back.update({paid.means: paid.amount for paid in bill.payments})
                back["points"] -= bill.points
            ends.append((shop.balances(who), merged(shop, who), +back))
        assert ends[0] == ends[1]


def merged(shop: Shop, who: int) -> Counter[tuple[str, dt.date | None, bool]]:
    """Add up lots that no rule could tell apart: of one kind and end, owned or owed."""
    sums: Counter[tuple[str, dt.date | None, bool]] = Counter()
    for lot in shop.lots(who):
        sums[lot.kind, lot.expires_on, lot.remaining < 0] += lot.remaining
    return sums


# ----------------------------------------------------------------- below zero, and only points


def test_points_alone_go_below_zero_only_by_a_refund_and_then_block_redeeming(
    shop: Shop,
) -> None:
    @examples(shop, st.integers(100, 30_000), PERCENT, PERCENT)
    def _(net: int, redeemed: int, refunded: int) -> None:
        (who,) = shop.begin()
        sale = shop.sell(who, net)
        if gone := (net // 100) * redeemed // 100:
            shop.services.till.redeem(RedeemRequest(shop.act(), who, gone))
        assert shop.balances(who)[3] >= 0
        if back := net * refunded // 100:
            shop.services.refunds.refund(RefundRequest(shop.act(), sale, back))
        principal, gift, credit, points = shop.balances(who)
        assert (principal, gift, credit) == (0, 0, gone)
        assert points == (net - back) // 100 - gone
        if points < 0:
            with pytest.raises(PointsBelowZero):
                shop.services.till.redeem(RedeemRequest(shop.act(), who, 1))
            shop.sell(who, (5 - points) * 100)
            assert [lot.remaining for lot in shop.lots(who) if lot.kind == "points"] == [5]
            shop.services.till.redeem(RedeemRequest(shop.act(), who, 5))


@pytest.mark.parametrize("paid", [False, True], ids=["redeemed", "paid"])
def test_points_put_back_fill_what_a_refund_left_owed(shop: Shop, paid: bool) -> None:  # noqa: FBT001 - a case
    @examples(shop, st.integers(100, 30_000), PERCENT, PERCENT)
    def _(net: int, redeemed: int, refunded: int) -> None:
        (who,) = shop.begin()
        sale = shop.sell(who, net)
        spent = max(1, (net // 100) * redeemed // 100)
        if paid:
            taken = shop.sell(who, spent, {Means.POINTS: spent})
        else:
            taken = shop.services.till.redeem(RedeemRequest(shop.act(), who, spent)).operation
        back = max(1, net * refunded // 100)
        shop.services.refunds.refund(RefundRequest(shop.act(), sale, back))
        shop.services.till.reverse(ReverseRequest(shop.act(), taken))
        kept = (net - back) // 100
        assert sum(lot.remaining for lot in shop.lots(who) if lot.kind == "points") == kept
        assert all(lot.remaining > 0 for lot in shop.lots(who))
        if kept:
            shop.services.till.redeem(RedeemRequest(shop.act(), who, kept))

    assert shop.services.audit.verify().clean


# ------------------------------------------------------------------- a gift for nothing

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["top_up", "stored", "stored", "all_out", "withdraw", "undo"]),
        st.one_of(st.integers(1, 5_000), st.integers(1, 60_000)),
    ),
    max_size=6,
)


@pytest.mark.parametrize("order", ["pro_rata", "gift_first", "principal_first"])
def test_no_gift_is_left_once_all_was_given_back_and_paid_out(shop: Shop, order: str) -> None:
    shop.services.shop.set("stored_value.order", order)

    @examples(shop, DEEDS)
    def _(story: list[tuple[str, int]]) -> None:
        (who,) = shop.begin()
        sales: list[str] = []
        shop.top_up(who, 50_000)
        for name, amount in story:
            with suppress(UserError):
                if name == "all_out":
                    pay_all_out(shop, who)
                elif name != "undo":
                    do(shop, name, who, amount, sales)
                elif sales:
                    shop.services.till.reverse(ReverseRequest(shop.act(), sales[-1]))
                    sales.pop()
        for sale in sales:
            shop.services.refunds.refund(RefundRequest(shop.act(), sale))
        pay_all_out(shop, who)
        assert shop.balances(who)[:2] == (0, 0)


def pay_all_out(shop: Shop, who: int) -> None:
    if principal := shop.balances(who)[0]:
        shop.services.value.withdraw(WithdrawRequest(shop.act(), who, principal))


# ------------------------------------------------------------------------------ when lots end


def test_a_change_of_rule_never_shortens_what_is_there(shop: Shop) -> None:
    months = st.integers(1, 30)

    @examples(shop, st.lists(st.tuples(months, months, AMOUNT), min_size=2, max_size=5))
    def _(rules: list[tuple[int, int, int]]) -> None:
        (who,) = shop.begin()
        known: dict[int, dt.date | None] = {}
        for points_months, gift_months, amount in rules:
            shop.services.shop.set("points.months", str(points_months))
            shop.services.shop.set("stored_value.gift_months", str(gift_months))
            shop.top_up(who, amount)
            shop.sell(who, amount)
            now = {lot.id: lot.expires_on for lot in shop.lots(who)}
            assert known.items() <= now.items()
            known = now


def test_a_back_dated_earn_cannot_revive_expired_value(shop: Shop) -> None:
    @examples(shop, st.integers(0, 800), st.integers(0, 800), AMOUNT)
    def _(days: int, back: int, amount: int) -> None:
        (who,) = shop.begin()
        shop.top_up(who, 50_000)
        shop.sell(who, 6_800)
        shop.clock.instant += days * DAY
        today = shop.services.ledger.today()
        there = shop.services.ledger.standing(who)
        earned, refused = amount // 100, False
        try:
            shop.sell(who, amount, date=today - back * DAY)
        except AlreadyExpired:
            earned, refused = 0, True
        try:
            shop.top_up(who, 20_000, today - back * DAY)
        except AlreadyExpired:
            assert back >= 365
        after = shop.services.ledger.standing(who)
        assert after.points == there.points + earned
        assert after.gift in {there.gift, there.gift + 2_000}
        assert refused <= (back > 365)
        assert all(lot.expires_on is None or lot.expires_on >= today for lot in after.lots)


# --------------------------------------------------------------------------------------- tiers


def test_no_balance_makes_a_tier(shop: Shop) -> None:
    """Top-ups, adjustments, what was handed over: a full purse is no spend."""
    move = st.sampled_from(["top_up", "principal", "points", "credit", "transfer", "withdraw"])

    @examples(shop, st.lists(st.tuples(move, st.integers(1, 500_000)), max_size=6))
    def _(moves: list[tuple[str, int]]) -> None:
        who, other = shop.begin(2)
        shop.top_up(other, 500_000)
        for name, amount in moves:
            if name == "top_up":
                shop.top_up(who, amount)
            elif name == "transfer":
                asked = TransferRequest(shop.act(), other, who, min(amount, 50_000), "family")
                shop.services.value.transfer(asked)
            elif name == "withdraw":
                if most := min(amount, shop.balances(who)[0]):
                    shop.services.value.withdraw(WithdrawRequest(shop.act(), who, most))
            else:
                shop.give(who, AccountKind(name), amount)
        shop.sell(who, 39_999)
        assert shop.services.customers.show(who).tier == "Regular"
        shop.sell(who, 1)
        assert shop.services.customers.show(who).tier == "Silver"


# ---------------------------------------------------------------------------- clocks set back


HOURS = st.sampled_from([-24, -24, -1, 0, 1, 24, 24, 24 * 40, 24 * 366])
ACTS = st.sampled_from(["top_up", "sale", "stored", "redeem", "refund", "withdraw", "expire"])


def clocks_story(shop: Shop, story: list[tuple[str, int, int]]) -> None:
    """Tell a story of acts, each after so many hours; what has ended stays ended."""
    (who,) = shop.begin()
    sales: list[str] = []
    over: set[int] = set()
    for name, hours, amount in story:
        shop.clock.instant += dt.timedelta(hours=hours)
        with suppress(UserError):
            do(shop, name, who, amount, sales)
        ended = expired_lots(shop, who)
        assert over <= ended
        over = ended
        assert not over & {lot.id for lot in shop.lots(who) if lot.remaining > 0}
        values = [lot for lot in shop.lots(who) if lot.kind is not AccountKind.POINTS]
        assert all(lot.remaining > 0 for lot in values)
    assert shop.services.audit.verify().findings == ()


@pytest.mark.parametrize("late", ["refund", "stored", "withdraw", "expire"])
def test_an_end_that_was_booked_stays_when_the_clock_goes_back_a_day(shop: Shop, late: str) -> None:
    """The gift of 4 May 2026 ends with 4 May 2027; that is booked on the 5th, and again the 4th."""
    story = [("top_up", 0, 50_000), ("stored", 1, 11_000), ("expire", 24 * 366, 0)]
    clocks_story(shop, [*story, (late, -24, 5_500), ("expire", 0, 0), ("sale", 24, 100)])


def test_a_clock_that_is_set_back_a_day_spoils_nothing(shop: Shop) -> None:
    @examples(shop, st.lists(st.tuples(ACTS, HOURS, AMOUNT), max_size=12))
    def _(story: list[tuple[str, int, int]]) -> None:
        clocks_story(shop, story)


def do(shop: Shop, name: str, who: int, amount: int, sales: list[str]) -> None:
    """Do something for a customer as far as there is anything to do it with."""
    principal, gift, _, points = shop.balances(who)
    match name:
        case "top_up":
            shop.top_up(who, amount)
        case "sale":
            sales.append(shop.sell(who, amount))
        case "stored":
            net = max(1, min(amount, principal + gift))
            sales.append(shop.sell(who, net, {Means.STORED: net}))
        case "redeem":
            shop.services.till.redeem(RedeemRequest(shop.act(), who, max(1, points)))
        case "refund" if sales:
            shop.services.refunds.refund(RefundRequest(shop.act(), sales[-1], amount))
        case "withdraw":
            shop.services.value.withdraw(WithdrawRequest(shop.act(), who, max(1, principal // 2)))
        case _:
            shop.services.ledger.expire()


def expired_lots(shop: Shop, who: int) -> set[int]:
    """Return the lots of a customer whose end was booked."""

    def read(work: Work) -> set[int]:
        rows = work.session.rows(
            "SELECT DISTINCT e.lot FROM entry e JOIN operation o ON o.seq = e.operation "
            "JOIN account a ON a.id = e.account WHERE o.kind = 'expiry' AND a.holder = ?",
            who,
        )
        return {row[0] for row in rows}

    return database(shop.services).run(read)
