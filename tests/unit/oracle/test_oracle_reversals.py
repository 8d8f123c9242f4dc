"""Undo and void in the oracle: when they are allowed, and what is left afterwards."""

import datetime as dt
from zoneinfo import ZoneInfo

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import accepted, reason, utc
from tests.helpers.oracle_types import Rules

TODAY = dt.date(2026, 3, 10)


def test_an_undo_mirrors_the_entries_on_the_same_lots(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    before = shop.state(ann)
    sale = accepted(shop.sale("a", ann, 6_800, {"stored": 6_000, "cash": 1_000}))
    undo = accepted(shop.reverse("u", "a", void=False))
    mirrored = [(e.account, e.unit, -e.amount, e.lot) for e in undo.entries]
    assert mirrored == [(e.account, e.unit, e.amount, e.lot) for e in sale.entries]
    assert shop.state(ann) == before
    assert shop.house() == {("tender:cash", "money"): -50_000, ("bonus", "money"): -5_000}


def test_an_undo_takes_a_top_up_out(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    accepted(shop.reverse("u", "t", void=False))
    assert shop.state(ann).lots == ()
    assert (shop.house(), shop.tender_totals(TODAY)) == ({}, {})


def test_an_undo_gives_redeemed_points_back_to_their_lot(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 10_000))
    before = shop.state(ann)
    accepted(shop.redeem("r", ann, 60))
    accepted(shop.reverse("u", "r", void=False))
    assert shop.state(ann) == before


def test_an_undo_restores_the_tier_and_the_last_visit(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 30_000, date=dt.date(2026, 1, 5)))
    accepted(shop.sale("b", ann, 10_000))
    assert shop.state(ann).tier == "silver"
    accepted(shop.reverse("u", "b", void=False))
    state = shop.state(ann)
    assert (state.tier, state.points) == ("regular", 300)
    assert state.last_visit == dt.date(2026, 1, 5)


def test_a_reversed_sale_alone_on_its_day_is_no_visit(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 100))
    accepted(shop.reverse("u", "a", void=True))
    assert shop.state(ann).last_visit is None


def test_a_reversal_bears_the_date_of_what_it_reverses(shop: OracleShop, ann: int) -> None:
    day = dt.date(2026, 2, 1)
    accepted(shop.sale("a", ann, 100, date=day))
    undo = accepted(shop.reverse("u", "a", void=False))
    assert undo.business_date == day
    assert shop.tender_totals(day) == {}


def test_undo_ends_after_thirty_minutes(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 100))
    shop.set_now(utc(2026, 3, 10, 12, 30) + dt.timedelta(microseconds=1))
    assert reason(shop.reverse("u", "a", void=False)) == "window_passed"
    shop.set_now(utc(2026, 3, 10, 12, 30))
    accepted(shop.reverse("u", "a", void=False))


def test_undo_is_for_the_same_till_and_void_for_any(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 100, terminal="Till 2"))
    assert reason(shop.reverse("u", "a", void=False)) == "other_terminal"
    accepted(shop.reverse("u", "a", void=True))


def test_void_ends_with_the_business_day_of_recording(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 100, date=dt.date(2026, 3, 1)))
    shop.set_now(utc(2026, 3, 11, 4, 0))
    assert reason(shop.reverse("v", "a", void=True)) == "window_passed"
    shop.set_now(utc(2026, 3, 11, 3, 59))
    accepted(shop.reverse("v", "a", void=True))


def test_an_undo_may_cross_the_beginning_of_the_day(shop: OracleShop, ann: int) -> None:
    shop.set_now(utc(2026, 3, 11, 3, 50))
    accepted(shop.sale("a", ann, 100))
    shop.set_now(utc(2026, 3, 11, 4, 10))
    assert reason(shop.reverse("v", "a", void=True)) == "window_passed"
    assert accepted(shop.reverse("u", "a", void=False)).business_date == TODAY


