"""Whoever was erased is erased again in an older copy, before that copy takes the shop's place."""

from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.events import EventBus
from smbcrm.core.ids import uuid7
from smbcrm.membership.privacy.keeping import erase_again
from smbcrm.membership.requests.types import Act
from smbcrm.models.connect import sqlite
from smbcrm.models.copying import settle
from smbcrm.models.erased_list import ErasedFile
from smbcrm.models.sweeping import sweep
from smbcrm.models.tables.base import table_of
from smbcrm.models.tables.customers import ErasureRow
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.models.upgrade import opened
from smbcrm.models.work import Work


class ErasedAgain:
    """The list of one shop in the folder of its copies, and what follows from it."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._list = ErasedFile(folder)
        self._clock = clock

    def note(self, copy: Path) -> None:
        """Add to the list who is erased in a copy that was just made."""
        db = sqlite(copy, read_only=True)
        with opened(db):
            known = table_of(ErasureRow) in db.get_tables()  # a copy may be of an older version
            ones = Work(db, {}).erasures.all() if known else ()
        self._list.add(ones)

    def again(self, file: Path, source: Path) -> int:
        """Erase in a prepared file who is in the list, or in that beside its source."""
        ones = (*self._list.all(), *ErasedFile(source.parent).all())
        if not ones:
            return 0
        uow = PeeweeUnitOfWork(str(file), EventBus(), durable=False)
        try:
            count = uow.run(erase_again, self._clock, ones, Act(uuid7(self._clock)))
        finally:
            uow.close()
        if count:
            sweep(str(file))
        settle(file)
        return count
