"""Vouchers and sales as they could be, made by hand."""

import datetime as dt
from zoneinfo import ZoneInfo

from smbcrm.core.clock import BusinessDay
from smbcrm.core.money import Currency
from smbcrm.membership.items.types import Item, ItemKind
from smbcrm.membership.ledger.postings import SaleLine
from smbcrm.membership.ledger.types import VOUCHER, AccountKind, Lot, OperationKind
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.vouchers.types import BY_HAND, Definition, Here, Hold, Voucher, WentOut

USD = Currency("USD", 2)
TODAY = dt.date(2026, 3, 10)
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
HERE = Here(TODAY, NOON, 1, BusinessDay(ZoneInfo("UTC"), 4))
TRIM = Item(7, "TRIM", "Fringe trim", ItemKind.SERVICE, 1_200, None, 100, active=True)
TIERS = (
    Tier(1, "regular", 0, "Regular", None, 100, 0),
    Tier(2, "silver", 1, "Silver", 40_000, 120, 0),
    Tier(3, "gold", 2, "Gold", 100_000, 150, 0),
)


def definition(kind: str = "amount_off", value: int | None = 1_000, **said: object) -> Definition:
    """Return a voucher of the shop."""
    usual: dict[str, object] = {
        "item": None,
        "id": 1,
        "code": "TEN",
        "name": "Tenner",
        "minimum": 0,
        "days": None,
        "first_day": None,
        "last_day": None,
        "tiers": (),
        "on_entry": None,
        "points": None,
        "active": True,
    }
    return Definition(kind, value, **{**usual, **said})  # type: ignore[arg-type]


def voucher(
    kind: str = "amount_off",
    value: int | None = 1_000,
    *,
    item: Item | None = None,
    minimum: int = 0,
    first_day: dt.date | None = None,
    ends: dt.date | None = None,
    remaining: int = 1,
    hold: Hold | None = None,
    went_out: WentOut | None = None,
) -> Voucher:
    """Return a voucher of customer 5."""
    lot = Lot(9, 8, AccountKind.VOUCHERS, VOUCHER, 1, TODAY, ends, remaining)
    return Voucher(
        kind,
        value,
        item,
        "V00000091",
        "TEN",
        "Tenner",
        minimum,
        first_day,
        BY_HAND,
        9,
        lot,
        5,
        hold,
        went_out,
    )


def out(kind: OperationKind, bill: int | None = 3) -> WentOut:
    """Return what took a voucher from its lot."""
    return WentOut(kind, None, "an-operation", bill, TODAY)


def line(net: int, quantity: int = 1_000, item: int | None = None, discount: int = 0) -> SaleLine:
    """Return a line of a sale that comes to so much after the tier discount."""
    gross = net + discount
    return SaleLine(item, quantity, gross, gross, discount, 100, 1)
