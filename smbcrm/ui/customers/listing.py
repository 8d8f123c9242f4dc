"""What the list of customers shows: who, in which order, and how many there are in all."""

from dataclasses import dataclass, field

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.customers.lists import CustomerFilter, CustomerRow, CustomerSort, ListSort
from smbcrm.membership.customers.search_keys import parse_query
from smbcrm.membership.lists.types import CustomerList
from smbcrm.membership.segments.types import Where
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.paged_model import Source


@dataclass(slots=True)
class Listing:
    """One question to the database; it is counted and read by workers, page by page."""

    services: Services
    text: str = ""
    where: Where = ()
    sort: ListSort = CustomerSort.NAME
    descending: bool = False
    everybody: int = field(default=0, init=False)
    """How many customers the shop has, once the source has been counted."""
    chosen: CustomerFilter = field(default=CustomerFilter(), init=False)
    """Which customers that are, once the source has been counted: conditions count from a day."""

    @property
    def searched(self) -> bool:
        """Whether the text leaves anybody out; one sign is too short to look for."""
        return parse_query(self.text) is not None

    @property
    def narrowed(self) -> bool:
        """Whether anybody is left out."""
        return self.searched or bool(self.where)

    def source(self) -> Source[CustomerRow]:
        """Return where the rows come from."""
        customers = self.services.customers

        def count() -> int:
            self.chosen = self.services.segments.choose(self.where)._replace(text=self.text)
            found = customers.count(self.chosen)
            self.everybody = customers.count() if self.narrowed else found
            return found

        return Source(count, self.page)

    def page(self, offset: int, limit: int) -> tuple[CustomerRow, ...]:
        """Return rows of what was counted; on a worker."""
        return self.services.customers.page_at(
            self.chosen, self.sort, offset, limit, descending=self.descending
        )

    def as_list(self, columns: tuple[str, ...]) -> CustomerList:
        """Return the same question for a file, with these columns."""
        return CustomerList(columns, self.chosen, self.sort, self.descending)

    def sentence(self, desk: Desk, shown: int) -> str:
        """Return what is in sight: 1,284 customers; 12 of 1,284 match “han”; 414 of 1,284 shown."""
        if not self.narrowed:
            return desk.count(NN_("{count} customer", "{count} customers"), shown)
        number = desk.words.number
        if not self.where:
            return desk.say(
                N_("{shown} of {all} match “{text}”"),
                shown=number(shown),
                all=number(self.everybody),
                text=self.text.strip(),
            )
        return desk.say(
            N_("{shown} of {all} shown · {sentence}"),
            shown=number(shown),
            all=number(self.everybody),
            sentence=self.chosen.sentence,
        )
