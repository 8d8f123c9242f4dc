"""A merge that is undone: the same rows, but for what was done in between."""

import datetime as dt

import pytest

from smbcrm.membership.cards.types import CardState
from smbcrm.membership.customers.kinds import ConsentChannel
from smbcrm.membership.customers.types import Details
from smbcrm.membership.merging import types
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.tiers.types import HoldRequest
from tests.helpers.unsigned import unsigned
from tests.integration.merging.conftest import MergeShop, differences


@pytest.mark.parametrize("turned", [False, True])
def test_the_same_rows_come_back(shop: MergeShop, *, turned: bool) -> None:
    before = shop.rows()
    pair = (shop.anna, shop.ann) if turned else (shop.ann, shop.anna)
    merge = shop.merge(*pair)
    shop.sound()
    assert differences(before, shop.rows())
    shop.later(days=3)
    undone = shop.undo(merge)
    assert undone.undone_at == shop.still.clock.now()
    assert differences(before, shop.rows()) == {}
    shop.sound()


def test_merges_in_turn_are_undone_from_the_last(shop: MergeShop) -> None:
    before = shop.rows()
    first = shop.merge()
    between = shop.rows()
    second = shop.merge(shop.cy, shop.ann)
    assert shop.services.cards.customer("C000002") == shop.cy
    assert [one.kept.id for one in shop.services.merging.all()] == [shop.cy, shop.cy]
    with pytest.raises(types.LaterMerge) as told:
        shop.undo(first)
    assert told.value.params == {"merge": first.id, "later": second.id}
    shop.undo(second)
    assert differences(between, shop.rows()) == {}
    shop.undo(first)
    assert differences(before, shop.rows()) == {}


def test_a_merge_of_somebody_named_in_it_stands_before_it(shop: MergeShop) -> None:
    first = shop.merge()
    second = shop.merge(shop.cy, shop.bo)  # Bo is Ann's spouse, and Anna brought him
    with pytest.raises(types.LaterMerge):
        shop.undo(first)
    shop.undo(second)
    shop.undo(first)
    assert {one.customer for one in shop.services.relationships.of(shop.anna)} == {shop.bo, shop.cy}


def test_a_merge_of_others_stands_in_nobodys_way(shop: MergeShop) -> None:
    first = shop.merge()
    add = shop.services.customers.add
    others = shop.merge(*(add(Details(full_name=name)).id for name in ("Eve", "Evelyn")))
    shop.undo(first)
    shop.undo(others)
    assert shop.services.customers.count() == 6


def test_what_was_written_since_stays_with_who_stayed(shop: MergeShop) -> None:
    merge = shop.merge()
    shop.later(days=1)
    shop.edit(
        shop.ann,
        email="ann@example.com",
        tags=("vip", "quiet", "new"),
        phones=("415-555-2671", "415-555-2672", "415-555-2673"),
    )
    shop.edit(shop.ann, notes=f"{shop.known(shop.ann).profile.notes}\ncame with a dog")
    noted = shop.services.notes.add(shop.ann, "sits by the window")
    shop.undo(merge)
    assert [one.id for one in shop.services.notes.of(shop.ann)] == [noted]
    assert [one.text for one in shop.services.notes.of(shop.anna)] == []
    ann, anna = shop.known(shop.ann).profile, shop.known(shop.anna).profile
    assert (ann.full_name, ann.email, ann.alert) == ("Ann Lee", "ann@example.com", "")
    assert ann.notes == "likes tea\ncame with a dog"
    assert set(ann.tags) == {"vip", "new"}
    assert [one.typed[-4:] for one in ann.phones] == ["2671", "2673"]
    assert [one.kind for one in ann.occasions] == ["birthday"]
    assert (anna.email, anna.alert, anna.tags) == (
        *("anna@example.com", "allergic to ammonia", ("quiet", "vip")),
    )
    assert [one.typed[-4:] for one in anna.phones] == ["2672", "2671"]
    shop.sound()


def test_a_card_changed_since_goes_back_as_it_is(shop: MergeShop) -> None:
    (number,) = shop.known(shop.anna).cards
    merge = shop.merge()
    shop.services.cards.freeze(number, "misuse")
    new = shop.services.cards.issue(shop.ann).number
    shop.undo(merge)
    assert shop.known(shop.anna).cards == (number,)
    assert new in shop.known(shop.ann).cards
    assert shop.services.cards.of_customer(shop.anna)[0].state is CardState.FROZEN


