"""The change log: the facts. What stores note while a sale goes on, so it loads next to nothing."""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from smbcrm.membership.customers.types import NewCustomer


class Change(NamedTuple):
    """One field that was changed; None stands for nothing.

    Without a `customer` it is a field of the shop. `part` says which of several: the number of a
    card, the key of a setting. Values are as `differences` writes them, people by their ids.
    """

    customer: int | None
    field: str
    part: str
    before: str | None
    after: str | None


class Came(NamedTuple):
    """Somebody who was added, with everything that was known then."""

    customer: int
    code: str
    new: "NewCustomer"

    @property
    def field(self) -> str:
        """The field that says so."""
        return CUSTOMER


Noted = Change | Came
"""What a store changed and nobody has signed yet."""

CUSTOMER = "customer"
"""That somebody came, or was taken away: the value is the code."""


class Logged(NamedTuple):
    """A change as the log holds it: when, who, where, by which request of which kind.

    `code` and `name` are the customer's as of now; both are empty for somebody who is gone.
    """

    id: int
    at: dt.datetime
    staff: str
    terminal: str
    act: str
    request: str
    change: Change
    code: str
    name: str


class ChangeFilter(NamedTuple):
    """Which changes: of a customer, of business dates from `first` to `last`, by somebody.

    `field` may be the key of a setting, too.
    """

    customer: int | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    staff: str | None = None
    field: str | None = None


class Chosen(NamedTuple):
    """The same as the database is asked: ids, instants (the end is left out), field and part."""

    customer: int | None = None
    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    staff: int | None = None
    field: str | None = None
    part: str | None = None
