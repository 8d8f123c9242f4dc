"""A tier given by hand on Card and balance, released, taken back; and a card made void."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from smbcrm.membership.cards.types import CardReason, CardState
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import HoldReason
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.fields import Chooser
from tests.helpers.room import RecordingRoom
from tests.helpers.screen_check import faults
from tests.ui.balance.conftest import PutUp, click, named, press, seen


def choose(field: Chooser, value: object) -> None:
    field.choose(value)
    field.changed.emit(value)


def lines(card: QWidget) -> list[str]:
    """Return what is told of the tiers that somebody got."""
    return [one for one in seen(card) if " · " in one]


def test_a_tier_is_given_by_hand_with_a_reason_and_taken_back(
    services: Services, desk: Desk, room: RecordingRoom, put_up: PutUp
) -> None:
    page = put_up(desk, named(services, "Hanna Becker"))
    card = page.parts.balance.tier
    assert seen(card)[1] == "The lowest tier, since the first visit."
    assert card.release.isHidden()
    click(card.by_hand)
    choose(card.tier, "silver")
    click(card.give)
    assert card.reason.message() == "Choose a reason."
    choose(card.reason, HoldReason.GOODWILL)
    assert faults(card) == []
    click(card.give)
    assert lines(card) == ["Silver · 21 Nov 2026 · given by hand, goodwill · until 21 Nov 2027"]
    assert room.toasts == ["Given by hand: Silver"]
    assert not card.release.isHidden()
    assert room.undo is not None
    again = page.undo_again(room.undo.kept)
    assert again is not None
    again.take_back()
    assert lines(card) == []


def test_it_is_released_and_the_history_keeps_both(
    services: Services, desk: Desk, room: RecordingRoom, put_up: PutUp
) -> None:
    page = put_up(desk, named(services, "Hanna Becker"))
    card = page.parts.balance.tier
    click(card.by_hand)
    choose(card.tier, "gold")
    choose(card.reason, HoldReason.FAMILY)
    click(card.give)
    click(card.release)
    assert [one.split(" · ")[2] for one in lines(card)] == [
        "given by hand, released, no longer by hand",
        "given by hand, family of the house",
    ]
    assert card.release.isHidden()
    assert room.toasts[-1] == "Released: the reviews decide again."


def test_a_card_is_made_void_only_with_a_reason(
    services: Services, page: CustomerPage, hannah: int, room: RecordingRoom
) -> None:
    cards = page.parts.balance.cards
    click(cards.void)
    click(cards.why.go)
    assert cards.why.reason.message() == "Choose a reason."
    assert faults(cards) == []
    cards.why.reason.combo.setFocus()
    press(Qt.Key.Key_Down)
    click(cards.why.go)
    (card,) = services.cards.of_customer(hannah)
    assert card.state is CardState.VOID
    event = services.cards.history(card.number)[-1]
    assert event.reason == CardReason.CUSTOMER_ASKED
    assert room.toasts == ["The card 6810 0000 0015 is void."]
    assert cards.void.isHidden()
    assert cards.why.isHidden()
    assert not cards.issue.isHidden()
