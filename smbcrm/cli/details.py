"""What is typed about a customer: the options, and what they mean."""

import argparse
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from smbcrm.cli.command import Argument
from smbcrm.cli.typed import NotAPair, read_pair
from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import LANGUAGES, N_
from smbcrm.membership.customers.kinds import (
    ConsentChannel,
    ConsentState,
    CustomerKind,
    Gender,
    Status,
)
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.occasions.reading import order_of_region, read_occasion_date
from smbcrm.membership.occasions.types import DateParts, Occasion, OccasionKind, Unreadable
from smbcrm.membership.shop.types import Shop

Word = TypeVar("Word", bound=StrEnum)

_LUNAR = "农历"
_OCCASION = "KIND=DATE"
_FIELD = "NAME=VALUE"
_GENDERS = tuple(one.value for one in Gender if one.value)

PLACE = (
    Argument("--address", N_("street and number"), "TEXT"),
    Argument("--province", N_("province or state"), "TEXT"),
    Argument("--city", N_("city"), "TEXT"),
    Argument("--district", N_("district"), "TEXT"),
    Argument("--postcode", N_("postcode"), "TEXT"),
    Argument("--country", N_("country"), "TEXT"),
)
"""The parts of an address."""
DETAILS = (
    Argument("--code", N_("a code of its own; else the shop gives one"), "CODE"),
    Argument("--family-name", N_("family name"), "NAME"),
    Argument("--given-name", N_("given name"), "NAME"),
    Argument("--kind", N_("person or company"), choices=tuple(CustomerKind)),
    Argument("--gender", N_("as the customer told it"), choices=_GENDERS),
    Argument("--phone", N_("the first is the main one; can be given several times"), many=True),
    Argument("--email", N_("e-mail")),
    Argument("--wechat", N_("WeChat id"), "ID"),
    Argument("--whatsapp", N_("WhatsApp id"), "ID"),
    Argument("--line", N_("LINE id"), "ID"),
    *PLACE,
    Argument("--preferred-language", N_("of letters and bills"), "LANGUAGE", known=LANGUAGES),
    Argument("--birthday", N_("as 1990-03-05, 03/05 or 农历八月十五"), "DATE"),
    Argument("--lunar", N_("the birthday is a lunar date"), flag=True),
    Argument(
        "--occasion",
        N_("another date; can be given several times; of your own: custom:NAME=DATE"),
        _OCCASION,
        known=tuple(OccasionKind),
        many=True,
    ),
    Argument(
        "--field",
        N_("a field of the shop's own, see: smbcrm field list; can be given several times"),
        _FIELD,
        many=True,
    ),
    Argument("--tag", N_("a tag; can be given several times"), "TEXT", many=True),
    Argument("--preferences", N_("preferences and hobbies"), "TEXT"),
    Argument("--looked-after-by", N_("who of the staff looks after them"), "NAME"),
    Argument("--referrer", N_("the customer who brought them"), "CODE"),
    Argument("--source", N_("how they came to the shop"), "TEXT"),
    Argument("--alert", N_("shown at the counter, such as an allergy"), "TEXT"),
    Argument("--notes", N_("free notes about the customer"), "TEXT"),
    Argument("--status", N_("whether the shop still deals with them"), choices=tuple(Status)),
    Argument(
        "--consent",
        N_("given or refused, for one channel; can be given several times"),
        "CHANNEL=STATE",
        known=tuple(ConsentChannel),
        many=True,
    ),
    Argument("--consent-how", N_("how consent was given"), "TEXT", default=""),
)
"""The options of `customer add` and `customer edit`; an empty text empties a field."""

_AS_TYPED = (
    *("code", "family_name", "given_name", "email", "wechat", "whatsapp", "line"),
    *("address", "province", "city", "district", "postcode", "country"),
    *("preferences", "looked_after_by", "referrer", "source", "alert", "notes"),
)


class UnknownWord(UserError):
    """A kind, channel or state that we do not know."""

    msgid = N_("“{text}” is not known here. Use one of these: {known}.")


class UnreadableDate(UserError):
    """A date that cannot be read; the reason says what to write."""

    msgid = N_("{reason}")


def typed_details(args: argparse.Namespace, shop: Shop, clock: Clock) -> Details:
    """Return what was typed; an occasion with an empty date is taken away.

    Raises NotAPair, UnknownWord, UnreadableDate.
    """
    given = {name: getattr(args, name) for name in _AS_TYPED}
    dates = _dates(args)
    return Details(
        **given,
        full_name=args.name,
        kind=None if args.kind is None else CustomerKind(args.kind),
        gender=None if args.gender is None else Gender(args.gender),
        language=args.preferred_language,
        status=None if args.status is None else Status(args.status),
        phones=None if args.phone is None else tuple(args.phone),
        tags=None if args.tag is None else tuple(args.tag),
        occasions=_occasions(dates, shop, clock),
        without_occasions=tuple(what for what, date in dates if not date) or None,
        consents=_consents(args),
        custom=_custom(args.field),
    )


def _custom(typed: Sequence[str] | None) -> tuple[tuple[str | int, str], ...] | None:
    """Return fields of the shop with what was typed; raise NotAPair."""
    pairs = [text.partition("=") for text in typed or ()]
    for name, equals, value in pairs:
        if not equals or not name.strip():
            raise NotAPair(text=f"{name}{equals}{value}", form=_FIELD)
    return tuple((name, value) for name, _, value in pairs) or None


def _dates(args: argparse.Namespace) -> list[tuple[tuple[OccasionKind, str], str]]:
    """Return the dates typed, by kind and name; raise NotAPair, UnknownWord."""
    dates = []
    if args.birthday is not None:
        text = args.birthday.strip()
        lunar = _LUNAR if text and args.lunar else ""
        dates.append(((OccasionKind.BIRTHDAY, ""), f"{lunar}{text}"))
    for text in args.occasion or ():
        what, equals, date = text.partition("=")
        if not equals:
            raise NotAPair(text=text, form=_OCCASION)
        name, _, label = what.partition(":")
        dates.append(((_known(OccasionKind, name), label), date.strip()))
    return dates


def _occasions(
    dates: Sequence[tuple[tuple[OccasionKind, str], str]], shop: Shop, clock: Clock
) -> tuple[Occasion, ...] | None:
    made = tuple(_occasion(*what, date, shop, clock) for what, date in dates if date)
    return made or None


def _occasion(kind: OccasionKind, label: str, text: str, shop: Shop, clock: Clock) -> Occasion:
    return Occasion(kind, *typed_parts(text, shop, clock), label)


def typed_parts(text: str, shop: Shop, clock: Clock, *, lunar: bool = False) -> DateParts:
    """Return the date of an occasion as typed, solar or lunar; raise UnreadableDate."""
    text = f"{_LUNAR}{text.strip()}" if lunar and text.strip() else text
    read = read_occasion_date(text, order_of_region(shop.region), shop.day.date(clock.now()))
    if isinstance(read, Unreadable):
        raise UnreadableDate(reason=read.reason)
    return read


def _consents(args: argparse.Namespace) -> tuple[ConsentSaid, ...] | None:
    if not args.consent:
        return None
    pairs = [read_pair(text, "CHANNEL=STATE") for text in args.consent]
    return tuple(
        ConsentSaid(_known(ConsentChannel, channel), _known(ConsentState, state), args.consent_how)
        for channel, state in pairs
    )


def _known(words: type[Word], text: str) -> Word:
    try:
        return words(text.strip().lower())
    except ValueError:
        raise UnknownWord(text=text, known=[str(one) for one in words]) from None
