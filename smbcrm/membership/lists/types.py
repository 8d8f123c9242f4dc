"""Lists: the facts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Money

Cell = str | int | Money | dt.date | None
"""One value: text as it is kept, raw; the writer makes it harmless in its own format."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings in the reader's words, and rows that may come one by one."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]


class FileExists(UserError):
    """A list is not written over something that is there."""

    msgid = N_("{file} is there already. Choose another name, or replace it with --force.")


class FileNotWritten(EnvironmentFault):
    """The folder is missing, full, or not ours to write."""

    msgid = N_(
        "{file} could not be written. Check that the folder is there, that you may write to it and "
        "that the disk has room, then try again."
    )
