"""What the program wears, and that it can change while it runs."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QFrame, QLabel
from pytestqt.qtbot import QtBot

from smbcrm.ui.theme import look
from smbcrm.ui.theme.look import color, font, wear
from smbcrm.ui.theme.props import dress
from smbcrm.ui.theme.tokens import Theme, tokens


def ground(qtbot: QtBot) -> QFrame:
    frame = QFrame()
    qtbot.addWidget(frame)
    dress(frame, kind="card")
    frame.resize(60, 60)
    return frame


def middle(frame: QFrame) -> QColor:
    return frame.grab().toImage().pixelColor(30, 30)


@pytest.mark.parametrize("theme", Theme)
def test_a_card_has_the_colour_of_the_theme(qapp: QApplication, qtbot: QtBot, theme: Theme) -> None:
    frame = ground(qtbot)
    wear(qapp, theme, "en")
    assert look.looks().theme is theme
    assert middle(frame).name().upper() == tokens().colors[theme]["surface"]
    assert color("surface").name().upper() == tokens().colors[theme]["surface"]


def test_the_palette_holds_what_the_sheet_does_not_reach(qapp: QApplication) -> None:
    wear(qapp, Theme.DARK, "en")
    palette = qapp.palette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    assert palette.color(role.PlaceholderText) == color("ink3")
    assert palette.color(role.Highlight) == color("primary")
    assert palette.color(role.Window) == color("canvas")
    assert palette.color(group.Disabled, role.Text) == color("inkDisabled")


def test_a_change_is_told_once_and_the_same_again_is_not(qapp: QApplication) -> None:
    wear(qapp, Theme.LIGHT, "en")
    told: list[Theme] = []
    connection = look.looks().changed.connect(lambda: told.append(look.looks().theme))
    wear(qapp, Theme.DARK, "en")
    wear(qapp, Theme.DARK, "en")
    assert told == [Theme.DARK]
    wear(qapp, Theme.DARK, "zh_CN")
    assert len(told) == 2
    look.looks().changed.disconnect(connection)


def test_the_scrim_lets_the_page_through() -> None:
    assert color("scrim").getRgb() == (0x1D, 0x24, 0x21, 0x66)


def test_an_unknown_colour_is_refused() -> None:
    with pytest.raises(KeyError):
        color("primry")


def test_smaller_text_reaches_labels_and_painters(qapp: QApplication, qtbot: QtBot) -> None:
    title = QLabel("Today")
    qtbot.addWidget(title)
    dress(title, kind="title")
    wear(qapp, Theme.LIGHT, "en", 0.9)
    assert (title.fontInfo().pixelSize(), font("title").pixelSize()) == (18, 18)
    assert qapp.font().pixelSize() == 12
    wear(qapp, Theme.LIGHT, "en")
    assert (title.fontInfo().pixelSize(), font("title").pixelSize()) == (20, 20)


def test_without_a_wish_the_system_is_followed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    wear(qapp, None, "en")
    assert look.looks().theme is Theme.LIGHT
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.looks().theme is Theme.DARK


def test_a_wish_stands_against_the_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    wear(qapp, Theme.LIGHT, "en")
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.looks().theme is Theme.LIGHT


def test_high_contrast_drops_our_colours_and_keeps_our_sizes(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = SimpleNamespace(contrastPreference=lambda: Qt.ContrastPreference.HighContrast)
    title = QLabel("Today")
    qtbot.addWidget(title)
    dress(title, kind="title")
    with monkeypatch.context() as patch:
        patch.setattr(QStyleHints, "accessibility", lambda _: asked)
        wear(qapp, Theme.LIGHT, "en")
    system = qapp.style().standardPalette()
    assert color("dangerText") == color("ink") == system.color(QPalette.ColorRole.Text)
    assert title.fontInfo().pixelSize() == 20
