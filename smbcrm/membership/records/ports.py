"""What service records need from the outside."""

import datetime as dt
from typing import Protocol

from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.records.types import RecordKind, ServiceRecord


class RecordStore(Protocol):
    """The records of customers, and their kinds."""

    def kinds(self) -> tuple[RecordKind, ...]:
        """Return the kinds of the shop, by code."""

    def define(self, kind: RecordKind) -> None:
        """Keep a kind; one of the same code gets its name."""

    def of(self, customer: int) -> tuple[ServiceRecord, ...]:
        """Return a customer's records, newest day first."""

    def add(  # noqa: PLR0913 - the parts of a record
        self, customer: int, kind: str, day: dt.date, at: dt.datetime, staff: int, text: str
    ) -> int:
        """Write a record down and return its number."""

    def change(self, customer: int, was: ServiceRecord, day: dt.date, text: str) -> None:
        """Let a record be of another day, or say something else."""

    def put_back(self, customer: int, was: ServiceRecord) -> None:
        """Write a record down again under its number; one that is there stays as it is."""

    def remove(self, customer: int, was: ServiceRecord) -> None:
        """Take a record away."""


class RecordWork(CustomerWork, Protocol):
    """The slice of a unit of work that knows service records."""

    @property
    def records(self) -> RecordStore:
        """The service records."""
