"""A small shop on either database, open for SQL."""

from collections.abc import Iterator

import peewee
import pytest

from smbcrm.models.connect import connect
from smbcrm.models.session import Session
from smbcrm.models.upgrade import create_database
from tests.helpers.small_shop import fill_every_table, small_shop


@pytest.fixture(autouse=True)
def tables_at_once() -> None:
    """Let the tables be made as they are in a shop, step by step."""


@pytest.fixture
def shop_address(empty_address: str) -> str:
    """Return where a shop can be made, and nothing is yet: also older versions make theirs."""
    return empty_address


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
