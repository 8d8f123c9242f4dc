"""What the page of a customer needs from the outside."""

import datetime as dt
from typing import Protocol

from smbcrm.membership.attachments.ports import AttachmentWork
from smbcrm.membership.consents.ports import ConsentWork
from smbcrm.membership.counter.ports import CounterWork
from smbcrm.membership.customer_page.types import Year
from smbcrm.membership.history.types import Person
from smbcrm.membership.notes.ports import NoteWork
from smbcrm.membership.past_sales.ports import PastSaleWork
from smbcrm.membership.relationships.ports import RelationshipWork


class CustomerPageQuery(Protocol):
    """Reads what nothing but the page shows."""

    def year(self, customer: int, first: dt.date) -> Year:
        """Return the visits from a day on, and the sales in all; what was taken back is out."""

    def referred(self, customer: int, limit: int) -> tuple[tuple[Person, ...], int]:
        """Return the first whom a customer brought, in the order they came, and how many."""

    def companies(self, customer: int) -> tuple[tuple[Person, str], ...]:
        """Return the companies that a customer is a contact of, and what they do there."""


class CustomerPageWork(
    CounterWork, ConsentWork, NoteWork, AttachmentWork, PastSaleWork, RelationshipWork, Protocol
):
    """The slice of a unit of work that the page reads."""

    @property
    def customer_page(self) -> CustomerPageQuery:
        """What nothing but the page shows."""
