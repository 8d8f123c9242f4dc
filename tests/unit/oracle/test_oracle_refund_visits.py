"""Visit packages that go back: by lines, by an amount, whole; used, handed on, ended."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import accepted, reason, utc
from tests.helpers.oracle_types import PackageRule, Rules, TierRule

PACKAGES = (PackageRule("cut10", 20_000, 10, months=12), PackageRule("wash", 3_000, 3))
OFF = (TierRule("regular", 0, 100, 10),)


@pytest.fixture
def shop() -> OracleShop:
    shop = OracleShop(Rules(packages=PACKAGES), ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    return shop


def test_a_line_that_comes_back_brings_its_visits_back(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 500, packages={"cut10": 2, "wash": 1}))
    accepted(shop.use_visit("v", ann, "cut10", 3))
    refund = accepted(shop.refund("b", "a", lines={2: 1000}))
    assert (refund.net, refund.visits_taken) == (20_000, 10)
    assert refund.of_house("visits", "visit:cut10") == 10
    assert (shop.state(ann).visits_left("cut10"), shop.state(ann).visits_left("wash")) == (7, 3)
    accepted(shop.reverse("u", "b", void=False))
    assert shop.state(ann).visits_left("cut10") == 17


def test_what_was_used_does_not_come_back_by_its_line(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut10": 1}))
    accepted(shop.use_visit("v", ann, "cut10", 3))
    assert reason(shop.refund("x", "a")) == "short_visits"
    assert reason(shop.refund("x", "a", lines={1: 1000})) == "short_visits"
    assert reason(shop.refund("x", "a", lines={1: 701})) == "short_visits"
    refund = accepted(shop.refund("b", "a", lines={1: 700}))
    assert (refund.net, refund.visits_taken) == (14_000, 7)
    assert reason(shop.refund("x", "a")) == "short_visits"
    assert accepted(shop.refund("c", "a", 6_000)).visits_taken == 0


def test_a_visit_that_is_begun_comes_back(shop: OracleShop, ann: int) -> None:
    """A third of three washes is not a whole one: what was paid for one is a little more."""
    accepted(shop.sale("a", ann, 0, packages={"wash": 1}))
    parts = [
        accepted(shop.refund(f"b{n}", "a", lines={1: part})) for n, part in enumerate((1, 332, 1))
    ]
    assert [part.visits_taken for part in parts] == [1, 0, 1]
    assert accepted(shop.refund("c", "a")).visits_taken == 1


def test_by_an_amount_the_visits_stay_until_all_has_gone_back(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut10": 1}))
    accepted(shop.use_visit("v", ann, "cut10", 3))
    accepted(shop.adjust("j", ann, "visits:cut10", 1))
    assert reason(shop.refund("x", "a", 6_001)) == "visits_kept"
    assert accepted(shop.refund("b", "a", 6_000)).visits_taken == 0
    rest = accepted(shop.refund("c", "a", 14_000))
    assert (rest.visits_taken, rest.of_house("visits", "visit:cut10")) == (7, 7)
    assert shop.state(ann).visits_left("cut10") == 1
    accepted(shop.reverse("u", "c", void=False))
    assert shop.state(ann).visits_left("cut10") == 8


def test_visits_of_another_sale_stay(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut10": 1}))
    accepted(shop.sale("b", ann, 0, packages={"cut10": 1}, date=dt.date(2026, 3, 1)))
    accepted(shop.use_visit("v", ann, "cut10", 4))
    assert reason(shop.refund("x", "b")) == "short_visits"
    assert accepted(shop.refund("c", "a")).visits_taken == 10
    assert shop.state(ann).visits_left("cut10") == 6


def test_what_was_handed_on_is_handed_back_first(shop: OracleShop, ann: int) -> None:
    bob = shop.new_customer()
    accepted(shop.sale("a", ann, 0, packages={"cut10": 1}))
    accepted(shop.transfer("g", ann, bob, "visits:cut10", 4))
    assert reason(shop.refund("x", "a")) == "visits_elsewhere"
    assert reason(shop.refund("x", "a", 20_000)) == "visits_elsewhere"
    assert reason(shop.refund("x", "a", lines={1: 700})) == "visits_elsewhere"
    assert accepted(shop.refund("b", "a", lines={1: 600})).visits_taken == 6
    assert reason(shop.refund("x", "a")) == "visits_elsewhere"
    accepted(shop.transfer("h", bob, ann, "visits:cut10", 4))
    assert accepted(shop.refund("c", "a")).visits_taken == 4
    assert (shop.state(ann).visits, shop.state(bob).visits) == ((), ())


def test_what_the_other_used_is_used(shop: OracleShop, ann: int) -> None:
    bob = shop.new_customer()
    accepted(shop.sale("a", ann, 0, packages={"cut10": 1}))
    accepted(shop.transfer("g", ann, bob, "visits:cut10", 4))
    accepted(shop.use_visit("v", bob, "cut10", 4))
    assert reason(shop.refund("x", "a")) == "short_visits"
    assert accepted(shop.refund("b", "a", 20_000)).visits_taken == 6


def test_what_has_ended_comes_back_by_an_amount_only(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 0, packages={"cut10": 1}))
    shop.set_now(utc(2027, 3, 11))
    assert reason(shop.refund("x", "a")) == "short_visits"
    assert accepted(shop.refund("b", "a", 20_000)).visits_taken == 0
    assert shop.house()["expired", "visit:cut10"] == 10


def test_lines_come_back_at_what_was_paid_for_them(ann: int) -> None:
    """Ten percent off 230.05 are 23.01: off the cuts 20.00, the washes 3.00, the rest 0.01."""
    shop = OracleShop(Rules(packages=PACKAGES, tiers=OFF), ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    shop.new_customer()
    assert accepted(shop.sale("a", ann, 5, packages={"cut10": 1, "wash": 1})).net == 20_704
    assert reason(shop.refund("x", "a", lines={4: 1000})) == "unknown_line"
    assert reason(shop.refund("x", "a", lines={2: 1001})) == "more_than_line"
    assert reason(shop.refund("x", "a", lines={2: 0})) == "more_than_line"
    assert [accepted(shop.refund(f"b{n}", "a", lines={n: 1000})).net for n in (2, 3, 1)] == [
        18_000,
        2_700,
        4,
    ]
    assert shop.state(ann).visits == ()
    assert reason(shop.refund("x", "a", lines={2: 1})) == "more_than_line"
