"""What customers are given: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.benefits import choosing
from smbcrm.membership.benefits.issuing import buy, issue, issue_told, void
from smbcrm.membership.benefits.rewarding import redeem_reward
from smbcrm.membership.benefits.types import (
    BuyRequest,
    IssueRequest,
    RewardChoice,
    RewardRequest,
    VoidVoucherRequest,
    VoucherChoice,
    VoucherShown,
)
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.quoting import SaleDraft
from smbcrm.membership.vouchers import rules
from smbcrm.membership.vouchers.steps import voucher_called
from smbcrm.membership.vouchers.types import Definition, Voucher


@dataclass(frozen=True, slots=True)
class BenefitService:
    """Gives vouchers and rewards, once for each request id however often it is sent.

    A quote is the bill before it is written, and raises what the method would raise.
    """

    uow: UnitOfWork[TillWork]
    clock: Clock

    def issue(self, request: IssueRequest) -> tuple[Voucher, ...]:
        """Give customers a voucher, all or none.

        Raises UnknownDefinition, DefinitionOff, NotForTier, AlreadyExpired.
        """
        return self.uow.run(issue, self.clock, request)

    def give(self, request: IssueRequest) -> Bill:
        """Give one customer a voucher as `issue`, told as a bill, which is kept nowhere.

        Raises as `issue`.
        """
        return self.uow.run(issue_told, self.clock, request)

    def quote_give(self, request: IssueRequest) -> Bill:
        """Return what `give` would tell."""
        return self.uow.rehearse(issue_told, self.clock, request)

    def definitions_for(self, customer: int) -> tuple[Definition, ...]:
        """Return the vouchers that the shop gives today and this customer may have, by code."""
        return self.uow.read(lambda work: choosing.definitions_for(work, self.clock, customer))

    def buy(self, request: BuyRequest) -> Bill:
        """Give a customer a voucher for points.

        Raises as `issue`, and NotForPoints, PointsBelowZero, ShortPoints.
        """
        return self.uow.run(buy, self.clock, request)

    def quote_buy(self, request: BuyRequest) -> Bill:
        """Return the bill that `buy` would write."""
        return self.uow.rehearse(buy, self.clock, request)

    def void(self, request: VoidVoucherRequest) -> Bill:
        """Make a voucher void.

        Raises UnknownVoucher, VoucherUsed, VoucherExpired, VoucherIsVoid, VoucherHeld, BadReason.
        """
        return self.uow.run(void, self.clock, request)

    def quote_void(self, request: VoidVoucherRequest) -> Bill:
        """Return the bill that `void` would write."""
        return self.uow.rehearse(void, self.clock, request)

    def redeem(self, request: RewardRequest) -> Bill:
        """Hand a reward over for points; its stock never goes below zero.

        Raises UnknownReward, BadRewardCount, RewardCosts, RewardOff, OutOfStock, NotForTier,
        PointsBelowZero, RewardTooDear.
        """
        return self.uow.run(redeem_reward, self.clock, request)

    def quote_redeem(self, request: RewardRequest) -> Bill:
        """Return the bill that `redeem` would write."""
        return self.uow.rehearse(redeem_reward, self.clock, request)

    def hold(self, act: Act, code: str) -> Voucher:
        """Lay a voucher at a till, for a sale that is being made there.

        It is free again after `rules.HOLD`, and at once with `release` or when it is used. Raises
        UnknownVoucher and as `rules.why_not`.
        """
        return self.uow.run(self._hold, act, code)

    def release(self, act: Act, code: str) -> None:
        """Let a voucher go that lies at a till. Raises UnknownVoucher."""
        self.uow.run(self._release, act, code)

    def show(self, code: str, act: Act | None = None) -> VoucherShown:
        """Return a voucher with where it stands and what happened to it; raise UnknownVoucher."""
        act = act or Act(uuid7(self.clock))
        return self.uow.read(lambda work: choosing.shown(work, self.clock, act, code))

    def of_customer(self, customer: int, act: Act | None = None) -> tuple[Voucher, ...]:
        """Return the vouchers of a customer that are not over, soonest end first."""
        act = act or Act(uuid7(self.clock))
        return self.uow.read(self._of_customer, customer, act)

    def voucher_choices(self, act: Act, draft: SaleDraft) -> tuple[VoucherChoice, ...]:
        """Return the vouchers of a draft's customer, with what each takes off or why it cannot.

        The draft is priced as a sale would be, and taken back. The act is one that nothing is ever
        recorded under.
        """
        return self.uow.rehearse(choosing.voucher_choices, self.clock, act, draft)

    def reward_choices(self, customer: int) -> tuple[RewardChoice, ...]:
        """Return the rewards, the cheapest first, with why a customer cannot have one."""
        return self.uow.read(lambda work: choosing.reward_choices(work, self.clock, customer))

    def _hold(self, work: TillWork, act: Act, code: str) -> Voucher:
        voucher, here = voucher_called(work, code), choosing.here_of(work, self.clock, act)
        refused = rules.why_not(voucher, here)
        if refused is not None:
            raise refused
        if not work.vouchers.hold(voucher.code, here):
            return self._hold(work, act, code)  # another till was quicker: look at it again
        return voucher_called(work, code)

    def _release(self, work: TillWork, act: Act, code: str) -> None:
        voucher, here = voucher_called(work, code), choosing.here_of(work, self.clock, act)
        work.vouchers.release(voucher.code, here.terminal)

    def _of_customer(self, work: TillWork, customer: int, act: Act) -> tuple[Voucher, ...]:
        here = choosing.here_of(work, self.clock, act)
        found = work.vouchers.of_customer(customer)
        return tuple(one for one in found if rules.dead(one, here.today) is None)
