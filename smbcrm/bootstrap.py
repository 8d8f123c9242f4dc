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
from smbcrm.membership.attachments.types import FilesLeft
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
from smbcrm.use_cases import UseCases

if TYPE_CHECKING:
    from smbcrm.membership.backups.service import BackupService
    from smbcrm.membership.backups.types import Restored
    from smbcrm.membership.setup.service import NewShop

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
    from smbcrm.models.erased_again import ErasedAgain
    from smbcrm.models.kept_files import KeptFiles

    folder, clock = folder_of(address, user_folder()), clock or SystemClock()
    return BackupService(
        FolderShelf(folder),
        ShopCopier(address, shop_name(address)),
        clock,
        __version__,
        release,
        ErasedAgain(folder, clock),
        KeptFiles(address, folder, clock),
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
    from smbcrm.models.vaults import files_folder

    copies = folder_of(address, user_folder())
    if is_postgres_url(address):
        return (copies,)
    sides = (Path(f"{address}{end}") for end in ("", *SIDE_FILES))
    return (copies, files_folder(address), *sides)


def _drop_files(uow: PeeweeUnitOfWork, clock: Clock, left: FilesLeft) -> None:
    """Drop the bytes of files whose rows are gone."""
    from smbcrm.models.vaults import vault_of

    vault_of(uow, clock).drop(left.stored)


def _services(address: str, clock: Clock, *, durable: bool = True) -> Services:
    events = EventBus()
    uow = PeeweeUnitOfWork(address, events, durable=durable)
    changes = DatabaseChanges(address)
    events.subscribe(FilesLeft, partial(_drop_files, uow, clock))

    def release() -> None:
        uow.close()
        changes.let_go()

    return LazyServices.made_by(
        UseCases(
            uow,
            clock,
            partial(_files_of, address),
            partial(backups, address, clock=clock, release=release),
        ),
        address=address,
        clock=clock,
        events=events,
        changes=changes,
        close=uow.close,
    )
