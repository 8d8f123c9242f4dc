"""Everything the page of an open customer shows. Amounts are fen; the shop is in UTC."""

import datetime as dt

import pytest

from smbcrm.membership.cards.types import CardState
from smbcrm.membership.counter.types import CustomerView, NextTier, RecentRow
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from tests.helpers.shops import MORNING, StillShop

TODAY = MORNING.date()


def ann(shop: StillShop) -> int:
    birthday = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 3, 13)
    details = Details(full_name="Ann", phones=("13800138000",), occasions=(birthday,))
    return shop.services.customers.add(details).id


def view(shop: StillShop, customer: int) -> CustomerView:
    return shop.services.counter.customer(customer)


def test_somebody_new_has_nothing_yet(shop: StillShop) -> None:
    bob = shop.services.customers.add(Details(full_name="Bob")).id
    seen = view(shop, bob)
    assert seen == CustomerView(
        shown=shop.services.customers.show(bob),
        today=TODAY,
        tier_code="regular",
        card=None,
        owned=seen.owned,
        points_money=0,
        visits=0,
        first_visit=None,
        since=TODAY,
        spend=0,
        next_tier=NextTier("Silver", 200_000),
        occasion=None,
        last_means=None,
        recent=(),
    )
    assert not any((seen.owned.principal, seen.owned.gift, seen.owned.credit, seen.owned.points))


def test_nobody_is_refused(shop: StillShop) -> None:
    with pytest.raises(UnknownCustomer):
        view(shop, 99)


def test_what_is_owned_is_what_may_be_spent_today(shop: StillShop) -> None:
    who, till = ann(shop), shop.services.till
    till.top_up(TopUpRequest(shop.act(1), who, 100_000))
    till.sale(SaleRequest(shop.act(2), who, 12_345))
    till.redeem(RedeemRequest(shop.act(3), who, 100))
    for days in (0, 300, 200):
        shop.clock.instant += dt.timedelta(days=days)
        seen, standing = view(shop, who), shop.services.ledger.standing(who)
        assert seen.owned.principal == standing.principal == 100_000
        assert (seen.owned.gift, seen.owned.credit) == (standing.gift, standing.credit)
        assert seen.owned.points == seen.points_money == standing.points
    assert (seen.owned.gift, seen.owned.points) == (0, 0), "both have ended, though not booked"


def test_visits_are_days_and_spend_is_that_of_twelve_months(shop: StillShop) -> None:
    who, till = ann(shop), shop.services.till
    shop.clock.instant = MORNING - dt.timedelta(days=400)
    till.sale(SaleRequest(shop.act(1), who, 700))
    shop.clock.instant = MORNING - dt.timedelta(days=2)
    till.sale(SaleRequest(shop.act(2), who, 150_000))
    till.sale(SaleRequest(shop.act(3), who, 250))
    till.top_up(TopUpRequest(shop.act(4), who, 10_000))
    shop.clock.instant = MORNING
    undone = till.sale(SaleRequest(shop.act(5), who, 90_000))
    assert (view(shop, who).visits, view(shop, who).tier_code) == (3, "silver")
    till.reverse(ReverseRequest(shop.act(6), undone.operation))
    seen = view(shop, who)
    assert (seen.visits, seen.first_visit) == (2, (MORNING - dt.timedelta(days=400)).date())
    assert (seen.spend, seen.next_tier) == (150_250, NextTier("Silver", 49_750))
    assert seen.tier_code == "regular"


def test_a_visit_after_midnight_belongs_to_the_evening_before(shop: StillShop) -> None:
    who, till = ann(shop), shop.services.till
    for number, hour in enumerate((23, 26, 27.99, 28), start=1):
        shop.clock.instant = MORNING.replace(hour=0) + dt.timedelta(hours=hour)
        till.sale(SaleRequest(shop.act(number), who, 100))
    seen = view(shop, who)
    assert (seen.visits, seen.first_visit, seen.today) == (2, TODAY, TODAY + dt.timedelta(days=1))


def test_the_means_used_last_are_those_of_the_newest_standing_sale(shop: StillShop) -> None:
    who, till = ann(shop), shop.services.till
    till.sale(SaleRequest(shop.act(1), who, 900, payments={Means.CASH: 300, Means.ALIPAY: 600}))
    assert view(shop, who).last_means is Means.ALIPAY
    bill = till.sale(SaleRequest(shop.act(2), who, 500, payments={Means.CARD: 500}))
    assert view(shop, who).last_means is Means.CARD
    till.reverse(ReverseRequest(shop.act(3), bill.operation))
    till.top_up(TopUpRequest(shop.act(4), who, 500, {Means.WECHAT: 500}))
    assert view(shop, who).last_means is Means.ALIPAY
    till.sale(SaleRequest(shop.act(5), who, 400, payments={Means.STORED: 400}))
    assert view(shop, who).last_means is Means.STORED


