"""What somebody may use: their packages, those of the household, and what was used before."""

import datetime as dt

from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.visits.owning import OwnedPackage
from smbcrm.membership.visits.types import ExtendRequest, PauseRequest
from tests.integration.packages.conftest import PackageShop


def owned(shop: PackageShop, who: int) -> list[OwnedPackage]:
    return list(shop.services.visits.owned(who))


def codes(shop: PackageShop, who: int) -> list[str]:
    return [one.standing.package.item.code for one in owned(shop, who)]


def test_nobody_owns_anything_at_first(shop: PackageShop) -> None:
    assert owned(shop, shop.ann) == []
    assert shop.services.counter.customer(shop.ann).packages == ()


def test_a_package_says_how_many_it_brought_and_who_came(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut")
    shop.use(shop.ann, "cut", 3)
    shop.on(3, 20)
    undone = shop.use(shop.ann, "cut")
    shop.undo(undone)
    shop.use(shop.ann, "cut")
    (cut,) = owned(shop, shop.ann)
    assert (cut.standing.left, cut.brought, cut.usable) == (6, 10, True)
    assert (cut.lost, cut.ended, cut.owner, cut.owner_name) == (0, None, shop.ann, "")
    assert [(one.date, one.count, one.left, one.name, one.staff) for one in cut.used] == [
        (dt.date(2026, 3, 20), 1, 6, "Ann", "Owner"),
        (dt.date(2026, 3, 10), 3, 7, "Ann", "Owner"),
    ]
    assert shop.services.counter.customer(shop.ann).packages == (cut.standing,)


def test_what_was_used_up_before_is_counted_no_more(shop: PackageShop) -> None:
    shop.sell(shop.ann, "wash")
    shop.use(shop.ann, "wash", 3)
    shop.sell(shop.ann, "wash")
    shop.use(shop.ann, "wash")
    (wash,) = owned(shop, shop.ann)
    assert (wash.standing.left, wash.brought) == (2, 3)


def test_the_household_sees_each_others_and_who_used_them(shop: PackageShop) -> None:
    shop.sell(shop.ann, "wash", "pass")
    assert codes(shop, shop.bob) == []
    shop.services.relationships.link(shop.bob, shop.ann, LinkKind.SPOUSE)
    shop.use(shop.bob, "wash", owner=shop.ann)
    shop.use(shop.bob, "pass", owner=shop.ann)
    pass_, wash = owned(shop, shop.bob)
    assert (wash.owner, wash.owner_name, wash.standing.left) == (shop.ann, "Ann", 2)
    assert [(one.name, one.customer) for one in wash.used] == [("Bob", shop.bob)]
    assert [(one.count, one.left) for one in pass_.used] == [(1, 1)]
    assert shop.services.counter.customer(shop.bob).packages == ()
    shop.services.relationships.link(shop.bob, shop.ann, LinkKind.FRIEND)
    assert codes(shop, shop.bob) == []


def test_what_has_ended_stays_until_an_extension_brings_it_back(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut", "wash")
    shop.use(shop.ann, "cut", 4)
    shop.on(3, 11, 2027)
    for booked in (False, True):
        if booked:
            shop.services.ledger.expire()
        wash, cut = owned(shop, shop.ann)
        assert (wash.usable, cut.usable) == (True, False)
        assert (cut.standing.left, cut.lost, cut.ended) == (0, 6, dt.date(2027, 3, 10))
    until = dt.date(2027, 6, 30)
    request = ExtendRequest(shop.act(), shop.ann, "cut", until, "illness")
    assert shop.services.visits.quote_extend(request).visits[0].left == 6
    assert owned(shop, shop.ann)[1].lost == 6
    shop.extend(shop.ann, "cut", until)
    cut = owned(shop, shop.ann)[0]
    assert (cut.lost, cut.ended, cut.standing.left, cut.brought) == (0, None, 6, 6)


def test_what_stands_still_and_what_is_used_up_come_last(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut", "wash", "pass")
    shop.use(shop.ann, "wash", 3)
    asked = PauseRequest(shop.act(), shop.ann, "cut")
    assert shop.services.visits.quote_pause(asked).visits[0].left == 10
    shop.pause(shop.ann, "cut")
    assert codes(shop, shop.ann) == ["pass", "cut", "wash"]
    cut = owned(shop, shop.ann)[1]
    assert (cut.usable, cut.standing.paused) == (False, dt.date(2026, 3, 10))
    shop.on(3, 20)
    asked = PauseRequest(shop.act(), shop.ann, "cut")
    assert shop.services.visits.quote_resume(asked).visits[0].until == "2027-03-20"


def test_a_visit_stands_on_the_board_and_can_be_undone(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut", "pass")
    for code, visits in (("cut", 2), ("pass", 0)):
        used = shop.use(shop.ann, code, visits or 1)
        board = shop.services.counter.board()
        assert board.undoable is not None
        row = board.served[0]
        assert (row.kind, row.visits, row.name, row.amount) == ("visit_use", visits, "Ann", 0)
        assert row.undo_until is not None
        shop.undo(used)
