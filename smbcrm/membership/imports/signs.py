"""What of a row tells which customer who is here it means, and how it is read."""

from dataclasses import dataclass, field
from typing import cast

from smbcrm.core.text import clean
from smbcrm.membership.customers.phones import read_phone
from smbcrm.membership.customers.rules import LONGEST_PHONE
from smbcrm.membership.imports import column_steps as steps
from smbcrm.membership.imports.cell_reader import CellReader
from smbcrm.membership.imports.cells import name_of, phones_in, text_of
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.row import Draft, ReadRow
from smbcrm.membership.imports.source import Cell


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells a customer; phones as numbers. `who` may be a code, a card, a phone or a name.

    `about` is the field that a refusal names.
    """

    about: Field
    our_code: str = ""
    code: str = ""
    card: str = ""
    phones: tuple[str, ...] = ()
    name: str = ""
    who: str = ""

    @property
    def numbers(self) -> set[str]:
        """What may be a code or a card."""
        return {self.our_code, self.code, self.card, self.who} - {""}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return not (self.numbers or self.phones or self.name)


@dataclass(slots=True)
class PersonRow(ReadRow):
    """A row about a customer who is here."""

    whom: Signs = field(default_factory=lambda: Signs(Field.WHO))


class PersonReader(CellReader):
    """Reads rows about customers who are here."""

    def _end(self, draft: Draft) -> None:
        row = cast("PersonRow", draft.row)
        who = cast("str", draft.known.get(Field.WHO, ""))
        phones = cast("tuple[str, ...]", draft.known.get(Field.PHONE, ()))
        row.whom = Signs(
            next((name for name in _SAY if name in self._survey.layout.places), Field.WHO),
            row.our_code,
            row.code,
            row.card,
            (*phones, *numbers_in(who, self._facts.region)),
            cast("str", draft.known.get(Field.NAME, "")),
            who,
        )

    def _step(self, name: Field, index: int) -> steps.Step:
        if name in _NAMES:
            return _kept(name)
        if name is Field.PHONE:
            return _phones(self._facts.region)
        return super()._step(name, index)


_SAY = (Field.OUR_CODE, Field.CODE, Field.CARD, Field.PHONE, Field.WHO, Field.NAME)
_NAMES = frozenset({Field.NAME, Field.WHO, Field.OTHER, Field.OTHER_NAME})


def numbers_in(cell: Cell, region: str) -> tuple[str, ...]:
    """Return the phones in a cell as numbers; what is none here finds nobody."""
    typed = (clean(text) for text in phones_in(cell) if len(text) <= LONGEST_PHONE)
    phones = (read_phone(text, region) for text in typed)
    return tuple(phone.e164 for phone in phones if phone is not None and phone.e164)


def _kept(name: Field) -> steps.Step:
    def step(cell: Cell, draft: Draft) -> None:
        text = name_of(cell) if name in {Field.NAME, Field.OTHER_NAME} else text_of(cell)
        if text:
            draft.known[name] = clean(text)

    return step


def _phones(region: str) -> steps.Step:
    def step(cell: Cell, draft: Draft) -> None:
        before = cast("tuple[str, ...]", draft.known.get(Field.PHONE, ()))
        draft.known[Field.PHONE] = (*before, *numbers_in(cell, region))

    return step
