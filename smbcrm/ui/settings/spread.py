"""A sentence with fields in it, in the order of the reader's language."""

from collections.abc import Iterator
from string import Formatter
from typing import TypeVar

from smbcrm.ui.desk import Desk

Field = TypeVar("Field")


def spread(desk: Desk, msgid: str, **fields: Field) -> Iterator[str | Field]:
    """Yield the words of a message id with a field in the place of each placeholder."""
    for words, name, _, _ in Formatter().parse(desk.words.translator.gettext(msgid)):
        if words.strip():
            yield words.strip()
        if name is not None:
            yield fields[name]
