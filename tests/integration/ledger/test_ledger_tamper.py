"""Somebody opens the shop's file with the sqlite program: refused, or found and named."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.audit.types import KnownHead
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from tests.helpers.tampering import found, sqlite, without_guards
from tests.helpers.twin import new_customer, new_shop
from tests.integration.ledger.edits import LAST, OPEN, REFUSED, Edit

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a shop with eight operations and close it."""
    path, clock = tmp_path_factory.mktemp("tamper") / "shop.db", SetClock(NOON)
    shop = new_shop(str(path), clock)
    till, first, second = shop.till, new_customer(shop, "First"), new_customer(shop, "Second")
    shop.items.add(NewItem("TEA", "Tea", 750))

    def act(note: str = "") -> Act:
        clock.instant += dt.timedelta(minutes=10)
        return Act(uuid7(clock), note=note)

    till.top_up(TopUpRequest(act("a note"), first, 50_000))
    mixed = {Means.STORED: 2_000, Means.CASH: 5_000}
    till.sale(SaleRequest(act(), first, 6_800, payments=mixed))
    till.sale(SaleRequest(act(), None, 900))
    till.sale(SaleRequest(act(), second, 30_000, payments={Means.CARD: 30_000}))
    till.redeem(RedeemRequest(act(), second, 100))
    undone = till.sale(SaleRequest(act(), first, 1_000))
    till.reverse(ReverseRequest(act(), undone.operation))
    till.sale(SaleRequest(act(), second, items=(ItemQuantity("TEA", 2_000),)))
    shop.close()
    return path


@pytest.fixture
def shop_file(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the shop's file to tamper with."""
    return Path(shutil.copy(made, tmp_path / "shop.db"))


def head_of(file: Path) -> KnownHead:
    """Return where the chain ends, as a copy made before would hold it."""
    seq, hash_ = sqlite(file, "SELECT seq, hash FROM chain_head;").stdout.strip().split("|")
    return KnownHead(int(seq), hash_, NOON)


def test_an_untouched_shop_is_clean(shop_file: Path) -> None:
    head = head_of(shop_file)
    assert head.seq == LAST
    assert found(shop_file, head) == set()


@pytest.mark.parametrize("edit", REFUSED, ids=lambda edit: edit.name)
def test_the_guards_refuse_it(edit: Edit, shop_file: Path) -> None:
    answer = sqlite(shop_file, f"BEGIN; {edit.sql} COMMIT;")
    assert answer.returncode != 0
    assert edit.words in answer.stderr
    assert found(shop_file) == set()


@pytest.mark.parametrize("edit", REFUSED, ids=lambda edit: edit.name)
def test_without_the_guards_it_is_found_and_named(edit: Edit, shop_file: Path) -> None:
    head = head_of(shop_file)
    without_guards(shop_file, edit.sql)
    assert found(shop_file, head) == set(edit.finds)


@pytest.mark.parametrize("edit", OPEN, ids=lambda edit: edit.name)
def test_what_no_guard_refuses_is_found_and_named(edit: Edit, shop_file: Path) -> None:
    done = sqlite(shop_file, f"BEGIN; {edit.sql} COMMIT;")
    assert (done.returncode, done.stderr) == (0, "")
    assert found(shop_file) == set(edit.finds)


def test_a_note_and_a_name_may_change_or_go(shop_file: Path) -> None:
    done = sqlite(
        shop_file,
        "UPDATE operation_note SET note = 'another'; DELETE FROM operation_note;"
        "UPDATE customer SET full_name = ''; UPDATE bill SET content = '{}';",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert found(shop_file) == set()
