"""`import`: what is chosen for single rows of a list."""

import argparse

from smbcrm.cli.command import Argument
from smbcrm.cli.typed import NotAPair
from smbcrm.core.i18n import N_
from smbcrm.membership.imports.choices import Choices, ChosenPerson, TypedCell
from smbcrm.membership.imports.kinds import BOOKS, ListKind

_CELL = "ROW:FIELD=TEXT"
_JOIN = "ROW=ROW|code:CODE"
_OF_CODE = "code:"


def row_arguments(kind: ListKind) -> tuple[Argument, ...]:
    """Return the arguments by which single rows of a kind of list are put right."""
    cell = Argument(
        "--cell",
        N_("what a cell says instead, an amount as 60.00; can be given several times"),
        _CELL,
        known=BOOKS[kind].fields,
        many=True,
    )
    join = Argument(
        "--join",
        N_("a row that means whom an earlier row or a code means; can be given several times"),
        _JOIN,
        many=True,
    )
    apart = Argument(
        "--apart",
        N_("a row that means somebody else than is found; can be given several times"),
        "ROW",
        many=True,
    )
    return (cell, join, apart) if kind is ListKind.CUSTOMERS else (cell,)


def read_choices(args: argparse.Namespace) -> Choices:
    """Return what was chosen for single rows; raise NotAPair."""
    cells = tuple(map(_cell, args.cell or ()))
    joined = tuple(map(_joined, getattr(args, "join", None) or ()))
    apart = tuple(
        ChosenPerson(_row(text, text, "ROW"), None) for text in getattr(args, "apart", None) or ()
    )
    return Choices(cells, (*joined, *apart))


def _cell(text: str) -> TypedCell:
    row, _, rest = text.partition(":")
    field, equals, said = rest.partition("=")
    if not field.strip() or not equals:
        raise NotAPair(text=text, form=_CELL)
    return TypedCell(_row(row, text, _CELL), field.strip(), said.strip())


def _joined(text: str) -> ChosenPerson:
    row, _, other = (part.strip() for part in text.partition("="))
    code = other.removeprefix(_OF_CODE).strip()
    number = _row(row, text, _JOIN)
    if other.startswith(_OF_CODE) and code:
        return ChosenPerson(number, code)
    return ChosenPerson(number, _row(other, text, _JOIN))


def _row(row: str, text: str, form: str) -> int:
    row = row.strip()
    if not (row.isascii() and row.isdigit() and len(row) <= len("1048576")):
        raise NotAPair(text=text, form=form)
    return int(row)
