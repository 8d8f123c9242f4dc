"""Which database drivers are loaded, and when.

peewee loads every driver that it finds. PostgreSQL's takes longer than all the rest of it, and most
shops are a file: so peewee is loaded here with its eyes shut, before anybody else does it, and is
given that driver when the first shop on a server is opened. Where somebody was quicker nothing is
lost but that time. It is never shown pysqlite3 either, which it would take without a word.
"""

import contextlib
import importlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from sqlcipher3 import dbapi2 as sqlcipher

if TYPE_CHECKING:
    from types import ModuleType

POSTGRES = "psycopg"
_DRIVERS = (POSTGRES, "psycopg2", "psycopg2cffi", "pymysql", "MySQLdb", "pysqlite3")


@contextlib.contextmanager
def _hidden(names: tuple[str, ...]) -> Iterator[None]:
    """Let these modules seem not to be there (a None in their place, says Python's import)."""
    loaded = {name: sys.modules[name] for name in names if name in sys.modules}
    modules = cast("dict[str, ModuleType | None]", sys.modules)
    modules.update(dict.fromkeys(names))
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]
        sys.modules.update(loaded)


if "peewee" not in sys.modules:
    with _hidden(_DRIVERS):
        importlib.import_module("peewee")

import peewee  # noqa: E402 - it is loaded already


def postgres_error() -> type[Exception] | None:
    """Return what PostgreSQL's driver raises; None before it is loaded."""
    found: type[Exception] | None = getattr(sys.modules.get(POSTGRES), "Error", None)
    return found


def database_errors(*more: type[Exception]) -> tuple[type[Exception], ...]:
    """Return what peewee and the drivers raise, and what is to be caught with it.

    To be called in the `except` itself: a driver that is loaded later raises errors of its own.
    """
    ours = (peewee.PeeweeException, sqlcipher.Error, *more)
    theirs = postgres_error()
    return ours if theirs is None else (*ours, theirs)


def load_postgres() -> None:
    """Load PostgreSQL's driver and give it to peewee as peewee's own import would have."""
    import psycopg  # noqa: PLC0415 - see above
    from psycopg.pq import TransactionStatus  # noqa: PLC0415
    from psycopg.types.json import Json, Jsonb  # noqa: PLC0415

    vars(peewee).update(
        psycopg=psycopg, TransactionStatus=TransactionStatus, Json_pg3=Json, Jsonb_pg3=Jsonb
    )
    adapter: Any = peewee.Psycopg3Adapter
    adapter.txn_idle = TransactionStatus.IDLE
    adapter.txn_inerror = TransactionStatus.INERROR
    adapter.txn_unknown = TransactionStatus.UNKNOWN
