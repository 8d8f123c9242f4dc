"""A shop with the USD defaults at noon UTC on 10 March 2026, and its first customer."""

from zoneinfo import ZoneInfo

import pytest

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import utc
from tests.helpers.oracle_types import Rules


@pytest.fixture
def shop() -> OracleShop:
    shop = OracleShop(Rules(), ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    return shop


@pytest.fixture
def ann(shop: OracleShop) -> int:
    return shop.new_customer()
