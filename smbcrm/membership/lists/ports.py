"""What lists need from the outside."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from smbcrm.membership.lists.types import Contact, Table


class TableWriter(Protocol):
    """Writes a table to a file, all of it or nothing."""

    def write(self, path: Path, table: Table, *, replace: bool = False) -> int:
        """Write the file and return how many rows it has.

        What the rows raise while they come goes through, and nothing is left behind. Raises
        FileExists where something is there and `replace` is off, FileNotWritten, TooManyRows.
        """


class ContactWriter(Protocol):
    """Writes contacts to a file that phones read, all of it or nothing."""

    def write(self, path: Path, contacts: Iterable[Contact], *, replace: bool = False) -> int:
        """Write the file and return how many there are; raises as `TableWriter.write`."""
