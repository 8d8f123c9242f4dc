"""A page on the screen: as wide as there is room, sharp, larger and smaller, scrolled."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.ui.widgets.page_view import MARGIN, PageView

A5 = (148.0, 210.0)


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    made = PageView(corner=9)
    made.set_paper(*A5)
    qtbot.addWidget(made)
    made.resize(512, 480)
    made.show()
    return made


def stripes(size: QSize) -> QImage:
    """Return a picture in which every second column is black."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for x in range(0, size.width(), 2):
        for y in range(size.height()):
            image.setPixelColor(x, y, Qt.GlobalColor.black)
    return image


def test_it_fits_the_width(view: PageView) -> None:
    assert view.fits
    room = view.viewport().width() - 2 * MARGIN
    assert room - 8 <= view.paper_size().width() <= room
    view.resize(400, 480)
    assert view.paper_size().width() < 400 - 2 * MARGIN


def test_it_is_never_larger_than_on_paper_by_itself(view: PageView) -> None:
    view.resize(1000, 480)
    assert view.percent == 100
    assert view.dots_per_inch() == 96


def test_it_goes_up_and_down_in_even_steps_and_back_to_the_width(view: PageView) -> None:
    by_itself = view.percent
    view.step(1)
    assert (view.percent, view.fits) == (100, False)
    for _ in range(9):
        view.step(1)
    assert view.percent == 200
    assert not view.can_step(1)
    for _ in range(9):
        view.step(-1)
    assert view.percent == 50
    assert not view.can_step(-1)
    view.fit()
    assert (view.percent, view.fits) == (by_itself, True)


def test_it_asks_for_a_picture_of_its_own_fineness(view: PageView, qtbot: QtBot) -> None:
    before = view.asked()
    with qtbot.waitSignal(view.wanted):
        view.step(1)
    assert view.asked() > before
    view.fit()
    view.asked()
    with qtbot.assertNotEmitted(view.wanted):
        view.fit()


def test_a_window_that_is_drawn_larger_asks_once(view: PageView, qtbot: QtBot) -> None:
    view.asked()
    told: list[int] = []
    view.wanted.connect(lambda: told.append(view.asked()))
    for width in range(480, 400, -4):
        view.resize(width, 480)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [view.dots_per_inch()]


def test_a_finer_screen_wants_a_finer_picture(
    view: PageView, monkeypatch: pytest.MonkeyPatch
) -> None:
    dots, size = view.dots_per_inch(), view.paper_size()
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 2.0)
    assert view.dots_per_inch() in {2 * dots, 2 * dots + 1}
    assert abs(view.paper_size().width() - size.width()) < 4


def test_the_picture_is_drawn_dot_by_dot(view: PageView) -> None:
    view.step(1)
    paper = view.paper_size()
    view.show_picture(stripes(QSize(round(paper.width()) + 1, round(paper.height()))))
    seen = view.grab().toImage()
    found = {seen.pixelColor(x, 200).name() for x in range(100, 300)}
    assert found == {"#000000", "#ffffff"}


def test_the_picture_of_before_is_stretched_meanwhile(view: PageView) -> None:
    view.show_picture(stripes(QSize(100, 140)))
    view.step(1)
    seen = view.grab().toImage()
    assert len({seen.pixelColor(x, 200).name() for x in range(100, 300)}) > 2
    view.show_picture(None)
    seen = view.grab().toImage()
    assert {seen.pixelColor(x, 200).name() for x in range(100, 300)} == {"#ffffff"}


def test_ctrl_and_the_wheel_show_it_larger(view: PageView) -> None:
    def turn(way: int, keys: Qt.KeyboardModifier) -> None:
        middle = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            middle,
            view.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, way * 120),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt's
        )
        QApplication.sendEvent(view.viewport(), event)

    by_itself = view.percent
    turn(-1, Qt.KeyboardModifier.NoModifier)
    assert view.percent == by_itself
    assert view.verticalScrollBar().value() > 0
    turn(1, Qt.KeyboardModifier.ControlModifier)
    assert view.percent == 100
    turn(-1, Qt.KeyboardModifier.ControlModifier)
    assert view.percent == 75


def test_it_scrolls_by_what_is_in_sight_and_says_where_it_ends(view: PageView) -> None:
    assert view.scroll_by(1)
    while view.scroll_by(1):
        pass
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    view.to_edge(bottom=False)
    assert not view.scroll_by(-1)
    view.to_edge(bottom=True)
    assert not view.scroll_by(1)


def test_the_keys_that_turn_pages_are_left_to_whoever_has_them(qtbot: QtBot) -> None:
    class Around(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.keys: list[int] = []

        def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
            self.keys.append(event.key())  # type: ignore[attr-defined]

    around, view = Around(), PageView()
    QVBoxLayout(around).addWidget(view)
    qtbot.addWidget(around)
    around.resize(400, 300)
    around.show()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert around.keys == [Qt.Key.Key_PageDown]


def test_the_focus_is_seen(view: PageView, qtbot: QtBot) -> None:
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.clearFocus()
    before = view.grab().toImage()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.grab().toImage() != before
    view.clearFocus()
    assert view.grab().toImage() == before


def test_it_is_as_wide_with_a_scroll_bar_as_without(view: PageView, qtbot: QtBot) -> None:
    """Else the bar would come and go by itself."""
    low = view.percent
    assert view.verticalScrollBar().isVisible()
    view.resize(512, 900)
    qtbot.waitUntil(lambda: not view.verticalScrollBar().isVisible())
    assert view.percent == low
