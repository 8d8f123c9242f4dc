"""Visit packages in words: what is left until when, what stands still, has ended, is used up."""

import datetime as dt

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.visits.owning import OwnedPackage
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.desk import Desk
from smbcrm.ui.wording import called


def left_words(desk: Desk, left: int) -> str:
    """Return how many visits are left: 3 left."""
    return desk.say(N_("{count} left"), count=desk.words.number(left))


def until_words(desk: Desk, until: dt.date | None) -> str:
    """Return until when something lasts: until 31 Mar 2027; no end."""
    if until is None:
        return desk.say(N_("no end"))
    return desk.say(N_("until {date}"), date=desk.words.date(until))


def days_words(desk: Desk, until: dt.date | None) -> str:
    """Return until when something lasts, and how many days that is."""
    if until is None:
        return desk.say(N_("no end"))
    days = (until - desk.today()).days
    counted = desk.count(NN_("{count} day", "{count} days"), days)
    return desk.say(N_("{until}, {days}"), until=until_words(desk, until), days=counted)


def state_words(desk: Desk, one: OwnedPackage) -> str:
    """Return how a package stands, and for one that cannot be used what may be done."""
    say, words, standing = desk.say, desk.words, one.standing
    if standing.paused is not None:
        since = words.date(standing.paused, today=desk.today())
        asked = N_("Paused since {date}. End the pause?")
        return say(N_("Paused since {date}.") if one.owner_name else asked, date=since)
    if standing.left:
        until = until_words(desk, standing.until)
        counted = standing.package.counted
        return DOT.join((left_words(desk, standing.left), until)) if counted else until
    if one.ended is not None:
        return say(N_("Ended {date}. Extend?"), date=words.date(one.ended, today=desk.today()))
    if one.used:
        last = words.date(one.used[0].date, today=desk.today())
        return say(N_("Used up {date}. Sell a new one?"), date=last)
    return say(N_("Nothing left. Sell a new one?"))


def title_words(one: OwnedPackage) -> str:
    """Return what a package is called; of somebody else's first whose it is: that is not cut."""
    name = one.standing.package.item.name
    return DOT.join((called(one.owner_name), name)) if one.owner_name else name
