"""Pages to draw on, in millimetres from the upper left corner; reportlab makes the PDF.

The same drawing gives the same bytes: the file bears no number and no time of its making. Nothing
of what is drawn is read as markup: text goes into the page as characters of its fonts.
"""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from smbcrm.exports.pdf.palette import colour
from smbcrm.exports.pdf.svg import Stroke, icon
from smbcrm.exports.pdf.typesetting import Line, Paragraph, Run

_POINT = 72 / 25.4
_ICON = 24
_FILL, _FILL_AND_STROKE = 0, 2
_HEAVIER = 0.024
"""How wide the outline is by which a regular letter becomes a bold one, in parts of its size."""

_RISE, _LIGHT, _HALF_OF_CAPITALS = 35, 0.14, 0.36
_ROUND = 4 / 3 * (math.sqrt(2) - 1)
"""How far the handles of a quarter of a circle lie from its ends, in radii."""

rl_config.useA85 = 0  # a PDF may hold any byte: a fifth less to send, and quicker


class Align(Enum):
    """Which part of a line stands at the given place."""

    LEFT = 0.0
    CENTER = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its upper left corner, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width


class Sheet:
    """A document of sheets of one size. Lengths are millimetres, times `scale` on the paper."""

    def __init__(self, width: float, height: float, *, scale: float, first_face: str) -> None:
        """`width` and `height` are the paper's; `first_face` is one that will be drawn with."""
        self._scale = scale * _POINT
        self._height = height * _POINT
        self._out = BytesIO()
        self._canvas: Any = Canvas(
            self._out,
            pagesize=(width * _POINT, self._height),
            pageCompression=1,
            invariant=1,
            initialFontName=first_face,
        )
        self._new = True

    def about(self, title: str, author: str, language: str, made: dt.datetime) -> None:
        """Say what the document is: its properties, and its language for those who hear it."""
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject("")
        self._canvas.setCreator("Shopbell")
        self._canvas.setCatalogEntry("Lang", language.replace("_", "-"))
        self._canvas.setDateFormatter(lambda *_: f"D:{made:%Y%m%d%H%M%S}Z")

    def finish(self) -> bytes:
        """Return the document; nothing can be drawn afterwards."""
        self._page()
        self._canvas.save()
        return self._out.getvalue()

    def next_page(self) -> None:
        """Begin another page."""
        self._page()
        self._canvas.showPage()
        self._new = True

    def line(  # noqa: PLR0913 - what, where and how
        self,
        line: Line,
        x: float,
        baseline: float,
        size: float,
        ink: str,
        align: Align = Align.LEFT,
    ) -> None:
        """Draw one line of text; its lower edge without descenders is at `baseline`."""
        self._text(line, x - align.value * line.width * size, -baseline, size, ink)

    def paragraph(  # noqa: PLR0913 - what, where and how
        self,
        text: Paragraph,
        x: float,
        baseline: float,
        leading: float,
        ink: str,
        align: Align = Align.LEFT,
    ) -> None:
        """Draw lines of text, the first at `baseline`, the others `leading` below each other."""
        for number, line in enumerate(text.lines):
            self.line(line, x, baseline + number * leading, text.size, ink, align)

    def rule(self, x: float, y: float, right: float, ink: str, width: float) -> None:
        """Draw a level line from `x` to `right`."""
        self._put(f"{_stroke_ink(ink)} {width:g} w {_at(x, y)} m {_at(right, y)} l S")

    def box(self, box: Box, radius: float, fill: str, line: str = "", width: float = 0.0) -> None:
        """Draw a rectangle with round corners; without `line` it has no edge."""
        shape = _round_box(box, radius)
        if line:
            self._put(f"{_fill_ink(fill)} {_stroke_ink(line)} {width:g} w {shape} B")
        else:
            self._put(f"{_fill_ink(fill)} {shape} f")

    def icon(self, name: str, x: float, y: float, size: float, ink: str) -> None:
        """Draw a bundled icon with its upper left corner at x, y."""
        scale = size / _ICON
        self._put(
            f"q {scale:.6f} 0 0 {-scale:.6f} {_at(x, y)} cm {_stroke_ink(ink)}"
            f" 2 w 1 J 1 j {_outline(name)} S Q"
        )

    def bars(self, bars: Iterable[Box], ink: str) -> None:
        """Draw rectangles with sharp corners, all of one colour: a code, or marks to cut along."""
        parts = " ".join(
            f"{_at(bar.x, bar.y + bar.height)} {bar.width:.4f} {bar.height:.4f} re" for bar in bars
        )
        if parts:
            self._put(f"{_fill_ink(ink)} {parts} f")

    def squares(self, rows: Iterable[Iterable[bool]], x: float, y: float, size: float) -> None:
        """Draw dark squares, row by row, each `size` wide: a code that is scanned."""
        parts = " ".join(
            f"{start} {-number - 1} {length} 1 re"
            for number, row in enumerate(rows)
            for start, length in _stretches(row)
        )
        self._put(f"q {size:.6f} 0 0 {size:.6f} {_at(x, y)} cm {_fill_ink('ink')} {parts} f Q")

    def watermark(self, line: Line, center: tuple[float, float], length: float, ink: str) -> None:
        """Draw a line of text of so many mm across the page, rising, light enough to read through.

        It lies over everything, or the grounds of boxes would hide it.
        """
        canvas = self._page()
        size = length / line.width
        canvas.saveState()
        canvas.translate(center[0], -center[1])
        canvas.rotate(_RISE)
        canvas.setFillAlpha(_LIGHT)
        canvas.setStrokeAlpha(_LIGHT)
        self._text(line, -length / 2, -size * _HALF_OF_CAPITALS, size, ink)
        canvas.restoreState()

    def _page(self) -> Any:  # noqa: ANN401 - reportlab has no types
        """Return the canvas, with the origin and the unit of this class."""
        if self._new:
            self._new = False
            self._canvas.translate(0, self._height)
            self._canvas.scale(self._scale, self._scale)
        return self._canvas

    def _put(self, operators: str) -> None:
        self._page().addLiteral(operators)

    def _text(self, line: Line, x: float, y: float, size: float, ink: str) -> None:
        if not line.runs:
            return
        self._put(_fill_ink(ink))
        if any(run.stroked for run in line.runs):
            self._put(f"{_stroke_ink(ink)} {size * _HEAVIER:.4f} w")
        canvas = self._page()
        text = canvas.beginText(x, y)
        drawn = Run(line.runs[0].face, "", stroked=False)
        text.setFont(drawn.face.name, size)
        for run in line.runs:
            if run.face is not drawn.face:
                text.setFont(run.face.name, size)
            if run.stroked is not drawn.stroked:
                text.setTextRenderMode(_FILL_AND_STROKE if run.stroked else _FILL)
            if run.spread != drawn.spread:
                text.setCharSpace(run.spread * size)
            text.textOut(run.text)
            drawn = run
        if drawn.stroked:  # it would hold for the texts after this one
            text.setTextRenderMode(_FILL)
        canvas.drawText(text)


