"""Which customers the rows of a list mean that brings nobody in: one who is here, or a refusal.

The one rule of balances, important dates, relationships and past sales. Code, card and phone tell
who it is, a name only where one customer has it and nothing else is said. Where a row says more
than one of these they have to agree: value is never given to a guess. So a code that looks like
one of ours counts only where something else agrees (another program may number alike), and where
a code or card finds nobody a phone is not enough, for families share theirs.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from smbcrm.core.i18n import Text
from smbcrm.core.text import small
from smbcrm.membership.cards.rules import read_number
from smbcrm.membership.customers.rules import is_own_code
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.headings import heading_key as name_key
from smbcrm.membership.imports.ports import ImportWork, Owners
from smbcrm.membership.imports.signs import Signs

_MOST_NAMED = 5
_TWO = 2


class Refusable(Protocol):
    """A row that can be refused."""

    def refuse(self, about: Field | None, msgid: str, **params: object) -> None:
        """Let the row fail."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Whom the signs of a row tell.

    `found` holds those of each sign that finds somebody, of which so many are `numbers`; `firm`
    where a code or card is among them. `lost`: a code or card finds nobody. `in_doubt` are those
    with a code that looks like ours, where nothing else agrees with it.
    """

    found: list[set[int]]
    name: str
    firm: bool
    numbers: int
    lost: bool
    in_doubt: set[int]

    @property
    def all(self) -> set[int]:
        """Everybody who is told."""
        return set[int]().union(*self.found, self.in_doubt)


class Known:
    """Everybody whom the rows of one batch may mean, held to the end of the step."""

    def __init__(self, work: ImportWork, signs: Iterable[Signs]) -> None:
        all_ = tuple(signs)
        numbers = {number for one in all_ for number in one.numbers}
        numbers |= {card for number in numbers if (card := read_number(number))}
        phones = {phone for one in all_ for phone in (*one.phones, *one.who_phones)}
        names = {name for one in all_ for name in (one.name, one.who) if name}
        nobody = Owners({}, {}, {}, frozenset(), {})
        self._owners = work.imports.owners(sorted(numbers)) if numbers else nobody
        callers = work.customers.by_phones(sorted(phones)) if phones else {}
        self._callers = {phone: {id_ for id_, _ in those} for phone, those in callers.items()}
        self._called = work.imports.named(sorted(names)) if names else {}
        self._names: defaultdict[int, set[str]] = defaultdict(set)
        for id_, name in (pair for those in callers.values() for pair in those):
            self._names[id_].add(name_key(name))
        for name, those in self._called.items():
            for id_ in those:
                self._names[id_].add(name_key(name))
        for code, name in self._owners.called.items():
            self._names[self._owners.codes[code]].add(name_key(name))
        ids = {*self._owners.codes.values(), *self._owners.cards.values(), *self._names}
        work.ledger.lock(sorted(ids))
        self._codes: dict[int, str] = {}
        for id_, (code, name) in work.customers.codes(sorted(ids)).items():
            self._codes[id_] = code
            self._names[id_].add(name_key(name))

    def code(self, customer: int) -> str:
        """Return the code of a customer who was found."""
        return self._codes[customer]

    def find(self, row: Refusable, signs: Signs) -> int | None:
        """Return whom the signs of a row mean; None where it is refused, on the row."""
        meant = self._meant(signs)
        if isinstance(meant, int):
            return meant
        row.refuse(signs.about, meant.msgid, **meant.params)
        return None

    def _meant(self, signs: Signs) -> int | Text:
        """Return whom the signs mean, or why nobody."""
        if signs.our_code:
            ours = self._with_code(signs.our_code)
            rest = replace(signs, our_code="")
            return self._with_ours(ours, rest) if ours else Text(notes.NOT_HERE)
        if signs.is_empty:
            return Text(notes.NOBODY_SAID)
        told = self._told(signs)
        if told.found:
            meant = set.intersection(*told.found)
        else:
            is_more = told.lost or told.in_doubt or signs.phones
            meant = set() if is_more else self._with_name(told.name)
        if meant:
            return self._settled(told, meant)
        if told.found:
            return Text(notes.DIFFERENT, {"others": self._shown(told.all)})
        if told.in_doubt:
            return Text(notes.OWN_LOOKING, {"code": self._shown(told.in_doubt)[0]})
        return Text(notes.NOT_HERE)

    def _with_ours(self, ours: set[int], beside: Signs) -> int | Text:
        """Return who has a Shopbell code, where what is beside it is not of somebody else.

        Another shop gives the same codes, so something beside it has to agree, if anything is said;
        but somebody who answered in the error file knows better than the row.
        """
        told, meant = self._told(beside), self._meant(beside)
        if isinstance(meant, Text):
            agrees = ours & told.all or self._called_so(told.name, ours)
            if beside.answered or beside.is_empty or agrees:
                return next(iter(ours))
        elif meant in ours:
            return meant
        return Text(notes.DIFFERENT, {"others": self._shown(told.all | ours)})

    def _told(self, signs: Signs) -> _Told:
        """Return whom each sign tells; what stands under `who` and finds nobody is a name."""
        (code, own_code), (whose, own_who) = self._by_code(signs.code), self._by_code(signs.who)
        card, whose = self._with_card(signs.card), whose | self._with_card(signs.who)
        phones, who = self._with_phones(signs.phones), self._with_phones(signs.who_phones) | whose
        own = own_code | own_who
        name = signs.name or ("" if who or own_who else signs.who)
        beside = card | phones | who | self._called_so(name, own)
        found = (code, card, who, phones, own & beside)
        return _Told(
            [those for those in found if those],
            name,
            firm=bool(code or card or whose),
            numbers=sum(map(bool, (code, card, whose, phones))),
            lost=signs.unread
            or bool(signs.code and not code | own_code)
            or bool(signs.card and not card)
            or bool(signs.who and signs.name and not who | own_who),
            in_doubt=own - beside,
        )

    def _settled(self, told: _Told, meant: set[int]) -> int | Text:
        """Return the one of those who may be meant, with the name where one is said."""
        called = self._called_so(told.name, meant)
        if told.name and not called:
            if self._called_so(told.name, told.all):
                return Text(notes.DIFFERENT, {"others": self._shown(told.all)})
            if told.numbers < _TWO and not self._is_nameless(meant):
                return Text(notes.CALLED_OTHERWISE, {"others": self._shown(meant)})
        if told.in_doubt and not called:
            return Text(notes.DIFFERENT, {"others": self._shown(told.all)})
        if told.lost and not (told.firm or called):
            return Text(notes.LOST, {"others": self._shown(meant)})
        meant = called or meant
        if len(meant) > 1:
            return Text(notes.ANY_OF, {"others": self._shown(meant)})
        return next(iter(meant))

    def _by_code(self, text: str) -> tuple[set[int], set[int]]:
        """Return whom a code tells: in the second place where it looks like one of ours."""
        found, nobody = self._with_code(text), set[int]()
        return (nobody, found) if is_own_code(text) else (found, nobody)

    def _with_code(self, text: str) -> set[int]:
        return self._here({self._owners.codes.get(text)})

    def _with_card(self, text: str) -> set[int]:
        number, owners = read_number(text) or text, self._owners
        return self._here({owners.cards.get(number, owners.alike.get(small(number)))})

    def _with_phones(self, phones: Iterable[str]) -> set[int]:
        return self._here({id_ for phone in phones for id_ in self._callers.get(phone, ())})

    def _with_name(self, name: str) -> set[int]:
        return self._here(set(self._called.get(name, ())))

    def _called_so(self, name: str, ids: Iterable[int]) -> set[int]:
        """Return those who are called so, none where no name is said."""
        key = name_key(name)
        return {id_ for id_ in ids if key and key in self._names[id_]}

    def _is_nameless(self, ids: Iterable[int]) -> bool:
        """Tell whether nobody knows what they are called."""
        return not any(key for id_ in ids for key in self._names[id_])

    def _here(self, ids: Iterable[int | None]) -> set[int]:
        """Return those who are still customers."""
        return {id_ for id_ in ids if id_ is not None and id_ in self._codes}

    def _shown(self, ids: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._codes[id_] for id_ in sorted(ids)[:_MOST_NAMED])
