"""The page of a customer: the facts."""

from collections.abc import Mapping
from dataclasses import dataclass

from smbcrm.membership.attachments.types import CustomerFile
from smbcrm.membership.companies.types import Reached
from smbcrm.membership.consents.types import ConsentShown
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.custom_fields.types import CustomField
from smbcrm.membership.history.types import Person
from smbcrm.membership.notes.types import Note
from smbcrm.membership.past_sales.types import PastSale
from smbcrm.membership.records.types import Records
from smbcrm.membership.relationships.types import Link


@dataclass(frozen=True, slots=True)
class Year:
    """How often somebody came in the last 12 months, and how many sales of theirs stand in all.

    Past sales count in both; `visits_here` leaves them out, as spend does.
    """

    visits: int
    visits_here: int
    sales: int


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """Everything the page says of a customer but what happened, as of `view.today`.

    `referred` are the first few of those whom the customer brought, `referred_in_all` how many
    there are; `staff` has the name behind each id, also of who has left, and `people` the contacts
    of a company who are customers. `companies` are those that a customer is a contact of, each
    with what they do there. `fields` are those of the shop's own that it shows, `past` is what they
    bought at the till before, newest first.
    """

    view: CustomerView
    consent: ConsentShown
    year: Year
    links: tuple[Link, ...]
    referrer: Person | None
    referred: tuple[Person, ...]
    referred_in_all: int
    notes: tuple[Note, ...]
    records: Records
    files: tuple[CustomerFile, ...]
    staff: Mapping[int, str]
    people: Mapping[int, Reached]
    companies: tuple[tuple[Person, str], ...]
    fields: tuple[CustomField, ...] = ()
    past: tuple[PastSale, ...] = ()
