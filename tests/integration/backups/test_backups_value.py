"""Copies of a shop with all that it owes and promises: vouchers, PINs, closed days, tiers."""

import datetime as dt
from pathlib import Path

import pytest

from smbcrm.bootstrap import backups, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.benefits.types import (
    BuyRequest,
    IssueRequest,
    RewardRequest,
    VoidVoucherRequest,
)
from smbcrm.membership.dayclose.types import ClosedBefore, CloseRequest
from smbcrm.membership.offers.types import NewOffer
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.rewards.types import NewReward, OutOfStock
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.spending_pin.types import WrongPin
from smbcrm.membership.tiers.types import HoldRequest, TierChanges
from smbcrm.membership.value.types import TransferRequest
from smbcrm.membership.visits.types import ExtendRequest, PauseRequest, UseRequest
from smbcrm.membership.vouchers.errors import VoucherUsed
from smbcrm.membership.vouchers.types import NewDefinition, VoucherState
from tests.helpers.contents import contents
from tests.helpers.small_shop import START, act

FIRST, SECOND = 1, 2
PIN = "4711"
FILLED = {
    *("voucher_definition", "voucher", "reward", "reward_taken", "spending_pin", "package"),
    *("spending_pin_reset", "rule_change", "request_log"),
    *("package_pause", "lot_term", "tier_past", "tier_coming", "tier_review", "tier_membership"),
    *("offer", "offer_tier", "customer_link", "staff_customer", "day_close", "day_close_piece"),
    *("day_close_word", "day_count", "refund", "other_party", "sale_line", "sale_payment", "card"),
    "served",
}
"""The tables that hold what this is about: none of them is empty."""


def promise(shop: Services) -> None:
    """Say in a small shop what it gives, and who may have it."""
    shop.vouchers.add(NewDefinition("ten", "Ten", "amount_off", 1_000, days=30, points=20))
    shop.vouchers.add(NewDefinition("hello", "Hello", "percent_off", 500, on_entry="gold"))
    shop.rewards.add(NewReward("SOAP", "Soap", 15, stock=3))
    shop.packages.add(NewPackage("cut", "Ten cuts", 20_000, Terms(10, 12)))
    shop.offers.add(NewOffer(10_000, 800, tiers=("gold",)))
    shop.spending_pins.set(FIRST, "0815")
    shop.spending_pins.reset(FIRST, "known_in_person", PIN, act(shop))
    shop.shop.set("stored_value.pin_from", "1000")
    shop.relationships.link(FIRST, SECOND, LinkKind.SPOUSE)
    shop.relationships.link_staff("Owner", SECOND)


def live(shop: Services, clock: SetClock) -> str:
    """Do something of everything, close the day and review; return a voucher that was used."""
    used, void = (
        shop.benefits.issue(IssueRequest(act(shop), "ten", (FIRST,)))[0].code for _ in range(2)
    )
    shop.staff.add_staff("Mia")
    both = (Serves("Owner"), Serves("Mia"))
    sale = shop.till.sale(SaleRequest(act(shop), FIRST, 6_000, vouchers=(used,), served=both))
    shop.refunds.refund(RefundRequest(act(shop), sale.operation, 500))
    shop.benefits.void(VoidVoucherRequest(act(shop), void, "mistake"))
    shop.benefits.buy(BuyRequest(act(shop), FIRST, "ten"))
    shop.benefits.redeem(RewardRequest(act(shop), FIRST, "SOAP", 2))
    shop.value.transfer(TransferRequest(act(shop), FIRST, SECOND, 1_000, "family", pin=PIN))
    shop.till.sale(SaleRequest(act(shop), SECOND, items=(ItemQuantity("cut"),)))
    shop.visits.use(UseRequest(act(shop), FIRST, "cut", owner=SECOND))
    until = dt.date(2027, 12, 31)
    shop.visits.extend(ExtendRequest(act(shop), SECOND, "cut", until, "illness"))
    shop.visits.pause(PauseRequest(act(shop), SECOND, "cut"))
    shop.tiers.hold(HoldRequest(SECOND, "gold", None, "goodwill"))
    shop.tiers.edit("silver", TierChanges(spend_from=34_000))
    shop.shop.set("till.count_blind", "yes")
    shop.dayclose.close(CloseRequest(act(shop), pieces={100: 3}, word="filled"))
    shop.shop.set("till.count_blind", "no")
    clock.instant = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
    shop.tiers.apply_review()
    shop.tiers.edit("silver", TierChanges(discount=300), later=True)
    return used


