"""Bills of others with something of who is erased: they were one with them for a while."""

import datetime as dt
from dataclasses import replace
from typing import Any

from smbcrm.membership.bills.codec import decode, encode
from smbcrm.membership.bills.types import BillCustomer
from smbcrm.models.session import Session
from smbcrm.models.stores.customers import PeeweeCustomerStore

_BILLS = (
    "SELECT m.kept, b.operation, b.content FROM customer_merge m "
    "JOIN account a ON a.holder = m.kept "
    "JOIN operation o ON o.party = a.id AND o.seq > m.after_seq "
    "JOIN bill b ON b.operation = o.seq WHERE m.other = ? ORDER BY b.operation"
)
_SAID = ("name", "given_name", "phone", "address", "card")


class BillsOfOthers:
    """Empties on bills of who stayed after a merge what was the other's, who is two again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._customers = PeeweeCustomerStore(session)

    def take_out(self, person: int) -> None:
        """Do so for somebody who is about to go."""
        for kept, operation, content in self._session.rows(_BILLS, person):
            bill = decode(content)
            if bill.customer is None or bill.customer.id != kept:
                continue
            who = _without(bill.customer, self._said_of(person) - self._said_of(kept))
            if who != bill.customer:
                self._session.execute(
                    "UPDATE bill SET content = ? WHERE operation = ?",
                    *(encode(replace(bill, customer=who)), operation),
                )
                # What was written in place of characters that no font has may be of a name.
                self._session.execute(
                    "UPDATE bill_issue SET instead = '[]' WHERE operation = ?", operation
                )

    def _said_of(self, customer: int) -> frozenset[str]:
        """Return what a bill may say of a customer."""
        said = self._customers.addressee(customer, dt.date.min)
        cards = self._session.rows("SELECT number FROM card WHERE customer = ?", customer)
        known = (said.full_name, said.given_name, said.phone, said.address)
        return frozenset({*known, *(number for (number,) in cards)})


def _without(who: BillCustomer, said: frozenset[str]) -> BillCustomer:
    gone: dict[str, Any] = {name: "" for name in _SAID if getattr(who, name) in said}
    return replace(who, **gone)
