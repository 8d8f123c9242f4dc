"""Customers: pure rules. What is typed is kept raw; what could do harm is escaped where shown."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from smbcrm.core.i18n import LANGUAGES, N_, Text
from smbcrm.core.text import clean
from smbcrm.membership.customers import errors
from smbcrm.membership.customers.company_data import checked_days, currency_or_none
from smbcrm.membership.customers.folding import RunKind, fold, runs
from smbcrm.membership.customers.found import Found
from smbcrm.membership.customers.han import simplify
from smbcrm.membership.customers.phone_search import digits_of
from smbcrm.membership.customers.phones import Phone, read_phone
from smbcrm.membership.occasions.types import Occasion, OccasionKind

if TYPE_CHECKING:
    from smbcrm.membership.customers.contacts import DeliveryAddress
    from smbcrm.membership.customers.types import Details, Profile

LONGEST = {
    "full_name": (N_("The name"), 300),
    "family_name": (N_("The family name"), 300),
    "given_name": (N_("The given name"), 300),
    "wechat": (N_("The WeChat id"), 100),
    "whatsapp": (N_("The WhatsApp id"), 100),
    "line": (N_("The LINE id"), 100),
    "address": (N_("The address"), 1000),
    "province": (N_("The province"), 100),
    "city": (N_("The city"), 100),
    "district": (N_("The district"), 100),
    "postcode": (N_("The postcode"), 20),
    "country": (N_("The country"), 100),
    "preferences": (N_("The preferences"), 2000),
    "source": (N_("The source"), 200),
    "alert": (N_("The alert note"), 500),
    "notes": (N_("The notes"), 10_000),
    "tax_id": (N_("The tax id"), 60),
    "bank": (N_("The bank"), 200),
    "bank_account": (N_("The account number"), 60),
    "role": (N_("The role"), 100),
    "label": (N_("The name of the address"), 100),
}
"""Free texts of a customer, and of the contacts and addresses of a company: what each is called at
the start of a sentence, and its longest."""

LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3: a path of 256 with its two brackets
LONGEST_PHONE = 60
LONGEST_TAG = 60
LONGEST_HOW = 200
MOST_PHONES = 20
MOST_TAGS = 50
MOST_OCCASIONS = 50
PHONES = Text(N_("Phones"))
LISTED = 5
"""Customers that are named where a text finds several."""

_OF_PARTS = ("role", "label")
_OWN_CODE = re.compile(r"C\d{6,}(?:-\d+)?")
_EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[^@\s,;:<>()\[\]\"\\]+\.[^@\s,;:<>()\[\]\"\\.]+")
_CODE = re.compile(r"(?!_)[^\W_](?:[\w.-]{0,38}[^\W_])?")
_SEVERAL = frozenset({OccasionKind.CHILD_BIRTHDAY, OccasionKind.PET_BIRTHDAY})


def checked_text(field: str, text: str) -> str:
    """Return one of the `LONGEST` texts of a customer as it is kept; raise TextTooLong."""
    name, longest = LONGEST[field]
    return _short(Text(name), text, longest)


def checked_email(text: str) -> str:
    """Return an e-mail address without the spaces around it; raise BadEmail, TextTooLong.

    Only the shape is looked at: one @, a dot behind it, and none of the signs by which a list or
    a second mail header could be smuggled in.
    """
    email = _short(Text(N_("The e-mail")), text.strip(), LONGEST_EMAIL)
    if email and not (_EMAIL.fullmatch(email) and email.isprintable()):
        raise errors.BadEmail(email=email)
    return email


def checked_language(text: str) -> str:
    """Return a language of our documents, or an empty text; raise BadLanguage."""
    if text and text not in LANGUAGES:
        raise errors.BadLanguage(language=text[:LONGEST_TAG], known=list(LANGUAGES))
    return text


def checked_code(text: str) -> str:
    """Return a customer's code; raise BadCustomerCode."""
    code = text.strip()
    if not _CODE.fullmatch(code):
        raise errors.BadCustomerCode
    return code


def is_own_code(number: str) -> bool:
    """Tell whether a number is written as the codes that customers get without one of their own.

    >>> is_own_code("C000001"), is_own_code("C-1")
    (True, False)
    """
    return _OWN_CODE.fullmatch(number) is not None


def came_through(who: int, customer: int, referrer_of: Callable[[int], int | None]) -> bool:
    """Tell whether somebody was brought by a customer, straight or through others.

    Rings that were written before rings were refused end here, too.
    """
    seen = {who}
    while (by := referrer_of(who)) is not None and by != customer and by not in seen:
        seen.add(by)
        who = by
    return by == customer


def checked_phones(typed: Iterable[str], region: str) -> tuple[Phone, ...]:
    """Return the phones of a customer, each once, in the order given.

    One that is no number of the region is kept as typed. Raises BadPhone for a text without a
    digit, TextTooLong and TooMany.
    """
    found: dict[str, Phone] = {}
    for text in typed:
        if not text.strip():
            continue
        phone = read_phone(_short(Text(N_("The phone")), text, LONGEST_PHONE), region)
        if phone is None:
            raise errors.BadPhone(phone=text)
        found.setdefault(phone.e164 or digits_of(phone.typed), phone)
    _few(PHONES, found, MOST_PHONES)
    return tuple(found.values())


