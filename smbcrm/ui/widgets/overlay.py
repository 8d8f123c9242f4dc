"""A card over everything: the focus stays inside it and goes back where it was."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from smbcrm.ui.theme.look import color
from smbcrm.ui.widgets.focus import focus_chain

_MARGIN = 24
_TOP = 48


class Overlay(QWidget):
    """Covers its parent; Esc and a click beside the card close it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card: QWidget | None = None
        self._before: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN, _TOP, _MARGIN, _MARGIN)
        parent.installEventFilter(self)
        self.hide()

    def card(self) -> QWidget | None:
        """Return the card that is shown."""
        return self._card

    def cover(self, card: QWidget) -> None:
        """Show a card in place of the one that is shown; it is let go when it is closed.

        The focus goes to the first place in it, unless the card takes it when it is shown.
        """
        if self._card is None:
            self._before = QApplication.focusWidget()
            _app().focusChanged.connect(self._focus_moved)
        self._let_go()
        self._card = card
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        self._column.addWidget(card, 0, top)
        self._fit()
        self.show()
        self.raise_()
        if not self._holds(QApplication.focusWidget()):
            self._focus_first()

    def uncover(self) -> None:
        """Close the card and put the focus where it was."""
        if self._card is None:
            return
        _app().focusChanged.disconnect(self._focus_moved)
        self._let_go()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.closed.emit()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802 - Qt's names
        """Let Tab go round inside the card."""
        stops = focus_chain(self)
        if not stops:
            return True
        focused = QApplication.focusWidget()
        way = 1 if next else -1
        at = stops.index(focused) + way if focused in stops else (0 if next else -1)
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[at % len(stops)].setFocus(reason)
        return True

    def event(self, event: QEvent) -> bool:
        """Take Esc before a shortcut of the window does."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close at Esc; no other key gets to what is covered."""
        event.accept()
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.uncover()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Close at a click beside the card."""
        event.accept()
        at = event.position().toPoint()
        if self._card is not None and not self._card.geometry().contains(at):
            self.uncover()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Dim what is covered."""
        QPainter(self).fillRect(event.rect(), color("scrim"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as the parent."""
        if event.type() == QEvent.Type.Resize and self._card is not None:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def _let_go(self) -> None:
        card, self._card = self._card, None
        if card is not None and isValid(card):
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        outside = new is not None and new.window() is self.window() and not self._holds(new)
        if outside and self._card is not None:
            self._focus_first()

    def _focus_first(self) -> None:
        stops = focus_chain(self)
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setFocus(Qt.FocusReason.OtherFocusReason)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 - there is a widget, so there is one
    return app
