"""Withdrawals, transfers, adjustments, and cash in and out, with figures."""

import datetime as dt

import pytest

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import accepted, reason, utc
from tests.helpers.oracle_types import Entry

TODAY = dt.date(2026, 3, 10)
EARLIER = dt.date(2026, 2, 1)
GIFT_END = dt.date(2027, 3, 10)


@pytest.fixture
def bob(shop: OracleShop, ann: int) -> int:
    assert ann == 1
    return shop.new_customer()


def test_a_withdrawal_pays_the_paid_part_and_voids_the_gift(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    paid_out = accepted(shop.withdraw("w", ann, 30_000))
    assert [(e.account, e.amount) for e in paid_out.entries] == [
        ("principal", -30_000),
        ("tender:cash", 30_000),
        ("gift", -5_000),
        ("bonus", 5_000),
    ]
    assert paid_out.gift_voided == 5_000
    assert shop.state(ann).lots == (("principal", 20_000, None, TODAY),)
    assert shop.tender_totals(TODAY) == {"cash": -20_000}


def test_only_unspent_gift_can_be_voided(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    accepted(shop.sale("a", ann, 11_000, {"stored": 11_000}))
    paid_out = accepted(shop.withdraw("w", ann, 40_000, "transfer"))
    assert (paid_out.gift_voided, paid_out.of_house("tender:transfer")) == (4_000, 40_000)
    assert shop.state(ann).lots == (("points", 100, dt.date(2027, 3, 31), TODAY),)


def test_a_top_up_that_is_not_touched_keeps_its_gift(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t1", ann, 20_000, date=EARLIER))
    accepted(shop.top_up("t2", ann, 50_000))
    assert accepted(shop.withdraw("w1", ann, 1_000)).gift_voided == 2_000
    assert shop.state(ann).gift == 5_000
    assert accepted(shop.withdraw("w2", ann, 19_000)).gift_voided == 0
    assert accepted(shop.withdraw("w3", ann, 1)).gift_voided == 5_000


def test_one_cent_of_a_second_top_up_voids_its_gift_as_well(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t1", ann, 20_000, date=EARLIER))
    accepted(shop.top_up("t2", ann, 50_000))
    assert accepted(shop.withdraw("w", ann, 20_001)).gift_voided == 7_000
    assert (shop.state(ann).principal, shop.state(ann).gift) == (49_999, 0)


def test_gift_that_is_over_ends_by_its_own_expiry(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    shop.set_now(utc(2027, 3, 11))
    paid_out = accepted(shop.withdraw("w", ann, 50_000))
    assert (paid_out.gift_voided, len(paid_out.expired)) == (0, 1)
    assert shop.house() == {("bonus", "money"): -5_000, ("expired", "money"): 5_000}


def test_a_withdrawal_that_cannot_be(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    assert reason(shop.withdraw("x", ann, 0)) == "bad_amount"
    assert reason(shop.withdraw("x", ann, 1, "stored")) == "wrong_means"
    assert reason(shop.withdraw("x", ann, 50_001)) == "short_principal"
    assert reason(shop.withdraw("x", 9, 1)) == "unknown_customer"


def test_a_transfer_takes_both_parts_as_spending_does(shop: OracleShop, ann: int, bob: int) -> None:
    accepted(shop.top_up("t", ann, 50_000, date=EARLIER))
    accepted(shop.transfer("g", ann, bob, "stored", 11_000))
    # 11000 x 50000 / 55000 = 10000; each part goes on to its own last day.
    gift_end = dt.date(2027, 2, 1)
    assert shop.state(ann).lots == (
        ("principal", 40_000, None, EARLIER),
        ("gift", 4_000, gift_end, EARLIER),
    )
    assert shop.state(bob).lots == (
        ("principal", 10_000, None, TODAY),
        ("gift", 1_000, gift_end, TODAY),
    )
    assert [lot.source for lot in shop.operations[-1].opened] == [1, 2]
    assert (shop.state(bob).points, shop.state(bob).last_visit) == (0, None)


def test_each_lot_that_gives_opens_a_lot_of_the_same_end(
    shop: OracleShop, ann: int, bob: int
) -> None:
    accepted(shop.opening("o1", ann, points=30, ends=TODAY))
    accepted(shop.opening("o2", ann, points=100))
    accepted(shop.transfer("g", ann, bob, "points", 50))
    assert shop.state(ann).lots == (("points", 80, None, TODAY),)
    assert shop.state(bob).lots == (("points", 30, TODAY, TODAY), ("points", 20, None, TODAY))


def test_a_withdrawal_follows_the_top_up_to_whoever_holds_it(
    shop: OracleShop, ann: int, bob: int
) -> None:
    eve = shop.new_customer()
    accepted(shop.top_up("t", ann, 50_000))
    accepted(shop.transfer("g", ann, bob, "stored", 22_000))
    accepted(shop.transfer("h", bob, eve, "stored", 11_000))
    assert accepted(shop.withdraw("w1", eve, 1)).gift_voided == 1_000
    assert accepted(shop.withdraw("w2", ann, 1)).gift_voided == 3_000
    assert [shop.state(who).gift for who in (ann, bob, eve)] == [0, 1_000, 0]


def test_a_withdrawal_follows_gift_that_a_refund_brought_back(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    accepted(shop.sale("a", ann, 11_000, {"stored": 11_000}))
    shop.set_now(utc(2027, 3, 11))
    accepted(shop.refund("b", "a"))
    assert shop.state(ann).gift == 1_000
    assert accepted(shop.withdraw("w", ann, 1)).gift_voided == 1_000


def test_a_transfer_that_cannot_be(shop: OracleShop, ann: int, bob: int) -> None:
    accepted(shop.opening("o", ann, principal=100, points=100))
    assert reason(shop.transfer("x", ann, ann, "stored", 1)) == "same_customer"
    assert reason(shop.transfer("x", ann, bob, "stored", 0)) == "bad_amount"
    assert reason(shop.transfer("x", ann, bob, "credit", 1)) == "wrong_account"
    assert reason(shop.transfer("x", ann, bob, "visits:cut10", 1)) == "unknown_package"
    assert reason(shop.transfer("x", ann, bob, "stored", 101)) == "short_stored"
    assert reason(shop.transfer("x", ann, bob, "points", 101)) == "short_points"
    assert reason(shop.transfer("x", ann, 9, "stored", 1)) == "unknown_customer"
    assert reason(shop.transfer("x", 9, ann, "stored", 1)) == "unknown_customer"


def test_a_transfer_books_what_is_over_on_both_sides(shop: OracleShop, ann: int, bob: int) -> None:
    accepted(shop.opening("o1", ann, principal=100, points=5, ends=TODAY))
    accepted(shop.opening("o2", ann, gift=100))
    accepted(shop.opening("o3", bob, points=7, ends=TODAY))
    shop.set_now(utc(2026, 3, 11))
    assert len(accepted(shop.transfer("g", ann, bob, "stored", 40)).expired) == 3
    assert (shop.state(bob).gift, shop.state(bob).points) == (40, 0)


def test_a_transfer_is_undone_while_the_taker_has_not_touched_it(
    shop: OracleShop, ann: int, bob: int
) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    before = shop.state(ann)
    accepted(shop.transfer("g", ann, bob, "stored", 11_000))
    accepted(shop.sale("a", bob, 1, {"stored": 1}))
    assert reason(shop.reverse("u", "g", void=False)) == "touched"
    accepted(shop.reverse("v", "a", void=False))
    accepted(shop.reverse("u", "g", void=False))
    assert (shop.state(ann), shop.state(bob).lots) == (before, ())


def test_an_undone_transfer_books_what_is_over_on_both_sides(
    shop: OracleShop, ann: int, bob: int
) -> None:
    accepted(shop.opening("o1", ann, principal=100))
    accepted(shop.opening("o2", bob, points=7, ends=TODAY))
    shop.set_now(utc(2026, 3, 11, 3, 50))
    accepted(shop.transfer("g", ann, bob, "stored", 40))
    shop.set_now(utc(2026, 3, 11, 4, 10))
    assert len(accepted(shop.reverse("u", "g", void=False)).expired) == 1


@pytest.mark.parametrize(
    ("account", "ends"),
    [
        ("principal", None),
        ("gift", GIFT_END),
        ("credit", None),
        ("points", dt.date(2027, 3, 31)),
    ],
)
def test_an_adjustment_credits_with_the_usual_end(
    shop: OracleShop, ann: int, account: str, ends: dt.date | None
) -> None:
    adjustment = accepted(shop.adjust("j", ann, account, 70))
    unit = "point" if account == "points" else "money"
    assert adjustment.entries == (
        Entry("adjustment", unit, -70),
        Entry(account, unit, 70, 1, ann),
    )
    assert shop.state(ann).lots == ((account, 70, ends, TODAY),)
    assert shop.state(ann).last_visit is None


def test_an_adjustment_debits_in_the_usual_order(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o1", ann, gift=50))
    accepted(shop.opening("o2", ann, gift=20, ends=TODAY))
    accepted(shop.adjust("j", ann, "gift", -30))
    assert shop.state(ann).lots == (("gift", 40, None, TODAY),)
    assert shop.house()["adjustment", "money"] == 30


def test_an_adjustment_that_cannot_be(shop: OracleShop, ann: int) -> None:
    assert reason(shop.adjust("x", ann, "points", 0)) == "bad_amount"
    assert reason(shop.adjust("x", ann, "stored", 5)) == "wrong_account"
    assert reason(shop.adjust("x", ann, "visits:none", 5)) == "unknown_package"
    for account in ("principal", "gift", "credit", "points"):
        assert reason(shop.adjust("x", ann, account, -1)) == f"short_{account}"
    assert reason(shop.adjust("x", ann, "gift", 5, date=dt.date(2025, 3, 9))) == "expired_already"


def test_adjusted_principal_can_be_withdrawn_and_voids_no_gift(shop: OracleShop, ann: int) -> None:
    accepted(shop.adjust("j", ann, "principal", 100))
    accepted(shop.adjust("k", ann, "gift", 100))
    assert accepted(shop.withdraw("w", ann, 100)).gift_voided == 0


def test_cash_goes_in_and_out_of_the_drawer(shop: OracleShop) -> None:
    accepted(shop.cash("in", 10_000))
    assert shop.tender_totals(TODAY) == {"cash": -10_000}
    accepted(shop.cash("out", -2_500))
    assert shop.house() == {("tender:cash", "money"): -7_500, ("adjustment", "money"): 7_500}
    assert reason(shop.cash("x", 0)) == "bad_amount"
    accepted(shop.reverse("u", "out", void=True))
    assert shop.tender_totals(TODAY) == {"cash": -10_000}


@pytest.mark.parametrize("void", [False, True])
def test_each_of_them_can_be_taken_back(
    shop: OracleShop,
    ann: int,
    bob: int,
    void: bool,  # noqa: FBT001 - a case
) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    before, house = shop.state(ann), shop.house()
    accepted(shop.withdraw("w", ann, 100))
    accepted(shop.reverse("uw", "w", void=void))
    accepted(shop.transfer("g", ann, bob, "stored", 100))
    accepted(shop.reverse("ug", "g", void=void))
    accepted(shop.adjust("j", ann, "gift", -100))
    accepted(shop.reverse("uj", "j", void=void))
    accepted(shop.adjust("k", ann, "points", 100))
    accepted(shop.reverse("uk", "k", void=void))
    assert (shop.state(ann), shop.state(bob).lots, shop.house()) == (before, (), house)


def test_a_withdrawal_whose_gift_has_ended_since_is_kept(shop: OracleShop, ann: int) -> None:
    shop.set_now(utc(2026, 3, 11, 3, 50))
    accepted(shop.top_up("t", ann, 20_000, date=dt.date(2025, 3, 10)))
    accepted(shop.withdraw("w", ann, 100))
    shop.set_now(utc(2026, 3, 11, 4, 10))
    assert reason(shop.reverse("u", "w", void=False)) == "lot_ended"
