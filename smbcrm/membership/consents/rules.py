"""Consent: pure rules."""

import re
from collections.abc import Iterable

from smbcrm.core.text import clean
from smbcrm.membership.consents.types import (
    PURPOSE,
    BadPurpose,
    BadPurposeName,
    ProofMissing,
    Purpose,
    UnknownSubject,
)
from smbcrm.membership.customers.kinds import ConsentChannel
from smbcrm.membership.customers.rules import checked_how

_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?")
_LONGEST_NAME = 100
_CHANNELS = frozenset(str(one) for one in ConsentChannel)


def checked_purpose(code: str, name: str) -> Purpose:
    """Return a purpose as it is kept; raise BadPurpose or BadPurposeName."""
    code, name = code.strip(), clean(name).strip()
    if not _CODE.fullmatch(code) or code in _CHANNELS:
        raise BadPurpose
    if not 1 <= len(name) <= _LONGEST_NAME or not name.isprintable():
        raise BadPurposeName
    return Purpose(code, name)


def subject(text: str, purposes: Iterable[Purpose]) -> str:
    """Return what is meant by a typed channel or code of a purpose; raise UnknownSubject."""
    code = text.strip().lower()
    if code in _CHANNELS:
        return code
    codes = [one.code for one in purposes]
    if code in codes:
        return PURPOSE + code
    raise UnknownSubject(text=text, known=[*map(str, ConsentChannel), *codes])


def proof(how: str) -> str:
    """Return how consent came, which has to be said; raise ProofMissing or TextTooLong."""
    kept = checked_how(clean(how)).strip()
    if not kept:
        raise ProofMissing
    return kept
