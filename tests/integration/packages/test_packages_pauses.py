"""Pauses by examples: how long they hold what, and when they are over by themselves."""

import datetime as dt

import pytest

from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.packages import types
from smbcrm.membership.sales import errors
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.value.types import AdjustRequest
from smbcrm.membership.visits.types import NotPaused, Shortens
from tests.helpers.twin import database
from tests.integration.packages.conftest import PackageShop


def ends(shop: PackageShop, who: int, unit: str) -> list[tuple[int, dt.date | None]]:
    """Return what is left in each lot of visits, and its last day, as they are used."""
    wallet = database(shop.services).run(lambda work: work.ledger.wallet(who))
    return [(lot.remaining, lot.expires_on) for lot in wallet.lots_in(unit)]


def test_what_comes_during_a_pause_is_held_from_then_on(shop: PackageShop) -> None:
    """Sold on the day of the pause: 30 days. Bought after 20: 10 days. Received after 29: one."""
    shop.sell(shop.ann, "cut")
    shop.sell(shop.bob, "cut")
    shop.pause(shop.ann, "cut")
    shop.on(3, 30)
    shop.sell(shop.ann, "cut")
    shop.on(4, 8)
    shop.hand(shop.bob, shop.ann, "cut", 2)
    shop.on(4, 9)
    shop.resume(shop.ann, "cut")
    assert ends(shop, shop.ann, "visit:cut") == [
        (2, dt.date(2027, 3, 11)),
        (10, dt.date(2027, 4, 9)),
        (10, dt.date(2027, 4, 9)),
    ]


def test_what_was_extended_during_a_pause_is_held_since_then(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut")
    shop.pause(shop.ann, "cut")
    shop.on(4, 8)
    shop.extend(shop.ann, "cut", dt.date(2027, 12, 31))
    shop.on(4, 9)
    shop.resume(shop.ann, "cut")
    assert ends(shop, shop.ann, "visit:cut") == [(10, dt.date(2028, 1, 1))]


def test_an_extension_during_a_pause_takes_no_day_that_the_pause_gives(shop: PackageShop) -> None:
    """The package lasts until 10 March and stood still for 29 days: until 8 April as it is."""
    shop.sell(shop.ann, "cut")
    shop.pause(shop.ann, "cut")
    shop.on(4, 8)
    with pytest.raises(Shortens) as refused:
        shop.extend(shop.ann, "cut", dt.date(2027, 4, 8))
    assert refused.value.params["until"] == dt.date(2027, 4, 8)
    shop.extend(shop.ann, "cut", dt.date(2027, 4, 9))


@pytest.mark.parametrize("how", ["undone", "void", "refunded", "put right"])
def test_a_pause_is_over_with_what_it_held(shop: PackageShop, how: str) -> None:
    """What is bought later runs from the first day."""
    sold = shop.sell(shop.ann, "cut")
    shop.pause(shop.ann, "cut")
    match how:
        case "undone":
            shop.undo(sold)
        case "void":
            asked = ReverseRequest(shop.act(), sold.operation, "wrong_amount")
            shop.services.till.reverse(asked)
        case "refunded":
            shop.refund(sold)
        case _:
            right = AdjustRequest(
                shop.act(), shop.ann, AccountKind.VISITS, -10, "correction", "cut"
            )
            shop.services.value.adjust(right)
    assert shop.services.visits.of_customer(shop.ann) == ()
    with pytest.raises(NotPaused):
        shop.resume(shop.ann, "cut")
    with pytest.raises(types.NoVisits):
        shop.pause(shop.ann, "cut")
    shop.on(5, 1)
    shop.sell(shop.ann, "cut")
    (standing,) = shop.services.visits.of_customer(shop.ann)
    assert (standing.paused, standing.until) == (None, dt.date(2027, 5, 1))
    shop.use(shop.ann, "cut")
    rows = database(shop.services).read(
        lambda work: work.session.rows("SELECT account FROM package_pause")
    )
    assert rows == []
    kinds = [row.kind for row in shop.services.history.of_customer(shop.ann)]
    assert OperationKind.RESUME in kinds
    assert "cut" in str(shop.services.reports.explain(shop.ann))


@pytest.mark.parametrize("how", ["received", "put right", "brought back"])
def test_whatever_comes_after_it_is_not_paused(shop: PackageShop, how: str) -> None:
    shop.sell(shop.ann, "cut", date=dt.date(2025, 3, 15))
    shop.on(3, 16)
    sold = shop.sell(shop.ann, "cut")
    shop.pause(shop.ann, "cut")
    shop.refund(sold)
    shop.on(3, 20)
    match how:
        case "received":
            shop.sell(shop.bob, "cut")
            shop.hand(shop.bob, shop.ann, "cut", 1)
        case "put right":
            right = AdjustRequest(shop.act(), shop.ann, AccountKind.VISITS, 1, "goodwill", "cut")
            shop.services.value.adjust(right)
        case _:
            shop.extend(shop.ann, "cut", dt.date(2026, 5, 1))
    shop.use(shop.ann, "cut")


def test_what_comes_back_to_its_lot_is_paused_as_it_was(shop: PackageShop) -> None:
    sold = shop.sell(shop.ann, "cut")
    shop.pause(shop.ann, "cut")
    shop.on(4, 1)
    shop.undo(shop.refund(sold))
    with pytest.raises(types.PackagePaused):
        shop.use(shop.ann, "cut")
    shop.resume(shop.ann, "cut")
    assert ends(shop, shop.ann, "visit:cut") == [(10, dt.date(2027, 4, 1))]


def test_what_comes_back_after_something_new_came_has_its_days(shop: PackageShop) -> None:
    """The pause was over when the new one came: the first package got its 22 days then."""
    sold = shop.sell(shop.ann, "cut")
    shop.pause(shop.ann, "cut")
    shop.on(4, 1)
    refund = shop.refund(sold)
    new = shop.sell(shop.ann, "cut")
    shop.undo(refund)
    assert ends(shop, shop.ann, "visit:cut") == [
        (10, dt.date(2027, 4, 1)),
        (10, dt.date(2027, 4, 1)),
    ]
    shop.use(shop.ann, "cut", 11)
    with pytest.raises(errors.Touched):
        shop.undo(new)


def test_a_pause_of_something_goes_on_with_what_comes(shop: PackageShop) -> None:
    first = shop.sell(shop.ann, "cut")
    shop.sell(shop.ann, "cut")
    shop.pause(shop.ann, "cut")
    shop.refund(first)
    shop.sell(shop.ann, "cut")
    with pytest.raises(types.PackagePaused):
        shop.use(shop.ann, "cut")
