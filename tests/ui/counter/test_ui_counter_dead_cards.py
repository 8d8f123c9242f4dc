"""Cards that may not be used: scanned at the counter they say why, and open who uses another."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from smbcrm.core.clock import SetClock
from smbcrm.membership.cards.service import CardService
from smbcrm.membership.cards.types import Card
from smbcrm.membership.services import Services
from smbcrm.ui.counter.card_line import CardLine
from smbcrm.ui.counter.page import CounterPage
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


def press(page: CounterPage, words: str) -> None:
    (button,) = [one for one in page.notice.findChildren(QPushButton) if one.text() == words]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


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
    assert opened(page) == "", "nobody is opened by a card that may be stolen"
    number = groups(card.number)
    assert page.notice.text == f"{why.format(number)} There is no other card yet."
    press(page, "Open Hannah Brooks")
    assert opened(page) == HANNAH
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
    press(page, "Open Hannah Brooks")
    assert opened(page) == HANNAH
    assert card_line(page) == f"Card {groups(living)}"


@pytest.mark.parametrize(("kill", "_why", "_line"), DEAD)
def test_the_search_finds_the_customer_of_a_dead_card(
    kill: Kill, _why: str, _line: str, page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    (card,) = services.cards.of_customer(who[HANNAH])
    kill(services.cards, card.number)
    (found,) = services.customers.find(card.number)
    assert (found.id, found.card) == (who[HANNAH], "")
    QTest.keyClicks(page.row.box.field, card.number)
    QTest.keyClick(page.row.box.field, Qt.Key.Key_Return)
    assert opened(page) == HANNAH


def test_a_card_that_is_used_again_opens_at_once(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    (card,) = services.cards.of_customer(who[HANNAH])
    services.cards.report_lost(card.number)
    services.cards.unfreeze(card.number, reason="found")
    page.scanned(card.number)
    assert (opened(page), page.notice.text) == (HANNAH, "")
