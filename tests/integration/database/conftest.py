"""A small shop on either database, open for SQL."""

from collections.abc import Iterator
from pathlib import Path

import peewee
import pytest

from smbcrm.models.connect import connect
from smbcrm.models.session import Session
from smbcrm.models.upgrade import create_database
from tests.helpers.small_shop import fill_every_table, small_shop


@pytest.fixture(params=["sqlite", "postgresql"])
def shop_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a shop can be made, with nothing there: also older versions make theirs."""
    if request.param == "sqlite":
        return str(tmp_path / "shop.db")
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture
def filled(shop_address: str) -> Iterator[Session]:
    """Yield the SQL of a shop in which everything has happened once."""
    shop = small_shop(shop_address)
    fill_every_table(shop)
    shop.close()
    yield from _opened(connect(shop_address))


@pytest.fixture
def empty(shop_address: str) -> Iterator[Session]:
    """Yield the SQL of the bare tables."""
    create_database(shop_address)
    yield from _opened(connect(shop_address))


def _opened(db: peewee.Database) -> Iterator[Session]:
    db.connect()
    yield Session(db)
    db.close()
