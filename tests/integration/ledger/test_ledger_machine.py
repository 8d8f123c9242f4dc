"""The shop does what a plain model of it does, step by step, on both databases."""

import pytest

from smbcrm.models.connect import is_postgres_url
from tests.helpers.machine_moves import MovingMachine
from tests.helpers.machine_runs import run_machine

EXAMPLES, POSTGRES_EXAMPLES = 130, 20


def test_the_shop_and_the_model_of_it_agree(shop_address: str) -> None:
    examples = POSTGRES_EXAMPLES if is_postgres_url(shop_address) else EXAMPLES
    run_machine(MovingMachine, shop_address, examples)


@pytest.mark.soak
def test_the_shop_and_the_model_of_it_agree_over_thousands_of_days(shop_address: str) -> None:
    examples = 1_000 if is_postgres_url(shop_address) else 5_000
    run_machine(MovingMachine, shop_address, examples)