def test_what_was_refused_since_counts_for_both(shop: MergeShop) -> None:
    merge = shop.merge()
    shop.later(days=1)
    shop.refuse(shop.ann, ConsentChannel.LETTER)
    shop.refuse(shop.ann, ConsentChannel.CALL, "given")
    shop.undo(merge)
    for who, channels in ((shop.ann, {"letter", "call", "sms"}), (shop.anna, {"letter", "sms"})):
        said = shop.known(who).consents
        assert {one.channel for one in said} >= channels
        assert [one.state for one in said if one.channel == "letter"] == ["refused"]
    assert "call" not in {one.channel for one in shop.known(shop.anna).consents}


def test_links_and_pins_changed_since(shop: MergeShop) -> None:
    services = shop.services
    merge = shop.merge()
    services.spending_pins.set(shop.ann, "2222", current="4711")
    services.relationships.unlink(shop.ann, shop.cy)
    services.relationships.link(shop.ann, shop.cy, LinkKind.COLLEAGUE)
    shop.undo(merge)
    services.spending_pins.set(shop.ann, "3333", current="2222")
    services.spending_pins.set(shop.anna, "3333", current="4711")
    assert [one.kind for one in services.relationships.of(shop.anna)] == ["spouse", "colleague"]


def test_a_pin_typed_wrong_since_goes_back_as_it_is(shop: MergeShop) -> None:
    services = shop.services
    merge = shop.merge()
    with pytest.raises(Exception, match="PIN"):
        services.spending_pins.set(shop.ann, "2222", current="0000")
    shop.undo(merge)
    row = shop.still.uow.read(lambda work: work.spending_pins.get(shop.anna))
    assert row is not None
    assert row.wrong == 1
    assert shop.still.uow.read(lambda work: work.spending_pins.get(shop.ann)) is None


def test_what_is_gone_since_does_not_come_back(shop: MergeShop) -> None:
    add = shop.services.customers.add
    brought = add(Details(full_name="Di")).id
    shop.edit(shop.ann, referrer="C000004")
    shop.edit(shop.anna, referrer=shop.known(brought).code)
    shop.services.relationships.link(shop.anna, brought, LinkKind.COLLEAGUE)
    shop.services.relationships.link(shop.ann, brought, LinkKind.COLLEAGUE)
    merge = shop.merge()
    shop.services.spending_pins.remove(shop.ann, current="4711")
    shop.still.uow.run(unsigned(lambda work: work.customers.remove([brought])))
    shop.undo(merge)
    assert shop.known(shop.anna).profile.referrer is None
    assert shop.known(shop.ann).profile.referrer == shop.cy
    assert {one.customer for one in shop.services.relationships.of(shop.anna)} == {shop.bo, shop.cy}
    for who in (shop.ann, shop.anna):
        assert not shop.services.spending_pins.has(who)
    shop.sound()


def test_tiers_given_or_taken_back_since(shop: MergeShop) -> None:
    services = shop.services
    held = services.tiers.history(shop.anna)[-1]
    merge = shop.merge()
    services.tiers.hold(HoldRequest(shop.ann, "silver", None, "goodwill"), shop.act())
    shop.sell(shop.ann, 1_000)
    shop.undo(merge)
    assert services.tiers.history(shop.anna)[-1] == held
    last = services.tiers.history(shop.ann)[-1]
    assert (last.reason, last.held_until is None) == ("hand", False)
    again = shop.merge()
    services.tiers.unhold(shop.ann, shop.act())
    shop.undo(again)
    assert services.tiers.history(shop.ann)[-1].reason_code != "goodwill"


def test_operations_stay_with_the_accounts_they_touched(shop: MergeShop) -> None:
    before = {who: shop.owned(who) for who in (shop.ann, shop.anna)}
    merge = shop.merge()
    shop.top_up(shop.ann, 10_000)
    shop.sell(shop.ann, 6_000)
    spent = shop.sell(shop.ann, 30_000, Means.STORED)
    shop.undo(merge)
    shop.sound()
    after = {who: shop.owned(who) for who in (shop.ann, shop.anna)}
    total, was = (
        sum(one["principal"] + one.get("gift", 0) for one in owned.values())
        for owned in (after, before)
    )
    assert total == was + 10_000 - 30_000
    assert after[shop.anna]["points"] == before[shop.anna]["points"]
    assert after[shop.ann]["points"] > before[shop.ann]["points"]
    assert shop.services.history.of_customer(shop.ann)[0].id == spent.operation
    shop.void(spent)
    shop.sound()
    assert shop.owned(shop.anna) == before[shop.anna]


