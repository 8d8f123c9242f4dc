"""The close of a day: what should be in the drawer, how it was paid, what the owner reads."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.clock import BusinessDay
from smbcrm.core.money import Currency
from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.rules import ByKind, ByStaff, Column, Line
from smbcrm.membership.dayclose.types import (
    BadSum,
    BlindCount,
    Counting,
    DrawerMove,
    FloatTooSmall,
    KeptTooMuch,
    NeedsWord,
    Owed,
    TillCount,
    TillSum,
    Why,
)
from smbcrm.membership.ledger.types import AccountKind, House, OperationKind
from smbcrm.membership.reports.till_deeds import TillDeed
from smbcrm.membership.sales.codes import Means

USD = Currency.of("USD")
SALE, TOP_UP, REFUND = OperationKind.SALE, OperationKind.TOP_UP, OperationKind.REFUND
REVERSAL, CASH, WITHDRAWAL = OperationKind.REVERSAL, OperationKind.CASH, OperationKind.WITHDRAWAL
MIA, JO = 1, 2
DAY = BusinessDay(ZoneInfo("Asia/Taipei"), 4)
MORNING = dt.datetime(2026, 3, 10, 2, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 10)


def moved(
    kind: OperationKind, *sums: tuple[str, int], of: OperationKind | None = None, staff: int = MIA
) -> list[TillSum]:
    return [TillSum(staff, kind, of, account, amount) for account, amount in sums]


# A sale of 68 in cash, one of 58 with stored value, a top-up of 500 with 50 gift in cash, a refund
# of 10 in cash, a void of a sale of 12 by card, 150 put in, 5 taken out.
DAY_OF_SUMS = [
    *moved(SALE, (House.CASH, -6800), (House.SALES, 12600)),
    *moved(SALE, (AccountKind.PRINCIPAL, -5000), (AccountKind.GIFT, -800)),
    *moved(TOP_UP, (House.CASH, -50000), (AccountKind.PRINCIPAL, 50000), staff=JO),
    *moved(TOP_UP, (House.BONUS, -5000), (AccountKind.GIFT, 5000), staff=JO),
    *moved(REFUND, (House.CASH, 1000), (House.SALES, -1000)),
    *moved(REVERSAL, (House.CARD, 1200), (House.SALES, -1200), of=SALE),
    *moved(CASH, (House.CASH, -15000), (House.ADJUSTMENT, 15000)),
    *moved(CASH, (House.CASH, 500), (House.ADJUSTMENT, -500)),
]
COUNTS = [
    TillCount(MIA, SALE, None, 2),
    TillCount(JO, TOP_UP, None, 1),
    TillCount(MIA, REFUND, None, 1),
    TillCount(MIA, REVERSAL, SALE, 1),
    TillCount(MIA, CASH, None, 2),
]


def counting(counted: int | None = None, kept: int | None = None, opening: int = 0) -> Counting:
    return Counting(opening, rules.cash(DAY_OF_SUMS), counted, kept, 200)


def test_the_drawer_grows_by_what_came_in_less_what_went_out() -> None:
    assert rules.cash(DAY_OF_SUMS) == 6800 + 50000 - 1000 + 15000 - 500
    assert rules.drawer(counting(opening=100), DAY_OF_SUMS) == {
        Line.FLOAT: 100,
        Line.SALES: 6800,
        Line.TOP_UPS: 50000,
        Line.BACK: -1000,
        Line.IN: 15000,
        Line.OUT: -500,
    }
    assert rules.drawer(Counting(0, 0, None, None, 0), []) == {Line.FLOAT: 0, Line.SALES: 0}


def test_how_it_was_paid() -> None:
    found = rules.payments(DAY_OF_SUMS)
    assert list(found) == [Means.CASH, Means.CARD, Means.STORED]
    assert found[Means.CASH] == {
        Column.SALES: 6800,
        Column.TOP_UPS: 50000,
        Column.BACK: -1000,
        Column.CASH: 14500,
    }
    assert found[Means.CARD] == {Column.BACK: -1200}
    assert found[Means.STORED] == {Column.SALES: 5800}, "what tops it up is no payment with it"


def test_points_and_store_credit_pay_sales_and_come_back_with_refunds() -> None:
    sums = [
        *moved(SALE, (House.BONUS, -300), (AccountKind.CREDIT, -200), (House.SALES, 500)),
        *moved(REFUND, (AccountKind.CREDIT, 50), (House.SALES, -50)),
        *moved(OperationKind.REDEMPTION, (House.BONUS, -700), (AccountKind.CREDIT, 700)),
    ]
    found = rules.payments(sums)
    assert found == {
        Means.CREDIT: {Column.SALES: 200, Column.BACK: -50},
        Means.POINTS: {Column.SALES: 300},
    }


@pytest.mark.parametrize(
    ("kind", "of", "column"),
    [
        (SALE, None, Column.SALES),
        (TOP_UP, None, Column.TOP_UPS),
        (REFUND, None, Column.BACK),
        (WITHDRAWAL, None, Column.BACK),
        (REVERSAL, TOP_UP, Column.BACK),
        (CASH, None, Column.CASH),
        (REVERSAL, CASH, Column.CASH),
    ],
)
def test_under_what_it_stands(
    kind: OperationKind, of: OperationKind | None, column: Column
) -> None:
    assert rules.column_of(kind, of) is column


def test_who_did_it() -> None:
    assert rules.by_staff(DAY_OF_SUMS, COUNTS) == [
        ByStaff(MIA, 1, 12600 - 1000 - 1200, 6800 - 1000 - 1200),
        ByStaff(JO, 0, 0, 50000),
    ]


def test_what_was_done() -> None:
    assert rules.by_kind(DAY_OF_SUMS, COUNTS) == [
        ByKind(SALE, None, 2, 6800),
        ByKind(TOP_UP, None, 1, 50000),
        ByKind(REVERSAL, SALE, 1, -1200),
        ByKind(REFUND, None, 1, -1000),
        ByKind(CASH, None, 2, 14500),
    ]


TENDER = st.sampled_from([House.CASH, House.CARD, House.WECHAT, House.TRANSFER])
SUMS = st.lists(
    st.builds(
        TillSum,
        st.sampled_from([MIA, JO]),
        st.sampled_from([SALE, TOP_UP, REFUND, WITHDRAWAL, CASH, REVERSAL]),
        st.sampled_from([None, SALE, TOP_UP, CASH]),
        TENDER,
        st.integers(-100_000, 100_000),
    ),
    max_size=12,
)


@given(SUMS, st.integers(0, 10_000))
def test_every_way_of_adding_up_comes_to_the_same(sums: Sequence[TillSum], opening: int) -> None:
    count = Counting(opening, rules.cash(sums), None, None, 0)
    assert sum(rules.drawer(count, sums).values()) == count.expected
    paid = rules.payments(sums)
    assert sum(paid.get(Means.CASH, {}).values()) == rules.cash(sums)
    everything = -sum(one.amount for one in sums)
    assert sum(sum(one.values()) for one in paid.values()) == everything
    counts = [TillCount(one.staff, one.kind, one.of, 1) for one in sums]
    assert sum(row.money for row in rules.by_kind(sums, counts)) == everything
    moved_by_cash = [one for one in sums if CASH in {one.kind, one.of}]
    staff = sum(row.money for row in rules.by_staff(sums, counts))
    assert staff == everything + sum(one.amount for one in moved_by_cash)


def test_a_difference_above_the_limit_needs_a_word() -> None:
    right = counting().expected
    for far in (0, 200, -200):
        rules.check_word(counting(right + far), "", USD)
    for far in (201, -201):
        with pytest.raises(NeedsWord):
            rules.check_word(counting(right + far), "", USD)
        rules.check_word(counting(right + far), "perhaps change", USD)
    rules.check_word(counting(None), "", USD)


def test_what_stays_in_the_drawer() -> None:
    assert rules.stays(counting(70_000, opening=15_000)) == 15_000
    assert rules.stays(counting(10_000, opening=15_000)) == 10_000, "more than is there cannot"
    assert rules.stays(counting(70_000, kept=0, opening=15_000)) == 0
    with pytest.raises(KeptTooMuch):
        rules.check_sums(counting(100, kept=101), USD)
    rules.check_sums(counting(100, kept=100), USD)
    rules.check_sums(counting(None, kept=100), USD)


@pytest.mark.parametrize("wrong", [-1, 10**12 + 1])
def test_sums_that_no_drawer_holds(wrong: int) -> None:
    for one in (counting(wrong), counting(0, kept=wrong), counting(opening=wrong)):
        with pytest.raises(BadSum):
            rules.check_sums(one, USD)


def deed(
    kind: OperationKind = SALE,
    of: OperationKind | None = None,
    date: dt.date = TODAY,
    at: dt.datetime = MORNING,
    seq: int = 7,
) -> TillDeed:
    """Return an operation of which nothing else matters."""
    where = (MIA, "Mia", 1, "Till 1", None, None, "", "", "", None)
    return TillDeed(seq, "id", kind, of, None, date, at, None, *where, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (deed(), ()),
        (deed(REVERSAL, SALE), (Why.TAKEN_BACK,)),
        (deed(REFUND), (Why.GIVEN_BACK,)),
        (deed(WITHDRAWAL), (Why.GIVEN_BACK,)),
        (deed(OperationKind.ADJUSTMENT), (Why.ADJUSTED,)),
        (deed(OperationKind.TRANSFER), (Why.HANDED_OVER,)),
        (deed(CASH), (Why.CASH,)),
        (deed(CASH, seq=4), (Why.CASH, Why.BEYOND)),
        (deed(date=dt.date(2026, 3, 9)), (Why.BACK_DATED,)),
        (deed(REVERSAL, SALE, date=dt.date(2026, 3, 9)), (Why.TAKEN_BACK,)),
        (deed(at=MORNING.replace(day=9, hour=20)), ()),
        (deed(at=MORNING.replace(day=9, hour=19)), (Why.BACK_DATED,)),
        (deed(seq=8), (Why.CLOCK,)),
        (deed(seq=9), (Why.LATER,)),
        (deed(REFUND, seq=9), (Why.GIVEN_BACK, Why.LATER)),
    ],
)
def test_why_something_is_listed(what: TillDeed, why: tuple[Why, ...]) -> None:
    assert rules.reasons(what, DAY, rules.Marked({8}, {4}, 8)) == why
    assert [one.deed for one in rules.listed([what], DAY, rules.Marked({8}, {4}, 8))] == [
        what
    ] * bool(why)


def test_nothing_is_later_while_the_day_is_open() -> None:
    assert rules.reasons(deed(seq=9), DAY, rules.Marked()) == ()


def test_what_was_owed_the_evening_before() -> None:
    owed = Owed(tonight=992_600, topped_up=70_000, gift=7_000, spent=-61_200, given_back=11_000)
    assert owed.before == 965_800


# ------------------------------------------------------------------------------ float and beyond


@pytest.mark.parametrize(
    ("typed", "kept", "put_in", "lay_there"),
    [
        (None, 15_000, 0, 15_000),
        (None, 0, 15_000, 0),
        (None, 10_000, 5_000, 10_000),
        (15_000, 10_000, 5_000, 10_000),
        (5_000, 10_000, 5_000, 0),
        (0, 10_000, 0, 0),
    ],
)
def test_what_lay_there_before_anything_was_recorded(
    typed: int | None, kept: int, put_in: int, lay_there: int
) -> None:
    assert rules.opening(typed, kept, put_in, USD) == lay_there


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_typed_float_is_the_whole_of_it(typed: int, kept: int, put_in: int) -> None:
    if typed < put_in:
        with pytest.raises(FloatTooSmall):
            rules.opening(typed, kept, put_in, USD)
    else:
        assert rules.opening(typed, kept, put_in, USD) + put_in == typed


def move(seq: int, cash: int, kind: OperationKind = CASH) -> DrawerMove:
    return DrawerMove(seq, kind, cash)


def test_more_than_should_be_there_is_asked_of_cash_taken_out_alone() -> None:
    moves = [
        move(1, 500, SALE),
        move(2, -600),  # 100 lay there
        move(3, -1),
        move(4, 2, SALE),
        move(5, -1),
        move(6, -5, REFUND),
        move(7, 3),
        move(8, -1),
    ]
    assert rules.beyond(100, moves) == {3, 8}
    assert rules.beyond(101, moves) == {8}
    assert rules.beyond(0, ()) == frozenset()


@given(st.lists(st.integers(-50, 50), max_size=12), st.integers(0, 100))
def test_beyond_is_where_the_sum_so_far_is_below_nothing(cash: list[int], there: int) -> None:
    moves = [move(seq, one) for seq, one in enumerate(cash, 1)]
    slow = {seq for seq, one in enumerate(cash, 1) if one < 0 and there + sum(cash[:seq]) < 0}
    assert rules.beyond(there, moves) == slow


def blind_count(until: int, expected: int, counted: int) -> BlindCount:
    return BlindCount("", MORNING, "Mia", until, expected, counted)


def test_a_count_opens_the_figures_until_cash_moves() -> None:
    moves = [move(3, 500, SALE)]
    assert rules.is_blind((), ())
    assert rules.is_blind((blind_count(2, 0, 0),), moves)
    assert not rules.is_blind((blind_count(3, 500, 1),), moves)
    assert not rules.is_blind((blind_count(2, 0, 0), blind_count(9, 500, 500)), moves)


@given(
    st.lists(st.integers(1, 20), unique=True).map(sorted),
    st.lists(st.integers(0, 20), max_size=4).map(sorted),
)
def test_it_is_blind_where_the_last_thing_is_no_count(seqs: list[int], ends: list[int]) -> None:
    happened = sorted([(seq, 0) for seq in seqs] + [(end, 1) for end in ends])
    blind = not ends or happened[-1][1] == 0
    counts = [blind_count(end, 0, 0) for end in ends]
    assert rules.is_blind(counts, [move(seq, 1) for seq in seqs]) == blind


def test_two_counts_that_are_off_alike_are_no_recount() -> None:
    opening, evening = blind_count(1, 0, 0), blind_count(9, 6_800, 6_800)
    assert not rules.counted_again(())
    assert not rules.counted_again((opening, evening))
    assert not rules.counted_again((blind_count(1, 100, 95), blind_count(9, 6_800, 6_795)))
    assert rules.counted_again((opening, blind_count(9, 6_800, 1), evening))
