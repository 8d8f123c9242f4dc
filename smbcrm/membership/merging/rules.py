"""Merging: pure rules. What one customer is made of two, and two of one again.

Of most fields the value of who stays counts, and the other's where there is none; what is a list
stays from both. Names go together, and so do the lines of an address, a bank and its account, a
currency and what is agreed in it: half of one and half of the other would be nobody's.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from smbcrm.membership.companies.rules import checked_contacts, checked_deliveries
from smbcrm.membership.consents.types import Word
from smbcrm.membership.custom_fields.types import FieldValue
from smbcrm.membership.customers import errors, rules
from smbcrm.membership.customers.kinds import ConsentState, Status
from smbcrm.membership.customers.phones import Phone, phone_key
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.merging.contacts import each_label_once, each_once, known_by
from smbcrm.membership.merging.types import (
    LISTS,
    UNDO_DAYS,
    BadSide,
    Choices,
    KindsDiffer,
    MergeField,
    MergeKey,
    Side,
)
from smbcrm.membership.occasions.types import Occasion, OccasionKind

_Thing = TypeVar("_Thing", bound=Hashable)

COLUMNS: dict[MergeField, tuple[str, ...]] = {
    MergeField.NAME: ("full_name", "family_name", "given_name"),
    MergeField.ADDRESS: ("address", "province", "city", "district", "postcode", "country"),
    MergeField.TAX_ID: ("tax_id",),
    MergeField.BANK: ("bank", "bank_account"),
    MergeField.TERMS: ("currency", "payment_days", "credit_limit"),
    **{
        field: (field.value,)
        for field in (
            *(MergeField.KIND, MergeField.GENDER, MergeField.EMAIL, MergeField.WECHAT),
            *(MergeField.WHATSAPP, MergeField.LINE, MergeField.LANGUAGE, MergeField.SOURCE),
            *(MergeField.LOOKED_AFTER_BY, MergeField.REFERRER, MergeField.STATUS),
        )
    },
}
"""The fields of which one side stays, as the fields of a profile that go together."""
_TEXTS = (MergeField.PREFERENCES, MergeField.ALERT, MergeField.NOTES)
_STRICTNESS = (Status.ACTIVE, Status.MOVED, Status.DO_NOT_CONTACT, Status.DECEASED)


def sides(keep: Profile, other: Profile, chosen: Choices) -> dict[MergeKey, Side]:
    """Return whose value stays of every field; raise KindsDiffer, BadSide.

    >>> sides(Profile(email="a@b.c"), Profile(line="ann"), {})[MergeField.LINE]
    <Side.OTHER: 'other'>
    """
    if keep.kind != other.kind and MergeField.KIND not in chosen:
        raise KindsDiffer
    for field, side in chosen.items():
        if side is Side.BOTH and field not in LISTS:
            raise BadSide(field=str(field))
    own, others = dict(keep.custom), dict(other.custom)
    usual: dict[MergeKey, Side] = {field: _usual(field, keep, other) for field in MergeField}
    usual |= {field: Side.KEEP if field in own else Side.OTHER for field in {*own, *others}}
    return {field: chosen.get(field) or side for field, side in usual.items()}


def _usual(field: MergeField, keep: Profile, other: Profile) -> Side:
    """Return whose value stays where nobody says so."""
    if field in LISTS:
        return Side.BOTH
    if field is MergeField.PHONES:
        return Side.KEEP if keep.phones else Side.OTHER
    if field is MergeField.BIRTHDAY:
        return Side.KEEP if _birthdays(keep) else Side.OTHER
    if field is MergeField.STATUS:
        stricter = _STRICTNESS.index(other.status) > _STRICTNESS.index(keep.status)
        return Side.OTHER if stricter else Side.KEEP
    has = any(getattr(keep, column) not in ("", None) for column in COLUMNS[field])
    return Side.KEEP if has else Side.OTHER


def joined(keep: Profile, other: Profile, whose: Choices) -> Profile:
    """Return the profile of the one customer; `whose` says it of every field.

    All phones stay, the main one is of the side chosen. Raises TextTooLong and TooMany where a
    list has no room for both.
    """
    changes: dict[str, Any] = {}
    for field, columns in COLUMNS.items():
        source = other if whose[field] is Side.OTHER else keep
        changes |= {column: getattr(source, column) for column in columns}
    first, second = (other, keep) if whose[MergeField.PHONES] is Side.OTHER else (keep, other)
    changes["phones"] = _phones(first, second)
    for field in _TEXTS:
        changes[field.value] = _text(field, keep, other, whose[field])
    tags = (one for side in _of(whose[MergeField.TAGS], keep, other) for one in side.tags)
    changes["tags"] = rules.checked_tags(tags)
    changes["occasions"] = rules.checked_occasions(_occasions(keep, other, whose))
    contacts = each_once(_all(MergeField.CONTACTS, keep, other, whose))
    changes["contacts"] = checked_contacts(contacts)
    deliveries = each_label_once(_all(MergeField.DELIVERIES, keep, other, whose))
    changes["deliveries"] = checked_deliveries(deliveries)
    changes["custom"] = _custom(keep, other, whose)
    return replace(keep, **changes)


def _custom(keep: Profile, other: Profile, whose: Choices) -> tuple[FieldValue, ...]:
    """Return what the fields of the shop hold, each of the side that is chosen for it."""
    held = {Side.KEEP: dict(keep.custom), Side.OTHER: dict(other.custom)}
    known = sorted({field for one in held.values() for field in one})
    found = ((field, held[whose[field]].get(field)) for field in known)
    return tuple(FieldValue(field, value) for field, value in found if value is not None)


def _of(side: Side, keep: Profile, other: Profile) -> tuple[Profile, ...]:
    return {Side.KEEP: (keep,), Side.OTHER: (other,), Side.BOTH: (keep, other)}[side]


def _all(field: MergeField, keep: Profile, other: Profile, whose: Choices) -> tuple[Any, ...]:
    """Return a list of one side or of both, what is the same once; the main one stays first."""
    sides = _of(whose[field], keep, other)
    return tuple(dict.fromkeys(one for side in sides for one in getattr(side, field.value)))


def _phones(first: Profile, second: Profile) -> tuple[Phone, ...]:
    each: dict[str, Phone] = {}
    for phone in (*first.phones, *second.phones):
        each.setdefault(phone_key(phone), phone)
    if len(each) > rules.MOST_PHONES:
        raise errors.TooMany(field=rules.PHONES, most=rules.MOST_PHONES)
    return tuple(each.values())


def _text(field: MergeField, keep: Profile, other: Profile, side: Side) -> str:
    """Return a text of one side or of both; what stands in the first already is not repeated."""
    found = ""
    for one in _of(side, keep, other):
        text: str = getattr(one, field.value)
        if text.strip() and text.strip() not in found:
            found = f"{found.rstrip()}\n{text}" if found else text
    return rules.checked_text(field.value, found)


def _occasions(keep: Profile, other: Profile, whose: Choices) -> tuple[Occasion, ...]:
    """Return birthdays of one side, then everything else, each once."""
    born = other if whose[MergeField.BIRTHDAY] is Side.OTHER else keep
    rest = (
        one
        for side in _of(whose[MergeField.OCCASIONS], keep, other)
        for one in side.occasions
        if one.kind is not OccasionKind.BIRTHDAY
    )
    return tuple(dict.fromkeys((*_birthdays(born), *rest)))


def _birthdays(profile: Profile) -> tuple[Occasion, ...]:
    return tuple(one for one in profile.occasions if one.kind is OccasionKind.BIRTHDAY)


def referrer_of(
    wanted: Iterable[int | None], pair: tuple[int, int], brought_by: Callable[[int], int | None]
) -> int | None:
    """Return the first of those wanted who may have brought the one customer made of a pair.

    Neither of the two, and nobody who came through either of them: that would close a ring.
    """
    for one in wanted:
        if one is not None and one not in pair:
            ring = any(rules.came_through(one, who, brought_by) for who in pair)
            if not ring:
                return one
    return None


def said(words: Iterable[Word]) -> dict[str, ConsentState]:
    """Return what was said last of each channel and purpose."""
    return {one.about: one.state for one in sorted(words, key=lambda one: one.at)}


def refused(keep: Iterable[Word], other: Iterable[Word]) -> tuple[str, ...]:
    """Return the channels and purposes of which the last word of either is a refusal."""
    last = (*said(keep).items(), *said(other).items())
    return tuple(sorted({about for about, state in last if state is ConsentState.REFUSED}))


def parted(before: Profile, after: Profile, now: Profile) -> Profile:
    """Return the profile of who stays after an undo: as before, but for what changed since.

    What somebody wrote since the merge stays with them; of lists what came since stays, and what
    was taken away since does not come back. Of texts goes what came with the merge.
    """
    changes: dict[str, Any] = {}
    for field in _TEXTS:
        texts = (getattr(one, field.value) for one in (before, after, now))
        changes[field.value] = _text_undone(*texts)
    for columns in COLUMNS.values():
        kept = all(getattr(now, one) == getattr(after, one) for one in columns)
        source = before if kept else now
        changes |= {column: getattr(source, column) for column in columns}
    for name in ("phones", "tags", "occasions", "deliveries"):
        lists = (getattr(one, name) for one in (before, after, now))
        changes[name] = _undone(*lists)
    changes["contacts"] = _undone(before.contacts, after.contacts, now.contacts, known_by)
    changes["custom"] = _custom_undone(*(dict(one.custom) for one in (before, after, now)))
    return replace(now, **changes)


def _custom_undone(
    before: Mapping[int, str], after: Mapping[int, str], now: Mapping[int, str]
) -> tuple[FieldValue, ...]:
    """Return what the fields of the shop hold: as before, but for what was written since."""
    known = sorted({*before, *after, *now})
    kept = {one: before if now.get(one) == after.get(one) else now for one in known}
    return tuple(FieldValue(one, kept[one][one]) for one in known if one in kept[one])


def _text_undone(before: str, after: str, now: str) -> str:
    r"""Return a text as before, with the lines that were written since.

    >>> _text_undone("likes tea", "likes tea\nis Mia's", "likes tea\nis Mia's\nhas a dog")
    'likes tea\nhas a dog'
    """
    if now == after:
        return before
    was, made = (Counter(one.split("\n")) for one in (before, after))
    came, lines = made - was, [*(was - made).elements()]
    for line in now.split("\n"):
        if came[line]:
            came[line] -= 1
        else:
            lines.append(line)
    return "\n".join(lines).strip("\n")


def _same(thing: Hashable) -> Hashable:
    return thing


def _undone(
    before: Sequence[_Thing],
    after: Sequence[_Thing],
    now: Sequence[_Thing],
    told_by: Callable[[_Thing], Hashable] = _same,
) -> tuple[_Thing, ...]:
    """Return a list as before, but for what came and what went since, told by something of it."""
    come, gone = Counter(now) - Counter(after), Counter(after) - Counter(now)
    changed = {told_by(one) for one in gone}
    kept = (one for one in before if told_by(one) not in changed)
    return tuple(dict.fromkeys((*kept, *come.elements())))


def last_moment(at: dt.datetime) -> dt.datetime:
    """Return until when a merge can be undone."""
    return at + dt.timedelta(days=UNDO_DAYS)


def first_moment(now: dt.datetime) -> dt.datetime:
    """Return from when on merges can be undone by now."""
    return now - dt.timedelta(days=UNDO_DAYS)
