"""Files of customers: pure rules."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from smbcrm.core.i18n import N_, Text
from smbcrm.core.text import clean
from smbcrm.membership.attachments.content import kind_of
from smbcrm.membership.attachments.types import (
    LARGEST,
    LARGEST_MIB,
    CustomerFile,
    FileEmpty,
    FileKind,
    FileNotKept,
    FileTooLarge,
    TooManyBytes,
    TooManyFiles,
)

MOST = 200
_MOST_MIB = 200
_LONGEST_NAME, _LONGEST_ENDING = 180, 10
"""In bytes: no system takes more than 255, and we put a number before it."""
_READ = 1000
_FORBIDDEN = frozenset('<>:"/\\|?*')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICES = frozenset(
    {
        *("con", "prn", "aux", "nul", "conin$", "conout$"),
        *(f"{one}{number}" for one in ("com", "lpt") for number in "0123456789¹²³"),
    }
)


def plain_name(name: str) -> str:
    r"""Return a file's name as it is kept and shown: what controls or turns a text is left out.

    Neither a folder nor a sign that some system refuses stays in it; a long one is cut before its
    ending. A plain name is as it is.

    >>> plain_name("../chat\u202egnp.exe\n")
    '..chatgnp.exe'
    """
    kept = "".join(
        sign
        for sign in clean(name[:_READ])
        if sign not in _FORBIDDEN and unicodedata.category(sign) not in _UNSEEN
    )
    kept = _cut(_trimmed(kept))
    if kept.partition(".")[0].strip().lower() in _DEVICES:
        kept = f"_{kept}"
    return kept or "file"


def _trimmed(name: str) -> str:
    """Return a name without what Windows drops from its end: two names would be one file."""
    return re.sub(r"[\s.]+\Z", "", name).lstrip()


def _cut(name: str) -> str:
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > _LONGEST_ENDING:
        stem, ending = name, ""
    beginning = stem.encode()[: _LONGEST_NAME - _LONGEST_ENDING - 2].decode(errors="ignore")
    return _trimmed(f"{beginning}.{ending}")


def check_size(name: str, content: bytes) -> None:
    """Raise FileEmpty or FileTooLarge."""
    if not content:
        raise FileEmpty(file=name)
    if len(content) > LARGEST:
        raise FileTooLarge(file=name, most=LARGEST_MIB)


def checked(name: str, content: bytes) -> FileKind:
    """Return what a file is; raise FileEmpty, FileTooLarge or FileNotKept."""
    check_size(name, content)
    kind = kind_of(content)
    if kind is None:
        raise FileNotKept(file=name)
    return kind


def fingerprint(content: bytes) -> str:
    """Return by what bytes are known again."""
    return hashlib.sha256(content).hexdigest()


def differ(content: bytes | None, sha256: str) -> bool:
    """Tell whether bytes are not those that were kept, or gone."""
    return content is None or fingerprint(content) != sha256


def check_room(files: Sequence[CustomerFile], size: int) -> None:
    """Raise TooManyFiles or TooManyBytes where another file of a size is too much."""
    if len(files) >= MOST:
        raise TooManyFiles(most=MOST)
    if sum(one.size for one in files) + size > _MOST_MIB * 1024 * 1024:
        raise TooManyBytes(most=_MOST_MIB)


def finding(code: str, number: int) -> Text:
    """Return what verify says of a file that is missing or changed: never by its own name."""
    told = {"number": number, "code": code}
    return Text(N_("File {number} of customer {code} is missing or changed."), told)
