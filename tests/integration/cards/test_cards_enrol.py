"""A customer and their card come together or not at all."""

import pytest

from smbcrm.membership.cards import errors
from smbcrm.membership.customers.errors import NameOrPhoneMissing
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import RequestReused
from tests.helpers.shops import StillShop

LINDA = Details(full_name="Linda Lin", phones=("13800138000",))


def test_the_number_that_was_shown_is_given(shop: StillShop) -> None:
    cards = shop.services.cards
    number = cards.next_number()
    saved, card = cards.enrol(LINDA)
    assert (card.number, card.customer) == (number, saved.id)
    assert [one.id for one in shop.services.customers.find(number)] == [saved.id]
    assert cards.next_number() > number


def test_a_printed_number_is_checked_before_and_given(shop: StillShop) -> None:
    cards = shop.services.cards
    printed = cards.next_number()
    spaced = f" {printed[:4]} {printed[4:8]} {printed[8:]} "
    assert cards.free(spaced) == printed
    saved, card = cards.enrol(LINDA, number=spaced)
    assert (card.number, card.customer) == (printed, saved.id)
    with pytest.raises(errors.CardNumberTaken):
        cards.free(printed)
    with pytest.raises(errors.NotOurCard):
        cards.free("4006381333931")


def test_the_same_request_enrols_once(shop: StillShop) -> None:
    cards = shop.services.cards
    first = cards.enrol(LINDA, shop.act(1))
    later = cards.issue(first[0].id)
    assert cards.enrol(LINDA, shop.act(1)) == first
    assert [card.number for card in cards.of_customer(first[0].id)] == [
        later.number,
        first[1].number,
    ]
    assert shop.services.customers.count() == 1
    with pytest.raises(RequestReused):
        shop.services.customers.add(LINDA, shop.act(1))
    with pytest.raises(RequestReused):
        cards.enrol(LINDA, shop.act(1), cards.next_number())


def test_without_the_card_there_is_no_customer(shop: StillShop) -> None:
    cards = shop.services.cards
    taken = cards.enrol(LINDA)[1].number
    with pytest.raises(errors.CardNumberTaken):
        cards.enrol(Details(full_name="Grace"), shop.act(1), taken)
    with pytest.raises(NameOrPhoneMissing):
        cards.enrol(Details(), shop.act(1))
    assert shop.services.customers.count() == 1
    assert cards.enrol(Details(full_name="Grace"), shop.act(1))[1].number != taken


def test_who_looks_alike_is_told(shop: StillShop) -> None:
    shop.services.cards.enrol(LINDA)
    saved, _ = shop.services.cards.enrol(Details(full_name="Grace", phones=("13800138000",)))
    assert [one.full_name for one in saved.alike] == ["Linda Lin"]


def test_a_scanned_card_may_be_of_another_printer(shop: StillShop) -> None:
    cards = shop.services.cards
    with pytest.raises(errors.NotOurCard):
        cards.free("PRINTED-0077")
    assert cards.free("PRINTED-0077", scanned=True) == "PRINTED-0077"
    _, card = cards.enrol(LINDA, shop.act(1), "PRINTED-0077", scanned=True)
    assert card.number == "PRINTED-0077"
    assert cards.enrol(LINDA, shop.act(1), "PRINTED-0077", scanned=True)[1] == card
    with pytest.raises(errors.NotOurCard):
        cards.enrol(Details(full_name="Grace"), shop.act(2), "PRINTED-0078")
