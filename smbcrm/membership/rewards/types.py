"""Rewards: the facts, and what is refused."""

from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.items.types import Item
from smbcrm.membership.items.wrong import WrongPart

UNLIMITED = -1
"""A stock that is given for a reward of which there is always enough."""


@dataclass(frozen=True, slots=True)
class NewReward:
    """A reward to add: its price in points, the code of the item it is, if it is one.

    `stock` None: there is always enough. `tiers` are the codes of those who may have it, empty:
    everybody.
    """

    code: str
    name: str
    points: int
    item: str | None = None
    stock: int | None = None
    tiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reward:
    """A reward of the catalogue; fields as in `NewReward`."""

    id: int
    code: str
    name: str
    points: int
    item: Item | None
    stock: int | None
    tiers: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class RewardChanges:
    """What changes of a reward; None: it stays. `UNLIMITED` stock, an empty item: none."""

    name: str | None = None
    points: int | None = None
    item: str | None = None
    stock: int | None = None
    tiers: tuple[str, ...] | None = None
    active: bool | None = None

    def given(self) -> dict[str, Any]:
        """Return the fields that change, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}

    def back_to(self, before: Reward) -> "RewardChanges":
        """Return what sets the same fields back to what they were."""
        return RewardChanges(
            None if self.name is None else before.name,
            None if self.points is None else before.points,
            None if self.item is None else (before.item.code if before.item else ""),
            None if self.stock is None else (UNLIMITED if before.stock is None else before.stock),
            None if self.tiers is None else before.tiers,
            None if self.active is None else before.active,
        )


class RewardTaken(NamedTuple):
    """What a redemption took: the reward (its id), and how many."""

    reward: int
    quantity: int


class BadReward(WrongPart):
    """A code, name, price or stock that cannot be."""


class RewardCodeTaken(UserError):
    """Another reward has the code."""

    msgid = N_("{code} is the code of another reward. Choose another one.")


class UnknownReward(UserError):
    """The catalogue has no such reward."""

    msgid = N_("There is no reward {code}.")
    command = N_("See: smbcrm reward list")


class RewardOff(UserError):
    """A reward that is not given any more."""

    msgid = N_("{reward} is switched off. Choose another reward.")


class OutOfStock(UserError):
    """Fewer are there than asked for, or none."""

    msgid = N_("Of {reward} there are {left}, {asked} are asked for. {instead}")

    def __init__(
        self, *, reward: str, left: int | None, asked: int, instead: object = None
    ) -> None:
        fewer, another = N_("Choose fewer or another one."), N_("Choose another one.")
        told = instead or Text(fewer if left else another)
        super().__init__(reward=reward, left=left, asked=asked, instead=told)


class RewardTooDear(UserError):
    """The points do not reach."""

    msgid = N_(
        "{reward} costs {points} points and {available} are there: {short} are missing. Choose "
        "another one."
    )


class BadRewardCount(UserError):
    """Nought rewards, or an absurd number."""

    msgid = N_("The number of rewards must be from 1 to {most}.")


class RewardCosts(UserError):
    """The points typed are not the price."""

    msgid = N_("{reward} costs {points} points, {asked} are typed. Leave the points out.")
