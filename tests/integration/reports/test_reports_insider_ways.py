"""Frauds that take several steps, or a colleague: each is found, and the honest shop stays still.

The shop is the one of `test_reports_insider`.
"""

import datetime as dt

import pytest

from smbcrm.core.errors import UserError
from smbcrm.core.money import Money
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.types import Details
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.items.types import ItemChanges
from smbcrm.membership.ledger.closing import DayClosedToAll
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.offers.types import NewOffer, OfferChanges
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest, TopUpRequest
from smbcrm.membership.tiers.types import HoldRequest, TierChanges
from smbcrm.membership.value.types import AdjustRequest, TransferRequest, WithdrawRequest
from smbcrm.membership.visits.types import ExtendRequest
from smbcrm.membership.vouchers.types import NewDefinition
from tests.integration.reports import crooked
from tests.integration.reports.crooked import JO, MIA, USD, Crooked

shop = crooked.shop


def top_up(shop: Crooked, means: Means, amount: int = 10_000, staff: str = JO) -> Bill:
    paid = {means: amount}
    request = TopUpRequest(shop.act(staff), shop.victim, amount, paid)
    return shop.services.till.top_up(request)


def withdraw(shop: Crooked, amount: int = 10_000, who: int | None = None) -> Bill:
    request = WithdrawRequest(shop.act(), who or shop.victim, amount)
    return shop.services.value.withdraw(request)


def transfer(shop: Crooked, giver: int, taker: int, amount: int, staff: str = MIA) -> Bill:
    request = TransferRequest(shop.act(staff), giver, taker, amount, "present")
    return shop.services.value.transfer(request)


def adjust(shop: Crooked, kind: AccountKind, amount: int, who: int, staff: str = MIA) -> Bill:
    request = AdjustRequest(shop.act(staff), who, kind, amount, "goodwill")
    return shop.services.value.adjust(request)


def friend_of(shop: Crooked) -> int:
    """Return somebody whom nobody has linked to staff."""
    return shop.services.customers.add(Details(full_name="A friend"), shop.act()).id


def test_a_top_up_by_card_paid_out_in_cash(shop: Crooked) -> None:
    brought = top_up(shop, Means.CARD)
    shop.wait(days=6)
    out = withdraw(shop)
    assert shop.told("paid_out_soon") == [brought.operation, out.operation]


def test_a_top_up_by_card_paid_out_by_another_weeks_later(shop: Crooked) -> None:
    brought = top_up(shop, Means.CARD, staff=MIA)
    shop.wait(days=29)
    out = withdraw(shop)
    assert shop.told("paid_out_soon") == [brought.operation, out.operation]


def test_a_top_up_by_card_handed_on_and_paid_out(shop: Crooked) -> None:
    """By way of two friends; what another of them had paid in cash is everyday."""
    near, far = friend_of(shop), friend_of(shop)
    brought = top_up(shop, Means.TRANSFER)
    steps = [transfer(shop, shop.victim, near, 10_000), transfer(shop, near, far, 9_000)]
    shop.services.till.top_up(TopUpRequest(shop.act(), far, 5_000))
    out = withdraw(shop, 8_000, far)
    later = top_up(shop, Means.CARD)
    told = [brought.operation, *(one.operation for one in steps), out.operation]
    assert shop.told("paid_out_soon") == told
    withdraw(shop, 1_000, far)
    assert later.operation not in shop.told("paid_out_soon"), "it was handed on before"


def test_a_top_up_in_cash_or_paid_out_long_after_is_everyday(shop: Crooked) -> None:
    top_up(shop, Means.CASH)
    withdraw(shop)
    top_up(shop, Means.CARD)
    shop.wait(days=31)
    withdraw(shop)
    assert shop.told("paid_out_soon") == []


def test_an_adjustment_paid_out_in_cash(shop: Crooked) -> None:
    given = adjust(shop, AccountKind.PRINCIPAL, 3_000, shop.victim)
    shop.wait(hours=1)
    out = withdraw(shop, 3_000)
    assert shop.told("paid_out_soon") == [given.operation, out.operation]


@pytest.mark.parametrize("kind", [AccountKind.PRINCIPAL, AccountKind.POINTS])
def test_one_large_adjustment(shop: Crooked, kind: AccountKind) -> None:
    rates = shop.services.shop.shop().rates
    for_one = rates.worth_points // rates.worth_minor if kind is AccountKind.POINTS else 1
    most = max(offer.amount for offer in shop.services.offers.all() if offer.active)
    adjust(shop, kind, most * for_one, shop.victim)
    assert shop.told("large_adjustments") == []
    large = adjust(shop, kind, (most + 1) * for_one, shop.victim)
    assert shop.told("large_adjustments") == [large.operation]


