"""Visit packages by examples: sold, used, shared, paused, extended, given back."""

import datetime as dt

import pytest

from smbcrm.membership.bills.types import Bill, BillVisits
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.ledger.posting import AlreadyExpired
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.packages import types
from smbcrm.membership.relationships.types import LinkKind, NotOfHousehold
from smbcrm.membership.requests.types import Act, DateFollows
from smbcrm.membership.sales import errors
from smbcrm.membership.sales.types import ItemQuantity, ReverseRequest, SaleRequest
from smbcrm.membership.value.types import AdjustRequest, NotAdjustable, TransferRequest
from smbcrm.membership.visits.types import NeverEnds, NotPaused, PauseRequest, Shortens, UseRequest
from tests.helpers.twin import database
from tests.integration.packages.conftest import PackageShop

YEAR_ON = dt.date(2027, 3, 10)


def test_ten_haircuts_are_sold_and_one_is_used(shop: PackageShop) -> None:
    sold = shop.sell(shop.ann, "cut", "cut")
    assert sold.visits == (BillVisits("cut", "The cut", 20, 20, *(YEAR_ON.isoformat(),) * 2),)
    shop.on(3, 20)
    used = shop.use(shop.ann, "cut", 3)
    assert (used.kind, used.bill_number, used.amount) == ("visit_use", 2, 0)
    assert (used.visits[0].moved, used.visits[0].left) == (-3, 17)
    assert used.before == used.after
    assert used.after.points == sold.points
    assert shop.services.bills.find(used.operation).bill == used
    assert shop.services.customers.get(shop.ann).last_visit == dt.date(2026, 3, 20)


def test_a_use_may_be_dated_back(shop: PackageShop) -> None:
    shop.sell(shop.ann, "wash", date=dt.date(2026, 3, 1))
    shop.services.visits.use(UseRequest(shop.act(dt.date(2026, 3, 5)), shop.ann, "wash"))
    assert shop.services.customers.get(shop.ann).last_visit == dt.date(2026, 3, 5)


