"""The close of a day in words for the screen."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.dayclose.types import Counting, Listed, Why
from smbcrm.membership.ledger.words import reason_words
from smbcrm.membership.reports.till_rows import deed_words
from smbcrm.ui.desk import Desk

DOT = " · "
ICONS: Mapping[Why, str] = {
    Why.TAKEN_BACK: "undo-2",
    Why.GIVEN_BACK: "rotate-ccw",
    Why.ADJUSTED: "pencil-line",
    Why.HANDED_OVER: "arrow-left-right",
    Why.CASH: "coins",
    Why.BEYOND: "coins",
    Why.BACK_DATED: "history",
    Why.CLOCK: "clock",
    Why.LATER: "lock",
}
_TAGS: Mapping[Why, str] = {
    Why.BEYOND: N_("more than should have been there"),
    Why.BACK_DATED: N_("back-dated"),
    Why.CLOCK: N_("the clock stood wrong"),
    Why.LATER: N_("after closing"),
}


def far_off(desk: Desk, counting: Counting) -> str:
    """Return how far a count is off: 5.00 short; 5.00 over; agrees."""
    money = desk.words.sum(abs(counting.difference))
    if counting.difference < 0:
        return desk.say(N_("{amount} short"), amount=money)
    if counting.difference > 0:
        return desk.say(N_("{amount} over"), amount=money)
    return desk.say(N_("agrees"))


def to_read(desk: Desk, count: int) -> str:
    """Return how much is listed for the owner."""
    return desk.count(NN_("{count} to read", "{count} to read"), count)


def title_of(desk: Desk, listed: Listed) -> str:
    """Return what was done: Sale undone 28.00, bill 10491."""
    deed = listed.deed
    parts = [desk.tell(deed_words(deed))]
    if deed.amount:
        parts.append(desk.words.sum(deed.amount))
    elif deed.points:
        parts.append(desk.count(NN_("{count} point", "{count} points"), deed.points))
    elif deed.visits:
        words = NN_("{count} package visit", "{count} package visits")
        parts.append(desk.count(words, deed.visits))
    if deed.bill is not None:
        parts.append(desk.say(N_("Bill {number}"), number=deed.bill))
    return DOT.join(parts)


def sub_of(desk: Desk, listed: Listed) -> str:
    """Return for whom, by whom and when; the day too where that is another one."""
    deed = listed.deed
    day = desk.shop.day.date(deed.recorded_at)
    when = desk.words.time(deed.recorded_at)
    if day != deed.business_date:
        when = f"{desk.words.date(day, today=desk.today())} {when}"
        for_day = desk.words.date(deed.business_date, today=desk.today())
        when = desk.say(N_("{moment} for {day}"), moment=when, day=for_day)
    return DOT.join(filter(None, (deed.customer, deed.staff_name, when)))


def why_of(desk: Desk, listed: Listed) -> str:
    """Return why it was done, and what is special about it."""
    said = [] if listed.deed.reason is None else [desk.tell(reason_words(listed.deed.reason))]
    said += [desk.say(_TAGS[why]) for why in listed.why if why in _TAGS]
    return DOT.join(said)
