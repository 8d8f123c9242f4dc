"""Kinds of conditions whose values are codes, words of the shop, or people."""

import re
from collections.abc import Mapping

from smbcrm.core.i18n import N_, Text
from smbcrm.core.text import small
from smbcrm.membership.customers.errors import FOUND
from smbcrm.membership.customers.kinds import CHANNELS, ConsentState
from smbcrm.membership.segments.kind import Kind, Known, Option, Shape, Value

_LONGEST = 100
_NUMBERED = re.compile("#([0-9]{1,18})")
"""How people are kept, who may change name and code."""
_UNASKED = "unasked"
_CONSENTS: Mapping[str, str] = {
    ConsentState.GIVEN: N_("consent to {channel}"),
    ConsentState.REFUSED: N_("{channel} refused"),
    _UNASKED: N_("not asked about {channel}"),
}


def codes(
    name: str, title: str, words: Mapping[str, str], says: str = "{values}", empty: str = ""
) -> Kind:
    """Return a kind of fixed codes; `empty` is typed for the one that is an empty text."""

    def read(text: str, _: Known) -> Value:
        for code, said in words.items():
            if small(text) == small(code):
                return Value(code, ("" if code == empty else code,), Text(said))
        raise ValueError

    def options(_: Known) -> tuple[Option, ...]:
        return tuple(Option(code, Text(said)) for code, said in words.items())

    return Kind(name, title, ", ".join(words), read, says, Shape.CHOICE, options)


def texts(name: str, title: str, says: str, *, folded: bool = True) -> Kind:
    """Return a kind of texts as the shop writes them; `folded`: capitals make no difference."""

    def read(text: str, _: Known) -> Value:
        if not 1 <= len(text) <= _LONGEST or not text.isprintable():
            raise ValueError
        return Value(text, (small(text) if folded else text,), text)

    return Kind(name, title, N_("a text of at most 100 signs"), read, says)


def _tier(text: str, known: Known) -> Value:
    for tier in known.work.tiers.all():
        if tier.code == text:
            return Value(tier.code, (tier.id,), tier.name)
    raise ValueError


def _tiers(known: Known) -> tuple[Option, ...]:
    return tuple(Option(tier.code, tier.name) for tier in known.work.tiers.all())


def _staff(text: str, known: Known) -> Value:
    number = _numbered(text)
    for one in known.work.staff.all_staff():
        if number == one.id or (number is None and text == one.name):
            return Value(f"#{one.id}", (one.id,), one.name)
    raise ValueError


def _all_staff(known: Known) -> tuple[Option, ...]:
    people = known.work.staff.all_staff()
    return tuple(Option(f"#{one.id}", one.name) for one in people if one.active)


def _customer(text: str, known: Known) -> Value:
    number = _numbered(text)
    customers = known.work.customers
    found = customers.by_code(text) if number is None else customers.living(number)
    if found is not None:
        for code, name in known.work.customers.codes([found]).values():
            said = Text(FOUND, {"name": name, "code": code})
            return Value(f"#{found}", (found,), said)
    raise ValueError


def _numbered(text: str) -> int | None:
    """Return the number by which somebody is kept; None for a name or a code."""
    found = _NUMBERED.fullmatch(text)
    return int(found[1]) if found else None


def _consent(text: str, _: Known) -> Value:
    channel, _colon, state = small(text).partition(":")
    if channel not in CHANNELS or state not in _CONSENTS:
        raise ValueError
    return Value(f"{channel}:{state}", (channel, state), _consent_said(channel, state))


def _consents(_: Known) -> tuple[Option, ...]:
    return tuple(
        Option(f"{channel}:{state}", _consent_said(channel, state))
        for channel in CHANNELS
        for state in _CONSENTS
    )


def _consent_said(channel: str, state: str) -> Text:
    return Text(_CONSENTS[state], {"channel": Text(CHANNELS[channel])})


TIER = Kind(
    *("tier", N_("Tier"), N_("the code of a tier")), _tier, shape=Shape.CHOICE, options=_tiers
)
STAFF = Kind(
    *("staff", N_("Looked after by"), N_("the name of somebody who works here")),
    _staff,
    N_("looked after by {values}"),
    Shape.CHOICE,
    _all_staff,
)
REFERRER = Kind(
    *("referrer", N_("Brought by"), N_("the code of a customer")),
    _customer,
    N_("brought by {values}"),
)
CONSENT = Kind(
    *("consent", N_("Consent")),
    N_("a channel and what was said: sms:given, email:refused, letter:unasked"),
    _consent,
    shape=Shape.CHOICE,
    options=_consents,
)
