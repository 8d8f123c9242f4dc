"""What the counter needs from the outside."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from smbcrm.membership.bills.ports import BillWork
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.counter.board import Served, Strip
from smbcrm.membership.counter.expecting import DaySought, Guest
from smbcrm.membership.customers.lists import CustomerListWork
from smbcrm.membership.customers.visits import Bought
from smbcrm.membership.history.service import HistoryWork
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.packages.ports import PackageWork
from smbcrm.membership.sales.codes import Means

if TYPE_CHECKING:
    from smbcrm.membership.counter.types import Particulars


class Left(NamedTuple):
    """What the living lots of a kind hold, and the least that is in one of them."""

    total: int
    lowest: int


class CounterQuery(Protocol):
    """Reads what the counter shows. Sales count where they stand: taken back ones do not."""

    def bought(self, customer: int, first: dt.date) -> Bought:
        """Return what a customer bought, with the spend from a date on."""

    def left(self, customer: int, today: dt.date) -> Mapping[AccountKind, Left]:
        """Return what living lots hold, by kind of account; a kind without any is left out."""

    def last_means(self, customer: int) -> Means | None:
        """Return what paid the largest part of the newest sale that was paid at all."""

    def photo(self, customer: int) -> int | None:
        """Return the number of a customer's photo, the newest where a merge left several."""

    def particulars(self, operations: Sequence[int]) -> Mapping[int, "Particulars"]:
        """Return what there is to say of each operation, by sequence number."""

    def served(
        self, since: dt.datetime, today: dt.date, limit: int, terminal: int | None = None
    ) -> tuple[Served, ...]:
        """Return what was recorded since an instant and stands, newest first.

        What has a bill, of one till or of all; tiers are those held today.
        """

    def newest(self, since: dt.datetime, today: dt.date, terminal: int) -> Served | None:
        """Return what was recorded last at a till since an instant, even if it was taken back."""

    def newcomers(self, since: dt.datetime, today: dt.date, limit: int) -> tuple[Served, ...]:
        """Return the customers who were added by hand since an instant, newest first."""

    def new_since(self, since: dt.datetime) -> int:
        """Return how many customers were added by hand since an instant."""

    def expected(
        self, sought: Sequence[DaySought], today: dt.date, limit: int
    ) -> tuple[tuple[Guest, ...], int]:
        """Return who has one of those dates, and how many there are in all.

        In the order of the dates sought, whole months last on their day; then who came last
        stands first. Who has moved away or died is left out.
        """

    def strip(self, day: dt.date, terminal: int) -> Strip:
        """Return the figures of a business date but for the new customers."""


class CounterWork(BillWork, CardWork, PackageWork, HistoryWork, CustomerListWork, Protocol):
    """The slice of a unit of work that the counter reads."""

    @property
    def counter(self) -> CounterQuery:
        """What the counter shows."""
