"""What a file is, told by its bytes; its ending only says whether opening it is safe."""

import io
import re
import zipfile
from collections.abc import Mapping

from smbcrm.membership.attachments.types import FileKind

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
_BOXED = frozenset({b"heic", b"heix", b"mif1", b"avif"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGES = "[Content_Types].xml"
_MIME = "mimetype"
_DIRECTORY = 1024 * 1024
"""So much of the end of a ZIP is looked at: a document lists some thousand parts there at most."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Control bytes that no text has; tabs, lines, pages and the escape of old Chinese files are none.
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SAFE: Mapping[FileKind, frozenset[str]] = {
    FileKind.PICTURE: frozenset(
        {".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".avif"}
    ),
    FileKind.PDF: frozenset({".pdf"}),
    FileKind.TEXT: frozenset({".txt", ".csv", ".md", ".log"}),
    FileKind.DOCUMENT: frozenset(
        {
            *(".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf"),
            *(".odt", ".ods", ".odp", ".wps", ".et", ".dps"),
        }
    ),
}


def kind_of(content: bytes) -> FileKind | None:
    """Return what a file is by what is in it; None for what is not kept."""
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if _is_picture(content):
        return FileKind.PICTURE
    if content.startswith((_OLE, b"{\\rtf")) or _is_package(content):
        return FileKind.DOCUMENT
    return FileKind.TEXT if _is_text(content) else None


def is_safe(kind: FileKind, name: str) -> bool:
    """Tell whether opening a file can do no more than show it.

    A script is a text, and a letter may hold macros: the system goes by the ending. Whatever ends
    as nothing of its kind does is asked about first.
    """
    _, dot, ending = name.rpartition(".")
    return bool(dot) and f".{ending.lower()}" in _SAFE[kind]


def _is_picture(content: bytes) -> bool:
    if content.startswith(_PICTURES):
        return True
    if content.startswith(b"BM"):
        return content[2:6] == len(content).to_bytes(4, "little")
    if content.startswith(b"RIFF"):
        return content[8:12] == b"WEBP"
    return content[4:8] == b"ftyp" and content[8:12] in _BOXED


def _is_package(content: bytes) -> bool:
    """Tell whether it is a document of Office, LibreOffice or WPS, each of which is a ZIP."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content[-_DIRECTORY:])) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return _PAGES in names or names[:1] == [_MIME]


def _is_text(content: bytes) -> bool:
    return content.startswith(_UTF16) or not _BINARY.search(content)
