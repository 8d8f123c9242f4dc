"""Vouchers and rewards in the shop and the oracle side by side."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from smbcrm.core.clock import SetClock
from smbcrm.membership.benefits.types import (
    BuyRequest,
    IssueRequest,
    RewardRequest,
    VoidVoucherRequest,
)
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.rewards.types import UNLIMITED, NewReward, RewardChanges
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.vouchers.types import NewDefinition
from tests.helpers.oracle_types import Accepted, Outcome, RewardRule, VoucherRule
from tests.helpers.twin import database, write_referrer
from tests.helpers.twin_packages import PackageTwin, define_packages

VOUCHERS = (
    VoucherRule("tenner", "amount_off", 1_000, days=30),
    VoucherRule("tenth", "percent_off", 1_050, minimum=500),
    VoucherRule("big", "amount_off", 3_333, minimum=5_000, days=400),
    VoucherRule("wash", "free_item", item="wash", days=3),
    VoucherRule("again", "next_visit", 700, days=60),
    VoucherRule("bought", "amount_off", 250, points=20, days=90),
    VoucherRule("silver", "amount_off", 1_999, days=90, entry="silver"),
    VoucherRule("gold", "percent_off", 2_000, entry="gold"),
    VoucherRule("two", "bring_a_friend", 900, days=45),
)
REWARDS = (RewardRule("soap", 15, stock=3), RewardRule("trim", 40))


def define_vouchers(services: Services) -> None:
    """Say in a shop what it gives; the oracle's rules have the same."""
    define_packages(services)
    for one in VOUCHERS:
        services.vouchers.add(
            NewDefinition(
                one.code,
                f"The {one.code}",
                one.does,
                one.value or None,
                one.item,
                one.minimum,
                one.days,
                on_entry=one.entry,
                points=one.points,
            )
        )
    for reward in REWARDS:
        services.rewards.add(NewReward(reward.code, reward.code, reward.points))


class VoucherTwin(PackageTwin):
    """A shop and its oracle in which vouchers are given; it went through `define_vouchers`.

    A voucher is known by its number in the oracle: that of the lot as which it was issued.
    """

    def __init__(self, services: Services, clock: SetClock, customers: int) -> None:
        super().__init__(services, clock, customers)
        self.oracle.rules = replace(self.oracle.rules, vouchers=VOUCHERS, rewards=REWARDS)
        for place, (friend, ours) in enumerate(self.customers):  # each brought the next, in a ring
            by, by_ours = self.customers[place - 1]
            if by != friend:
                self.oracle.brought(friend, by)
                write_referrer(services, ours, by_ours)
        for reward in REWARDS:  # other examples have used the same shop
            stock = UNLIMITED if reward.stock is None else reward.stock
            services.rewards.edit(reward.code, RewardChanges(stock=stock))

    def codes(self, who: int) -> dict[int, str]:
        """Return the codes of all vouchers of a customer by their numbers in the oracle."""
        theirs, ours = self.customers[who]
        found = database(self.services).run(lambda work: work.vouchers.of_customer(ours))
        issued = sorted(found, key=lambda one: one.issued_as)
        return dict(zip(self.oracle.vouchers_of(theirs), (one.code for one in issued), strict=True))

    def code(self, number: int) -> str:
        """Return the code of a voucher; one that nobody has where there is none."""
        for who in range(len(self.customers)):
            if number in (known := self.codes(who)):
                return known[number]
        return "V123"

    def issue(self, request: str, who: int, voucher: str, date: dt.date | None) -> None:
        """Give a voucher in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.issue_voucher(request, theirs, voucher, date=date)
        asked = IssueRequest(self._act(request, date), voucher, (ours,))
        self.both(lambda: self._issued(asked), expected)

    def _issued(self, asked: IssueRequest) -> None:
        self.services.benefits.issue(asked)

    def buy(self, request: str, who: int, voucher: str, date: dt.date | None) -> None:
        """Give a voucher for points in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.buy_voucher(request, theirs, voucher, date=date)
        asked = BuyRequest(self._act(request, date), ours, voucher)
        self.both(lambda: self.services.benefits.buy(asked), expected, who)

    def redeem_reward(self, request: str, who: int, reward: str, count: int) -> None:
        """Hand a reward over in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.redeem_reward(request, theirs, reward, count)
        asked = RewardRequest(self._act(request), ours, reward, count)
        self.both(lambda: self.services.benefits.redeem(asked), expected, who)

    def void_voucher(self, request: str, number: int) -> None:
        """Make a voucher void in both."""
        code = self.code(number)
        expected = self.oracle.void_voucher(request, number)
        asked = VoidVoucherRequest(self._act(request), code, "mistake")
        self.both(lambda: self.services.benefits.void(asked), expected)

    def sell_with(
        self,
        request: str,
        who: int | None,
        sold: int | dict[str, int],
        numbers: Sequence[int],
        date: dt.date | None,
    ) -> None:
        """Sell an amount, or packages by code, with vouchers, all in cash."""
        theirs, ours = (None, None) if who is None else self.customers[who]
        codes = tuple(map(self.code, numbers))
        act = self._act(request, date)
        if isinstance(sold, int):
            expected = self.oracle.sale(request, theirs, sold, vouchers=numbers, date=date)
            asked = SaleRequest(act, ours, sold, vouchers=codes)
        else:
            expected = self.oracle.sale(
                request, theirs, 0, packages=sold, vouchers=numbers, date=date
            )
            items = tuple(ItemQuantity(code, count * 1000) for code, count in sold.items())
            asked = SaleRequest(act, ours, items=items, vouchers=codes)
        bill = self.both(lambda: self.services.till.sale(asked), expected, who)
        self._same_bill(bill, expected, codes)

    @staticmethod
    def _same_bill(bill: Bill | None, expected: Outcome, codes: Sequence[str]) -> None:
        if bill is None or not isinstance(expected, Accepted):
            return
        assert (bill.amount, bill.points) == (expected.net, expected.points_earned)
        assert bill.discount == expected.discount
        used = [(one.code, one.amount) for one in bill.vouchers if one.moved < 0]
        assert used == list(zip(codes, (amount for _, amount in expected.off), strict=True))

    def check_vouchers(self) -> None:
        """Compare the lots of vouchers of every customer, and the stock of rewards."""
        for theirs, ours in self.customers:
            wallet = database(self.services).run(self._wallet, ours)
            lots = [
                ("vouchers", lot.remaining, lot.expires_on, lot.opened_on)
                for lot in wallet.lots_of(AccountKind.VOUCHERS)
            ]
            assert lots == list(self.oracle.state(theirs).vouchers)
        stock = {one.code: one.stock for one in self.services.rewards.all()}
        for reward in REWARDS:
            left = None if reward.stock is None else self.oracle.stock_left(reward)
            assert stock[reward.code] == left

    def check_states(self, who: int) -> None:
        """Compare which vouchers of a customer live, as the shop tells of them."""
        theirs, ours = self.customers[who]
        known = self.codes(who)
        living = {one.code for one in self.services.benefits.of_customer(ours)}
        assert living == {known[number] for number in self.oracle.living_vouchers(theirs)}
