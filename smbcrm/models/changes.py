"""Says that something was written to the shop, by whomever: for the screens of several tills.

SQLite is asked once a second for its `data_version`, which a connection sees change after a commit
of any other one (https://sqlite.org/pragma.html#pragma_data_version). PostgreSQL tells by itself:
every step that recorded an event notifies one channel, which reaches the listeners with the commit
and never without it (https://www.postgresql.org/docs/current/sql-notify.html).
"""

import contextlib
import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Protocol

from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.membership.changes.ports import nobody
from smbcrm.models.connect import is_postgres_url, uri_of
from smbcrm.models.drivers import database_errors, load_postgres
from smbcrm.models.faults import ShopFileGone
from smbcrm.models.shop_file import identity_of, refuse_another

CHANNEL = "smbcrm_changed"
NOTIFY = f"NOTIFY {CHANNEL}"

_SLICE = 0.25
"""Seconds after which it is asked again whether to stop."""
_PERIOD = 1.0
"""Seconds between two looks at SQLite, and before a database that is away is tried again."""
_DIAL_SECONDS = 2
"""The shortest time that libpq gives a server to answer."""


class _Ear(Protocol):
    """An open connection that hears of changes."""

    def heard(self) -> bool:
        """Wait for a slice of time; tell whether anything changed."""

    def close(self) -> None:
        """Close the connection."""


class _SqliteEar:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = identity_of(path)
        self._connection = sqlcipher.connect(
            uri_of(path, "rw"), uri=True, isolation_level=None, timeout=_SLICE / 2
        )
        try:
            self._connection.execute("PRAGMA query_only = 1")
            self._seen = self._version()
        except BaseException:
            self.close()
            raise
        self._looked = time.monotonic()

    def heard(self) -> bool:
        time.sleep(_SLICE)
        refuse_another(self._path, self._opened)  # nobody writes there any more
        if time.monotonic() - self._looked < _PERIOD:
            return False
        self._looked = time.monotonic()
        before, self._seen = self._seen, self._version()
        return self._seen != before

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def close(self) -> None:
        self._connection.close()


class _PostgresEar:
    def __init__(self, address: str) -> None:
        # libpq knows an address by its first letters, and only in this spelling.
        url = f"postgresql://{address.partition('://')[2]}"
        import psycopg  # noqa: PLC0415 - only shops on a server need it

        self._connection = psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=_DIAL_SECONDS,
            # A server that is gone without a word is noticed after 25 seconds.
            keepalives_idle=10,
            keepalives_interval=5,
            keepalives_count=3,
        )
        try:
            self._connection.execute(f"LISTEN {CHANNEL}")
        except BaseException:
            self.close()
            raise

    def heard(self) -> bool:
        heard = False
        for _ in self._connection.notifies(timeout=_SLICE):
            heard = True
        return heard

    def close(self) -> None:
        self._connection.close()


class DatabaseChanges:
    """The changes of the shop at an address. One thread watches at a time."""

    def __init__(self, address: str) -> None:
        if is_postgres_url(address):
            load_postgres()  # its errors have to be known before it is used
        self._address = address
        self._guard = threading.Condition()
        self._open = False
        self._leaving = False

    def watch(
        self,
        stop: Callable[[], bool],
        changed: Callable[[], None],
        begun: Callable[[], None] = nobody,
    ) -> None:
        """Call `changed` after each change until `stop` is true; on a thread of its own."""
        with contextlib.closing(self._tidings(stop, changed, begun)) as tidings:
            for tell in tidings:
                tell()

    def let_go(self) -> None:
        """Close the connection, so that the shop can be replaced; listen again a second later."""
        with self._guard:
            self._leaving = self._open
            self._guard.wait_for(lambda: not self._open, timeout=2 * _DIAL_SECONDS)

    def _tidings(
        self, stop: Callable[[], bool], changed: Callable[[], None], begun: Callable[[], None]
    ) -> Generator[Callable[[], None], None, None]:
        """Give what is to be called, as it happens; what it raises is none of ours."""
        tell = begun
        while not stop():
            away = (*database_errors(ShopFileGone), OSError)
            with contextlib.suppress(*away), self._listening() as ear:
                yield tell
                tell = changed  # once it was away, something may have been missed
                while not (stop() or self._leaving):
                    if ear.heard():
                        yield changed
            _pause(stop)

    @contextlib.contextmanager
    def _listening(self) -> Iterator[_Ear]:
        with self._guard:
            self._open, self._leaving = True, False
        try:
            with contextlib.closing(self._dialled()) as ear:
                yield ear
        finally:
            with self._guard:
                self._open = False
                self._guard.notify_all()

    def _dialled(self) -> _Ear:
        if is_postgres_url(self._address):
            return _PostgresEar(self._address)
        return _SqliteEar(Path(self._address).absolute())


def _pause(stop: Callable[[], bool]) -> None:
    until = time.monotonic() + _PERIOD
    while not stop() and time.monotonic() < until:
        time.sleep(_SLICE)
