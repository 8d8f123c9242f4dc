"""The unit of work on peewee: one connection a thread, one transaction a step."""

import contextlib
import random
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import peewee

from smbcrm.core.events import EventBus
from smbcrm.models.connect import connect
from smbcrm.models.faults import DATABASE_ERRORS, Conflict, fault_of, is_conflict
from smbcrm.models.schema import is_postgres
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
        for attempt in range(TRIES):
            work = Work(self.db, self._house)
            try:
                self.db.connect(reuse_if_open=True)
                with self.db.atomic():
                    result = step(work, *args, **kwargs)
            except DATABASE_ERRORS as error:
                self._give_up_or_wait(error, attempt)
                continue
            for event in work.events:
                self._bus.publish(event)
            return result
        raise Conflict

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
            return step(Work(self.db, self._house), *args, **kwargs)
        except DATABASE_ERRORS as error:
            raise self._fault(error) from error

    def snapshot(self, step: Step[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a long read on a connection of its own, read-only, in one snapshot."""
        db = connect(self.address)
        try:
            db.connect()
            if is_postgres(db):
                db.execute_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            else:
                db.pragma("query_only", 1)
                db.execute_sql("BEGIN")
            return step(Work(db, self._house), *args, **kwargs)
        except DATABASE_ERRORS as error:
            raise self._fault(error) from error
        finally:
            if not db.is_closed():
                db.connection().rollback()
                db.close()

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.db.is_closed():
            self.db.close()

    def _give_up_or_wait(self, error: Exception, attempt: int) -> None:
        if is_conflict(error):
            if attempt < TRIES - 1:
                time.sleep(random.uniform(0.005, 0.03) * 2**attempt)  # noqa: S311 - jitter
            return
        raise self._fault(error) from error

    def _fault(self, error: Exception) -> Exception:
        """Return what to raise, and drop a connection that may be broken."""
        fault = fault_of(error)
        if fault is not None and not isinstance(error, peewee.IntegrityError):
            self._drop_connection()
        return fault or error

    def _drop_connection(self) -> None:
        with contextlib.suppress(*DATABASE_ERRORS):
            self.db.close()
