"""What is said where too few of a reward are there: "fewer" only where there are some."""

import pickle

import pytest

from smbcrm.membership.rewards.types import OutOfStock


@pytest.mark.parametrize(
    ("left", "advice"), [(0, "Choose another one."), (2, "Choose fewer or another one.")]
)
def test_fewer_can_be_chosen_only_of_some(left: int, advice: str) -> None:
    error = OutOfStock(reward="Mug", left=left, asked=3)
    assert str(error) == f"Of Mug there are {left}, 3 are asked for. {advice}"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own
