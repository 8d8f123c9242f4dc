"""A sentence with fields in it, in the order of the reader's language."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import TypeVar

from smbcrm.core.i18n import Counted
from smbcrm.ui.desk import Desk

Field = TypeVar("Field")


def spread(desk: Desk, msgid: str, **fields: Field) -> Iterator[str | Field]:
    """Yield the words of a message id with a field in the place of each placeholder."""
    yield from _pieces(desk.words.translator.gettext(msgid), fields)


def spread_counted(
    desk: Desk, counted: Counted, number: int, **fields: Field
) -> Iterator[str | Field]:
    """Yield the words for so many of something in the same way."""
    yield from _pieces(desk.words.translator.ngettext(*counted, number), fields)


def _pieces(sentence: str, fields: Mapping[str, Field]) -> Iterator[str | Field]:
    for words, name, _, _ in Formatter().parse(sentence):
        if words.strip():
            yield words.strip()
        if name is not None:
            yield fields[name]
