"""What the close of a day needs from the outside."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from smbcrm.membership.ledger.clocks import Recorded
from smbcrm.membership.ledger.closing import TillDay
from smbcrm.membership.ledger.ports import LedgerWork

if TYPE_CHECKING:
    from smbcrm.membership.dayclose.types import (
        BlindCount,
        Closing,
        DrawerMove,
        NewClosing,
        NewCount,
        OpenTill,
        Owed,
        Serving,
        TillCount,
        TillSum,
    )
    from smbcrm.membership.reports.till_deeds import TillDeed


class Chosen(NamedTuple):
    """Which operations are listed: by kind, recorded outside of a day, after one, or by number."""

    begins: dt.datetime
    ends: dt.datetime
    until: int | None
    numbers: Collection[int]


class DayCloseStore(Protocol):
    """The closed days, and what was recorded for a day at a till."""

    def closing(self, day: TillDay) -> "Closing | None":
        """Return how a till closed a day."""

    def get(self, request_id: str) -> "Closing | None":
        """Return the closing that a request made."""

    def add(self, new: "NewClosing") -> None:
        """Write a closing."""

    def chain_end(self) -> tuple[int, str]:
        """Return the number and the hash of the last operation."""

    def kept_before(self, day: TillDay) -> int:
        """Return what a till's last close before a day left in the drawer."""

    def float_put_in(self, day: TillDay, until: int | None) -> int:
        """Return what was put in as the float of a day, and stands, up to an operation."""

    def drawer_moves(self, day: TillDay) -> "tuple[DrawerMove, ...]":
        """Return by how much each operation of a day changed the drawer, in order."""

    def blind_counts(self, day: TillDay) -> "tuple[BlindCount, ...]":
        """Return what was counted before what should be there was told, the first one first."""

    def keep_count(self, new: "NewCount") -> None:
        """Write a count, after those of its day."""

    def sums(self, day: TillDay, until: int | None) -> "tuple[TillSum, ...]":
        """Return what moved, by staff, kind, account and way, up to an operation.

        Openings and expiries count in no day.
        """

    def counts(self, day: TillDay, until: int | None) -> "tuple[TillCount, ...]":
        """Return how many operations there are, by staff and kind; of the same."""

    def servings(self, day: TillDay, until: int | None) -> "tuple[Serving, ...]":
        """Return who served what of each net sale, and of what took one back; of the same."""

    def instants(self, numbers: Iterable[int], before: int) -> Iterator[tuple[Recorded, ...]]:
        """Yield the chain where operations lie in it, from so many operations before them."""

    def numbers(self, day: TillDay) -> frozenset[int]:
        """Return the numbers of the day's operations."""

    def deeds(self, day: TillDay, chosen: Chosen) -> "tuple[TillDeed, ...]":
        """Return the operations of a day that are chosen, and those that the till recorded that
        day for another, in the order of the chain.
        """  # noqa: D205 - one thought

    def open_tills(self, day: TillDay) -> "tuple[OpenTill, ...]":
        """Return the other tills that worked on the day and have not closed it."""

    def owed(self, date: dt.date) -> "Owed":
        """Return the stored value of the whole shop at the end of a day."""

    def last_instants(self, count: int) -> tuple[Recorded, ...]:
        """Return the end of the chain, so many operations of it, in order."""


class DayCloseWork(LedgerWork, Protocol):
    """The slice of a unit of work that closes days."""

    @property
    def day_closes(self) -> DayCloseStore:
        """The closed days."""
