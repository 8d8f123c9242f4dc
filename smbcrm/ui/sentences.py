"""A text in two parts, as fields and notes show it: its first sentence, and the rest."""

import re

_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])\s*|\s*\n\s*")


def two_parts(text: str) -> tuple[str, str]:
    """Return the first sentence of a text, which a line ends too, and the rest.

    >>> two_parts("“a.b@c” is no e-mail address. Write it as name@example.com.")
    ('“a.b@c” is no e-mail address.', 'Write it as name@example.com.')
    """
    first, *rest = _END.split(text.strip(), maxsplit=1)
    return first, rest[0].strip() if rest else ""
