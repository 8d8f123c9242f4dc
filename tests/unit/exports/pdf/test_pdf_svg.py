"""Icons: their shapes become lines and curves."""

import math

import pytest

from smbcrm.core.paths import resources
from smbcrm.exports.pdf.svg import Stroke, icon, read_path

ICONS = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))


def commands(data: str) -> str:
    return "".join(stroke.command for stroke in read_path(data))


def ends(data: str) -> list[complex]:
    return [stroke.points[-1] for stroke in read_path(data) if stroke.points]


def middle(start: complex, curve: Stroke) -> complex:
    """Return the point half-way along a curve."""
    one, two, end = curve.points
    return (start + 3 * one + 3 * two + end) / 8


def test_lines_are_read() -> None:
    assert ends("M1 2L3 4H5V6l1-1h-2v.5") == [
        1 + 2j,
        3 + 4j,
        5 + 4j,
        5 + 6j,
        6 + 5j,
        4 + 5j,
        4 + 5.5j,
    ]


def test_points_after_a_move_are_lines() -> None:
    assert commands("m1 1 2 2 3 3") == "MLL"
    assert ends("m1 1 2 2 3 3") == [1 + 1j, 3 + 3j, 6 + 6j]


def test_a_closed_outline_goes_on_from_its_beginning() -> None:
    assert commands("M1 1h4v4zm1 1h1") == "MLLZML"
    assert ends("M1 1h4v4zm1 1h1")[-2:] == [2 + 2j, 3 + 2j]


def test_curves_are_read() -> None:
    (_, first, second) = read_path("M0 0c1 0 2 1 2 2s1 3 2 3")
    assert first.points == (1 + 0j, 2 + 1j, 2 + 2j)
    assert second.points == (2 + 3j, 3 + 5j, 4 + 5j), "the handle goes on straight"
    (_, alone) = read_path("M1 1S2 3 4 5")
    assert alone.points == (1 + 1j, 2 + 3j, 4 + 5j)


@pytest.mark.parametrize(
    ("data", "through"),
    [
        ("M0 0A5 5 0 0 1 10 0", 5 - 5j),
        ("M0 0A5 5 0 0 0 10 0", 5 + 5j),
        ("M0 0a1 1 0 0 1 10 0", 5 - 5j),
    ],
)
def test_half_a_circle_is_two_quarters(data: str, through: complex) -> None:
    _, first, second = read_path(data)
    assert first.points[-1] == pytest.approx(through)
    assert second.points[-1] == 10
    assert abs(middle(0j, first) - 5) == pytest.approx(5, rel=1e-3)


@pytest.mark.parametrize(("flags", "way"), [("0 0", 90), ("0 1", 90), ("1 0", 270), ("1 1", 270)])
def test_the_flags_of_an_arc_choose_one_of_four(flags: str, way: int) -> None:
    _, *curves = read_path(f"M0 0A10 10 0 {flags} 10 10")
    assert len(curves) == way // 90
    assert curves[-1].points[-1] == 10 + 10j
    center = 10 + 0j if flags in {"0 0", "1 1"} else 10j
    starts = [0j, *(curve.points[-1] for curve in curves)]
    for start, curve in zip(starts, curves, strict=False):
        assert abs(middle(start, curve) - center) == pytest.approx(10, rel=1e-3)


def test_a_turned_ellipse_keeps_its_shape() -> None:
    _, *curves = read_path("M0 0A10 5 30 0 1 10 10")
    turn = complex(math.cos(math.radians(30)), math.sin(math.radians(30)))
    points = [0j, 10 + 10j, middle(0j, curves[0])]
    flat = [point / turn for point in points]
    circle = [complex(point.real / 10, point.imag / 5) for point in flat]
    one, two, three = circle
    # The center of a circle of radius 1 through two points, on one of two sides.
    half = (two - one) / 2
    aside = 1j * half / abs(half) * math.sqrt(1 - abs(half) ** 2)
    assert any(
        abs(three - (one + half + side)) == pytest.approx(1, rel=1e-2) for side in (aside, -aside)
    )


def test_the_flags_of_an_arc_need_no_blanks() -> None:
    assert list(read_path("M1 2a10 10 0 0010-10")) == list(read_path("M1 2a10 10 0 0 0 10 -10"))


def test_an_arc_of_no_size_is_a_line() -> None:
    assert commands("M0 0a0 5 0 0 1 3 3") == "ML"
    assert commands("M0 0a5 5 0 0 1 0 0") == "ML"


@pytest.mark.parametrize("letter", ["Q", "t", "x"])
def test_what_is_not_known_is_refused(letter: str) -> None:
    with pytest.raises(ValueError, match="is not known"):
        list(read_path(f"M0 0{letter}1 1 2 2"))


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_read_and_lies_on_its_square(name: str) -> None:
    side = 32 if name == "shopbell" else 24
    strokes = icon(name)
    assert strokes[0].command == "M"
    for stroke in strokes:
        for point in stroke.points:
            assert -0.1 <= point.real <= side + 0.1
            assert -0.1 <= point.imag <= side + 0.1


def test_an_icon_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OSError, match="nothing"):
        icon("nothing")
