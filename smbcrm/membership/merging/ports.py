"""What merging needs from the outside."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from smbcrm.membership.consents.ports import ConsentWork
from smbcrm.membership.customers.kinds import ConsentState
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.merging.types import Merge

Content = dict[str, Any]
"""What a merge keeps of the rows that it changes; only the store knows what stands in it."""


class NewMerge(NamedTuple):
    """A merge to be kept: who stays, who goes, who does it where and when."""

    kept: int
    other: int
    other_code: str
    other_made_at: dt.datetime
    at: dt.datetime
    staff: int
    terminal: int
    after: int


class Edited(NamedTuple):
    """The profile of who stays as it was before the merge, after it, and now."""

    before: Profile
    after: Profile
    now: Profile


class Parted(NamedTuple):
    """What is left to do after an undo gave everything back that was as the merge had left it.

    `edited` is the profile of who stays where somebody changed it since, `said` what they said
    since of what may be sent. From the business date `since` on something happened to tiers or in
    the ledger.
    """

    edited: Edited | None
    said: "tuple[Said, ...]"
    since: dt.date | None


class Said(NamedTuple):
    """What a customer said of a channel or a purpose; `staff` is None where nobody noted it."""

    about: str
    state: ConsentState
    at: dt.datetime
    how: str
    staff: int | None


class MergeStore(Protocol):
    """The merges, and the rows that they move."""

    def get(self, merge: int, *, lock: bool = False) -> Merge | None:
        """Return a merge, with `lock` locked until the end of the step."""

    def all(self) -> tuple[Merge, ...]:
        """Return the merges, newest first."""

    def brought(self, customer: int) -> int:
        """Return how many customers somebody brought."""

    def add(self, new: NewMerge) -> int:
        """Note a merge and return its number."""

    def carry(self, merge: int, kept: int, other: int) -> Content:
        """Give all rows of one customer to another, and take away who has none any more.

        Returns what the rows were.
        """

    def seal(self, merge: int, kept: int, content: Content) -> None:
        """Keep what the rows were, and what they are now that the merge is done."""

    def blocked_by(self, merge: int) -> int | None:
        """Return a standing merge that has to be undone before this one, the last of them."""

    def part(self, merge: int) -> Parted:
        """Give back what a merge moved, the customer who went first of all.

        What came since stays with who has it.
        """

    def leave_own(self, merge: int) -> None:
        """Leave in the log of each of two, and in what imports keep, what is theirs alone.

        Everything else went back already.
        """

    def keeps(self, merge: int) -> bool:
        """Tell whether a merge keeps its rows still."""

    def keeps_before(self, at: dt.datetime) -> bool:
        """Tell whether something is kept of the rows of merges that were done before an instant."""

    def forget_before(self, at: dt.datetime) -> None:
        """Forget it: these merges stand."""

    def mark_undone(self, merge: int, at: dt.datetime) -> None:
        """Note that a merge was undone; what it kept goes."""

    def first_day(self, customer: int) -> dt.date | None:
        """Return the first business date that bears on somebody's tiers; None: nothing does."""

    def entries(self, customer: int) -> Mapping[int, tuple[int, int | None]]:
        """Return the vouchers for tiers as (tier, operation of the entry), by their lots."""

    def move_entries(self, moved: Sequence[tuple[int, int]]) -> None:
        """Note that other operations lead to the entries that brought vouchers, by lot."""

    def put_apart(self, one: int, other: int) -> bool:
        """Note that two are two people; tell whether that was new."""

    def put_together(self, one: int, other: int) -> bool:
        """Forget that two are two people; tell whether it was known."""


class MergeWork(ImportWork, ConsentWork, Protocol):
    """The slice of a unit of work that merges customers."""

    @property
    def merges(self) -> MergeStore:
        """The merges."""
