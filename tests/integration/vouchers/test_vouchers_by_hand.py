"""Vouchers given at the counter: which a customer may have, and what is told of one given."""

import pytest

from smbcrm.membership.benefits.types import BuyRequest, IssueRequest, VoidVoucherRequest
from smbcrm.membership.sales.errors import ShortPoints
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.vouchers.types import DefinitionChanges, VoucherState
from tests.integration.vouchers.conftest import VoucherShop


def offered(shop: VoucherShop) -> set[str]:
    return {one.code for one in shop.services.benefits.definitions_for(shop.ann)}


def test_only_what_the_shop_gives_now_and_the_tier_may_have(shop: VoucherShop) -> None:
    vouchers = shop.services.vouchers
    assert "TEN" in {code.upper() for code in offered(shop)}
    code = next(one for one in offered(shop) if one.upper() == "TEN")
    vouchers.edit(code, DefinitionChanges(active=False))
    assert code not in offered(shop)
    vouchers.edit(code, DefinitionChanges(active=True, tiers=("gold",)))
    assert code not in offered(shop)
    vouchers.edit(code, DefinitionChanges(tiers=()))
    assert code in offered(shop)


def test_what_is_offered_is_given(shop: VoucherShop) -> None:
    benefits = shop.services.benefits
    for code in offered(shop):
        bill = benefits.quote_give(IssueRequest(shop.act(), code, (shop.ann,)))
        assert [one.moved for one in bill.vouchers] == [1]
    assert shop.living(shop.ann) == set()


def test_one_that_is_given_is_told_once_and_undone(shop: VoucherShop) -> None:
    benefits = shop.services.benefits
    request = IssueRequest(shop.act(), "ten", (shop.ann,))
    first, again = benefits.give(request), benefits.give(request)
    assert first == again
    (told,) = first.vouchers
    assert shop.living(shop.ann) == {told.code}
    assert first.customer is not None
    assert (first.kind, first.customer.name, first.amount) == ("voucher_issue", "Ann", 0)
    shop.services.till.reverse(ReverseRequest(shop.act(), first.operation))
    assert shop.living(shop.ann) == set()


def test_a_quote_of_points_or_of_a_void_changes_nothing(shop: VoucherShop) -> None:
    benefits = shop.services.benefits
    priced = next(one.code for one in shop.services.vouchers.all() if one.points is not None)
    with pytest.raises(ShortPoints):
        benefits.quote_buy(BuyRequest(shop.act(), shop.ann, priced))
    shop.sell(shop.ann, 500_000)
    assert benefits.quote_buy(BuyRequest(shop.act(), shop.ann, priced)).points < 0
    assert shop.living(shop.ann) == set()
    (code,) = shop.issue("ten")
    (told,) = benefits.quote_void(VoidVoucherRequest(shop.act(), code, "lost")).vouchers
    assert told.moved == -1
    assert shop.state(code) is VoucherState.ISSUED
