"""Somebody turns who served into somebody else: refused, or found and named."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.sales.types import SaleRequest
from tests.helpers.tampering import found, sqlite, without_guards
from tests.helpers.twin import new_customer, new_shop
from tests.integration.ledger.edits import CHANGED, STRAY, Edit

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
SHARED, ALONE = 1, 2
SHARES = "The shares of operation {seq} do not come to 100 %"
_APPEND_ONLY = "served is append-only"
EDITS = (
    Edit(
        "a larger share",
        f"UPDATE served SET share = 70 WHERE operation = {SHARED} AND line = 1;",
        ((CHANGED, SHARED), (SHARES, SHARED)),
        _APPEND_ONLY,
    ),
    Edit(
        "somebody else",
        f"UPDATE served SET staff = 1 WHERE operation = {SHARED} AND line = 1;",
        ((CHANGED, SHARED),),
        _APPEND_ONLY,
    ),
    Edit(
        "one of two left out",
        f"DELETE FROM served WHERE operation = {SHARED} AND line = 2;",
        ((CHANGED, SHARED), (SHARES, SHARED)),
        _APPEND_ONLY,
    ),
    Edit(
        "nobody shares",
        f"DELETE FROM served WHERE operation = {SHARED};",
        ((CHANGED, SHARED),),
        _APPEND_ONLY,
    ),
    Edit(
        "a share in what somebody served alone",
        f"INSERT INTO served (operation, line, staff, share) VALUES ({ALONE}, 1, 2, 100);",
        ((CHANGED, ALONE),),
    ),
    Edit(
        "a share put over another",
        "INSERT OR REPLACE INTO served (operation, line, staff, share) "
        f"VALUES ({SHARED}, 1, 1, 60);",
        ((CHANGED, SHARED),),
        "served already holds this key",
    ),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a shop with a sale that two served and one that the seller served."""
    path, clock = tmp_path_factory.mktemp("tamper") / "shop.db", SetClock(NOON)
    shop = new_shop(str(path), clock)
    for name in ("Amy", "Ben"):
        shop.staff.add_staff(name)
    ann = new_customer(shop, "Ann")
    both = (Serves("Amy", 60), Serves("Ben", 40))
    for served in (both, ()):
        shop.till.sale(SaleRequest(Act(uuid7(clock)), ann, 6_800, served=served))
    shop.close()
    return path


@pytest.fixture
def shop_file(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the shop's file to tamper with."""
    return Path(shutil.copy(made, tmp_path / "shop.db"))


@pytest.mark.parametrize("edit", [one for one in EDITS if one.words], ids=lambda edit: edit.name)
def test_the_guards_refuse_it_of_who_served(edit: Edit, shop_file: Path) -> None:
    answer = sqlite(shop_file, f"BEGIN; {edit.sql} COMMIT;")
    assert answer.returncode != 0
    assert edit.words in answer.stderr
    assert found(shop_file) == set()


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_without_the_guards_it_is_found_of_who_served(edit: Edit, shop_file: Path) -> None:
    without_guards(shop_file, edit.sql)
    assert found(shop_file) == set(edit.finds)


def test_shares_of_nothing_are_found(shop_file: Path) -> None:
    without_guards(
        shop_file,
        "PRAGMA foreign_keys = OFF; INSERT INTO served (operation, line, staff, share) "
        "VALUES (99, 1, 1, 100);",
    )
    assert (STRAY, 99) in found(shop_file)
