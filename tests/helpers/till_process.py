"""Tills in processes of their own: they begin together, or work until they are killed.

Processes are forked from a server that has everything imported and nothing open, so that a test
can afford hundreds of them.
"""

import json
import multiprocessing
import os
import random
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from smbcrm.bootstrap import open_shop
from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.models.stores.bills import PeeweeBillStore
from smbcrm.models.stores.ledger import PeeweeLedgerStore
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.models.work import Work

P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A")

CONTEXT = (
    multiprocessing.get_context("spawn")
    if sys.platform == "win32"
    else multiprocessing.get_context("forkserver")
)
CONTEXT.set_forkserver_preload(["__main__", __name__])
PATIENCE = 120
"""Seconds that a till is waited for."""


def together(
    address: str, job: Callable[[Services, Barrier, A], R], argument: A, count: int
) -> list[R]:
    """Run a job in so many processes on one shop, all from one moment; return their answers.

    Raises RuntimeError with what went wrong in a process.
    """
    barrier = CONTEXT.Barrier(count)
    tills = []
    for _ in range(count):
        ours, theirs = CONTEXT.Pipe()
        process = CONTEXT.Process(target=_work, args=(theirs, address, job, argument, barrier))
        process.start()
        theirs.close()
        tills.append((process, ours))
    try:
        answers: list[R] = [_answer(ours) for _, ours in tills]
    finally:
        for process, ours in tills:
            process.kill()
            process.join()
            ours.close()
    return answers


def _answer(ours: Connection) -> Any:  # noqa: ANN401 - what the job answers
    if not ours.poll(PATIENCE):
        raise RuntimeError("a till does not answer")
    answer, error = ours.recv()
    if error:
        raise RuntimeError(error)
    return answer


def _work(
    theirs: Connection,
    address: str,
    job: Callable[[Services, Barrier, A], object],
    argument: A,
    barrier: Barrier,
) -> None:
    random.seed()  # forked processes would all wait as long as each other
    try:
        services = open_shop(address)
        barrier.wait()
        answer = job(services, barrier, argument)
        services.close()
        theirs.send((answer, ""))
    except BaseException:  # noqa: BLE001 - it is raised again where the answer is awaited
        barrier.abort()
        theirs.send((None, traceback.format_exc()))


# ------------------------------------------------------------------------------ begin together


def work_a_day(
    services: Services, _barrier: Barrier, argument: tuple[int, int]
) -> list[tuple[str, str, int]]:
    """Do so many different things for one customer; return act, request id and bill number.

    What the other till has spent or used meanwhile may be refused; that is no loss.
    """
    customer, count = argument
    answers: list[tuple[str, str, int]] = []
    done: list[str] = []
    rnd = _dice(count)
    for number in range(count):
        intent = _next_intent(rnd, number, [customer], done)
        try:
            bill = carry_out(services, replace(intent, request=uuid7(services.clock)))
        except UserError:
            continue
        answers.append((intent.act, bill.operation, bill.bill_number or 0))
        if intent.act != "undo":
            done.append(bill.operation)
    return answers


def visit_first(services: Services, barrier: Barrier, customers: list[int]) -> list[Bill]:
    """Sell something to each of these new customers at the same moment as the other tills."""
    bills = []
    for customer in customers:
        barrier.wait(PATIENCE)
        act = Act(uuid7(services.clock))
        bills.append(services.till.sale(SaleRequest(act, customer, 6800)))
    return bills


def visit_first_without_locks(
    services: Services, barrier: Barrier, customers: list[int]
) -> list[Bill]:
    """Do the same with a fault built in: nobody holds the customer's accounts."""
    patched: Any = PeeweeLedgerStore
    patched.lock = lambda *_: None
    return visit_first(services, barrier, customers)


