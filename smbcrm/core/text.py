"""Typed text: what can be stored on any database and written as UTF-8."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Return a text as it is kept: raw, but for NUL and halves of characters.

    PostgreSQL stores no NUL, and a lone half of a surrogate pair (RFC 3629, section 3) is no UTF-8:
    bytes that were none reach us as such halves. U+FFFD shows where something was lost.

    >>> clean("a\x00b"), clean("caf\udce9") == "caf\ufffd"
    ('ab', True)
    """
    return _SURROGATE.sub("\ufffd", text.replace("\x00", ""))
