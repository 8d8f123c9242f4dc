"""The list of customers: what is asked for, and its rows."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.customers.types import Status
from smbcrm.membership.occasions.lunar import lunar_text
from smbcrm.membership.occasions.types import Calendar, Occasion
from smbcrm.membership.shop.ports import ShopWork

_ALL = N_("All customers")
_WITH_STATUS = {
    Status.ACTIVE: N_("Active customers"),
    Status.MOVED: N_("Customers who have moved away"),
    Status.DECEASED: N_("Deceased customers"),
    Status.DO_NOT_CONTACT: N_("Customers who do not want to be contacted"),
}


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Which customers: everybody, or those of one status."""

    status: Status | None = None

    @property
    def sentence(self) -> Text:
        """What the list shows, to be written above it."""
        return Text(_ALL if self.status is None else _WITH_STATUS[self.status])


class CustomerSort(StrEnum):
    """The order of the list; the id decides between equals."""

    CODE = "code"
    NAME = "name"
    CREATED = "created"


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer as a list shows one. Money in minor units, without what has ended by today.

    `phone` is the first one, in E.164 where it is a number; `visits` counts the business dates
    with a standing sale.
    """

    id: int
    code: str
    full_name: str
    phone: str
    email: str
    tier: str
    status: Status
    principal: int
    gift: int
    credit: int
    points: int
    birthday: Occasion | None
    last_visit: dt.date | None
    visits: int
    created_at: dt.datetime

    @property
    def birthday_text(self) -> str:
        """The birthday as an import reads it back, empty where there is none."""
        return "" if self.birthday is None else date_text(self.birthday)

    def place(self, sort: CustomerSort) -> tuple[str, int]:
        """Return where the row stands in an order: the next page begins after it."""
        value = {CustomerSort.CODE: self.code, CustomerSort.NAME: self.full_name}.get(sort, "")
        return value, self.id


def date_text(occasion: Occasion) -> str:
    """Return a date as people and our own import read it, gaps for what is not known.

    ISO 8601, without a year as in vCard 4 (RFC 6350, 4.3.1); a lunar date in Chinese words.

    >>> date_text(Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 3, 5))
    '--03-05'
    """
    if occasion.calendar is Calendar.LUNAR:
        year = "" if occasion.year is None else f"{occasion.year}年"
        return f"农历{year}{lunar_text(occasion)}"
    start = "-" if occasion.year is None else f"{occasion.year:04}"
    day = "" if occasion.day is None else f"-{occasion.day:02}"
    return f"{start}-{occasion.month:02}{day}"


class CustomerListQuery(Protocol):
    """The customers as a list that is read page by page."""

    def count(self, chosen: CustomerFilter) -> int:
        """Return how many there are."""

    def page(
        self,
        chosen: CustomerFilter,
        sort: CustomerSort,
        after: tuple[str, int] | None,
        limit: int,
        today: dt.date,
    ) -> tuple[CustomerRow, ...]:
        """Return the rows after a place in the order, the first ones for None."""

    def ids(self, chosen: CustomerFilter) -> tuple[int, ...]:
        """Return the ids of all of them, in the order they were added."""


class CustomerListWork(ShopWork, Protocol):
    """The slice of a unit of work that lists customers."""

    @property
    def customer_list(self) -> CustomerListQuery:
        """The list of customers."""
