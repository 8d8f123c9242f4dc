"""Top-up offers by amount, tier and date: kept, changed, and given once. Amounts in cents."""

import datetime as dt

import pytest

from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.offers.types import (
    EVER_SINCE,
    FOR_EVER,
    BadOffer,
    GenerousOffer,
    NewOffer,
    Offer,
    OfferChanges,
    OfferEndsFirst,
    SameOffer,
    UnknownOffer,
)
from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.sales.types import TopUpRequest
from smbcrm.membership.tiers.types import UnknownTier
from tests.integration.spending.conftest import SpendingShop

TODAY = dt.date(2026, 3, 10)
DAY = dt.timedelta(days=1)


def test_an_offer_is_added_changed_switched_off_and_on(shop: SpendingShop) -> None:
    heard: list[SetUp] = []
    shop.services.events.subscribe(SetUpChanged, lambda event: heard.append(event.what))
    offers = shop.services.offers
    first, second = offers.all()
    assert [(one.amount, one.gift) for one in (first, second)] == [(20_000, 2_000), (50_000, 5_000)]
    new = NewOffer(5_000, 400, TODAY, TODAY + DAY, ("gold", "silver"))
    request = shop.act()
    made = offers.add(new, request)
    assert made == Offer(made.id, 5_000, 400, TODAY, TODAY + DAY, ("silver", "gold"))
    assert offers.all() == (made, first, second)
    assert offers.add(new, request) == made, "the same request again"
    changes = OfferChanges(6_000, 500, EVER_SINCE, FOR_EVER, ("gold",))
    after = Offer(made.id, 6_000, 500, None, None, ("gold",))
    assert offers.edit(made.id, changes) == Changed(after, made)
    assert offers.edit(made.id, changes.back_to(made)) == Changed(made, after)
    off = offers.edit(made.id, OfferChanges(active=False)).after
    assert off == made._replace(active=False)
    assert offers.edit(made.id, OfferChanges(active=True, tiers=())).after == made._replace(
        tiers=()
    )
    with pytest.raises(RequestReused):
        offers.add(NewOffer(5_000, 401), request)
    assert heard == [SetUp.OFFERS] * 5


def test_what_no_offer_can_be_is_refused(shop: SpendingShop) -> None:
    offers = shop.services.offers
    first = offers.all()[0]
    for amount, gift in ((0, 1), (1, 0), (10**13, 1), (1, 10**13)):
        with pytest.raises(BadOffer):
            offers.add(NewOffer(amount, gift))
    with pytest.raises(OfferEndsFirst):
        offers.add(NewOffer(1, 1, TODAY, TODAY - DAY))
    with pytest.raises(OfferEndsFirst):
        offers.edit(offers.add(NewOffer(1, 1, TODAY)).id, OfferChanges(last=TODAY - DAY))
    with pytest.raises(UnknownTier):
        offers.add(NewOffer(1, 2, tiers=("bronze",)))
    with pytest.raises(GenerousOffer, match=r"pays \$100.00 would get \$100.01"):
        offers.add(NewOffer(10_000, 10_001))
    with pytest.raises(GenerousOffer):
        offers.edit(first.id, OfferChanges(gift=first.amount + 1))
    with pytest.raises(SameOffer):
        offers.add(NewOffer(first.amount, first.gift))
    with pytest.raises(UnknownOffer):
        offers.edit(4_711, OfferChanges(gift=1))
    assert len(offers.all()) == 3


def test_more_may_be_given_than_is_paid_where_it_is_meant(shop: SpendingShop) -> None:
    offers = shop.services.offers
    made = offers.add(NewOffer(10_000, 10_001, anyway=True))
    assert not offers.edit(made.id, OfferChanges(active=False)).after.active
    tame = OfferChanges(gift=100)
    assert offers.edit(made.id, tame).after.gift == 100
    assert offers.edit(made.id, tame.back_to(made)).after.gift == 10_001
    assert offers.edit(made.id, OfferChanges(gift=20_000, anyway=True)).after.gift == 20_000


def test_the_counter_is_shown_what_holds_for_this_customer_today(shop: SpendingShop) -> None:
    offers = shop.services.offers
    for new in (
        NewOffer(20_000, 1_000),  # beaten by 200 + 20
        NewOffer(30_000, 3_000, TODAY, TODAY),
        NewOffer(40_000, 4_000, last=TODAY - DAY),
        NewOffer(40_000, 9_000, tiers=("silver", "gold")),
    ):
        offers.add(new)

    def seen(who: int) -> list[int]:
        return [one.gift for one in offers.holding_for(who)]

    assert seen(shop.ann) == [2_000, 3_000, 5_000]
    shop.sell(shop.bob, 40_000)
    assert seen(shop.bob) == [2_000, 3_000, 9_000], "silver, and 500 + 50 is beaten"
    shop.pass_by(days=1)
    assert seen(shop.ann) == [2_000, 5_000]
    assert shop.top_up(shop.ann, 60_000).gift == 5_000
    assert shop.top_up(shop.bob, 120_000).gift == 9_000, "once"
    assert shop.top_up(shop.ann, 30_000, TODAY).gift == 3_000, "by its business date"


def test_a_top_up_sent_again_keeps_the_gift_of_the_first_time(shop: SpendingShop) -> None:
    request = TopUpRequest(shop.act(), shop.ann, 50_000)
    bill = shop.services.till.top_up(request)
    for offer in shop.services.offers.all():
        shop.services.offers.edit(offer.id, OfferChanges(active=False))
    assert shop.services.till.top_up(request) == bill
    assert shop.top_up(shop.ann, 50_000).gift == 0
