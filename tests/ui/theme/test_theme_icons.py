"""Icons: all there, in one colour, and in the colour of the moment."""

import gc

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from smbcrm.ui.theme import icons, look, svg
from smbcrm.ui.theme.look import color
from smbcrm.ui.theme.tokens import Theme, tokens
from tools import build_icons

NAMES = build_icons.wanted_icons()


def solid_colors(pixmap: QPixmap) -> set[str]:
    """Return the colours of the pixels that are wholly covered."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_exactly_the_icons_that_are_used_are_shipped() -> None:
    shipped = {path.stem for path in svg.folder().glob("*.svg")}
    assert shipped == {*NAMES, "shopbell"}
    assert set(tokens().icons) <= shipped
    assert (svg.folder() / "LICENSE").read_text("utf-8").startswith("ISC License")


def test_an_icon_is_drawn_in_the_colour_asked_for_only() -> None:
    found = {name: solid_colors(icons.pixmap(name, 32, "danger", 1.0)) for name in NAMES}
    assert set(found) >= {"gift", "wifi-off"}
    assert {name for name in NAMES if found[name] != {color("danger").name()}} == set()


def test_an_icon_has_the_pixels_of_its_screen() -> None:
    pixmap = icons.pixmap("gift", 18, "ink", 1.5)
    assert pixmap.size() == QSize(27, 27)
    assert pixmap.deviceIndependentSize().toSize() == QSize(18, 18)


def test_an_unknown_icon_or_colour_is_refused() -> None:
    with pytest.raises(KeyError):
        icons.pixmap("no-such-icon", 18, "ink", 1.0)
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")
    with pytest.raises(KeyError):
        icons.icon("gift", 18, "no-such-colour")


def test_small_icons_have_a_thicker_stroke() -> None:
    assert [svg.stroke_for(size) for size in (13, 15, 18, 22)] == [2.0, 2.0, 1.75, 1.75]
    thin, thick = (icons.pixmap("x", 40, "ink", 1.0, stroke) for stroke in (1.0, 4.0))
    assert thin.toImage() != thick.toImage()


def test_an_icon_on_a_button_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.setIcon(icons.icon("square", 18, "danger"))
    shown = []
    for theme in Theme:
        look.wear(qapp, theme, "en")
        shown.append(solid_colors(button.icon().pixmap(64, 64)))
        assert shown[-1] == {color("danger").name()}
    assert shown[0] != shown[1]


def test_a_checked_icon_and_one_that_is_off_have_colours_of_their_own() -> None:
    icon = icons.icon("square", 18, "ink2", "primaryText")
    size = QSize(64, 64)
    off = icon.pixmap(size, QIcon.Mode.Disabled, QIcon.State.Off)
    on = icon.pixmap(size, QIcon.Mode.Normal, QIcon.State.On)
    both = icon.pixmap(size, QIcon.Mode.Disabled, QIcon.State.On)
    assert solid_colors(off) == solid_colors(both) == {color("inkDisabled").name()}
    assert solid_colors(on) == {color("primaryText").name()}


def test_a_painted_icon_sits_in_the_middle_of_its_place() -> None:
    sheet = QPixmap(80, 40)
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    icons.icon("square", 18, "ink").paint(painter, 0, 0, 80, 40)
    painter.end()
    image = sheet.toImage()
    dark = [x for x in range(80) if image.pixelColor(x, 20).lightness() < 128]
    assert min(dark) + max(dark) == pytest.approx(79, abs=1)
    assert min(dark) > 20


def test_copies_of_an_icon_outlive_the_first() -> None:
    copies = []
    for _ in range(300):
        icon = icons.icon("gift")
        copy = QIcon(icon)
        copy.addPixmap(QPixmap(1, 1))  # a change makes the copy take an engine of its own
        copies.append(copy)
        del icon
    gc.collect()
    assert all(not copy.pixmap(18, 18).isNull() for copy in copies)


@pytest.mark.parametrize("theme", Theme)
def test_the_mark_wears_the_theme(qapp: QApplication, theme: Theme) -> None:
    look.wear(qapp, theme, "en")
    found = solid_colors(icons.mark(256))
    assert {color(name).name() for name in ("primary", "onPrimary", "gold")} <= found


def test_the_window_icon_has_the_sizes_systems_ask_for() -> None:
    assert QSize(16, 16) in icons.window_icon().availableSizes()
    assert QSize(256, 256) in icons.window_icon().availableSizes()
