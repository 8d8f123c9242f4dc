"""A sale that came to nothing, because vouchers or the price made it so, goes back later."""

import pytest

from smbcrm.membership.items.types import NewItem
from smbcrm.membership.refunds.types import AllRefunded, OnlyWhole, RefundRequest
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.vouchers.types import VoucherState
from tests.integration.vouchers.conftest import VoucherShop


def test_a_sale_that_vouchers_paid_whole_goes_back_later(shop: VoucherShop) -> None:
    """A free trim is brought back the week after: no money moves, the voucher is hers again."""
    (code,) = shop.issue("trim")
    sold = shop.sell_items("TRIM", vouchers=(code,))
    assert (sold.amount, shop.state(code)) == (0, VoucherState.USED)
    shop.on(3, 17)
    back = shop.refund(sold)
    assert (back.amount, back.payments, back.points) == (0, (), 0)
    assert [(one.code, one.moved) for one in back.vouchers] == [(code, 1)]
    assert shop.state(code) is VoucherState.RETURNED
    with pytest.raises(AllRefunded, match="Bill 1 has gone back already, last with Bill 2"):
        shop.refund(sold)
    shop.undo(back.operation)
    assert shop.state(code) is VoucherState.USED
    again = shop.refund(sold)
    assert [one.code for one in again.vouchers] == [code]
    assert shop.sell_items("TRIM", vouchers=(code,)).amount == 0


def test_a_part_of_nothing_is_not_refunded(shop: VoucherShop) -> None:
    (code,) = shop.issue("trim")
    sold = shop.sell_items("TRIM", vouchers=(code,))
    whole = "Bill 1 came to nothing: it goes back only as a whole"
    with pytest.raises(OnlyWhole, match=whole):
        shop.refund(sold, 100)
    lines = RefundRequest(shop.act(), sold.operation, lines={1: 1000})
    with pytest.raises(OnlyWhole, match=whole):
        shop.services.refunds.refund(lines)


def test_a_shop_that_keeps_vouchers_keeps_them_also_then(shop: VoucherShop) -> None:
    shop.services.shop.set("refund.vouchers", "off")
    (code,) = shop.issue("trim")
    sold = shop.sell_items("TRIM", vouchers=(code,))
    shop.on(3, 17)
    back = shop.refund(sold)
    assert (back.amount, back.vouchers, shop.state(code)) == (0, (), VoucherState.USED)


def test_a_walk_in_at_no_price_goes_back_once(shop: VoucherShop) -> None:
    shop.services.items.add(NewItem("TEST", "Patch test", 0))
    asked = SaleRequest(shop.act(), None, items=(ItemQuantity("TEST"),))
    sold = shop.services.till.sale(asked)
    assert shop.refund(sold).amount == 0
    with pytest.raises(AllRefunded):
        shop.refund(sold)
