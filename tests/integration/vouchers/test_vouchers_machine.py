"""Vouchers and rewards do what a plain model of them does, on both databases."""

import datetime as dt

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from smbcrm.core.clock import SetClock
from smbcrm.models.connect import is_postgres_url
from tests.helpers.ledger_machine import START, bound
from tests.helpers.machine_vouchers import VoucherMachine
from tests.helpers.twin import new_shop
from tests.helpers.twin_vouchers import define_vouchers

EXAMPLES, POSTGRES_EXAMPLES, STEPS = 60, 15, 30


def test_vouchers_and_the_model_of_them_agree(shop_address: str) -> None:
    clock = SetClock(START)
    services = new_shop(shop_address, clock)
    define_vouchers(services)
    examples = POSTGRES_EXAMPLES if is_postgres_url(shop_address) else EXAMPLES
    try:
        run_state_machine_as_test(
            bound(VoucherMachine, services, clock),
            settings=settings(max_examples=examples, stateful_step_count=STEPS),
        )
        clock.instant = START + dt.timedelta(days=4000)
        services.ledger.expire()
        assert services.audit.verify().findings == ()
    finally:
        services.close()
