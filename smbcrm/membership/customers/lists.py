"""The list of customers: what is asked for, and its rows."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.custom_fields.ports import CustomFieldStore
from smbcrm.membership.customers.conditions import Choice, all_of
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.search_keys import Query, parse_query
from smbcrm.membership.ledger.stored import BothParts
from smbcrm.membership.occasions.lunar import lunar_text
from smbcrm.membership.occasions.types import Calendar, Occasion
from smbcrm.membership.shop.ports import ShopWork

if TYPE_CHECKING:
    from smbcrm.membership.customers.types import Profile

MOST_CHOSEN = 10_000
"""Customers that a text chooses at most: the best ones, in the order of the counter's search."""

_ALL, _PICKED = N_("All customers"), N_("Customers who were picked")
_WITH_STATUS = {
    Status.ACTIVE: N_("Active customers"),
    Status.MOVED: N_("Customers who have moved away"),
    Status.DECEASED: N_("Deceased customers"),
    Status.DO_NOT_CONTACT: N_("Customers who do not want to be contacted"),
}


class CustomerFilter(NamedTuple):
    """Which customers: everybody, or those for whom all that is given holds.

    The text is what is typed at the counter; one too short to look for leaves nobody out. A choice
    is what a segment has been saved as. `only`: of these ids, whom somebody has picked.
    """

    status: Status | None = None
    text: str = ""
    choice: Choice | None = None
    only: tuple[int, ...] | None = None

    @property
    def query(self) -> Query | None:
        """What the text means; None where it chooses nobody in particular."""
        return parse_query(self.text)

    @property
    def sentence(self) -> Text:
        """What the list shows, to be written above it."""
        if self.only is not None:
            return Text(_PICKED)
        if self.choice is None:
            return self._who
        if self.status is None and self.query is None:
            return self.choice.sentence
        return all_of(self._who, self.choice.sentence)

    @property
    def _who(self) -> Text:
        """What status and text say."""
        who = Text(_ALL if self.status is None else _WITH_STATUS[self.status])
        if self.query is None:
            return who
        return Text(N_("{who} found by “{text}”"), {"who": who, "text": self.text.strip()})


class CustomerSort(StrEnum):
    """The order of the list, one for each column; the id decides between equals.

    Texts go by code point, an e-mail whatever its capitals, what was added by the id, TIER by the
    rank of the tier held today, a birthday through the year, those of the moon after those of the
    sun. Who never came stands before who came long ago; whoever else has nothing there comes last
    either way. CODE, NAME, CREATED and LAST_VISIT stand in an index, the others are worked out for
    everybody when a page is read.
    """

    CODE = "code"
    NAME = "name"
    CREATED = "created"
    LAST_VISIT = "last_visit"
    TIER = "tier"
    PHONE = "phone"
    EMAIL = "email"
    CARD = "card"
    BIRTHDAY = "birthday"
    VISITS = "visits"
    SPEND = "spend"
    STORED = "stored"
    PAID = "paid"
    GIFT = "gift"
    CREDIT = "credit"
    POINTS = "points"


class FieldSort(NamedTuple):
    """The order of what a field of the shop (its id) holds: numbers, days, texts by code point."""

    field: int


ListSort = CustomerSort | FieldSort

KEYED = (CustomerSort.CODE, CustomerSort.NAME, CustomerSort.CREATED)
"""The orders in which a page can begin after a row, whatever was added meanwhile."""


@dataclass(frozen=True, slots=True)
class CustomerRow(BothParts):
    """A customer as a list shows one. Money in minor units, without what has ended by today.

    `phone` is the first one, in E.164 where it is a number; `card` the number of the newest living
    card, empty where there is none. `visits` counts the business dates with a standing sale,
    `spend` is that of the last 12 months as tiers count it. `alert` tells that there is an alert
    note.
    """

    id: int
    code: str
    full_name: str
    phone: str
    email: str
    tier: str
    tier_code: str
    card: str
    alert: bool
    status: Status
    principal: int
    gift: int
    credit: int
    points: int
    birthday: Occasion | None
    last_visit: dt.date | None
    visits: int
    spend: int
    created_at: dt.datetime
    custom: Mapping[int, str] = field(default_factory=dict)
    """What fields of the shop hold, by their ids."""

    @property
    def birthday_text(self) -> str:
        """The birthday as an import reads it back, empty where there is none."""
        return "" if self.birthday is None else date_text(self.birthday)

    def place(self, sort: CustomerSort) -> tuple[str, int]:
        """Return where the row stands in a keyed order: the next page begins after it."""
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
        """Return the rows after a place in a `KEYED` order, the first ones for None."""

    def page_at(  # noqa: PLR0913 - what, in which order, and which part of it
        self,
        chosen: CustomerFilter,
        sort: ListSort,
        offset: int,
        limit: int,
        today: dt.date,
        *,
        descending: bool,
    ) -> tuple[CustomerRow, ...]:
        """Return the rows from a number on, counted from 0, rising or falling."""

    def ids(self, chosen: CustomerFilter) -> tuple[int, ...]:
        """Return the ids of all of them, in the order they were added."""

    def profiles(self, customers: Sequence[int]) -> "tuple[tuple[str, Profile], ...]":
        """Return code and profile of each, in the order of their ids; who is gone is left out."""

    def statement(self, chosen: CustomerFilter) -> str:
        """Return the SQL that finds them, with its values, to be run in the database's shell."""


class CustomerListWork(ShopWork, Protocol):
    """The slice of a unit of work that lists customers."""

    @property
    def customer_list(self) -> CustomerListQuery:
        """The list of customers."""

    @property
    def custom_fields(self) -> CustomFieldStore:
        """The fields of the shop."""
