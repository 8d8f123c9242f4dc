"""History: the facts."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.membership.ledger.types import OperationKind


class Person(NamedTuple):
    """A customer, as a history names them."""

    id: int
    code: str
    full_name: str


class VisitsMoved(NamedTuple):
    """Visits of a package that came or went, and whose they are; none of a pass that was used.

    `user` is who came, where they were used, or that was taken back.
    """

    package: str
    name: str
    moved: int
    owner: Person
    user: Person | None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One operation as a list shows it: what it moved on each of the customer's accounts.

    `packages` are those of which visits came or went, also of somebody else's that were used.
    `net` is the net sale in minor units, None for anything but a sale; `reversed_by` the id of the
    operation that took it back, `reverses` the id of the one this takes back.
    """

    seq: int
    id: str
    kind: OperationKind
    business_date: dt.date
    recorded_at: dt.datetime
    staff: str
    terminal: str
    bill_number: int | None
    net: int | None
    principal: int
    gift: int
    credit: int
    points: int
    visits: int
    vouchers: int
    reason_code: str | None
    reverses: str | None
    reversed_by: str | None
    note: str
    packages: tuple[VisitsMoved, ...] = ()
