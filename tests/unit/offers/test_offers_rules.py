"""Which gift a top-up brings: by amount, tier and day, and once. Amounts are cents."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.money import Currency
from smbcrm.membership.offers.rules import (
    changed,
    check_offer,
    gift_for,
    holds,
    offer_for,
    shipped_offers,
    worth_choosing,
)
from smbcrm.membership.offers.types import (
    EVER_SINCE,
    FOR_EVER,
    BadOffer,
    Offer,
    OfferChanges,
    OfferEndsFirst,
    SameOffer,
)

OFFERS = (Offer(1, 20_000, 2_000), Offer(2, 50_000, 5_000))
MAY_4 = dt.date(2026, 5, 4)
DAY = dt.timedelta(days=1)
USD = Currency.of("USD")
SUMS = st.integers(1, 1000)
SEVERAL = st.lists(st.tuples(SUMS, SUMS), max_size=6).map(
    lambda pairs: [Offer(number, *pair) for number, pair in enumerate(pairs)]
)


@pytest.mark.parametrize(
    ("amount", "gift"),
    [(19_999, 0), (20_000, 2_000), (49_999, 2_000), (50_000, 5_000), (150_000, 5_000)],
)
def test_the_largest_gift_reached_counts_once(amount: int, gift: int) -> None:
    assert gift_for(OFFERS, amount) == gift
    assert gift_for(reversed(OFFERS), amount) == gift
    reached = offer_for(OFFERS, amount)
    assert (reached.gift if reached else 0) == gift


def test_without_offers_there_is_no_gift() -> None:
    assert gift_for((), 50_000) == 0


def test_a_larger_gift_for_less_is_the_one_that_is_given() -> None:
    assert gift_for((*OFFERS, Offer(3, 30_000, 8_000)), 90_000) == 8_000


@pytest.mark.parametrize(
    ("currency", "offers"),
    [
        ("USD", ((200, 20), (500, 50))),
        ("GBP", ((200, 20), (500, 50))),
        ("CNY", ((1_000, 100), (2_500, 250))),
        ("TWD", ((6_000, 600), (15_000, 1_500))),
        ("JPY", ()),
    ],
)
def test_a_new_shop_has_offers_that_fit_its_currency(
    currency: str, offers: tuple[tuple[int, int], ...]
) -> None:
    assert shipped_offers(currency) == offers


@given(SEVERAL, SUMS)
def test_whoever_pays_more_never_gets_less(offers: list[Offer], amount: int) -> None:
    assert gift_for(offers, amount) <= gift_for(offers, amount + 1)
    assert gift_for(offers, amount) in {0, *(one.gift for one in offers if one.amount <= amount)}


@given(SEVERAL, SUMS)
def test_what_is_not_worth_choosing_changes_no_gift(offers: list[Offer], amount: int) -> None:
    kept = worth_choosing(offers)
    assert gift_for(kept, amount) == gift_for(offers, amount)
    gifts = [one.gift for one in sorted(kept, key=lambda one: one.amount)]
    assert gifts == sorted(gifts)


@pytest.mark.parametrize(
    ("offer", "held"),
    [
        (Offer(1, 1, 1), True),
        (Offer(1, 1, 1, active=False), False),
        (Offer(1, 1, 1, first=MAY_4, last=MAY_4), True),
        (Offer(1, 1, 1, first=MAY_4 + DAY), False),
        (Offer(1, 1, 1, last=MAY_4 - DAY), False),
        (Offer(1, 1, 1, tiers=("silver", "gold")), True),
        (Offer(1, 1, 1, tiers=("gold",)), False),
    ],
)
def test_an_offer_holds_for_its_tiers_on_its_days(offer: Offer, held: bool) -> None:  # noqa: FBT001
    assert holds(offer, "silver", MAY_4) is held


def test_only_what_is_given_changes_and_can_be_set_back() -> None:
    offer = Offer(1, 100, 5, MAY_4, MAY_4 + DAY, ("gold",))
    assert changed(offer, OfferChanges()) == offer
    changes = OfferChanges(200, 9, EVER_SINCE, FOR_EVER, (), active=False)
    after = changed(offer, changes)
    assert after == Offer(1, 200, 9, None, None, (), active=False)
    assert changed(after, changes.back_to(offer)) == offer
    assert changed(offer, changes.back_to(after)) == after


@pytest.mark.parametrize(
    "offer", [Offer(1, 0, 1), Offer(1, 1, 0), Offer(1, -1, 1), Offer(1, 1, 10**12 + 1)]
)
def test_what_no_offer_can_be_is_refused(offer: Offer) -> None:
    with pytest.raises(BadOffer):
        check_offer(offer, (), USD)
    assert check_offer(Offer(1, 1, 10**12), (), USD) == Offer(1, 1, 10**12)


def test_an_offer_that_ends_first_or_is_there_already_is_refused() -> None:
    with pytest.raises(OfferEndsFirst):
        check_offer(Offer(1, 1, 1, MAY_4, MAY_4 - DAY), (), USD)
    with pytest.raises(SameOffer):
        check_offer(Offer(0, 20_000, 2_000, active=False), OFFERS, USD)
    assert check_offer(OFFERS[0], OFFERS, USD) == OFFERS[0]
    other = OFFERS[0]._replace(id=0, tiers=("gold",))
    assert check_offer(other, OFFERS, USD) == other
