"""Visit packages do what a plain model of them does, on both databases."""

from smbcrm.models.connect import is_postgres_url
from tests.helpers.machine_packages import PackageMachine
from tests.helpers.machine_runs import run_machine
from tests.helpers.twin_packages import define_packages

EXAMPLES, POSTGRES_EXAMPLES = 50, 10


def test_packages_and_the_model_of_them_agree(shop_address: str) -> None:
    examples = POSTGRES_EXAMPLES if is_postgres_url(shop_address) else EXAMPLES
    run_machine(PackageMachine, shop_address, examples, define_packages)
