"""A new shop for each test, and one for a whole module that somebody steals from."""

from collections.abc import Iterator

import pytest

from tests.helpers import postgres
from tests.helpers.shops import StillShop, still_shop
from tests.integration.reports.crooked import Crooked, crooked


@pytest.fixture
def shop(shop_address: str) -> Iterator[StillShop]:
    """Yield a shop of its own."""
    with still_shop(shop_address) as made:
        yield made


@pytest.fixture(scope="module")
def crooked_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crooked]:
    """Yield the demo shop of the module in a file."""
    with crooked(str(tmp_path_factory.mktemp("insider") / "shop.db")) as demo:
        yield demo


@pytest.fixture(scope="module")
def crooked_postgresql(postgres_server: str) -> Iterator[Crooked]:
    """Yield the demo shop of the module on a server."""
    with postgres.fresh_database(postgres_server) as address, crooked(address) as demo:
        yield demo


@pytest.fixture(params=["sqlite", "postgresql"])
def demo(request: pytest.FixtureRequest) -> Crooked:
    """Return one of the two, each made once, whatever the order of the tests."""
    demo: Crooked = request.getfixturevalue(f"crooked_{request.param}")
    return demo
