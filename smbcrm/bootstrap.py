"""The only place that builds adapters. Imports no Qt."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from smbcrm import __version__
from smbcrm.core.clock import Clock, SetClock, SystemClock
from smbcrm.core.events import EventBus
from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.exports.csv_table import CsvTableWriter
from smbcrm.exports.reading.row_source import ChildRowSource
from smbcrm.membership.audit.service import AuditService
from smbcrm.membership.backups.service import BackupService
from smbcrm.membership.cards.service import CardService
from smbcrm.membership.customers.service import CustomerService
from smbcrm.membership.demo.catalogues import CATALOGUES
from smbcrm.membership.demo.service import DemoShop
from smbcrm.membership.history.service import HistoryService
from smbcrm.membership.imports.service import ImportService
from smbcrm.membership.items.service import ItemService
from smbcrm.membership.ledger.service import LedgerService
from smbcrm.membership.lists.service import ListService
from smbcrm.membership.requests.service import RequestService
from smbcrm.membership.sales.service import TillService
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop, SetupService, check_new_shop
from smbcrm.membership.shop.service import ShopService
from smbcrm.membership.staff.service import StaffService
from smbcrm.models.backup import ShopCopier
from smbcrm.models.backup_shelf import FolderShelf, folder_of, shop_name
from smbcrm.models.connect import SIDE_FILES, is_postgres_url, shown
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.models.upgrade import (
    create_database,
    discard_database,
    discard_shop,
    make_safe,
    upgrade_database,
)

HOME = "SMBCRM_HOME"
"""The environment variable that names another user folder: for tests, or a program on a stick."""


def user_folder() -> Path:
    """Return the folder of this user's settings, logs and copies; it need not exist."""
    own = os.environ.get(HOME)
    return Path(own) if own else platformdirs.user_data_path("Shopbell", appauthor=False)


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
    try:
        made.setup.make(new, Translator(new.language, localedir()).gettext)
    except BaseException:
        made.close()
        discard_database(address)
        raise
    return made


def open_shop(address: str, *, clock: Clock | None = None) -> Services:
    """Open a shop; an older one is copied and brought up to date first."""
    clock = clock or SystemClock()
    upgrade_database(address, copy_first=backups(address, clock=clock).before_upgrade)
    return _services(address, clock)


def backups(
    address: str, *, clock: Clock | None = None, release: Callable[[], None] = lambda: None
) -> BackupService:
    """Return the copies of a shop, whether it can be opened or not.

    They lie beside a SQLite file, and for PostgreSQL in the user's own data folder.
    """
    return BackupService(
        FolderShelf(folder_of(address, user_folder())),
        ShopCopier(address, shop_name(address)),
        clock or SystemClock(),
        __version__,
        release,
    )


def shown_address(address: str) -> str:
    """Return a shop's address as it may be shown: without the password that it may hold."""
    return shown(address)


def make_demo(  # noqa: PLR0913 - the choices that a demo shop leaves
    address: str,
    *,
    customers: int = 2000,
    seed: int = 7,
    language: str = "en",
    now: dt.datetime | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Services:
    """Make the demo shop of a seed and return it open; the same seed and moment make the same.

    Its two years are written without waiting for the disk, which is done once at the end: a demo
    shop that a power cut spoils is made again. Where it fails or is given up, nothing is left.
    """
    clock = SetClock(now or SystemClock().now())
    made = create_shop(address, CATALOGUES[language].shop, clock=clock, durable=False)
    try:
        DemoShop.of(made, clock, customers, seed).make(progress)
        made.close()
        make_safe(address)
    except BaseException:
        made.close()
        discard_shop(address)
        raise
    return open_shop(address)


def _files_of(address: str) -> tuple[Path, ...]:
    """Return the files and folders of a shop, which nothing else may be written over."""
    copies = folder_of(address, user_folder())
    if is_postgres_url(address):
        return (copies,)
    return (copies, *(Path(f"{address}{end}") for end in ("", *SIDE_FILES)))


def _services(address: str, clock: Clock, *, durable: bool = True) -> Services:
    events = EventBus()
    uow = PeeweeUnitOfWork(address, events, durable=durable)
    copies = backups(address, clock=clock, release=uow.close)
    return Services(
        address=address,
        clock=clock,
        events=events,
        setup=SetupService(uow),
        shop=ShopService(uow, clock),
        staff=StaffService(uow, clock),
        items=ItemService(uow, clock),
        customers=CustomerService(uow, clock),
        cards=CardService(uow, clock),
        imports=ImportService(uow, clock, ChildRowSource()),
        lists=ListService(uow, clock, CsvTableWriter(), _files_of(address)),
        till=TillService(uow, clock),
        ledger=LedgerService(uow, clock),
        history=HistoryService(uow),
        requests=RequestService(uow),
        audit=AuditService(uow, copies.known_heads),
        backups=copies,
        close=uow.close,
    )
