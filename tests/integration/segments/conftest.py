"""A small shop of customers of all sorts, and what an oracle in plain Python knows of them."""

from collections.abc import Iterator

import pytest

from tests.helpers.shops import StillShop, still_shop
from tests.integration.segments.people import Person, people


@pytest.fixture
def shop(shop_address: str) -> Iterator[StillShop]:
    """Yield a shop of its own."""
    with still_shop(shop_address) as made:
        yield made


@pytest.fixture
def crowd(shop: StillShop) -> list[Person]:
    """Return the customers of the shop."""
    return people(shop)
