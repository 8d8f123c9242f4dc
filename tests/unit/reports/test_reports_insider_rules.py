"""The insider report: from which bound on something is told."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.clock import BusinessDay
from smbcrm.membership.ledger.clocks import ClockFlag
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.reports import insider
from smbcrm.membership.reports.insider import Difference, InsiderFacts, Suspicion, often, suspects
from smbcrm.membership.reports.insider_ways import Brought, Handed, paid_out_soon
from smbcrm.membership.reports.till_deeds import TillDeed

DAY = BusinessDay(ZoneInfo("UTC"), 4)
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
TODAY = NOON.date()
MINUTE = dt.timedelta(minutes=1)
SALE, REVERSAL, REFUND = OperationKind.SALE, OperationKind.REVERSAL, OperationKind.REFUND
ADJUSTMENT, CASH = OperationKind.ADJUSTMENT, OperationKind.CASH
LIMIT = 200


def deed(
    seq: int,
    kind: OperationKind = SALE,
    at: dt.datetime = NOON,
    of: OperationKind | None = None,
    target_at: dt.datetime | None = None,
    staff: int = 1,
    reason: str | None = None,
    cash: int = 0,
    value: int = 0,
    holder: int | None = None,
    date: dt.date = TODAY,
) -> TillDeed:
    who = (staff, f"Staff {staff}", 1, "Till 1", holder, None, "", "", "", reason)
    amounts = (cash, cash, 0, value, 0, 0, 0)
    return TillDeed(seq, f"id {seq}", kind, of, None, date, at, target_at, *who, *amounts)


def told(*deeds: TillDeed, last_sale: dt.datetime = NOON) -> dict[Suspicion, list[int]]:
    facts = InsiderFacts(deeds, last_sales={TODAY: last_sale})
    found = suspects(facts, DAY, LIMIT)
    return {one.why: [deed.seq for deed in one.deeds] for one in found}


def test_what_is_taken_back_after_two_hours_is_late() -> None:
    def back(after: dt.timedelta) -> TillDeed:
        return deed(2, REVERSAL, NOON + after, SALE, NOON)

    later = NOON + 3 * insider.LATE
    assert told(back(insider.LATE), last_sale=later) == {}
    assert told(back(insider.LATE + MINUTE), last_sale=later) == {Suspicion.LATE_VOID: [2]}


def test_what_is_taken_back_in_an_empty_shop_is_after_hours() -> None:
    back = deed(2, REVERSAL, NOON, SALE, NOON - MINUTE)
    assert told(back, last_sale=NOON - insider.AFTER_HOURS) == {}
    assert told(back, last_sale=NOON - insider.AFTER_HOURS - MINUTE) == {Suspicion.AFTER_HOURS: [2]}
    sale = deed(2, SALE, NOON)
    assert told(sale, last_sale=NOON - 2 * insider.AFTER_HOURS) == {}


def test_a_day_without_sales_has_no_hours() -> None:
    back = deed(2, REVERSAL, NOON, CASH, NOON - MINUTE)
    assert suspects(InsiderFacts([back]), DAY, LIMIT) == []


@pytest.mark.parametrize(
    ("kind", "most", "why", "more"),
    [
        (ADJUSTMENT, insider.MOST_ADJUSTMENTS, Suspicion.ADJUSTMENTS, {"value": -5}),
        (ADJUSTMENT, insider.MOST_GIFTS, Suspicion.GIFTS, {"value": 5}),
        (REFUND, insider.MOST_CASH_REFUNDS, Suspicion.CASH_REFUNDS, {"cash": -5}),
        (REFUND, insider.MOST_CASH_BACK, Suspicion.CASH_BACK, {"cash": -5, "holder": 7}),
        (OperationKind.TRANSFER, insider.MOST_MOVED_OUT, Suspicion.MOVED_OUT, {}),
        (OperationKind.WITHDRAWAL, insider.MOST_MOVED_OUT, Suspicion.MOVED_OUT, {"cash": -5}),
        (REVERSAL, insider.MOST_TAKEN_BACK, Suspicion.TAKEN_BACK, {"cash": -5, "of": SALE}),
    ],
)
def test_often_is_more_than_so_many(
    kind: OperationKind, most: int, why: Suspicion, more: dict[str, object]
) -> None:
    deeds = [deed(seq, kind, **more) for seq in range(most + 1)]  # type: ignore[arg-type]
    assert told(*deeds[:most]) == {}
    assert told(*deeds)[why] == list(range(most + 1))


def test_vouchers_by_hand_count_by_customer_and_friends_by_whom_they_bring() -> None:
    issue = OperationKind.VOUCHER_ISSUE
    deeds = [
        deed(seq, issue, staff=staff, holder=holder)
        for seq, (staff, holder) in enumerate([(1, 7), (1, 8), (2, 7), (1, 7), (1, 8), (1, 7)])
    ]
    numbers = frozenset(range(6))
    by_hand = InsiderFacts(deeds, by_hand=numbers)
    (found,) = suspects(by_hand, DAY, LIMIT)
    assert (found.why, [one.seq for one in found.deeds]) == (Suspicion.GIFTS, [0, 3, 5])
    friends = InsiderFacts(deeds, friends=numbers, numbered={Suspicion.FRIENDS: frozenset({1})})
    (found,) = suspects(friends, DAY, LIMIT)
    assert (found.why, [one.seq for one in found.deeds]) == (Suspicion.FRIENDS, [0, 1, 2, 3, 5])


def test_what_is_handed_round_is_paid_out_once() -> None:
    """From 1 to 2 to 3, and back to 1: only what was there before it was handed on counts."""
    brought = [Brought(1, 1, NOON), Brought(5, 1, NOON), Brought(2, 9, NOON)]
    handed = [Handed(3, 1, 2), Handed(4, 2, 3), Handed(6, 3, 1), Handed(8, 9, 3)]
    out = Brought(7, 3, NOON + dt.timedelta(days=30))
    assert paid_out_soon(brought, [out], handed) == {1, 3, 4, 7}
    assert paid_out_soon(brought, [out._replace(at=out.at + MINUTE)], handed) == frozenset()
    assert paid_out_soon(brought, [out]) == frozenset()


def test_what_is_no_gift_no_cash_and_not_to_nobody_is_not_counted() -> None:
    assert told(*(deed(seq, REFUND, cash=-5, holder=7) for seq in range(5))) == {}
    assert told(*(deed(seq, REFUND, cash=0) for seq in range(9))) == {}
    assert told(*(deed(seq, REVERSAL, of=SALE) for seq in range(9))) == {}
    taken = (deed(seq, REVERSAL, of=OperationKind.TOP_UP, cash=-5) for seq in range(9))
    assert told(*taken) == {}


def test_cash_out_for_everyday_reasons_is_not_told() -> None:
    outs = [
        deed(seq, CASH, reason=reason, cash=-5)
        for seq, reason in enumerate(("float", "bank", "purchase", "correction", "other"))
    ]
    assert told(*outs, deed(9, CASH, reason="other", cash=5)) == {Suspicion.CASH_OUT: [3, 4]}


def test_another_day_is_back_dated_but_not_what_takes_back() -> None:
    yesterday = TODAY - dt.timedelta(days=1)
    assert told(deed(2, date=yesterday)) == {Suspicion.BACK_DATED: [2]}
    assert told(deed(2, REVERSAL, of=SALE, date=yesterday)) == {}


def test_what_is_named_by_number() -> None:
    deeds = [deed(seq) for seq in range(1, 6)]
    flag = ClockFlag(4, NOON, NOON + 10 * MINUTE)
    facts = InsiderFacts(deeds, frozenset({1}), frozenset({1, 2}), frozenset({3}), {}, [flag], [])
    found = {one.why: [deed.seq for deed in one.deeds] for one in suspects(facts, DAY, LIMIT)}
    assert found == {
        Suspicion.OWN: [1],
        Suspicion.RELATIVE: [2],
        Suspicion.LATER: [3],
        Suspicion.CLOCK: [4],
    }


def test_a_drawer_far_off() -> None:
    def closed(counted: int) -> Difference:
        return Difference(TODAY, "Till 1", "Mia", 1_000, counted, "")

    facts = InsiderFacts([], differences=[closed(n) for n in (1_201, 1_200, 800, 799)])
    (found,) = suspects(facts, DAY, LIMIT)
    assert [one.counted for one in found.differences] == [1_201, 799]
    assert found.count == 2
    again = InsiderFacts([], recounted=[closed(n) for n in (1_200, 799)])
    (found,) = suspects(again, DAY, LIMIT)
    assert (found.why, [one.counted for one in found.differences]) == (Suspicion.RECOUNTED, [799])


def test_the_window_ends_with_its_last_moment() -> None:
    window = dt.timedelta(days=30)
    deeds = [deed(1), deed(2, at=NOON + window)]
    assert often(deeds, 1, window) == deeds
    assert often([deeds[0], deed(2, at=NOON + window + MINUTE)], 1, window) == []


HOURS = st.integers(0, 24 * 90)


@given(st.lists(st.tuples(st.integers(1, 3), HOURS), max_size=25), st.integers(0, 4))
def test_often_is_what_somebody_does_within_the_window(
    done: list[tuple[int, int]], most: int
) -> None:
    deeds = [
        deed(seq, at=NOON + dt.timedelta(hours=hours), staff=staff)
        for seq, (staff, hours) in enumerate(done)
    ]
    window = dt.timedelta(days=30)
    # By looking from each one at all that lie in the window that begins with it.
    expected = set()
    for first in deeds:
        near = [
            one
            for one in deeds
            if one.staff == first.staff
            and dt.timedelta(0) <= one.recorded_at - first.recorded_at <= window
        ]
        if len(near) > most:
            expected |= {one.seq for one in near}
    assert [one.seq for one in often(deeds, most, window)] == sorted(expected)
