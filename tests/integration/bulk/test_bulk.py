"""One deed for many customers: who has it, who is left out and why, and the way back."""

import datetime as dt
from collections.abc import Iterator

import pytest

from smbcrm.core.errors import UserError
from smbcrm.membership.bulk import types
from smbcrm.membership.bulk.deeds import Consent, Hold, Tag, Voucher
from smbcrm.membership.bulk.ports import Deed
from smbcrm.membership.bulk.types import LeftOut, Outcome
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.requests.types import Act
from smbcrm.membership.tiers.types import HoldReason, UnknownTier
from smbcrm.membership.vouchers.errors import DefinitionOff, UnknownDefinition
from smbcrm.membership.vouchers.types import DefinitionChanges, NewDefinition
from tests.helpers.shops import StillShop, still_shop

NOBODY = 999_999
YES, NO = ConsentState.GIVEN, ConsentState.REFUSED


@pytest.fixture
def shop(shop_address: str) -> Iterator[StillShop]:
    """Yield a shop of its own."""
    with still_shop(shop_address) as made:
        yield made


@pytest.fixture
def crowd(shop: StillShop) -> list[int]:
    """Return five customers: the fourth is deceased, the fifth wants no contact."""
    add = shop.services.customers.add
    more = [{}, {}, {}, {"status": Status.DECEASED}, {"status": Status.DO_NOT_CONTACT}]
    return [
        add(Details(full_name=f"Person {n}", **one), shop.act(n)).id  # type: ignore[arg-type]
        for n, one in enumerate(more)
    ]


def tags(shop: StillShop, crowd: list[int]) -> list[tuple[str, ...]]:
    return [shop.services.customers.get(one).profile.tags for one in crowd]


def tier(shop: StillShop, customer: int) -> str:
    return shop.services.customers.show(customer).tier


def way_back(deed: Deed, shop: StillShop) -> Deed | None:
    return deed.back(shop.act(50))


def vouchers(shop: StillShop, crowd: list[int]) -> list[int]:
    return [len(shop.services.benefits.of_customer(one)) for one in crowd]


def test_a_tag_is_put_on_and_taken_back(shop: StillShop, crowd: list[int]) -> None:
    bulk, deed = shop.services.bulk, Tag(" VIP ")
    shop.services.customers.edit(crowd[0], Details(tags=("VIP", "first")))
    looked = bulk.look(deed, [*crowd, NOBODY])
    assert looked.fit == 4
    assert set(looked.left) == {LeftOut(types.HAS_IT, 1), LeftOut(types.GONE, 1)}
    made = bulk.do(deed, [*crowd, NOBODY], shop.act(50))
    assert made.done == tuple(crowd[1:])
    assert set(made.left) == set(looked.left)
    assert tags(shop, crowd) == [("VIP", "first"), *[("VIP",)] * 4]
    assert bulk.do(deed, crowd, shop.act(50)).done == ()
    back = deed.back(shop.act(50))
    assert bulk.look(back, crowd).fit == 5
    assert bulk.do(back, made.done, shop.act(51)).done == made.done
    assert tags(shop, crowd) == [("VIP", "first"), *[()] * 4]
    assert bulk.look(back, crowd).left == (LeftOut(types.HAS_NOT, 4),)


def test_a_yes_goes_to_nobody_who_has_said_no(shop: StillShop, crowd: list[int]) -> None:
    bulk, sms = shop.services.bulk, ConsentChannel.SMS
    edit = shop.services.customers.edit
    edit(crowd[0], Details(consents=(ConsentSaid(sms, NO, "by phone"),)))
    edit(crowd[1], Details(consents=(ConsentSaid(sms, YES, "by phone"),)))
    deed = Consent(sms, YES, "signed the list on the counter")
    made = bulk.do(deed, crowd, shop.act(50))
    assert made.done == (crowd[2], crowd[3])
    assert set(made.left) == {
        LeftOut(types.SAID_NO, 1),
        LeftOut(types.SAID_SO, 1),
        LeftOut(types.NO_CONTACT, 1),
    }
    (said,) = shop.services.customers.get(crowd[2]).consents
    assert (said.channel, said.state, said.how) == (sms, YES, deed.how)
    assert way_back(deed, shop) is None
    no = Consent(sms, NO, "the number was sold")
    assert bulk.do(no, crowd, shop.act(51)).done == tuple(crowd[1:])
    with pytest.raises(UserError):
        bulk.do(Consent(ConsentChannel.CALL, YES, "x" * 1000), crowd)


