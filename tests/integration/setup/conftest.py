"""A shop that stands still, and what it says of its set-up."""

from collections.abc import Iterator

import pytest

from smbcrm.membership.changes.types import SetUp, SetUpChanged
from tests.helpers.shops import StillShop, still_shop


@pytest.fixture
def shop(shop_address: str) -> Iterator[StillShop]:
    """Yield a shop on either database."""
    with still_shop(shop_address) as made:
        yield made


@pytest.fixture
def heard(shop: StillShop) -> list[SetUp]:
    """Return a list that fills with the parts of the set-up that are said to have changed."""
    parts: list[SetUp] = []
    shop.services.events.subscribe(SetUpChanged, lambda event: parts.append(event.what))
    return parts