def test_a_sale_for_nothing_says_nothing_of_means(shop: StillShop) -> None:
    who, till = ann(shop), shop.services.till
    till.sale(SaleRequest(shop.act(1), who, 500, payments={Means.CARD: 500}))
    shop.services.items.add(NewItem("FREE", "Gift wrap", 0, ItemKind.SERVICE))
    till.sale(SaleRequest(shop.act(2), who, items=(ItemQuantity("FREE"),)))
    seen = view(shop, who)
    assert seen.last_means is Means.CARD
    assert (seen.recent[0].items, seen.recent[0].means) == (("Gift wrap",), ())


def test_recent_says_what_was_done_and_how_it_was_paid(shop: StillShop) -> None:
    who, till = ann(shop), shop.services.till
    for code, name, price in (("CUT", "Cut", 6_800), ("DRY", "Blow-dry", 3_200)):
        shop.services.items.add(NewItem(code, name, price, ItemKind.SERVICE))
    split = {Means.CARD: 60_000, Means.CASH: 40_000}
    till.top_up(TopUpRequest(shop.act(1), who, 100_000, split))
    bought = tuple(ItemQuantity(code) for code in ("DRY", "CUT", "DRY"))
    paid = {Means.STORED: 2_200, Means.CASH: 11_000}
    sale = till.sale(SaleRequest(shop.act(2), who, None, bought, paid))
    till.redeem(RedeemRequest(shop.act(3), who, 100))
    bare = till.sale(SaleRequest(shop.act(4), who, 5_000))
    till.reverse(ReverseRequest(shop.act(5), bare.operation))
    undone, plain, redeemed, sold, filled = view(shop, who).recent
    assert [row.row for row in view(shop, who).recent] == list(
        shop.services.history.of_customer(who)
    )
    assert filled == RecentRow(
        filled.row, 100_000, means=(Means.CARD, Means.CASH), gift=filled.row.gift
    )
    assert filled.gift > 0
    assert sold == RecentRow(
        *(sold.row, 13_200, ("Blow-dry", "Cut"), (Means.CASH, Means.STORED)),
        earned=sale.points,
        served="Owner",
    )
    assert sale.points > 0
    assert redeemed == RecentRow(redeemed.row, 100)
    assert plain == RecentRow(plain.row, 5_000, means=(Means.CASH,), earned=50, served="Owner")
    assert undone == RecentRow(
        undone.row, 5_000, means=(Means.CASH,), takes_back=OperationKind.SALE
    )
    assert plain.row.reversed_by == undone.row.id


def test_what_an_undo_took_back_is_said(shop: StillShop) -> None:
    who, till = ann(shop), shop.services.till
    filled = till.top_up(TopUpRequest(shop.act(1), who, 5_000, {Means.CARD: 5_000}))
    till.reverse(ReverseRequest(shop.act(2), filled.operation))
    undone, _ = view(shop, who).recent
    assert undone == RecentRow(
        undone.row, 5_000, means=(Means.CARD,), takes_back=OperationKind.TOP_UP
    )


def test_what_ended_stands_among_what_happened(shop: StillShop) -> None:
    who, till = ann(shop), shop.services.till
    till.top_up(TopUpRequest(shop.act(1), who, 100_000))
    gift = view(shop, who).owned.gift
    shop.clock.instant += dt.timedelta(days=400)
    shop.services.ledger.expire()
    ended, _ = view(shop, who).recent
    assert ended == RecentRow(ended.row, -gift)
    assert ended.row.kind is OperationKind.EXPIRY


def test_recent_has_room_for_twelve(shop: StillShop) -> None:
    who = ann(shop)
    for number in range(14):
        shop.services.till.sale(SaleRequest(shop.act(number), who, 100 + number))
    assert [row.amount for row in view(shop, who).recent] == list(range(113, 101, -1))


def test_the_card_to_use_is_shown_and_a_dead_one_where_there_is_no_other(shop: StillShop) -> None:
    who, cards = ann(shop), shop.services.cards
    first = cards.issue(who)
    assert view(shop, who).card == first
    second = cards.replace(first.number)
    card = view(shop, who).card
    assert card is not None
    assert (card.number, card.state) == (second.number, CardState.ACTIVE)


def test_the_occasion_that_comes_is_said(shop: StillShop) -> None:
    coming = view(shop, ann(shop)).occasion
    assert coming is not None
    assert (coming.days_left, coming.age) == (3, 36)
