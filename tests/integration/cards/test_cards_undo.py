"""What was done with a card is taken back: for half an hour, at the till that did it."""

import datetime as dt

import pytest

from smbcrm.membership.cards import errors
from smbcrm.membership.cards.scanning import CustomerScan, DeadCardScan
from smbcrm.membership.cards.types import Card, CardAct, CardReason, CardState
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act
from tests.helpers.shops import MORNING, StillShop

A, S = CardAct, CardState
HALF_AN_HOUR = dt.timedelta(minutes=30)


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann")).id


def acts(shop: StillShop, number: str) -> list[CardAct]:
    return [one.act for one in shop.services.cards.history(number)]


def seen(card: Card) -> tuple[CardState, dt.date | None, str | None]:
    return card.state, card.valid_until, card.replaced_by


@pytest.mark.parametrize("act", [A.FREEZE, A.REPORT_LOST, A.RENEW, A.REPLACE])
def test_a_card_is_again_what_it_was(shop: StillShop, ann: int, act: CardAct) -> None:
    cards = shop.services.cards
    shop.services.shop.set("card.validity_months", "12")
    card = cards.issue(ann)
    number = card.number
    {
        A.FREEZE: lambda: cards.freeze(number, CardReason.CUSTOMER_ASKED),
        A.REPORT_LOST: lambda: cards.report_lost(number),
        A.RENEW: lambda: cards.renew(number),
        A.REPLACE: lambda: cards.replace(number),
    }[act]()
    assert seen(cards.show(number).card) != seen(card)
    shop.clock.instant += HALF_AN_HOUR
    for _ in range(2):
        assert seen(cards.undo(f" {number} ", shop.act(9))) == seen(card)
    assert acts(shop, number) == [A.ISSUE, act, A.UNDO]
    assert cards.scan(number) == CustomerScan(number, ann)
    assert shop.services.audit.verify().clean


def test_a_lost_card_that_was_frozen_is_frozen_again(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    number = cards.issue(ann).number
    cards.freeze(number, CardReason.MISUSE)
    cards.report_lost(number)
    assert cards.undo(number).state is S.FROZEN


def test_the_card_that_took_the_place_is_void_and_leads_back(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    old = cards.issue(ann).number
    new = cards.replace(old).number
    cards.undo(old)
    scan = cards.scan(new)
    assert isinstance(scan, DeadCardScan)
    assert scan.shown.card.state is S.VOID
    assert scan.shown.living is not None
    assert scan.shown.living.number == old
    assert [(one.act, one.reason) for one in cards.history(new)] == [
        (A.ISSUE, None),
        (A.VOID, "mistake"),
    ]
    assert cards.replace(old).number not in {old, new}


def test_what_followed_and_was_used_stays(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    old = cards.issue(ann).number
    new = cards.replace(old).number
    cards.freeze(new, CardReason.MISUSE)
    with pytest.raises(errors.FollowerWasTouched, match=new):
        cards.undo(old)
    assert seen(cards.show(old).card) == (S.REPLACED, None, new)
    assert cards.show(new).card.state is S.FROZEN


def test_too_late_at_another_till_or_twice_it_stays(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    shop.services.staff.add_terminal("Till 2")
    number = cards.issue(ann).number
    with pytest.raises(errors.NothingToTakeBack):
        cards.undo(number)
    cards.freeze(number, CardReason.MISUSE)
    with pytest.raises(errors.NothingToTakeBack):
        cards.undo(number, Act(shop.act(1).request_id, terminal="Till 2"))
    shop.clock.instant = MORNING + HALF_AN_HOUR + dt.timedelta(seconds=1)
    with pytest.raises(errors.NothingToTakeBack):
        cards.undo(number)
    shop.clock.instant = MORNING + HALF_AN_HOUR
    cards.undo(number)
    with pytest.raises(errors.NothingToTakeBack):
        cards.undo(number)
    cards.void(number)
    with pytest.raises(errors.NothingToTakeBack):
        cards.undo(number)
    with pytest.raises(errors.UnknownCard):
        cards.undo("4711")


def test_a_card_from_a_list_is_active_again(shop: StillShop, ann: int) -> None:
    cards = shop.services.cards
    number = cards.issue(ann, number="A-77", scanned=True).number
    shop.uow.run(
        lambda work: work.session.execute(
            "UPDATE card SET number = 'A-78' WHERE number = ?", number
        )
    )
    cards.freeze("A-78", CardReason.MISUSE)
    assert acts(shop, "A-78") == [A.FREEZE]
    assert seen(cards.undo("A-78")) == (S.ACTIVE, None, None)