@pytest.fixture
def used(shop: Services, clock: SetClock) -> str:
    """Fill a small shop on either database; return the code of a used voucher."""
    promise(shop)
    return live(shop, clock)


def still_holds(shop: Services, used: str) -> None:
    """See that a shop keeps what was promised, and that its books prove themselves."""
    assert shop.audit.verify().findings == ()
    assert shop.benefits.show(used).state is VoucherState.USED
    with pytest.raises(VoucherUsed):
        shop.till.sale(SaleRequest(act(shop), FIRST, 6_000, vouchers=(used,)))
    stored = {Means.STORED: 2_000}
    with pytest.raises(WrongPin):
        shop.till.sale(SaleRequest(act(shop), FIRST, 2_000, payments=stored, pin="1111"))
    shop.till.sale(SaleRequest(act(shop), FIRST, 2_000, payments=stored, pin=PIN))
    with pytest.raises(ClosedBefore):
        shop.dayclose.close(CloseRequest(Act(uuid7(shop.clock), date=START.date()), counted=0))
    with pytest.raises(OutOfStock):
        shop.benefits.redeem(RewardRequest(act(shop), FIRST, "SOAP", 2))
    assert shop.tiers.review().applied is not None
    (hello,) = shop.benefits.of_customer(SECOND)
    shop.till.sale(SaleRequest(act(shop), SECOND, 2_000, vouchers=(hello.code,)))
    assert shop.audit.verify().findings == ()


def test_a_copy_holds_all_that_is_owed_and_promised(shop: Services, used: str) -> None:
    made = shop.backups.now()
    copy = contents(made.path)
    assert made.verified
    assert copy == contents(shop.address)
    assert {table for table in FILLED if not copy[table]} == set()
    still_holds(shop, used)


def test_it_goes_to_a_server_and_back(
    sqlite_shop: Services, postgres_url: str, tmp_path: Path, clock: SetClock
) -> None:
    promise(sqlite_shop)
    used = live(sqlite_shop, clock)
    made = sqlite_shop.backups.now()
    then = contents(sqlite_shop.address)
    file = str(tmp_path / "back.db")

    moved = backups(postgres_url, clock=clock).restore(str(made.path))
    assert moved.verdict.clean
    assert contents(postgres_url) == then
    server = open_shop(postgres_url, clock=clock)
    back = server.backups.now()
    backups(file, clock=clock).restore(str(back.path))
    assert contents(file) == then
    again = open_shop(file, clock=clock)
    for one in (server, again):
        still_holds(one, used)
        one.close()


def test_what_was_used_since_is_unused_again_after_going_back(
    sqlite_shop: Services, clock: SetClock
) -> None:
    promise(sqlite_shop)
    live(sqlite_shop, clock)
    made = sqlite_shop.backups.now()
    then = contents(sqlite_shop.address)
    (hello,) = sqlite_shop.benefits.of_customer(SECOND)
    sqlite_shop.till.sale(SaleRequest(act(sqlite_shop), SECOND, 2_000, vouchers=(hello.code,)))
    clock.instant += dt.timedelta(hours=1)
    assert sqlite_shop.backups.restore(made.name).verdict.clean
    assert contents(sqlite_shop.address) == then
    assert sqlite_shop.benefits.show(hello.code).state is VoucherState.ISSUED
    assert sqlite_shop.audit.verify().clean
