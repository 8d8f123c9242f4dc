"""Counting blind: what should be there is told once a count is kept, and others stand beside it."""

import datetime as dt

import pytest

from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.types import (
    CloseRequest,
    Counting,
    NeedsWord,
    NothingCounted,
    Owed,
    Why,
)
from smbcrm.membership.requests.types import RequestReused
from tests.integration.dayclose.conftest import MIA, TILL_2, TODAY, TwoTills


@pytest.fixture
def blind(shop: TwoTills) -> TwoTills:
    """Return a shop that counts blind and has sold for 68.00."""
    shop.services.shop.set("till.count_blind", "yes")
    shop.sell(6_800)
    return shop


def counts(shop: TwoTills) -> list[tuple[str, int]]:
    return [(one.staff, one.counted) for one in shop.look().counts]


def test_a_figure_that_is_only_typed_opens_nothing(blind: TwoTills) -> None:
    for typed in (None, 1, 6_800):
        day = blind.look(counted=typed)
        assert (day.hidden, day.counting.counted) == (True, None)
    assert counts(blind) == []


def test_who_stands_by_a_count_is_told_and_it_is_kept(blind: TwoTills) -> None:
    request = CloseRequest(blind.act(MIA), 100)
    day = blind.services.dayclose.count(request)
    assert (day.hidden, day.counting.expected, day.counting.difference) == (False, 6_800, -6_700)
    assert not blind.look().hidden
    blind.services.dayclose.count(request)
    assert counts(blind) == [(MIA, 100)], "the same request again is the same count"
    closed = blind.close(6_800)
    assert counts(blind) == [(MIA, 100), ("Owner", 6_800)]
    blind.services.dayclose.count(request)
    assert len(counts(blind)) == len(closed.counts) == 2
    told = blind.services.dayclose.document(closed)
    (section,) = [one for one in told.sections if one.id == "recounted"]
    assert [row[1] for row in section.tables[0].rows] == [MIA, "Owner"]


def test_a_close_that_is_refused_has_counted_all_the_same(blind: TwoTills) -> None:
    """Else the refusal would tell the figure, and the right one could be typed unseen."""
    with pytest.raises(NeedsWord):
        blind.close(100, word="")
    assert counts(blind) == [("Owner", 100)]
    blind.close(6_800, word="")
    assert counts(blind) == [("Owner", 100), ("Owner", 6_800)]


def test_one_count_is_no_recount(blind: TwoTills) -> None:
    request = CloseRequest(blind.act(), pieces={5_000: 1, 1_000: 1, 500: 1, 100: 3})
    blind.services.dayclose.count(request)
    with pytest.raises(NothingCounted):
        blind.services.dayclose.count(CloseRequest(blind.act()))
    closed = blind.close(6_800)
    assert counts(blind) == [("Owner", 6_800)]
    told = blind.services.dayclose.document(closed)
    assert "recounted" not in {one.id for one in told.sections}


def test_a_shop_that_counts_openly_keeps_no_counts(shop: TwoTills) -> None:
    shop.sell(6_800)
    assert not shop.services.dayclose.count(CloseRequest(shop.act(), 100)).hidden
    shop.close(6_800)
    assert counts(shop) == []


def test_more_than_should_be_there_is_taken_out_and_told(shop: TwoTills) -> None:
    shop.sell(6_800)
    fits = shop.cash(-6_800, "bank")
    beyond = shop.cash(-100, "bank")
    shop.sell(500)
    assert shop.services.dayclose.drawer(shop.act()) == 400
    why = {one.deed.id: one.why for one in shop.look().listed}
    assert why[fits.operation] == (Why.CASH,)
    assert why[beyond.operation] == (Why.CASH, Why.BEYOND)


