"""Contacts of companies who are customers: they are merged, and parted, as these are."""

from collections.abc import Sequence
from typing import Any

from smbcrm.membership.customers.contacts import Contact
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.merging.contacts import Placed, as_one, as_two, placed
from smbcrm.models.session import Session
from smbcrm.models.stores.customer_rows import CONTACT, contact_of, contact_rows

Joined = list[tuple[int, Placed | None, Placed | None]]
"""Companies, and where each of the two stood among their contacts."""

_COMPANIES = (
    "SELECT DISTINCT customer FROM customer_contact WHERE person = ? AND customer NOT IN (?, ?) "
    "ORDER BY customer"
)
_OF = (
    "SELECT name, role, typed, e164, email, person FROM customer_contact WHERE customer = ? "
    "ORDER BY position"
)


class MergedContacts:
    """Rewrites the contacts of the companies that know somebody."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def join(self, kept: int, other: int) -> Joined:
        """Let companies know who stays instead of the other; return what they knew."""
        joined: Joined = []
        for (company,) in self._session.rows(_COMPANIES, other, kept, other):
            known = self._of(company)
            joined.append((company, placed(known, kept), placed(known, other)))
            self._write(company, as_one(known, kept, other))
        return joined

    def part(self, kept: int, other: int, joined: Sequence[Sequence[Any]]) -> None:
        """Let companies know both again, as far as they still know who stayed."""
        for company, mine, theirs in joined:
            before = None if mine is None else Placed(*mine)
            known = as_two(self._of(company), kept, other, before, Placed(*theirs))
            self._write(company, known)

    def _of(self, company: int) -> list[Contact]:
        """Return the contacts of a company, which is held to the end of the step."""
        self._session.row("SELECT id FROM customer WHERE id = ? {lock}", company)
        return [contact_of(row) for row in self._session.rows(_OF, company)]

    def _write(self, company: int, contacts: Sequence[Contact]) -> None:
        self._session.execute("DELETE FROM customer_contact WHERE customer = ?", company)
        self._session.many(CONTACT, contact_rows(company, Profile(contacts=tuple(contacts))))
