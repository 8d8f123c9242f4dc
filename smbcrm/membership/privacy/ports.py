"""What privacy needs from the outside."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol

from smbcrm.membership.attachments.ports import AttachmentWork
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.change_log.ports import ChangeLogWork
from smbcrm.membership.consents.ports import ConsentWork
from smbcrm.membership.history.service import HistoryWork
from smbcrm.membership.notes.ports import NoteWork
from smbcrm.membership.packages.ports import PackageWork
from smbcrm.membership.past_sales.ports import PastSaleWork
from smbcrm.membership.privacy.types import ErasedOne
from smbcrm.membership.relationships.ports import RelationshipWork
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.spending_pin.ports import SpendingPinWork
from smbcrm.membership.staff.steps import Moment


class ErasureStore(Protocol):
    """Takes a person out of every table, and knows who was taken out."""

    def take_out(self, customer: int) -> None:
        """Remove a customer; the ledger stays whole, without the person.

        What is owed has been settled, and what was refused is kept.
        """

    def note(self, one: ErasedOne, reason: str, at: Moment) -> None:
        """Keep that somebody was erased."""

    def merged(self, customer: int) -> tuple[ErasedOne, ...]:
        """Return who went into a customer by merges: an older copy has them as people still."""

    def all(self) -> tuple[ErasedOne, ...]:
        """Return everybody who was erased."""

    def there(self, ones: Sequence[ErasedOne]) -> tuple[int, ...]:
        """Return those who are customers here, because a copy of before the erase came back."""

    def away(
        self, since: dt.date, customer: int | None = None
    ) -> tuple[tuple[int, dt.date | None], ...]:
        """Return who last came before a day, or never and was added before it, longest first.

        Only one `customer`, where one is asked about.
        """


class KnownQuery(Protocol):
    """Reads what no other port tells of one person."""

    def bills(self, customer: int) -> tuple[str, ...]:
        """Return the snapshots of a customer's bills as they are kept, oldest first."""

    def lists(self, customer: int) -> tuple[str, ...]:
        """Return the names of the files that a customer came with."""

    def roles(self, customer: int) -> tuple[str, ...]:
        """Return what a customer is at each company that they are a contact of."""


class ErasedList(Protocol):
    """Who was erased, kept outside the database: a restore takes that back to an older day."""

    def add(self, ones: Iterable[ErasedOne]) -> None:
        """Add those who are not in the list yet."""

    def all(self) -> tuple[ErasedOne, ...]:
        """Return everybody in the list."""


class PrivacyWork(TillWork, AttachmentWork, ConsentWork, RelationshipWork, Protocol):
    """The slice of a unit of work that privacy uses."""

    @property
    def erasures(self) -> ErasureStore:
        """What takes a person out of the shop."""


class DossierWork(
    CardWork,
    PackageWork,
    SpendingPinWork,
    ConsentWork,
    RelationshipWork,
    HistoryWork,
    NoteWork,
    PastSaleWork,
    AttachmentWork,
    ChangeLogWork,
    Protocol,
):
    """The slice of a unit of work that reads everything of one person."""

    @property
    def dossiers(self) -> KnownQuery:
        """What no other port tells."""