def checked_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the tags of a customer, each once, by name; raise TextTooLong and TooMany."""
    kept = {_short(Text(N_("The tag")), tag.strip(), LONGEST_TAG) for tag in tags}
    kept.discard("")
    _few(Text(N_("Tags")), kept, MOST_TAGS)
    return tuple(sorted(kept))


def checked_occasions(occasions: tuple[Occasion, ...]) -> tuple[Occasion, ...]:
    """Return the occasions of a customer; raise TextTooLong and TooMany."""
    _few(Text(N_("Occasions")), occasions, MOST_OCCASIONS)
    label = Text(N_("The name of the occasion"))
    return tuple(replace(one, label=_short(label, one.label, LONGEST_TAG)) for one in occasions)


def checked_how(text: str) -> str:
    """Return how a consent was given; raise TextTooLong."""
    return _short(Text(N_("How consent was given")), text, LONGEST_HOW)


def written(details: "Details", before: "Profile", region: str) -> "Profile":
    """Return the profile after what was given is written over what was known.

    Referrer and staff are ids and not looked up here, the credit limit needs the currency of the
    shop. Raises the refusals of this module, and
    NameOrPhoneMissing where neither would be left.
    """
    changes: dict[str, object] = {}
    for field, read in _readers(region).items():
        given = getattr(details, field)
        if given is not None:
            changes[field] = read(given)
    changes["occasions"] = checked_occasions(merged_occasions(details, before.occasions))
    profile = named(replace(before, **changes))  # type: ignore[arg-type]
    if not profile.full_name.strip() and not profile.phones:
        raise errors.NameOrPhoneMissing
    return profile


def merged_occasions(details: "Details", before: tuple[Occasion, ...]) -> tuple[Occasion, ...]:
    """Return the occasions after those given have taken the place of their like; birthdays first.

    Like is what has the same kind and name, and any birthday where one is given; children and pets
    without a name are several.
    """
    given = tuple(dict.fromkeys(details.occasions or ()))
    replaced = {(one.kind, one.label) for one in given if one.label or one.kind not in _SEVERAL}
    replaced |= set(details.without_occasions or ())
    birthdays = tuple(one for one in given if one.kind is OccasionKind.BIRTHDAY)
    kept = tuple(
        one
        for one in before
        if (one.kind, one.label) not in replaced
        and one not in given
        and not (birthdays and one.kind is OccasionKind.BIRTHDAY)
    )
    return (*birthdays, *kept, *(one for one in given if one not in birthdays))


def _readers(region: str) -> dict[str, Callable[[Any], object]]:
    """Return for each field of a profile how what was given is checked."""
    kept: Callable[[Any], object] = _as_it_is
    return {
        **{field: partial(checked_text, field) for field in LONGEST if field not in _OF_PARTS},
        **dict.fromkeys(("kind", "gender", "status", "contacts", "deliveries"), kept),
        "email": checked_email,
        "language": checked_language,
        "currency": currency_or_none,
        "payment_days": checked_days,
        "phones": partial(checked_phones, region=region),
        "tags": checked_tags,
    }


def _as_it_is(value: object) -> object:
    return value


def named(profile: "Profile") -> "Profile":
    """Return the profile with a full name made of its parts where only they are known."""
    if profile.full_name.strip():
        return profile
    return replace(profile, full_name=joined_name(profile.family_name, profile.given_name))


def joined_name(family: str, given: str) -> str:
    """Return a full name: family name first in Chinese, without a space.

    >>> joined_name("欧阳", "雨桐"), joined_name("Smith", "Ann")
    ('欧阳雨桐', 'Ann Smith')
    """
    if _has_han(family + given):
        return family + given
    return f"{given} {family}".strip()


def asked_of(details: "Details") -> dict[str, object]:
    """Return what was given, by field, for the hash of the request."""
    given = ((field.name, getattr(details, field.name)) for field in fields(details))
    return {name: value for name, value in given if value is not None}


def one_line_address(profile: "Profile | DeliveryAddress") -> str:
    """Return the address in one line: the large first in Chinese, else the street first.

    >>> one_line_address(Profile(address="中山路1号", city="上海市", district="黄浦区"))
    '上海市黄浦区中山路1号'
    """
    street = ", ".join(line.strip() for line in profile.address.splitlines() if line.strip())
    place = (profile.province, profile.city, profile.district)
    if _has_han("".join((street, *place))):
        text = "".join((*place, street))
        return " ".join(filter(None, (profile.postcode, profile.country, text)))
    state = " ".join(filter(None, (profile.province, profile.postcode)))
    return ", ".join(filter(None, (street, profile.district, profile.city, state, profile.country)))


def birthday_of(occasions: Iterable[Occasion]) -> Occasion | None:
    """Return the first birthday whose day is known."""
    for occasion in occasions:
        if occasion.kind is OccasionKind.BIRTHDAY and occasion.day is not None:
            return occasion
    return None


def found_text(found: Found) -> Text:
    """Return how a found customer is named in a sentence."""
    end = digits_of(found.phone)[-4:]
    said: dict[str, object] = {"name": found.full_name or found.code, "code": found.code}
    if not end:
        return Text(errors.FOUND, said)
    return Text(errors.FOUND_WITH_PHONE, {**said, "end": end})


def _short(field: Text, text: str, longest: int) -> str:
    kept = clean(text)
    if len(kept) > longest:
        raise errors.TextTooLong(field=field, longest=longest)
    return kept


def _few(field: Text, things: Iterable[object], most: int) -> None:
    if len(tuple(things)) > most:
        raise errors.TooMany(field=field, most=most)


def _has_han(text: str) -> bool:
    return any(kind is RunKind.HAN for kind, _, _ in runs(simplify(fold(text))))
