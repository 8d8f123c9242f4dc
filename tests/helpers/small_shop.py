"""A small shop with something of everything, for tests that copy, damage and upgrade it."""

import datetime as dt

from smbcrm.bootstrap import create_shop
from smbcrm.core.clock import Clock, SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.benefits.types import IssueRequest, RewardRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.types import Details
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.rewards.types import NewReward
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.membership.value.types import TransferRequest
from smbcrm.membership.vouchers.types import NewDefinition

START = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)


def small_shop(address: str, clock: Clock | None = None) -> Services:
    """Make a shop with two customers, a card, sales, a top-up, a redemption and an undo."""
    shop = create_shop(address, NewShop("Small"), clock=clock or SetClock(START), durable=False)
    first = customer(shop, "陈雨桐", phone="13800138000")
    customer(shop, "Mary O'Brien", email="mary@example.com")
    shop.cards.issue(first)
    shop.till.top_up(TopUpRequest(act(shop), first, 50000))
    sell(shop, 30000, first)
    sell(shop, 900)
    shop.till.redeem(RedeemRequest(act(shop), first, 100))
    undone = sell(shop, 100, first)
    shop.till.reverse(ReverseRequest(act(shop), undone.operation))
    return shop


def fill_every_table(shop: Services) -> None:
    """Do in a small shop what is needed for a row in each table of the ledger."""
    first, second = 1, 2
    shop.staff.add_staff("Mia")
    given_back = sell(shop, 2000, second, served=(Serves("Owner", 60), Serves("Mia", 40)))
    shop.refunds.refund(RefundRequest(act(shop), given_back.operation, 500))
    shop.value.transfer(TransferRequest(act(shop), first, second, 1000, "family"))
    shop.vouchers.add(NewDefinition("TEN", "Tenner", "amount_off", 1000))
    shop.benefits.issue(IssueRequest(act(shop), "TEN", (first, second)))
    shop.rewards.add(NewReward("SOAP", "Soap", 1, stock=5))
    shop.benefits.redeem(RewardRequest(act(shop), first, "SOAP"))
    shop.shop.set("till.count_blind", "yes")
    shop.dayclose.close(CloseRequest(act(shop), pieces={100: 3}, word="filled"))
    shop.shop.set("till.count_blind", "no")
    shop.spending_pins.reset(first, "other", act=act(shop))
    shop.privacy.erase(customer(shop, "Nobody"), "asked", act(shop))


def customer(shop: Services, name: str, phone: str = "", email: str = "") -> int:
    """Add a customer and return the id."""
    phones = (phone,) if phone else ()
    return shop.customers.add(Details(full_name=name, phones=phones, email=email)).id


def sell(
    shop: Services, amount: int, who: int | None = None, served: tuple[Serves, ...] = ()
) -> Bill:
    """Sell for so many minor units, in cash."""
    return shop.till.sale(SaleRequest(act(shop), who, amount, served=served))


def act(shop: Services) -> Act:
    """Return a new request."""
    return Act(uuid7(shop.clock))
