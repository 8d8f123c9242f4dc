"""Everything that moves value, in one state machine: all kinds of operations, all rules changed."""

from tests.helpers.machine_packages import PackageMachine
from tests.helpers.machine_spending import SpendingMachine
from tests.helpers.machine_vouchers import VoucherMachine
from tests.helpers.twin_spending import SpendingTwin
from tests.helpers.twin_vouchers import VoucherTwin


class EveryTwin(VoucherTwin, SpendingTwin):
    """A shop with packages, vouchers and rewards, whose owner changes the rules, and its oracle."""


class EveryMachine(VoucherMachine, PackageMachine, SpendingMachine):
    """The steps of all machines, side by side."""

    twin_of = EveryTwin
    twin: EveryTwin
