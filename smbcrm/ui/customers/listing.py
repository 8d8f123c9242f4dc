"""What the list of customers shows: who, in which order, and how many there are in all."""

from dataclasses import dataclass, field

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.customers.lists import CustomerFilter, CustomerRow, CustomerSort
from smbcrm.membership.customers.search_keys import parse_query
from smbcrm.membership.customers.service import CustomerService
from smbcrm.membership.lists.types import CustomerList
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.paged_model import Source


@dataclass(slots=True)
class Listing:
    """One question to the database; it is counted and read by workers, page by page."""

    customers: CustomerService
    text: str = ""
    sort: CustomerSort = CustomerSort.NAME
    descending: bool = False
    everybody: int = field(default=0, init=False)
    """How many customers the shop has, once the source has been counted."""

    @property
    def narrowed(self) -> bool:
        """Whether the text leaves anybody out; one sign is too short to look for."""
        return parse_query(self.text) is not None

    def source(self) -> Source[CustomerRow]:
        """Return where the rows come from."""
        chosen = CustomerFilter(text=self.text)

        def count() -> int:
            found = self.customers.count(chosen)
            self.everybody = self.customers.count() if self.narrowed else found
            return found

        def page(offset: int, limit: int) -> tuple[CustomerRow, ...]:
            return self.customers.page_at(
                chosen, self.sort, offset, limit, descending=self.descending
            )

        return Source(count, page)

    def as_list(self, columns: tuple[str, ...]) -> CustomerList:
        """Return the same question for a file, with these columns."""
        return CustomerList(columns, CustomerFilter(text=self.text), self.sort, self.descending)

    def sentence(self, desk: Desk, shown: int) -> str:
        """Return what is in sight: 1,284 customers; 12 of 1,284 match “han”."""
        if not self.narrowed:
            return desk.count(NN_("{count} customer", "{count} customers"), shown)
        number = desk.words.number
        return desk.say(
            N_("{shown} of {all} match “{text}”"),
            shown=number(shown),
            all=number(self.everybody),
            text=self.text.strip(),
        )
