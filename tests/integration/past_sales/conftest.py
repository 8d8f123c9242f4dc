"""A shop with two customers who bought at the till before."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from smbcrm.membership.imports.types import ImportRun
from tests.helpers.shops import StillShop, still_shop
from tests.integration.imports.lists import ListSource, importer
from tests.integration.imports.sales import HEADS, buyer, line, request


@dataclass(frozen=True)
class PastShop:
    """The shop, the customers and the import."""

    still: StillShop
    wang: int
    fang: int
    run: ImportRun


@pytest.fixture
def shop(shop_address: str) -> Iterator[PastShop]:
    """Yield the shop: two sales of one, one of the other, the last day the same."""
    with still_shop(shop_address) as still:
        wang, fang = buyer(still), buyer(still, "芳芳", "13900139000")
        still.clock.instant += dt.timedelta(seconds=1)
        rows = (
            line(bill="A1", phone="13800138000", amount=68, total=98, by="小美"),
            line(bill="A1", item="护理", quantity=2, amount=30, total=98, by="小美"),
            line(day="2025-12-01", bill="A2", phone="13800138000", amount=50),
            line(day="2025-12-01", bill="A3", phone="13900139000", item=None, amount=20),
        )
        run = importer(still, ListSource([HEADS, *rows])).run(request(still))
        yield PastShop(still, wang, fang, run)
