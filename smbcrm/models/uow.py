"""The unit of work on peewee: one connection a thread, one transaction a step."""

import contextlib
import random
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import peewee

from smbcrm.core.events import EventBus
from smbcrm.models.changes import NOTIFY
from smbcrm.models.connect import connect
from smbcrm.models.drivers import database_errors
from smbcrm.models.faults import fault_of, is_conflict
from smbcrm.models.snapshot import snapshot
from smbcrm.models.work import Work

P = ParamSpec("P")
R = TypeVar("R")
Step = Callable[Concatenate[Work, P], R]

TRIES = 5


class _TakenBack(Exception):
    def __init__(self, result: object) -> None:
        super().__init__()
        self.result = result


class PeeweeUnitOfWork:
    """Runs steps of the domain on one shop's database."""

    def __init__(self, address: str, bus: EventBus, *, durable: bool = True) -> None:
        self.address = address
        self.db = connect(address, durable=durable)
        self._bus = bus
        self._house: dict[tuple[str, str], int] = {}

    def run(self, step: Step[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a step in one transaction, again on a conflict, then publish its events."""
        attempt = 1
        while True:
            house = dict(self._house)
            work = Work(self.db, house)
            try:
                self.db.connect(reuse_if_open=True)
                with self.db.atomic():
                    result = step(work, *args, **kwargs)
                    if work.events and work.session.postgres:
                        self.db.execute_sql(NOTIFY)  # it leaves with the commit, or never
            except database_errors() as error:
                if attempt == TRIES or not is_conflict(error):
                    raise self._fault(error) from error
                time.sleep(random.uniform(0.005, 0.03) * 2**attempt)  # noqa: S311 - jitter
                attempt += 1
                continue
            self._house = house  # not before the commit: an account that was taken back is none
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
            self.db.connect(reuse_if_open=True)
            return step(Work(self.db, dict(self._house)), *args, **kwargs)
        except database_errors() as error:
            raise self._fault(error) from error

    def snapshot(self, step: Step[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a long read on a connection of its own, read-only, in one snapshot."""
        try:
            with snapshot(self.address) as db:
                return step(Work(db, dict(self._house)), *args, **kwargs)
        except database_errors() as error:
            raise fault_of(error) or error from error

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.db.is_closed():
            self.db.close()

    def _fault(self, error: Exception) -> Exception:
        """Return what to raise, and drop a connection that may be broken."""
        fault = fault_of(error)
        if fault is not None and not isinstance(error, peewee.IntegrityError):
            self._drop_connection()
        return fault or error

    def _drop_connection(self) -> None:
        with contextlib.suppress(*database_errors()):
            self.db.close()
