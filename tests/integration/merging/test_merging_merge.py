"""What one customer is, made of two: nothing is lost, and nobody is found twice."""

import datetime as dt

import pytest

from smbcrm.core.errors import UserError
from smbcrm.membership.custom_fields.types import FieldChanges
from smbcrm.membership.customers.errors import MergedAway
from smbcrm.membership.customers.types import Details
from smbcrm.membership.merging.types import Choices, MergeField, Side
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import TopUpRequest
from tests.integration.merging.conftest import MergeShop


def test_ledgers_move_and_are_never_summed(shop: MergeShop) -> None:
    both = shop.owned(shop.ann), shop.owned(shop.anna)
    preview = shop.services.merging.preview(shop.ann, shop.anna)
    shop.merge()
    sums = {kind: sum(one.get(kind, 0) for one in both) for kind in {*both[0], *both[1]}}
    assert shop.owned(shop.ann) == sums
    assert {one.kind.value: one.together for one in preview.held} == sums
    accounts = shop.still.uow.read(lambda work: work.ledger.wallet(shop.ann)).accounts
    assert len([one for one in accounts if one.kind == "principal"]) == 2
    shop.sound()


def test_every_page_tells_of_all_accounts(shop: MergeShop) -> None:
    services = shop.services
    both = [services.history.of_customer(who, 100) for who in (shop.ann, shop.anna)]
    owed, explain = services.reports.liability, services.reports.explain
    before = owed()
    shop.merge()
    assert owed() == before
    rows = services.history.of_customer(shop.ann, 100)
    assert {one.id for one in rows} == {one.id for each in both for one in each}
    owned, view = shop.owned(shop.ann), services.counter.customer(shop.ann)
    stored = owned["principal"] + owned["gift"]
    assert (view.owned.principal, view.owned.points) == (owned["principal"], owned["points"])
    assert [one.left for one in view.packages] == [owned["visits"]]
    (row,) = services.customers.page_at(limit=1)
    assert (row.stored, row.points, row.visits) == (stored, owned["points"], 3)
    told = explain(shop.ann).accounts
    assert all(one.adds_up for one in told)
    assert {one.kind.value for one in told} >= set(owned)
    (package,) = services.visits.owned(shop.ann)
    assert (package.standing.left, package.brought, len(package.used)) == (19, 20, 1)


def test_what_is_credited_goes_to_own_accounts(shop: MergeShop) -> None:
    shop.merge(shop.anna, shop.ann)  # the accounts of who stays have the higher numbers
    wallet = shop.still.uow.read(lambda work: work.ledger.wallet(shop.anna))
    own = wallet.account(wallet.accounts[0].kind, wallet.accounts[0].unit)
    assert own == wallet.party
    last = shop.sell(shop.anna, 1_000)
    operation = shop.still.uow.read(lambda work: work.ledger.operation(last.operation))
    assert operation is not None
    assert operation.party == wallet.party


def test_profile_lists_and_codes_of_both(shop: MergeShop) -> None:
    (card,) = shop.known(shop.anna).cards
    shop.merge()
    known = shop.known(shop.ann)
    profile = known.profile
    assert (profile.full_name, profile.email, profile.alert) == (
        *("Ann Lee", "anna@example.com", "allergic to ammonia"),
    )
    assert (profile.tags, profile.notes) == (("quiet", "vip"), "likes tea\nasks for Mia")
    assert [one.e164 for one in profile.phones] == ["+14155552671", "+14155552672"]
    assert [one.kind for one in profile.occasions] == ["birthday", "wedding_anniversary"]
    services = shop.services
    for text in ("C000002", "c000002", card, "415 555 2672"):
        assert [one.id for one in services.customers.find(text)] == [shop.ann], text
    assert services.cards.scan("C000002").customer == shop.ann  # type: ignore[union-attr]
    assert services.cards.customer("C000002") == shop.ann
    assert [one.id for one in services.customers.find("Anna")] == []
    assert services.customers.count() == 3


def test_who_went_is_told_of_wherever_they_are_named(shop: MergeShop) -> None:
    services, act = shop.services, shop.act()
    saved = services.customers.add(Details(full_name="Di", phones=("415-555-2679",)), act)
    shop.merge(shop.ann, saved.id)
    shop.merge()
    again = services.customers.add(Details(full_name="Di", phones=("415-555-2679",)), act)
    assert (again.id, again.code) == (shop.ann, "C000001")
    for asked in (
        lambda: shop.known(shop.anna),
        lambda: shop.sell(shop.anna, 100),
        lambda: services.till.top_up(TopUpRequest(shop.act(), shop.anna, 100)),
        lambda: services.balance.customer(shop.anna),
        lambda: services.cards.issue(shop.anna),
        lambda: services.relationships.link(shop.bo, shop.anna, LinkKind.FRIEND),
        lambda: services.relationships.link_staff("Owner", shop.anna),
        lambda: services.spending_pins.set(shop.anna, "1234"),
        lambda: services.counter.customer(shop.anna),
        lambda: services.merging.set_apart(shop.anna, shop.bo),
        lambda: shop.merge(shop.bo, shop.anna),
        lambda: shop.merge(shop.anna, shop.bo),
    ):
        with pytest.raises(MergedAway) as told:
            asked()
        assert told.value.params == {"code": "C000001", "name": "Ann Lee"}


