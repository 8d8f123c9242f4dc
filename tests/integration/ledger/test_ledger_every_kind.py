"""All kinds of operations side by side do what a plain model of them does, on both databases."""

import datetime as dt
import random

import pytest
from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from smbcrm.core.clock import SetClock
from smbcrm.models.connect import is_postgres_url
from tests.helpers.ledger_machine import START, bound
from tests.helpers.machine_every import EveryMachine
from tests.helpers.twin import new_shop
from tests.helpers.twin_spending import prepare
from tests.helpers.twin_vouchers import define_vouchers

EXAMPLES, POSTGRES_EXAMPLES, STEPS = 80, 20, 40


def run_machine(address: str, examples: int) -> None:
    """Run so many examples in a new shop; its books must be clean in the end."""
    clock = SetClock(START)
    services = new_shop(address, clock)
    prepare(services)
    define_vouchers(services)
    number = random.getrandbits(64)  # of pytest-randomly, whose seed stands above the tests
    print(f"seed {number}: @seed({number}) at the machine shows the same examples again")  # noqa: T201
    try:
        run_state_machine_as_test(
            seed(number)(bound(EveryMachine, services, clock)),
            settings=settings(max_examples=examples, stateful_step_count=STEPS),
        )
        clock.instant = START + dt.timedelta(days=4000)
        services.ledger.expire()
        assert services.audit.verify().findings == ()
    finally:
        services.close()


def test_the_shop_and_the_model_of_it_agree_on_every_kind(shop_address: str) -> None:
    run_machine(shop_address, POSTGRES_EXAMPLES if is_postgres_url(shop_address) else EXAMPLES)


@pytest.mark.soak
def test_they_agree_on_every_kind_over_thousands_of_days(shop_address: str) -> None:
    run_machine(shop_address, 500 if is_postgres_url(shop_address) else 3_000)
