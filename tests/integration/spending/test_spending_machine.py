"""Whatever rules the owner chooses, the shop does what a plain model of it does."""

import datetime as dt
import random

import pytest
from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from smbcrm.core.clock import SetClock
from smbcrm.models.connect import is_postgres_url
from tests.helpers.ledger_machine import START, bound
from tests.helpers.machine_spending import SpendingMachine
from tests.helpers.twin import new_shop
from tests.helpers.twin_spending import prepare

EXAMPLES, POSTGRES_EXAMPLES, STEPS = 100, 20, 30


def run_machine(address: str, examples: int) -> None:
    """Run so many examples in a new shop; its books must be clean in the end."""
    clock = SetClock(START)
    services = new_shop(address, clock)
    prepare(services)
    number = random.getrandbits(64)
    print(f"seed {number}: @seed({number}) at the machine shows the same examples again")  # noqa: T201
    try:
        run_state_machine_as_test(
            seed(number)(bound(SpendingMachine, services, clock)),
            settings=settings(max_examples=examples, stateful_step_count=STEPS),
        )
        clock.instant = START + dt.timedelta(days=4000)
        services.ledger.expire()
        assert services.audit.verify().findings == ()
    finally:
        services.close()


def test_the_shop_and_the_model_of_it_agree_by_any_rules(shop_address: str) -> None:
    run_machine(shop_address, POSTGRES_EXAMPLES if is_postgres_url(shop_address) else EXAMPLES)


@pytest.mark.soak
def test_any_rules_over_thousands_of_days(shop_address: str) -> None:
    run_machine(shop_address, 500 if is_postgres_url(shop_address) else 2_000)
