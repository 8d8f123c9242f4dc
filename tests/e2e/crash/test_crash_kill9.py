"""kill -9 at a random moment: what was acknowledged is there once, the rest whole or not at all."""

from collections.abc import Callable

import pytest

from smbcrm.models.connect import is_postgres_url
from tests.e2e.crash.harness import IN_TRANSACTION, KilledShop

Record = Callable[[str, object], None]


def kill(address: str, cycles: int, record: Record) -> None:
    shop = KilledShop(address)
    for _ in range(cycles):
        shop.cycle()
    shop.verify()
    shop.close()
    tally = shop.tally
    record("figures", tally.histogram())
    assert tally.sound, tally
    assert sum(tally.phases[phase] for phase in IN_TRANSACTION) * 2 >= cycles
    assert tally.acknowledged > cycles
    assert tally.retried


def test_kill_9_loses_nothing_and_doubles_nothing(
    shop_address: str, record_property: Record
) -> None:
    kill(shop_address, 12 if is_postgres_url(shop_address) else 40, record_property)


@pytest.mark.soak
def test_kill_9_loses_nothing_and_doubles_nothing_for_hours(
    shop_address: str, record_property: Record
) -> None:
    kill(shop_address, 300 if is_postgres_url(shop_address) else 5_000, record_property)
