"""Code 128 (ISO/IEC 15417) as stretches of dark modules; reportlab encodes it."""

from typing import Any, NamedTuple

from reportlab.graphics.barcode.code128 import Code128

QUIET = 10
"""The light modules that a code needs on both sides."""


class Bars(NamedTuple):
    """A code: where each bar begins and how wide it is, and how wide all are, in modules."""

    bars: tuple[tuple[int, int], ...]
    width: int


def code128(text: str) -> Bars:
    """Return the bars of a text of ASCII, without their quiet zones.

    >>> code128("V00049007").width
    101
    """
    code: Any = Code128(text)
    code.validate()
    code.encode()
    # Pairs of a bar, in capitals, and a space: A and a are one module wide, B and b are two.
    bars, at = [], 0
    for step in code.decompose():
        width = ord(step.upper()) - ord("A") + 1
        if step.isupper():
            bars.append((at, width))
        at += width
    last = bars[-1]
    return Bars(tuple(bars), last[0] + last[1])
