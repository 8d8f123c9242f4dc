"""What a file is, told by its first bytes; its name counts only where the bytes say nothing.

Programs for shops often write text or web pages under the name .xls, so the name cannot be trusted
even where nobody means harm.
"""

import re
from enum import Enum

from smbcrm.exports.reading.wire import Refusal

HEAD = 8192
"""Bytes that are enough to tell."""


class Kind(Enum):
    """The shapes that are read."""

    ZIP = "zip"  # .xlsx, .xlsm, .xlsb, .ods
    OLE = "ole"  # .xls
    CARDS = "cards"  # .vcf
    TEXT = "text"


_CARDS = re.compile(rb"\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)
_CARD_NAMES = frozenset({".vcf", ".vcard"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN_NAMES = {".numbers": "numbers", ".gsheet": "gsheet", ".dbf": "dbase", ".db": "database"}

# Beginnings of files that are no list, and of lists in formats that are not read.
_NO_LIST: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"#!", "program"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"RIFF", "media"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"\x00\x00\x00\x18ftyp", "media"),
    (b"\x00\x00\x00\x20ftyp", "media"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"{\\rtf", "document"),
    (b"SQLite format 3\x00", "database"),
    (b"\x00\x01\x00\x00Standard ", "database"),
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x09\x00\x04\x00", "old_excel"),  # BIFF2 to BIFF4 stand bare, without a container
    (b"\x09\x02\x06\x00", "old_excel"),
    (b"\x09\x04\x06\x00", "old_excel"),
    (b"\x09\x08\x08\x00\x00\x05", "old_excel"),
    (b"\x00\x00\x02\x00\x06\x04\x06\x00", "lotus"),
    (b"\x00\x00\x1a\x00", "lotus"),
)
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|style)\b", re.IGNORECASE)
_MAIL_PAGE = re.compile(rb"mime-version:", re.IGNORECASE)
_EXCEL_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_SHORTCUT = re.compile(rb'\{\s*"(?:url|doc_id|resource_id)"\s*:')


def kind_of(head: bytes, suffix: str) -> Kind:
    """Return the shape of a file from its first bytes and the end of its name.

    :raises Refusal: it is nothing that can be read.
    """
    if head.startswith(_OLE):
        return Kind.OLE
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Kind.ZIP
    for beginning, what in _NO_LIST:
        if head.startswith(beginning):
            raise Refusal("NotASpreadsheet", what=what)
    for beginning, what in _FOREIGN:
        if head.startswith(beginning):
            raise Refusal("ForeignFormat", what=what)
    if suffix in _FOREIGN_NAMES:
        raise _named(_FOREIGN_NAMES[suffix])
    _refuse_markup(head)
    return Kind.CARDS if suffix in _CARD_NAMES or _is_cards(head) else Kind.TEXT


def _is_cards(head: bytes) -> bool:
    """Tell whether a vCard begins, in bytes or in UTF-16."""
    plain = head.replace(b"\x00", b"")
    return _CARDS.match(plain.lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


def _named(what: str) -> Refusal:
    """Return the refusal of a file whose name says what it is."""
    return Refusal("NotASpreadsheet" if what == "database" else "ForeignFormat", what=what)


def _refuse_markup(head: bytes) -> None:
    """Refuse text that is a list in some markup, or a pointer to a list elsewhere."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _EXCEL_XML in head:
        raise Refusal("ForeignFormat", what="excel_xml")
    if _WEB_PAGE.match(start) or _MAIL_PAGE.match(start):
        raise Refusal("ForeignFormat", what="web_page")
    if start.startswith(b"<?xml"):
        what = "web_page" if _WEB_PAGE.search(start) else "xml"
        raise Refusal("ForeignFormat", what=what)
    if _SHORTCUT.match(start):
        raise Refusal("ForeignFormat", what="gsheet")
