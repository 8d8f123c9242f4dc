"""The only place that builds adapters. Imports no Qt."""

from smbcrm.core.clock import Clock, SystemClock
from smbcrm.core.events import EventBus
from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.audit.service import AuditService
from smbcrm.membership.cards.service import CardService
from smbcrm.membership.customers.service import CustomerService
from smbcrm.membership.history.service import HistoryService
from smbcrm.membership.items.service import ItemService
from smbcrm.membership.ledger.service import LedgerService
from smbcrm.membership.sales.service import TillService
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop, SetupService, check_new_shop
from smbcrm.membership.shop.service import ShopService
from smbcrm.membership.staff.service import StaffService
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.models.upgrade import create_database, upgrade_database


def create_shop(
    address: str, new: NewShop, *, clock: Clock | None = None, durable: bool = True
) -> Services:
    """Make a new, empty shop and open it.

    Raises ShopExists where there is one, BadSetting for a name, currency, region or time zone that
    cannot be; then nothing is left behind.
    """
    check_new_shop(new)
    create_database(address, durable=durable)
    made = _services(address, clock or SystemClock(), durable=durable)
    made.setup.make(new, Translator(new.language, localedir()).gettext)
    return made


def open_shop(address: str, *, clock: Clock | None = None) -> Services:
    """Open a shop; an older one is copied and brought up to date first."""
    upgrade_database(address, copy_first=lambda: None)
    return _services(address, clock or SystemClock())


def _services(address: str, clock: Clock, *, durable: bool = True) -> Services:
    events = EventBus()
    uow = PeeweeUnitOfWork(address, events, durable=durable)
    return Services(
        address=address,
        clock=clock,
        events=events,
        setup=SetupService(uow),
        shop=ShopService(uow),
        staff=StaffService(uow),
        items=ItemService(uow, clock),
        customers=CustomerService(uow, clock),
        cards=CardService(uow, clock),
        till=TillService(uow, clock),
        ledger=LedgerService(uow, clock),
        history=HistoryService(uow),
        audit=AuditService(uow),
        close=uow.close,
    )
