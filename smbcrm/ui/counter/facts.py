"""An open customer in words: what the card and the narrow strip both say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.counter.board import Expected
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status
from smbcrm.membership.occasions import words
from smbcrm.membership.occasions.lunar import lunar_text
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.desk import Desk
from smbcrm.ui.wording import called

if TYPE_CHECKING:
    from smbcrm.membership.counter.types import CustomerView, NextOccasion
    from smbcrm.membership.customers.types import Profile

_BORN = frozenset({OccasionKind.BIRTHDAY, OccasionKind.CHILD_BIRTHDAY, OccasionKind.PET_BIRTHDAY})
_ICONS = {
    OccasionKind.WEDDING_ANNIVERSARY: "heart",
    OccasionKind.CUSTOMER_SINCE: "store",
    OccasionKind.CUSTOM: "calendar-heart",
}
_STATUSES = {
    Status.MOVED: N_("Has moved away"),
    Status.DECEASED: N_("Has died"),
    Status.DO_NOT_CONTACT: N_("Does not want to be contacted"),
}
_CONSENTS = {
    (ConsentChannel.SMS, ConsentState.GIVEN): N_("SMS yes"),
    (ConsentChannel.SMS, ConsentState.REFUSED): N_("SMS no"),
    (ConsentChannel.EMAIL, ConsentState.GIVEN): N_("e-mail yes"),
    (ConsentChannel.EMAIL, ConsentState.REFUSED): N_("e-mail no"),
    (ConsentChannel.LETTER, ConsentState.GIVEN): N_("letters yes"),
    (ConsentChannel.LETTER, ConsentState.REFUSED): N_("letters no"),
    (ConsentChannel.CALL, ConsentState.GIVEN): N_("calls yes"),
    (ConsentChannel.CALL, ConsentState.REFUSED): N_("calls no"),
    (ConsentChannel.MESSENGER, ConsentState.GIVEN): N_("messenger yes"),
    (ConsentChannel.MESSENGER, ConsentState.REFUSED): N_("messenger no"),
}


@dataclass(frozen=True, slots=True)
class OccasionWords:
    """An occasion that comes soon; lunar ones have the moon and another colour."""

    icon: str
    title: str
    rest: str
    lunar: bool


@dataclass(frozen=True, slots=True)
class Known:
    """One line of “Good to know”."""

    icon: str
    text: str


def name_of(view: "CustomerView") -> str:
    """Return the name, or the code where none is known."""
    customer = view.shown.customer
    return called(customer.profile.full_name, customer.code)


def since_words(desk: Desk, view: "CustomerView") -> str:
    """Return since when, and how often: Customer since March 2021 · 43 visits."""
    since = desk.say(N_("Customer since {month}"), month=desk.words.month(view.since))
    visits = desk.count(NN_("{count} visit", "{count} visits"), view.visits)
    return f"{since}{DOT}{visits}"


def status_words(desk: Desk, status: Status) -> str:
    """Return why a customer is not to be dealt with as usual; empty for an active one."""
    return desk.say(_STATUSES[status]) if status in _STATUSES else ""


def phone_words(desk: Desk, view: "CustomerView") -> str:
    """Return the main phone, masked; empty where there is none."""
    phones = view.shown.customer.profile.phones
    return desk.words.masked_phone(phones[0].e164 or phones[0].typed) if phones else ""


def packages_words(desk: Desk, view: "CustomerView") -> str:
    """Return what somebody has of visit packages: 3 left, Blow-dry; 2 packages."""
    if not view.packages:
        return desk.say(N_("Visits paid ahead"))
    if len(view.packages) > 1:
        return desk.count(NN_("{count} package", "{count} packages"), len(view.packages))
    (mine,) = view.packages
    name = mine.package.item.name
    if not mine.package.counted:
        return name
    return desk.say(N_("{count} left, {package}"), count=desk.words.number(mine.left), package=name)


def occasion_words(desk: Desk, soon: "NextOccasion") -> OccasionWords:
    """Return the occasion that comes soon, in words."""
    occasion = soon.occasion
    lunar = soon.calendar is Calendar.LUNAR
    name = occasion_name(desk, occasion)
    if soon.whole_month and not soon.days_left:
        title = desk.say(N_("{occasion} this month"), occasion=name)
    else:
        title = desk.say(
            N_("{occasion} {when}"), occasion=name, when=desk.words.until(soon.days_left)
        )
    day = _banner_day(desk, soon)
    rest = (day, lunar_words(desk, occasion) if lunar else "", age_words(desk, occasion, soon.age))
    return OccasionWords(occasion_icon(occasion), title, DOT.join(filter(None, rest)), lunar)


def _banner_day(desk: Desk, soon: "NextOccasion") -> str:
    if soon.whole_month:
        return desk.words.month(soon.date)
    if soon.calendar is Calendar.LUNAR:  # the lunar date needs the room of the weekday
        return desk.words.date(soon.date, today=soon.date)
    return desk.words.weekday_date(soon.date)


def expected_line(desk: Desk, one: Expected) -> str:
    """Return the second line of a row of “Expected today”: Birthday today · turns 40."""
    name = occasion_name(desk, one.occasion)
    when = desk.words.until(one.days_left)
    parts = (
        desk.say(N_("{occasion} {when}"), occasion=name, when=when),
        lunar_words(desk, one.occasion) if one.lunar else "",
        age_words(desk, one.occasion, one.age),
    )
    return DOT.join(filter(None, parts))


def occasion_name(desk: Desk, occasion: Occasion) -> str:
    """Return what is celebrated; with its name, as of a child."""
    return desk.tell(words.occasion_words(occasion))


def occasion_icon(occasion: Occasion) -> str:
    """Return the icon of an occasion; the moon says that it is a lunar one."""
    if occasion.calendar is Calendar.LUNAR:
        return "moon"
    return _ICONS.get(occasion.kind, "cake")


def lunar_words(desk: Desk, occasion: Occasion) -> str:
    """Return a lunar date: lunar 10/16 in English, 农历十月十六 in Chinese."""
    language = desk.words.translator.language
    if language != "en":
        text = lunar_text(occasion, traditional=language == "zh_TW")
        return desk.say(N_("lunar {date}"), date=text)
    day = "" if occasion.day is None else f"/{occasion.day}"
    date = f"{occasion.month}{day}"
    return desk.say(
        N_("lunar leap {date}") if occasion.is_leap_month else N_("lunar {date}"), date=date
    )


def age_words(desk: Desk, occasion: Occasion, age: int | None) -> str:
    """Return what a person turns, or how many years something is; empty where it is not known."""
    if not age:
        return ""
    if occasion.kind in _BORN:
        return desk.say(N_("turns {age}"), age=age)
    return desk.count(NN_("{count} year", "{count} years"), age)


def good_to_know(desk: Desk, view: "CustomerView") -> tuple[Known, ...]:
    """Return what is good to know before speaking to somebody, the weightiest first."""
    return tuple(known for known in _known(desk, view) if known.text)


def last_visit_words(desk: Desk, view: "CustomerView") -> str:
    """Return when the customer was here last."""
    last = view.shown.customer.last_visit
    if last is None:
        return desk.say(N_("Not been here yet"))
    return desk.say(N_("Last visit {when}"), when=desk.words.ago(last, view.today))


def _known(desk: Desk, view: "CustomerView") -> Iterator[Known]:
    profile = view.shown.customer.profile
    yield Known("ban", status_words(desk, profile.status))
    yield Known("coffee", _one_line(profile.preferences))
    if view.shown.looked_after_by:
        name = view.shown.looked_after_by
        yield Known("user-round", desk.say(N_("Looked after by {name}"), name=name))
    yield Known("pencil-line", _one_line(profile.notes))
    yield Known("message-circle", _consent_words(desk, view))
    yield Known("tags", desk.say(N_(", ")).join(profile.tags))
    yield Known("users", _brought_by(desk, view, profile))


def _brought_by(desk: Desk, view: "CustomerView", profile: "Profile") -> str:
    if profile.referrer is None:
        return ""
    return desk.say(N_("Brought by {code}"), code=view.shown.referrer)


def _consent_words(desk: Desk, view: "CustomerView") -> str:
    latest = {}
    for consent in sorted(view.shown.customer.consents, key=lambda one: one.at):
        latest[consent.channel] = consent.state
    said = [(channel, latest[channel]) for channel in ConsentChannel if channel in latest]
    return DOT.join(desk.say(_CONSENTS[one]) for one in said)


def _one_line(text: str) -> str:
    return " ".join(text.split())
