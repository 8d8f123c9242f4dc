"""How somebody comes to a tier and leaves it again, as a shop owner would tell it. In cents."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.tiers.moves import Review
from smbcrm.membership.tiers.reaching import kept, still_reached
from smbcrm.membership.tiers.timeline import Facts, retold
from smbcrm.membership.tiers.types import (
    Membership,
    Paid,
    PastRule,
    Spend,
    Tier,
    TierReason,
)

REGULAR = Tier(1, "regular", 0, "Regular", None, 100, 0)
SILVER = Tier(2, "silver", 1, "Silver", 40_000, 120, 0)
GOLD = Tier(3, "gold", 2, "Gold", 100_000, 150, 0, visits_from=4)
CLUB = Tier(4, "club", 3, "Club", None, 200, 0, item="club", item_months=6)
TIERS = (REGULAR, SILVER, GOLD, CLUB)
JAN_1, APRIL_1 = dt.date(2027, 1, 1), dt.date(2027, 4, 1)


def day(month: int, number: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


def sale(seq: int, on: dt.date, amount: int, points: int = 0) -> Spend:
    return Spend(on, seq, amount, points)


def refund(seq: int, on: dt.date, amount: int) -> Spend:
    return Spend(on, seq, -amount, 0, is_refund=True)


def by_hand(tier: Tier, since: dt.date, until: dt.date | None, after: int = 0) -> Membership:
    return Membership(0, tier.id, since, TierReason.HAND, None, until, after)


def review(of: dt.date, on: dt.date, after: int) -> Review:
    """Return a review that judges as of the day on which it is applied.

    Its turn is 2: a rule that ended at the same operation had the first one.
    """
    return Review(of, on, on, after, 2)


def told(
    *events: Spend | Membership | Review,
    tiers: tuple[Tier, ...] = TIERS,
    past: tuple[PastRule, ...] = (),
) -> list[tuple[dt.date, str, str]]:
    """Return every change as date, tier and reason."""
    spends = sorted((one for one in events if isinstance(one, Spend)), key=lambda one: one[:2])
    given = [one for one in events if isinstance(one, Membership)]
    reviews = [one for one in events if isinstance(one, Review)]
    names = {tier.id: tier.code for tier in tiers}
    facts = Facts(tiers, past, given, spends, reviews)
    return [(one.since, names[one.tier], one.reason.value) for one in retold(facts, dt.date.min)]


# ------------------------------------------------------------------------------- moving up


def test_the_sale_that_reaches_400_makes_silver_at_once() -> None:
    sales = sale(1, day(1, 10), 25_000), sale(2, day(5, 4), 14_999), sale(3, day(5, 4), 1)
    assert told(*sales) == [(day(5, 4), "silver", "spend")]
    assert told(*sales[:2]) == []


def test_what_lies_more_than_twelve_months_back_does_not_count() -> None:
    last = sale(2, day(5, 4), 15_000)
    assert told(sale(1, day(5, 5, 2025), 25_000), last) == [(day(5, 4), "silver", "spend")]
    assert told(sale(1, day(5, 4, 2025), 25_000), last) == []


def test_a_tier_may_look_at_fewer_months() -> None:
    quick = SILVER._replace(months=3)
    sales = sale(1, day(1, 10), 20_000), sale(2, day(4, 10), 20_000)
    assert told(*sales, tiers=(REGULAR, quick)) == []
    assert told(*sales, tiers=(REGULAR, quick._replace(months=4))) == [
        (day(4, 10), "silver", "spend")
    ]


def test_one_large_sale_may_skip_a_tier_and_later_ones_change_nothing() -> None:
    assert told(sale(1, day(5, 4), 120_000), sale(2, day(5, 5), 50_000)) == [
        (day(5, 4), "gold", "spend")
    ]


def test_the_fourth_visit_makes_gold_and_a_day_counts_once() -> None:
    visits = [sale(seq, day(5, seq), 0) for seq in (1, 2, 3)]
    again = sale(4, day(5, 3), 0)
    assert told(*visits, again, refund(5, day(5, 9), 0)) == []
    assert told(*visits, again, sale(6, day(5, 9), 0)) == [(day(5, 9), "gold", "visits")]


def test_points_count_as_they_were_earned_less_what_was_taken_back() -> None:
    tiers = REGULAR, SILVER._replace(spend_from=None, points_from=100)
    first, back = sale(1, day(5, 1), 0, 60), Spend(day(5, 2), 2, 0, -30, is_refund=True)
    assert told(first, sale(3, day(5, 3), 0, 40), tiers=tiers) == [(day(5, 3), "silver", "points")]
    assert told(first, back, sale(3, day(5, 3), 0, 40), tiers=tiers) == []


def test_a_refund_lowers_nothing_that_was_reached_before_it() -> None:
    first, back = sale(1, day(5, 1), 40_000), refund(2, day(5, 2), 40_000)
    assert told(first, back) == [(day(5, 1), "silver", "spend")]
    assert told(sale(1, day(5, 1), 39_999), back, sale(3, day(5, 3), 1)) == []


def test_the_item_of_the_club_makes_a_member() -> None:
    joined = Spend(day(5, 1), 1, 9_900, paid=(Paid("club"),))
    (made,) = retold(Facts(TIERS, (), (), [joined]), dt.date.min)
    assert (made.tier, made.reason, made.held_until) == (CLUB.id, TierReason.PAID, day(11, 1))
    other = Spend(day(5, 1), 1, 9_900, paid=(Paid("other"),))
    assert told(other) == []


def test_a_rule_counts_for_what_is_recorded_after_it() -> None:
    sales = [sale(seq, day(5, 4), 20_000) for seq in range(1, 6)]
    # Until operation 3 silver was reached from 300.00 on.
    assert told(*sales, past=(PastRule(SILVER.id, 3, 30_000),)) == [
        (day(5, 4), "silver", "spend"),
        (day(5, 4), "gold", "spend"),
    ]
    assert told(*sales[:2], past=(PastRule(SILVER.id, 1, 1),)) == [(day(5, 4), "silver", "spend")]


# ----------------------------------------------------------------------------- moving down

IN_MARCH = sale(1, day(3, 10, 2025), 100_000)
"""The sale that makes gold. A year later, on 10 March 2026, it no longer counts."""
MARCH, JULY = review(day(4, 1), day(4, 1), 9), review(day(7, 1), day(7, 1), 9)
MADE_GOLD = (day(3, 10, 2025), "gold", "spend")


def test_nobody_falls_before_the_review_date_after_grace() -> None:
    """Two months of grace from 9 March, the last day on which it was met, end on 9 May."""
    assert told(IN_MARCH, MARCH) == [MADE_GOLD]
    assert told(IN_MARCH, MARCH, JULY) == [MADE_GOLD, (day(7, 1), "regular", "review")]
    on_the_last_day = review(day(5, 9), day(5, 9), 9)
    assert told(IN_MARCH, on_the_last_day) == [MADE_GOLD]
    a_day_later = review(day(5, 10), day(5, 10), 9)
    assert told(IN_MARCH, a_day_later) == [MADE_GOLD, (day(5, 10), "regular", "review")]


def test_somebody_falls_no_deeper_than_they_must() -> None:
    still = sale(2, day(12, 1, 2025), 45_000)
    assert told(IN_MARCH, still, JULY)[-1] == (day(7, 1), "silver", "review")


def test_who_bought_while_on_the_list_stays() -> None:
    back_again = sale(2, day(6, 30), 100_000)
    assert told(IN_MARCH, back_again, JULY) == [MADE_GOLD]


def test_a_refund_lowers_at_the_review() -> None:
    sales = sale(1, day(1, 10), 40_000), refund(2, day(1, 20), 1)
    silver = (day(1, 10), "silver", "spend")
    assert told(*sales, review(JAN_1, day(3, 19), 9)) == [silver], "two months of grace"
    assert told(*sales, review(JAN_1, day(3, 20), 9)) == [
        silver,
        (day(3, 20), "regular", "review"),
    ]
    later = sale(1, day(1, 10), 40_000), refund(20, day(3, 20), 1)
    assert told(*later, review(JAN_1, day(3, 20), 9)) == [silver], "it was given back afterwards"


def test_a_tier_lasts_as_long_as_it_says() -> None:
    lasting = REGULAR, SILVER._replace(lasts_months=24), GOLD
    assert told(sale(1, day(3, 10, 2025), 50_000), JULY, tiers=lasting) == [
        (day(3, 10, 2025), "silver", "spend")
    ]
    last = review(day(1, 1), day(3, 10, 2027), 9)
    assert told(sale(1, day(3, 10, 2025), 50_000), last, tiers=lasting)[-1] == (
        day(3, 10, 2027),
        "regular",
        "review",
    )


def test_what_was_paid_for_is_kept_until_it_ends_and_its_grace() -> None:
    joined = Spend(day(1, 15), 1, 0, paid=(Paid("club"),))
    assert told(joined, review(JULY.of, day(9, 14), 9)) == [(day(1, 15), "club", "paid")]
    assert told(joined, review(JULY.of, day(9, 15), 9))[-1] == (day(9, 15), "regular", "review")
    given_back = joined._replace(paid=(Paid("club", ended=5),))
    assert told(given_back, JULY)[-1] == (day(7, 1), "regular", "review")
    afterwards = joined._replace(paid=(Paid("club", ended=10),))
    assert told(afterwards, JULY) == [(day(1, 15), "club", "paid")]


def test_a_review_raises_who_reaches_more_by_new_rules() -> None:
    """Silver began at 600.00 when it was bought; since then it begins at 400.00."""
    past = (PastRule(SILVER.id, 1, 60_000),)
    april = review(day(4, 1), day(4, 1), 1)
    assert told(sale(1, day(3, 1), 50_000), april, past=past) == [(day(4, 1), "silver", "review")]


# --------------------------------------------------------------------------- what is left of it


def test_what_goes_back_lowers_the_day_of_its_sale() -> None:
    bought = sale(1, day(5, 4), 40_000)._replace(net=40_000)
    back = refund(3, day(9, 1), 1)._replace(of=1, net=-1)
    assert still_reached(SILVER, kept([bought]), day(5, 4))
    assert not still_reached(SILVER, kept([bought, back]), day(5, 4))
    other = sale(2, day(5, 4), 1)._replace(net=1)
    assert still_reached(SILVER, kept([bought, other, back]), day(5, 4))
    later = other._replace(date=day(5, 5))
    assert not still_reached(SILVER, kept([bought, later, back]), day(5, 4))


def test_nobody_visited_for_what_all_goes_back() -> None:
    four = [sale(seq, day(5, seq), 100)._replace(net=100) for seq in range(1, 5)]
    part = refund(5, day(5, 9), 99)._replace(of=4, net=-99)
    rest = refund(6, day(5, 9), 1)._replace(of=4, net=-1)
    assert still_reached(GOLD, kept([*four, part]), day(5, 4))
    assert not still_reached(GOLD, kept([*four, part, rest]), day(5, 4))


def test_what_paid_for_a_tier_bears_it_on_its_day_while_it_is_kept() -> None:
    joined = Spend(day(5, 1), 1, 9_900, paid=(Paid("club"),), net=9_900)
    assert still_reached(CLUB, kept([joined]), day(5, 1))
    assert not still_reached(CLUB, kept([joined]), day(5, 2))
    gone = joined._replace(paid=(Paid("club", ended=2),))
    assert not still_reached(CLUB, kept([gone]), day(5, 1))


def test_a_withdrawal_and_a_refund_of_long_ago_lower_nothing() -> None:
    points = SILVER._replace(points_from=50)
    top_up = Spend(day(5, 1), 2, 0, 50, is_visit=False)
    withdrawn = Spend(day(5, 1), 3, 0, -50, is_refund=True)
    long_ago = refund(4, day(5, 1), 0)._replace(points=-9, of=1)
    assert still_reached(points, kept([top_up, withdrawn, long_ago]), day(5, 1))


@given(
    st.lists(st.tuples(st.integers(1, 400), st.sampled_from([100, 20_000, 40_000])), max_size=8),
    st.sets(st.integers(1, 8)),
    st.data(),
)
def test_all_given_back_is_as_if_it_had_never_been_bought(
    bought: list[tuple[int, int]], returned: set[int], data: st.DataObject
) -> None:
    """In how many parts ever, and whenever that was; and no part ever reaches more than before."""
    first = day(1, 1)
    sales = [
        Spend(first + dt.timedelta(days=days), seq, amount, amount, net=amount)
        for seq, (days, amount) in enumerate(bought, 1)
    ]
    refunds: list[Spend] = []
    for one in (one for one in sales if one.seq in returned):
        part = data.draw(st.integers(0, one.net), label="part")
        for amount in (part, one.net - part):
            late = one.date + dt.timedelta(days=data.draw(st.integers(0, 500), label="late"))
            seq = 100 + len(refunds)
            refunds.append(Spend(late, seq, -amount, -amount, True, net=-amount, of=one.seq))  # noqa: FBT003
    stay = [one for one in sales if one.seq not in returned]
    for tier in (SILVER, GOLD):
        for on in {one.date for one in sales}:
            left = kept([*sales, *refunds])
            assert still_reached(tier, left, on) == still_reached(tier, kept(stay), on)
            some = kept([*sales, *refunds[:-1]])
            assert still_reached(tier, some, on) >= still_reached(tier, left, on)
            assert still_reached(tier, kept(sales), on) >= still_reached(tier, some, on)


# --------------------------------------------------------------------------------- by hand


def test_by_hand_is_a_floor_until_its_last_day() -> None:
    given = by_hand(GOLD, day(1, 5), day(6, 30))
    assert told(given, review(JULY.of, day(6, 30), 9)) == [(day(1, 5), "gold", "hand")]
    assert told(given, JULY)[-1] == (day(7, 1), "regular", "review")


def test_what_is_reached_rises_above_what_was_given() -> None:
    given = by_hand(SILVER, day(1, 5), day(12, 31))
    assert told(given, sale(1, day(2, 1), 100_000))[-1] == (day(2, 1), "gold", "spend")
    before = by_hand(SILVER, day(1, 5, 2025), day(12, 31))
    assert told(before, IN_MARCH, JULY)[-1] == (day(7, 1), "silver", "review")


def test_what_is_given_last_takes_the_place_of_what_was_given_before() -> None:
    first, released = by_hand(GOLD, day(1, 5), day(12, 31)), by_hand(GOLD, day(2, 5), None)
    assert told(first, released, JULY)[-1] == (day(7, 1), "regular", "review")


def test_what_is_given_counts_after_the_operation_it_was_given_after() -> None:
    """Silver by hand at noon; the morning's sale had made gold."""
    morning, noon = sale(5, day(2, 1), 100_000), by_hand(SILVER, day(2, 1), day(12, 31), after=5)
    assert [tier for _, tier, _ in told(morning, noon)] == ["gold", "silver"]
    evening = sale(6, day(2, 1), 1)
    assert [tier for _, tier, _ in told(morning, noon, evening)] == ["gold", "silver", "gold"]