def test_what_a_colleague_gives_to_staff_and_relatives(shop: Crooked) -> None:
    points = adjust(shop, AccountKind.POINTS, 500, shop.jo)
    adjust(shop, AccountKind.POINTS, -500, shop.jo)
    code = f"gift{shop.clock.instant:%Y%m%d}"
    shop.services.vouchers.add(NewDefinition(code, "Gift", "amount_off", 1_000, days=30))
    issued = shop.services.benefits.issue(IssueRequest(shop.act(MIA), code, (shop.spouse,)))
    shop.services.till.top_up(TopUpRequest(shop.act(MIA), shop.victim, 10_000))
    handed = transfer(shop, shop.victim, shop.jo, 1_000)
    shop.sell(5_000, shop.jo, shop.act(MIA))
    told = shop.told("given_to_staff")
    assert len(issued) == 1
    assert (told[0], told[2:]) == (points.operation, [handed.operation])
    assert len(told) == 3


def test_value_that_goes_to_staff_by_way_of_a_friend(shop: Crooked) -> None:
    friend = friend_of(shop)
    shop.services.till.top_up(TopUpRequest(shop.act(MIA), shop.victim, 20_000))
    transfer(shop, shop.victim, friend, 1_000)
    shop.wait(days=1)
    first = transfer(shop, shop.victim, friend, 5_000)
    second = transfer(shop, friend, shop.jo, 5_000)
    assert shop.told("given_to_staff") == [first.operation, second.operation]


def test_a_link_taken_away_after_the_deed(shop: Crooked) -> None:
    services, other = shop.services, friend_of(shop)
    services.relationships.link_staff(MIA, other, shop.act())
    child = friend_of(shop)
    services.relationships.link(other, child, LinkKind.CHILD, shop.act())
    own = shop.sell(5_000, other, shop.act(MIA))
    related = shop.sell(5_000, child, shop.act(MIA))
    shop.wait(minutes=5)
    services.relationships.unlink(child, other, shop.act())
    services.relationships.link_staff(MIA, None, shop.act())
    shop.wait(minutes=5)
    shop.sell(5_000, other, shop.act(MIA))
    assert shop.told("own_account") == [own.operation]
    assert shop.told("relative") == [related.operation]


def test_a_tier_held_for_a_relative(shop: Crooked) -> None:
    hold = shop.services.tiers.hold
    until = shop.services.ledger.today() + dt.timedelta(days=20)
    hold(HoldRequest(shop.spouse, "gold", until, "goodwill"), shop.act())
    hold(HoldRequest(shop.victim, "gold", until, "goodwill"), shop.act())
    sections = shop.report().sections
    assert [one.id for one in sections] == ["relative", "tiers_held"], "its voucher, too"
    section = sections[1]
    assert [row[1:3] for row in section.tables[0].rows] == [("Sam Ito", JO)]


def test_stored_value_taken_in_parts_below_the_pin(shop: Crooked) -> None:
    shop.services.shop.set("stored_value.pin_from", "5000")
    top_up(shop, Means.CASH, 20_000)
    paid = {Means.STORED: 4_900}
    bills = []
    for minutes in (70, 20, 20, 20):
        request = SaleRequest(shop.act(), shop.victim, 4_900, payments=paid)
        bills.append(shop.services.till.sale(request))
        shop.wait(minutes=minutes)
    shop.services.shop.set("stored_value.pin_from", "off")
    assert shop.told("below_the_pin") == []
    shop.services.shop.set("stored_value.pin_from", "5000")
    assert shop.told("below_the_pin") == [bill.operation for bill in bills[1:]]
    shop.services.shop.set("stored_value.pin_from", "off")


def test_wrong_pins_after_a_lock(shop: Crooked) -> None:
    services = shop.services
    services.shop.set("stored_value.pin_from", "5000")
    top_up(shop, Means.CASH, 20_000)
    if services.spending_pins.has(shop.victim):
        services.spending_pins.reset(shop.victim, "other", "4711", shop.act())
    else:
        services.spending_pins.set(shop.victim, "4711", shop.act())
    for number in range(7):
        if number == 5:
            assert shop.report().sections == ()
            shop.wait(minutes=1)
        request = WithdrawRequest(shop.act(), shop.victim, 6_000, pin="0000")
        with pytest.raises(UserError):
            services.value.withdraw(request)
    services.shop.set("stored_value.pin_from", "off")
    (section,) = [one for one in shop.report().sections if one.id != "rules_changed_back"]
    assert section.id == "wrong_pins"
    assert [row[1:3] for row in section.tables[0].rows] == [("Old Mr Lee", JO)] * 2


