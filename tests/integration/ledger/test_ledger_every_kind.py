"""All kinds of operations side by side do what a plain model of them does, on both databases."""

import pytest

from smbcrm.membership.services import Services
from smbcrm.models.connect import is_postgres_url
from tests.helpers.machine_every import EveryMachine
from tests.helpers.machine_runs import run_machine
from tests.helpers.twin_spending import prepare
from tests.helpers.twin_vouchers import define_vouchers

EXAMPLES, POSTGRES_EXAMPLES, STEPS = 80, 10, 40


def furnish(services: Services) -> None:
    """Define everything there is to be sold, given and chosen."""
    prepare(services)
    define_vouchers(services)


def test_the_shop_and_the_model_of_it_agree_on_every_kind(shop_address: str) -> None:
    examples = POSTGRES_EXAMPLES if is_postgres_url(shop_address) else EXAMPLES
    run_machine(EveryMachine, shop_address, examples, furnish, steps=STEPS)


@pytest.mark.soak
def test_they_agree_on_every_kind_over_thousands_of_days(shop_address: str) -> None:
    examples = 500 if is_postgres_url(shop_address) else 3_000
    run_machine(EveryMachine, shop_address, examples, furnish, steps=STEPS)