def send_the_same(
    services: Services, barrier: Barrier, argument: tuple[int, list[str]]
) -> list[Bill]:
    """Send each of these requests at the same moment as the other tills; return the bills."""
    customer, requests = argument
    bills = []
    for request in requests:
        barrier.wait(PATIENCE)
        bills.append(services.till.sale(SaleRequest(Act(request), customer, 6800)))
    return bills


def undo_the_same(services: Services, barrier: Barrier, requests: list[str]) -> list[bool]:
    """Undo each of these operations at the same moment as the others; tell which were undone."""

    def undo(target: str) -> None:
        services.till.reverse(ReverseRequest(Act(uuid7(services.clock)), target))

    return [at_once(barrier, undo, request) for request in requests]


def refund_and_undo(
    services: Services, barrier: Barrier, sales: list[tuple[str, str, int | None]]
) -> tuple[str, list[int]]:
    """Give more of each sale back at one till, while the other takes its first refund back.

    `sales` are the sale, its first refund and what is asked for. Returns what this till does, and
    by sale what it gave or took back; 0 where that was refused.
    """
    role = "refund" if barrier.wait(PATIENCE) == 0 else "undo"
    moved = []
    for sale, first, amount in sales:
        barrier.wait(PATIENCE)
        act = Act(uuid7(services.clock))
        try:
            if role == "refund":
                bill = services.refunds.refund(RefundRequest(act, sale, amount))
            else:
                bill = services.till.reverse(ReverseRequest(act, first))
        except UserError:
            moved.append(0)
        else:
            moved.append(bill.amount)
    return role, moved


def refund_and_undo_without_locks(
    services: Services, barrier: Barrier, sales: list[tuple[str, str, int | None]]
) -> tuple[str, list[int]]:
    """Do the same with a fault built in: nobody holds the sale's bill or the customer."""
    bills: Any = PeeweeBillStore
    ledger: Any = PeeweeLedgerStore
    bills.lock = ledger.lock = lambda *_: None
    return refund_and_undo(services, barrier, sales)


def spend_the_last(
    services: Services, barrier: Barrier, argument: tuple[list[int], Means, int]
) -> list[bool]:
    """Spend all a customer has, at the same moment as the other tills; tell who could."""
    customers, means, amount = argument
    net = amount if means is Means.STORED else 100

    def spend(customer: int) -> None:
        act = Act(uuid7(services.clock))
        services.till.sale(SaleRequest(act, customer, net, payments={means: amount}))

    return [at_once(barrier, spend, customer) for customer in customers]


def sell_without_room(
    services: Services, _barrier: Barrier, argument: tuple[int, int]
) -> tuple[str, int | None]:
    """Sell while no file may grow beyond so many bytes, then sell again with room enough.

    Returns the name of the fault, if there was one, and the bill number of the second sale.
    """
    import resource  # noqa: PLC0415 - there is no such module on Windows

    customer, room = argument
    services.ledger.standing(customer)  # everything is open before the disk is full
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, unlimited[1]))
    fault = ""
    try:
        services.till.sale(SaleRequest(Act(uuid7(services.clock)), customer, 6800))
    except EnvironmentFault as error:
        fault = type(error).__name__
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    bill = services.till.sale(SaleRequest(Act(uuid7(services.clock)), customer, 1200))
    return fault, bill.bill_number


def at_once(barrier: Barrier, act: Callable[Concatenate[R, ...], None], what: R) -> bool:
    """Do something at the same moment as the other tills; tell whether it was not refused."""
    barrier.wait(PATIENCE)
    try:
        act(what)
    except UserError:
        return False
    return True


# ---------------------------------------------------------------------------- work until killed


@dataclass(frozen=True)
class Intent:
    """One thing a till means to do. `number` is its note in the shop, whatever its request id."""

    number: int
    act: str
    customer: int
    amount: int
    target: str = ""
    request: str = ""


