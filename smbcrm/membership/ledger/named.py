"""Operations as people name them: by id, or by the number on the bill."""

import datetime as dt
from typing import Protocol

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.ids import is_uuid
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.types import Operation, OperationKind
from smbcrm.membership.ledger.words import kind_words

# No shop writes a thousand million million bills; the databases count further than this.
_LONGEST_NUMBER = 15


class UnknownOperation(UserError):
    """There is no operation of that id or bill number."""

    msgid = N_("There is no operation {operation}.")
    command = N_("Look for it with: smbcrm history CODE")


class PersonErased(UserError):
    """The operation is of a customer who is not here any more."""

    msgid = N_(
        "{operation} is of a customer who was erased: nothing can be given back to their account. "
        "Nothing was recorded. Money may be handed over as cash out."
    )
    command = N_("Use: smbcrm cash out")


class Numbered(Protocol):
    """What has an id and perhaps a bill."""

    @property
    def id(self) -> str:
        """The id of the operation."""

    @property
    def bill_number(self) -> int | None:
        """The number of its bill."""

    @property
    def kind(self) -> OperationKind:
        """What it is."""

    @property
    def business_date(self) -> dt.date:
        """The business date it bears."""


def called(operation: Numbered) -> Text:
    """Return what a sentence calls an operation: its bill number, else what it was, and when."""
    if operation.bill_number is None:
        told = {"what": kind_words(operation.kind), "date": operation.business_date}
        return Text(N_("{what} of {date}"), told)
    return bill_called(operation.bill_number)


def bill_called(number: int) -> Text:
    """Return what a sentence calls an operation that has a bill."""
    return Text(N_("Bill {number}"), {"number": number})


def operation_named(work: LedgerWork, name: str) -> Operation:
    """Return the operation of an id or a bill number; raise UnknownOperation."""
    found = None
    if is_uuid(name):
        found = work.ledger.operation(name.lower())
    elif name.isascii() and name.isdigit() and len(name) <= _LONGEST_NUMBER:
        found = work.ledger.billed(int(name))
    if found is None:
        raise UnknownOperation(operation=name)
    return found


def people_of(work: LedgerWork, operation: Operation) -> tuple[int | None, tuple[int, ...]]:
    """Return the customer of an operation, None for a walk-in, and who else's accounts it moved.

    All of them must be there still. Raises PersonErased.
    """
    holder = None if operation.party is None else work.ledger.holder(operation.party)
    moved = work.ledger.holders(operation.seq)
    people = tuple(one for one in moved if one is not None)
    if len(people) != len(moved) or (holder is None and operation.party is not None):
        raise PersonErased(operation=called(operation))
    return holder, tuple(one for one in people if one != holder)
