"""Typed text: what can be stored on any database and written as UTF-8, and be read on a screen."""

import re
import string

_SURROGATE = re.compile("[\ud800-\udfff]")
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""The marks of direction (UAX #9, section 2): they have no shape, and turn what follows round."""


def clean(text: str) -> str:
    r"""Return a text as it is kept: raw, but for NUL and halves of characters.

    PostgreSQL stores no NUL, and a lone half of a surrogate pair (RFC 3629, section 3) is no UTF-8:
    bytes that were none reach us as such halves. U+FFFD shows where something was lost.

    >>> clean("a\x00b"), clean("caf\udce9") == "caf\ufffd"
    ('ab', True)
    """
    return _SURROGATE.sub("\ufffd", text.replace("\x00", ""))


def small(text: str) -> str:
    """Return a text with its plain letters small, as both databases' lower() makes them.

    >>> small("Abc-123 É")
    'abc-123 É'
    """
    return text.translate(_SMALL)


def unturned(text: str) -> str:
    r"""Return a text as it is shown: without marks that turn it, and what is beside it, round.

    >>> unturned("Ann\u202egnp.exe")
    'Anngnp.exe'
    """
    return text if text.isascii() else _TURNS.sub("", text)
