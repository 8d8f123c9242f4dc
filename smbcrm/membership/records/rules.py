"""Service records: pure rules."""

import re
from collections.abc import Iterable

from smbcrm.core.i18n import N_, Text
from smbcrm.core.text import clean
from smbcrm.membership.customers.errors import TextTooLong
from smbcrm.membership.records.types import (
    BadRecordKind,
    BadRecordKindName,
    NoRecordKinds,
    NothingSame,
    RecordBlank,
    RecordKind,
    ServiceRecord,
    UnknownRecordKind,
)

LONGEST = 10_000
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?")
_LONGEST_NAME = 60


def checked_kind(code: str, name: str) -> RecordKind:
    """Return a kind as it is kept; raise BadRecordKind or BadRecordKindName."""
    code, name = code.strip(), clean(name).strip()
    if not _CODE.fullmatch(code):
        raise BadRecordKind
    if not 1 <= len(name) <= _LONGEST_NAME or not name.isprintable():
        raise BadRecordKindName
    return RecordKind(code, name)


def kind_meant(text: str, kinds: Iterable[RecordKind]) -> str:
    """Return the code of the kind that a code means; raise UnknownRecordKind or NoRecordKinds."""
    known = [one.code for one in kinds]
    code = text.strip().lower()
    if not known:
        raise NoRecordKinds
    if code not in known:
        raise UnknownRecordKind(code=text[:_LONGEST_NAME], known=known)
    return code


def checked_text(text: str) -> str:
    """Return a text as it is kept; raise RecordBlank or TextTooLong."""
    kept = clean(text).strip()
    if not kept:
        raise RecordBlank
    if len(kept) > LONGEST:
        raise TextTooLong(field=Text(N_("The record")), longest=LONGEST)
    return kept


def same_as_last(kind: str, records: Iterable[ServiceRecord]) -> str:
    """Return the text of the newest record of a kind; raise NothingSame."""
    for one in records:
        if one.kind == kind:
            return one.text
    raise NothingSame
