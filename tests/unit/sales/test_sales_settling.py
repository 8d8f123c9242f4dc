"""How a net sale is settled, and what is answered where it is not. Amounts are cents."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.cli.typed import payments as typed_payments
from smbcrm.core.amounts import LARGEST
from smbcrm.core.errors import UserError
from smbcrm.core.money import Currency
from smbcrm.membership.sales import errors
from smbcrm.membership.sales.codes import TENDERS, Means
from smbcrm.membership.sales.rules import check_points, settle
from smbcrm.membership.sales.types import Available, Paid

USD, WORTH = Currency("USD", 2), Fraction(100, 100)
RICH = Available(principal=5_000, gift=500, credit=300, points=900)


def paid(
    net: int, payments: Mapping[Means, int] | None, have: Available | None = RICH
) -> tuple[Paid, ...]:
    return settle(net, payments, WORTH, have, USD)


def test_without_a_word_all_is_cash() -> None:
    assert paid(6_800, None) == (Paid(Means.CASH, 6_800, given=6_800, change=0),)
    assert paid(0, None) == ()


def test_a_hundred_for_68_gives_32_back() -> None:
    assert paid(6_800, {Means.CASH: 10_000}) == (
        Paid(Means.CASH, 6_800, given=10_000, change=3_200),
    )


def test_everything_in_the_order_of_the_bill() -> None:
    payments = {Means.POINTS: 300, Means.STORED: 1_000, Means.CASH: 600, Means.CARD: 5_000}
    assert paid(6_800, payments) == (
        Paid(Means.CASH, 500, given=600, change=100),
        Paid(Means.CARD, 5_000),
        Paid(Means.STORED, 1_000),
        Paid(Means.POINTS, 300, points=300),
    )


def test_cash_that_is_not_needed_is_given_back() -> None:
    payments = {Means.CARD: 6_800, Means.CASH: 500}
    assert paid(6_800, payments) == (
        Paid(Means.CASH, 0, given=500, change=500),
        Paid(Means.CARD, 6_800),
    )


@pytest.mark.parametrize(
    ("payments", "refusal", "words"),
    [
        ({Means.CARD: 6_000}, errors.NotSettled, r"\$8\.00 is missing"),
        ({}, errors.NotSettled, r"\$68\.00 is missing"),
        ({Means.CASH: 6_799}, errors.NotSettled, r"\$0\.01 is missing"),
        ({Means.CARD: 6_801}, errors.Overpaid, "Only cash gives change"),
        ({Means.CARD: 6_800, Means.WECHAT: 1}, errors.Overpaid, r"\$68\.01 is paid"),
        ({Means.CASH: 0}, errors.BadAmount, "above 0"),
        ({Means.CASH: LARGEST + 1}, errors.BadAmount, "at most"),
        ({Means.CARD: -100, Means.CASH: 6_900}, errors.BadAmount, "above 0"),
        ({Means.POINTS: 0, Means.CASH: 6_800}, errors.NoPointsAsked, "above 0"),
    ],
)
def test_what_does_not_meet_the_net_sale_is_refused(
    payments: Mapping[Means, int], refusal: type[UserError], words: str
) -> None:
    with pytest.raises(refusal, match=words):
        paid(6_800, payments)


@pytest.mark.parametrize(
    ("payments", "have", "refusal", "split"),
    [
        # 68.00 due, 55.00 there.
        ({Means.STORED: 6_800}, RICH, errors.ShortStored, "--pay stored=55.00 --pay cash=13.00"),
        (
            {Means.STORED: 6_000, Means.CASH: 1_000},
            RICH,
            errors.ShortStored,
            "--pay stored=55.00 --pay cash=13.00",
        ),
        # Card and points pay their part whatever becomes of the rest.
        (
            {Means.STORED: 5_600, Means.CARD: 1_000, Means.POINTS: 200},
            RICH,
            errors.ShortStored,
            "--pay stored=55.00 --pay card=10.00 --pay points=200 --pay cash=1.00",
        ),
        (
            {Means.CREDIT: 301, Means.CASH: 6_499},
            RICH,
            errors.ShortCredit,
            "--pay credit=3.00 --pay cash=65.00",
        ),
        ({Means.CREDIT: 6_800}, Available(), errors.ShortCredit, ": --pay cash=68.00"),
    ],
)
def test_who_has_too_little_is_offered_payments_that_will_do(
    payments: Mapping[Means, int], have: Available, refusal: type[UserError], split: str
) -> None:
    with pytest.raises(refusal) as refused:
        paid(6_800, payments, have)
    assert str(refused.value).endswith(split)


def test_more_points_than_there_are_are_refused() -> None:
    with pytest.raises(errors.ShortPoints, match="Use at most 900"):
        paid(6_800, {Means.POINTS: 901, Means.CASH: 5_899})


@given(
    st.dictionaries(st.sampled_from(Means), st.integers(1, 3_000), min_size=1),
    st.builds(Available, *(st.integers(0, 1_000) for _ in range(3)), st.just(3_000)),
)
def test_the_payments_that_are_offered_settle_the_sale(
    payments: dict[Means, int], have: Available
) -> None:
    net = sum(payments.values())
    try:
        paid(net, payments, have)
    except (errors.ShortStored, errors.ShortCredit) as refusal:
        offered = typed_payments(str(refusal.params["split"]).replace("--pay ", "").split(), USD)
        assert offered is not None
        assert sum(item.amount for item in paid(net, offered, have)) == net
        same = set(payments) - {Means.CASH, Means.STORED, Means.CREDIT}
        assert {means: offered[means] for means in same} == {m: payments[m] for m in same}
        assert offered.get(Means.STORED, 0) == min(payments.get(Means.STORED, 0), have.stored)


@pytest.mark.parametrize("means", [Means.STORED, Means.CREDIT, Means.POINTS])
def test_a_walk_in_pays_with_money(means: Means) -> None:
    assert len(paid(6_800, {Means.CARD: 6_800}, have=None)) == 1
    with pytest.raises(errors.NeedsCustomer):
        paid(6_800, {means: 100, Means.CASH: 6_700}, have=None)


def test_points_below_zero_are_earned_back_first() -> None:
    check_points(900, 900)
    with pytest.raises(errors.PointsBelowZero):
        check_points(1, -1)


@given(
    st.integers(0, 10_000),
    st.dictionaries(st.sampled_from(Means), st.integers(-5, 9_000), max_size=4),
)
def test_what_is_settled_adds_up_and_takes_no_more_than_there_is(
    net: int, payments: dict[Means, int]
) -> None:
    try:
        done = paid(net, payments)
    except UserError:
        return
    assert sum(item.amount for item in done) == net
    assert {item.means for item in done} == set(payments)
    amounts = {item.means: item for item in done}
    for means, item in amounts.items():
        assert item.amount >= 0
        if means is Means.CASH:
            assert (item.given, item.change) == (payments[means], payments[means] - item.amount)
        elif means is Means.POINTS:
            assert (item.points, item.amount) == (payments[means], payments[means])
            assert payments[means] <= RICH.points
        else:
            assert item == Paid(means, payments[means])
        assert means in TENDERS or item.amount <= max(RICH.stored, RICH.credit, RICH.points)
    assert sum(amounts[m].amount for m in (Means.STORED,) if m in amounts) <= RICH.stored
    assert sum(amounts[m].amount for m in (Means.CREDIT,) if m in amounts) <= RICH.credit


@given(st.dictionaries(st.sampled_from(list(TENDERS)), st.integers(1, 3_000), min_size=1))
def test_money_that_meets_the_net_sale_is_always_taken(payments: dict[Means, int]) -> None:
    net = sum(payments.values())
    assert sum(item.amount for item in paid(net, payments, have=None)) == net
