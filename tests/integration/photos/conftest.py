"""A new shop for each test, on either database."""

from collections.abc import Iterator

import pytest

from tests.helpers.shops import StillShop, still_shop


@pytest.fixture
def shop(shop_address: str) -> Iterator[StillShop]:
    """Yield a shop of its own."""
    with still_shop(shop_address) as made:
        yield made
