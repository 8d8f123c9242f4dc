"""A zip is looked through before the parser sees it: bombs, entities, tricks with the directory.

Sizes in a zip's directory are claims, so every part is unpacked here once, in pieces and without
keeping any; nothing is written and no name is used as a path. No spreadsheet program writes a
document type into its parts, so any is refused: that ends external entities and entity bombs before
a parser could be asked to expand them.
"""

import zipfile
import zlib
from collections import Counter
from typing import BinaryIO
from xml.parsers import expat

from smbcrm.exports.reading.limits import MIB, Limits
from smbcrm.exports.reading.wire import Refusal

_PIECE = 256 * 1024
_ENCRYPTED = 0x1
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def check_archive(stream: BinaryIO, limits: Limits) -> None:
    """Refuse a zip that is no workbook, or one that is made to do harm.

    :raises Refusal: with the reason.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            _check_directory(parts, limits)
            _check_is_workbook(archive)
            _check_contents(archive, parts, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Refusal("SourceDamaged") from error


def _check_directory(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse by what the directory says about itself."""
    names = Counter(_plain_name(part.filename) for part in parts)
    strange = {part.compress_type for part in parts} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Refusal("PasswordProtected")
    if len(parts) > limits.parts or strange or max(names.values(), default=0) > 1:
        raise Refusal("UnsafeWorkbook")
    _check_size(sum(part.file_size for part in parts), limits)
    for part in parts:
        _check_ratio(part.file_size, part.compress_size, limits)


def _plain_name(name: str) -> str:
    """Return a part's name as the parser looks it up: it minds neither case nor slash."""
    return name.replace("\\", "/").lower()


def _check_size(unpacked: int, limits: Limits) -> None:
    if unpacked > limits.unpacked:
        raise Refusal("UnpacksTooLarge", megabytes=limits.unpacked // MIB)


def _check_ratio(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.ratio_from and unpacked > limits.ratio * max(packed, 1):
        raise Refusal("UnpacksTooLarge", megabytes=limits.ratio_from // MIB)


def _check_is_workbook(archive: zipfile.ZipFile) -> None:
    """Refuse a zip that holds something other than a workbook."""
    names = {_plain_name(name) for name in archive.namelist()}
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return
    if "mimetype" in names and "content.xml" in names:
        with archive.open("mimetype") as part:
            mimetype = part.read(len(_SPREADSHEET) + 16).decode("ascii", "replace").strip()
        if mimetype == _SPREADSHEET:
            _refuse_sealed_ods(archive)
            return
        raise Refusal("NotASpreadsheet", what="document")
    if any(name.endswith((".iwa", "index.zip")) for name in names):
        raise Refusal("ForeignFormat", what="numbers")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise Refusal("NotASpreadsheet", what="document")
    raise Refusal("NotASpreadsheet", what="archive")


def _refuse_sealed_ods(archive: zipfile.ZipFile) -> None:
    """Refuse an .ods whose parts are encrypted; its manifest says so."""
    name = "META-INF/manifest.xml"
    if name in archive.namelist():
        with archive.open(name) as part:
            if b"encryption-data" in part.read(MIB):
                raise Refusal("PasswordProtected")


def _check_contents(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Unpack every part, and refuse what is too much or carries a document type.

    Reading past the claimed size shows a part that lies about it; the checksum is compared too.
    """
    total = 0
    for part in parts:
        claimed, part.file_size = part.file_size, limits.unpacked + 1
        size = 0
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                if not size:
                    _check_beginning(piece, _plain_name(part.filename))
                size += len(piece)
                _check_size(total + size, limits)
                _check_ratio(size, part.compress_size, limits)
        if size != claimed:
            raise Refusal("UnsafeWorkbook")
        total += size


def _check_beginning(piece: bytes, name: str) -> None:
    """Refuse a document type in any part that could be XML: a sheet may have any name.

    What is called XML has to be XML, and in UTF-8, because the parser takes other encodings for an
    empty part.
    """
    is_xml = name.endswith((".xml", ".rels"))
    if is_xml and piece.startswith(_UTF16_MARKS):
        raise Refusal("SourceDamaged")
    if is_xml or piece.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        _refuse_document_type(piece, must_be_xml=is_xml)


class _SeenEnough(Exception):
    """The first element begins: no document type can follow."""


def _refuse_document_type(beginning: bytes, *, must_be_xml: bool) -> None:
    """Refuse XML that declares a document type before its first element."""
    parser = expat.ParserCreate()
    found: list[str] = []

    def declares(*_: object) -> None:
        found.append("document type")
        raise _SeenEnough

    def begins(*_: object) -> None:
        raise _SeenEnough

    parser.StartDoctypeDeclHandler = declares
    parser.StartElementHandler = begins
    try:
        parser.Parse(beginning, len(beginning) < _PIECE)
    except _SeenEnough:
        pass
    except expat.ExpatError as error:
        if must_be_xml:
            raise Refusal("SourceDamaged") from error
    else:  # no element in so long a beginning
        raise Refusal("UnsafeWorkbook")
    if found:
        raise Refusal("UnsafeWorkbook")
