"""Cards that may not be used: scanned at the counter they say why, and open who uses another."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from smbcrm.core.clock import SetClock
from smbcrm.membership.cards.service import CardService
from smbcrm.membership.cards.types import Card
from smbcrm.membership.services import Services
from smbcrm.ui.counter.card_line import CardLine
from smbcrm.ui.counter.page import CounterPage
from tests.helpers.money_hands import words_in
from tests.helpers.salon import NOW
from tests.ui.counter.conftest import act

HANNAH = "Hannah Brooks"
Kill = Callable[[CardService, str], Card]


def freeze(cards: CardService, number: str) -> Card:
    return cards.freeze(number, "misuse")


def outlive(cards: CardService, number: str) -> Card:
    """Let a card end today, and tomorrow come."""
    card = cards.renew(number, until=NOW.date())
    assert isinstance(cards.clock, SetClock)
    cards.clock.instant += dt.timedelta(days=1)
    return card


DEAD: list[tuple[Kill, str, str]] = [
    (freeze, "The card {} is frozen.", "Card {} is frozen"),
    (CardService.report_lost, "The card {} was reported lost.", "Card {} is lost"),
    (outlive, "The card {} has expired.", "Card {} has expired"),
    (CardService.void, "The card {} is void.", "Card {} is void"),
]


def groups(number: str) -> str:
    return f"{number[:4]} {number[4:8]} {number[8:]}"


def type_in(page: CounterPage, text: str) -> None:
    """Type into the search and press Enter, slower than a scanner does."""
    QTest.keyClicks(page.row.box.field, text)
    QTest.keyClick(page.row.box.field, Qt.Key.Key_Return)


def opened(page: CounterPage) -> str:
    return "" if page.view is None else page.view.shown.customer.profile.full_name


def card_line(page: CounterPage) -> str:
    """Return what the card of the open customer says of their card."""
    (line,) = page.body.customer.card.findChildren(CardLine)
    return next(one.text() for one in line.findChildren(QLabel) if one.text().startswith("Card"))


@pytest.mark.parametrize(("kill", "why", "line"), DEAD)
def test_the_only_card_says_why_and_opens_its_customer(
    kill: Kill, why: str, line: str, page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    (card,) = services.cards.of_customer(who[HANNAH])
    kill(services.cards, card.number)
    page.scanned(card.number)
    assert opened(page) == HANNAH
    number = groups(card.number)
    assert page.notice.text == f"{why.format(number)} There is no other card yet."
    assert card_line(page) == line.format(number)


@pytest.mark.parametrize(("kill", "why", "_line"), DEAD)
def test_an_old_card_tells_of_the_living_one_and_opens_its_customer(
    kill: Kill, why: str, _line: str, page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    (card,) = services.cards.of_customer(who[HANNAH])
    living = services.cards.issue(who[HANNAH], act(services)).number
    kill(services.cards, card.number)
    page.scanned(card.number)
    assert page.notice.text == (
        f"{why.format(groups(card.number))} The card now is {groups(living)}."
    )
    assert opened(page) == HANNAH
    assert card_line(page) == f"Card {groups(living)}"


@pytest.mark.parametrize(("kill", "why", "_line"), DEAD)
def test_a_dead_card_that_is_typed_opens_its_customer_and_says_why(
    kill: Kill, why: str, _line: str, page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    (card,) = services.cards.of_customer(who[HANNAH])
    kill(services.cards, card.number)
    (found,) = services.customers.find(card.number)
    assert (found.id, found.card) == (who[HANNAH], "")
    type_in(page, card.number)
    assert opened(page) == HANNAH
    assert page.notice.text == f"{why.format(groups(card.number))} There is no other card yet."


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_replaced_card_says_when_and_by_which(
    by_hand: bool,  # noqa: FBT001 - one fact
    page: CounterPage,
    services: Services,
    who: dict[str, int],
) -> None:
    (card,) = services.cards.of_customer(who[HANNAH])
    new = services.cards.replace(card.number, act(services)).number
    if by_hand:
        type_in(page, card.number)
    else:
        page.scanned(card.number)
    assert opened(page) == HANNAH
    assert page.notice.text == (
        f"The card {groups(card.number)} was replaced on 21 Nov. The card now is {groups(new)}."
    )
    page.open_customer(who["Hanna Becker"])
    assert page.notice.text == ""


def test_a_phone_or_a_living_card_says_nothing(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    (card,) = services.cards.of_customer(who[HANNAH])
    type_in(page, card.number)
    assert (opened(page), page.notice.text) == (HANNAH, "")


def test_a_dead_card_of_the_one_who_is_open_says_why_in_place(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    (card,) = services.cards.of_customer(who[HANNAH])
    services.cards.report_lost(card.number)
    page.open_customer(who[HANNAH])
    page.scanned(card.number)
    assert page.notice.text.startswith(f"The card {groups(card.number)} was reported lost.")


def test_a_number_of_ours_with_a_wrong_digit_is_a_card_read_wrong(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    (card,) = services.cards.of_customer(who[HANNAH])
    wrong = card.number[:-1] + str((int(card.number[-1]) + 1) % 10)
    said = "The number of the card was read wrong. Scan the card again."
    page.scanned(wrong)
    assert page.notice.text == said
    page.new_customer()
    page.scanned(wrong)
    assert page.notice.text == said
    page.flow.close()
    type_in(page, wrong)
    assert page.search.list.rows == ()
    assert said in words_in(page.search.list)
    assert not page.is_working


def test_a_card_that_is_used_again_opens_at_once(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    (card,) = services.cards.of_customer(who[HANNAH])
    services.cards.report_lost(card.number)
    services.cards.unfreeze(card.number, reason="found")
    page.scanned(card.number)
    assert (opened(page), page.notice.text) == (HANNAH, "")


def test_after_a_void_card_the_button_has_room_for_its_words(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    other = services.cards.issue(who["Hanna Becker"], act(services)).number
    services.cards.void(other, act(services), "mistake")
    button = page.body.customer.card.card_button
    page.open_customer(who["Hanna Becker"])
    QApplication.processEvents()
    assert button.text() == "Issue a card"
    page.close_customer()
    QApplication.processEvents()
    page.open_customer(who[HANNAH])
    QApplication.processEvents()
    assert button.text() == "Replace the card"
    assert button.width() >= button.sizeHint().width()
