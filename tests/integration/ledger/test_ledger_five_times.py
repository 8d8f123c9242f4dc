"""Everything that can be done, sent five times: it counts once, and each answer is the first."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.benefits.types import (
    BuyRequest,
    IssueRequest,
    RewardRequest,
    VoidVoucherRequest,
)
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.cards.types import Card
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.rewards.types import NewReward
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import (
    AdjustRequest,
    CashRequest,
    TransferRequest,
    WithdrawRequest,
)
from smbcrm.membership.visits.types import ExtendRequest, PauseRequest, UseRequest
from smbcrm.membership.vouchers.types import NewDefinition
from tests.helpers.twin import new_customer, new_shop

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
MUCH_LATER = NOON + dt.timedelta(days=900)
TIMES = 5
T = TypeVar("T")
BY_A_JOB = {OperationKind.OPENING, OperationKind.EXPIRY}
"""What no request of somebody at a till does: an import, and the end of a lot."""


@dataclass
class Till:
    """A shop in which Ann and Bob have a little of everything, and who sends things five times."""

    services: Services
    clock: SetClock
    ann: int
    bob: int
    sent: list[tuple[Callable[[], object], object]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)

    def act(self) -> Act:
        return Act(uuid7(self.clock))

    def five_times(self, do: Callable[[Act], Bill]) -> Bill:
        """Do what is answered with a bill five times, as `answered_five_times`."""
        first = self.answered_five_times(do)
        self.kinds.add(first.kind)
        return first

    def answered_five_times(self, do: Callable[[Act], T]) -> T:
        """Do it five times under one request id; see that nothing moves after the first."""
        act, before = self.act(), self.count()
        first = do(act)
        after = self.standing()
        assert self.count() == before + 1, first
        for _ in range(TIMES - 1):
            assert do(act) == first
        assert (self.count(), self.standing()) == (before + 1, after)
        self.sent.append((lambda: do(act), first))
        return first

    def issued_five_times(self, definition: str) -> str:
        """Give Ann a voucher five times; return its code."""

        def issue(act: Act) -> str:
            asked = IssueRequest(act, definition, (self.ann,))
            (one,) = self.services.benefits.issue(asked)
            return one.code

        self.kinds.add(OperationKind.VOUCHER_ISSUE)
        return self.answered_five_times(issue)

    def count(self) -> int:
        verdict = self.services.audit.verify()
        assert verdict.findings == ()
        return verdict.figures.operations

    def standing(self) -> list[object]:
        """Return everything that the two own, lot by lot, and what is on the shelf."""
        services = self.services
        return [services.rewards.all()] + [
            (
                services.ledger.standing(who),
                services.visits.of_customer(who),
                services.benefits.of_customer(who),
            )
            for who in (self.ann, self.bob)
        ]


@pytest.fixture
def till(shop_address: str) -> Iterator[Till]:
    clock = SetClock(NOON)
    services = new_shop(shop_address, clock)
    services.packages.add(NewPackage("cut", "Ten cuts", 20_000, Terms(10, 12)))
    services.vouchers.add(NewDefinition("ten", "Ten off", "amount_off", 1_000, points=10, days=9))
    services.rewards.add(NewReward("SOAP", "Soap", 20, stock=3))
    yield Till(services, clock, new_customer(services, "Ann"), new_customer(services, "Bob"))
    services.close()


def test_whatever_is_sent_five_times_counts_once(till: Till) -> None:
    """Long afterwards, too, each is answered with the first bill."""
    at, ann, bob = till.services, till.ann, till.bob
    till.five_times(lambda act: at.till.top_up(TopUpRequest(act, ann, 50_000)))
    sale = till.five_times(
        lambda act: at.till.sale(SaleRequest(act, ann, 6_800, payments={Means.STORED: 6_800}))
    )
    till.five_times(lambda act: at.till.redeem(RedeemRequest(act, ann, 30)))
    part = till.five_times(lambda act: at.refunds.refund(RefundRequest(act, sale.operation, 1_000)))
    till.five_times(
        lambda act: at.till.reverse(ReverseRequest(act, part.operation))  # undo
    )
    till.five_times(lambda act: at.refunds.refund(RefundRequest(act, sale.operation)))
    till.five_times(lambda act: at.value.transfer(TransferRequest(act, ann, bob, 5_500, "family")))
    till.five_times(lambda act: at.value.withdraw(WithdrawRequest(act, ann, 10_000)))
    right = AccountKind.POINTS
    till.five_times(lambda act: at.value.adjust(AdjustRequest(act, ann, right, 250, "goodwill")))
    cash = till.five_times(lambda act: at.value.cash(CashRequest(act, 10_000, "float")))
    till.five_times(
        lambda act: at.till.reverse(ReverseRequest(act, cash.operation, "wrong_amount"))  # void
    )
    packages_five_times(till)
    vouchers_five_times(till)
    assert till.kinds == set(OperationKind) - BY_A_JOB
    sent_again_much_later(till)


def packages_five_times(till: Till) -> None:
    at, ann, bob = till.services, till.ann, till.bob
    sold = (ItemQuantity("cut"),)
    package = till.five_times(lambda act: at.till.sale(SaleRequest(act, ann, items=sold)))
    till.five_times(lambda act: at.visits.use(UseRequest(act, ann, "cut", 2)))
    till.five_times(lambda act: at.visits.pause(PauseRequest(act, ann, "cut")))
    till.clock.instant += dt.timedelta(days=20)
    till.five_times(lambda act: at.visits.resume(PauseRequest(act, ann, "cut")))
    until = dt.date(2027, 12, 31)
    till.five_times(lambda act: at.visits.extend(ExtendRequest(act, ann, "cut", until, "illness")))
    till.five_times(
        lambda act: at.value.transfer(TransferRequest(act, ann, bob, 3, "present", "cut"))
    )
    right = AccountKind.VISITS
    till.five_times(
        lambda act: at.value.adjust(AdjustRequest(act, bob, right, 1, "goodwill", "cut"))
    )
    till.five_times(lambda act: at.refunds.refund(RefundRequest(act, package.operation, 4_000)))


def vouchers_five_times(till: Till) -> None:
    at, ann = till.services, till.ann
    used, void = till.issued_five_times("ten"), till.issued_five_times("ten")
    sale = till.five_times(lambda act: at.till.sale(SaleRequest(act, ann, 5_000, vouchers=(used,))))
    till.five_times(lambda act: at.refunds.refund(RefundRequest(act, sale.operation)))
    till.five_times(lambda act: at.benefits.void(VoidVoucherRequest(act, void, "mistake")))
    till.five_times(lambda act: at.benefits.buy(BuyRequest(act, ann, "ten")))
    soap = till.five_times(lambda act: at.benefits.redeem(RewardRequest(act, ann, "SOAP", 2)))
    till.five_times(lambda act: at.till.reverse(ReverseRequest(act, soap.operation)))


def sent_again_much_later(till: Till) -> None:
    """Send everything again when what was owned has ended, or is spent: that is not asked."""
    till.clock.instant = MUCH_LATER
    till.services.ledger.expire()
    before = till.count(), till.standing()
    for do, first in till.sent:
        assert do() == first
    assert (till.count(), till.standing()) == before


def test_what_has_ended_is_booked_once_however_often_it_is_asked_for(till: Till) -> None:
    till.services.till.top_up(TopUpRequest(till.act(), till.ann, 50_000))
    till.clock.instant = MUCH_LATER
    act = till.act()
    assert [till.services.ledger.expire(act) for _ in range(TIMES)] == [1] * TIMES
    assert [till.services.ledger.expire(till.act()) for _ in range(TIMES)] == [0] * TIMES
    assert till.count() == 2


def test_what_is_done_with_a_card_five_times_is_done_once(till: Till) -> None:
    cards, ann = till.services.cards, till.ann
    till.services.shop.set("card.validity_months", "12")

    def five_times(do: Callable[[Act], Card]) -> Card:
        act = till.act()
        answers = [do(act).number for _ in range(TIMES)]
        assert len(set(answers)) == 1
        return cards.show(answers[0]).card

    number = five_times(lambda act: cards.issue(ann, act, later=True)).number
    five_times(lambda act: cards.hand_over(number, act))
    five_times(lambda act: cards.freeze(number, "misuse", act))
    five_times(lambda act: cards.unfreeze(number, act))
    assert five_times(lambda act: cards.renew(number, act)).valid_until == dt.date(2028, 5, 4)
    five_times(lambda act: cards.report_lost(number, act))
    following = five_times(lambda act: cards.replace(number, act)).number
    five_times(lambda act: cards.void(following, act))
    assert [one.number for one in reversed(cards.of_customer(ann))] == [number, following]
    acts = [[one.act for one in cards.history(each)] for each in (number, following)]
    assert acts == [
        ["issue", "hand_over", "freeze", "unfreeze", "renew", "lost", "replace"],
        ["issue", "void"],
    ]
