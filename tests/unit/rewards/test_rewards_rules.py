"""Rules of rewards: what may stand in the catalogue, who gets what."""

from dataclasses import replace

import pytest

from smbcrm.membership.rewards import rules, types
from smbcrm.membership.rewards.types import UNLIMITED, NewReward, Reward, RewardChanges
from smbcrm.membership.tiers.limits import NotForTier
from smbcrm.membership.tiers.types import UnknownTier
from tests.unit.vouchers.samples import TIERS, TRIM

SOAP = NewReward("SOAP", "Soap", 100, stock=2)
KEPT = Reward(1, "SOAP", "Soap", 100, None, 2, (), active=True)


def test_a_reward_is_kept_as_it_is_said() -> None:
    said = replace(SOAP, code=" SOAP ", name=" Soap ", item="", tiers=("gold", "gold"))
    assert rules.check_reward(said, TIERS) == replace(SOAP, tiers=("gold",))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(SOAP, code="a b"),
        replace(SOAP, name=""),
        replace(SOAP, points=0),
        replace(SOAP, stock=-1),
    ],
)
def test_what_cannot_be_is_refused(wrong: NewReward) -> None:
    with pytest.raises(types.BadReward):
        rules.check_reward(wrong, TIERS)


def test_a_tier_must_be_known() -> None:
    with pytest.raises(UnknownTier):
        rules.check_reward(replace(SOAP, tiers=("bronze",)), TIERS)


def test_changes_and_the_way_back() -> None:
    trim = replace(KEPT, item=TRIM)
    changes = RewardChanges("Fine soap", 150, "", UNLIMITED, ("gold",), active=False)
    after = rules.changed(trim, changes, TIERS)
    assert after == NewReward("SOAP", "Fine soap", 150, None, None, ("gold",))
    back = changes.back_to(trim)
    assert back == RewardChanges("Soap", 100, "TRIM", 2, (), active=True)
    endless = changes.back_to(replace(KEPT, stock=None))
    assert (endless.stock, endless.item) == (UNLIMITED, "")
    assert RewardChanges().back_to(KEPT) == RewardChanges()
    assert rules.changed(KEPT, RewardChanges(stock=5), TIERS).stock == 5
    assert rules.changed(KEPT, RewardChanges(), TIERS) == SOAP


def test_so_many_cost_so_much() -> None:
    assert rules.price(KEPT, 3, None) == 300
    assert rules.price(KEPT, 3, 300) == 300
    with pytest.raises(types.RewardCosts, match="costs 300 points, 100 are typed"):
        rules.price(KEPT, 3, 100)
    for count in (0, -1, 1_001):
        with pytest.raises(types.BadRewardCount):
            rules.price(KEPT, count, None)


def test_why_a_reward_cannot_be_had() -> None:
    def refused(reward: Reward, count: int = 1) -> type | None:
        found = rules.refused(reward, count, TIERS[0], TIERS)
        return None if found is None else type(found)

    assert refused(KEPT, 2) is None
    assert refused(replace(KEPT, stock=None), 900) is None
    assert refused(KEPT, 3) is types.OutOfStock
    assert refused(replace(KEPT, active=False)) is types.RewardOff
    assert refused(replace(KEPT, tiers=("gold",))) is NotForTier
    assert refused(replace(KEPT, tiers=("regular",))) is None


def test_too_dear_says_how_many_points_are_missing() -> None:
    assert rules.too_dear(KEPT, 100, 100) is None
    short = rules.too_dear(KEPT, 100, 40)
    assert short is not None
    assert short.params["short"] == 60
