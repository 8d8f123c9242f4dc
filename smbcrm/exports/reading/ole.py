"""The old container (.xls): whether it is a workbook, and whether it is locked.

The layout is [MS-CFB] (entries of 128 bytes in the directory, names in UTF-16) and [MS-XLS]
2.4.117 (the record that says the stream is encrypted).
"""

import mmap
import struct
from typing import BinaryIO

from smbcrm.exports.reading.wire import Refusal

_ENTRY = 128
_NAME_BYTES = 64
_SECTOR = 512
_RECORD = struct.Struct("<HH")
_BOF_GLOBALS = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILE_PASS = 0x002F
_RECORDS_BEFORE_PASS = 8
"""FilePass follows the beginning of the stream, behind at most a few records."""


def check_ole(stream: BinaryIO) -> None:
    """Refuse an old container that is encrypted, or that holds no workbook.

    :raises Refusal: with the reason.
    """
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if _has_entry(data, "EncryptedPackage") or _has_sealed_stream(data):
            raise Refusal("PasswordProtected")
        if _has_entry(data, "Workbook"):
            return
        if _has_entry(data, "Book"):
            raise Refusal("ForeignFormat", what="old_excel")
        if _has_entry(data, "WordDocument") or _has_entry(data, "PowerPoint Document"):
            raise Refusal("NotASpreadsheet", what="document")
    raise Refusal("SourceDamaged")


def _has_entry(data: mmap.mmap, name: str) -> bool:
    """Tell whether the container's directory names such a stream."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    at = data.find(wanted)
    while at >= 0:
        length = data[at + _NAME_BYTES : at + _NAME_BYTES + 2]
        if at % _ENTRY == 0 and length == struct.pack("<H", len(wanted)):
            return True
        at = data.find(wanted, at + 1)
    return False


def _has_sealed_stream(data: mmap.mmap) -> bool:
    """Tell whether a workbook stream begins with the record of an encrypted one."""
    at = data.find(_BOF_GLOBALS)
    while at >= 0:
        if at % _SECTOR == 0 and _is_sealed(data, at):
            return True
        at = data.find(_BOF_GLOBALS, at + 1)
    return False


def _is_sealed(data: mmap.mmap, at: int) -> bool:
    """Walk the first records of a stream."""
    for _ in range(_RECORDS_BEFORE_PASS):
        head = data[at : at + _RECORD.size]
        if len(head) < _RECORD.size:
            return False
        kind, size = _RECORD.unpack(head)
        if kind == _FILE_PASS:
            return True
        at += _RECORD.size + size
    return False
