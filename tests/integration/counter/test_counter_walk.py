"""A day at two tills, at random: the board says what the answers at the till add up to."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from smbcrm.core.errors import UserError
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.board import ServedKind, Strip
from smbcrm.membership.customers.types import Details
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means, VoidReason
from smbcrm.membership.sales.reversing import reverse
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest, TopUpRequest
from tests.helpers.shops import StillShop

STEPS = 60
TILLS = ("Till 1", "Till 2")
SERVED = {kind.value for kind in ServedKind}


@dataclass
class Day:
    """What was answered at the tills, and what follows from it, worked out the slow way."""

    shop: StillShop
    rng: random.Random
    people: list[int | None] = field(default_factory=lambda: list[int | None]([None]))
    bills: list[Bill] = field(default_factory=list)
    newcomers: list[tuple[dt.datetime, int]] = field(default_factory=list)
    number: int = 0

    def act(self) -> Act:
        self.number += 1
        return Act(self.shop.act(self.number).request_id, terminal=self.rng.choice(TILLS))

    def step(self) -> None:
        """Do something; what is refused is not done."""
        minutes = self.rng.choice((0, 1, 4, 25, 31, 400))
        self.shop.clock.instant += dt.timedelta(minutes=minutes)
        acts = (self.sell, self.sell, self.sell, self.fill, self.redeem, self.take_back, self.add)
        try:
            bill = self.rng.choice(acts)()
        except UserError:
            return
        if bill is not None:
            self.bills.append(bill)

    def sell(self) -> Bill:
        amount = self.rng.randrange(100, 20_000)
        part = self.rng.randrange(amount + 1)
        means = self.rng.choice((Means.STORED, Means.CREDIT, Means.ALIPAY, Means.CASH))
        payments = {Means.CASH: amount - part, means: part} if means is not Means.CASH else None
        return self.shop.services.till.sale(
            SaleRequest(self.act(), self.rng.choice(self.people), amount, payments=payments)
        )

    def fill(self) -> Bill | None:
        who = self.rng.choice(self.people)
        if who is None:
            return None
        amount = self.rng.choice((500, 100_000, 300_000))
        return self.shop.services.till.top_up(TopUpRequest(self.act(), who, amount))

    def redeem(self) -> Bill | None:
        who = self.rng.choice(self.people)
        if who is None:
            return None
        return self.shop.services.till.redeem(RedeemRequest(self.act(), who, 20))

    def take_back(self) -> Bill | None:
        if not self.bills:
            return None
        target = self.rng.choice(self.bills[-6:])
        reason = self.rng.choice((None, VoidReason.TEST))
        request = ReverseRequest(self.act(), target.operation, reason)
        return self.shop.services.till.reverse(request)

    def add(self) -> None:
        saved = self.shop.services.customers.add(Details(full_name="Guest"), self.act())
        self.people.append(saved.id)
        self.newcomers.append((self.shop.clock.instant, saved.id))

    @property
    def standing(self) -> list[Bill]:
        gone = {bill.reverses for bill in self.bills}
        return [bill for bill in self.bills if bill.kind in SERVED and bill.operation not in gone]

    def date_of(self, instant: dt.datetime) -> dt.date:
        return (instant - dt.timedelta(hours=4)).date()

    def strip(self, till: str) -> Strip:
        today = self.date_of(self.shop.clock.instant)
        now = [bill for bill in self.standing if bill.business_date == today.isoformat()]
        sales = [bill for bill in now if bill.kind == OperationKind.SALE]
        filled = [bill for bill in now if bill.kind == OperationKind.TOP_UP]
        redeemed = [bill for bill in now if bill.kind == OperationKind.REDEMPTION]
        added = [self.date_of(instant) for instant, _ in self.newcomers]
        return Strip(
            sales=sum(bill.amount for bill in sales),
            sale_count=len(sales),
            by_stored_count=sum(
                any(paid.means == Means.STORED for paid in bill.payments) for bill in sales
            ),
            topped_up=sum(bill.amount for bill in filled),
            gift_given=sum(bill.gift for bill in filled),
            points_given=sum(bill.points for bill in sales),
            points_redeemed=-sum(bill.points for bill in redeemed),
            new_customers=added.count(today),
            new_this_month=sum(day.replace(day=1) == today.replace(day=1) for day in added),
            cash_here=self.cash(lambda bill: bill.terminal == till),
            cash_in_all=self.cash(lambda _: True),
        )

    def cash(self, counts: Callable[[Bill], bool]) -> int:
        today = self.date_of(self.shop.clock.instant).isoformat()
        by_id = {bill.operation: bill for bill in self.bills}
        total = 0
        for bill in self.bills:
            if bill.business_date == today and counts(bill):
                of = bill if bill.reverses is None else by_id[bill.reverses]
                paid = sum(one.amount for one in of.payments if one.means == Means.CASH)
                total += paid if bill.reverses is None else -paid
        return total

    def served(self) -> list[str]:
        """Return the ids of operations and of new customers, as the board would have them."""
        today = self.date_of(self.shop.clock.instant)
        rows = [
            (bill.recorded_at, place, bill.operation)
            for place, bill in enumerate(self.standing)
            if self.date_of(dt.datetime.fromisoformat(bill.recorded_at)) == today
        ]
        rows.sort(reverse=True)
        return [operation for _, _, operation in rows]

    def undoable(self, till: str) -> list[str]:
        """Return what an undo at a till would take back: tried out, newest first."""
        return [bill.operation for bill in reversed(self.standing) if self.would_undo(bill, till)]

    def would_undo(self, bill: Bill, till: str) -> bool:
        self.number += 1
        act = Act(self.shop.act(self.number).request_id, terminal=till)
        request = ReverseRequest(act, bill.operation)
        try:
            self.shop.uow.rehearse(reverse, self.shop.clock, request)
        except UserError:
            return False
        return True


def test_the_board_says_what_the_tills_answered(shop: StillShop) -> None:
    number = random.getrandbits(64)  # of pytest-randomly, whose seed stands above the tests
    print(f"seed {number}")  # noqa: T201 - to be seen where it fails
    shop.services.staff.add_terminal(TILLS[1])
    shop.clock.instant = dt.datetime(2026, 3, 30, 20, tzinfo=dt.UTC)
    day = Day(shop, random.Random(number))  # noqa: S311 - a walk, no secret
    day.add()
    for _ in range(STEPS):
        day.step()
        for till in TILLS:
            seen = shop.services.counter.board(till)
            assert seen.strip == day.strip(till)
            undoable = day.undoable(till)
            assert (seen.undoable and seen.undoable.operation) == next(iter(undoable), None)
            marked = {row.operation for row in seen.served if row.undo_until is not None}
            assert marked == {row.operation for row in seen.served} & set(undoable)
            operations = [row.operation for row in seen.served if row.operation is not None]
            assert operations == day.served()[: len(operations)]
            assert len(seen.served) == min(7, len(day.served()) + seen.strip.new_customers)
