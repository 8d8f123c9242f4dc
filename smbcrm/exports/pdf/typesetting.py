"""Text becomes lines: each character gets the font that draws it, then the text is broken.

Lengths here are parts of the size the text is set in ("em"), so that one line serves any size.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple

from smbcrm.core.typefaces import (
    BOLD,
    MEDIUM,
    PAPER_LATIN,
    PAPER_NAMES,
    REGULAR,
    SEMIBOLD,
    Family,
    han_families,
)
from smbcrm.exports.pdf.characters import (
    BLANK,
    GLUE,
    HAN_MARKS,
    JOINED,
    break_class,
    drawable,
    may_break,
)
from smbcrm.exports.pdf.faces import Face, face

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a text looks beside its size.

    Families for Latin, best first; the weights of Latin and of Chinese; and whether pairs of
    letters stand closer, as large ones should.
    """

    latin: tuple[Family, ...]
    weight: int
    han_weight: int
    kerned: bool = False


PLAIN = Style((PAPER_LATIN,), REGULAR, REGULAR)
STRONG = Style((PAPER_LATIN,), SEMIBOLD, BOLD)
BOLD_FIGURES = Style((PAPER_LATIN,), BOLD, BOLD)
HEADING = Style((PAPER_LATIN,), BOLD, BOLD, kerned=True)
NAME = Style((PAPER_NAMES, PAPER_LATIN), MEDIUM, BOLD, kerned=True)


