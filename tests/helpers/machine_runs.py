"""Runs a state machine in a new shop, and wants its books clean in the end."""

import datetime as dt
import random
from collections.abc import Callable

from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from smbcrm.core.clock import SetClock
from smbcrm.membership.services import Services
from tests.helpers.ledger_machine import START, LedgerMachine, bound
from tests.helpers.twin import new_shop

STEPS = 30


def as_it_is(_: Services) -> None:
    """Leave a new shop as it is."""


def run_machine(
    kind: type[LedgerMachine],
    address: str,
    examples: int,
    prepare: Callable[[Services], None] = as_it_is,
    *,
    steps: int = STEPS,
) -> None:
    """Run so many examples of a machine in a new shop that is prepared for it."""
    clock = SetClock(START)
    services = new_shop(address, clock)
    prepare(services)
    number = random.getrandbits(64)  # of pytest-randomly, whose seed stands above the tests
    print(f"seed {number}: @seed({number}) at the machine shows the same examples again")  # noqa: T201
    try:
        run_state_machine_as_test(
            seed(number)(bound(kind, services, clock)),
            settings=settings(max_examples=examples, stateful_step_count=steps),
        )
        clock.instant = START + dt.timedelta(days=4000)
        services.ledger.expire()
        assert services.audit.verify().findings == ()
    finally:
        services.close()
