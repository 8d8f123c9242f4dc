"""A shop of its own with somebody of whom everything is known."""

from collections.abc import Iterator

import pytest

from tests.helpers.known_person import KnownShop, known_shop


@pytest.fixture
def shop(shop_address: str) -> Iterator[KnownShop]:
    """Yield a shop that knows all about Wilhelmina, on either database."""
    with known_shop(shop_address) as made:
        yield made
