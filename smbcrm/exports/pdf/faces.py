"""The bundled fonts as reportlab embeds them: one face for each file, read once for the process.

reportlab keeps what a document uses of a face inside the face, and cuts the face for it with one
reading position: whoever writes a document holds `WRITING`.

reportlab writes the ToUnicode map, by which a reader copies text out of a PDF, with five digits for
a character beyond U+FFFF; the format wants UTF-16 (ISO 32000-1, 9.10.3). So 𠮷 would be copied as
something else. The map is written here instead, for every font of the process.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from struct import iter_unpack, unpack_from
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts

from smbcrm.core.typefaces import font_file

WRITING = threading.RLock()
"""Held while a document is drawn and written."""

_UNITS = 1000
_LONGEST_BLOCK = 100
_BMP_END = 0x10000


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A font file that can be drawn with; lengths are parts of the size it is set in."""

    name: str
    widths: Mapping[int, float]
    """The advance of each character, in thousandths."""
    closer: Mapping[tuple[str, str], float]
    """Pairs of characters that do not keep their distance, and how much is added to it."""

    def draws(self, character: str) -> bool:
        """Return whether it has a shape for a character."""
        return ord(character) in self.widths

    def advance(self, character: str) -> float:
        """Return how wide a character is that it draws."""
        return self.widths[ord(character)] / _UNITS


@cache
def _face(file: str) -> Face:
    font: Any = ttfonts.TTFont(file, str(font_file(file)), asciiReadable=False, shapable=False)
    pdfmetrics.registerFont(font)
    known = {point: width for point, width in font.face.charWidths.items() if _has(font, point)}
    return Face(file, known, dict(_pairs(font.face)))


def face(file: str) -> Face:
    """Return the face of a bundled file; it is read when it is first asked for.

    Raises OSError or reportlab's TTFError where the file is missing or damaged.
    """
    with WRITING:
        return _face(file)


def _has(font: Any, point: int) -> bool:  # noqa: ANN401 - reportlab has no types
    return bool(font.face.charToGlyph.get(point))


def _pairs(source: Any) -> Iterator[tuple[tuple[str, str], float]]:  # noqa: ANN401
    """Yield what the kern table says (OpenType, kern, version 0, one part of format 0).

    Only the fonts for paper have one; tools/build_fonts.py puts it there.
    """
    if "kern" not in source.table:
        return
    table: bytes = source.get_table("kern")
    (count,) = unpack_from(">H", table, 10)
    characters = {glyph: chr(points[0]) for glyph, points in source.glyphToChar.items()}
    for left, right, units in iter_unpack(">HHh", table[18 : 18 + 6 * count]):
        yield (characters[left], characters[right]), units / source.unitsPerEm


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """Return the ToUnicode map of a part of a font: which character each code stands for."""
    known = [(code, point) for code, point in enumerate(subset) if point]
    blocks = [known[at : at + _LONGEST_BLOCK] for at in range(0, len(known), _LONGEST_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{_utf16(point)}>" for code, point in block]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(point: int) -> str:
    return f"{point:04X}" if point < _BMP_END else chr(point).encode("utf-16-be").hex().upper()


ttfonts.makeToUnicodeCMap = to_unicode