def test_the_stricter_word_counts_and_the_history_stays(shop: MergeShop) -> None:
    before = [len(shop.known(who).consents) for who in (shop.ann, shop.anna)]
    assert shop.services.merging.preview(shop.ann, shop.anna).stricter.keys() == {"sms"}
    shop.merge()
    said = shop.known(shop.ann).consents
    last = {one.channel: one.state for one in sorted(said, key=lambda one: one.at)}
    assert last == {"sms": "refused", "email": "given"}
    assert len(said) == sum(before) + 1
    assert said[-1].how == "C000002 → C000001"


def test_people_go_along_and_nobody_is_tied_to_themselves(shop: MergeShop) -> None:
    relationships = shop.services.relationships
    relationships.link(shop.ann, shop.anna, LinkKind.FRIEND)
    shop.edit(shop.anna, referrer="C000001")
    shown = shop.services.merging.preview(shop.ann, shop.anna)
    assert (shown.links, shown.brought) == (1, 1)
    shop.merge()
    assert [(one.kind, one.customer) for one in relationships.of(shop.ann)] == [
        *(("spouse", shop.bo), ("friend", shop.cy)),
    ]
    assert shop.known(shop.bo).profile.referrer == shop.ann
    assert shop.known(shop.ann).profile.referrer is None


def test_who_brought_both_closes_no_ring(shop: MergeShop) -> None:
    shop.edit(shop.bo, referrer="C000004")
    shop.edit(shop.cy, referrer="C000001")
    shop.merge(shop.bo, shop.ann)  # Cy, who brought Bo, came through Ann
    assert shop.known(shop.bo).profile.referrer is None


def test_tiers_are_told_from_the_first_day(shop: MergeShop) -> None:
    services = shop.services
    low = services.customers.add(Details(full_name="Eve")).id
    high = services.customers.add(Details(full_name="Evelyn")).id
    for who in (low, high):
        shop.sell(who, 30_000)
        shop.later(days=1)
    assert services.customers.show(high).tier == "Regular"
    shown = services.merging.preview(low, high)
    assert shown.tiers == ("Regular", "Regular", "Silver")
    merge = shop.merge(low, high)
    assert services.customers.show(low).tier == "Silver"
    shop.undo(merge)
    assert services.customers.show(low).tier == "Regular"


def test_vouchers_for_a_tier_go_where_its_sale_goes_back(shop: MergeShop) -> None:
    """Ann came up a day before Anna: the one customer came up with Ann's sales of that day."""
    services = shop.services

    def living() -> list[str]:
        given = services.benefits.of_customer(shop.ann)
        return [one.code for one in given if one.name == "Up" and one.lot.remaining]

    own = living()
    shop.merge()
    assert len(living()) == 2
    rows = services.history.of_customer(shop.ann, 100)
    for row in (one for one in rows if one.net == 45_000):
        services.refunds.refund(RefundRequest(shop.act(), row.id))
    assert (len(living()), own[0] in living()) == (2, True)
    first = min(one.business_date for one in rows)
    for row in (one for one in rows if one.business_date == first and (one.net or 0) >= 30_000):
        services.refunds.refund(RefundRequest(shop.act(), row.id))
    assert living() == []
    shop.sound()


def test_what_was_done_before_is_taken_back_after(shop: MergeShop) -> None:
    sold, topped = shop.sell(shop.anna, 2_000), shop.top_up(shop.anna, 10_000)
    used = shop.use(shop.anna)
    before = shop.owned(shop.ann), shop.owned(shop.anna)
    merge = shop.merge()
    shop.undone(used)
    shop.void(topped)
    shop.refund(sold, 500)
    shop.refund(sold)
    shop.sound()
    shop.undo(merge)
    shop.sound()
    assert shop.owned(shop.ann) == before[0]
    left = before[1] | {"visits": before[1]["visits"] + 1}
    left["principal"] -= 10_000
    left["points"] = shop.owned(shop.anna)["points"]
    assert shop.owned(shop.anna) == left


