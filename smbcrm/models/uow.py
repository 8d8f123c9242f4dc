"""The unit of work on peewee: one connection a thread, one transaction a step."""

import contextlib
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import peewee

from smbcrm.core.events import EventBus
from smbcrm.core.work import DoFirst
from smbcrm.models.changes import NOTIFY
from smbcrm.models.connect import connect, is_postgres_url, recognise
from smbcrm.models.drivers import database_errors
from smbcrm.models.faults import ShopFileGone, fault_of, is_conflict
from smbcrm.models.shop_file import Identity, identity_of, refuse_another
from smbcrm.models.snapshot import snapshot
from smbcrm.models.work import Work

P = ParamSpec("P")
R = TypeVar("R")
Step = Callable[Concatenate[Work, P], R]

TRIES = 5
_LEAVE_MILLISECONDS = 1000


class UnsignedChangeError(Exception):
    """A step changed somebody's data or a setting, and said to nobody who did it: a bug.

    See `RequestStore.sign`.
    """


class _TakenBack(Exception):
    def __init__(self, result: object) -> None:
        super().__init__()
        self.result = result


class _Own(threading.local):
    """What belongs to a thread's connection: the file it opened, the house accounts seen there."""

    def __init__(self) -> None:
        self.opened: Identity | None = None
        self.house: dict[tuple[str, str], int] = {}


class PeeweeUnitOfWork:
    """Runs steps of the domain on one shop's database.

    Every method that runs a step raises ShopFileGone where the file of a SQLite shop is gone or
    another one; this thread's next step then opens what lies there.
    """

    def __init__(self, address: str, bus: EventBus, *, durable: bool = True) -> None:
        self.address = address
        self.db = connect(address, durable=durable)
        self._bus = bus
        self._file = None if is_postgres_url(address) else Path(address).absolute()
        self._gone = False
        self._own = _Own()

    def run(self, step: Step[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a step in one transaction, again on a conflict, then publish its events.

        What it wants done first is done in a transaction of its own.
        """
        attempt = 1
        while True:
            try:
                self._open()
                house = dict(self._own.house)
                work = Work(self.db, house)
                with self.db.atomic():
                    result = step(work, *args, **kwargs)
                    if work.session.unsigned:
                        raise UnsignedChangeError(work.session.unsigned[0].field)
                    if work.events and work.session.postgres:
                        self.db.execute_sql(NOTIFY)  # it leaves with the commit, or never
                    self._stay()  # the step may have waited long for its turn
            except ShopFileGone:
                self._leave()
                raise
            except DoFirst as first:
                self.run(first.step)
                continue
            except database_errors() as error:
                if attempt == TRIES or not is_conflict(error):
                    raise self._fault(error) from error
                time.sleep(random.uniform(0.005, 0.03) * 2**attempt)  # noqa: S311 - jitter
                attempt += 1
                continue
            self._own.house = house  # not before the commit: an account that was taken back is none
            for event in work.events:
                self._bus.publish(event)
            return result

    def rehearse(self, step: Step[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a step and take it back."""

        def taken_back(work: Work) -> R:
            raise _TakenBack(step(work, *args, **kwargs))

        try:
            return self.run(taken_back)
        except _TakenBack as done:
            result: R = done.result  # type: ignore[assignment]
            return result

    def read(self, step: Step[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a step that only reads, each query by itself."""
        try:
            self._open()
            return step(Work(self.db, dict(self._own.house)), *args, **kwargs)
        except ShopFileGone:
            self._leave()
            raise
        except database_errors() as error:
            raise self._fault(error) from error

    def snapshot(self, step: Step[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a long read on a connection of its own, read-only, in one snapshot."""
        try:
            if self._file is not None:
                identity_of(self._file)
            with snapshot(self.address) as db:
                return step(Work(db, {}), *args, **kwargs)
        except database_errors() as error:
            raise fault_of(error) or error from error

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.db.is_closed():
            self.db.close()

    def _open(self) -> None:
        """Open this thread's connection, or see that an open one still leads to the shop.

        The file is looked at before it is opened: who replaces it in between is noticed later.
        """
        if self._file is None:
            self.db.connect(reuse_if_open=True)
        elif self.db.is_closed():
            self._own.opened, self._own.house = identity_of(self._file), {}
            if self._gone:
                recognise(self._file)
            self.db.connect()
            if self._gone:
                self._refuse_strange()
        else:
            self._stay()

    def _refuse_strange(self) -> None:
        """Raise ShopFileGone for a file with other tables: only a start brings them up to date."""
        from smbcrm.models.upgrade import is_current  # noqa: PLC0415 - few programs get here

        current = False
        try:
            current = is_current(self.db)
        finally:
            if not current:
                self._drop_connection()
        if not current:
            raise ShopFileGone

    def _stay(self) -> None:
        if self._file is not None:
            refuse_another(self._file, self._own.opened)

    def _leave(self) -> None:
        """Drop a connection that leads elsewhere, and write what its WAL holds into its own file.

        A WAL that stays at the path would be taken for that of the file that lies there now
        (https://sqlite.org/howtocorrupt.html, 1.4); SQLite itself leaves it there.
        """
        self._gone = True
        with contextlib.suppress(*database_errors()):
            if not self.db.is_closed():
                self.db.execute_sql(f"PRAGMA busy_timeout = {_LEAVE_MILLISECONDS}")
                self.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._drop_connection()

    def _fault(self, error: Exception) -> Exception:
        """Return what to raise, and drop a connection that may be broken."""
        fault = fault_of(error)
        if fault is not None and not isinstance(error, peewee.IntegrityError):
            self._drop_connection()
        return fault or error

    def _drop_connection(self) -> None:
        with contextlib.suppress(*database_errors()):
            self.db.close()
