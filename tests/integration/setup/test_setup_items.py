"""Items are edited and switched off; what was sold stays as it was."""

import pytest

from smbcrm.core.errors import UserError
from smbcrm.membership.changes.types import Changed, SetUp
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import (
    BadItem,
    Item,
    ItemChanges,
    ItemCodeTaken,
    ItemKind,
    NewItem,
    UnknownItem,
)
from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from tests.helpers.shops import StillShop


@pytest.fixture
def cut(shop: StillShop) -> Item:
    return shop.services.items.add(NewItem("CUT", "剪发", 6_800, barcode="4006381333931"))


def test_a_new_price_is_for_what_is_sold_then(
    shop: StillShop, cut: Item, heard: list[SetUp]
) -> None:
    items, till = shop.services.items, shop.services.till
    old = SaleRequest(shop.act(1), None, items=(ItemQuantity("CUT"),))
    before = till.sale(old)
    changes = ItemChanges("剪发 2", 7_000, ItemKind.PRODUCT, points_factor=200)
    changed = items.edit("CUT", changes, shop.act(2))
    now = Item(cut.id, "CUT", "剪发 2", ItemKind.PRODUCT, 7_000, cut.barcode, 200, active=True)
    assert changed == Changed(now, cut)
    assert heard == [SetUp.ITEMS]
    assert items.all() == items.find("jf") == (now,)
    assert till.sale(SaleRequest(shop.act(3), None, items=(ItemQuantity("CUT"),))).amount == 7_000
    assert till.sale(old) == before
    assert items.edit("CUT", changes.back_to(cut), shop.act(4)) == Changed(cut, now)


def test_fields_that_two_tills_change_do_not_undo_each_other(shop: StillShop, cut: Item) -> None:
    items = shop.services.items
    price = items.edit("CUT", ItemChanges(price=1), shop.act(1))
    items.edit("CUT", ItemChanges(name="Cut"), shop.act(2))
    assert price.before is not None
    back = items.edit("CUT", ItemChanges(price=1).back_to(price.before), shop.act(3))
    assert (back.after.name, back.after.price) == ("Cut", cut.price)


def test_a_barcode_is_given_changed_and_taken_away(shop: StillShop, cut: Item) -> None:
    items = shop.services.items
    assert items.edit("CUT", ItemChanges(barcode="96385074")).after.barcode == "96385074"
    assert items.edit("CUT", ItemChanges(barcode="CUT")).after.barcode == "CUT", "its own code"
    gone = items.edit("CUT", ItemChanges(barcode=""), shop.act(1))
    assert gone.after.barcode is None
    tea = items.add(NewItem("TEA", "Tea", 1, barcode=cut.barcode))
    assert items.edit("TEA", ItemChanges(barcode=cut.barcode)).after == tea, "it is its own"


def test_a_code_is_never_that_of_something_else(shop: StillShop, cut: Item) -> None:
    services = shop.services
    customer = services.customers.add(Details(full_name="Ann")).id
    card = services.cards.issue(customer).number
    services.items.add(NewItem("TEA", "Tea", 1))
    for code in ("TEA", card):
        with pytest.raises(ItemCodeTaken):
            services.items.edit("CUT", ItemChanges(barcode=code))
    with pytest.raises(ItemCodeTaken):
        services.items.edit("TEA", ItemChanges(barcode=cut.barcode))


def test_what_is_off_is_not_sold_and_not_found(
    shop: StillShop, cut: Item, heard: list[SetUp]
) -> None:
    items, sale = shop.services.items, shop.services.till.sale
    off = items.set_active("CUT", active=False, act=shop.act(1))
    assert off.before == cut
    assert items.all() == (off.after,)
    assert not off.after.active
    assert items.find("") == items.find("CUT") == ()
    with pytest.raises(UnknownItem):
        sale(SaleRequest(shop.act(2), None, items=(ItemQuantity("CUT"),)))
    with pytest.raises(ItemCodeTaken):
        items.add(NewItem("CUT", "Cut", 1))
    assert items.set_active("CUT", active=True, act=shop.act(3)).after == cut
    assert heard == [SetUp.ITEMS] * 2
    sale(SaleRequest(shop.act(2), None, items=(ItemQuantity("CUT"),)))


def test_a_request_that_is_sent_again_changes_nothing(shop: StillShop, cut: Item) -> None:
    items = shop.services.items
    items.edit("CUT", ItemChanges(price=1), shop.act(1))
    items.set_active("CUT", active=False, act=shop.act(2))
    items.edit("CUT", ItemChanges(price=2), shop.act(3))
    items.set_active("CUT", active=True, act=shop.act(4))
    for again in (
        items.edit("CUT", ItemChanges(price=1), shop.act(1)),
        items.set_active("CUT", active=False, act=shop.act(2)),
    ):
        assert (again.after.price, again.after.active, again.before) == (2, True, None)
    with pytest.raises(RequestReused):
        items.edit("CUT", ItemChanges(price=1, name=cut.name), shop.act(1))


@pytest.mark.parametrize(
    ("code", "changes", "refusal"),
    [
        ("TEA", ItemChanges(price=1), UnknownItem),
        ("\x00", ItemChanges(price=1), UnknownItem),
        ("CUT", ItemChanges(name="x" * 201), BadItem),
        ("CUT", ItemChanges(price=-1), BadItem),
    ],
)
def test_what_cannot_be_is_refused(
    shop: StillShop, cut: Item, code: str, changes: ItemChanges, refusal: type[UserError]
) -> None:
    with pytest.raises(refusal):
        shop.services.items.edit(code, changes)
    with pytest.raises(UnknownItem):
        shop.services.items.set_active("TEA", active=False)
    assert shop.services.items.all() == (cut,)
