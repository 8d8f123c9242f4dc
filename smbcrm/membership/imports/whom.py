"""Which customers the rows of a list mean that brings nobody in: one who is here, or a refusal.

Code, card and phone tell who it is, a name only where one customer has it. Where a row says more
than one of these they have to agree: value is never given to a guess.
"""

from collections import defaultdict
from collections.abc import Iterable

from smbcrm.core.i18n import Text
from smbcrm.core.text import small
from smbcrm.membership.cards.rules import read_number
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.headings import heading_key as name_key
from smbcrm.membership.imports.ports import ImportWork, Owners
from smbcrm.membership.imports.row import ReadRow
from smbcrm.membership.imports.signs import Signs

_MOST_NAMED = 5
_TWO = 2


class Known:
    """Everybody whom the rows of one batch may mean, held to the end of the step."""

    def __init__(self, work: ImportWork, signs: Iterable[Signs]) -> None:
        all_ = tuple(signs)
        numbers = {number for one in all_ for number in one.numbers}
        numbers |= {card for number in numbers if (card := read_number(number))}
        phones = {phone for one in all_ for phone in one.phones}
        names = {name for one in all_ for name in (one.name, one.who) if name}
        nobody = Owners({}, {}, {}, frozenset(), {})
        self._owners = work.imports.owners(sorted(numbers)) if numbers else nobody
        callers = work.customers.by_phones(sorted(phones)) if phones else {}
        self._callers = {phone: {id_ for id_, _ in those} for phone, those in callers.items()}
        self._called = work.imports.named(sorted(names)) if names else {}
        self._names: defaultdict[int, set[str]] = defaultdict(set)
        for id_, name in ((id_, name) for those in callers.values() for id_, name in those):
            self._names[id_].add(name_key(name))
        for name, those in self._called.items():
            for id_ in those:
                self._names[id_].add(name_key(name))
        ids = {*self._owners.codes.values(), *self._owners.cards.values(), *self._names}
        work.ledger.lock(sorted(ids))
        self._codes: dict[int, str] = {}
        for id_, (code, name) in work.customers.codes(sorted(ids)).items():
            self._codes[id_] = code
            self._names[id_].add(name_key(name))

    def code(self, customer: int) -> str:
        """Return the code of a customer who was found."""
        return self._codes[customer]

    def find(self, row: ReadRow, signs: Signs) -> int | None:
        """Return whom the signs of a row mean; None where it is refused, on the row."""
        meant = self._meant(signs)
        if isinstance(meant, int):
            return meant
        row.refuse(signs.about, meant.msgid, **meant.params)
        return None

    def _meant(self, signs: Signs) -> int | Text:
        """Return whom the signs mean, or why nobody."""
        if signs.is_empty:
            return Text(notes.NOBODY_SAID)
        if signs.our_code:
            ours = self._here({self._owners.codes.get(signs.our_code)})
            return ours.pop() if ours else Text(notes.NOT_HERE)
        told = self._told(signs)
        found = [those for those in told if those]
        meant = set.intersection(*found) if found else set[int]()
        if not told:
            meant = self._with_name(signs.name)
        if not meant:
            others = self._shown(set[int]().union(*found))
            return Text(notes.DIFFERENT, {"others": others}) if others else Text(notes.NOT_HERE)
        return self._settled(signs, meant, len(found))

    def _settled(self, signs: Signs, meant: set[int], agreeing: int) -> int | Text:
        """Return the one of those who may be meant, with the name where one is said."""
        if signs.name:
            called = {id_ for id_ in meant if name_key(signs.name) in self._names[id_]}
            if not called and agreeing < _TWO:
                return Text(notes.CALLED_OTHERWISE, {"others": self._shown(meant)})
            meant = called or meant
        if len(meant) > 1:
            return Text(notes.ANY_OF, {"others": self._shown(meant)})
        return next(iter(meant))

    def _told(self, signs: Signs) -> list[set[int]]:
        """Return whom each sign but the name tells; whatever stands under `who` is one sign."""
        told = []
        if signs.code:
            told.append(self._here({self._owners.codes.get(signs.code)}))
        if signs.card:
            told.append(self._with_card(signs.card))
        if signs.who:
            by_code = self._here({self._owners.codes.get(signs.who)})
            by_number = by_code | self._with_card(signs.who) | self._with_phones(signs.phones)
            told.append(by_number | self._with_name(signs.who))
        elif signs.phones:
            told.append(self._with_phones(signs.phones))
        return told

    def _with_card(self, text: str) -> set[int]:
        number = read_number(text) or text
        owners = self._owners
        return self._here({owners.cards.get(number, owners.alike.get(small(number)))})

    def _with_phones(self, phones: Iterable[str]) -> set[int]:
        return self._here({id_ for phone in phones for id_ in self._callers.get(phone, ())})

    def _with_name(self, name: str) -> set[int]:
        return self._here(set(self._called.get(name, ())))

    def _here(self, ids: Iterable[int | None]) -> set[int]:
        """Return those who are still customers."""
        return {id_ for id_ in ids if id_ is not None and id_ in self._codes}

    def _shown(self, ids: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._codes[id_] for id_ in sorted(ids)[:_MOST_NAMED])
