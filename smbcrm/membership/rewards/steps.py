"""Steps on rewards that several use cases share."""

from smbcrm.core.text import clean
from smbcrm.membership.rewards.ports import RewardWork
from smbcrm.membership.rewards.types import Reward, UnknownReward


def reward_called(work: RewardWork, code: str, *, hold: bool = False) -> Reward:
    """Return the reward with that code; raise UnknownReward."""
    found = work.rewards.get(clean(code).strip(), hold=hold)
    if found is None:
        raise UnknownReward(code=code)
    return found


def hold_stock(work: RewardWork, operation: int) -> None:
    """Hold the reward that an operation, by its sequence number, took: before the accounts are."""
    taken = work.rewards.taken(operation)
    if taken is not None:
        work.rewards.hold(taken.reward)


def put_stock_back(work: RewardWork, operation: int) -> None:
    """Put back what an operation that is taken back, by its sequence number, took of a reward."""
    taken = work.rewards.taken(operation)
    if taken is not None:
        work.rewards.put_back(taken)