class Sign(NamedTuple):
    """A character as it is drawn; no face where no font has it."""

    character: str
    face: Face | None
    advance: float
    stroked: bool
    breaks: int


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face in a row; `spread` is added after each, in the last of a line none."""

    face: Face
    text: str
    stroked: bool
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line and its width."""

    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are set in one size, in millimetres."""

    lines: tuple[Line, ...]
    size: float

    @property
    def width(self) -> float:
        """The width of the longest line, in millimetres."""
        return max((line.width for line in self.lines), default=0.0) * self.size


class _Alphabet(dict[str, Sign]):
    """The signs of one style in one language, found as they are needed."""

    def __init__(self, language: str, style: Style) -> None:
        super().__init__()
        self._han_marks = language.startswith("zh")
        self._latin = [
            (family.files[family.nearest(style.weight)], False) for family in style.latin
        ]
        self._han = list(_han_files(language, style.han_weight))

    def __missing__(self, character: str) -> Sign:
        """Look for a character in the fonts, in their order."""
        self[character] = found = self._find(character)
        return found

    def _find(self, character: str) -> Sign:
        files = [*self._latin, *self._han]
        if self._han_marks and character in HAN_MARKS:
            files = [*self._han, *self._latin]
        breaks = break_class(character)
        character = " " if character == GLUE else character
        for file, stroked in files:
            drawn = face(file)
            if drawn.draws(character):
                return Sign(character, drawn, drawn.advance(character), stroked, breaks)
        return Sign(character, None, 0.0, stroked=False, breaks=breaks)


_alphabet = cache(_Alphabet)


def _han_files(language: str, weight: int) -> Iterator[tuple[str, bool]]:
    """Yield the files for Chinese, and whether their letters are made heavier by a stroke."""
    for family in han_families(language):
        nearest = family.nearest(weight)
        yield family.files[nearest], weight > nearest


def prepare_faces(language: str) -> None:
    """Read the fonts that nearly every bill in a language needs; the others wait for their need."""
    for style in (PLAIN, STRONG, HEADING, NAME):
        for family in style.latin:
            face(family.files[family.nearest(style.weight)])
        if language.startswith("zh"):
            face(next(_han_files(language, style.han_weight))[0])


class Typesetter:
    """Sets text in one language; notes the characters that no font has."""

    def __init__(self, language: str, instead: Mapping[str, str] | None = None) -> None:
        """`instead` holds characters that no font has, with what is written for each.

        It may hold whole texts in which such characters stand. What fonts have altogether is drawn
        as it is, whatever `instead` says.
        """
        self.language = language
        self._instead = {drawable(key): value for key, value in (instead or {}).items()}
        self._whole = sorted((key for key in self._instead if len(key) > 1), key=len, reverse=True)
        self.lacking: dict[str, str] = {}
        """Characters that are in no font and have nothing drawn for them, each with its text."""

    def shown(self, text: str) -> str:
        """Return what is left of a text without the characters that no font has."""
        return "".join(sign.character for sign in self._signs(text, PLAIN)).strip()

    def first_face(self, style: Style) -> str:
        """Return the name of the face that a style draws Latin with."""
        family = style.latin[0]
        return face(family.files[family.nearest(style.weight)]).name

    def line(self, text: str, style: Style) -> Line:
        """Return a text as one line, however long."""
        return _line(self._signs(text, style), style)

    def fits(self, text: str, style: Style, size: float, width: float, least: float) -> Paragraph:
        """Return one line that is not wider than `width` mm.

        It is set smaller where it must be, broken into lines where even `least` is too large.
        """
        return self.paragraph(text, style, size, width, least=least)

    def paragraph(  # noqa: PLR0913 - what a text looks like, and the room it has
        self,
        text: str,
        style: Style,
        size: float,
        width: float,
        *,
        least: float | None = None,
        most_lines: int = 1,
    ) -> Paragraph:
        """Return a text broken into lines of at most `width` mm.

        With `least` it is set smaller, down to that size, where it takes more than `most_lines`.
        """
        signs = self._signs(text, style)
        smallest = size if least is None else least
        while True:
            lines = [_line(part, style) for part in _broken(signs, width / size)]
            if len(lines) <= most_lines or size <= smallest:
                return Paragraph(tuple(lines), size)
            size = max(smallest, min(size * 0.95, _size_for(lines, width, most_lines)))

    def whole_words(self, text: str, style: Style, size: float, width: float) -> Paragraph | None:
        """Return a text in lines of at most `width` mm that end between words, at blanks alone.

        None where a word is longer than that.
        """
        lines: list[Line] = []
        words = ""
        for word in text.split(" "):
            longer = self.line(f"{words} {word}" if words else word, style)
            if words and longer.width * size <= width:
                words, lines[-1] = f"{words} {word}", longer
            else:
                words = word
                lines.append(self.line(word, style))
            if lines[-1].width * size > width:
                return None
        return Paragraph(tuple(lines), size)

    def _signs(self, text: str, style: Style) -> list[Sign]:
        alphabet = _alphabet(self.language, style)
        written = drawable(text)
        signs = [alphabet[character] for character in written]
        if all(sign.face is not None for sign in signs):
            return signs
        if self._whole:
            written = self._rewritten(written, alphabet)
            signs = [alphabet[character] for character in written]
        return [drawn for sign in signs for drawn in self._drawn(sign, alphabet, written)]

    def _rewritten(self, text: str, alphabet: _Alphabet) -> str:
        """Return a text with what is written for whole parts of it, the longest first.

        What has no shape either is not written, as for a character (`_drawn`).
        """
        for part in self._whole:
            if part in text and any(alphabet[one].face is None for one in part):
                other = drawable(self._instead[part])
                shapeless = any(alphabet[one].face is None for one in other)
                if not shapeless and (other or not self._instead[part]):
                    text = text.replace(part, other)
        return text

    def _drawn(self, sign: Sign, alphabet: _Alphabet, text: str) -> Sequence[Sign]:
        """Return what is drawn for a character: itself, or what is written for it.

        What is written for it is drawn whole or not at all: where that has no shape either, it is
        the character itself that stays missing, so that something else can be said for it.
        """
        if sign.face is not None:
            return (sign,)
        instead = self._instead.get(sign.character)
        if instead is not None:
            signs = [alphabet[character] for character in drawable(instead)]
            if not instead or (signs and all(one.face is not None for one in signs)):
                return signs
        self.lacking.setdefault(sign.character, text)
        return ()


def _size_for(lines: Sequence[Line], width: float, most_lines: int) -> float:
    """Return the size at which text of this length would fill so many lines."""
    return width * most_lines / sum(line.width for line in lines)


def _broken(signs: Sequence[Sign], limit: float) -> Iterator[Sequence[Sign]]:
    """Yield the lines of a text, none wider than `limit`; blanks at their ends are dropped.

    A word that is longer than a line is broken where the line ends.
    """
    start, limit = 0, limit + _ROUNDING
    if sum(sign.advance for sign in signs) <= limit:
        yield signs
        return
    while start < len(signs):
        end = _end_of_line(signs, start, limit)
        yield _without_last_blanks(signs[start:end])
        start = end


def _end_of_line(signs: Sequence[Sign], start: int, limit: float) -> int:
    """Return where the line that begins at `start` ends: at least one character on."""
    width, whole, last = 0.0, 0, start
    for at in range(start, len(signs)):
        sign = signs[at]
        if at > start and may_break(signs[at - 1].breaks, sign.breaks):
            last = at
        width += sign.advance
        if width > limit and not sign.breaks & BLANK:
            return last if last > start else max(whole, start + 1)
        if at + 1 == len(signs) or not signs[at + 1].breaks & JOINED:
            whole = at + 1
    return len(signs)


def _without_last_blanks(signs: Sequence[Sign]) -> Sequence[Sign]:
    end = len(signs)
    while end and signs[end - 1].breaks & BLANK:
        end -= 1
    return signs[:end]


def _line(signs: Sequence[Sign], style: Style) -> Line:
    spreads = [0.0] * len(signs)
    if style.kerned and signs:
        spreads = [*map(_spread, signs, signs[1:]), 0.0]
    runs = [
        Run(drawn, "".join(sign.character for sign, _ in group), stroked, spread)
        for (drawn, stroked, spread), group in groupby(
            zip(signs, spreads, strict=True), lambda pair: (pair[0].face, pair[0].stroked, pair[1])
        )
        if drawn is not None
    ]
    return Line(tuple(runs), sum(sign.advance for sign in signs) + sum(spreads))


def _spread(sign: Sign, following: Sign) -> float:
    """Return how much is added between two characters of one face."""
    if sign.face is None or sign.face is not following.face:
        return 0.0
    return sign.face.closer.get((sign.character, following.character), 0.0)
