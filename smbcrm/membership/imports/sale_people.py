"""To whom the sales of a list were: customers who are here, never somebody new.

Card and Shopbell code say it alone. The code of another program and a phone say it where the name,
if there is one, is the same; a name alone only where it belongs to one customer.
"""

from collections.abc import Mapping, Sequence

from smbcrm.core.text import small
from smbcrm.membership.imports import sale_notes
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.headings import heading_key as name_key
from smbcrm.membership.imports.ports import ImportWork, Owners
from smbcrm.membership.imports.sale_rows import SaleRow

_MOST_NAMED = 5


class Buyers:
    """Everybody whom the rows of one batch may mean."""

    def __init__(self, work: ImportWork, rows: Sequence[SaleRow]) -> None:
        self._work = work
        numbers = {n for row in rows for n in (row.our_code, row.code, row.card) if n}
        nobody = Owners({}, {}, {}, frozenset(), {})
        self._owners = work.imports.owners(sorted(numbers)) if numbers else nobody
        phones = {phone for row in rows for phone in row.phones}
        self._callers = work.customers.by_phones(sorted(phones)) if phones else {}
        names = {row.name for row in rows if row.name}
        self._named = work.imports.named(sorted(names)) if names else {}
        ids = sorted(
            {
                *self._owners.codes.values(),
                *self._owners.cards.values(),
                *(who for callers in self._callers.values() for who, _ in callers),
                *(who for people in self._named.values() for who in people),
            }
        )
        if ids:
            work.ledger.lock(ids)
        self._known: Mapping[int, tuple[str, str]] = work.customers.codes(ids)

    def code(self, customer: int) -> str:
        """Return the code of a customer whom a row means."""
        return self._known[customer][0]

    def find(self, row: SaleRow) -> int | None:
        """Return the customer of a row; else let it fail, saying why."""
        for about, said, find in (
            (Field.OUR_CODE, row.our_code, self._by_our_code),
            (Field.CARD, row.card, self._by_card),
            (Field.CODE, row.code, self._by_code),
            (Field.PHONE, row.phones, self._by_phone),
        ):
            found = find(row) if said else {}
            if found:
                return self._one(row, about, found)
        if row.name and not (row.our_code or row.card or row.code or row.phones):
            same = dict.fromkeys(self._named.get(row.name, ()), row.name)
            if same:
                return self._one(row, Field.NAME, same)
        row.refuse(row.named_by, sale_notes.NOT_FOUND)
        return None

    def _one(self, row: SaleRow, about: Field, found: Mapping[int, str]) -> int | None:
        """Return the one of those found who has the name of the row, if it has any."""
        name = name_key(row.name)
        same = [who for who, called in found.items() if not name or called == name or not called]
        if len(same) == 1:
            return same[0]
        codes = [self.code(who) for who in (same or found)][:_MOST_NAMED]
        if not same and len(found) == 1:
            row.refuse(about, sale_notes.OTHER_NAME, code=codes[0])
        else:
            row.refuse(about, sale_notes.SEVERAL, codes=codes)
        return None

    def _by_our_code(self, row: SaleRow) -> Mapping[int, str]:
        return self._alone(self._owners.codes.get(row.our_code))

    def _by_card(self, row: SaleRow) -> Mapping[int, str]:
        holder = self._owners.cards.get(row.card, self._owners.alike.get(small(row.card)))
        return self._alone(holder)

    def _alone(self, customer: int | None) -> Mapping[int, str]:
        """Return somebody who is found whatever their name."""
        return {} if customer is None or customer not in self._known else {customer: ""}

    def _by_code(self, row: SaleRow) -> Mapping[int, str]:
        customer = self._owners.codes.get(row.code)
        if customer is None or customer not in self._known:
            return {}
        names = name_key(self._known[customer][1]), name_key(self._owners.called.get(row.code, ""))
        wanted = name_key(row.name)
        return {customer: wanted if wanted in names else names[0]}

    def _by_phone(self, row: SaleRow) -> Mapping[int, str]:
        """Return who has one of the phones; who was merged goes by either name."""
        found: dict[int, str] = {}
        wanted = name_key(row.name)
        for phone in row.phones:
            for customer, name in self._callers.get(phone, ()):
                key = name_key(name)
                if customer in self._known and (key == wanted or customer not in found):
                    found[customer] = key
        return found
