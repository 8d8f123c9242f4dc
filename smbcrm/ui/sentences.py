"""A refusal in two parts, as fields and notes show it: what is wrong, and what to do."""

import re

_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])\s*")


def two_parts(text: str) -> tuple[str, str]:
    """Return the first sentence of a text, and the rest.

    >>> two_parts("“a.b@c” is no e-mail address. Write it as name@example.com.")
    ('“a.b@c” is no e-mail address.', 'Write it as name@example.com.')
    """
    first, *rest = _END.split(text.strip(), maxsplit=1)
    return first, rest[0].strip() if rest else ""
