"""The customer's own PIN before stored value is spent."""

from dataclasses import replace

import pytest

from smbcrm.bootstrap import open_shop
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.errors import ShortStored
from smbcrm.membership.sales.proposing import Choice, Way
from smbcrm.membership.sales.quoting import SaleDraft
from smbcrm.membership.spending_pin.types import (
    BadPin,
    NoPinYet,
    PinLocked,
    PinLockedLonger,
    PinNeeded,
    WrongPin,
)
from smbcrm.membership.value.types import TransferRequest, WithdrawRequest
from smbcrm.models.work import Work
from tests.helpers.twin import database
from tests.integration.spending.conftest import SpendingShop

PIN, OTHER = "4711", "4712"


@pytest.fixture
def pins(shop: SpendingShop) -> SpendingShop:
    """Return a shop that asks for the PIN from 50.00 on; Ann has 500.00 and a PIN."""
    shop.top_up(shop.ann, 50_000)
    shop.set(stored_value__pin_from="5000")
    shop.services.spending_pins.set(shop.ann, PIN)
    return shop


def wrong(shop: SpendingShop, times: int) -> None:
    for _ in range(times):
        with pytest.raises((WrongPin, PinLocked)):
            shop.spend(shop.ann, 5_000, OTHER)


def operations(shop: SpendingShop) -> int:
    """Return how many there are."""
    rows = database(shop.services).read(lambda work: work.session.rows("SELECT 1 FROM operation"))
    return len(rows)


def everything(shop: SpendingShop) -> str:
    """Return all that the tables of PINs and requests hold."""

    def read(work: Work) -> str:
        tables = ("spending_pin", "request_log", "operation")
        return repr([work.session.rows(f"SELECT * FROM {table}") for table in tables])

    return database(shop.services).read(read)


def test_from_the_amount_on_the_pin_is_asked(pins: SpendingShop) -> None:
    assert pins.spend(pins.ann, 4_999).amount == 4_999
    with pytest.raises(PinNeeded):
        pins.spend(pins.ann, 5_000)
    assert pins.spend(pins.ann, 5_000, PIN).amount == 5_000
    assert pins.spend(pins.ann, 5_000, "４７１１").amount == 5_000, "typed as an input method does"


def test_only_stored_value_counts_for_it(pins: SpendingShop) -> None:
    mixed = {Means.STORED: 4_999, Means.CARD: 90_000}
    assert pins.services.till.sale(pins.asked(pins.ann, mixed)).amount == 94_999
    assert pins.sell(pins.bob, 90_000).amount == 90_000


def test_a_wrong_pin_records_nothing_and_is_counted(pins: SpendingShop) -> None:
    before = operations(pins)
    tries = []
    for _ in range(4):
        with pytest.raises(WrongPin) as refused:
            pins.spend(pins.ann, 5_000, OTHER)
        tries.append(refused.value.params["tries"])
    assert tries == [4, 3, 2, 1]
    assert operations(pins) == before
    pins.spend(pins.ann, 5_000, PIN)
    wrong(pins, 4)
    pins.spend(pins.ann, 5_000, PIN)


def test_the_fifth_wrong_pin_locks_it_for_a_minute(pins: SpendingShop) -> None:
    wrong(pins, 4)
    with pytest.raises(PinLocked):
        pins.spend(pins.ann, 5_000, OTHER)
    with pytest.raises(PinLocked):
        pins.spend(pins.ann, 5_000, PIN)
    pins.pass_by(seconds=59)
    with pytest.raises(PinLocked):
        pins.spend(pins.ann, 5_000, PIN)
    assert pins.spend(pins.ann, 4_999).amount == 4_999, "what needs no PIN goes on"
    pins.pass_by(seconds=1)
    pins.spend(pins.ann, 5_000, PIN)


def test_a_lock_outlives_the_program(pins: SpendingShop) -> None:
    wrong(pins, 5)
    pins.services.close()
    pins.services = open_shop(pins.services.address, clock=pins.clock)
    with pytest.raises(PinLocked):
        pins.spend(pins.ann, 5_000, PIN)
    with pytest.raises(PinLocked):
        pins.services.spending_pins.set(pins.ann, OTHER, current=PIN)
    pins.services.spending_pins.reset(pins.ann, "document_shown", OTHER)
    pins.spend(pins.ann, 5_000, OTHER)


def test_what_is_refused_for_another_reason_counts_a_wrong_pin_and_no_right_one(
    pins: SpendingShop,
) -> None:
    with pytest.raises(WrongPin):
        pins.spend(pins.ann, 99_999, OTHER)
    with pytest.raises(ShortStored):
        pins.spend(pins.ann, 99_999, PIN)
    with pytest.raises(WrongPin) as refused:
        pins.spend(pins.ann, 5_000, OTHER)
    assert refused.value.params["tries"] == 3


