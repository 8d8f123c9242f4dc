"""One card of a vCard file as the cells of a row, under headings that an import knows.

What is no part of a customer here still stands in the list: company, title, further e-mails and
addresses become lines of the notes, a fax, a nickname and a picture columns that are not brought
in. Nothing is guessed: what cannot be read is told as such.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from smbcrm.exports.reading.cells import Value, plain_text
from smbcrm.exports.reading.vcard_lines import Line
from smbcrm.membership.imports.unread import Unread

OUR_UID = "shopbell:"
"""How the UID of a card begins that this program wrote; the customer's code follows."""

NAME, PHONE, EMAIL = "Full name", "Phone", "Email"
FAMILY, GIVEN, KIND, GENDER = "Last name", "Given name", "Kind", "Gender"
STREET, CITY, PROVINCE, DISTRICT = "Address", "City", "Province", "District"
POSTCODE, COUNTRY = "Postcode", "Country"
BIRTHDAY, WEDDING, TAGS, CODE = "Birthday", "Wedding anniversary", "Tags", "Code"
COMPANY, TITLE = "Notes (company)", "Notes (job title)"
MORE_EMAIL, MORE_PLACES = "Notes (e-mail)", "Notes (address)"
NOTES, NICKNAME, FAX, PHOTO = "Notes", "Nickname", "Fax", "Photo"

_FIRST = (NAME, FAMILY, GIVEN, KIND, GENDER, PHONE)
_LAST = (
    *(EMAIL, STREET, CITY, PROVINCE, DISTRICT, POSTCODE, COUNTRY, BIRTHDAY, WEDDING, TAGS, CODE),
    *(COMPANY, TITLE, MORE_EMAIL, MORE_PLACES, NOTES, NICKNAME, FAX, PHOTO),
)
_ALWAYS = frozenset({NAME, PHONE, EMAIL})

Said = str | Unread | None
Decode = Callable[[Line], str | None]

_ESCAPES = re.compile(r"\\(.)", re.DOTALL)
_PIECES = re.compile(r"\\.|[^\\;]+|;|\\$", re.DOTALL)
_BASIC_TIME = re.compile(r"(?<=^\d{8})T.*", re.DOTALL)
_PLACE_PARTS = 7
_LUNAR = "农历"
_NOT_TO_CALL = frozenset({"FAX", "PAGER"})


