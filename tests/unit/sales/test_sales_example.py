"""The example that the settings tell is what a sale of that amount comes to. Amounts are cents."""

from pathlib import Path

import pytest

from smbcrm import bootstrap
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.core.money import Currency
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.example import Example, example, round_amount
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.membership.shop.types import Rates
from smbcrm.membership.tiers.types import Tier, TierChanges
from tests.helpers.salon import NOW

A_POINT_FOR_1 = Rates(1, 100, 100, 100, 12, 12)
GOLD = Tier(3, "gold", 2, "Gold", 100_000, 150, 0)


def test_gold_earns_half_as_much_again() -> None:
    assert example(10_000, GOLD, A_POINT_FOR_1) == Example(10_000, 10_000, 150, 150)


def test_points_are_earned_on_what_is_paid_after_the_discount() -> None:
    told = example(10_000, Tier(3, "gold", 2, "Gold", None, 150, 750), A_POINT_FOR_1)
    assert (told.net, told.discount, told.points) == (9_250, 750, 138)


def test_points_worth_no_whole_cent_are_told_by_the_cent_below() -> None:
    told = example(10_000, GOLD, Rates(1, 100, 3, 1, 12, 12))
    assert told.worth == 50
    assert example(10_100, GOLD, Rates(1, 100, 3, 1, 12, 12)).worth == 50


@pytest.mark.parametrize(("code", "sum_"), [("USD", 10_000), ("TWD", 1_000), ("KWD", 100_000)])
def test_examples_are_told_with_a_round_sum(code: str, sum_: int) -> None:
    assert round_amount(Currency.of(code)) == sum_


@pytest.fixture
def shop(tmp_path: Path) -> Services:
    new = NewShop("Tea", "USD", "US", "America/New_York")
    return bootstrap.create_shop(str(tmp_path / "tea.db"), new, clock=SetClock(NOW), durable=False)


def test_it_is_what_the_till_does(shop: Services) -> None:
    shop.tiers.edit("regular", TierChanges(points_factor=137, discount=333))
    person = shop.customers.add(Details(full_name="Ann"), Act(uuid7(shop.clock))).id
    bill = shop.till.sale(SaleRequest(Act(uuid7(shop.clock)), person, 9_999))
    told = example(9_999, shop.tiers.all()[0], shop.shop.shop().rates)
    assert (told.net, told.points) == (bill.amount, bill.points)
    shop.close()
