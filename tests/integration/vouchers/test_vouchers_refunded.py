"""Refunds of sales with a tier discount and vouchers: each discount is named by what it is."""

from dataclasses import replace

import pytest

from smbcrm.membership.bills.types import Bill, Paper
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.tiers.types import HoldRequest, TierChanges
from tests.helpers.paper import LANGUAGES, read, written
from tests.integration.vouchers.conftest import VoucherShop


@pytest.fixture
def sold(shop: VoucherShop) -> Bill:
    """Sell two cuts and a trim to Ann, who is silver: 5 % off, the trim free, then a tenth off.

    80.00 less 4.00; the trim at 11.40 is free; a tenth of 64.60 is 6.46: 58.14 is left.
    """
    shop.services.tiers.edit("silver", TierChanges(discount=500))
    shop.services.tiers.edit("gold", TierChanges(discount=2_000))
    shop.services.tiers.hold(HoldRequest(shop.ann, "silver", reason="family"))
    codes = (*shop.issue("trim"), *shop.issue("tenth"))
    items = (ItemQuantity("CUT", 2_000), ItemQuantity("TRIM"))
    bill = shop.services.till.sale(SaleRequest(shop.act(), shop.ann, items=items, vouchers=codes))
    assert (bill.gross, bill.amount) == (8_000, 5_814)
    return bill


def back(shop: VoucherShop, sold: Bill, **lines: int) -> Bill:
    numbers = {int(name[1:]): quantity for name, quantity in lines.items()}
    return shop.services.refunds.refund(RefundRequest(shop.act(), sold.operation, lines=numbers))


def named(bill: Bill) -> dict[str, tuple[int, int]]:
    return {one.name: (one.moved, one.amount) for one in bill.vouchers}


def paper(shop: VoucherShop, bill: Bill, language: str = "en") -> str:
    drawn = shop.services.bills.draft(bill.operation, Paper(language=language))
    return " ".join(read(drawn.pdf).split())


def test_a_part_names_what_took_off_its_lines_and_nothing_else(
    shop: VoucherShop, sold: Bill
) -> None:
    part = back(shop, sold, n1=1_000)
    assert (part.gross, part.discount, part.amount) == (3_400, 493, 2_907)
    assert named(part) == {"A tenth": (0, 323)}
    text = paper(shop, part)
    assert "Discount Silver −1.70" in text
    assert "A tenth, −10 % (" in text
    assert "−3.23" in text
    assert "Free trim" not in text
    assert "Your voucher" not in text


def test_parts_in_the_end_name_all_of_every_discount(shop: VoucherShop, sold: Bill) -> None:
    parts = [back(shop, sold, n1=1_000), back(shop, sold, n1=1_000, n2=1_000)]
    amounts = [sum(one.amount for one in part.vouchers) for part in parts]
    tiers = [part.discount - amount for part, amount in zip(parts, amounts, strict=True)]
    assert (sum(tiers), sum(amounts)) == (400, 1_786)
    assert named(parts[1]) == {"Free trim": (1, 1_140), "A tenth": (1, 323)}
    text = paper(shop, parts[1])
    assert "Your voucher: A tenth, −10 %" in text
    assert "Discount Silver −2.30" in text


def test_the_discount_is_of_the_tier_of_the_day_of_the_sale(shop: VoucherShop, sold: Bill) -> None:
    shop.services.tiers.hold(HoldRequest(shop.ann, "gold", reason="family"))
    part = back(shop, sold, n1=2_000)
    assert part.customer is not None
    assert part.customer.tier == "Gold"
    text = paper(shop, part)
    assert "Discount Silver" in text
    assert "Discount Gold" not in text


def test_a_whole_refund_of_one_sum_has_no_discount_to_name(shop: VoucherShop, sold: Bill) -> None:
    whole = shop.refund(sold)
    assert (whole.gross, whole.discount) == (5_814, 0)
    assert named(whole) == {"Free trim": (1, 0), "A tenth": (1, 0)}
    assert "From bill 1 58.14" in paper(shop, whole)
    for language in LANGUAGES:
        text = paper(shop, whole, language)
        assert text.count("58.14") == 2
        assert "Silver −" not in text


def test_vouchers_that_never_come_back_are_named_all_the_same(
    shop: VoucherShop, sold: Bill
) -> None:
    shop.services.shop.set("refund.vouchers", "off")
    whole = back(shop, sold, n1=2_000, n2=1_000)
    assert named(whole) == {"Free trim": (0, 1_140), "A tenth": (0, 646)}
    assert "Your voucher" not in paper(shop, whole)


def test_a_bill_of_before_does_not_guess_the_tier(shop: VoucherShop, sold: Bill) -> None:
    """Refunds that were written down without the tier of their discount name none."""
    part = replace(back(shop, sold, n1=1_000), discount_tier="", vouchers=())
    text = " ".join(read(written(part)).split())
    assert "Discount −4.93" in text
