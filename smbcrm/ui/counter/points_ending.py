"""Which points go with a redemption, which end next, and what they are worth otherwise."""

from collections.abc import Iterator, Sequence

from smbcrm.core.amounts import LARGEST
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.balance.rules import drawn
from smbcrm.membership.balance.types import Ending, LotLeft
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.proposing import Purse, usable_points
from smbcrm.ui.counter.result_side import ResultSide
from smbcrm.ui.counter.summary import SummaryRow
from smbcrm.ui.counter.summary_rows import ARROW
from smbcrm.ui.desk import Desk

MOST_LOTS = 400
"""Lots that are asked for. Points end by the month: more are not drawn on at once."""
_MOST_ROWS = 3


def going_rows(desk: Desk, lots: Sequence[LotLeft], points: int) -> tuple[SummaryRow, ...]:
    """Return a line for each day whose points go, soonest end first; none if that is not known."""
    going = [one for one in drawn(lots, points) if one.left < one.had]
    if sum(one.had - one.left for one in going) < points:
        return ()
    head = SummaryRow(desk.say(N_("Which points go, soonest end first")), "", tone="head")
    return (head, *_going(desk, going))


def next_rows(desk: Desk, lots: Sequence[LotLeft], points: int) -> tuple[SummaryRow, ...]:
    """Return the line of the points that end next afterwards, if any of them end."""
    ending = _next(drawn(lots, points))
    if ending is None or ending.until is None:
        return ()
    day, left = desk.words.date(ending.until), desk.words.number(ending.left)
    when = desk.say(N_("{points} on {date}"), points=left, date=day)
    return (SummaryRow(desk.say(N_("Next points to end")), when),)


def show_beside(desk: Desk, side: ResultSide, lots: Sequence[LotLeft], purse: Purse) -> None:
    """Show in the right column what ends if nothing is redeemed, and its worth as money off."""
    say, words = desk.say, desk.words
    ending = _next(drawn(lots, 0))
    if ending is None or ending.until is None:
        side.show_figure("", "")
    else:
        points = desk.count(NN_("{count} point", "{count} points"), ending.left)
        day = say(N_("on {date}"), date=words.date(ending.until))
        side.show_figure(say(N_("Without this, these end")), points, day)
    amounts = {desk.shop.rates.worth_points: None, usable_points(LARGEST, purse): None}
    rows = [
        (
            say(N_("{points} pts"), points=words.number(points)),
            words.money(purse.value(Means.POINTS, points)),
        )
        for points in amounts
        if points
    ]
    side.show_rows(say(N_("Points as money off instead")), rows)


def _next(endings: Sequence[Ending]) -> Ending | None:
    """Return what ends first of all that still holds something."""
    return next((one for one in endings if one.left > 0), None)


def _going(desk: Desk, going: Sequence[Ending]) -> Iterator[SummaryRow]:
    """Yield the days; where there are many, the later ones in one line."""
    shown = going if len(going) <= _MOST_ROWS else going[: _MOST_ROWS - 1]
    for one in shown:
        yield SummaryRow(_title(desk, one), _change(desk, one.had, one.left))
    later = going[len(shown) :]
    if later:
        had, left = sum(one.had for one in later), sum(one.left for one in later)
        words = NN_("and {count} later day", "and {count} later days")
        yield SummaryRow(desk.count(words, len(later)), _change(desk, had, left))


def _title(desk: Desk, one: Ending) -> str:
    if one.until is None:
        return desk.say(N_("Without an end"))
    return desk.say(N_("Ending {date}"), date=desk.words.date(one.until))


def _change(desk: Desk, before: int, after: int) -> str:
    return f"{desk.words.number(before)}{ARROW}{desk.words.number(after)}"
