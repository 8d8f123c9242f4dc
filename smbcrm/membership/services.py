"""All use cases of one open shop, in one place: what the window and the command line are given."""

from collections.abc import Callable
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.events import EventBus
from smbcrm.membership.audit.service import AuditService
from smbcrm.membership.backups.service import BackupService
from smbcrm.membership.cards.service import CardService
from smbcrm.membership.changes.ports import ChangeFeed
from smbcrm.membership.counter.service import CounterService
from smbcrm.membership.customers.service import CustomerService
from smbcrm.membership.history.service import HistoryService
from smbcrm.membership.imports.service import ImportService
from smbcrm.membership.items.service import ItemService
from smbcrm.membership.ledger.service import LedgerService
from smbcrm.membership.lists.service import ListService
from smbcrm.membership.requests.service import RequestService
from smbcrm.membership.sales.service import TillService
from smbcrm.membership.setup.service import SetupService
from smbcrm.membership.shop.service import ShopService
from smbcrm.membership.staff.service import StaffService
from smbcrm.membership.tiers.service import TierService


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases of one shop."""

    address: str
    clock: Clock
    events: EventBus
    setup: SetupService
    shop: ShopService
    staff: StaffService
    items: ItemService
    tiers: TierService
    customers: CustomerService
    cards: CardService
    imports: ImportService
    lists: ListService
    counter: CounterService
    till: TillService
    ledger: LedgerService
    history: HistoryService
    requests: RequestService
    audit: AuditService
    backups: BackupService
    changes: ChangeFeed
    close: Callable[[], None]
