"""Every pair of colours the design lists can be read, by our own reckoning of WCAG 2.2."""

import json
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtGui import QColor, QPalette

from smbcrm.core.paths import resources
from smbcrm.ui.theme.contrast import system_colors, theme_of
from smbcrm.ui.theme.tokens import Theme, channels, tokens

KNEE = 0.04045  # where the curve of sRGB begins (WCAG 2.2, "relative luminance")


class Pair(NamedTuple):
    """Two colours that meet: text or line on its ground, the ratio listed and the one needed."""

    theme: Theme
    ink: str
    ground: str
    listed: float
    needed: float


def listed() -> Iterator[Pair]:
    design = json.loads((resources() / "theme" / "tokens.json").read_text("utf-8"))
    for theme in Theme:
        yield from (Pair(theme, *pair) for pair in design["contrastChecked"][theme])


PAIRS = tuple(listed())


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(value: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it for sRGB."""
    red, green, blue = (linear(channel / 255) for channel in channels(value)[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= KNEE else ((part + 0.055) / 1.055) ** 2.4


def ratio(pair: Pair) -> float:
    colors = tokens().colors[pair.theme]
    return contrast(colors[pair.ink], colors[pair.ground])


def test_every_pair_reaches_what_it_needs() -> None:
    assert [pair for pair in PAIRS if ratio(pair) < pair.needed] == []


def test_our_reckoning_is_that_of_the_design() -> None:
    assert [pair for pair in PAIRS if abs(ratio(pair) - pair.listed) > 0.01] == []


def test_text_needs_four_and_a_half_and_lines_need_three() -> None:
    assert {pair.needed for pair in PAIRS} == {4.5, 3.0}
    assert all(len([pair for pair in PAIRS if pair.theme is theme]) == 63 for theme in Theme)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_both_themes_have_the_same_colours() -> None:
    assert set(tokens().colors[Theme.LIGHT]) == set(tokens().colors[Theme.DARK])


def test_eight_digits_end_in_the_strength() -> None:
    assert channels("#1D242166") == (0x1D, 0x24, 0x21, 0x66)
    assert channels("#FFFFFF") == (255, 255, 255, 255)


def test_high_contrast_takes_the_system_s_colours_for_every_token() -> None:
    yellow_on_black = QPalette(QColor("black"), QColor("black"))
    yellow_on_black.setColor(QPalette.ColorRole.Text, QColor("yellow"))
    yellow_on_black.setColor(QPalette.ColorRole.Base, QColor("black"))
    yellow_on_black.setColor(QPalette.ColorRole.Highlight, QColor("cyan"))
    colors = system_colors(yellow_on_black)
    assert set(colors) == set(tokens().colors[Theme.LIGHT])
    assert colors["dangerText"] == "#ffff00"
    assert colors["dangerSoft"] == colors["surface"] == "#000000"
    assert colors["primary"] == colors["focus"] == "#00ffff"
    assert theme_of(yellow_on_black) is Theme.DARK
