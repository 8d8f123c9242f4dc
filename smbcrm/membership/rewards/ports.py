"""What rewards need from the outside."""

from typing import Protocol

from smbcrm.core.work import Recorder
from smbcrm.membership.items.ports import ItemWork
from smbcrm.membership.items.types import Item
from smbcrm.membership.rewards.types import NewReward, Reward, RewardTaken
from smbcrm.membership.staff.ports import ActWork
from smbcrm.membership.tiers.ports import TierWork


class RewardStore(Protocol):
    """The catalogue with its stock, and what was taken of it."""

    def all(self) -> tuple[Reward, ...]:
        """Return every reward, the cheapest first."""

    def get(self, code: str, *, hold: bool = False) -> Reward | None:
        """Return the reward with that code; `hold` it to the end of the step."""

    def hold(self, reward: int) -> None:
        """Hold a reward (its id) to the end of the step."""

    def add(self, new: NewReward, item: Item | None) -> None:
        """Add a reward that was checked before."""

    def put(self, new: NewReward, item: Item | None, *, active: bool) -> None:
        """Write a known reward, by its code, that was checked before."""

    def take(self, reward: int, quantity: int) -> bool:
        """Take so many from the stock, if there are; of several tills at once each gets its own."""

    def note(self, operation: int, reward: int, quantity: int) -> None:
        """Note what an operation, by its sequence number, took."""

    def taken(self, operation: int) -> RewardTaken | None:
        """Return what an operation, by its sequence number, took."""

    def put_back(self, taken: RewardTaken) -> None:
        """Put what was taken back into the stock."""


class RewardWork(Recorder, Protocol):
    """The slice of a unit of work that knows rewards."""

    @property
    def rewards(self) -> RewardStore:
        """The rewards."""


class RewardDesk(RewardWork, ItemWork, TierWork, ActWork, Protocol):
    """Everything that the use cases of the catalogue need."""