@pytest.mark.parametrize("turned", [False, True])
def test_a_sale_in_between_is_refunded_after_the_undo(shop: MergeShop, *, turned: bool) -> None:
    keep, other = (shop.anna, shop.ann) if turned else (shop.ann, shop.anna)
    before = shop.owned(other), shop.owned(keep)
    merge = shop.merge(keep, other)
    spent = shop.sell(keep, 30_000, Means.STORED)
    shop.undo(merge)
    shop.refund(spent, 10_000)
    shop.refund(spent)
    assert (shop.owned(other), shop.owned(keep)) == before
    shop.sound()


def test_too_late_and_not_twice(shop: MergeShop) -> None:
    merge = shop.merge()
    shop.later(days=types.UNDO_DAYS)
    assert shop.still.clock.now() == merge.until
    shop.later(seconds=1)
    with pytest.raises(types.MergeTooOld):
        shop.undo(merge)
    shop.still.clock.instant -= dt.timedelta(seconds=1)
    shop.undo(merge)
    with pytest.raises(types.MergeUndone):
        shop.undo(merge)
    with pytest.raises(types.UnknownMerge):
        shop.services.merging.undo(99)


def test_the_old_code_may_be_taken(shop: MergeShop) -> None:
    merge = shop.merge()
    code = merge.other.code
    shop.edit(shop.ann, code=code)
    with pytest.raises(types.OldCodeTaken):
        shop.undo(merge)
    shop.edit(shop.ann, code="A-1")
    shop.undo(merge)
    assert (shop.known(shop.ann).code, shop.known(shop.anna).code) == ("A-1", code)


def test_the_same_undo_counts_once(shop: MergeShop) -> None:
    merge, act = shop.merge(), shop.act()
    first = shop.services.merging.undo(merge.id, act)
    assert shop.services.merging.undo(merge.id, act) == first


def test_both_have_a_pin(shop: MergeShop) -> None:
    pins = shop.services.spending_pins
    pins.set(shop.ann, "1357")
    before = shop.rows()
    merge = shop.merge()
    assert shop.still.uow.read(lambda work: work.spending_pins.get(shop.anna)) is None
    shop.undo(merge)
    assert differences(before, shop.rows()) == {}
    merge = shop.merge()
    pins.set(shop.ann, "2468", current="1357")
    shop.undo(merge)
    pins.set(shop.anna, "2468", current="4711")


def test_one_review_moved_both(shop: MergeShop) -> None:
    services = shop.services
    one, two = (services.customers.add(Details(full_name=name)).id for name in ("Eve", "Evelyn"))
    for who in (one, two):
        shop.sell(who, 60_000)
    shop.later(days=500)
    services.tiers.apply_review()
    before = shop.rows()
    assert {"Eve", "Evelyn"} <= {move.name for move in services.tiers.review().moves}
    merge = shop.merge(one, two)
    assert [move.name for move in services.tiers.review().moves].count("Eve") == 1
    shop.sell(one, 1_000)
    assert services.customers.show(one).tier == "Regular"
    shop.undo(merge)
    changed = differences(before, shop.rows())
    assert "tier_review_move" not in changed
    assert "tier_membership" not in changed
    shop.sound()


def test_what_was_done_before_is_taken_back_after_the_undo(shop: MergeShop) -> None:
    sold, topped = shop.sell(shop.anna, 2_000, Means.STORED), shop.top_up(shop.anna, 5_000)
    ann = shop.owned(shop.ann)
    shop.undo(shop.merge())
    shop.undone(topped)
    shop.refund(sold)
    assert shop.owned(shop.ann) == ann
    shop.sound()


def test_what_was_written_into_a_field_since_stays(shop: MergeShop) -> None:
    size, tea, seat = (one.id for one in shop.services.custom_fields.all())
    merge = shop.merge()
    shop.edit(shop.ann, custom=(("Size", "40"),))
    shop.undo(merge)
    assert dict(shop.known(shop.ann).profile.custom) == {size: "40", seat: "window"}
    assert dict(shop.known(shop.anna).profile.custom) == {size: "39", tea: "oolong"}
