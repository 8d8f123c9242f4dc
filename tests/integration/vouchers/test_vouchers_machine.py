"""Vouchers and rewards do what a plain model of them does, on both databases."""

from smbcrm.models.connect import is_postgres_url
from tests.helpers.machine_runs import run_machine
from tests.helpers.machine_vouchers import VoucherMachine
from tests.helpers.twin_vouchers import define_vouchers

EXAMPLES, POSTGRES_EXAMPLES = 60, 10


def test_vouchers_and_the_model_of_them_agree(shop_address: str) -> None:
    examples = POSTGRES_EXAMPLES if is_postgres_url(shop_address) else EXAMPLES
    run_machine(VoucherMachine, shop_address, examples, define_vouchers)
