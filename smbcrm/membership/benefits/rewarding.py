"""Rewards handed over for points."""

from dataclasses import replace

from smbcrm.core.clock import Clock
from smbcrm.membership.benefits.types import RewardRequest
from smbcrm.membership.bills.types import Bill, BillReward
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.posting import wallet_today
from smbcrm.membership.ledger.types import POINT, AccountKind, House, OperationKind
from smbcrm.membership.rewards import rules
from smbcrm.membership.rewards.steps import reward_called
from smbcrm.membership.rewards.types import OutOfStock
from smbcrm.membership.sales.desk import (
    Deed,
    ask,
    balances,
    carry_out,
    close_desk,
    open_desk,
)
from smbcrm.membership.sales.errors import PointsBelowZero
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.tiers.steps import tier_on


def redeem_reward(work: TillWork, clock: Clock, request: RewardRequest) -> Bill:
    """Hand a reward over for points; the same request again returns the first bill."""
    arguments = {
        "customer": request.customer,
        "reward": request.reward,
        "quantity": request.quantity,
        "points": request.points,
    }
    asked = ask(work, OperationKind.REDEMPTION, request.act, arguments)
    if asked.first is not None:
        return asked.first
    desk = open_desk(work, clock, request.act, asked)
    # What the shop gives is held before the accounts, as with vouchers, and the chain after both.
    reward = reward_called(work, request.reward, hold=True)
    wallet = wallet_today(work, request.customer, desk.request, desk.today)
    points = rules.price(reward, request.quantity, request.points)
    tier = tier_on(work, wallet.holder, desk.date)
    lots = wallet.lots_of(AccountKind.POINTS)
    have = ledger.redeemable(lots)
    refused = rules.refused(reward, request.quantity, tier, work.tiers.all())
    if refused is not None:
        raise refused
    if have < 0:
        raise PointsBelowZero
    if (refused := rules.too_dear(reward, points, have)) is not None:
        raise refused
    if not work.rewards.take(reward.id, request.quantity):
        raise OutOfStock(reward=reward.name, left=reward.stock, asked=request.quantity)
    entries = (*ledger.draw(lots, points), ledger.house(House.POINTS, POINT, points))
    operation, blank = carry_out(work, desk, wallet, Deed(OperationKind.REDEMPTION, 0, entries))
    work.rewards.note(operation.seq, reward.id, request.quantity)
    before = balances(wallet)
    bill = replace(
        blank,
        points=-points,
        before=before,
        after=replace(before, points=before.points - points),
        reward=BillReward(reward.code, reward.name, request.quantity),
    )
    return close_desk(work, desk, operation, bill)
