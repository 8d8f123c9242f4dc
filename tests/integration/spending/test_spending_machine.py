"""Whatever rules the owner chooses, the shop does what a plain model of it does."""

import pytest

from smbcrm.models.connect import is_postgres_url
from tests.helpers.machine_runs import run_machine
from tests.helpers.machine_spending import SpendingMachine
from tests.helpers.twin_spending import prepare

EXAMPLES, POSTGRES_EXAMPLES = 90, 10


def test_the_shop_and_the_model_of_it_agree_by_any_rules(shop_address: str) -> None:
    examples = POSTGRES_EXAMPLES if is_postgres_url(shop_address) else EXAMPLES
    run_machine(SpendingMachine, shop_address, examples, prepare)


@pytest.mark.soak
def test_any_rules_over_thousands_of_days(shop_address: str) -> None:
    examples = 500 if is_postgres_url(shop_address) else 2_000
    run_machine(SpendingMachine, shop_address, examples, prepare)
