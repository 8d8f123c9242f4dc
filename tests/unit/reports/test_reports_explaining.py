"""Explain this balance: every cent and point is led back to its lot, and the sums agree."""

import datetime as dt

import pytest
from hypothesis import given

from smbcrm.membership.ledger.types import POINT, Account, AccountKind
from smbcrm.membership.reports.explaining import forecast, stories
from smbcrm.membership.reports.holdings import HeldEntry, HeldTerm, Holdings
from tests.helpers.ledger_facts import TODAY, deed, holdings, lot

DAY = dt.timedelta(days=1)


def test_a_sale_draws_on_two_lots_and_each_says_what_is_left() -> None:
    held = Holdings(
        (Account(1, AccountKind.PRINCIPAL, "USD", 2500),),
        (lot(7, 1, 0), lot(8, 2, 2500, source=3)),
        (
            HeldEntry(deed(1, "top_up"), 1, 7, 2000),
            HeldEntry(deed(2, "top_up"), 1, 8, 3000),
            HeldEntry(deed(3, bill=12), 1, 7, -2000),
            HeldEntry(deed(3, bill=12), 1, 8, -500),
        ),
        (),
    )
    (story,) = stories(held)
    assert [(move.lot, move.amount, move.left_of_lot, move.balance) for move in story.moves] == [
        (7, 2000, 2000, 2000),
        (8, 3000, 3000, 5000),
        (7, -2000, 0, 3000),
        (8, -500, 2500, 2500),
    ]
    assert [(one.brought, one.counted, one.lot.source_lot) for one in story.lots] == [
        (2000, 0, None),
        (3000, 2500, 3),
    ]
    assert [one.opened_by and one.opened_by.kind for one in story.lots] == ["top_up", "top_up"]
    assert (story.entries, story.remaining, story.stored, story.adds_up) == (2500,) * 3 + (True,)


def test_what_is_over_and_not_booked_is_no_more_available() -> None:
    lots = lot(1, 1, 100, TODAY - DAY), lot(2, 2, 40, TODAY), lot(3, 3, 7)
    entries = tuple(
        HeldEntry(deed(number), 1, number, amount) for number, amount in enumerate((100, 40, 7), 1)
    )
    held = Holdings((Account(1, AccountKind.POINTS, POINT, 147),), lots, entries, ())
    (story,) = stories(held)
    assert (story.stored, story.ended(TODAY), story.available(TODAY)) == (147, 100, 47)
    assert [(one.day, one.amount) for one in forecast((story,), TODAY)] == [(TODAY, 40)]


def test_a_lot_below_zero_ends_with_no_day() -> None:
    held = Holdings(
        (Account(1, AccountKind.POINTS, POINT, -30),),
        (lot(1, 1, -30, TODAY + DAY),),
        (HeldEntry(deed(1, "refund"), 1, 1, -30),),
        (),
    )
    (story,) = stories(held)
    assert (story.available(TODAY), story.adds_up) == (-30, True)
    assert forecast((story,), TODAY) == ()


def test_what_ends_is_told_soonest_first_and_one_day_together() -> None:
    lots = lot(1, 1, 5, TODAY + 2 * DAY), lot(2, 2, 6, TODAY + DAY), lot(3, 3, 8, TODAY + 2 * DAY)
    gift = lot(4, 4, 100, TODAY + 2 * DAY, account=2)
    entries = tuple(
        HeldEntry(deed(one.opened_by), one.account, one.id, one.remaining) for one in (*lots, gift)
    )
    accounts = Account(1, AccountKind.POINTS, POINT, 19), Account(2, AccountKind.GIFT, "USD", 100)
    told = forecast(stories(Holdings(accounts, (*lots, gift), entries, ())), TODAY)
    assert [(one.day, one.kind.value, one.amount) for one in told] == [
        (TODAY + DAY, "points", 6),
        (TODAY + 2 * DAY, "gift", 100),
        (TODAY + 2 * DAY, "points", 13),
    ]


