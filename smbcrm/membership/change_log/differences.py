"""What was changed, as pure rules: two states of something become changes, field by field.

A value is text: of a list one line each, of a date its parts (`occasion_value`), of people, staff
and tiers the id, so that no name of somebody else stands there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from smbcrm.membership.cards.types import Card
from smbcrm.membership.change_log.types import CUSTOMER, Came, Change, Noted
from smbcrm.membership.customers.kinds import ConsentState
from smbcrm.membership.customers.rules import one_line_address
from smbcrm.membership.customers.types import Consent, NewCustomer, Profile
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.tiers.types import FOR_EVER, Membership

SINGLE = (
    *("kind", "full_name", "family_name", "given_name", "gender", "email", "wechat", "whatsapp"),
    *("line", "address", "province", "city", "district", "postcode", "country", "language"),
    *("preferences", "looked_after_by", "referrer", "source", "alert", "notes", "status"),
    *("tax_id", "bank", "bank_account", "currency", "payment_days"),
)
"""The fields of a profile that hold one value."""

_NOBODY = Profile()


def changes_of(noted: Sequence[Noted], *, in_bulk: bool) -> Iterator[Change]:
    """Yield what is written of what was noted: who came in bulk is one line each."""
    come = {one.customer for one in noted if isinstance(one, Came)} if in_bulk else set()
    for one in noted:
        if isinstance(one, Change):
            if one.customer not in come:
                yield one
            continue
        yield Change(one.customer, CUSTOMER, "", None, one.code)
        if not in_bulk:
            yield from _known_of(one.customer, one.new)


def _known_of(customer: int, new: NewCustomer) -> Iterator[Change]:
    yield from profile_changes(customer, _NOBODY, new.profile)
    yield from consent_changes(customer, (), new.consents)


def profile_changes(customer: int, before: Profile, after: Profile) -> Iterator[Change]:
    """Yield the fields of a profile that differ; of a new customer those that are known."""
    for name in SINGLE:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield Change(customer, name, "", _text(was), _text(now))
    yield from _lines(customer, "credit_limit", _limit(before), _limit(after))
    yield from _lines(customer, "phones", _phones(before), _phones(after))
    yield from _lines(customer, "tags", sorted(set(before.tags)), sorted(set(after.tags)))
    for field, lines in _SEVERAL.items():
        was, now = lines(before), lines(after)
        for part in sorted({*was, *now}):
            yield from _lines(customer, field, was.get(part, ()), now.get(part, ()), part)
    yield from _custom(customer, dict(before.custom), dict(after.custom))


def _custom(customer: int, was: Mapping[int, str], now: Mapping[int, str]) -> Iterator[Change]:
    for field in sorted({*was, *now}):
        if was.get(field) != now.get(field):
            yield Change(customer, "custom", str(field), was.get(field), now.get(field))


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


def _limit(profile: Profile) -> list[str]:
    """Return the minor units, and the currency where it is not the shop's."""
    if profile.credit_limit is None:
        return []
    return [f"{profile.credit_limit} {profile.currency}".rstrip()]


def _phones(profile: Profile) -> list[str]:
    return [phone.typed for phone in profile.phones]


def _lines(
    customer: int, field: str, was: Sequence[str], now: Sequence[str], part: str = ""
) -> Iterator[Change]:
    if list(was) != list(now):
        yield Change(customer, field, part, "\n".join(was) or None, "\n".join(now) or None)


def _occasions(profile: Profile) -> dict[str, list[str]]:
    """Return the dates of each kind and name; those of children without a name are several."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in profile.occasions:
        found[f"{one.kind.value}:{one.label}"].append(occasion_value(one))
    return {part: sorted(dates) for part, dates in found.items()}


def _contacts(profile: Profile) -> dict[str, list[str]]:
    """Return what is known of each contact of a name; a customer stands by the id."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place, one in enumerate(profile.contacts):
        known = (one.role, one.phone.typed if one.phone else "", one.email)
        rank = OTHER_CONTACT if place else MAIN_CONTACT
        found[f"{one.person or ''}:{one.name}"].append(_told(rank, known))
    return found


def _deliveries(profile: Profile) -> dict[str, list[str]]:
    """Return the addresses of each label."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in profile.deliveries:
        found[one.label].append(one_line_address(one))
    return found


def _told(rank: str, known: Iterable[str]) -> str:
    """Return a line: whether it is the main one, and then what is known."""
    return " ".join((rank, ", ".join(" ".join(text.split()) for text in known if text))).rstrip()


MAIN_CONTACT, OTHER_CONTACT = "main", "other"
_SEVERAL: Mapping[str, Callable[[Profile], dict[str, list[str]]]] = {
    "occasion": _occasions,
    "contact": _contacts,
    "delivery": _deliveries,
}
"""The fields of which there are several, each under a name of its own."""


def occasion_value(one: Occasion) -> str:
    """Return the date of an occasion as its parts.

    >>> occasion_value(Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 3, 5))
    'solar - 3 5 0'
    """
    year, day = ("-" if part is None else part for part in (one.year, one.day))
    return f"{one.calendar.value} {year} {one.month} {day} {int(one.is_leap_month)}"


def occasion_of(part: str, value: str) -> Occasion:
    """Return the occasion that `occasion_value` wrote."""
    kind, _, label = part.partition(":")
    calendar, year, month, day, leap = value.split()
    return Occasion(
        OccasionKind(kind),
        Calendar(calendar),
        None if year == "-" else int(year),
        int(month),
        None if day == "-" else int(day),
        leap == "1",
        label,
    )


def consent_changes(
    customer: int, known: Iterable[Consent], said: Iterable[Consent]
) -> Iterator[Change]:
    """Yield what was said about channels, after what was known of each."""
    last = {one.channel: consent_value(one.state, one.how) for one in known}
    for one in said:
        now = consent_value(one.state, one.how)
        yield Change(customer, "consent", one.channel, last.get(one.channel), now)
        last[one.channel] = now


def consent_value(state: ConsentState, how: str) -> str:
    """Return what was said, and then how."""
    return f"{state.value} {how}".rstrip()


def card_change(before: Card | None, after: Card) -> Change:
    """Return what became of a card: its state, and its last day."""
    was = None if before is None else lasting(before.state, before.valid_until)
    return Change(
        after.customer, "card", after.number, was, lasting(after.state, after.valid_until)
    )


def lasting(what: str | int, until: dt.date | None) -> str:
    """Return something that may have a last day."""
    return str(what) if until is None else f"{what} {until.isoformat()}"


def tier_value(held: Membership | None) -> str | None:
    """Return the tier that somebody has, and until when it is held by hand."""
    if held is None:
        return None
    return lasting(held.tier, None if held.held_until == FOR_EVER else held.held_until)
