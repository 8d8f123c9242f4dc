"""What a scanned text means: one answer for the counter, a sale and the command line."""

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.cards import errors
from smbcrm.membership.cards.scanning import (
    CustomerScan,
    DeadCardScan,
    FreshCardScan,
    ItemScan,
    UnknownScan,
    dead,
)
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import Item, ItemKind, NewItem
from tests.helpers.shops import StillShop

BARCODE = "4006381333931"
ENGLISH = Translator("en")


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann", code="OLD-1")).id


@pytest.fixture
def oil(shop: StillShop) -> Item:
    new = NewItem("OIL", "Argan oil", 3200, ItemKind.PRODUCT, barcode=BARCODE)
    return shop.services.items.add(new)


def test_a_card_and_a_code_mean_their_customer(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    number = cards.issue(ann).number
    for text in (number, f"{number[:4]} {number[4:8]} {number[8:]}", f" {number}\n", "OLD-1"):
        assert cards.scan(text) == CustomerScan(text.strip(), ann)


def test_a_dead_card_says_whose_it_is_and_what_follows_it(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    first = cards.issue(ann).number
    cards.replace(first)
    third = cards.replace("OLD-1")
    scan = cards.scan(first)
    assert isinstance(scan, DeadCardScan)
    assert (scan.shown.card.customer, scan.shown.living) == (ann, third)
    second = scan.shown.card.replaced_by
    assert str(scan.why) == f"The card {first} was replaced by {second}."
    said = ENGLISH.with_command(dead(scan))
    assert said.endswith(f"is now {third.number}: use that one.")
    assert "Ann (OLD-1)" in said
    cards.report_lost(third.number)
    alone = cards.scan(third.number)
    assert isinstance(alone, DeadCardScan)
    assert alone.shown.living is None


def test_a_dead_card_is_dead_though_it_is_the_code_too(shop: StillShop, ann: int) -> None:
    """A list that was brought in may have the numbers of the cards as codes."""
    cards = shop.services.cards

    cards.issue(ann, number="OLD-1", scanned=True)
    cards.report_lost("OLD-1")
    assert isinstance(cards.scan("OLD-1"), DeadCardScan)
    assert cards.customer("OLD-1") == ann
    with pytest.raises(errors.CardIsDeadAlone):
        cards.customer("OLD-1", living=True)


def test_an_item_is_known_by_code_and_barcode_while_it_is_sold(shop: StillShop, oil: Item) -> None:
    services = shop.services
    for text in ("OIL", BARCODE, f" {BARCODE} "):
        assert services.cards.scan(text) == ItemScan(text.strip(), oil)
    assert services.cards.scan("oi") == UnknownScan("oi"), "a scan is no search"
    services.items.set_active("OIL", active=False)
    assert services.cards.scan(BARCODE) == UnknownScan(BARCODE)


def test_a_code_of_an_item_and_a_customer_is_scanned_as_the_item(
    shop: StillShop, oil: Item
) -> None:
    """Where a customer is asked for, it is the customer all the same."""
    both = shop.services.customers.add(Details(full_name="Bo", code="OIL")).id
    assert shop.services.cards.scan("OIL") == ItemScan("OIL", oil)
    assert shop.services.cards.customer("OIL", living=True) == both


def test_a_number_of_our_own_that_nobody_has_may_be_given_away(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    free = cards.next_number()
    assert cards.scan(free) == FreshCardScan(free)
    assert cards.scan(f"{free[:6]} {free[6:]}") == FreshCardScan(free)
    for text in (free[:-1] + str((int(free[-1]) + 1) % 10), "ann", "", "\x00"):
        assert isinstance(cards.scan(text), UnknownScan), text
    cards.issue(ann, number=free)
    assert cards.scan(free) == CustomerScan(free, ann)


@pytest.mark.parametrize("number", ["PRINTED-0077", "PrePrint-77", "900000123456", "7700"])
def test_a_number_of_another_printer_may_be_given_away(
    shop: StillShop, ann: int, number: str
) -> None:
    cards = shop.services.cards
    assert cards.scan(number) == FreshCardScan(number, ours=False)
    cards.issue(ann, number=number, scanned=True)
    assert cards.scan(number) == CustomerScan(number, ann)


@pytest.mark.parametrize("number", ["4006381333931", "V00049007", "C000077"])
def test_what_no_card_may_have_is_no_fresh_card(shop: StillShop, number: str) -> None:
    assert shop.services.cards.scan(number) == UnknownScan(number)


def test_a_number_of_an_item_sold_no_more_is_no_fresh_card(shop: StillShop) -> None:
    services = shop.services
    number = services.cards.next_number()
    services.items.add(NewItem("TEA", "Tea", 100, barcode=number))
    services.items.set_active("TEA", active=False)
    assert services.cards.scan(number) == UnknownScan(number)
