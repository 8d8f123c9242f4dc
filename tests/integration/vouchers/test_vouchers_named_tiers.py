"""A tier that vouchers or rewards name stays; what the shop gives can always be switched off."""

import datetime as dt

import pytest

from smbcrm.membership.rewards.types import NewReward, RewardChanges
from smbcrm.membership.tiers.types import NewTier, TierNamed
from smbcrm.membership.vouchers import errors
from smbcrm.membership.vouchers.types import NO_DAY, DefinitionChanges, NewDefinition
from tests.helpers.twin import database
from tests.integration.vouchers.conftest import VoucherShop


@pytest.fixture
def vip(shop: VoucherShop) -> VoucherShop:
    """Return a shop with a tier that a voucher and a reward are for, and another comes with."""
    shop.services.tiers.add(NewTier("vip", "VIP"))
    for new in (
        NewDefinition("forvip", "Only VIP", "amount_off", 100, tiers=("gold", "vip")),
        NewDefinition("withvip", "Hello VIP", "amount_off", 100, on_entry="vip"),
    ):
        shop.services.vouchers.add(new)
    shop.services.rewards.add(NewReward("HAT", "A hat", 10, tiers=("vip",)))
    return shop


def test_a_tier_is_not_taken_away_while_something_is_for_it(vip: VoucherShop) -> None:
    services = vip.services
    with pytest.raises(TierNamed) as refused:
        services.tiers.drop("vip")
    assert refused.value.params == {"name": "VIP", "named": ["A hat", "Hello VIP", "Only VIP"]}
    services.vouchers.edit("withvip", DefinitionChanges(on_entry="", active=False))
    services.vouchers.edit("forvip", DefinitionChanges(tiers=("gold",)))
    services.rewards.edit("HAT", RewardChanges(active=False))
    with pytest.raises(TierNamed, match="A hat"):
        services.tiers.drop("vip")
    services.rewards.edit("HAT", RewardChanges(tiers=()))
    services.tiers.drop("vip")
    assert "vip" not in {one.code for one in services.tiers.all()}


def test_what_names_a_tier_that_is_gone_is_switched_off(vip: VoucherShop) -> None:
    """A shop of before, in which such a tier could be taken away."""
    database(vip.services).run(_forget_vip)
    services = vip.services
    for active in (False, True, False):
        changed = services.vouchers.edit("forvip", DefinitionChanges(active=active))
        assert (changed.after.active, changed.after.tiers) == (active, ("gold", "vip"))
        assert services.rewards.edit("HAT", RewardChanges(active=active)).after.active is active
    services.vouchers.edit("forvip", DefinitionChanges(tiers=("gold",)))


def _forget_vip(work: object) -> None:
    session = work.session  # type: ignore[attr-defined] # the step of any unit of work
    session.execute("UPDATE voucher_definition SET on_entry = NULL WHERE code = 'withvip'")
    session.execute("DELETE FROM tier_past WHERE tier = (SELECT id FROM tier WHERE code = 'vip')")
    session.execute("DELETE FROM tier WHERE code = 'vip'")


def test_a_voucher_that_is_over_is_not_defined(shop: VoucherShop) -> None:
    vouchers, over = shop.services.vouchers, dt.date(2026, 3, 9)
    with pytest.raises(errors.VoucherOver) as refused:
        vouchers.add(NewDefinition("old", "Old", "amount_off", 100, last_day=over))
    assert refused.value.params == {"date": over, "today": dt.date(2026, 3, 10)}
    today = dt.date(2026, 3, 10)
    made = vouchers.add(NewDefinition("old", "Old", "amount_off", 100, last_day=today))
    with pytest.raises(errors.VoucherOver):
        vouchers.edit("old", DefinitionChanges(last_day=over))
    shop.on(3, 20)
    vouchers.edit("old", DefinitionChanges(name="Older", active=False))
    assert vouchers.get("old").last_day == made.last_day
    vouchers.edit("old", DefinitionChanges(last_day=NO_DAY))