def test_a_yes_needs_a_how(shop: StillShop, crowd: list[int]) -> None:
    with pytest.raises(types.NoHow):
        shop.services.bulk.do(Consent(ConsentChannel.SMS, YES, " "), crowd)
    with pytest.raises(types.NoHow):
        shop.services.bulk.look(Consent(ConsentChannel.SMS, YES, ""), crowd)
    assert shop.services.customers.get(crowd[0]).consents == ()


def test_a_tier_is_held_and_taken_back(shop: StillShop, crowd: list[int]) -> None:
    bulk = shop.services.bulk
    deed = Hold("gold", dt.date(2026, 12, 31), HoldReason.GOODWILL)
    made = bulk.do(deed, crowd, shop.act(50))
    assert made.done == (*crowd[:3], crowd[4])
    assert made.left == (LeftOut(types.DECEASED, 1),)
    assert tier(shop, crowd[0]) == "Gold"
    back = deed.back(shop.act(50))
    shop.services.tiers.unhold(crowd[0])
    taken = bulk.do(back, made.done, shop.act(51))
    assert taken.done == (crowd[1], crowd[2], crowd[4])
    assert taken.left == (LeftOut(types.REFUSED, 1),)
    assert {tier(shop, one) for one in crowd} == {"Regular"}
    assert way_back(back, shop) is None
    with pytest.raises(UnknownTier):
        bulk.do(Hold("platinum", None, HoldReason.GOODWILL), crowd)


def test_a_voucher_is_given_and_taken_back(shop: StillShop, crowd: list[int]) -> None:
    bulk, deed = shop.services.bulk, Voucher("TEN")
    shop.services.vouchers.add(NewDefinition("TEN", "Ten off", "amount_off", 1000))
    for _ in range(2):
        made = bulk.do(deed, crowd, shop.act(50))
        assert made.done == (*crowd[:3], crowd[4])
        assert made.left == (LeftOut(types.DECEASED, 1),)
        assert vouchers(shop, crowd) == [1, 1, 1, 0, 1]
    back = deed.back(shop.act(50))
    assert bulk.do(back, made.done, shop.act(51)).done == made.done
    assert vouchers(shop, crowd) == [0] * 5
    assert way_back(back, shop) is None
    with pytest.raises(UnknownDefinition):
        bulk.look(Voucher("NONE"), crowd)
    shop.services.vouchers.edit("TEN", DefinitionChanges(active=False))
    with pytest.raises(DefinitionOff):
        bulk.do(deed, crowd, shop.act(52))


def test_a_voucher_of_a_tier_goes_to_nobody_else(shop: StillShop, crowd: list[int]) -> None:
    gold = NewDefinition("TEN", "Ten off", "amount_off", 1000, tiers=("gold",))
    shop.services.vouchers.add(gold)
    shop.services.bulk.do(Hold("gold", None, HoldReason.FAMILY), crowd[:1])
    looked = shop.services.bulk.look(Voucher("TEN"), crowd)
    assert (looked.fit, looked.left[0]) == (1, LeftOut(types.OTHER_TIER, 3))
    assert shop.services.bulk.do(Voucher("TEN"), crowd).done == (crowd[0],)


def test_it_can_be_stopped_after_whole_batches(shop: StillShop, crowd: list[int]) -> None:
    told: list[tuple[int, int]] = []

    def go_on(through: int, of: int) -> bool:
        told.append((through, of))
        return through < 2

    made = shop.services.bulk.do(Hold("gold", None, HoldReason.FAMILY), crowd, shop.act(50), go_on)
    assert made == Outcome(tuple(crowd[:2]), (), stopped=True)
    assert told == [(0, 5), (1, 5), (2, 5)]


def test_what_was_done_is_told_where_something_goes_wrong(
    shop: StillShop, crowd: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    deed, do = Hold("gold", None, HoldReason.FAMILY), Hold.do

    def broken(self: Hold, work: object, means: object, customer: int, act: Act) -> None:
        if customer == crowd[2]:
            raise OSError
        do(self, work, means, customer, act)  # type: ignore[arg-type]

    monkeypatch.setattr(Hold, "do", broken)
    made = shop.services.bulk.do(deed, crowd, shop.act(50))
    assert made.done == tuple(crowd[:2])
    assert isinstance(made.fault, OSError)
    with pytest.raises(OSError):  # noqa: PT011 - the very one
        shop.services.bulk.do(deed, crowd[2:], shop.act(51))
    monkeypatch.undo()
    assert shop.services.bulk.do(deed, crowd, shop.act(50)).fault is None