def test_a_quote_never_looks_at_a_pin(pins: SpendingShop) -> None:
    for pin in (OTHER, None, PIN):
        asked = pins.asked(pins.ann, {Means.STORED: 5_000}, pin)
        assert pins.services.till.quote_sale(asked).amount == 5_000
    draft = SaleDraft(pins.ann, 5_000, (), Choice(Way.STORED))
    quote = pins.services.till.propose_sale(pins.act(), draft)
    assert (quote.asks_pin, quote.has_pin) == (True, True)
    low = pins.services.till.propose_sale(
        pins.act(), SaleDraft(pins.ann, 4_999, (), Choice(Way.STORED))
    )
    assert not low.asks_pin
    pins.spend(pins.ann, 5_000, PIN)


def test_somebody_without_a_pin_has_to_choose_one_first(pins: SpendingShop) -> None:
    pins.top_up(pins.bob, 50_000)
    with pytest.raises(NoPinYet):
        pins.spend(pins.bob, 5_000, PIN)
    assert not pins.services.spending_pins.has(pins.bob)
    pins.services.spending_pins.set(pins.bob, PIN)
    assert pins.services.spending_pins.has(pins.bob)
    pins.spend(pins.bob, 5_000, PIN)
    pins.services.spending_pins.remove(pins.bob, current=PIN)
    with pytest.raises(NoPinYet):
        pins.spend(pins.bob, 5_000, PIN)
    pins.set(stored_value__pin_from="off")
    assert pins.spend(pins.bob, 5_000).amount == 5_000


def test_the_same_sale_again_is_answered_whatever_pin_is_sent(pins: SpendingShop) -> None:
    asked = pins.asked(pins.ann, {Means.STORED: 5_000}, PIN)
    bill = pins.services.till.sale(asked)
    for pin in (PIN, OTHER, None):
        assert pins.services.till.sale(replace(asked, pin=pin)) == bill


def test_a_pin_is_nowhere_to_be_read(pins: SpendingShop) -> None:
    long, other = "850317", "850318"
    pins.services.spending_pins.set(pins.ann, long, current=PIN)
    asked = pins.asked(pins.ann, {Means.STORED: 5_000}, long)
    pins.services.till.sale(asked)
    out = WithdrawRequest(pins.act(), pins.ann, 5_000, pin=long)
    over = TransferRequest(pins.act(), pins.ann, pins.bob, 5_000, "family", pin=long)
    pins.services.value.withdraw(out)
    pins.services.value.transfer(over)
    assert long not in repr((asked, out, over))
    assert long not in everything(pins)
    pins.services.spending_pins.reset(pins.ann, "other", other)
    assert other not in everything(pins)


def test_a_pin_is_set_once_for_a_request(pins: SpendingShop) -> None:
    request = pins.act()
    again = Act(request.request_id.upper(), terminal="Till 1")
    pins.services.spending_pins.set(pins.ann, "0815", request, current=PIN)
    pins.services.spending_pins.set(pins.ann, "0816", current="0815")
    pins.services.spending_pins.set(pins.ann, "0815", again)
    pins.spend(pins.ann, 5_000, "0816")
    with pytest.raises(RequestReused):
        pins.services.spending_pins.set(pins.ann, "0817", request)
    with pytest.raises(RequestReused):
        pins.services.spending_pins.remove(pins.ann, request)


def test_what_is_no_pin_or_nobodys_is_refused(pins: SpendingShop) -> None:
    for bad in ("123", "1234567", "12a4", ""):
        with pytest.raises(BadPin):
            pins.services.spending_pins.set(pins.ann, bad)
    for act in (pins.act(), None):
        with pytest.raises(UnknownCustomer):
            pins.services.spending_pins.set(999_999, PIN, act)
        with pytest.raises(UnknownCustomer):
            pins.services.spending_pins.remove(999_999, act)


def test_locks_grow_and_a_clock_put_forward_does_not_help(pins: SpendingShop) -> None:
    wrong(pins, 5)
    for minutes, wait in ((1, 5), (5, 15), (15, 60), (60, 1440)):
        pins.pass_by(minutes=minutes)
        if minutes > 1:
            with pytest.raises(PinLockedLonger, match="once something else has been recorded"):
                pins.spend(pins.ann, 5_000, PIN)
            pins.top_up(pins.bob, 1_000)
        wrong(pins, 5)
        pins.pass_by(minutes=wait - 1)
        pins.top_up(pins.bob, 1_000)
        with pytest.raises(PinLockedLonger):
            pins.spend(pins.ann, 5_000, PIN)
        pins.pass_by(minutes=1 - wait)
    pins.pass_by(days=1)
    pins.top_up(pins.bob, 1_000)
    pins.spend(pins.ann, 5_000, PIN)
    wrong(pins, 5)
    pins.pass_by(minutes=1)
    pins.spend(pins.ann, 5_000, PIN)


def test_a_reset_makes_locks_short_again(pins: SpendingShop) -> None:
    wrong(pins, 5)
    pins.pass_by(minutes=1)
    wrong(pins, 5)
    pins.services.spending_pins.reset(pins.ann, "document_shown", PIN)
    wrong(pins, 5)
    pins.pass_by(minutes=1)
    pins.spend(pins.ann, 5_000, PIN)