def test_nothing_is_reversed_twice(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 100))
    first = shop.reverse("u", "a", void=False)
    assert shop.reverse("u", "a", void=False) == first
    assert reason(shop.reverse("v", "a", void=True)) == "already_reversed"
    assert shop.sale("a", ann, 100) != first
    assert len(shop.operations) == 2


def test_openings_expiries_and_reversals_are_not_undone(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=10, ends=TODAY))
    accepted(shop.sale("a", ann, 100))
    accepted(shop.reverse("u", "a", void=False))
    assert reason(shop.reverse("x", "o", void=True)) == "not_undoable"
    assert reason(shop.reverse("x", "u", void=False)) == "not_undoable"
    shop.set_now(utc(2026, 3, 11))
    (expiry,) = accepted(shop.expire(shop.today)).expired
    assert reason(shop.reverse("x", expiry, void=True)) == "not_undoable"
    assert reason(shop.reverse("x", "never", void=True)) == "unknown_operation"


def test_a_lot_drawn_since_stands_in_the_way(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 20_000))
    accepted(shop.sale("a", ann, 100, {"stored": 100}))
    assert reason(shop.reverse("u", "t", void=False)) == "touched"


def test_once_the_later_operation_is_out_the_earlier_may_go(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 10_000))
    accepted(shop.redeem("r", ann, 50))
    assert reason(shop.reverse("u1", "a", void=False)) == "touched"
    accepted(shop.reverse("u2", "r", void=False))
    accepted(shop.reverse("u1", "a", void=False))
    assert shop.state(ann).lots == ()
    assert shop.house() == {}


def test_a_lot_drawn_further_can_still_be_refilled(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, principal=1_000))
    accepted(shop.sale("a", ann, 90, {"stored": 90}))
    accepted(shop.sale("b", ann, 80, {"stored": 80}))
    accepted(shop.reverse("u", "a", void=False))
    assert shop.state(ann).principal == 920


def test_a_lot_that_ended_in_between_cannot_be_refilled(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, gift=100, ends=TODAY))
    shop.set_now(utc(2026, 3, 11, 3, 50))
    accepted(shop.sale("a", ann, 40, {"stored": 40}))
    shop.set_now(utc(2026, 3, 11, 4, 10))
    assert reason(shop.reverse("u", "a", void=False)) == "lot_ended"
    assert shop.state(ann).gift == 60


def test_a_gift_that_ended_in_between_counts_as_touched(shop: OracleShop, ann: int) -> None:
    shop.set_now(utc(2026, 3, 11, 3, 50))
    accepted(shop.top_up("t", ann, 20_000, date=dt.date(2025, 3, 10)))
    shop.set_now(utc(2026, 3, 11, 4, 10))
    assert reason(shop.reverse("u", "t", void=False)) == "touched"


def test_a_reversal_books_the_expiries_due_first(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=9, ends=TODAY))
    shop.set_now(utc(2026, 3, 11, 3, 50))
    accepted(shop.sale("a", ann, 40))
    shop.set_now(utc(2026, 3, 11, 4, 10))
    assert len(accepted(shop.reverse("u", "a", void=False)).expired) == 1
    assert [each.kind for each in shop.operations] == ["opening", "sale", "expiry", "reversal"]


def test_points_earned_at_a_tier_that_was_reversed_stay() -> None:
    shop = OracleShop(Rules(), ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    ann = shop.new_customer()
    accepted(shop.sale("a", ann, 40_000))
    assert accepted(shop.sale("b", ann, 1_000)).points_earned == 12
    accepted(shop.reverse("u", "a", void=False))
    assert (shop.state(ann).points, shop.state(ann).tier) == (12, "regular")
    assert accepted(shop.sale("c", ann, 1_000)).points_earned == 10


def test_a_walk_in_sale_can_be_undone(shop: OracleShop) -> None:
    accepted(shop.sale("a", None, 100))
    accepted(shop.reverse("u", "a", void=False))
    assert shop.house() == {}
