"""What the palette offers: customers, what can be done for one, pages, actions and settings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.customers.found import Found
from smbcrm.membership.customers.search_keys import parse_query
from smbcrm.membership.ledger.service import Standing
from smbcrm.membership.services import Services
from smbcrm.ui.actions import Action
from smbcrm.ui.desk import Desk
from smbcrm.ui.setting_parts import ENTRIES
from smbcrm.ui.wording import called, initials

MOST_CUSTOMERS = 3
_MOST_COMMANDS, _MOST_AT_FIRST = 6, 8
_FOR_ONE = (
    *("sale", "top_up", "redeem", "visit", "refund", "withdraw"),
    *("hand_over", "put_right", "give_voucher", "void_voucher"),
)
_PAGE = "customer"
"""A page of its own, of whoever is chosen."""
_NOT_HERE = ("escape", "back", "jump")
"""What makes no sense to be jumped to from here."""
_DOT = " · "


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it says, and what Enter does. `customer` is whoever it is about."""

    title: str
    sub: str
    act: Callable[[], None]
    icon: str = ""
    keys: tuple[str, ...] = ()
    customer: Found | None = None
    initials: str = ""
    tier_code: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading."""

    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the database says to a typed text; `owned` is what the first customer may spend."""

    found: tuple[Found, ...] = ()
    owned: Standing | None = None
    tiers: Mapping[str, str] = field(default_factory=dict)
    """The code of each tier by its name."""


def find(services: Services, text: str) -> Finding:
    """Ask for whom a text means; on a worker."""
    found = services.customers.find(text, MOST_CUSTOMERS)
    if not found:
        return Finding()
    tiers = {tier.name: tier.code for tier in services.tiers.all()}
    return Finding(found, services.ledger.standing(found[0].id), tiers)


@dataclass(frozen=True, slots=True)
class Choices:
    """Makes rows of what was found."""

    desk: Desk
    actions: Sequence[Action]

    def sections(
        self, text: str, finding: Finding, subject: Found | None, *, looking: bool = False
    ) -> tuple[Section, ...]:
        """Return everything that a text may mean; `subject` is who something is done for.

        `looking` says that the customers are still being asked for.
        """
        say = self.desk.say
        parts = [Section(say(N_("Customers")), tuple(map(self._person(finding), finding.found)))]
        if subject is not None:
            heading = say(N_("Do it for {name}"), name=_name(subject))
            parts.append(Section(heading, tuple(self._for_one(subject, finding.owned))))
        parts.append(Section(say(N_("Pages and actions")), self._commands(text)))
        if not finding.found and not looking and parse_query(text) is not None:
            parts.append(self._nobody(text.strip()))
        return tuple(part for part in parts if part.choices)

    def _person(self, finding: Finding) -> Callable[[Found], Choice]:
        desk = self.desk
        today = desk.shop.day.date(desk.services.clock.now())

        def made(found: Found) -> Choice:
            name, visit = _name(found), found.last_visit
            when = desk.words.ago(visit, today) if visit else desk.say(N_("Not been here yet"))
            sub = _DOT.join(filter(None, (desk.words.masked_phone(found.phone), when)))
            tier = desk.say(N_("Tier: {tier}"), tier=found.tier)
            return Choice(
                name,
                sub,
                partial(desk.room.open_customer, found.id),
                customer=found,
                initials=initials(name),
                tier_code=finding.tiers.get(found.tier, ""),
                spoken=", ".join(filter(None, (name, tier, sub))),
            )

        return made

    def _for_one(self, subject: Found, owned: Standing | None) -> Iterator[Choice]:
        desk = self.desk
        subs = {}
        if owned is not None:
            stored = desk.words.sum(owned.stored)
            subs = {
                "top_up": desk.say(N_("{amount} now"), amount=stored),
                "redeem": desk.count(NN_("{count} point", "{count} points"), owned.points),
            }
        for one in self.actions:
            act = partial(desk.room.open_customer, subject.id, one.id)
            if one.id == _PAGE:
                act = partial(desk.room.go, f"{_PAGE}/{subject.id}")
            if one.id in {*_FOR_ONE, _PAGE}:
                yield Choice(desk.say(one.text), subs.get(one.id, ""), act, one.icon, one.caps)

    def _commands(self, text: str) -> tuple[Choice, ...]:
        wanted = text.casefold().strip()
        if not wanted:
            return tuple(self._named())[:_MOST_AT_FIRST]
        choices = (*self._named(), *self._settings())
        found = [one for one in choices if wanted in one.title.casefold()]
        found.sort(key=lambda one: f" {wanted}" not in f" {one.title.casefold()}")
        return tuple(found[:_MOST_COMMANDS])

    def _named(self) -> Iterator[Choice]:
        for one in self.actions:
            if one.handler is not None and one.id not in _NOT_HERE:
                yield Choice(self.desk.say(one.text), "", one.handler, one.icon, one.caps)

    def _settings(self) -> Iterator[Choice]:
        say = self.desk.say
        for entry in ENTRIES:
            part, act = say(entry.title), partial(self.desk.room.go, f"settings/{entry.id}")
            yield Choice(part, say(N_("Settings")), act, entry.icon)
            sub = say(N_("Settings, {part}"), part=part)
            for name, _place in entry.settings:
                if say(name) != part:
                    yield Choice(say(name), sub, act, entry.icon)

    def _nobody(self, text: str) -> Section:
        say, room = self.desk.say, self.desk.room
        new = say(N_("New customer with {text}"), text=text)
        return Section(
            say(N_("Nobody with {text}. Not in phones, cards or names."), text=text),
            (Choice(new, "", partial(room.new_customer, text), "user-plus"),),
        )


def _name(found: Found) -> str:
    return called(found.full_name, found.code)
