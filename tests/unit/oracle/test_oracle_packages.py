"""Visit packages: sold, used, paused, extended, given on and given back."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import accepted, reason, utc
from tests.helpers.oracle_types import PackageRule, Rules

TODAY = dt.date(2026, 3, 10)
PACKAGES = (
    PackageRule("cut10", 20_000, 10, months=12),
    PackageRule("cut5", 11_000, 5, days=90),
    PackageRule("wash", 3_000, 3),
)
NINETY_DAYS_ON = dt.date(2026, 6, 8)


@pytest.fixture
def shop() -> OracleShop:
    shop = OracleShop(Rules(packages=PACKAGES), ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    return shop


def at(shop: OracleShop, month: int, day: int) -> dt.date:
    """Go to noon of a day of 2026."""
    shop.set_now(utc(2026, month, day))
    return shop.today


def test_ten_haircuts_are_an_ordinary_sale_and_ten_visits(shop: OracleShop, ann: int) -> None:
    sale = accepted(shop.sale("a", ann, 0, packages={"cut10": 1}))
    assert [(e.account, e.unit, e.amount) for e in sale.entries] == [
        ("tender:cash", "money", -20_000),
        ("sales", "money", 20_000),
        ("points", "point", -200),
        ("points", "point", 200),
        ("visits", "visit:cut10", -10),
        ("visits:cut10", "visit:cut10", 10),
    ]
    assert shop.state(ann).visits == (("visits:cut10", 10, dt.date(2027, 3, 10), TODAY),)


def test_a_term_is_in_months_or_in_days_or_there_is_none(shop: OracleShop, ann: int) -> None:
    sold = {"wash": 1, "cut5": 2, "cut10": 1}
    assert accepted(shop.sale("a", ann, 500, packages=sold)).net == 45_500
    assert shop.state(ann).visits == (
        ("visits:cut10", 10, dt.date(2027, 3, 10), TODAY),
        ("visits:cut5", 10, NINETY_DAYS_ON, TODAY),
        ("visits:wash", 3, None, TODAY),
    )
    assert shop.state(ann).visits_left("cut5") == 10
    assert shop.state(ann).tier == "silver"


def test_a_package_that_cannot_be_sold(shop: OracleShop, ann: int) -> None:
    assert reason(shop.sale("x", None, 0, packages={"wash": 1})) == "no_customer"
    assert reason(shop.sale("x", ann, 0, packages={"shave": 1})) == "unknown_package"
    assert reason(shop.sale("x", ann, 0, packages={"wash": 0})) == "bad_amount"
    assert reason(shop.sale("x", ann, -1, packages={"wash": 1})) == "bad_amount"
    over = dt.date(2025, 12, 9)
    assert reason(shop.sale("x", ann, 0, packages={"cut5": 1}, date=over)) == "expired_already"


def test_a_used_visit_comes_from_the_lot_that_ends_first(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.sale("b", ann, 0, packages={"cut5": 1}, date=dt.date(2026, 3, 1)))
    at(shop, 3, 20)
    used = accepted(shop.use_visit("v", ann, "cut5", 6))
    assert [(e.account, e.amount) for e in used.entries] == [
        ("visits:cut5", -5),
        ("visits:cut5", -1),
        ("visits", 6),
    ]
    state = shop.state(ann)
    assert state.visits == (("visits:cut5", 4, NINETY_DAYS_ON, TODAY),)
    assert state.last_visit == dt.date(2026, 3, 20)


def test_an_undone_use_is_no_visit(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"wash": 1}))
    at(shop, 3, 20)
    accepted(shop.use_visit("v", ann, "wash"))
    accepted(shop.reverse("u", "v", void=False))
    assert (shop.state(ann).visits_left("wash"), shop.state(ann).last_visit) == (3, TODAY)


def test_a_use_that_cannot_be(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    assert reason(shop.use_visit("x", ann, "shave")) == "unknown_package"
    assert reason(shop.use_visit("x", ann, "cut5", 0)) == "bad_amount"
    assert reason(shop.use_visit("x", ann, "cut5", 6)) == "short_visits"
    assert reason(shop.use_visit("x", ann, "cut10")) == "short_visits"
    at(shop, 6, 9)
    assert reason(shop.use_visit("x", ann, "cut5")) == "short_visits"


def test_visits_end_after_their_last_day(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    at(shop, 6, 8)
    accepted(shop.use_visit("v", ann, "cut5", 2))
    accepted(shop.expire(at(shop, 6, 9)))
    assert shop.state(ann).visits == ()
    assert shop.house()["expired", "visit:cut5"] == 3


def test_the_sale_of_a_package_is_undone_until_a_visit_is_used(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.use_visit("v", ann, "cut5"))
    assert reason(shop.reverse("u", "a", void=False)) == "touched"
    accepted(shop.reverse("w", "v", void=False))
    accepted(shop.reverse("u", "a", void=False))
    assert (shop.state(ann).visits, shop.house()) == ((), {})


def test_a_pause_of_twenty_days_gives_twenty_days_more(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1, "wash": 1}))
    at(shop, 4, 1)
    accepted(shop.pause("p", ann, "cut5"))
    assert shop.state(ann).paused == ("cut5",)
    at(shop, 4, 21)
    resumed = accepted(shop.resume("r", ann, "cut5"))
    assert (resumed.entries, shop.state(ann).paused) == ((), ())
    assert shop.state(ann).visits == (
        ("visits:cut5", 5, dt.date(2026, 6, 28), TODAY),
        ("visits:wash", 3, None, TODAY),
    )


def test_nothing_ends_while_it_is_paused(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    at(shop, 6, 8)
    accepted(shop.pause("p", ann, "cut5"))
    assert accepted(shop.expire(at(shop, 7, 1))).expired == ()
    accepted(shop.resume("r", ann, "cut5"))
    assert shop.state(ann).visits == (("visits:cut5", 5, dt.date(2026, 7, 1), TODAY),)
    assert len(accepted(shop.expire(at(shop, 7, 2))).expired) == 1


def test_what_had_ended_before_the_pause_stays_ended(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    at(shop, 4, 1)
    accepted(shop.sale("b", ann, 0, packages={"cut5": 1}))
    at(shop, 6, 9)
    assert len(accepted(shop.pause("p", ann, "cut5")).expired) == 1
    at(shop, 6, 19)
    accepted(shop.resume("r", ann, "cut5"))
    assert shop.state(ann).visits == (
        ("visits:cut5", 5, dt.date(2026, 7, 10), dt.date(2026, 4, 1)),
    )


def test_a_paused_package_is_neither_used_nor_given_on(shop: OracleShop, ann: int) -> None:
    bob = shop.new_customer()
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1, "wash": 1}))
    accepted(shop.pause("p", ann, "cut5"))
    assert reason(shop.use_visit("x", ann, "cut5")) == "paused"
    assert reason(shop.transfer("x", ann, bob, "visits:cut5", 1)) == "paused"
    assert reason(shop.pause("x", ann, "cut5")) == "paused"
    accepted(shop.use_visit("v", ann, "wash"))


def test_a_pause_needs_visits_and_a_resumption_a_pause(shop: OracleShop, ann: int) -> None:
    assert reason(shop.pause("x", ann, "cut5")) == "short_visits"
    assert reason(shop.pause("x", ann, "shave")) == "unknown_package"
    assert reason(shop.resume("x", ann, "cut5")) == "not_paused"
    assert reason(shop.resume("x", ann, "shave")) == "unknown_package"


def test_a_living_package_is_extended(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    until = dt.date(2026, 8, 31)
    extended = accepted(shop.extend("e", ann, "cut5", until))
    assert (extended.entries, len(shop.operations)) == ((), 2)
    assert shop.state(ann).visits == (("visits:cut5", 5, until, TODAY),)
    at(shop, 8, 31)
    accepted(shop.use_visit("v", ann, "cut5"))


def test_an_extension_never_shortens(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1, "wash": 1}))
    assert reason(shop.extend("x", ann, "cut5", dt.date(2026, 6, 7))) == "shortens"
    assert reason(shop.extend("x", ann, "cut5", NINETY_DAYS_ON)) == "shortens"
    assert reason(shop.extend("x", ann, "wash", dt.date(2030, 1, 1))) == "shortens"


def test_an_ended_package_comes_back_in_a_new_lot(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.use_visit("v", ann, "cut5", 2))
    at(shop, 6, 15)
    until = dt.date(2026, 7, 31)
    extended = accepted(shop.extend("e", ann, "cut5", until))
    assert len(extended.expired) == 1
    assert [(e.account, e.amount) for e in extended.entries] == [
        ("expired", -3),
        ("visits:cut5", 3),
    ]
    assert shop.operations[-1].opened[0].source == 2
    assert shop.state(ann).visits == (("visits:cut5", 3, until, dt.date(2026, 6, 15)),)
    assert ("expired", "visit:cut5") not in shop.house()


def test_what_ended_comes_back_once(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.expire(at(shop, 6, 15)))
    accepted(shop.extend("e", ann, "cut5", dt.date(2026, 7, 31)))
    accepted(shop.extend("f", ann, "cut5", dt.date(2026, 8, 31)))
    assert shop.state(ann).visits == (
        ("visits:cut5", 5, dt.date(2026, 8, 31), dt.date(2026, 6, 15)),
    )
    accepted(shop.expire(at(shop, 9, 1)))
    accepted(shop.extend("g", ann, "cut5", dt.date(2026, 9, 30)))
    assert shop.state(ann).visits_left("cut5") == 5


def test_one_lot_is_extended_by_its_number(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.sale("b", ann, 0, packages={"cut5": 1}))
    lots = [lot.number for operation in shop.operations for lot in operation.opened]
    until = dt.date(2026, 8, 31)
    accepted(shop.extend("e", ann, "cut5", until, lot=lots[3]))
    assert [line[2] for line in shop.state(ann).visits] == [NINETY_DAYS_ON, until]
    assert reason(shop.extend("x", ann, "cut5", until, lot=lots[3])) == "shortens"
    # The first lot of a sale holds its points.
    assert reason(shop.extend("x", ann, "cut5", until, lot=lots[0])) == "unknown_lot"


def test_an_extension_that_cannot_be(shop: OracleShop, ann: int) -> None:
    until = dt.date(2026, 8, 31)
    assert reason(shop.extend("x", ann, "shave", until)) == "unknown_package"
    assert reason(shop.extend("x", ann, "cut5", until)) == "short_visits"
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    assert reason(shop.extend("x", ann, "cut5", dt.date(2026, 3, 9))) == "expired_already"


def test_what_moves_a_last_day_is_not_undone(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.pause("p", ann, "cut5"))
    accepted(shop.resume("r", ann, "cut5"))
    accepted(shop.extend("e", ann, "cut5", dt.date(2026, 8, 31)))
    for each in ("p", "r", "e"):
        assert reason(shop.reverse("x", each, void=False)) == "not_undoable"


def test_visits_are_given_on_with_their_last_day(shop: OracleShop, ann: int) -> None:
    bob = shop.new_customer()
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    at(shop, 4, 1)
    accepted(shop.transfer("g", ann, bob, "visits:cut5", 2))
    assert shop.state(bob).visits == (("visits:cut5", 2, NINETY_DAYS_ON, dt.date(2026, 4, 1)),)
    assert shop.state(ann).visits_left("cut5") == 3
    assert reason(shop.transfer("x", ann, bob, "visits:cut5", 4)) == "short_visits"


def test_visits_are_adjusted_and_then_never_end(shop: OracleShop, ann: int) -> None:
    accepted(shop.adjust("j", ann, "visits:cut5", 2))
    assert shop.state(ann).visits == (("visits:cut5", 2, None, TODAY),)
    assert shop.house() == {("adjustment", "visit:cut5"): -2}
    assert reason(shop.adjust("x", ann, "visits:cut5", -3)) == "short_visits"
    accepted(shop.adjust("k", ann, "visits:cut5", -1))
    assert shop.state(ann).visits_left("cut5") == 1


def test_what_comes_during_a_pause_is_held_from_then_on(shop: OracleShop, ann: int) -> None:
    """The first lot stood still for thirty days, the second for ten, the third for one."""
    bob = shop.new_customer()
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.sale("b", bob, 0, packages={"cut5": 1}))
    accepted(shop.pause("p", ann, "cut5"))
    at(shop, 3, 30)
    accepted(shop.sale("c", ann, 0, packages={"cut5": 1}))
    at(shop, 4, 8)
    accepted(shop.transfer("g", bob, ann, "visits:cut5", 2))
    at(shop, 4, 9)
    accepted(shop.resume("r", ann, "cut5"))
    assert [(left, ends) for _, left, ends, _ in shop.state(ann).visits] == [
        (2, dt.date(2026, 6, 9)),
        (5, dt.date(2026, 7, 8)),
        (5, dt.date(2026, 7, 8)),
    ]


def test_what_was_extended_during_a_pause_is_held_since_then(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.pause("p", ann, "cut5"))
    at(shop, 4, 8)
    accepted(shop.extend("e", ann, "cut5", dt.date(2026, 8, 31)))
    at(shop, 4, 9)
    accepted(shop.resume("r", ann, "cut5"))
    assert shop.state(ann).visits == (("visits:cut5", 5, dt.date(2026, 9, 1), TODAY),)


def test_an_extension_during_a_pause_never_shortens(shop: OracleShop, ann: int) -> None:
    """It lasts until 8 June, and stood still for 29 days by 8 April."""
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.pause("p", ann, "cut5"))
    at(shop, 4, 8)
    assert reason(shop.extend("x", ann, "cut5", dt.date(2026, 7, 7))) == "shortens"
    accepted(shop.extend("e", ann, "cut5", dt.date(2026, 7, 8)))
    at(shop, 4, 9)
    accepted(shop.resume("r", ann, "cut5"))
    assert shop.state(ann).visits == (("visits:cut5", 5, dt.date(2026, 7, 9), TODAY),)


def test_a_pause_of_nothing_is_none(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.pause("p", ann, "cut5"))
    accepted(shop.reverse("u", "a", void=False))
    assert shop.state(ann).paused == ()
    assert reason(shop.resume("x", ann, "cut5")) == "not_paused"
    at(shop, 3, 20)
    accepted(shop.sale("b", ann, 0, packages={"cut5": 1}))
    assert shop.state(ann).paused == ()
    accepted(shop.use_visit("v", ann, "cut5"))


def test_what_comes_back_to_its_lot_is_paused_as_it_was(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut5": 1}))
    accepted(shop.pause("p", ann, "cut5"))
    before = shop.state(ann)
    at(shop, 3, 20)
    accepted(shop.refund("b", "a"))
    assert (shop.state(ann).visits, shop.state(ann).paused) == ((), ())
    accepted(shop.reverse("u", "b", void=False))
    assert shop.state(ann) == before
    assert reason(shop.use_visit("x", ann, "cut5")) == "paused"
