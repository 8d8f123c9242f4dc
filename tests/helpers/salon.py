"""A salon with people in it, as screens are tested with: small, and the same every time."""

import datetime as dt
from pathlib import Path

from smbcrm import bootstrap
from smbcrm.core.clock import Clock, SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop

NOW = dt.datetime(2026, 11, 21, 15, 24, tzinfo=dt.UTC)
"""10:24 in New York, on a Saturday."""
EVIL = '<b>Bobby</b> & <img src="x" onerror="y"> "=1+1" \u202etxt'
"""A name that would be markup, a formula and a reversed line, were it not plain text."""
EVIL_SHOWN = EVIL.replace("\u202e", "")
"""How it is shown: the mark that would reverse the line is left out."""


def salon(address: str | Path, clock: Clock | None = None, language: str = "en") -> Services:
    """Make the salon: Hannah with an allergy and value, 陈雨桐 born by the moon, others."""
    new = NewShop("Willow & Wren Salon", "USD", "US", "America/New_York", language)
    clock = clock or SetClock(NOW)
    shop = bootstrap.create_shop(str(address), new, clock=clock, durable=False)
    for code, name, price in (("CUT", "Cut and blow-dry", 5800), ("COL", "Colour", 12400)):
        shop.items.add(NewItem(code, name, price, ItemKind.SERVICE))
    hannah = _hannah(shop)
    _add(shop, "Hanna Becker", "+12075550170")
    _add(shop, EVIL, "+12075550199", alert=EVIL, notes=EVIL, preferences=EVIL)
    lunar = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1990, 10, 15)
    _add(shop, "陈雨桐", "+12075550181", occasions=(lunar,))
    shop.cards.issue(hannah, _act(shop))
    shop.till.top_up(TopUpRequest(_act(shop), hannah, 20000))
    shop.till.sale(SaleRequest(_act(shop), hannah, 5800, payments={Means.STORED: 5800}))
    shop.till.sale(SaleRequest(_act(shop), hannah, 124000, payments={Means.CARD: 124000}))
    return shop


def _hannah(shop: Services) -> int:
    return _add(
        shop,
        "Hannah Brooks",
        "+12075550142",
        given_name="Hannah",
        email="hannah.b@example.com",
        alert="Allergic to PPD hair dye. Use ammonia- and PPD-free colour only.",
        preferences="Flat white, oat milk",
        notes="Prefers Mia or Jo",
        occasions=(Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 11, 24),),
        consents=(ConsentSaid(ConsentChannel.SMS, ConsentState.GIVEN, "at the counter"),),
    )


def _add(shop: Services, name: str, phone: str, **more: object) -> int:
    details = Details(full_name=name, phones=(phone,), **more)  # type: ignore[arg-type]
    return shop.customers.add(details, _act(shop)).id


def _act(shop: Services) -> Act:
    return Act(uuid7(shop.clock))
