"""The page of a customer: the use cases. They only read."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.attachments.service import files_of
from smbcrm.membership.companies.service import people
from smbcrm.membership.consents.service import shown
from smbcrm.membership.counter.types import RecentRow
from smbcrm.membership.counter.viewing import recent, view_of
from smbcrm.membership.customer_page.ports import CustomerPageWork
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.history.types import Person
from smbcrm.membership.records.service import records_of
from smbcrm.membership.tiers.window import window_start

MOST_PAST = 1000
"""Past sales that are listed."""
MOST_REFERRED = 20
"""Of those whom somebody brought, so many are named."""


@dataclass(frozen=True, slots=True)
class CustomerPageService:
    """Reads what the page of a customer shows."""

    uow: UnitOfWork[CustomerPageWork]
    clock: Clock

    def page(self, customer: int) -> CustomerPage:
        """Return all but what happened; raise UnknownCustomer."""
        return self.uow.read(self._page, customer)

    def happened(
        self, customer: int, limit: int, before: int | None = None
    ) -> tuple[RecentRow, ...]:
        """Return what was done for a customer, newest first, below a sequence number."""
        return self.uow.read(lambda work: recent(work, customer, limit, before))

    def _page(self, work: CustomerPageWork, customer: int) -> CustomerPage:
        view = view_of(work, customer, self.clock)
        referred, in_all = work.customer_page.referred(customer, MOST_REFERRED)
        return CustomerPage(
            view=view,
            consent=shown(work, customer),
            year=work.customer_page.year(customer, window_start(view.today)),
            links=work.relationships.of(customer),
            referrer=_referrer(work, view.shown.customer.profile.referrer),
            referred=referred,
            referred_in_all=in_all,
            notes=work.notes.of(customer),
            records=records_of(work, customer),
            files=files_of(work, customer),
            staff={one.id: one.name for one in work.staff.all_staff()},
            people=people(work, view.shown.customer.profile),
            companies=work.customer_page.companies(customer),
            fields=tuple(one for one in work.custom_fields.all() if one.active),
            past=work.past_sales.of(customer, MOST_PAST),
        )


def _referrer(work: CustomerPageWork, who: int | None) -> Person | None:
    return None if who is None else Person(who, *work.customers.codes([who])[who])
