"""What tills in processes of their own do at one moment with value that goes back, out or over."""

from multiprocessing.synchronize import Barrier

from smbcrm.core.ids import uuid7
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import TransferRequest, WithdrawRequest
from smbcrm.membership.visits.types import UseRequest
from tests.helpers.till_process import PATIENCE, at_once


def _act(services: Services) -> Act:
    return Act(uuid7(services.clock))


def refund(
    services: Services, barrier: Barrier, argument: tuple[list[str], int | None]
) -> list[bool]:
    """Refund an amount, or all that is left, of each of these sales; tell which were refunded."""
    sales, amount = argument

    def back(sale: str) -> None:
        services.refunds.refund(RefundRequest(_act(services), sale, amount))

    return [at_once(barrier, back, sale) for sale in sales]


def withdraw(services: Services, barrier: Barrier, argument: tuple[list[int], int]) -> list[bool]:
    """Pay an amount out to each of these customers; tell to whom it was."""
    customers, amount = argument

    def out(customer: int) -> None:
        services.value.withdraw(WithdrawRequest(_act(services), customer, amount))

    return [at_once(barrier, out, customer) for customer in customers]


def transfer(
    services: Services, barrier: Barrier, argument: tuple[list[tuple[int, int]], int]
) -> list[bool]:
    """Hand an amount from one to the other of each pair, at every other till the other way round.

    Tell which were handed over.
    """
    pairs, amount = argument
    backwards = barrier.wait(PATIENCE) % 2 == 1

    def over(pair: tuple[int, int]) -> None:
        giver, taker = reversed(pair) if backwards else pair
        asked = TransferRequest(_act(services), giver, taker, amount, "family")
        services.value.transfer(asked)

    return [at_once(barrier, over, pair) for pair in pairs]


def hand_on(
    services: Services, barrier: Barrier, argument: tuple[list[tuple[int, int]], int]
) -> list[bool]:
    """Hand an amount from one to the other of each pair; tell which were handed over."""
    pairs, amount = argument

    def over(pair: tuple[int, int]) -> None:
        services.value.transfer(TransferRequest(_act(services), *pair, amount, "family"))

    return [at_once(barrier, over, pair) for pair in pairs]


def use_visit(services: Services, barrier: Barrier, argument: tuple[list[int], str]) -> list[bool]:
    """Use a visit of each of these customers; tell whose was used."""
    customers, package = argument

    def use(customer: int) -> None:
        services.visits.use(UseRequest(_act(services), customer, package))

    return [at_once(barrier, use, customer) for customer in customers]


def refund_or_void(services: Services, barrier: Barrier, sales: list[str]) -> list[bool]:
    """Refund each of these sales at one till and void it at the other; tell which could be."""
    voids = barrier.wait(PATIENCE) % 2 == 1

    def take(sale: str) -> None:
        if voids:
            services.till.reverse(ReverseRequest(_act(services), sale, "wrong_amount"))
        else:
            services.refunds.refund(RefundRequest(_act(services), sale))

    return [at_once(barrier, take, sale) for sale in sales]
