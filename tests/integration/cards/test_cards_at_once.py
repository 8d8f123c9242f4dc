"""Several tills that do something with the same card in the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from smbcrm import bootstrap
from smbcrm.core.errors import UserError
from smbcrm.membership.cards import errors
from smbcrm.membership.cards.service import CardService
from smbcrm.membership.cards.types import Card, CardAct, CardState
from smbcrm.membership.customers.types import Details
from smbcrm.models.work import Work
from tests.helpers.shops import StillShop
from tests.helpers.unsigned import unsigned

ROUNDS = 8
Done = Card | UserError


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann")).id


def at_once(shop: StillShop, tills: Sequence[Callable[[CardService, str], Card]]) -> list[Done]:
    """Let each till do its act with a card of its turn, all at the same time, in several turns."""
    (ann,) = shop.services.customers.ids()
    numbers = [shop.services.cards.issue(ann).number for _ in range(ROUNDS)]
    start = Barrier(len(tills))

    def till(act: Callable[[CardService, str], Card]) -> list[Done]:
        services = bootstrap.open_shop(shop.services.address, clock=shop.clock)
        try:
            start.wait()
            return [attempted(act, services.cards, number) for number in numbers]
        finally:
            services.close()

    with ThreadPoolExecutor(len(tills)) as pool:
        answers = list(pool.map(till, tills))
    return [done for turn in zip(*answers, strict=True) for done in turn]


def attempted(act: Callable[[CardService, str], Card], cards: CardService, number: str) -> Done:
    try:
        return act(cards, number)
    except UserError as refused:
        return refused


def test_one_of_several_who_void_a_card_does(shop: StillShop, ann: int) -> None:
    answers = at_once(shop, [CardService.void] * 3)
    assert sum(isinstance(done, Card) for done in answers) == ROUNDS
    assert sum(isinstance(done, errors.CardIsVoid) for done in answers) == 2 * ROUNDS
    for card in shop.services.cards.of_customer(ann):
        acts = [one.act for one in shop.services.cards.history(card.number)]
        assert acts == [CardAct.ISSUE, CardAct.VOID]


def test_one_of_several_who_replace_a_card_does(shop: StillShop, ann: int) -> None:
    answers = at_once(shop, [CardService.replace] * 3)
    new = {done.number for done in answers if isinstance(done, Card)}
    assert len(new) == ROUNDS
    assert sum(isinstance(done, errors.CardWasReplaced) for done in answers) == 2 * ROUNDS
    cards = shop.services.cards.of_customer(ann)
    assert {card.number for card in cards if card.living} == new
    assert {card.replaced_by for card in cards if not card.living} == new


def test_what_is_final_wins_and_every_act_that_was_done_is_kept(shop: StillShop, ann: int) -> None:
    def freeze(cards: CardService, number: str) -> Card:
        return cards.freeze(number, "misuse")

    answers = at_once(shop, [freeze, CardService.report_lost, CardService.void])
    done = sum(isinstance(one, Card) for one in answers)
    cards = shop.services.cards.of_customer(ann)
    assert {card.state for card in cards} == {CardState.VOID}
    kept = [one for card in cards for one in shop.services.cards.history(card.number)]
    assert len(kept) == len(cards) + done, "each was issued besides"
    assert all(shop.services.cards.history(card.number)[-1].act is CardAct.VOID for card in cards)


def test_who_looked_too_early_changes_nothing(shop: StillShop, ann: int) -> None:
    """The guarded update alone: it takes only a card that is still as it was when it was read."""
    card = shop.services.cards.issue(ann)
    frozen = replace(card, state=CardState.FROZEN)
    until = replace(card, valid_until=card.issued_on)
    for after in (frozen, until):
        assert shop.uow.run(unsigned(changed), card, after)
        for late in (frozen, until, card):
            assert not shop.uow.run(unsigned(changed), card, late)
        assert shop.uow.read(lambda work: work.cards.get(card.number)) == after
        assert shop.uow.run(unsigned(changed), after, card)


def changed(work: Work, before: Card, after: Card) -> bool:
    return work.cards.change(before, after)
