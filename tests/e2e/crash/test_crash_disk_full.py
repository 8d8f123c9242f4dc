"""A disk that fills up in the middle of a sale: said plainly, nothing half done, then on again."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from smbcrm.core.clock import SystemClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.models.faults import DiskFull
from tests.helpers.till_process import sell_without_room, together
from tests.helpers.twin import database, new_customer, new_shop

CLOCK = SystemClock()
# Bytes that a file may have: nothing of the sale is written, its beginning, most of it.
ROOMS = () if sys.platform == "win32" else (0, 1_000, 9_000, 40_000)
PLENTY = 10_000_000
# A limit on the size of files is reported as a write that failed; it may as well be the disk.
FULL = {"DiskFull", "DiskFailing"}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Services]:
    services = new_shop(str(tmp_path / "shop.db"), CLOCK, durable=True)
    yield services
    services.close()


@pytest.mark.parametrize("room", ROOMS)
def test_a_full_disk_leaves_nothing_half_done(shop: Services, room: int) -> None:
    customer = new_customer(shop)
    shop.close()
    ((fault, bill),) = together(shop.address, sell_without_room, (customer, room), 1)
    assert fault in FULL
    assert bill == 1
    assert shop.ledger.standing(customer).points == 12
    verdict = shop.audit.verify()
    assert (verdict.findings, verdict.figures.operations) == ((), 1)


def test_where_there_is_room_both_sales_are_recorded(shop: Services) -> None:
    customer = new_customer(shop)
    shop.close()
    assert together(shop.address, sell_without_room, (customer, PLENTY), 1) == [("", 2)]
    assert shop.ledger.standing(customer).points == 80


def test_a_file_that_may_not_grow_refuses_a_sale_as_a_full_disk(shop: Services) -> None:
    customer, uow = new_customer(shop), database(shop)

    def sell(times: int = 1) -> None:
        for _ in range(times):
            shop.till.sale(SaleRequest(Act(uuid7(CLOCK)), customer, 6800))

    sell()
    pages = uow.read(lambda work: work.session.row("PRAGMA page_count"))
    assert pages
    uow.read(lambda work: work.session.execute(f"PRAGMA max_page_count = {pages[0]}"))
    with pytest.raises(DiskFull, match="Nothing was recorded"):
        sell(1_000)
    verdict = shop.audit.verify()
    assert verdict.findings == ()
    sell()  # the limit went with the connection: there is room again
    again = shop.audit.verify()
    assert (again.findings, again.figures.operations) == ((), verdict.figures.operations + 1)