def carry_out(services: Services, intent: Intent) -> Bill:
    """Do what is meant, in the name of the first till."""
    till, who = services.till, intent.customer
    act = Act(intent.request, note=str(intent.number))
    match intent.act:
        case "top_up":
            return till.top_up(TopUpRequest(act, who, intent.amount, with_offer=False))
        case "stored":
            paid = {Means.STORED: intent.amount}
            return till.sale(SaleRequest(act, who, intent.amount, payments=paid))
        case "redeem":
            return till.redeem(RedeemRequest(act, who, intent.amount))
        case "undo":
            return till.reverse(ReverseRequest(act, intent.target))
        case _:
            return till.sale(SaleRequest(act, who, intent.amount))


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same day's work again


def _next_intent(rnd: random.Random, number: int, customers: list[int], done: list[str]) -> Intent:
    customer, dice = rnd.choice(customers), rnd.random()
    if done and dice < 0.15:
        return Intent(number, "undo", customer, 0, target=done.pop())
    for act, limit, most in (("top_up", 0.4, 5_000), ("stored", 0.65, 3_000), ("redeem", 0.75, 9)):
        if dice < limit:
            return Intent(number, act, customer, rnd.randint(1, most))
    return Intent(number, "sale", customer, rnd.randint(1, 2_000))


class MarkedUnitOfWork:
    """Says where it is: S in the transaction, C about to commit, D committed."""

    def __init__(self, uow: PeeweeUnitOfWork, say: Callable[[str], None]) -> None:
        self._uow, self._say = uow, say

    def run(
        self, step: Callable[Concatenate[Work, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a step as the real unit of work does."""

        def marked(work: Work) -> R:
            self._say("S")
            result = step(work, *args, **kwargs)
            self._say("C")
            return result

        result = self._uow.run(marked)
        self._say("D")
        return result


@dataclass(frozen=True)
class Shift:
    """One till from its start to its death: what it retries first, where it goes on."""

    address: str
    customers: list[int]
    seed: int
    first_number: int
    retry: Intent | None = None
    trick: str = ""
    """A fault built in on purpose: acknowledge_first, new_id or no_transaction."""


def work_until_killed(shift: Shift, marks: Connection) -> None:
    """Sell, top up, undo without end; say each step on a pipe.

    I with the intent before it is sent, S C D from the unit of work, then A with the operation
    acknowledged or N refused; E for what must not happen.
    """
    pipe = marks.fileno()

    def say(letter: str, text: str = "") -> None:
        os.write(pipe, f"{letter} {text}\n".encode())

    try:
        _work_until_killed(shift, say)
    except BaseException:  # noqa: BLE001 - whoever reads the pipe reports it
        say("E", json.dumps(traceback.format_exc()))


def _work_until_killed(shift: Shift, say: Callable[..., None]) -> None:
    services = open_shop(shift.address)
    uow = cast("PeeweeUnitOfWork", services.till.uow)
    if shift.trick == "no_transaction":
        tear_apart(uow)
    services = replace(
        services, till=replace(services.till, uow=cast("Any", MarkedUnitOfWork(uow, say)))
    )
    rnd, done, number = _dice(shift.seed), list[str](), shift.first_number
    retry = shift.retry
    while True:
        if retry is not None:
            intent, retry = retry, None
            if shift.trick == "new_id":
                intent = replace(intent, request=uuid7(services.clock))
        else:
            request = uuid7(services.clock)
            intent = replace(_next_intent(rnd, number, shift.customers, done), request=request)
            number += 1
        say("I", json.dumps(asdict(intent)))
        if shift.trick == "acknowledge_first":
            say("A", intent.request)
        try:
            bill = carry_out(services, intent)
        except UserError:
            say("N", intent.request)
        else:
            say("A", bill.operation)
            if intent.act != "undo":
                done.append(bill.operation)


def tear_apart(uow: PeeweeUnitOfWork) -> None:
    """Let every statement of a step be written by itself, as if there were no transaction."""

    class Apart:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    uow.db.atomic = Apart  # type: ignore[method-assign,assignment]
