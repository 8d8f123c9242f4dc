"""The example of a file of rules can be tried in any shop, in the money of that shop."""

from collections.abc import Iterator

import pytest

from smbcrm.bootstrap import create_shop
from smbcrm.cli.rules_example import example
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.membership.tiers.types import NewTier, TierChanges


@pytest.fixture(params=["USD", "CNY", "TWD", "JPY"])
def services(request: pytest.FixtureRequest, shop_address: str) -> Iterator[Services]:
    services = create_shop(shop_address, NewShop("Ann's", request.param), durable=False)
    yield services
    services.close()


def test_the_example_is_tried_in_the_money_of_the_shop(services: Services) -> None:
    rules, currency = services.what_if.current()
    shown = example(rules, currency, str)
    outcome = services.what_if.replay(services.what_if.read(shown.encode()))
    assert [tier.code for tier in outcome.after.tiers] == ["regular", "silver", "gold", "platinum"]
    (offer,) = outcome.after.offers
    money = {"USD": (20_000, 35_000), "CNY": (100_000, 175_000), "TWD": (6_000, 10_500)}
    silver = outcome.after.tiers[1].spend_from
    assert (offer.amount, silver) == money.get(currency.code, (200, None))
    assert ".00" in shown or currency.exponent == 0


def test_it_is_made_of_the_tiers_that_there_are(services: Services) -> None:
    tiers = services.tiers
    tiers.add(NewTier("platinum", "Platinum", TierChanges(visits_from=30)))
    rules, currency = services.what_if.current()
    shown = example(rules, currency, str)
    assert "[tiers.platinum-2]" in shown
    outcome = services.what_if.replay(services.what_if.read(shown.encode()))
    assert [tier.name for tier in outcome.after.tiers][-2:] == ["Platinum", "Platinum 2"]
