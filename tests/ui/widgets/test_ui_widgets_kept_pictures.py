"""What many rows show alike is drawn once, and again when the look changes."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme, tokens
from smbcrm.ui.widgets import badges, painting

PLACE = QRect(10, 10, 32, 32)


def painted(ratio: float = 1.0) -> QImage:
    """Return a picture of somebody's initials."""
    image = QImage(round(60 * ratio), round(60 * ratio), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    badges.paint_avatar(painter, PLACE, "HB", "gold")
    painter.end()
    return image


def ground(image: QImage) -> str:
    return image.pixelColor(PLACE.center().x(), PLACE.top() + 3).name().upper()


def test_a_picture_is_drawn_once() -> None:
    drawn: list[QRect] = []
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    for left in (0, 20):
        painting.paint_kept(painter, QRect(left, 5, 10, 8), "one", lambda _, at: drawn.append(at))
    painting.paint_kept(painter, QRect(0, 5, 12, 8), "one", lambda _, at: drawn.append(at))
    painting.paint_kept(painter, QRect(0, 5, 0, 8), "one", lambda _, at: drawn.append(at))
    painter.end()
    assert drawn == [QRect(0, 0, 10, 8), QRect(0, 0, 12, 8)]


def test_it_stands_where_it_belongs_in_the_colour_of_the_theme(qapp: QApplication) -> None:
    for theme in (Theme.LIGHT, Theme.DARK, Theme.LIGHT):
        look.wear(qapp, theme, "en")
        assert ground(painted()) == tokens().colors[theme]["goldSoft"]
    assert painted().pixelColor(2, 2) == QColor("white")


def test_it_is_sharp_on_every_screen() -> None:
    fine = painted(2.0)
    assert fine.pixelColor(2 * PLACE.center().x(), 2 * PLACE.top() + 6) == QColor(
        look.color("goldSoft")
    )
    assert fine.size() == painted().size() * 2


def test_there_is_an_end_to_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painting, "_MOST_KEPT", 3)
    painting._kept().pictures.clear()
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    drawn: list[int] = []
    for what in (1, 2, 3, 4, 4, 1):
        painting.paint_kept(
            painter, QRect(0, 0, 9, 9), ("end", what), lambda *_, what=what: drawn.append(what)
        )
    painter.end()
    assert drawn == [1, 2, 3, 4, 1]


def test_words_are_measured_anew_in_another_size(qapp: QApplication) -> None:
    large = badges.tier_size("Gold").width()
    look.wear(qapp, Theme.LIGHT, "en", 0.9)
    small = badges.tier_size("Gold").width()
    look.wear(qapp, Theme.LIGHT, "en")
    assert small < large == badges.tier_size("Gold").width()
