"""Icons out of their SVG files: every shape becomes the lines and curves that a PDF can draw.

Enough of SVG 1.1 for Lucide's icons: path (without Q and T), circle, ellipse, rect, line, polyline
and polygon, all of them only stroked. Transformations are not read.
"""

import cmath
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree as ET

from smbcrm.core.paths import resources

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_COMMAND = re.compile(r"([A-DF-Za-df-z])([^A-DF-Za-df-z]*)")
# The two flags of an arc are single digits, and the next number may follow without a blank.
_ARC = re.compile(
    r"[\s,]*".join((*[f"({_NUMBER})"] * 3, "([01])", "([01])", *[f"({_NUMBER})"] * 2))
)
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Z": 0}


class Stroke(NamedTuple):
    """One step of the pen: M, L, C or Z of SVG with absolute points, x + y·i."""

    command: str
    points: tuple[complex, ...] = ()


@cache
def icon(name: str) -> tuple[Stroke, ...]:
    """Return the strokes of a bundled icon, on its square of 24 by 24, y downwards.

    Raises OSError where there is no such icon, ValueError where it cannot be read.
    """
    file = resources() / "icons" / f"{name}.svg"
    drawing = ET.parse(file).getroot()  # noqa: S314 - one of our own icons
    found: list[Stroke] = []
    for shape in drawing.iter():
        read = _SHAPES.get(shape.tag.rpartition("}")[2])
        if read is not None:
            found += read_path(read(shape.attrib))
    return tuple(found)


def read_path(data: str) -> Iterator[Stroke]:
    """Yield the strokes of the `d` of a path (SVG 1.1, 8.3); raise ValueError for Q, T and others.

    >>> [stroke.command for stroke in read_path("m1 1h2a2 2 0 012 2z")]
    ['M', 'L', 'C', 'Z']
    """
    pen = _Pen()
    for letter, text in _COMMAND.findall(data):
        kind = letter.upper()
        for index, numbers in enumerate(_arguments(kind, text)):
            # Further points after a move are lines (8.3.2).
            yield from pen.draw("L" if kind == "M" and index else kind, numbers, letter.islower())


def _arguments(kind: str, text: str) -> Iterator[Sequence[float]]:
    if kind == "A":
        for found in _ARC.findall(text):
            yield tuple(map(float, found))
        return
    if kind not in _ARITY:
        raise ValueError(f"{kind} in a path is not known")
    numbers, arity = [float(number) for number in re.findall(_NUMBER, text)], _ARITY[kind]
    if not arity:
        yield ()
        return
    for start in range(0, len(numbers), arity):
        yield numbers[start : start + arity]


class _Pen:
    """Where the pen is, where the outline began, and the last handle of a curve."""

    def __init__(self) -> None:
        self._at = self._began = 0j
        self._handle: complex | None = None

    def draw(self, kind: str, numbers: Sequence[float], relative: bool) -> Iterator[Stroke]:  # noqa: FBT001
        """Yield the strokes of one command, and move to its end."""
        origin = self._at if relative else 0j
        handle, self._handle = self._handle, None
        match kind:
            case "M":
                self._at = self._began = origin + complex(*numbers)
                yield Stroke("M", (self._at,))
            case "L" | "H" | "V":
                self._at = self._straight(kind, numbers, origin)
                yield Stroke("L", (self._at,))
            case "C" | "S":
                points = [origin + complex(*numbers[i : i + 2]) for i in range(0, len(numbers), 2)]
                if kind == "S":
                    points.insert(0, self._at if handle is None else 2 * self._at - handle)
                self._handle, self._at = points[1:]
                yield Stroke("C", tuple(points))
            case "A":
                start, self._at = self._at, origin + complex(*numbers[5:])
                yield from _arc(start, numbers, self._at)
            case _:
                self._at = self._began
                yield Stroke("Z")

    def _straight(self, kind: str, numbers: Sequence[float], origin: complex) -> complex:
        if kind == "H":
            return complex(origin.real + numbers[0], self._at.imag)
        if kind == "V":
            return complex(self._at.real, origin.imag + numbers[0])
        return origin + complex(*numbers)


def _arc(start: complex, numbers: Sequence[float], end: complex) -> Iterator[Stroke]:
    """Yield an arc of an ellipse as curves, none over a quarter (SVG 1.1, F.6.5 and F.6.6)."""
    across, down, degrees, large, sweep = numbers[:5]
    if not across or not down or start == end:
        yield Stroke("L", (end,))
        return
    turn = cmath.rect(1, math.radians(degrees))

    def round_of(point: complex) -> complex:
        """Return a point where the ellipse is a circle of radius 1."""
        flat = point / turn
        return complex(flat.real / across, flat.imag / down)

    def back(point: complex) -> complex:
        return complex(point.real * across, point.imag * down) * turn

    half = (round_of(end) - round_of(start)) / 2
    grown = max(1.0, abs(half))  # radii that are too small are scaled up
    aside = math.sqrt(max(0.0, grown**2 - abs(half) ** 2)) * half / abs(half) * 1j
    center = round_of(start) + half + (aside if large != sweep else -aside)
    first = cmath.phase(round_of(start) - center)
    angle = (cmath.phase(round_of(end) - center) - first) % math.tau
    if not sweep:
        angle -= math.tau
    parts = math.ceil(abs(angle) / (math.pi / 2) - 1e-9)
    reach = 4 / 3 * math.tan(angle / parts / 4) * 1j
    for part in range(parts):
        one, two = (cmath.rect(grown, first + angle * (part + i) / parts) for i in (0, 1))
        last = end if part + 1 == parts else back(center + two)
        yield Stroke(
            "C", (back(center + one * (1 + reach)), back(center + two * (1 - reach)), last)
        )


def _circle(shape: Mapping[str, str]) -> str:
    x, y = float(shape.get("cx", 0)), float(shape.get("cy", 0))
    across = float(shape.get("r") or shape["rx"])
    down = float(shape.get("r") or shape["ry"])
    half = f"{across} {down} 0 1 1"
    return f"M{x - across} {y}a{half} {2 * across} 0a{half} {-2 * across} 0z"


def _rect(shape: Mapping[str, str]) -> str:
    x, y = float(shape.get("x", 0)), float(shape.get("y", 0))
    width, height = float(shape["width"]), float(shape["height"])
    r = float(shape.get("rx") or shape.get("ry") or 0)
    corner = f"a{r} {r} 0 0 1"
    return (
        f"M{x + r} {y}h{width - 2 * r}{corner} {r} {r}v{height - 2 * r}{corner} {-r} {r}"
        f"h{2 * r - width}{corner} {-r} {-r}v{2 * r - height}{corner} {r} {-r}z"
    )


def _line(shape: Mapping[str, str]) -> str:
    return f"M{shape['x1']} {shape['y1']}L{shape['x2']} {shape['y2']}"


_SHAPES: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "path": lambda shape: shape["d"],
    "circle": _circle,
    "ellipse": _circle,
    "rect": _rect,
    "line": _line,
    "polyline": lambda shape: f"M{shape['points']}",
    "polygon": lambda shape: f"M{shape['points']}z",
}