class Card:
    """The lines of one card, read."""

    def __init__(self, lines: Sequence[Line], decode: Decode) -> None:
        self._decode = decode
        self._by_name: dict[str, list[Line]] = {}
        for line in lines:
            self._by_name.setdefault(line.name, []).append(line)
        version = self._texts("VERSION")
        self._old = version[:1] == ["2.1"]

    def cells(self) -> dict[str, Said]:
        """Return what the card says, by heading; a further phone has a number."""
        found: dict[str, Said] = {}
        self._who(found)
        self._reached(found)
        self._places(found)
        self._dates(found)
        self._rest(found)
        return {heading: value for heading, value in found.items() if value}

    def _of(self, *names: str) -> list[Line]:
        """Return the lines of these names, the preferred first."""
        found = [line for name in names for line in self._by_name.get(name, ())]
        return sorted(found, key=_rank)

    def _raw(self, line: Line) -> Said:
        """Return a value with its escapes, or that it cannot be read."""
        if line.value is None:
            return Unread.VALUE
        text = self._decode(line)
        if text is None:
            return Unread.VALUE
        return plain_text(text.replace("\r\n", "\n").replace("\r", "\n"))

    def _said(self, line: Line) -> Said:
        raw = self._raw(line)
        return self._plain(raw) if isinstance(raw, str) else raw

    def _texts(self, *names: str) -> list[Said]:
        return [said for line in self._of(*names) if (said := self._said(line))]

    def _first(self, *names: str) -> Said:
        return next(iter(self._texts(*names)), None)

    def _parts(self, line: Line, least: int) -> list[str] | None:
        """Return the parts of a value that has some, None where it cannot be read."""
        raw = self._raw(line)
        if isinstance(raw, Unread):
            return None
        parts: list[list[str]] = [[]]
        for piece in _PIECES.findall(raw or ""):
            if piece == ";":
                parts.append([])
            else:
                parts[-1].append(piece)
        plain = [self._plain("".join(part)) or "" for part in parts]
        return [*plain, *[""] * (least - len(plain))]

    def _plain(self, text: str) -> str | None:
        """Return a text without escapes; in 2.1 a line end is none."""
        return plain_text(_ESCAPES.sub(self._unescaped, text).strip())

    def _unescaped(self, found: re.Match[str]) -> str:
        sign = found[1]
        if sign in "nN":
            return found[0] if self._old else "\n"
        return sign if sign in "\\,;:" else found[0]

    def _who(self, found: dict[str, Said]) -> None:
        full = self._first("FN")
        numbers = {text for text in self._texts("TEL", "EMAIL") if isinstance(text, str)}
        code = self._own_code()
        found[CODE] = code
        if full in numbers or (code and full == code):
            full = None  # phones write that where there is no name
        for line in self._of("N")[:1]:
            parts = self._parts(line, 3)
            if parts is None:
                found[FAMILY] = Unread.VALUE
            elif [part for part in parts if part] != [full]:
                family, given, more, *_ = parts
                found[FAMILY], found[GIVEN] = family, f"{given} {more}".strip()
        company = self._company()
        if not full and not found.get(FAMILY) and not found.get(GIVEN):
            full, company = (company, None) if company else (self._first("NICKNAME"), None)
        found[NAME] = full
        found[COMPANY] = None if isinstance(company, str) and company == full else company
        if "COMPANY" in self._words("X-ABSHOWAS") or "ORG" in self._words("KIND"):
            found[KIND] = "Company"
        gender = self._first("GENDER", "X-GENDER")
        if isinstance(gender, str):
            gender = gender.partition(";")[0].strip()
            gender = {"O": "Other", "N": "", "U": ""}.get(gender.upper(), gender)
        found[GENDER] = gender

    def _own_code(self) -> str | None:
        uid = self._first("UID")
        if isinstance(uid, str) and uid.startswith(OUR_UID):
            return uid.removeprefix(OUR_UID)
        return None

    def _company(self) -> Said:
        lines = self._of("ORG")
        if not lines:
            return None
        parts = self._parts(lines[0], 1)
        return Unread.VALUE if parts is None else ", ".join(filter(None, parts))

    def _words(self, name: str) -> set[str]:
        return {text.upper() for text in self._texts(name) if isinstance(text, str)}

    def _reached(self, found: dict[str, Said]) -> None:
        phones: list[Said] = []
        for line in self._of("TEL"):
            said = self._said(line)
            if isinstance(said, str) and said[:4].lower() == "tel:":
                said = said[4:].replace(";ext=", " ext. ")
            if line.types & _NOT_TO_CALL:
                found[FAX] = _joined(found.get(FAX), said)
            elif said and said not in phones:
                phones.append(said)
        found |= {phone_heading(place): phone for place, phone in enumerate(phones)}
        emails = list(dict.fromkeys(self._texts("EMAIL")))
        found[EMAIL] = next(iter(emails), None)
        for email in emails[1:]:
            found[MORE_EMAIL] = _joined(found.get(MORE_EMAIL), email)

    def _places(self, found: dict[str, Said]) -> None:
        """Read the addresses: the first in its parts, the others as lines of the notes.

        The part before the street is a district only in our own cards, else it goes before it.
        """
        for place, line in enumerate(self._of("ADR")):
            parts = self._parts(line, _PLACE_PARTS)
            if parts is None:
                found[MORE_PLACES if place else STREET] = Unread.VALUE
                continue
            box, more, street, city, province, postcode, country, *_ = parts
            if place:
                text = ", ".join(" ".join(part.split()) for part in parts if part)
                found[MORE_PLACES] = _joined(found.get(MORE_PLACES), text)
                continue
            if found[CODE]:
                found[DISTRICT], more = more, ""
            found[STREET] = "\n".join(filter(None, (box, more, street)))
            found |= {CITY: city, PROVINCE: province, POSTCODE: postcode, COUNTRY: country}

    def _dates(self, found: dict[str, Said]) -> None:
        found[BIRTHDAY] = self._date(self._of("BDAY"))
        labels = {
            line.group: said
            for line in self._of("X-ABLABEL")
            if isinstance(said := self._said(line), str)
        }
        apple = [
            line
            for line in self._of("X-ABDATE")
            if "anniversary" in labels.get(line.group, "").casefold()
        ]
        found[WEDDING] = self._date([*self._of("ANNIVERSARY", "X-ANNIVERSARY"), *apple])

    def _date(self, lines: Iterable[Line]) -> Said:
        """Return a date as an import reads it; Apple writes a year even where none is known."""
        for line in lines:
            said = self._said(line)
            if line.params.get("CALSCALE", ("GREGORIAN",)) != ("GREGORIAN",):
                return Unread.VALUE
            if isinstance(said, str):
                if said[:4] in line.params.get("X-APPLE-OMIT-YEAR", ()):
                    said = f"-{said[4:]}" if said[4:5] == "-" else f"--{said[4:]}"
                return _BASIC_TIME.sub("", said)
            return said
        return None

    def _rest(self, found: dict[str, Said]) -> None:
        notes: Said = None
        for said in self._texts("NOTE"):
            notes = _joined(notes, said)
        if found[CODE] and not found[BIRTHDAY] and isinstance(notes, str) and _LUNAR in notes:
            found[BIRTHDAY], notes = notes[notes.rindex(_LUNAR) :], None
        found[NOTES] = notes
        found[TITLE] = self._first("TITLE")
        found[TAGS] = ", ".join(s for s in self._texts("CATEGORIES") if isinstance(s, str))
        found[NICKNAME] = self._first("NICKNAME")
        found[PHOTO] = "yes" if self._by_name.get("PHOTO") else None


def _rank(line: Line) -> tuple[bool, bool]:
    """Return what puts the preferred line first, then a mobile phone."""
    preferred = "PREF" in line.types or line.params.get("PREF") == ("1",)
    return not preferred, not line.types & {"CELL", "IPHONE"}


def _joined(before: Said, more: Said) -> Said:
    """Return two texts on lines of their own; where one cannot be read, neither can both."""
    if isinstance(before, str) and isinstance(more, str):
        return f"{before}\n{more}"
    return before if more is None or isinstance(before, Unread) else more


def phone_heading(place: int) -> str:
    """Return the heading of a phone, counted from 0."""
    return f"{PHONE} {place + 1}" if place else PHONE


def headings(used: Iterable[str], phones: int) -> Iterator[str]:
    """Yield the headings of columns that hold something, and of those that every list has."""
    wanted = {*used, *_ALWAYS}
    yield from (one for one in _FIRST if one in wanted)
    yield from map(phone_heading, range(1, phones))
    yield from (one for one in _LAST if one in wanted)


def in_columns(cells: dict[str, Said], columns: Sequence[str], longest: int) -> list[Value]:
    """Return the row of a card; a text that is longer than a cell holds is not read."""
    return [
        Unread.VALUE if isinstance(cell, str) and len(cell) > longest else cell
        for cell in map(cells.get, columns)
    ]
