"""What the till needs from the outside."""

from typing import Protocol

from smbcrm.membership.bills.ports import BillWork
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.items.ports import ItemWork


class TillWork(CustomerWork, ItemWork, BillWork, Protocol):
    """The slice of a unit of work that the till uses."""
