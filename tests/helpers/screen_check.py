"""Finds on a screen what people cannot read or a screen reader cannot say.

Cut text, text that sticks out of what surrounds it, money or names that were shortened, and
controls without an accessible name.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTextEdit,
    QToolButton,
    QWidget,
)

from smbcrm.ui.widgets.labels import ElideLabel

_SLACK = 1
_NEVER_SHORTENED = {"money", "kpi", "kpiBig", "name", "error", "errorStrong"}
_CONTROLS = (
    *(QAbstractButton, QLineEdit, QComboBox, QAbstractItemView),
    *(QPlainTextEdit, QTextEdit, QAbstractSpinBox),
)


def faults(root: QWidget) -> list[str]:
    """Return what is wrong on the screen as it stands, each with the place where it is."""
    found: list[str] = []
    for widget in _in_sight(root):
        found += [f"{_place(widget)}: {why}" for why in (*_cut(widget), *_unnamed(widget))]
    return found


def _in_sight(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and widget.width() and not _inside_combo(widget):
            yield widget


def _inside_combo(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)


def _cut(widget: QWidget) -> Iterator[str]:
    match widget:
        case ElideLabel():
            yield from _cut_elided(widget)
        case QLabel() if widget.text():
            yield from _cut_label(widget)
        case QPushButton() | QToolButton() if widget.text() and not widget.layout():
            if widget.minimumSizeHint().width() > widget.width() + _SLACK:
                yield f"button too narrow: {widget.text()!r}"
        case QComboBox() if not widget.property("quotes"):
            yield from _cut_combo(widget)
        case QScrollArea():
            yield from _cut_inside(widget)
        case QLineEdit() if widget.placeholderText() and not widget.text():
            room = widget.contentsRect().width()
            if QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText()) > room:
                yield f"placeholder cut: {widget.placeholderText()!r}"
        case _:
            pass
    if _has_text(widget) and not _can_scroll(widget):
        yield from _sticks_out(widget)


def _cut_inside(area: QScrollArea) -> Iterator[str]:
    """Yield what lies beside the sight of an area that cannot be moved there.

    What fits its place is asked for the least that it takes: its width follows a turn later where
    a scroll bar comes or goes.
    """
    inside, room = area.widget(), area.viewport().width()
    off = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if inside is None or not off:
        return
    least = inside.minimumSizeHint().expandedTo(inside.minimumSize()).width()
    wide = least if area.widgetResizable() else inside.width()
    if wide > room:
        yield f"{wide} wide in a place of {room}"


def _cut_elided(widget: ElideLabel) -> Iterator[str]:
    if widget.property("kind") in _NEVER_SHORTENED and widget.is_cut():
        yield f"shortened: {widget.text()!r}"
    if QFontMetrics(widget.font()).height() > widget.height() + _SLACK:
        yield f"too low for its text: {widget.text()!r}"


def _has_text(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox | ElideLabel)


def _cut_label(widget: QLabel) -> Iterator[str]:
    room, metrics = widget.contentsRect(), QFontMetrics(widget.font())
    margin = widget.margin() * 2
    if type(widget) is not QLabel and widget.hasHeightForWidth():  # one of ours that wraps itself
        if widget.heightForWidth(widget.width()) > widget.height() + _SLACK:
            yield f"too low for its lines: {widget.text()!r}"
        return
    if widget.wordWrap():
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        needed = metrics.boundingRect(
            QRect(0, 0, room.width() - margin, 10_000), flags, widget.text()
        )
        if needed.height() > room.height() + _SLACK:
            yield f"too low for its lines: {widget.text()!r}"
        if needed.width() > room.width() + _SLACK:
            yield f"a word is too wide: {widget.text()!r}"
        return
    lines = widget.text().split("\n")
    if max(metrics.horizontalAdvance(line) for line in lines) + margin > room.width() + _SLACK:
        yield f"cut: {widget.text()!r}"
    if metrics.height() * len(lines) > room.height() + _SLACK + 1:
        yield f"too low: {widget.text()!r}"


def _cut_combo(widget: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    option.initFrom(widget)
    room = widget.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
    )
    icon = (
        widget.iconSize().width() + 4 if not widget.itemIcon(widget.currentIndex()).isNull() else 0
    )
    needed = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText()) + icon
    if needed > room.width() + _SLACK:
        yield f"choice cut: {widget.currentText()!r}"


def _sticks_out(widget: QWidget) -> Iterator[str]:
    seen = widget.visibleRegion().boundingRect()
    if seen.isEmpty() or (
        seen.width() + _SLACK >= widget.width() and seen.height() + _SLACK >= widget.height()
    ):
        if seen.isEmpty() and not widget.visibleRegion().isEmpty():
            return
        if not seen.isEmpty():
            return
    if not _covered(widget):
        yield f"sticks out: {seen.width()}x{seen.height()} of {widget.width()}x{widget.height()}"


def _covered(widget: QWidget) -> bool:
    """Tell whether it is only behind something that lies over the page on purpose."""
    window = widget.window()
    corner = widget.mapTo(window, widget.rect().topLeft())
    inside = window.rect().contains(QRect(corner, widget.size()))
    parent = widget.parentWidget()
    while inside and parent is not None and parent is not window:
        inside = parent.rect().contains(
            QRect(widget.mapTo(parent, widget.rect().topLeft()), widget.size())
        )
        parent = parent.parentWidget()
    return inside


def _can_scroll(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _unnamed(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QScrollBar) or not isinstance(widget, _CONTROLS):
        return
    interface = QAccessible.queryAccessibleInterface(widget)
    if not interface.text(QAccessible.Text.Name).strip():
        yield "no accessible name"


def _place(widget: QWidget) -> str:
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return " < ".join(names)