def test_a_new_end_of_a_lot_is_a_line_of_its_own() -> None:
    held = Holdings(
        (Account(1, AccountKind.VISITS, "visit:CUT", 9),),
        (lot(1, 1, 9, TODAY + 30 * DAY),),
        (HeldEntry(deed(1), 1, 1, 10), HeldEntry(deed(3, "visit_use"), 1, 1, -1)),
        (HeldTerm(deed(2, "pause"), 1, 1, TODAY + 30 * DAY),),
    )
    (story,) = stories(held)
    assert [(move.deed.kind, move.amount, move.balance) for move in story.moves] == [
        ("sale", 10, 10),
        ("pause", None, 10),
        ("visit_use", -1, 9),
    ]
    assert story.moves[1].ends == TODAY + 30 * DAY


def test_accounts_of_a_kind_that_came_together_are_one_and_packages_stay_apart() -> None:
    accounts = (
        Account(1, AccountKind.VISITS, "visit:DRY", 2),
        Account(2, AccountKind.PRINCIPAL, "USD", 5),
        Account(3, AccountKind.PRINCIPAL, "USD", 6),
        Account(4, AccountKind.VISITS, "visit:CUT", 1),
        Account(5, AccountKind.GIFT, "USD", 0),
    )
    lots = tuple(lot(one.id, one.id, one.balance, account=one.id) for one in accounts[:4])
    entries = tuple(HeldEntry(deed(one.id), one.account, one.id, one.remaining) for one in lots)
    held = Holdings(accounts, lots, entries, ())
    assert [(one.kind.value, one.unit, one.stored) for one in stories(held)] == [
        ("principal", "USD", 11),
        ("visits", "visit:CUT", 1),
        ("visits", "visit:DRY", 2),
    ]
    assert [one.unit for one in stories(held, (AccountKind.VISITS,))] == ["visit:CUT", "visit:DRY"]


@pytest.mark.parametrize(
    ("balance", "remaining", "entry_lot"),
    [(99, 100, 1), (100, 99, 1), (100, 100, None), (100, 100, 2)],
)
def test_whatever_was_tampered_with_does_not_add_up(
    balance: int, remaining: int, entry_lot: int | None
) -> None:
    held = Holdings(
        (Account(1, AccountKind.PRINCIPAL, "USD", balance),),
        (lot(1, 1, remaining), lot(2, 1, 0)),
        (HeldEntry(deed(1), 1, entry_lot, 100),),
        (),
    )
    assert not stories(held)[0].adds_up


def test_a_balance_without_any_entry_is_told_of() -> None:
    held = Holdings((Account(1, AccountKind.GIFT, "USD", 5),), (), (), ())
    (story,) = stories(held)
    assert (story.entries, story.remaining, story.adds_up) == (0, 0, False)


@given(holdings())
def test_the_sums_are_the_balance_whatever_happened(held: Holdings) -> None:
    told = stories(held)
    assert sum(one.stored for one in told) == sum(one.balance for one in held.accounts)
    for story in told:
        assert story.adds_up
        assert story.entries == story.remaining == story.stored
        lines = [move for move in story.moves if move.amount is not None]
        assert lines[-1].balance == story.stored
        assert story.available(TODAY) + story.ended(TODAY) == story.stored
        for one in story.lots:
            mine = [move.amount for move in lines if move.lot == one.lot.id]
            assert (mine[0], sum(amount or 0 for amount in mine)) == (
                one.brought,
                one.lot.remaining,
            )
    assert len(held.entries) + len(held.terms) == sum(len(story.moves) for story in told)


@given(holdings())
def test_all_that_has_an_end_to_come_is_in_the_forecast_once(held: Holdings) -> None:
    told = stories(held)
    endings = forecast(told, TODAY)
    assert [one.day for one in endings] == sorted(one.day for one in endings)
    assert sum(one.amount for one in endings) == sum(
        one.remaining
        for one in held.lots
        if one.expires_on is not None and one.expires_on >= TODAY and one.remaining > 0
    )