def test_cards_made_void(shop: Crooked) -> None:
    cards = shop.services.cards
    one, other = (cards.issue(shop.victim, shop.act()).number for _ in range(2))
    cards.freeze(other, "misuse", shop.act())
    cards.replace(other, shop.act())
    cards.undo(other, shop.act())
    assert shop.report().sections == (), "what took its place is void, which is an undo"
    cards.void(one, shop.act(MIA))
    (section,) = shop.report().sections
    assert section.id == "void_cards"
    assert [row[1:3] for row in section.tables[0].rows] == [("Old Mr Lee", MIA)]


def test_rules_changed_and_changed_back(shop: Crooked) -> None:
    services = shop.services
    before = services.shop.get("points.earn_points").value
    services.shop.set("points.earn_points", "1000", shop.act())
    offer = services.offers.add(NewOffer(1_234, 1_000), shop.act())
    item = services.items.all()[0]
    services.items.edit(item.code, ItemChanges(price=1), shop.act())
    shop.wait(minutes=5)
    shop.sell(5_000, shop.victim)
    shop.wait(minutes=5)
    services.shop.set("points.earn_points", before, shop.act())
    services.offers.edit(offer.id, OfferChanges(active=False), shop.act())
    services.items.edit(item.code, ItemChanges(price=item.price), shop.act())
    (section,) = shop.report().sections
    assert section.id == "rules_changed_back"
    told = {row[4]: row[5:] for row in section.tables[0].rows}
    assert told == {
        "setting points.earn_points": (before, "1000", 1),
        f"offer {offer.id} active": ("False", "True", 1),
        f"item {item.code} price": (Money(item.price, USD), Money(1, USD), 1),
    }


def test_a_price_and_a_tier_figure_changed_back_within_a_week(shop: Crooked) -> None:
    items, tiers = shop.services.items, shop.services.tiers
    item = items.all()[0]
    gold = next(tier for tier in tiers.all() if tier.code == "gold")
    items.edit(item.code, ItemChanges(price=1), shop.act())
    tiers.edit("gold", TierChanges(discount=9_000), shop.act())
    shop.sell(5_000, shop.victim)
    shop.wait(days=6)
    items.edit(item.code, ItemChanges(price=item.price), shop.act())
    tiers.edit("gold", TierChanges(discount=gold.discount), shop.act())
    (section,) = shop.report().sections
    assert section.id == "rules_changed_back"
    told = {row[4] for row in section.tables[0].rows}
    assert told == {f"item {item.code} price", "tier gold discount"}


def test_rules_changed_back_with_nothing_sold_or_a_week_later(shop: Crooked) -> None:
    put = shop.services.shop.set
    before = shop.services.shop.get("points.earn_points").value
    put("points.earn_points", "7", shop.act())
    shop.wait(minutes=1)
    put("points.earn_points", before, shop.act())
    put("points.earn_points", "7", shop.act())
    shop.sell(100)
    shop.wait(days=8)
    put("points.earn_points", before, shop.act())
    assert shop.report().sections == ()


def test_a_package_extended_by_more_than_its_own_term(shop: Crooked) -> None:
    services = shop.services
    code = f"P{shop.clock.instant:%Y%m%d}"
    services.packages.add(NewPackage(code, code, 5_000, Terms(10, 2)))
    request = SaleRequest(shop.act(), shop.victim, items=(ItemQuantity(code),))
    services.till.sale(request)
    today = services.ledger.today()
    bills = []
    for days in (100, 130):
        until = today + dt.timedelta(days=days)
        extend = ExtendRequest(shop.act(), shop.victim, code, until, "goodwill")
        bills.append(services.visits.extend(extend))
    assert shop.told("long_extensions") == [bills[1].operation]


def test_cards_and_tiers_are_not_dated_on_a_closed_day(shop: Crooked) -> None:
    services, closed = shop.services, shop.services.ledger.today()
    services.dayclose.close(CloseRequest(shop.act(), 0, opening_float=0, word="all of it"))
    shop.wait(days=1)
    request = HoldRequest(shop.victim, "gold", None, "goodwill")
    act = shop.act(date=closed)
    with pytest.raises(DayClosedToAll, match="Only Owner"):
        services.cards.issue(shop.victim, act)
    with pytest.raises(DayClosedToAll):
        services.tiers.hold(request, shop.act(date=closed))
    card = services.cards.issue(shop.victim, shop.act("Owner", closed))
    assert card.issued_on == closed
    with pytest.raises(DayClosedToAll):
        services.cards.replace(card.number, shop.act(date=closed))
    services.tiers.hold(request, shop.act("Owner", closed))
    assert services.cards.issue(shop.victim, shop.act()).issued_on > closed
