"""The ledger's rules, with examples that a shop owner can follow. Amounts are cents and points."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.ledger import rules
from smbcrm.membership.ledger.postings import HouseAccount, NewEntry, NewLot, PartyAccount
from smbcrm.membership.ledger.types import POINT, Account, AccountKind, House, Lot, Wallet
from smbcrm.membership.requests.rules import FIRST_DATE, business_date, request_hash
from smbcrm.membership.requests.types import DateInFuture, DateTooEarly

MAY_4 = dt.date(2026, 5, 4)
PRINCIPAL, GIFT = 16, 18


def lot(number: int, remaining: int, ends: dt.date | None = None, account: int = GIFT) -> Lot:
    kind = AccountKind.GIFT if account == GIFT else AccountKind.PRINCIPAL
    return Lot(number, account, kind, "USD", 1, dt.date(2026, 1, 1), ends, remaining)


def wallet(*lots: Lot) -> Wallet:
    accounts = (
        Account(PRINCIPAL, AccountKind.PRINCIPAL, "USD", 50_000),
        Account(GIFT, AccountKind.GIFT, "USD", 5_000),
    )
    return Wallet(1, PRINCIPAL, accounts, lots)


# -------------------------------------------------------------------------------------- lots


def test_a_gift_may_be_spent_through_the_end_of_its_last_day() -> None:
    gift = lot(1, 2_000, MAY_4)
    assert rules.due(wallet(gift), MAY_4) == ()
    assert rules.due(wallet(gift), MAY_4 + dt.timedelta(days=1)) == (gift,)


def test_what_was_paid_in_never_ends() -> None:
    assert rules.due(wallet(lot(1, 50_000, account=PRINCIPAL)), dt.date(2099, 1, 1)) == ()


def test_30_from_lots_of_20_and_50_empties_the_first_and_takes_10_of_the_second() -> None:
    first, second, third = lot(1, 2_000, MAY_4), lot(2, 5_000), lot(3, 100)
    assert rules.draw((first, second, third), 3_000) == (
        NewEntry(GIFT, "USD", -2_000, 1),
        NewEntry(GIFT, "USD", -1_000, 2),
    )


def test_nothing_is_drawn_for_nothing() -> None:
    assert rules.draw((lot(1, 2_000),), 0) == ()
    assert rules.draw((), 0) == ()


def test_a_lot_below_zero_gives_nothing() -> None:
    assert rules.draw((lot(1, -500), lot(2, 700)), 600) == (NewEntry(GIFT, "USD", -600, 2),)


def test_more_than_there_is_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="1"):
        rules.draw((lot(1, 2_000), lot(2, 500)), 2_501)


LOTS = st.lists(st.integers(-500, 5_000), max_size=6).map(
    lambda amounts: [lot(number, amount) for number, amount in enumerate(amounts)]
)


@given(LOTS, st.data())
def test_a_draw_takes_exactly_what_is_asked_in_order(lots: list[Lot], data: st.DataObject) -> None:
    most = sum(max(0, one.remaining) for one in lots)
    amount = data.draw(st.integers(0, most))
    entries = rules.draw(lots, amount)
    taken = {entry.lot: -entry.amount for entry in entries}
    assert sum(taken.values()) == amount
    assert len(taken) == len(entries)
    reached = [one for one in lots if one.id in taken]
    assert [entry.lot for entry in entries] == [one.id for one in reached]
    # All lots before the last one touched are empty now.
    assert all(taken[one.id] == one.remaining for one in reached[:-1])
    assert all(0 < taken[one.id] <= one.remaining for one in reached[-1:])
    passed_over = lots[: lots.index(reached[-1])] if reached else []
    assert all(one.remaining <= 0 for one in passed_over if one.id not in taken)


# -------------------------------------------------------------------------------- pro rata


@pytest.mark.parametrize(
    ("amount", "principal", "gift", "parts"),
    [
        (11_000, 50_000, 5_000, (10_000, 1_000)),  # of 500+50, spending 110 takes 100 and 10
        (1, 50_000, 5_000, (0, 1)),  # the paid part is floored: one cent is the gift's
        (2_000, 50_000, 5_000, (1_818, 182)),
        (55_000, 50_000, 5_000, (50_000, 5_000)),
        (300, 50_000, 0, (300, 0)),
        (300, 0, 5_000, (0, 300)),
        (0, 50_000, 5_000, (0, 0)),
        (0, 0, 0, (0, 0)),
    ],
)
def test_stored_value_is_spent_pro_rata(
    amount: int, principal: int, gift: int, parts: tuple[int, int]
) -> None:
    assert rules.pro_rata(amount, principal, gift) == parts


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.data())
def test_the_two_parts_add_up_and_neither_runs_short(
    principal: int, gift: int, data: st.DataObject
) -> None:
    amount = data.draw(st.integers(0, principal + gift))
    from_principal, from_gift = rules.pro_rata(amount, principal, gift)
    assert from_principal + from_gift == amount
    assert 0 <= from_principal <= principal
    assert 0 <= from_gift <= gift
    if amount:
        exact = Fraction(amount * principal, principal + gift)
        assert exact - 1 < from_principal <= exact


# --------------------------------------------------------------------------------- entries


def test_a_credit_opens_a_lot_on_the_account_there_is() -> None:
    entry = rules.credit(wallet(), AccountKind.GIFT, "USD", 5_000, MAY_4)
    assert entry == NewEntry(GIFT, "USD", 5_000, NewLot(MAY_4))


def test_the_first_credit_of_a_kind_makes_the_account() -> None:
    entry = rules.credit(wallet(), AccountKind.POINTS, POINT, 68)
    assert entry == NewEntry(PartyAccount(AccountKind.POINTS), POINT, 68, NewLot(None))


CASH_SALE = (
    rules.house(House.CASH, "USD", -6_800),
    rules.house(House.SALES, "USD", 6_800),
)


def test_a_cash_sale_of_68_is_cash_against_sales() -> None:
    assert CASH_SALE[0] == NewEntry(HouseAccount(House.CASH), "USD", -6_800)
    rules.check_balanced(CASH_SALE)


def test_money_is_not_made_up_for_by_points() -> None:
    points = rules.house(House.POINTS, POINT, -68)
    with pytest.raises(ValueError, match="point"):
        rules.check_balanced((*CASH_SALE, points))
    rules.check_balanced(
        (*CASH_SALE, points, rules.credit(wallet(), AccountKind.POINTS, POINT, 68))
    )


def test_an_entry_moves_something() -> None:
    with pytest.raises(ValueError, match="amount=0"):
        rules.check_balanced((*CASH_SALE, rules.house(House.CARD, "USD", 0)))


# ------------------------------------------------------------------------------- the chain


def test_the_hash_is_sha256_over_the_one_before_and_the_fields() -> None:
    text = "genesis\x1f1\x1f陈雨桐\x1f\x1f-6800"
    expected = hashlib.sha256(text.encode()).hexdigest()
    assert rules.digest("genesis", (1, "陈雨桐", None, -6800)) == expected


@given(st.lists(st.one_of(st.none(), st.integers(), st.text("ab\x1e", max_size=3)), max_size=4))
def test_a_field_more_is_another_hash(fields: Sequence[object]) -> None:
    assert rules.digest("", [*fields, None]) != rules.digest("", fields)
    assert rules.digest("x", fields) != rules.digest("", fields)


def test_the_same_request_has_the_same_hash_whatever_the_order_and_the_defaults() -> None:
    first = request_hash("sale", {"customer": 1, "amount": 6850})
    assert first == request_hash("sale", {"amount": 6850, "note": None, "customer": 1})
    others = [
        request_hash("top_up", {"customer": 1, "amount": 6850}),
        request_hash("sale", {"customer": 1, "amount": 685}),
        request_hash("sale", {"customer": 1}),
        request_hash("sale", {"customer": 1, "amount": 6850, "note": ""}),
    ]
    assert len({first, *others}) == 5


def test_points_below_zero_in_one_lot_stop_redeeming_though_the_sum_is_above() -> None:
    def lots(*remaining: int) -> list[Lot]:
        return [
            Lot(number, 1, AccountKind.POINTS, "point", 1, dt.date(2026, 1, 1), None, left)
            for number, left in enumerate(remaining, start=1)
        ]

    assert rules.redeemable(lots(100, -40)) == -40
    assert rules.redeemable(lots(100, 40)) == 140
    assert rules.redeemable([]) == 0


# -------------------------------------------------------------------------- redeeming points


def test_all_points_may_be_redeemed() -> None:
    assert rules.redeemable(()) == 0
    assert rules.redeemable((lot(1, 68), lot(2, 100))) == 168


def test_points_that_a_refund_took_back_are_earned_again_before_any_is_redeemed() -> None:
    assert rules.redeemable((lot(1, -30), lot(2, 100))) == -30
    assert rules.redeemable((lot(1, 0), lot(2, 100))) == 100


# -------------------------------------------------------------------------- the business date


def test_what_is_done_counts_for_today_or_for_the_day_that_is_said() -> None:
    assert business_date(None, MAY_4) == MAY_4
    assert business_date(MAY_4, MAY_4) == MAY_4
    assert business_date(FIRST_DATE, MAY_4) == FIRST_DATE


def test_a_day_to_come_and_one_before_all_shops_are_refused() -> None:
    with pytest.raises(DateInFuture, match="2026-05-05"):
        business_date(MAY_4 + dt.timedelta(days=1), MAY_4)
    with pytest.raises(DateTooEarly):
        business_date(FIRST_DATE - dt.timedelta(days=1), MAY_4)
