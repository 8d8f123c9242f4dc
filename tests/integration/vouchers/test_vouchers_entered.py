"""Vouchers of a tier that is entered by hand, or by a review: given once, and taken back unused."""

import datetime as dt

import pytest

from smbcrm.membership.requests.types import Act
from smbcrm.membership.tiers.types import HoldRequest, TierChanges
from smbcrm.membership.vouchers import errors
from smbcrm.membership.vouchers.types import Voucher, VoucherState
from tests.integration.vouchers.conftest import VoucherShop


def hold(shop: VoucherShop, tier: str | None, act: Act | None = None) -> None:
    reason = "release" if tier is None else "goodwill"
    shop.services.tiers.hold(HoldRequest(shop.ann, tier, None, reason), act or shop.act())


def unhold(shop: VoucherShop) -> None:
    shop.services.tiers.unhold(shop.ann, shop.act())


def given(shop: VoucherShop, who: int) -> tuple[Voucher, ...]:
    return shop.services.benefits.of_customer(who)


def test_a_tier_given_by_hand_brings_its_voucher_once(shop: VoucherShop) -> None:
    act = shop.act()
    for _ in range(5):
        hold(shop, "silver", act)
    (one,) = given(shop, shop.ann)
    assert (one.definition, one.lot.expires_on) == ("silver", dt.date(2026, 6, 8))
    hold(shop, "silver")
    shop.sell(shop.ann, 50_000)
    assert given(shop, shop.ann) == (one,), "she was in it already"


def test_taking_it_back_takes_an_unused_one_back(shop: VoucherShop) -> None:
    hold(shop, "silver")
    (first,) = shop.living(shop.ann)
    unhold(shop)
    assert (shop.living(shop.ann), shop.state(first)) == (set(), VoucherState.VOID)
    hold(shop, "silver")
    assert len(shop.living(shop.ann) - {first}) == 1, "another entry, another voucher"


def test_taking_it_back_is_refused_while_the_voucher_is_used(shop: VoucherShop) -> None:
    hold(shop, "silver")
    (code,) = shop.living(shop.ann)
    bill = shop.sell(shop.ann, 5_000, code)
    with pytest.raises(errors.HeldVoucherUsed, match=code):
        unhold(shop)
    assert shop.services.customers.show(shop.ann).tier == "Silver"
    shop.undo(bill.operation)
    unhold(shop)
    assert shop.living(shop.ann) == set()
    assert shop.services.customers.show(shop.ann).tier == "Regular"


def test_what_was_reached_besides_keeps_its_voucher(shop: VoucherShop) -> None:
    hold(shop, "silver")
    before = shop.living(shop.ann)
    shop.sell(shop.ann, 50_000)
    unhold(shop)
    assert shop.services.customers.show(shop.ann).tier == "Silver"
    assert shop.living(shop.ann) == before


def test_a_release_and_a_higher_tier_bring_none_of_silver(shop: VoucherShop) -> None:
    hold(shop, "gold")
    assert given(shop, shop.ann) == ()
    hold(shop, None)
    assert given(shop, shop.ann) == ()


def test_a_hold_dated_back_dates_its_voucher_back(shop: VoucherShop) -> None:
    """One that would be over by now is not given; the tier is."""
    hold(shop, "silver", shop.act(dt.date(2026, 3, 1)))
    (one,) = given(shop, shop.ann)
    assert one.lot.expires_on == dt.date(2026, 5, 30)
    long_ago = HoldRequest(shop.bob, "silver", None, "goodwill")
    shop.services.tiers.hold(long_ago, shop.act(dt.date(2025, 11, 1)))
    assert (given(shop, shop.bob), shop.services.customers.show(shop.bob).tier) == ((), "Silver")


def test_a_review_gives_the_voucher_to_each_who_rises_once(shop: VoucherShop) -> None:
    shop.sell(shop.ann, 35_000)
    shop.sell(shop.bob, 30_000)
    shop.on(3, 20)
    shop.services.tiers.edit("silver", TierChanges(spend_from=30_000))
    shop.on(7, 1)
    act = shop.act()
    assert len(shop.services.tiers.apply_review(None, act).moves) == 2
    for again in (act, shop.act()):
        shop.services.tiers.apply_review(None, again)
    for who in (shop.ann, shop.bob):
        (one,) = given(shop, who)
        assert (one.definition, one.lot.expires_on) == ("silver", dt.date(2026, 9, 29))
    shop.sell(shop.ann, 10_000)
    assert len(given(shop, shop.ann)) == 1


def test_a_review_that_lowers_gives_nothing(shop: VoucherShop) -> None:
    bill = shop.sell(shop.ann, 40_000)
    shop.void(*(one.code for one in bill.vouchers))
    shop.refund(bill)
    shop.on(7, 1)
    (move,) = shop.services.tiers.apply_review().moves
    assert (move.after.code, given(shop, shop.ann)) == ("regular", ())
