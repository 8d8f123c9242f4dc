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
from smbcrm.membership.imports.headings import heading_key, is_our_column
from smbcrm.membership.imports.layout import Layout
from smbcrm.membership.imports.row import Draft, ReadRow
from smbcrm.membership.imports.sale_headings import WALK_INS
from smbcrm.membership.imports.source import Cell


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells a customer; phones as numbers. `who` may be a code, a card, a phone or a name.

    `about` is the field that a refusal names. `unread`: something else stands there that might tell
    who it is, and cannot be read. `answered`: the row is one of our error file, where somebody
    wrote the Shopbell code because nothing else in it was enough.
    """

    about: Field
    our_code: str = ""
    code: str = ""
    card: str = ""
    phones: tuple[str, ...] = ()
    name: str = ""
    who: str = ""
    who_phones: tuple[str, ...] = ()
    unread: bool = False
    answered: bool = False

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
        row.whom = Signs(
            next((name for name in _SAY if name in self._survey.layout.places), Field.WHO),
            row.our_code,
            row.code,
            row.card,
            cast("tuple[str, ...]", draft.known.get(Field.PHONE, ())),
            cast("str", draft.known.get(Field.NAME, "")),
            who,
            numbers_in(who, self._facts.region),
            unread=any(note.field in _SAY for note in row.notes),
            answered=is_error_file(self._survey.layout),
        )

    def _step(self, name: Field, index: int) -> steps.Step:
        if name in _NAMES:
            return _of_somebody(_kept(name))
        if name is Field.PHONE:
            return _of_somebody(_phones(self._facts.region))
        step = super()._step(name, index)
        return _of_somebody(step) if name in _SAY else step


_SAY = (Field.OUR_CODE, Field.CODE, Field.CARD, Field.PHONE, Field.WHO, Field.NAME)
_NAMES = frozenset({Field.NAME, Field.WHO, Field.OTHER, Field.OTHER_NAME})


def is_error_file(layout: Layout) -> bool:
    """Tell whether a list is the error file that we wrote, come back."""
    return any(is_our_column(column.heading) for column in layout.columns)


def is_somebody(cell: Cell) -> bool:
    """Tell whether a cell names somebody, and not a walk-in."""
    text = text_of(cell).strip("0 ")
    return bool(text) and heading_key(text) not in WALK_INS


def numbers_in(cell: Cell, region: str) -> tuple[str, ...]:
    """Return the phones in a cell as numbers; what is none here stays as typed: it finds nobody."""
    typed = (clean(text) for text in phones_in(cell) if len(text) <= LONGEST_PHONE)
    phones = (read_phone(text, region) for text in typed)
    return tuple(dict.fromkeys(one.e164 or one.typed for one in phones if one is not None))


def _of_somebody(step: steps.Step) -> steps.Step:
    """Return a step that passes over what stands there for nobody: 0, 散客."""

    def taken(cell: Cell, draft: Draft) -> None:
        if is_somebody(cell):
            step(cell, draft)

    return taken


def _kept(name: Field) -> steps.Step:
    def step(cell: Cell, draft: Draft) -> None:
        text = name_of(cell) if name in {Field.NAME, Field.OTHER_NAME} else text_of(cell)
        if text:
            draft.known[name] = clean(text)

    return step


def _phones(region: str) -> steps.Step:
    def step(cell: Cell, draft: Draft) -> None:
        before = cast("tuple[str, ...]", draft.known.get(Field.PHONE, ()))
        found = numbers_in(cell, region) or (clean(text_of(cell)),)
        draft.known[Field.PHONE] = (*before, *found)

    return step
