"""Whatever is done with cards, in whatever order: a plain model of them and the shop agree."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.membership.cards.scanning import CustomerScan, DeadCardScan
from smbcrm.membership.cards.types import LIVING, Card, CardState
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act
from smbcrm.models.connect import is_postgres_url
from tests.helpers.shops import MORNING, StillShop

EXAMPLES, POSTGRES_EXAMPLES, STEPS = 40, 12, 30
WHO = st.integers(0, 1)
WHICH = st.integers(0, 50)
PRINTED = st.sampled_from(["A-1", "A-2", "90001", "90002", "A-3"])
DAYS = st.one_of(st.integers(0, 3), st.integers(25, 70))
BLOCKED, FINAL = {"frozen", "lost"}, {"replaced", "void"}
Acts = Callable[[str, Act], Card]


@dataclass
class Model:
    """A card as a clerk would tell of it."""

    owner: int
    state: str
    until: dt.date | None
    next: str | None = None
    acts: int = 1

    def counts_as(self, today: dt.date) -> str:
        over = self.until is not None and today > self.until
        return "expired" if over and self.state in {"issued", "active"} else self.state


class CardMachine(RuleBasedStateMachine):
    """Two customers and their cards, each valid for a month."""

    shop: ClassVar[StillShop]

    def __init__(self) -> None:
        super().__init__()
        self.shop.clock.instant = MORNING
        add = self.shop.services.customers.add
        self.people = [add(Details(full_name=name)).id for name in ("Ann", "Bo")]
        self.models: dict[str, Model] = {}

    @property
    def today(self) -> dt.date:
        return self.shop.clock.instant.date()

    def new(self, card: Card, owner: int, state: str) -> None:
        assert card.number not in self.models, "no number is given twice"
        self.models[card.number] = Model(owner, state, card.valid_until)

    def chosen(self, which: int) -> tuple[str, Model]:
        number = list(self.models)[which % len(self.models)]
        return number, self.models[number]

    def do(self, number: str, act: Acts, allowed: set[str], state: str | None) -> Card | None:
        """Do it, twice under one request, and see that it is done or refused as it should be."""
        model = self.models[number]
        before, request = model.counts_as(self.today), Act(uuid7(self.shop.clock))
        try:
            card = act(number, request)
        except UserError:
            assert before not in allowed, (before, allowed)
            return None
        assert before in allowed, (before, allowed)
        assert act(number, request).number == card.number
        model.acts += 1
        if state is not None:
            model.state = state
        return card

    @rule(who=WHO, later=st.booleans())
    def issue(self, who: int, later: bool) -> None:  # noqa: FBT001 - Hypothesis names it
        card = self.shop.services.cards.issue(self.people[who], later=later)
        self.new(card, self.people[who], "issued" if later else "active")

    @rule(who=WHO, number=PRINTED)
    def issue_printed(self, who: int, number: str) -> None:
        number = f"{number}-{self.people[0]}"  # the examples before have numbers of their own
        taken = number in self.models
        try:
            card = self.shop.services.cards.issue(self.people[who], number=number, scanned=True)
        except UserError:
            assert taken
            return
        assert not taken
        self.new(card, self.people[who], "active")

    @precondition(lambda self: self.models)
    @rule(which=WHICH)
    def hand_over(self, which: int) -> None:
        cards = self.shop.services.cards
        self.do(self.chosen(which)[0], cards.hand_over, {"issued"}, "active")

    @precondition(lambda self: self.models)
    @rule(which=WHICH)
    def freeze(self, which: int) -> None:
        def freeze(number: str, act: Act) -> Card:
            return self.shop.services.cards.freeze(number, "misuse", act)

        self.do(self.chosen(which)[0], freeze, {"issued", "active"}, "frozen")

    @precondition(lambda self: self.models)
    @rule(which=WHICH)
    def unfreeze(self, which: int) -> None:
        self.do(self.chosen(which)[0], self.shop.services.cards.unfreeze, BLOCKED, "active")

    @precondition(lambda self: self.models)
    @rule(which=WHICH)
    def lose(self, which: int) -> None:
        allowed = {"issued", "active", "frozen", "expired"}
        self.do(self.chosen(which)[0], self.shop.services.cards.report_lost, allowed, "lost")

    @precondition(lambda self: self.models)
    @rule(which=WHICH)
    def void(self, which: int) -> None:
        allowed = {"issued", "active", "frozen", "expired", "lost"}
        self.do(self.chosen(which)[0], self.shop.services.cards.void, allowed, "void")

    @precondition(lambda self: self.models)
    @rule(which=WHICH)
    def renew(self, which: int) -> None:
        number, model = self.chosen(which)
        expired = model.counts_as(self.today) == "expired"
        allowed = {"issued", "active", "expired"}
        card = self.do(
            number, self.shop.services.cards.renew, allowed, "active" if expired else None
        )
        if card is not None:
            assert card.valid_until is not None
            assert model.until is not None
            assert card.valid_until > max(model.until, self.today)
            model.until = card.valid_until

    @precondition(lambda self: self.models)
    @rule(which=WHICH)
    def replace(self, which: int) -> None:
        number, model = self.chosen(which)
        allowed = {"issued", "active", "frozen", "expired", "lost"}
        card = self.do(number, self.shop.services.cards.replace, allowed, "replaced")
        if card is not None:
            assert card.living
            model.next = card.number
            self.new(card, model.owner, "active")

    @rule(days=DAYS)
    def days_pass(self, days: int) -> None:
        self.shop.clock.instant += dt.timedelta(days=days)

    @invariant()
    def the_shop_and_the_model_agree(self) -> None:
        for person in self.people:
            cards = {card.number: card for card in self.shop.services.cards.of_customer(person)}
            models = {n: one for n, one in self.models.items() if one.owner == person}
            assert cards.keys() == models.keys()
            for number, model in models.items():
                card = cards[number]
                assert (card.state, card.valid_until, card.replaced_by) == (
                    CardState(model.counts_as(self.today)),
                    model.until,
                    model.next,
                )

    @invariant()
    def a_scan_ends_at_a_living_card_or_says_that_there_is_none(self) -> None:
        for number, model in self.models.items():
            scan = self.shop.services.cards.scan(number)
            if CardState(model.counts_as(self.today)) in LIVING:
                assert scan == CustomerScan(number, model.owner)
                continue
            assert isinstance(scan, DeadCardScan)
            alive = {
                n
                for n, one in self.models.items()
                if one.owner == model.owner and one.counts_as(self.today) in {"issued", "active"}
            }
            last = number
            while self.models[last].next:
                last = self.models[last].next or ""
            living = scan.shown.living
            if last in alive:
                assert living is not None
                assert living.number == last
            else:
                assert (living is None) == (not alive)
                assert living is None or living.number in alive

    def teardown(self) -> None:
        """See that each act is kept once, and that the books are as they were."""
        for number, model in self.models.items():
            history = self.shop.services.cards.history(number)
            assert len(history) == model.acts
            states = [one.state for one in history]
            assert not FINAL.intersection(states[:-1]), "what is final is the end"
            assert states[-1] == model.state
        assert self.shop.services.audit.verify().clean


def test_the_shop_and_a_plain_model_of_its_cards_agree(shop: StillShop) -> None:
    shop.services.shop.set("card.validity_months", "1")
    machine = type("Machine", (CardMachine,), {"shop": shop})
    postgres = is_postgres_url(shop.services.address)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=POSTGRES_EXAMPLES if postgres else EXAMPLES, stateful_step_count=STEPS
        ),
    )