def test_a_blind_drawer_is_not_told(blind: TwoTills) -> None:
    blind.cash(-9_000, "bank")
    assert blind.services.dayclose.drawer(blind.act()) is None
    assert [one.why for one in blind.look().listed] == [(Why.CASH,)]
    blind.services.dayclose.count(CloseRequest(blind.act(), 0))
    assert blind.services.dayclose.drawer(blind.act()) == -2_200
    assert [one.why for one in blind.look().listed] == [(Why.CASH, Why.BEYOND)]


def test_a_hidden_day_holds_no_money(blind: TwoTills) -> None:
    """Not on any screen, in any report, nor for whoever asks the use case itself."""
    blind.refund(blind.sell(700), 300)
    blind.top_up(4_000)
    blind.cash(-2_500)
    day = blind.look(counted=6_800)
    assert day.hidden
    assert day.counting == Counting(0, 0, None, None, 200)
    assert (day.takings.sums, day.takings.counts) == ((), ())
    assert day.owed == Owed(0, 0, 0, 0, 0)
    assert [one.why for one in day.listed] == [(Why.GIVEN_BACK,), (Why.CASH,)]
    for deed in (*day.takings.deeds, *(one.deed for one in day.listed)):
        assert deed == rules.without_money(deed)
    told = blind.services.dayclose.document(day)
    cells = [cell for one in told.sections for row in one.tables[0].rows for cell in row]
    assert not {"25.00", "3.00"} & {str(cell) for cell in cells}
    blind.services.dayclose.count(CloseRequest(blind.act(), 0))
    assert {-2_500, -300} <= {one.deed.cash for one in blind.look().listed}


def test_the_figures_close_once_cash_moves(blind: TwoTills) -> None:
    """A 0 in the morning must not open them for the evening."""
    dayclose = blind.services.dayclose
    assert not dayclose.count(CloseRequest(blind.act(), 6_800)).hidden
    blind.sell(3_000, card=3_000)
    assert not blind.look().hidden, "the card's money lies in no drawer"
    sale = blind.sell(500)
    day = blind.look(counted=7_300)
    assert (day.hidden, day.counting.expected, day.counts) == (True, 0, ())
    assert dayclose.drawer(blind.act()) is None
    assert not dayclose.count(CloseRequest(blind.act(), 7_300)).hidden
    blind.undo(sale)
    assert blind.look().hidden, "what goes out again has moved, too"
    closed = blind.close(6_800)
    assert not closed.hidden
    kept = [(one.counted, one.expected) for one in closed.counts]
    assert kept == [(6_800, 6_800), (7_300, 7_300), (6_800, 6_800)]
    told = dayclose.document(closed)
    assert "recounted" not in {one.id for one in told.sections}, "each of them agreed"


def test_the_same_sum_is_another_count_once_cash_has_moved(blind: TwoTills) -> None:
    blind.services.dayclose.count(CloseRequest(blind.act(), 6_800))
    blind.sell(500)
    day = blind.services.dayclose.count(CloseRequest(blind.act(MIA), 6_800))
    assert [one.difference for one in day.counts] == [0, -500]


def test_one_request_id_at_another_till_or_for_another_day(blind: TwoTills) -> None:
    """A refused close leaves its id free; what it kept must not stand in the way of the next."""
    act = blind.act()
    yesterday = TODAY - dt.timedelta(days=1)
    for till, date in ((None, None), (TILL_2, None), (None, yesterday)):
        there = type(act)(act.request_id, None, till, date)
        with pytest.raises(NeedsWord):
            blind.services.dayclose.close(CloseRequest(there, 123_456))
        assert len(blind.look(there).counts) == 1


def test_a_request_that_did_something_else_keeps_no_count(blind: TwoTills) -> None:
    dayclose = blind.services.dayclose
    act = blind.act()
    dayclose.close(CloseRequest(act, 6_800))
    there = type(act)(act.request_id, None, TILL_2)
    for use_case in (dayclose.count, dayclose.close):
        with pytest.raises(RequestReused):
            use_case(CloseRequest(there, 6_800))
    assert blind.look(blind.act(till=TILL_2)).hidden
    assert dayclose.close(CloseRequest(act, 6_800)).counts == blind.look().counts
