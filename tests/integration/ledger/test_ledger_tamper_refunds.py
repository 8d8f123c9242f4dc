"""Somebody turns refunds into others with the sqlite program: refused, or found and named."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from tests.helpers.tampering import found, sqlite, without_guards
from tests.helpers.twin import new_customer, new_shop
from tests.integration.ledger.edits import (
    CHANGED,
    NO_MIRROR,
    NO_SALE,
    SOMEBODY_ELSE,
    TAKEN_BACK,
    TOO_MUCH,
    Edit,
)

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
HERS, HIS, UNDONE, REVERSAL, REFUND, TAKEN, UNTAKEN = range(1, 8)
"""The operations: three sales, the third undone; a refund of hers, another one, undone."""

_APPEND_ONLY = "refund is append-only"
EDITS = (
    Edit(
        "a refund of what was undone",
        f"UPDATE refund SET sale = {UNDONE} WHERE operation = {REFUND};",
        ((CHANGED, REFUND), (TAKEN_BACK, REFUND)),
        _APPEND_ONLY,
    ),
    Edit(
        "a refund of another customer's sale",
        f"UPDATE refund SET sale = {HIS} WHERE operation = {REFUND};",
        ((CHANGED, REFUND), (SOMEBODY_ELSE, REFUND), (TOO_MUCH, HIS)),
        _APPEND_ONLY,
    ),
    Edit(
        "a refund in another customer's name",
        "UPDATE operation SET party = (SELECT party FROM operation WHERE seq = "
        f"{HIS}) WHERE seq = {REFUND};",
        ((CHANGED, REFUND), (SOMEBODY_ELSE, REFUND)),
        "operation is append-only",
    ),
    Edit(
        "a refund of a refund",
        f"UPDATE refund SET sale = {REFUND} WHERE operation = {TAKEN};",
        ((CHANGED, TAKEN), (NO_SALE, TAKEN)),
        _APPEND_ONLY,
    ),
    Edit(
        "the refund that was undone stands",
        f"UPDATE operation SET reverses = {REFUND} WHERE seq = {UNTAKEN};",
        ((CHANGED, UNTAKEN), (NO_MIRROR, UNTAKEN)),
        "operation is append-only",
    ),
    Edit(
        "the sale is undone in the place of another",
        f"UPDATE operation SET reverses = {HERS} WHERE seq = {REVERSAL};",
        ((CHANGED, REVERSAL), (NO_MIRROR, REVERSAL), (TAKEN_BACK, REFUND)),
        "operation is append-only",
    ),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a shop with sales of two customers and refunds, and close it."""
    path, clock = tmp_path_factory.mktemp("tamper") / "shop.db", SetClock(NOON)
    shop = new_shop(str(path), clock)
    ann, bob = new_customer(shop, "Ann"), new_customer(shop, "Bob")

    def act() -> Act:
        clock.instant += dt.timedelta(minutes=1)
        return Act(uuid7(clock))

    hers, _, undone = (
        shop.till.sale(SaleRequest(act(), who, 6_800, payments={means: 6_800}))
        for who, means in ((ann, Means.CASH), (bob, Means.CARD), (ann, Means.CASH))
    )
    shop.till.reverse(ReverseRequest(act(), undone.operation))
    shop.refunds.refund(RefundRequest(act(), hers.operation, 800))
    taken = shop.refunds.refund(RefundRequest(act(), hers.operation, 1_000))
    shop.till.reverse(ReverseRequest(act(), taken.operation))
    shop.close()
    return path


@pytest.fixture
def shop_file(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the shop's file to tamper with."""
    return Path(shutil.copy(made, tmp_path / "shop.db"))


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_the_guards_refuse_it_of_refunds(edit: Edit, shop_file: Path) -> None:
    answer = sqlite(shop_file, f"BEGIN; {edit.sql} COMMIT;")
    assert answer.returncode != 0
    assert edit.words in answer.stderr
    assert found(shop_file) == set()


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_without_the_guards_it_is_found_of_refunds(edit: Edit, shop_file: Path) -> None:
    without_guards(shop_file, edit.sql)
    assert found(shop_file) == set(edit.finds)
