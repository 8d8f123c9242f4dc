"""Which signs of a text somebody typed, for marking them; what is shown stays as it stands."""

from PySide6.QtGui import QTextCharFormat, QTextLayout

from smbcrm.membership.customers.folding import fold
from smbcrm.membership.customers.han import simplify
from smbcrm.ui.theme import look

Span = tuple[int, int]
"""First sign, and how many."""


def spans(text: str, typed: str) -> tuple[Span, ...]:
    """Return where each typed word stands in a text, at the start of a word if anywhere.

    Compared as the search compares: without case, accents and regional forms of Han characters.

    >>> spans("Iris Chan 陳愛怡", "chan 陈")
    ((5, 4), (10, 1))
    """
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for folded in simplify(fold(sign)) or " ":
            signs.append(folded)
            places.append(place)
    whole = "".join(signs)
    found: list[Span] = []
    for word in simplify(fold(typed)).split():
        at = f" {whole}".find(f" {word}")
        at = whole.find(word) if at < 0 else at
        if at >= 0:
            first, last = places[at], places[at + len(word) - 1]
            found.append((first, last - first + 1))
    return tuple(found)


def formats(text: str, typed: str) -> list[QTextLayout.FormatRange]:
    """Return the marks for a layout of the text. Qt counts in UTF-16, where some signs are two."""
    made = []
    for first, many in spans(text, typed):
        mark = QTextLayout.FormatRange()
        mark.start = _units(text[:first])
        mark.length = _units(text[first : first + many])
        form = QTextCharFormat()
        form.setBackground(look.color("warnSoft"))
        form.setForeground(look.color("ink"))
        mark.format = form
        made.append(mark)
    return made


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
