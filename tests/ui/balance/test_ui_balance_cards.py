"""What is done with a card on its page: at once, and undone while half an hour lasts."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.cards.service import CardService
from smbcrm.membership.cards.types import Card, CardAct, CardReason, CardState
from smbcrm.membership.services import Services
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.desk import Desk
from tests.helpers.room import RecordingRoom
from tests.helpers.till_trouble import first_unanswered
from tests.ui.balance.conftest import PutUp, act, click, named, seen

NUMBER = "6810 0000 0015"
PLAIN = "681000000015"


def card(services: Services, customer: int) -> Card:
    """Return the newest card."""
    return services.cards.of_customer(customer)[0]


def offered(page: CustomerPage) -> list[str]:
    """Return the buttons in sight."""
    box = page.parts.balance.cards
    buttons = (*box.buttons.values(), box.issue, box.undo)
    return [one.text() for one in buttons if one.isVisible()]


def test_the_card_says_how_it_stands_and_what_can_be_done(page: CustomerPage) -> None:
    assert seen(page.parts.balance.cards) == ["Card", NUMBER, "since 21 Nov 2026"]
    assert page.parts.balance.cards.state.accessibleName() == "State: Active"
    assert offered(page) == ["Freeze", "Lost", "Replace"]


def test_frozen_at_once_and_taken_back_by_ctrl_z(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    click(page.parts.balance.cards.buttons[CardAct.FREEZE])
    assert card(services, hannah).state is CardState.FROZEN
    assert room.toasts == ["The card 6810 0000 0015 is frozen."]
    assert page.parts.balance.cards.state.accessibleName() == "State: Frozen"
    assert offered(page) == ["Unfreeze", "Lost", "Replace", "Undo"]
    kept = room.undo
    assert kept is not None
    kept.take_back()
    assert card(services, hannah).state is CardState.ACTIVE
    assert room.undo is not kept
    assert room.toasts[-1] == "Undone. The card 6810 0000 0015 can be used again."
    assert offered(page) == ["Freeze", "Lost", "Replace"]


def test_replaced_by_mistake_and_undone_on_the_card(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    click(page.parts.balance.cards.buttons[CardAct.REPLACE])
    new = card(services, hannah)
    words = seen(page.parts.balance.cards)
    assert desk_card(page, new.number) in words
    assert any("that number still finds Hannah Brooks" in one for one in words)
    assert f"{NUMBER} · Replaced" in words
    click(page.parts.balance.cards.undo)
    states = {one.number: one.state for one in services.cards.of_customer(hannah)}
    assert states == {new.number: CardState.VOID, "681000000015": CardState.ACTIVE}
    assert NUMBER in seen(page.parts.balance.cards)


def desk_card(page: CustomerPage, number: str) -> str:
    return page.desk.words.card(number)


def test_lost_and_found(page: CustomerPage, services: Services, hannah: int) -> None:
    click(page.parts.balance.cards.buttons[CardAct.REPORT_LOST])
    assert offered(page) == ["Found again", "Replace", "Undo"]
    click(page.parts.balance.cards.buttons[CardAct.UNFREEZE])
    assert card(services, hannah).state is CardState.ACTIVE


def test_renewed_where_cards_end(
    desk: Desk, put_up: PutUp, services: Services, hannah: int, room: RecordingRoom
) -> None:
    services.shop.set("card.validity_months", "12")
    services.cards.replace("681000000015", act(services))
    ends = card(services, hannah).valid_until
    page = put_up(desk, hannah)
    assert "Renew" not in offered(page), "it goes on as long as the one before: for ever"
    assert ends is None
    new = services.cards.issue(hannah, act(services))
    page.arrive()
    assert new.valid_until is not None
    renew(page)
    assert card(services, hannah).valid_until == dt.date(2028, 11, 21)
    assert room.toasts[-1].endswith("is valid until 21 Nov 2028.")
    assert "until 21 Nov 2028" in " ".join(seen(page.parts.balance.cards))
    click(page.parts.balance.cards.undo)
    assert card(services, hannah).valid_until == new.valid_until
    assert room.toasts[-1].endswith("is valid until 21 Nov 2027.")


def test_renewed_where_new_cards_never_end(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    services.cards.renew(PLAIN, act(services), until=dt.date(2026, 12, 31))
    page.arrive()
    click(page.parts.balance.cards.renew)
    form = page.parts.balance.cards.until
    options = [form.until.combo.itemText(row) for row in range(form.until.combo.count())]
    assert options == ["31 Dec 2027", "31 Dec 2028", "31 Dec 2029"]
    form.until.choose(dt.date(2028, 12, 31))
    click(form.go)
    assert card(services, hannah).valid_until == dt.date(2028, 12, 31)
    assert room.toasts == [f"The card {NUMBER} is valid until 31 Dec 2028."]
    assert not form.isVisible()


def test_one_question_at_a_time(page: CustomerPage, services: Services) -> None:
    services.cards.renew(PLAIN, act(services), until=dt.date(2026, 12, 31))
    page.arrive()
    box = page.parts.balance.cards
    click(box.void)
    click(box.renew)
    assert (box.why.isVisible(), box.until.isVisible()) == (False, True)
    click(box.void)
    assert (box.why.isVisible(), box.until.isVisible()) == (True, False)


def test_nothing_is_undone_past_a_card_made_void(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    box = page.parts.balance.cards
    click(box.buttons[CardAct.FREEZE])
    click(box.void)
    box.why.reason.choose(CardReason.MISTAKE)
    click(box.why.go)
    assert card(services, hannah).state is CardState.VOID
    assert room.toasts[-1] == f"The card {NUMBER} is void."
    assert offered(page) == ["Issue a card"]
    assert room.undo is None


def test_the_question_why_a_card_is_made_void_comes_into_sight(
    desk: Desk, put_up: PutUp, hannah: int, qtbot: QtBot
) -> None:
    page = put_up(desk, hannah)
    box = page.parts.balance.cards
    area = page.parts.balance.side
    room = area.viewport()
    below = box.void.mapTo(room, QPoint(0, box.void.height())).y()
    page.resize(page.width(), page.height() + below - room.height())
    QApplication.processEvents()
    assert box.void.mapTo(room, QPoint(0, box.void.height())).y() >= room.height()
    box.void.click()

    def in_sight() -> bool:
        place = QRect(box.why.mapTo(room, QPoint(0, 0)), box.why.size())
        return room.rect().contains(place)

    qtbot.waitUntil(in_sight)


def renew(page: CustomerPage) -> None:
    """Renew a card as long as is proposed."""
    click(page.parts.balance.cards.renew)
    click(page.parts.balance.cards.until.go)


def test_after_half_an_hour_it_is_said_that_nothing_can_be_undone(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    click(page.parts.balance.cards.buttons[CardAct.FREEZE])
    assert isinstance(services.clock, SetClock)
    services.clock.instant += dt.timedelta(minutes=31)
    click(page.parts.balance.cards.undo)
    assert card(services, hannah).state is CardState.FROZEN
    assert page.parts.balance.cards.refusal.isVisible()
    assert "in the last 30 minutes" in page.parts.balance.cards.refusal.text()
    assert "Undo" not in offered(page)


def test_somebody_without_a_card_gets_one(desk: Desk, put_up: PutUp, services: Services) -> None:
    who = named(services, "Hanna Becker")
    page = put_up(desk, who)
    assert seen(page.parts.balance.cards) == ["Card", "No card yet"]
    assert offered(page) == ["Issue a card"]
    click(page.parts.balance.cards.issue)
    assert card(services, who).state is CardState.ACTIVE
    assert offered(page) == ["Freeze", "Lost", "Replace"]


def test_another_till_was_quicker(page: CustomerPage, services: Services) -> None:
    services.cards.void("681000000015", act(services))
    page.parts.balance.acts.do(CardAct.FREEZE, "681000000015")
    assert f"The card {NUMBER} is void" in page.parts.balance.cards.refusal.text()
    assert offered(page) == ["Issue a card"]


def test_what_met_a_fault_is_sent_again_as_the_very_same(
    page: CustomerPage,
    services: Services,
    hannah: int,
    room: RecordingRoom,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = first_unanswered(monkeypatch, CardService, "replace")
    click(page.parts.balance.cards.buttons[CardAct.REPLACE])
    assert len(services.cards.of_customer(hannah)) == 2
    room.try_again()
    assert len(services.cards.of_customer(hannah)) == 2
    assert sent[0] == sent[1]
    assert room.undo is not None


def test_the_undo_outlives_the_page(
    desk: Desk,
    put_up: PutUp,
    page: CustomerPage,
    services: Services,
    hannah: int,
    room: RecordingRoom,
) -> None:
    click(page.parts.balance.cards.buttons[CardAct.FREEZE])
    kept = room.undo
    assert kept is not None
    assert kept.page == "customer"
    again = put_up(desk, hannah).undo_again(kept.kept)
    assert again is not None
    again.take_back()
    assert card(services, hannah).state is CardState.ACTIVE
