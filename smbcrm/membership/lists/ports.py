"""What lists need from the outside."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from smbcrm.membership.customers.lists import CustomerListWork
from smbcrm.membership.imports.ports import ExportStore
from smbcrm.membership.lists.types import Contact, Table
from smbcrm.membership.staff.ports import StaffStore


class TableWriter(Protocol):
    """Writes a table to a file, all of it or nothing."""

    def write(self, path: Path, table: Table, *, replace: bool = False) -> int:
        """Write the file and return how many rows it has.

        What the rows raise while they come goes through, and nothing is left behind. Raises
        FileExists where something is there and `replace` is off, FileNotWritten, TooManyRows.
        """


class EditableWork(CustomerListWork, Protocol):
    """The slice of a unit of work that exports a list which may come back."""

    @property
    def staff(self) -> StaffStore:
        """Who serves."""

    @property
    def imports(self) -> ExportStore:
        """The lists that were exported."""


class ContactWriter(Protocol):
    """Writes contacts to a file that phones read, all of it or nothing."""

    def write(self, path: Path, contacts: Iterable[Contact], *, replace: bool = False) -> int:
        """Write the file and return how many there are; raises as `TableWriter.write`."""
