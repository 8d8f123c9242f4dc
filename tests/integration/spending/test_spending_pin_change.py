"""A PIN is changed by whoever knows it, or reset for a reason; it guards all ways out. Cents."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.reports.document import Coded
from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.spending_pin.types import (
    BadResetReason,
    CurrentPinNeeded,
    NoPinYet,
    PinLocked,
    PinNeeded,
    WrongPin,
)
from smbcrm.membership.value.types import (
    ShortAccount,
    ShortPrincipal,
    TransferRequest,
    WithdrawRequest,
)
from tests.integration.spending.conftest import SpendingShop

PIN, OTHER = "4711", "4712"


@pytest.fixture
def pins(shop: SpendingShop) -> SpendingShop:
    """Return a shop that asks for the PIN from 50.00 on; Ann has 500.00 and a PIN."""
    shop.top_up(shop.ann, 50_000)
    shop.set(stored_value__pin_from="5000")
    shop.services.spending_pins.set(shop.ann, PIN)
    return shop


def resets(shop: SpendingShop) -> list[tuple[object, ...]]:
    """Return the rows of the insider report on PINs."""
    found = shop.services.reports.insider()
    return [
        row
        for section in found.sections
        if section.id == "pin_resets"
        for table in section.tables
        for row in table.rows
    ]


# ----------------------------------------------------------------------------------- change


def test_a_pin_is_changed_and_removed_by_whoever_types_it(pins: SpendingShop) -> None:
    service = pins.services.spending_pins
    with pytest.raises(CurrentPinNeeded):
        service.set(pins.ann, OTHER)
    with pytest.raises(CurrentPinNeeded):
        service.remove(pins.ann)
    with pytest.raises(WrongPin):
        service.set(pins.ann, OTHER, current=OTHER)
    pins.spend(pins.ann, 5_000, PIN)
    service.set(pins.ann, OTHER, current=PIN)
    pins.spend(pins.ann, 5_000, OTHER)
    with pytest.raises(WrongPin):
        service.remove(pins.ann, current=PIN)
    service.remove(pins.ann, current=OTHER)
    assert not service.has(pins.ann)
    assert resets(pins) == []


def test_who_guesses_there_locks_it_as_at_a_sale(pins: SpendingShop) -> None:
    service = pins.services.spending_pins
    for _ in range(3):
        with pytest.raises(WrongPin):
            service.set(pins.ann, OTHER, current="0000")
    with pytest.raises(WrongPin):
        pins.spend(pins.ann, 5_000, "0000")
    with pytest.raises(PinLocked):
        service.remove(pins.ann, current="0000")
    with pytest.raises(PinLocked):
        service.set(pins.ann, OTHER, current=PIN)
    with pytest.raises(PinLocked):
        pins.spend(pins.ann, 5_000, PIN)
    pins.pass_by(seconds=61)
    service.set(pins.ann, OTHER, current=PIN)


def test_a_forgotten_pin_is_reset_and_the_owner_sees_it(pins: SpendingShop) -> None:
    pins.services.staff.add_staff("Mia")
    service, act = pins.services.spending_pins, replace(pins.act(), staff="Mia")
    with pytest.raises(BadResetReason):
        service.reset(pins.ann, "because", OTHER)
    service.reset(pins.ann, "known_in_person", OTHER, act)
    service.reset(pins.ann, "known_in_person", OTHER, act)
    with pytest.raises(RequestReused):
        service.reset(pins.ann, "other", OTHER, act)
    pins.spend(pins.ann, 5_000, OTHER)
    pins.pass_by(minutes=1)
    service.reset(pins.ann, "other", act=replace(pins.act(), staff="Owner"))
    assert not service.has(pins.ann)
    told = resets(pins)
    assert [row[1:4] for row in told] == [("Ann", "Mia", "Till 1"), ("Ann", "Owner", "Till 1")]
    assert [row[4] for row in told] == [
        Coded("known_in_person", Text("staff know them in person")),
        Coded("other", Text("another reason")),
    ]


# --------------------------------------------------------------------------------- ways out


def _out(shop: SpendingShop, amount: int, pin: str | None) -> Bill:
    request = WithdrawRequest(shop.act(), shop.ann, amount, pin=pin)
    return shop.services.value.withdraw(request)


def _over(shop: SpendingShop, amount: int, pin: str | None) -> Bill:
    request = TransferRequest(shop.act(), shop.ann, shop.bob, amount, "family", pin=pin)
    return shop.services.value.transfer(request)


@pytest.mark.parametrize("leave", [_out, _over], ids=["paid out", "handed over"])
def test_what_leaves_takes_the_pin_by_the_rule_of_a_sale(
    pins: SpendingShop, leave: Callable[[SpendingShop, int, str | None], Bill]
) -> None:
    assert leave(pins, 4_999, None).amount == 4_999
    with pytest.raises(PinNeeded):
        leave(pins, 5_000, None)
    before = pins.services.ledger.standing(pins.ann)
    for _ in range(4):
        with pytest.raises(WrongPin):
            leave(pins, 5_000, OTHER)
    with pytest.raises(PinLocked):
        leave(pins, 5_000, OTHER)
    with pytest.raises(PinLocked):
        pins.spend(pins.ann, 5_000, PIN)
    assert pins.services.ledger.standing(pins.ann) == before
    pins.pass_by(minutes=1)
    assert leave(pins, 5_000, PIN).amount == 5_000


@pytest.mark.parametrize("leave", [_out, _over], ids=["paid out", "handed over"])
def test_whoever_has_no_pin_chooses_one_first(
    pins: SpendingShop, leave: Callable[[SpendingShop, int, str | None], Bill]
) -> None:
    pins.services.spending_pins.remove(pins.ann, current=PIN)
    with pytest.raises(NoPinYet):
        leave(pins, 5_000, PIN)
    pins.set(stored_value__pin_from="off")
    assert leave(pins, 5_000, None).amount == 5_000


def test_the_same_again_is_answered_whatever_pin_is_sent(pins: SpendingShop) -> None:
    first = WithdrawRequest(pins.act(), pins.ann, 5_000, pin=PIN)
    bill = pins.services.value.withdraw(first)
    again = WithdrawRequest(first.act, pins.ann, 5_000)
    assert pins.services.value.withdraw(again) == bill


def test_a_quote_says_that_the_pin_is_asked_and_never_looks_at_one(pins: SpendingShop) -> None:
    quote = pins.services.value.propose_withdrawal
    asked = quote(WithdrawRequest(pins.act(), pins.ann, 5_000, pin=OTHER))
    assert (asked.bill.amount, asked.asks_pin, asked.has_pin) == (5_000, True, True)
    low = quote(WithdrawRequest(pins.act(), pins.ann, 4_999))
    assert not low.asks_pin
    over = TransferRequest(pins.act(), pins.ann, pins.bob, 5_000, "family")
    assert pins.services.value.quote_transfer(over).amount == 5_000


def test_visits_are_handed_over_without_it(pins: SpendingShop) -> None:
    over = TransferRequest(pins.act(), pins.ann, pins.bob, 9_000, "family", package="none")
    with pytest.raises(UserError) as refused:
        pins.services.value.transfer(over)
    assert not isinstance(refused.value, PinNeeded)


@pytest.mark.parametrize("leave", [_out, _over], ids=["paid out", "handed over"])
@pytest.mark.parametrize("pin", [None, PIN, OTHER])
def test_of_more_than_there_is_nothing_about_a_pin_is_told(
    pins: SpendingShop,
    leave: Callable[[SpendingShop, int, str | None], Bill],
    pin: str | None,
) -> None:
    with pytest.raises((ShortPrincipal, ShortAccount)):
        leave(pins, 90_000, pin)
    for _ in range(4):
        with pytest.raises(WrongPin):
            leave(pins, 5_000, OTHER)
    pins.spend(pins.ann, 5_000, PIN)


def test_who_has_nothing_is_not_told_that_a_pin_is_missing(pins: SpendingShop) -> None:
    out = WithdrawRequest(pins.act(), pins.bob, 5_000)
    with pytest.raises(ShortPrincipal):
        pins.services.value.withdraw(out)
