"""Customers as contacts that phones take: vCard 3.0 (RFC 2426) in UTF-8.

3.0 because it is the one that all of them read: iPhones and Android write it themselves, Outlook
knows no 4.0, and 2.1 says of no text in which encoding it is. What a shop wrote of a customer stays
in the shop: a phone gives its contacts to whatever program asks for them, so neither alert note,
notes, tags nor balances are written.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from smbcrm.exports.reading.vcard_card import OUR_UID
from smbcrm.exports.whole_file import whole_file
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.lists import date_text
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.lists.types import Contact
from smbcrm.membership.occasions.types import Calendar, OccasionKind

_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class VCardWriter:
    """Writes contacts to a file, a card for each."""

    def write(self, path: Path, contacts: Iterable[Contact], *, replace: bool = False) -> int:
        """Write the file and return how many cards it has."""
        count = 0
        with whole_file(path, replace=replace) as stream:
            for count, contact in enumerate(contacts, 1):  # noqa: B007 - the last one is the answer
                stream.write(b"".join(map(folded, _lines(contact))))
        return count


def _lines(contact: Contact) -> Iterator[str]:
    """Yield the lines of a card, values escaped."""
    profile = contact.profile
    phones = [phone.e164 or phone.typed for phone in profile.phones]
    shown = next(filter(None, (profile.full_name, *phones, profile.email)), contact.code)
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"UID:{escaped(OUR_UID + contact.code)}")
    yield f"FN:{escaped(shown)}"
    yield from _name(profile)
    yield from (f"TEL;TYPE=VOICE:{escaped(phone)}" for phone in phones)
    if profile.email:
        yield f"EMAIL:{escaped(profile.email)}"
    place = (profile.district, profile.address, profile.city, profile.province)
    if any(parts := (*place, profile.postcode, profile.country)):
        yield f"ADR:;{_parts(*parts)}"
    for one in profile.occasions:
        if one.kind is OccasionKind.BIRTHDAY and one.calendar is Calendar.SOLAR:
            yield f"BDAY:{date_text(one)}"  # ISO 8601:1988 leaves out a year as --03-05
    if contact.note:
        yield f"NOTE:{escaped(contact.note)}"
    yield "END:VCARD"


def _name(profile: Profile) -> Iterator[str]:
    """Yield the parts of a name, which have to be there; iPhones show them and not FN."""
    if profile.kind is CustomerKind.COMPANY:
        yield from ("N:;;;;", f"ORG:{escaped(profile.full_name)}", "X-ABShowAs:COMPANY")
    elif profile.family_name or profile.given_name:
        yield f"N:{_parts(profile.family_name, profile.given_name)};;;"
    else:
        yield f"N:{_parts('', profile.full_name)};;;"


def _parts(*texts: str) -> str:
    return ";".join(map(escaped, texts))


def escaped(text: str) -> str:
    """Return a text as it stands in a value."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def folded(line: str) -> bytes:
    """Return a line with its end, folded after 75 octets but never inside a character."""
    rest, room = line.encode("utf-8", "replace"), _OCTETS
    pieces = []
    while len(rest) > room:
        end = room
        while rest[end] & 0xC0 == 0x80:  # noqa: PLR2004 - the later octets of a character
            end -= 1
        pieces.append(rest[:end])
        rest, room = rest[end:], _OCTETS - 1
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"
