"""A page of paper on the screen, as wide as there is room for it, or larger and scrolled.

It draws nothing itself: it says how fine a picture it wants (`wanted`, `dots_per_inch`), and shows
the one of before, stretched, until that is there.
"""

import math

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from smbcrm.ui.theme.look import color
from smbcrm.ui.widgets.free_place import PAGE

MARGIN = 12
_INCH = 25.4
_SCREEN_INCH = 96
"""Logical pixels that an inch of paper takes at 100 % (CSS 2.1, section 4.3.2)."""
_STEPS = (50, 75, 100, 125, 150, 200)
_SMALLEST = 0.2
_LOWEST = 80
_ROUNDING = 2
_SETTLES_MS = 60
"""So long a window keeps its size before a picture for it is asked for."""
_PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PageView(QScrollArea):
    """Shows one page. At first it fits the width, but is never larger than it is on paper.

    `corner` is the radius of the card in whose lower left corner it lies.
    """

    wanted = Signal()
    """A picture of other fineness is wanted."""
    zoomed = Signal()
    """It is shown larger or smaller than before."""

    def __init__(self, *, corner: int = 0) -> None:
        super().__init__()
        self.setProperty(PAGE, True)  # noqa: FBT003 - Qt's order
        self._corner = corner
        self._paper = QSizeF(148, 210)
        self._zoom = 0
        self._asked = 0
        self._sheet = _Sheet(self)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_LOWEST)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._settling.timeout.connect(self._ask_if_other)

    @property
    def percent(self) -> int:
        """How large it is shown, in hundredths of its size on paper."""
        return round(self._scale() * 100)

    @property
    def fits(self) -> bool:
        """Whether it follows the room that there is."""
        return not self._zoom

    def dots_per_inch(self) -> int:
        """Return how fine the picture has to be to be sharp here."""
        return max(1, int(_SCREEN_INCH * self._scale() * self.devicePixelRatioF()))

    def set_paper(self, width: float, height: float) -> None:
        """Show a sheet of this size, in millimetres."""
        paper = QSizeF(width, height)
        if paper != self._paper:
            self._paper = paper
            self._changed()

    @property
    def picture(self) -> QImage | None:
        """The page that is shown."""
        return self._sheet.image

    def show_picture(self, image: QImage | None) -> None:
        """Show a page; None shows an empty sheet."""
        self._sheet.image = image
        self._sheet.update()

    def asked(self) -> int:
        """Return the fineness of the picture that is asked for now."""
        self._asked = self.dots_per_inch()
        return self._asked

    def can_step(self, by: int) -> bool:
        """Tell whether it can be shown larger (+1) or smaller (-1)."""
        return self._next(by) is not None

    def step(self, by: int) -> None:
        """Show it larger (+1) or smaller (-1), in even steps."""
        zoom = self._next(by)
        if zoom is not None:
            self._zoom = zoom
            self._changed()
            self._ask_if_other()

    def fit(self) -> None:
        """Let it fit the width again."""
        self._zoom = 0
        self._changed()
        self._ask_if_other()

    def scroll_by(self, ways: int) -> bool:
        """Scroll down (+1) or up (-1) by what is in sight; say whether there was more to see."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + ways * bar.pageStep())
        return bar.value() != before

    def to_edge(self, *, bottom: bool) -> None:
        """Show the top of the page, or its foot."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if bottom else 0)

    def paper_size(self) -> QSizeF:
        """Return the room of the sheet on the screen, in logical pixels."""
        return self._paper * (self.dots_per_inch() / _INCH / self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the room, and ask for a picture once it stays."""
        super().resizeEvent(event)
        if self.fits:
            self._changed()
            self._settling.start()

    def event(self, event: QEvent) -> bool:
        """Ask for a finer picture on a finer screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._changed()
            self._settling.start()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground behind the sheet, round where the card is."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("canvas"))
        ground, round_ = QRectF(self.viewport().rect()), float(self._corner)
        path = QPainterPath(ground.topLeft())
        path.lineTo(ground.left(), ground.bottom() - round_)
        path.quadTo(ground.bottomLeft(), ground.bottomLeft() + QPointF(round_, 0))
        path.lineTo(ground.bottomRight())
        path.lineTo(ground.topRight())
        painter.drawPath(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the keys that turn pages to whoever has the pages."""
        if event.key() in _PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll; with Ctrl show it larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._sheet.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that it is elsewhere."""
        super().focusOutEvent(event)
        self._sheet.update()

    def _scale(self) -> float:
        if self._zoom:
            return self._zoom / 100
        # Without the scroll bar, be it there or not: else it would come and go by itself.
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.maximumViewportSize().width() - bar - 2 * MARGIN
        return max(_SMALLEST, min(1.0, room * _INCH / _SCREEN_INCH / self._paper.width()))

    def _next(self, by: int) -> int | None:
        now = self.percent
        steps = [one for one in _STEPS if (one > now if by > 0 else one < now)]
        if not steps:
            return None
        return steps[0] if by > 0 else steps[-1]

    def _changed(self) -> None:
        paper = self.paper_size()
        self._sheet.setMinimumSize(_around(paper))
        self._sheet.update()
        self.zoomed.emit()

    def _ask_if_other(self) -> None:
        self._settling.stop()
        if self.dots_per_inch() != self._asked:
            self.wanted.emit()


class _Sheet(QWidget):
    """The sheet, with room around it."""

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self.image: QImage | None = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw sheet and picture: dot by dot where it has the fineness of the screen."""
        del event
        painter = QPainter(self)
        place = self._place()
        painter.fillRect(place, Qt.GlobalColor.white)
        if self.image is not None:
            ratio = self.devicePixelRatioF()
            own = QSizeF(self.image.size()) / ratio
            exact = _is_about(own, place)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
            target = QRectF(place.topLeft(), own) if exact else QRectF(place)
            painter.drawImage(target, self.image)
        focused = self._view.hasFocus()
        painter.setPen(QPen(color("focus" if focused else "lineStrong"), 2 if focused else 1))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _place(self) -> QRect:
        size = self._view.paper_size()
        width, height = round(size.width()), round(size.height())
        left = max(MARGIN, (self.width() - width) // 2)
        return QRect(left, MARGIN, width, height)


def _is_about(own: QSizeF, place: QRect) -> bool:
    """Tell whether a picture differs from its place by rounding alone."""
    across, down = own.width() - place.width(), own.height() - place.height()
    return max(abs(across), abs(down)) < _ROUNDING


def _around(paper: QSizeF) -> QSize:
    width, height = math.ceil(paper.width()), math.ceil(paper.height())
    return QSize(width + 2 * MARGIN, height + 2 * MARGIN)
