"""What a file is, told by its bytes; and under which name it is kept."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from smbcrm.membership.attachments import rules, types
from smbcrm.membership.attachments.content import is_safe, kind_of
from smbcrm.membership.attachments.types import FileKind


def packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
BMP = b"BM" + (30).to_bytes(4, "little") + bytes(24)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n\x00", FileKind.PDF),
        (JPEG, FileKind.PICTURE),
        (b"\x89PNG\r\n\x1a\n\x00", FileKind.PICTURE),
        (b"GIF89a\x00", FileKind.PICTURE),
        (BMP, FileKind.PICTURE),
        (b"BM" + bytes(28), None),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", FileKind.PICTURE),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
        (b"\x00\x00\x00\x18ftypheic\x00", FileKind.PICTURE),
        (b"\x00\x00\x00\x18ftypisom\x00", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", FileKind.DOCUMENT),
        (b"{\\rtf1", FileKind.DOCUMENT),
        (packed("[Content_Types].xml", "word/document.xml"), FileKind.DOCUMENT),
        (packed("mimetype", "content.xml"), FileKind.DOCUMENT),
        (packed("invoice.exe"), None),
        (packed(), None),
        (b"PK\x03\x04 no archive\x00", None),
        (b"MZ\x90\x00\x03", None),
        (b"\x7fELF\x02\x01\x01\x00", None),
        ("谢谢\r\n\tbye".encode("gb18030"), FileKind.TEXT),
        ("hello".encode("utf-16"), FileKind.TEXT),
        (b"#!/bin/sh\n", FileKind.TEXT),
        (b"a\x00b", None),
    ],
)
def test_the_bytes_tell_what_it_is(content: bytes, kind: FileKind | None) -> None:
    assert kind_of(content) is kind


def crowded(parts: int) -> bytes:
    """Return a ZIP whose directory lists one part ever again; it is a document by its first."""
    made = packed("mimetype")
    listed, end = made.index(b"PK\x01\x02"), made.index(b"PK\x05\x06")
    directory = made[listed:end] * parts
    tail = struct.pack("<HHII", *((min(parts, 0xFFFF),) * 2), len(directory), listed)
    return made[:listed] + directory + made[end : end + 8] + tail + made[end + 20 :]


def test_a_large_document_is_told_and_one_of_very_many_parts_is_none() -> None:
    large = io.BytesIO()
    with zipfile.ZipFile(large, "w") as archive:
        for name in ("[Content_Types].xml", "word/media/film.bin"):
            archive.writestr(name, bytes(3 * 1024 * 1024))
    assert kind_of(large.getvalue()) is FileKind.DOCUMENT
    assert kind_of(crowded(10_000)) is FileKind.DOCUMENT
    assert kind_of(crowded(300_000)) is None


def test_no_more_of_an_archive_is_looked_at_than_a_document_needs() -> None:
    content = crowded(300_000)
    tracemalloc.start()
    try:
        kind_of(content)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < len(content)


@pytest.mark.parametrize(
    ("kind", "name", "safe"),
    [
        (FileKind.PICTURE, "ann.JPG", True),
        (FileKind.PICTURE, "ann.exe", False),
        (FileKind.PDF, "form.pdf", True),
        (FileKind.PDF, "form", False),
        (FileKind.TEXT, "chat.txt", True),
        (FileKind.TEXT, "chat.bat", False),
        (FileKind.TEXT, "page.html", False),
        (FileKind.DOCUMENT, "letter.docx", True),
        (FileKind.DOCUMENT, "letter.docm", False),
        (FileKind.TEXT, "letter.docx", False),
    ],
)
def test_what_could_run_is_asked_about(kind: FileKind, name: str, safe: bool) -> None:  # noqa: FBT001
    assert is_safe(kind, name) is safe


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("contract.pdf", "contract.pdf"),
        ("同意书 2026.pdf", "同意书 2026.pdf"),
        ("../../etc/passwd", "....etcpasswd"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ('a<b>:"c|?*.txt\n\x00', "abc.txt"),
        ("nul.txt", "_nul.txt"),
        ("COM1", "_COM1"),
        (" name. ", "name"),
        ("...", "file"),
        ("", "file"),
        ("caf\udce9.txt", "caf\ufffd.txt"),
        ("x" * 200 + ".pdf", "x" * 168 + ".pdf"),
        ("x" * 200, "x" * 168),
        ("同" * 100 + ".pdf", "同" * 56 + ".pdf"),
        ("x" * 167 + " . .pdf" + "y" * 20, "x" * 167),
        ("com¹.txt", "_com¹.txt"),
        ("CONOUT$", "_CONOUT$"),
        ("a\u2028b.txt", "ab.txt"),
        ("a.txt . .", "a.txt"),
        (". " * 1_000_000 + "a", "file"),
    ],
)
def test_a_name_is_kept_plain(name: str, kept: str) -> None:
    assert rules.plain_name(name) == kept
    assert rules.plain_name(kept) == kept, "what is plain stays as it is"


def test_what_is_not_kept_is_refused() -> None:
    with pytest.raises(types.FileEmpty):
        rules.checked("a.txt", b"")
    with pytest.raises(types.FileTooLarge):
        rules.checked("a.txt", b"x" * (types.LARGEST + 1))
    with pytest.raises(types.FileNotKept):
        rules.checked("a.txt", b"MZ\x00")
    assert rules.checked("a.txt", b"x" * types.LARGEST) is FileKind.TEXT
