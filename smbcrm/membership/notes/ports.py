"""What notes need from the outside."""

import datetime as dt
from typing import Protocol

from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.notes.types import Note


class NoteStore(Protocol):
    """The notes of customers."""

    def of(self, customer: int) -> tuple[Note, ...]:
        """Return a customer's notes, newest first."""

    def add(self, customer: int, text: str, at: dt.datetime, staff: int) -> int:
        """Write a note down and return its number."""

    def remove(self, customer: int, note: int) -> bool:
        """Take a note of a customer away; tell whether it was there."""


class NoteWork(CustomerWork, Protocol):
    """The slice of a unit of work that knows notes."""

    @property
    def notes(self) -> NoteStore:
        """The notes."""