def _at(x: float, y: float) -> str:
    """Return a point as a page counts it: upwards."""
    return f"{x:.4f} {-y:.4f}"


@cache
def _fill_ink(name: str) -> str:
    return f"{_parts(name)} rg"


@cache
def _stroke_ink(name: str) -> str:
    return f"{_parts(name)} RG"


def _parts(name: str) -> str:
    return " ".join(f"{part:.4f}" for part in colour(name))


def _round_box(box: Box, radius: float) -> str:
    """Return the outline of a rectangle with round corners, clockwise from the upper left one."""
    left, top, right, bottom = box.x, box.y, box.right, box.y + box.height
    near = radius * (1 - _ROUND)
    return " ".join(
        (
            f"{_at(left + radius, top)} m {_at(right - radius, top)} l",
            f"{_at(right - near, top)} {_at(right, top + near)} {_at(right, top + radius)} c",
            f"{_at(right, bottom - radius)} l",
            f"{_at(right, bottom - near)} {_at(right - near, bottom)}",
            f"{_at(right - radius, bottom)} c {_at(left + radius, bottom)} l",
            f"{_at(left + near, bottom)} {_at(left, bottom - near)} {_at(left, bottom - radius)} c",
            f"{_at(left, top + radius)} l",
            f"{_at(left, top + near)} {_at(left + near, top)} {_at(left + radius, top)} c h",
        )
    )


@cache
def _outline(name: str) -> str:
    """Return the strokes of an icon as operators of a page."""
    return " ".join(map(_operator, icon(name)))


def _operator(stroke: Stroke) -> str:
    points = " ".join(f"{point.real:.3f} {point.imag:.3f}" for point in stroke.points)
    operator = {"M": "m", "L": "l", "C": "c", "Z": "h"}[stroke.command]
    return f"{points} {operator}".lstrip()


def _stretches(row: Iterable[bool]) -> Iterable[tuple[int, int]]:
    """Yield where dark squares stand side by side: the first one, and how many."""
    start, length = 0, 0
    for at, dark in enumerate([*row, False]):
        if dark:
            start, length = (start, length + 1) if length else (at, 1)
        elif length:
            yield start, length
            length = 0
