"""What the till says before stored value is handed over, or an account is put right. Cents."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.value.types import AdjustRequest, SameCustomer, ShortAccount, TransferRequest
from tests.integration.spending.conftest import SpendingShop


def over(shop: SpendingShop, amount: int) -> TransferRequest:
    return TransferRequest(shop.act(), shop.ann, shop.bob, amount, "family")


def put_right(shop: SpendingShop, account: AccountKind, amount: int) -> AdjustRequest:
    return AdjustRequest(shop.act(), shop.ann, account, amount, "goodwill")


@pytest.fixture
def rich(shop: SpendingShop) -> SpendingShop:
    """Return a shop in which Ann has 100.00 paid and 50.00 of gift, Bob 7.00."""
    shop.top_up(shop.ann, 10_000)
    shop.services.value.adjust(put_right(shop, AccountKind.GIFT, 5_000))
    shop.top_up(shop.bob, 700)
    return shop


def test_both_parts_go_over_and_both_ends_are_told(rich: SpendingShop) -> None:
    quote = rich.services.value.propose_transfer(over(rich, 3_000))
    assert (quote.bill.amount, quote.bill.gift) == (3_000, 1_000)
    assert (quote.bill.after.principal, quote.bill.after.gift) == (8_000, 4_000)
    before, after = quote.taker_before, quote.taker_after
    assert (before.principal, before.gift) == (700, 0)
    assert (after.principal, after.gift) == (2_700, 1_000)
    assert not quote.asks_pin


def test_a_quote_moves_nothing_and_the_very_same_is_recorded(rich: SpendingShop) -> None:
    value, request = rich.services.value, over(rich, 3_000)
    quote = value.propose_transfer(request)
    standing = rich.services.ledger.standing
    assert (standing(rich.ann).stored, standing(rich.bob).stored) == (15_000, 700)
    bill = value.transfer(request)
    assert bill.after == quote.bill.after
    assert standing(rich.bob).stored == quote.taker_after.stored
    right = put_right(rich, AccountKind.CREDIT, 250)
    assert value.quote_adjust(right).after == value.adjust(right).after


def test_the_pin_is_that_of_the_giver(rich: SpendingShop) -> None:
    rich.set(stored_value__pin_from="2000")
    propose = rich.services.value.propose_transfer
    assert not propose(over(rich, 1_999)).asks_pin
    quote = propose(over(rich, 2_000))
    assert (quote.asks_pin, quote.has_pin) == (True, False)
    rich.services.spending_pins.set(rich.bob, "4711")
    assert not propose(over(rich, 2_000)).has_pin
    rich.services.spending_pins.set(rich.ann, "4711")
    assert propose(over(rich, 2_000)).has_pin


def test_it_refuses_what_the_transfer_refuses(rich: SpendingShop) -> None:
    with pytest.raises(ShortAccount):
        rich.services.value.propose_transfer(over(rich, 15_001))
    request = TransferRequest(rich.act(), rich.ann, rich.ann, 100, "family")
    with pytest.raises(SameCustomer):
        rich.services.value.propose_transfer(request)
    with pytest.raises(ShortAccount):
        rich.services.value.quote_adjust(put_right(rich, AccountKind.GIFT, -5_001))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(amount=st.integers(1, 15_000))
def test_what_the_giver_loses_the_taker_gets(rich: SpendingShop, amount: int) -> None:
    quote = rich.services.value.propose_transfer(over(rich, amount))
    bill = quote.bill
    for part in ("principal", "gift"):
        lost = getattr(bill.before, part) - getattr(bill.after, part)
        got = getattr(quote.taker_after, part) - getattr(quote.taker_before, part)
        assert lost == got >= 0
    assert bill.before.stored - bill.after.stored == amount
