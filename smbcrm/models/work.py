"""Everything one step may read and write."""

import peewee

from smbcrm.models.queries.books import PeeweeBooks
from smbcrm.models.queries.counter import PeeweeCounterQuery
from smbcrm.models.queries.customers import PeeweeCustomerList
from smbcrm.models.queries.history import PeeweeHistoryQuery
from smbcrm.models.queries.sales import PeeweeRecentSales
from smbcrm.models.session import Session
from smbcrm.models.stores.cards import PeeweeCardStore
from smbcrm.models.stores.customers import PeeweeCustomerStore
from smbcrm.models.stores.imports import PeeweeImportStore
from smbcrm.models.stores.ledger import PeeweeLedgerStore
from smbcrm.models.stores.requests import PeeweeRequestStore
from smbcrm.models.stores.search import PeeweeSearchStore
from smbcrm.models.stores.shop import (
    PeeweeBillStore,
    PeeweeItemStore,
    PeeweeSettingStore,
    PeeweeStaffStore,
)
from smbcrm.models.stores.tiers import PeeweeTierStore


class Work:
    """The stores of one step on one connection, and the events it caused."""

    def __init__(self, db: peewee.Database, house: dict[tuple[str, str], int]) -> None:
        self.session = session = Session(db)
        self.settings = PeeweeSettingStore(session)
        self.staff = PeeweeStaffStore(session)
        self.items = PeeweeItemStore(session)
        self.tiers = PeeweeTierStore(session)
        self.ledger = PeeweeLedgerStore(session, house)
        self.customers = PeeweeCustomerStore(session)
        self.search = PeeweeSearchStore(session)
        self.customer_list = PeeweeCustomerList(session, self.search)
        self.cards = PeeweeCardStore(session)
        self.requests = PeeweeRequestStore(session)
        self.imports = PeeweeImportStore(session)
        self.bills = PeeweeBillStore(session)
        self.history = PeeweeHistoryQuery(session)
        self.recent_sales = PeeweeRecentSales(session)
        self.counter = PeeweeCounterQuery(session)
        self.books = PeeweeBooks(session)
        self.events: list[object] = []

    def record(self, event: object) -> None:
        """Remember an event for after the commit."""
        self.events.append(event)