def test_what_ends_first_is_used_first(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut")
    shop.sell(shop.ann, "cut", date=dt.date(2025, 6, 1))
    used = shop.use(shop.ann, "cut", 11)
    assert (used.visits[0].left, used.visits[0].until) == (9, "2027-03-10")


def test_packages_are_whole_and_somebodys(shop: PackageShop) -> None:
    half = SaleRequest(shop.act(), shop.ann, items=(ItemQuantity("cut", 500),))
    with pytest.raises(types.WholePackages):
        shop.services.till.sale(half)
    with pytest.raises(types.PackageNeedsCustomer):
        shop.sell(None, "cut")
    with pytest.raises(AlreadyExpired):
        shop.sell(shop.ann, "cut", date=dt.date(2025, 3, 9))


def test_what_cannot_be_used_is_refused(shop: PackageShop) -> None:
    for bad, refusal in (
        (("shave", 1), types.UnknownPackage),
        (("cut", 0), types.BadCount),
        (("cut", 1), types.NoVisits),
    ):
        with pytest.raises(refusal):
            shop.use(shop.ann, *bad)
    shop.sell(shop.ann, "cut", "wash")
    with pytest.raises(types.ShortVisitsUntil, match="has 10 left until 2027-03-10"):
        shop.use(shop.ann, "cut", 11)
    with pytest.raises(types.ShortVisits):
        shop.use(shop.ann, "wash", 4)
    shop.on(3, 11, 2027)
    with pytest.raises(types.NoVisits):
        shop.use(shop.ann, "cut")


def test_the_same_use_sent_again_counts_once(shop: PackageShop) -> None:
    shop.sell(shop.ann, "wash")
    asked = UseRequest(shop.act(), shop.ann, "wash")
    assert [shop.services.visits.use(asked) for _ in range(5)].count(
        shop.services.visits.use(asked)
    ) == 5
    assert shop.left(shop.ann, "wash") == 2
    assert shop.services.visits.quote_use(UseRequest(shop.act(), shop.ann, "wash")).visits[0].left
    assert shop.left(shop.ann, "wash") == 2


def test_a_pass_is_used_as_often_as_you_like_until_it_ends(shop: PackageShop) -> None:
    sold = shop.sell(shop.ann, "pass")
    assert (sold.visits[0].counted, sold.visits[0].until) == (False, "2026-04-10")
    shop.use(shop.ann, "pass")
    shop.on(4, 10)
    used = shop.use(shop.ann, "pass")
    assert (used.visits[0].left, shop.left(shop.ann, "pass")) == (1, 1)
    shop.on(4, 11)
    with pytest.raises(types.NoVisits):
        shop.use(shop.ann, "pass")


def test_a_pass_that_was_used_is_not_undone_with_its_sale(shop: PackageShop) -> None:
    """Its lot holds what it held: that somebody came is what touches it."""
    sold = shop.sell(shop.ann, "pass")
    used = shop.use(shop.ann, "pass")
    with pytest.raises(errors.Touched):
        shop.undo(sold)
    shop.undo(used)
    shop.undo(sold)
    assert shop.left(shop.ann, "pass") == 0


def test_a_sale_is_undone_until_a_visit_is_used(shop: PackageShop) -> None:
    sold = shop.sell(shop.ann, "cut")
    used = shop.use(shop.ann, "cut")
    with pytest.raises(errors.Touched):
        shop.undo(sold)
    shop.undo(used)
    shop.undo(sold)
    assert shop.left(shop.ann, "cut") == 0
    assert shop.services.customers.get(shop.ann).last_visit is None


def test_a_household_shares_and_each_history_shows_it(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut")
    shop.on(3, 20)
    with pytest.raises(NotOfHousehold):
        shop.use(shop.bob, "cut", 1, shop.ann)
    people = shop.services.relationships
    people.link(shop.ann, shop.bob, LinkKind.FRIEND)
    with pytest.raises(NotOfHousehold):
        shop.use(shop.bob, "cut", 1, shop.ann)
    people.link(shop.ann, shop.bob, LinkKind.CHILD)
    used = shop.use(shop.bob, "cut", 2, shop.ann)
    assert used.customer is not None
    assert (used.customer.id, used.visits[0].owner, used.visits[0].left) == (shop.bob, shop.ann, 8)
    history = shop.services.history
    kinds = [
        [(row.kind, row.visits) for row in history.of_customer(who)] for who in (shop.ann, shop.bob)
    ]
    assert kinds[0][0] == (OperationKind.VISIT_USE, -2)
    assert kinds[1] == [(OperationKind.VISIT_USE, 0)]
    days = [shop.services.customers.get(who).last_visit for who in (shop.ann, shop.bob)]
    assert days == [dt.date(2026, 3, 10), dt.date(2026, 3, 20)]
    shop.undo(used)
    assert shop.left(shop.ann, "cut") == 10
    assert [row.visits for row in history.of_customer(shop.ann)] == [2, -2, 10]
    assert shop.services.customers.get(shop.bob).last_visit is None


def test_a_pause_holds_everything_and_gives_its_days_back(shop: PackageShop) -> None:
    shop.sell(shop.ann, "pass")
    shop.on(4, 10)
    assert shop.pause(shop.ann, "pass").bill_number is None
    shop.on(6, 1)
    assert shop.services.ledger.expire() == 0
    (standing,) = shop.services.visits.of_customer(shop.ann)
    assert (standing.left, standing.paused) == (1, dt.date(2026, 4, 10))
    with pytest.raises(types.PackagePaused):
        shop.use(shop.ann, "pass")
    with pytest.raises(types.PackagePaused):
        shop.pause(shop.ann, "pass")
    handed = TransferRequest(shop.act(), shop.ann, shop.bob, 1, "family", "pass")
    with pytest.raises(types.PackagePaused):
        shop.services.value.transfer(handed)
    assert shop.services.audit.verify().findings == ()
    resumed = shop.resume(shop.ann, "pass")
    assert resumed.visits[0].until == "2026-06-01"
    shop.use(shop.ann, "pass")
    with pytest.raises(NotPaused):
        shop.resume(shop.ann, "pass")


def test_a_pause_needs_visits_and_is_of_today(shop: PackageShop) -> None:
    with pytest.raises(types.NoVisits):
        shop.pause(shop.ann, "cut")
    shop.sell(shop.ann, "cut")
    early = PauseRequest(shop.act(dt.date(2026, 3, 9)), shop.ann, "cut")
    for act in (shop.services.visits.pause, shop.services.visits.resume):
        with pytest.raises(DateFollows):
            act(early)


def test_a_pause_sent_again_is_one(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut")
    asked = PauseRequest(shop.act(), shop.ann, "cut")
    assert shop.services.visits.pause(asked) == shop.services.visits.pause(asked)
    again = PauseRequest(shop.act(), shop.ann, "cut")
    assert shop.services.visits.resume(again) == shop.services.visits.resume(again)


def test_lots_are_chained_in_one_order_whichever_ends_first(shop: PackageShop) -> None:
    """The lot that came second ends first; a pause names both (`verify` is clean afterwards)."""
    shop.sell(shop.ann, "cut")
    shop.sell(shop.ann, "cut", date=dt.date(2025, 6, 1))
    shop.pause(shop.ann, "cut")
    shop.resume(shop.ann, "cut")


def test_what_had_ended_is_extended_by_a_new_lot(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut")
    shop.use(shop.ann, "cut", 4)
    shop.on(4, 1, 2027)
    extended = shop.extend(shop.ann, "cut", dt.date(2027, 6, 30))
    assert (extended.visits[0].moved, extended.visits[0].left) == (6, 6)
    shop.use(shop.ann, "cut", 6)
    with pytest.raises(types.NoVisits):
        shop.extend(shop.ann, "cut", dt.date(2027, 7, 31))


def test_the_end_of_a_package_is_not_undone(shop: PackageShop) -> None:
    shop.sell(shop.ann, "pass")
    shop.on(3, 9, 2027)
    assert shop.services.ledger.expire() == 1
    ended, _ = shop.services.history.of_customer(shop.ann)
    with pytest.raises(errors.MadeByProgram, match=r"not at a till.* Extend the package instead"):
        shop.services.till.reverse(ReverseRequest(shop.act(), ended.id))
    assert shop.services.visits.of_customer(shop.ann) == ()


def test_an_extension_that_changes_nothing_is_refused(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut", "wash")
    with pytest.raises(Shortens):
        shop.extend(shop.ann, "cut", YEAR_ON)
    with pytest.raises(NeverEnds):
        shop.extend(shop.ann, "wash", YEAR_ON)
    with pytest.raises(AlreadyExpired):
        shop.extend(shop.ann, "cut", dt.date(2026, 3, 9))
    assert shop.extend(shop.ann, "cut", dt.date(2028, 1, 1)).visits[0].until == "2028-01-01"


def test_visits_are_handed_over_and_put_right(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut")
    handed = shop.services.value.transfer(
        TransferRequest(shop.act(), shop.ann, shop.bob, 4, "present", "cut")
    )
    assert (handed.visits[0].moved, handed.visits[0].left, handed.taker) == (-4, 6, shop.bob)
    assert shop.left(shop.bob, "cut") == 4

    def right(
        count: int, account: AccountKind = AccountKind.VISITS, of: str | None = "cut"
    ) -> Bill:
        asked = AdjustRequest(shop.act(), shop.bob, account, count, "goodwill", of)
        return shop.services.value.adjust(asked)

    assert right(2).visits[0].left == 6
    assert right(-5).visits[0].left == 1
    with pytest.raises(types.ShortVisits):
        right(-2)
    for account, of in ((AccountKind.VISITS, None), (AccountKind.POINTS, "cut")):
        with pytest.raises(NotAdjustable):
            right(1, account, of)


def test_links_stand_in_both_directions(shop: PackageShop) -> None:
    people = shop.services.relationships
    act = shop.act()
    for _ in range(2):
        people.link(shop.ann, shop.bob, LinkKind.PARENT, act)
    assert [(one.kind, one.customer) for one in people.of(shop.ann)] == [("parent", shop.bob)]
    assert [(one.kind, one.customer) for one in people.of(shop.bob)] == [("child", shop.ann)]
    people.unlink(shop.bob, shop.ann)
    assert people.of(shop.ann) == people.of(shop.bob) == ()
    with pytest.raises(UnknownCustomer):
        people.link(shop.ann, 999, LinkKind.FRIEND, Act(shop.act().request_id))


def test_a_pause_that_no_operation_tells_of_is_found(shop: PackageShop) -> None:
    shop.sell(shop.ann, "cut")
    shop.pause(shop.ann, "cut")
    rows = database(shop.services)
    rows.run(lambda work: work.session.execute("UPDATE package_pause SET since = '2026-03-01'"))
    (finding,) = shop.services.audit.verify().findings
    assert (finding.params["stored"], finding.params["counted"]) == ("2026-03-01", "2026-03-10")
    rows.run(lambda work: work.session.execute("DELETE FROM package_pause"))
    assert len(shop.services.audit.verify().findings) == 1
    rows.run(
        lambda work: work.session.execute(
            "INSERT INTO package_pause SELECT id, '2026-03-10' FROM account "
            "WHERE unit = 'visit:cut' AND holder IS NOT NULL"
        )
    )
    shop.resume(shop.ann, "cut")


def test_a_paused_lot_is_not_looked_at_when_expiries_are_booked(shop: PackageShop) -> None:
    """Else five hundred paused ones would hide what has ended behind them."""
    shop.sell(shop.ann, "pass")
    shop.sell(shop.bob, "pass")
    shop.pause(shop.ann, "pass")
    shop.on(6, 1)
    rows = database(shop.services)
    today = dt.date(2026, 6, 1)
    assert rows.run(lambda work: work.ledger.with_expired_lots(today, 9)) == [shop.bob]
    explained = shop.services.reports.explain(shop.ann)
    assert "pass" in str(explained)


def test_undoing_a_transfer_books_what_of_the_takers_has_ended(shop: PackageShop) -> None:
    shop.sell(shop.bob, "pass")
    shop.sell(shop.ann, "wash")
    shop.clock.instant = dt.datetime(2026, 4, 11, 3, 50, tzinfo=dt.UTC)
    handed = shop.services.value.transfer(
        TransferRequest(shop.act(), shop.ann, shop.bob, 1, "family", "wash")
    )
    shop.clock.instant += dt.timedelta(minutes=20)
    shop.undo(handed)
    assert shop.services.ledger.expire() == 0
    assert (shop.left(shop.bob, "pass"), shop.left(shop.ann, "wash")) == (0, 3)


def test_a_pause_moves_lots_that_are_used_up_too(shop: PackageShop) -> None:
    """Else a use that is undone afterwards would give back visits that end too soon."""
    shop.sell(shop.ann, "cut", date=dt.date(2025, 6, 1))
    shop.sell(shop.ann, "cut")
    shop.clock.instant = dt.datetime(2026, 3, 11, 3, 50, tzinfo=dt.UTC)
    used = shop.use(shop.ann, "cut", 10)
    shop.pause(shop.ann, "cut")
    shop.clock.instant += dt.timedelta(minutes=20)
    shop.resume(shop.ann, "cut")
    shop.undo(used)
    (standing,) = shop.services.visits.of_customer(shop.ann)
    assert (standing.left, standing.until) == (20, dt.date(2026, 6, 2))
