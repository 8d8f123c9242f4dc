"""The only place that builds adapters. Imports no Qt."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from smbcrm import __version__
from smbcrm.core.clock import Clock, SetClock, SystemClock
from smbcrm.core.events import EventBus
from smbcrm.core.i18n import LANGUAGES, Translator
from smbcrm.core.logs import log_crash
from smbcrm.core.machine import Machine
from smbcrm.core.paths import localedir, resources
from smbcrm.membership.premises import DemoStopped, Premises, never, unseen
from smbcrm.membership.services import LazyServices, Services
from smbcrm.models import drivers  # noqa: F401 - it has to be the first that loads peewee
from smbcrm.models.changes import DatabaseChanges
from smbcrm.models.connect import SIDE_FILES, ShopExists, is_postgres_url, shown
from smbcrm.models.folders import user_folder
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.models.upgrade import (
    create_database,
    discard_database,
    discard_shop,
    make_safe,
    upgrade_database,
)

if TYPE_CHECKING:
    from smbcrm.membership.audit.service import AuditService
    from smbcrm.membership.backups.service import BackupService
    from smbcrm.membership.backups.types import Restored
    from smbcrm.membership.bills.service import BillService
    from smbcrm.membership.cards.service import CardService
    from smbcrm.membership.counter.service import CounterService
    from smbcrm.membership.customers.service import CustomerService
    from smbcrm.membership.history.service import HistoryService
    from smbcrm.membership.imports.service import ImportService
    from smbcrm.membership.items.service import ItemService
    from smbcrm.membership.ledger.service import LedgerService
    from smbcrm.membership.lists.service import ListService
    from smbcrm.membership.packages.service import PackageService
    from smbcrm.membership.refunds.service import RefundService
    from smbcrm.membership.relationships.service import RelationshipService
    from smbcrm.membership.reports.service import ReportService
    from smbcrm.membership.requests.service import RequestService
    from smbcrm.membership.sales.service import TillService
    from smbcrm.membership.setup.service import NewShop, SetupService
    from smbcrm.membership.shop.service import ShopService
    from smbcrm.membership.staff.service import StaffService
    from smbcrm.membership.tiers.service import TierService
    from smbcrm.membership.value.service import ValueService
    from smbcrm.membership.visits.service import VisitService

# ruff: noqa: PLC0415 - each use case loads its own code: most starts of the program need few


def parts() -> dict[str, int]:
    """Return how many files the program brings along of each kind that it finds by a folder."""
    from smbcrm.models.upgrade import MIGRATIONS

    kinds = {
        "fonts": (resources() / "fonts", "**/*.ttf"),
        "icons": (resources() / "icons", "*.svg"),
        "theme": (resources() / "theme", "**/*.*"),
        "catalogues": (localedir(), "*/LC_MESSAGES/smbcrm.mo"),
        "migrations": (MIGRATIONS, "[0-9]*.py"),
    }
    return {name: len(list(folder.glob(pattern))) for name, (folder, pattern) in kinds.items()}


def create_shop(
    address: str, new: "NewShop", *, clock: Clock | None = None, durable: bool = True
) -> Services:
    """Make a new, empty shop and open it.

    Raises ShopExists where there is one, BadSetting for a name, currency, region or time zone that
    cannot be; then nothing is left behind.
    """
    from smbcrm.membership.setup.service import check_new_shop

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
    upgrade_database(address, copy_first=lambda: backups(address, clock=clock).before_upgrade())
    return _services(address, clock)


def backups(
    address: str, *, clock: Clock | None = None, release: Callable[[], None] = lambda: None
) -> "BackupService":
    """Return the copies of a shop, whether it can be opened or not.

    They lie beside a SQLite file, and for PostgreSQL in the user's own data folder.
    """
    from smbcrm.membership.backups.service import BackupService
    from smbcrm.models.backup import ShopCopier
    from smbcrm.models.backup_shelf import FolderShelf, folder_of, shop_name

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
    from smbcrm.membership.demo.catalogues import CATALOGUES
    from smbcrm.membership.demo.service import DemoShop

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


def premises(clock: Clock | None = None, machine: Machine | None = None) -> Premises:
    """Return what can be done on this PC without an open shop.

    `clock` stands for the PC's, `machine` for what it remembers.
    """
    folder = user_folder()
    clock = clock or SystemClock()
    demos = {language: str(folder / f"demo-{language}{_SHOP_FILE}") for language in LANGUAGES}
    return Premises(
        machine=machine or Machine(folder),
        folder=folder,
        open=partial(open_shop, clock=clock),
        create=partial(create_shop, clock=clock),
        demo=partial(_demo, clock),
        default_address=partial(_free_address, folder),
        demo_address=demos.__getitem__,
        is_demo=frozenset(demos.values()).__contains__,
        exists=_exists,
        shown=shown,
        restore=_restore,
        log_crash=partial(log_crash, folder),
    )


_SHOP_FILE = ".smbcrm"
_WINDOW_DEMO = 300
"""Customers of the demo shop of the window: enough to look around in, made in two seconds."""


def _free_address(folder: Path) -> str:
    """Return the first of shop, shop-2, shop-3... at which nothing is."""
    names = (f"shop{'' if number == 1 else f'-{number}'}{_SHOP_FILE}" for number in count(1))
    return next(str(folder / name) for name in names if not (folder / name).exists())


def _exists(address: str) -> bool:
    from smbcrm.models.backup import ShopCopier
    from smbcrm.models.backup_shelf import shop_name

    return ShopCopier(address, shop_name(address)).present()


def _restore(address: str, copy: Path, *, accept_findings: bool = False) -> "Restored":
    return backups(address).restore(str(copy), accept_findings=accept_findings)


def _demo(
    clock: Clock,
    address: str,
    language: str,
    progress: Callable[[int, int], None] = unseen,
    stop: Callable[[], bool] = never,
) -> Services:
    """Make a demo shop under another name first: a file of its own name is a whole one."""

    def told(done: int, total: int) -> None:
        if stop():
            raise DemoStopped
        progress(done, total)

    def make(where: str) -> None:
        make_demo(
            where,
            customers=_WINDOW_DEMO,
            language=language,
            now=clock.now(),
            progress=told,
        ).close()

    if is_postgres_url(address):
        make(address)
        return open_shop(address, clock=clock)
    if _exists(address):
        raise ShopExists(path=address)
    making = f"{address}.making"
    discard_database(making)  # what a power cut left
    make(making)
    Path(making).replace(address)
    return open_shop(address, clock=clock)


def _files_of(address: str) -> tuple[Path, ...]:
    """Return the files and folders of a shop, which nothing else may be written over."""
    from smbcrm.models.backup_shelf import folder_of

    copies = folder_of(address, user_folder())
    if is_postgres_url(address):
        return (copies,)
    return (copies, *(Path(f"{address}{end}") for end in ("", *SIDE_FILES)))


def _services(address: str, clock: Clock, *, durable: bool = True) -> Services:
    events = EventBus()
    uow = PeeweeUnitOfWork(address, events, durable=durable)
    changes = DatabaseChanges(address)

    def release() -> None:
        uow.close()
        changes.let_go()

    return LazyServices.made_by(
        _Makers(address, uow, clock, release),
        address=address,
        clock=clock,
        events=events,
        changes=changes,
        close=uow.close,
    )


class _Makers:
    """Makes the use cases of one shop. `release` lets go of its database."""

    def __init__(
        self, address: str, uow: PeeweeUnitOfWork, clock: Clock, release: Callable[[], None]
    ) -> None:
        self._address = address
        self._uow = uow
        self._clock = clock
        self._release = release

    def setup(self) -> "SetupService":
        from smbcrm.membership.setup.service import SetupService

        return SetupService(self._uow)

    def shop(self) -> "ShopService":
        from smbcrm.membership.shop.service import ShopService

        return ShopService(self._uow, self._clock)

    def staff(self) -> "StaffService":
        from smbcrm.membership.staff.service import StaffService

        return StaffService(self._uow, self._clock)

    def items(self) -> "ItemService":
        from smbcrm.membership.items.service import ItemService

        return ItemService(self._uow, self._clock)

    def tiers(self) -> "TierService":
        from smbcrm.membership.tiers.service import TierService

        return TierService(self._uow, self._clock)

    def customers(self) -> "CustomerService":
        from smbcrm.membership.customers.service import CustomerService

        return CustomerService(self._uow, self._clock)

    def cards(self) -> "CardService":
        from smbcrm.membership.cards.service import CardService

        return CardService(self._uow, self._clock)

    def imports(self) -> "ImportService":
        from smbcrm.exports.reading.row_source import ChildRowSource
        from smbcrm.membership.imports.service import ImportService

        return ImportService(self._uow, self._clock, ChildRowSource())

    def lists(self) -> "ListService":
        from smbcrm.exports.csv_table import CsvTableWriter
        from smbcrm.exports.xlsx.table import XlsxTableWriter
        from smbcrm.membership.lists.service import ListService

        writers = CsvTableWriter(), XlsxTableWriter()
        return ListService(self._uow, self._clock, *writers, _files_of(self._address))

    def counter(self) -> "CounterService":
        from smbcrm.membership.counter.service import CounterService

        return CounterService(self._uow, self._clock)

    def till(self) -> "TillService":
        from smbcrm.membership.sales.service import TillService

        return TillService(self._uow, self._clock)

    def refunds(self) -> "RefundService":
        from smbcrm.membership.refunds.service import RefundService

        return RefundService(self._uow, self._clock)

    def value(self) -> "ValueService":
        from smbcrm.membership.value.service import ValueService

        return ValueService(self._uow, self._clock)

    def packages(self) -> "PackageService":
        from smbcrm.membership.packages.service import PackageService

        return PackageService(self._uow, self._clock)

    def visits(self) -> "VisitService":
        from smbcrm.membership.visits.service import VisitService

        return VisitService(self._uow, self._clock)

    def relationships(self) -> "RelationshipService":
        from smbcrm.membership.relationships.service import RelationshipService

        return RelationshipService(self._uow, self._clock)

    def ledger(self) -> "LedgerService":
        from smbcrm.membership.ledger.service import LedgerService

        return LedgerService(self._uow, self._clock)

    def history(self) -> "HistoryService":
        from smbcrm.membership.history.service import HistoryService

        return HistoryService(self._uow)

    def reports(self) -> "ReportService":
        from smbcrm.exports.csv_document import CsvDocumentWriter
        from smbcrm.exports.pdf.report import PdfDocumentWriter
        from smbcrm.exports.whole_file import WholeFileWriter
        from smbcrm.exports.xlsx.document import XlsxDocumentWriter
        from smbcrm.membership.reports.service import ReportService

        return ReportService(
            self._uow,
            self._clock,
            {
                ".pdf": PdfDocumentWriter(),
                ".xlsx": XlsxDocumentWriter(),
                ".csv": CsvDocumentWriter(),
            },
            WholeFileWriter(),
            _files_of(self._address),
        )

    def bills(self) -> "BillService":
        from smbcrm.exports.pdf.ebill import PdfBillWriter
        from smbcrm.exports.pdf.rendering import PdfiumRenderer
        from smbcrm.exports.whole_file import WholeFileWriter
        from smbcrm.membership.bills.service import BillService

        return BillService(
            self._uow,
            self._clock,
            PdfBillWriter(),
            PdfiumRenderer(),
            WholeFileWriter(),
            _files_of(self._address),
        )

    def requests(self) -> "RequestService":
        from smbcrm.membership.requests.service import RequestService

        return RequestService(self._uow)

    def audit(self) -> "AuditService":
        from smbcrm.membership.audit.service import AuditService

        return AuditService(self._uow, self.backups().known_heads)

    def backups(self) -> "BackupService":
        return backups(self._address, clock=self._clock, release=self._release)