def test_spending_draws_on_all_accounts(shop: MergeShop) -> None:
    shop.merge()
    owned = shop.owned(shop.ann)
    stored = owned["principal"] + owned["gift"]
    shop.sell(shop.ann, stored, Means.STORED)
    assert "principal" not in shop.owned(shop.ann)
    for _ in range(19):
        shop.use(shop.ann)
    assert "visits" not in shop.owned(shop.ann)
    shop.redeem(shop.ann, shop.owned(shop.ann)["points"] // 100 * 100)
    shop.sound()


def test_a_segment_by_who_brought_them_goes_along(shop: MergeShop) -> None:
    segments = shop.services.segments
    segments.save("brought", (("referrer", ("C000002",)),))
    shop.merge()
    chosen = segments.chosen("brought")
    assert shop.services.customers.ids(chosen) == (shop.bo,)


def test_two_people_are_never_listed_again(shop: MergeShop) -> None:
    services = shop.services
    assert [(one.one.id, one.other.id) for one in services.duplicates.find().pairs] == [
        (shop.ann, shop.anna)
    ]
    act = shop.act()
    assert services.merging.set_apart(shop.anna, shop.ann, act)
    assert services.merging.set_apart(shop.anna, shop.ann, act)
    assert not services.merging.set_apart(shop.ann, shop.anna)
    assert services.duplicates.find().pairs == ()
    assert services.merging.set_together(shop.ann, shop.anna)
    assert not services.merging.set_together(shop.ann, shop.anna)
    assert len(services.duplicates.find().pairs) == 1
    with pytest.raises(UserError):
        services.merging.set_apart(shop.ann, shop.ann)


def test_who_is_two_people_stays_so_through_a_merge(shop: MergeShop) -> None:
    shop.services.merging.set_apart(shop.anna, shop.cy)
    before = shop.rows()
    merge = shop.merge()
    pairs = shop.still.uow.read(lambda work: work.duplicates.linked())
    assert (shop.ann, shop.cy) in pairs
    shop.undo(merge)
    assert shop.rows() == before


def test_chosen_sides(shop: MergeShop) -> None:
    born = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, None, 8, 15)
    shop.edit(shop.anna, occasions=(born,))
    shop.edit(shop.ann, referrer="C000004")
    chosen: Choices = {
        MergeField.NAME: Side.OTHER,
        MergeField.REFERRER: Side.OTHER,
        MergeField.BIRTHDAY: Side.OTHER,
        MergeField.TAGS: Side.KEEP,
        MergeField.PHONES: Side.OTHER,
        MergeField.NOTES: Side.OTHER,
    }
    preview = shop.services.merging.preview(shop.ann, shop.anna, chosen)
    shop.services.merging.merge(shop.ann, shop.anna, chosen)
    profile = shop.known(shop.ann).profile
    assert (profile.full_name, profile.tags, profile.notes) == (
        "Anna Lee",
        ("vip",),
        "asks for Mia",
    )
    assert [one.e164 for one in profile.phones] == ["+14155552672", "+14155552671"]
    assert [one for one in profile.occasions if one.kind == "birthday"] == [born]
    assert profile.referrer is None
    assert {one.field: one.side for one in preview.fields}[MergeField.NAME] is Side.OTHER
    assert born in preview.occasions


def test_a_preview_writes_nothing(shop: MergeShop) -> None:
    before = shop.rows()
    shown = shop.services.merging.preview(shop.ann, shop.anna)
    assert shop.rows() == before
    assert shop.services.merging.all() == ()
    assert (shown.visits, shown.cards) == (3, shop.known(shop.anna).cards)


def test_the_last_visit_is_that_of_both(shop: MergeShop) -> None:
    shop.merge(shop.bo, shop.anna)
    known = shop.known(shop.bo)
    assert known.last_visit == dt.date(2026, 3, 12)
    segments = shop.services.segments
    segments.save("came", (("last_visit", ("2026-03-12..2026-03-12",)),))
    assert shop.services.customers.ids(segments.chosen("came")) == (shop.bo,)


def test_fields_of_the_shop_are_chosen_one_by_one(shop: MergeShop) -> None:
    size, tea, seat = shop.services.custom_fields.all()
    shop.services.custom_fields.edit("Seat", FieldChanges(active=False))
    chosen: Choices = {size.id: Side.OTHER}
    preview = shop.services.merging.preview(shop.ann, shop.anna, chosen)
    told = {one.name: one for one in preview.fields if isinstance(one.field, int)}
    assert set(told) == {"custom:Size", "custom:Tea"}
    size_told = told["custom:Size"]
    assert (size_told.keep, size_told.other, size_told.result) == ("38", "39", "39")
    shop.services.merging.merge(shop.ann, shop.anna, chosen, shop.act())
    held = dict(shop.known(shop.ann).profile.custom)
    assert held == {size.id: "39", tea.id: "oolong", seat.id: "window"}


def test_service_records_go_along_and_come_back(shop: MergeShop) -> None:
    records = shop.services.records
    records.add_kind("colour", "Colour")
    for who in (shop.ann, shop.anna):
        records.add(who, "colour", "6N")
    before = records.of(shop.ann), records.of(shop.anna)
    merge = shop.merge()
    assert [one.text for one in records.of(shop.ann).records] == ["6N", "6N"]
    shop.undo(merge)
    assert (records.of(shop.ann), records.of(shop.anna)) == before
