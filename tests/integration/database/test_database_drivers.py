"""PostgreSQL's driver is loaded for a shop on a server, and for no other."""

import subprocess
import sys
from pathlib import Path

import peewee
import psycopg
import pytest

from smbcrm.models import drivers
from tests.helpers.small_shop import small_shop

_OPEN = """
import sys
from smbcrm.bootstrap import open_shop
shop = open_shop(sys.argv[1])
print([one.name for one in shop.staff.staff()])
print(sorted(name for name in sys.modules if name.startswith(("psycopg", "pysqlite3", "asyncio"))))
print([name for name, module in sys.modules.items() if module is None])
shop.close()
"""
_EQUIP = """
from smbcrm.models import drivers
assert drivers.postgres_error() is None
drivers.load_postgres()
import peewee, psycopg
assert peewee.psycopg is psycopg
peewee.Psycopg3Adapter().check_driver()
assert peewee.Psycopg3Adapter.txn_idle == psycopg.pq.TransactionStatus.IDLE
assert drivers.database_errors()[-1] is psycopg.Error
drivers.load_postgres()
"""


def said(program: str, *words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, *words], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_shop_on_a_file_is_opened_without_it(tmp_path: Path) -> None:
    address = str(tmp_path / "shop.smbcrm")
    small_shop(address).close()
    staff, loaded, hidden = said(_OPEN, address)
    assert staff != "[]"
    assert loaded == "[]"
    assert hidden == "[]"


def test_peewee_is_given_it_as_it_would_have_taken_it() -> None:
    assert said(_EQUIP) == []


def test_what_it_raises_is_caught_with_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert psycopg.Error in drivers.database_errors(KeyError)
    assert {peewee.PeeweeException, KeyError} < set(drivers.database_errors(KeyError))
    monkeypatch.delitem(sys.modules, drivers.POSTGRES)
    assert drivers.postgres_error() is None
    assert psycopg.Error not in drivers.database_errors()
