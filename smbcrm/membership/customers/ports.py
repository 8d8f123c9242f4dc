"""What customers need from the outside."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from smbcrm.membership.custom_fields.ports import CustomFieldWork
from smbcrm.membership.customers.alike import Mark
from smbcrm.membership.customers.came import Visits
from smbcrm.membership.customers.found import Found
from smbcrm.membership.customers.search_keys import Query
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.occasions.types import Occasion
from smbcrm.membership.tiers.ports import TierWork

if TYPE_CHECKING:
    from smbcrm.membership.customers.errors import UnknownCustomer
    from smbcrm.membership.customers.kinds import ConsentChannel
    from smbcrm.membership.customers.types import Addressee, Consent, Customer, NewCustomer, Profile


class CustomerStore(Protocol):
    """The customers with their phones, tags, occasions and consents."""

    def add(self, customers: Sequence["NewCustomer"], at: dt.datetime) -> list[int]:
        """Add customers and return their ids in order; one without a code gets C and its id."""

    def change(self, customer: int, profile: "Profile", at: dt.datetime) -> None:
        """Write a customer's profile anew."""

    def get(self, customer: int) -> "Customer | None":
        """Return a customer with everything known; cards newest first."""

    def lock(self, customer: int) -> bool:
        """Tell whether there is such a customer, locked until the end of the step."""

    def living(self, customer: int) -> int:
        """Return a customer, or whom they were merged into."""

    def gone(self, customer: int) -> "UnknownCustomer":
        """Return what is raised where there is no such customer: whom they were merged into."""

    def addressee(self, customer: int, today: dt.date) -> "Addressee":
        """Return what a bill of today says of a customer: also which card they use."""

    def by_code(self, code: str) -> int | None:
        """Return the customer with that code, or who was merged with the one who had it."""

    def by_card(self, number: str) -> int | None:
        """Return the customer who holds or held a card."""

    def by_phones(self, e164: Sequence[str]) -> dict[str, tuple[tuple[int, str], ...]]:
        """Return (id, full name) of the customers with each of these numbers.

        Whoever was merged with somebody of another name is there under both names.
        """

    def by_mark(self, mark: Mark) -> tuple[tuple[int, str], ...]:
        """Return (id, full name) of the customers with a phone, an e-mail or a messenger id."""

    def birthdays(self, customer: int) -> tuple[Occasion, ...]:
        """Return a customer's birthdays, as they keep them."""

    def by_birthday(self, occasion: Occasion) -> tuple[tuple[int, str], ...]:
        """Return (id, full name) of the customers with the same birthday."""

    def referrer(self, customer: int) -> int | None:
        """Return who brought a customer."""

    def hold_referrers(self) -> None:
        """Let nobody else change who brought a customer, to the end of the step."""

    def codes(self, customers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return code and full name of customers by id."""

    def code_taken(self, code: str) -> bool:
        """Tell whether a code is in use."""

    def set_code(self, customer: int, code: str) -> None:
        """Give a customer another code."""

    def add_consents(self, customer: int, consents: Sequence["Consent"]) -> None:
        """Add to a customer's consent history."""

    def remove(self, customers: Sequence[int]) -> None:
        """Remove customers who were never dealt with; their accounts stay without a holder."""

    def visits(self, customer: int) -> Visits:
        """Return how often a customer came, as it is cached."""

    def count_visits(self, customer: int) -> Visits:
        """Return the same, worked out from the ledger and from past sales."""

    def set_visits(self, customer: int, visits: Visits) -> None:
        """Write the cached visits."""


class SearchStore(Protocol):
    """The two search tables, kept in the customer's transaction."""

    def index(self, customers: Sequence[int]) -> None:
        """Write the keys of customers anew from their rows."""

    def set_month(self, customer: int, last_visit: dt.date | None) -> None:
        """Move a customer's short keys to the month of the last visit."""

    def find(self, query: Query, limit: int, today: dt.date | None) -> tuple[Found, ...]:
        """Return the best matches: exact card, end of phone, others; each by last visit.

        The card that is told of each may be used `today`; None where nobody looks at it.
        """


class OptOutStore(Protocol):
    """What people who were erased had refused, by fingerprints of how they were reached."""

    def salts(self) -> tuple[str, ...]:
        """Return the salts of the fingerprints; none where nobody opted out and was erased."""

    def channels(self, fingerprints: Sequence[str]) -> "dict[str, frozenset[ConsentChannel]]":
        """Return what was refused, by those of some fingerprints that are known."""

    def keep(self, refused: "Sequence[tuple[str, str, ConsentChannel]]") -> None:
        """Keep refusals by salt and fingerprint; one that is known already is kept once."""


class CustomerWork(LedgerWork, CustomFieldWork, TierWork, Protocol):
    """The slice of a unit of work that knows customers."""

    @property
    def customers(self) -> CustomerStore:
        """The customers."""

    @property
    def opt_outs(self) -> OptOutStore:
        """What people who were erased had refused."""

    @property
    def search(self) -> SearchStore:
        """The search tables."""
