"""Rewards: pure rules (product.md section 3, Points)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from smbcrm.core.amounts import LARGEST
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.text import clean
from smbcrm.membership.items import wrong
from smbcrm.membership.items.rules import CODE, LONGEST_NAME
from smbcrm.membership.rewards import types
from smbcrm.membership.rewards.types import UNLIMITED, NewReward, Reward, RewardChanges
from smbcrm.membership.tiers.limits import check_known, check_tier
from smbcrm.membership.tiers.types import Tier

MOST_AT_ONCE = 1_000
_STOCK = N_("A stock is at least 0.")


def check_reward(new: NewReward, tiers: Sequence[Tier]) -> NewReward:
    """Return a reward as it is kept; raise BadReward or UnknownTier."""
    code, name = new.code.strip(), clean(new.name).strip()
    parts = (
        (CODE.fullmatch(code) is not None, wrong.CODE_FORM),
        (0 < len(name) <= LONGEST_NAME, wrong.NAME_FORM),
        (0 < new.points <= LARGEST, wrong.POINTS_FORM),
        (new.stock is None or 0 <= new.stock <= LARGEST, _STOCK),
    )
    wrong.check_parts(types.BadReward, parts)
    check_known(new.tiers, tiers)
    return replace(
        new, code=code, name=name, item=new.item or None, tiers=tuple(dict.fromkeys(new.tiers))
    )


def changed(before: Reward, changes: RewardChanges, tiers: Sequence[Tier]) -> NewReward:
    """Return a reward with its changes; its code stays. Raises as `check_reward`."""
    given: dict[str, Any] = changes.given()
    given.pop("active", None)
    if given.get("stock") == UNLIMITED:
        given["stock"] = None
    return check_reward(replace(as_new(before), **given), tiers)


def as_new(known: Reward) -> NewReward:
    """Return a reward of the catalogue as it would be said anew."""
    return NewReward(
        known.code,
        known.name,
        known.points,
        known.item.code if known.item else None,
        known.stock,
        known.tiers,
    )


def price(reward: Reward, quantity: int, typed: int | None) -> int:
    """Return what so many cost; raise BadRewardCount, or RewardCosts where others were typed."""
    if not 0 < quantity <= MOST_AT_ONCE:
        raise types.BadRewardCount(most=MOST_AT_ONCE)
    points = reward.points * quantity
    if typed is not None and typed != points:
        raise types.RewardCosts(reward=reward.name, points=points, asked=typed)
    return points


def refused(reward: Reward, quantity: int, tier: Tier, tiers: Sequence[Tier]) -> UserError | None:
    """Return why a customer of a tier cannot have so many, whatever it costs; None where it can."""
    if not reward.active:
        return types.RewardOff(reward=reward.name)
    if reward.stock is not None and reward.stock < quantity:
        return types.OutOfStock(reward=reward.name, left=reward.stock, asked=quantity)
    try:
        check_tier(reward.name, reward.tiers, tier, tiers)
    except UserError as error:
        return error
    return None


def too_dear(reward: Reward, points: int, available: int) -> UserError | None:
    """Return that points do not reach, with how many are missing; None where they do."""
    if points <= available:
        return None
    return types.RewardTooDear(
        reward=reward.name, points=points, available=available, short=points - available
    )
