"""The clock of a PC set back a day: what it records is flagged, and nothing lives again."""

import datetime as dt

import pytest

from smbcrm.membership.dayclose.types import Why
from smbcrm.membership.sales.errors import ShortPoints
from smbcrm.membership.sales.types import RedeemRequest
from tests.helpers.twin import new_customer
from tests.integration.dayclose.conftest import TILL_2, TODAY, TwoTills

YESTERDAY = TODAY - dt.timedelta(days=1)


def test_a_clock_set_back_a_day_is_flagged_in_the_close_of_that_day(shop: TwoTills) -> None:
    shop.sell(1_000)
    assert shop.services.dayclose.clock_flag() is None
    shop.go_on(days=-1)
    flag = shop.services.dayclose.clock_flag()
    assert flag is not None
    assert (flag.behind, flag.newest - flag.at) == (True, dt.timedelta(days=1))
    sale = shop.sell(6_800)
    other = shop.sell(100, shop.act(till=TILL_2))
    day = shop.look()
    assert day.date == YESTERDAY
    assert [one.deed.id for one in day.listed if Why.CLOCK in one.why] == [sale.operation]
    shop.go_on(days=1, minutes=1)
    assert shop.services.dayclose.clock_flag() is None
    shop.sell(200)
    assert shop.look().listed == ()
    second = shop.look(shop.act(till=TILL_2, date=YESTERDAY))
    assert [one.deed.id for one in second.listed] == [other.operation]


def test_verify_notes_it_and_stays_clean(shop: TwoTills) -> None:
    assert shop.services.audit.verify().notes == ()
    shop.sell(1_000)
    shop.go_on(days=-1, minutes=1)
    shop.sell(6_800)
    verdict = shop.services.audit.verify()
    assert verdict.clean
    (note,) = verdict.notes
    assert note.params["count"] == 1
    assert note.params["at"] == shop.clock.now()


def test_the_insider_report_names_it(shop: TwoTills) -> None:
    shop.sell(1_000)
    shop.go_on(days=-1)
    sale = shop.sell(6_800)
    shop.go_on(days=1)
    report = shop.services.reports.insider()
    (section,) = [one for one in report.sections if one.id == "clock"]
    assert [row[4] for row in section.tables[0].rows] == [sale.operation]


def test_two_tills_a_minute_apart_are_no_matter(shop: TwoTills) -> None:
    shop.sell(1_000)
    shop.go_on(minutes=-4)
    assert shop.services.dayclose.clock_flag() is None
    shop.sell(1_000, shop.act(till=TILL_2))
    assert shop.look(shop.act(till=TILL_2)).listed == ()


def test_what_has_ended_does_not_live_again(shop: TwoTills) -> None:
    """The gift and the points are over and booked; then the clock is set back before their end."""
    services = shop.services
    bob = new_customer(services, "Bob")
    sale = shop.sell(30_000, who=bob)
    assert services.ledger.standing(bob).points == 300
    shop.clock.instant = dt.datetime(2027, 4, 1, 12, tzinfo=dt.UTC)
    assert services.ledger.expire(shop.act()) == 2  # Ann's gift, Bob's points
    shop.clock.instant = dt.datetime(2027, 3, 8, 12, tzinfo=dt.UTC)
    assert services.dayclose.clock_flag() is not None
    assert services.ledger.standing(bob).points == 0
    assert services.ledger.standing(shop.ann).gift == 0
    with pytest.raises(ShortPoints):
        services.till.redeem(RedeemRequest(shop.act(), bob, 100))
    shop.sell(1_000, who=shop.ann, stored=1_000)
    shop.refund(sale, 10_000)  # its points are over: what is missing is below zero, not revived
    standing = services.ledger.standing(bob)
    assert (standing.points, standing.principal) == (-100, 0)


@pytest.mark.parametrize("days", [0, 1, 2, 30])
def test_what_is_over_is_not_owed_whether_its_end_is_booked_or_not(
    shop: TwoTills, days: int
) -> None:
    """Ann's gift of 20.00 ends with 9 March 2027; the evening after it is gone."""
    shop.clock.instant = dt.datetime(2027, 3, 9, 12, tzinfo=dt.UTC) + dt.timedelta(days=days)
    shop.sell(1_000)
    owed = shop.look().owed
    standing = shop.services.ledger.standing(shop.ann)
    assert owed.tonight == standing.principal + standing.gift == (20_000 if days else 22_000)
    assert owed.other == (-2_000 if days == 1 else 0)
    assert shop.services.ledger.expire(shop.act()) == (1 if days else 0)
    assert shop.look().owed == owed


def test_a_back_dated_earn_revives_nothing(shop: TwoTills) -> None:
    services = shop.services
    bob = new_customer(services, "Bob")
    shop.sell(30_000, who=bob)
    shop.clock.instant = dt.datetime(2027, 4, 1, 12, tzinfo=dt.UTC)
    services.ledger.expire(shop.act())
    shop.clock.instant = dt.datetime(2027, 3, 8, 12, tzinfo=dt.UTC)
    late = shop.sell(5_000, shop.act(date=dt.date(2027, 2, 1)), who=bob)
    assert late.points == 50
    assert services.ledger.standing(bob).points == 50
    shop.clock.instant = dt.datetime(2027, 4, 2, 12, tzinfo=dt.UTC)
    assert services.ledger.standing(bob).points == 50
    assert services.ledger.expire(shop.act()) == 0


def test_a_clock_far_ahead_is_flagged_and_the_next_is_right(shop: TwoTills) -> None:
    shop.sell(1_000)
    shop.go_on(days=500)
    flag = shop.services.dayclose.clock_flag()
    assert flag is not None
    assert not flag.behind
    shop.sell(1_000)
    shop.go_on(days=-499)
    assert shop.services.dayclose.clock_flag() is None
