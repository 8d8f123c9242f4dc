"""What the page of a customer keeps while another one takes its place, and what it asks for."""

from dataclasses import dataclass

from smbcrm.membership.balance.types import CustomerBalance, Purse
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.ui.balance.explain import ExplainMemory
from smbcrm.ui.customer.notes import NOTHING, NotesTyped
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.walk import Walk


@dataclass(frozen=True, slots=True)
class CustomerMemory:
    """Whose page it is, what is looked at, and what is typed and not saved."""

    customer: int
    tab: Tab
    purse: tuple[Purse, str]
    walk: Walk | None = None
    bill: str = ""
    explain: ExplainMemory | None = None
    form: object = None
    notes: NotesTyped = NOTHING
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What the database says of a customer, and where they stand in the list they came from."""

    known: CustomerPage
    balance: CustomerBalance
    walk: Walk | None
    count: int
