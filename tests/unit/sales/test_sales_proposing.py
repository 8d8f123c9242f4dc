"""What the till proposes: the payment, the points, and parts that add up while they are typed."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.bills.types import Balances
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.proposing import Choice, Plan, Purse, Way, plan, usable_points

HANNAH = Purse(stored=23250, credit=500, points=1240, worth=Fraction(1))
WALK_IN = Purse()
CENT = Fraction(1)


def test_stored_value_is_proposed_where_it_covers_the_sum() -> None:
    assert plan(Choice(last=Means.CARD), 6120, HANNAH) == Plan(
        Way.STORED, Means.CARD, {Means.STORED: 6120}
    )


def test_the_last_means_is_proposed_where_stored_value_falls_short() -> None:
    proposed = plan(Choice(last=Means.WECHAT), 25000, HANNAH)
    assert (proposed.way, proposed.parts) == (Way.TENDER, {Means.WECHAT: 25000})


def test_cash_is_proposed_where_nothing_is_known() -> None:
    for last in (None, Means.CASH, Means.STORED, Means.POINTS):
        assert plan(Choice(last=last), 25000, HANNAH).parts == {Means.CASH: 25000}


def test_what_was_said_is_never_changed() -> None:
    assert plan(Choice(Way.STORED), 25000, HANNAH).parts == {Means.STORED: 25000}
    assert plan(Choice(Way.TENDER, Means.ALIPAY), 100, HANNAH).parts == {Means.ALIPAY: 100}


def test_mixed_takes_what_the_customer_owns_first() -> None:
    parts = plan(Choice(Way.MIXED), 25000, HANNAH).parts
    assert parts == {Means.STORED: 23250, Means.CREDIT: 500, Means.CASH: 1250}


def test_the_part_typed_last_stands_and_the_others_make_up_the_sum() -> None:
    stored = Choice(Way.MIXED, typed=((Means.STORED, 3000),))
    assert plan(stored, 6120, Purse(stored=23250)).parts == {Means.STORED: 3000, Means.CASH: 3120}
    cash = Choice(Way.MIXED, typed=((Means.STORED, 3000), (Means.CASH, 2000)))
    assert plan(cash, 6120, Purse(stored=23250)).parts == {Means.STORED: 4120, Means.CASH: 2000}


def test_without_value_of_their_own_people_mix_cash_and_card() -> None:
    cash = Choice(Way.MIXED, typed=((Means.CASH, 2000),))
    assert plan(cash, 6120, WALK_IN).parts == {Means.CASH: 2000, Means.CARD: 4120}
    card = Choice(Way.MIXED, typed=((Means.CASH, 2000), (Means.CARD, 3000)))
    assert plan(card, 6120, WALK_IN).parts == {Means.CASH: 3120, Means.CARD: 3000}


def test_more_than_the_sum_is_left_for_the_till_to_refuse() -> None:
    assert plan(Choice(Way.MIXED, typed=((Means.CASH, 9000),)), 6120, HANNAH).parts == {
        Means.CASH: 9000
    }


def test_money_off_takes_as_many_points_as_will_do() -> None:
    choice = Choice(Way.MIXED, most_points=True)
    assert plan(choice, 6120, Purse(points=1240, worth=CENT)).parts == {
        Means.POINTS: 1240,
        Means.CASH: 4880,
    }
    assert plan(choice, 800, Purse(points=1240, worth=CENT)).parts == {Means.POINTS: 800}


def test_points_make_whole_amounts_only() -> None:
    assert usable_points(6120, Purse(points=1249, worth=Fraction(1, 10))) == 1240
    assert usable_points(6, Purse(points=1249, worth=Fraction(7, 3))) == 0
    assert usable_points(20, Purse(points=1249, worth=Fraction(7, 3))) == 6


def test_points_that_are_missing_pay_nothing() -> None:
    purse = Purse.of(Balances(100, 50, 7, -40), CENT)
    assert (purse.stored, purse.credit, purse.points) == (150, 7, 0)
    assert usable_points(6120, purse) == 0


def test_nothing_due_is_paid_with_nothing() -> None:
    assert plan(Choice(Way.CASH), 0, HANNAH).payments(None) is None


def test_cash_given_takes_the_place_of_cash_due() -> None:
    assert plan(Choice(Way.CASH), 6120, WALK_IN).payments(7000) == {Means.CASH: 7000}
    assert plan(Choice(Way.TENDER), 6120, WALK_IN).payments(7000) == {Means.CARD: 6120}


AMOUNTS = st.integers(0, 50_000)
PURSES = st.builds(
    Purse,
    stored=AMOUNTS,
    credit=AMOUNTS,
    points=AMOUNTS,
    worth=st.fractions(Fraction(1, 20), 20, max_denominator=20),
)
EDITABLE = st.sampled_from([Means.STORED, Means.CREDIT, Means.CASH, Means.CARD])


@given(PURSES, st.integers(1, 100_000), st.dictionaries(EDITABLE, AMOUNTS), st.booleans())
def test_parts_add_up_unless_too_much_was_typed(
    purse: Purse,
    net: int,
    typed: dict[Means, int],
    most: bool,  # noqa: FBT001 - drawn
) -> None:
    choice = Choice(Way.MIXED, typed=tuple(typed.items()), most_points=most)
    parts = plan(choice, net, purse).parts
    paid = sum(purse.value(means, amount) for means, amount in parts.items())
    newest = next(reversed(typed.items()), (None, 0))
    if newest[1] + purse.value(Means.POINTS, parts.get(Means.POINTS, 0)) <= net:
        assert paid == net
    for means, amount in parts.items():
        assert amount > 0
        if means is not newest[0]:
            most_there = {Means.STORED: purse.stored, Means.CREDIT: purse.credit}
            assert means in typed or amount <= most_there.get(means, amount)
    if newest[1]:
        assert parts[newest[0]] == newest[1]  # type: ignore[index] # there is one


@given(PURSES, st.integers(-10, 100_000))
def test_usable_points_are_worth_a_whole_amount_within_the_sum(purse: Purse, net: int) -> None:
    points = usable_points(net, purse)
    assert (points * purse.worth).denominator == 1
    assert 0 <= points <= purse.points
    assert points == 0 or points * purse.worth <= net
    step = purse.worth.denominator
    assert points + step > purse.points or (points + step) * purse.worth > net
