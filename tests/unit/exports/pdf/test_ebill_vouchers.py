"""What an e-bill says of vouchers and rewards, read back from the PDF."""

from dataclasses import replace
from typing import Any

import pytest

from smbcrm.membership.bills.codec import decode, encode
from smbcrm.membership.bills.types import Balances, Bill, BillReward, BillVoucher
from tests.helpers.paper import LANGUAGES, read, sale, written

TENTH = BillVoucher("V00000018", "Birthday", "percent_off", 1_000, "", -1, 680, "2026-04-09")
TRIM = BillVoucher("V00000026", "Free trim", "free_item", None, "Fringe trim", 1, 0, "2026-05-31")
EVER = BillVoucher("V00000034", "Tenner", "amount_off", 1_000, "", 1)


def redeemed(**changes: Any) -> Bill:  # noqa: ANN401 - any field of a bill
    """Return the bill of a redemption without store credit."""
    owned = Balances(points=840)
    return sale(
        kind="redemption",
        lines=(),
        gross=0,
        discount=0,
        tax=None,
        tax_rate=None,
        amount=0,
        payments=(),
        points=-400,
        before=Balances(points=1_240),
        after=owned,
        **changes,
    )


def shown(bill: Bill) -> str:
    return " ".join(read(written(bill)).split())


def test_each_voucher_is_a_discount_of_its_own_beside_that_of_the_tier() -> None:
    text = shown(sale(discount=1_000, vouchers=(TENTH,)))
    assert "Birthday, −10 % (V00000018) −6.80" in text
    assert "Discount Gold −3.20" in text


def test_where_vouchers_are_all_the_discount_there_is_no_other() -> None:
    text = shown(sale(discount=680, vouchers=(TENTH,)))
    assert "Discount" not in text


def test_a_voucher_that_came_says_until_when() -> None:
    text = shown(sale(vouchers=(TRIM, EVER)))
    told = "Free trim, Fringe trim free (V00000026), valid until 31 May 2026"
    assert f"Your voucher: {told}" in text
    assert "Your voucher: Tenner, $10.00 off (V00000034)" in text


def test_a_refund_says_which_voucher_is_over_and_counts_nothing_for_it() -> None:
    gone = replace(EVER, moved=-1)
    text = shown(sale(kind="refund", refunds_bill=7, discount=0, vouchers=(TRIM, gone)))
    assert "No longer valid: Tenner, $10.00 off (V00000034)" in text
    assert text.count("Tenner") == 1


def test_a_refund_says_which_voucher_is_back() -> None:
    text = shown(sale(kind="refund", refunds_bill=7, vouchers=(TRIM,)))
    assert "Your voucher: Free trim" in text


def test_a_reward_says_what_it_took() -> None:
    text = shown(redeemed(reward=BillReward("SOAP", "Travel shampoo", 2)))
    for part in ("Your redemption, Hannah", "Travel shampoo 2", "Points −400", "840"):
        assert part in text
    assert "Store credit" not in text


def test_a_voucher_for_points_says_what_it_does() -> None:
    text = shown(redeemed(vouchers=(TRIM,)))
    assert "Free trim, Fringe trim free (V00000026), valid until 31 May 2026 1" in text


def test_it_is_kept_as_it_was() -> None:
    for bill in (sale(vouchers=(TENTH, TRIM)), redeemed(reward=BillReward("A", "B", 1))):
        assert decode(encode(bill)) == bill


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_put_on_paper_in_every_language(language: str) -> None:
    text = shown(sale(vouchers=(TENTH, TRIM), language=language))
    assert "V00000018" in text
    assert "V00000026" in text
