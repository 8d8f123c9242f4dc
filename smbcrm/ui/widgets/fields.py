"""Fields of a form: a title above, the field, and below it what is wrong and what to do.

They are checked by the page when the focus leaves them (`left`), never while somebody types.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from smbcrm.core.i18n import N_, NN_
from smbcrm.ui.dropped import dropped_files
from smbcrm.ui.theme import icons
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.calm_combo import CalmCombo
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.own_words import announce, plain_tip, say, say_count

_INNER_ICON = 18
_EDGE = 11
_NARROWEST_COMBO = 90
_LEAST_FOR_SIGN = 60
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Field(QWidget):
    """What all fields have: title, the line of what is wrong, and the focus."""

    left = Signal()
    """The focus went somewhere else."""
    edited = Signal()
    """What is in it changed by hand, by a scan taken back, or by an undo in the field."""

    def __init__(self, title: str, edit: QWidget) -> None:
        super().__init__()
        self._edit = edit
        self._error = False
        self._title = label(title, "label")
        if not title:
            self._title.hide()  # shown before it has a parent it would be a window for a moment
        self._below = LeadText(Ink("dangerText", "dangerText", "caption"))
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(edit)
        column.addWidget(self._below)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)  # beside a taller neighbour in the row
        self.setFocusProxy(edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        edit.setAccessibleName(title)
        edit.installEventFilter(self)

    def title(self) -> str:
        """Return the words above the field."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Show other words above the field."""
        self._title.setText(title)
        self._edit.setAccessibleName(title)

    def has_error(self) -> bool:
        """Tell whether something is wrong with what is in it."""
        return self._error

    def show_error(self, what: str, todo: str = "") -> None:
        """Say what is wrong and what to do about it."""
        self._show("wrong", "dangerText", what, todo)

    def show_warning(self, what: str, todo: str = "") -> None:
        """Say what needs a look and does not stop anything."""
        self._show("warned", "warnText", what, todo)

    def show_fine(self) -> None:
        """Say nothing below the field any more."""
        self._show("", "dangerText", "", "")

    def message(self) -> str:
        """Return what is said below the field."""
        return self._below.text() if not self._below.isHidden() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice that the focus leaves the field."""
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in _STAYING
        ):
            self.left.emit()
        return super().eventFilter(watched, event)

    def _show(self, state: str, token: str, what: str, todo: str) -> None:
        self._error = state == "wrong"
        dress(self._edit, wrong=self._error, warned=state == "warned")
        self._below.set_ink(Ink(token, token, "caption"))
        self._below.show_text(what, todo)
        self._below.setVisible(bool(what))
        self._edit.setAccessibleDescription(self._below.text())


class TextField(Field):
    """One line of text, with an icon in it if wanted; `edit` is the line itself."""

    def __init__(
        self, title: str, *, icon: str = "", placeholder: str = "", big: bool = False
    ) -> None:
        self.edit = _Line()
        super().__init__(title, self.edit)
        dress(self.edit, big=big)
        self.edit.setPlaceholderText(placeholder)
        self.edit.show_icons(icon, "", "")
        self._icon = icon
        self.edit.textChanged.connect(self._changed)

    def text(self) -> str:
        """Return what is in it, without blanks around it."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Put a text into it and tell nobody; what was wrong is forgotten."""
        with QSignalBlocker(self.edit):
            self.edit.setText(text)
        self.show_fine()

    def clear(self) -> None:
        """Empty it."""
        self.set_text("")

    def _changed(self) -> None:
        self.show_fine()
        self.edited.emit()

    def _show(self, state: str, token: str, what: str, todo: str) -> None:
        super()._show(state, token, what, todo)
        room = self.maximumWidth() >= _LEAST_FOR_SIGN  # in a narrower one it would hide the figure
        self.edit.show_icons(self._icon, "triangle-alert" if state and room else "", token)


class AreaField(Field):
    """Several lines of text; Tab goes on to the next field."""

    def __init__(self, title: str, *, placeholder: str = "", lines: int = 3) -> None:
        self.edit = _Area()
        super().__init__(title, self.edit)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(lines * 20 + 16)
        self.edit.textChanged.connect(self._changed)

    def text(self) -> str:
        """Return what is in it, without blanks around it."""
        return self.edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Put a text into it and tell nobody; what was wrong is forgotten."""
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(text)
        self.show_fine()

    def clear(self) -> None:
        """Empty it."""
        self.set_text("")

    def _changed(self) -> None:
        self.show_fine()
        self.edited.emit()


class Chooser(Field):
    """One of several: `options` are value, words and icon or ""; `combo` is the box itself."""

    changed = Signal(object)
    """What a person chose; `choose` tells nobody."""

    def __init__(self, title: str, options: Sequence[tuple[object, str, str]] = ()) -> None:
        self.combo = _Combo()
        super().__init__(title, self.combo)
        self._values: list[object] = []
        self._told: object = None
        self.combo.activated.connect(self._activated)
        self.set_options(options)

    def value(self) -> object:
        """Return the value that is chosen, or None."""
        at = self.combo.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def choose(self, value: object) -> None:
        """Choose a value; an unknown one chooses nothing."""
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self._told = self.value()

    def set_options(self, options: Sequence[tuple[object, str, str]]) -> None:
        """Offer these instead; the value that was chosen stays if it is among them."""
        chosen = self.value()
        self.combo.clear()
        self._values = [value for value, _, _ in options]
        for _, words, icon in options:
            if icon:
                self.combo.addItem(icons.icon(icon), words)
            else:
                self.combo.addItem(words)
        if chosen in self._values:
            self.choose(chosen)
        self._told = self.value()

    def _activated(self) -> None:
        if self.value() != self._told:
            self._told = self.value()
            self.show_fine()
            self.changed.emit(self._told)
            self.edited.emit()


class ErrorBar(QFrame):
    """Says how many fields need a look and leads to the first of them."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self._fields = list(fields)
        dress(self, kind="note", tone="danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(9)
        row.addWidget(IconLabel("triangle-alert", 18, "dangerText"))
        self._words = label("", "strong")
        row.addWidget(self._words, 1)
        self._go = Button(say(N_("Go to the first")), kind="quiet", small=True)
        self._go.clicked.connect(self.go_to_first)
        row.addWidget(self._go)
        self.hide()

    def watch(self, fields: Iterable[Field]) -> None:
        """Count further fields, too."""
        self._fields.extend(fields)

    def count(self) -> bool:
        """Count the fields with something wrong; say so, also aloud; return whether all are fine.

        The focus goes to the first wrong one.
        """
        wrong = [field for field in self._fields if field.has_error()]
        self.setVisible(bool(wrong))
        if wrong:
            words = say_count(
                NN_("{count} field needs a look", "{count} fields need a look"), len(wrong)
            )
            self._words.setText(words)
            announce(self, words)
            self.go_to_first()
        return not wrong

    def go_to_first(self) -> None:
        """Put the focus in the first wrong field."""
        first = next((field for field in self._fields if field.has_error()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


class _Line(QLineEdit):
    """A line with an icon at its left and a sign at its right."""

    def __init__(self) -> None:
        super().__init__()
        self._icons = [IconLabel("", _INNER_ICON), IconLabel("", _INNER_ICON)]
        for icon in self._icons:
            icon.setParent(self)
            icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icons(self, left: str, right: str, token: str) -> None:
        """Show these, "" for none."""
        before, behind = self._icons
        before.set_icon(left, "ink2")
        behind.set_icon(right, token or "ink2")
        before.setVisible(bool(left))
        behind.setVisible(bool(right))
        room = _INNER_ICON + 7
        self.setTextMargins(room if left else 0, 0, room if right else 0, 0)
        self._place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Leave files to the page; a text may be dropped here."""
        if dropped_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Keep the icons at the edges."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place()

    def _place(self) -> None:
        before, behind = self._icons
        top = (self.height() - _INNER_ICON) // 2
        before.move(_EDGE, top)
        behind.move(self.width() - _EDGE - _INNER_ICON, top)


class _Area(QPlainTextEdit):
    """Several lines that leave files which are dragged over them to the page."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Take texts, and not the names of files."""
        return not dropped_files(source) and super().canInsertFromMimeData(source)


class _Combo(CalmCombo):
    """A combo box whose words are cut where there is no room; then its tooltip is all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setIconSize(QSize(_INNER_ICON, _INNER_ICON))
        self.currentTextChanged.connect(self._tell_whole)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Let the words be cut where there is no room."""
        return QSize(min(_NARROWEST_COMBO, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the words with "…" where there is no room; Qt cuts them mid-letter."""
        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, self._room()
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See whether the words are cut now."""
        super().resizeEvent(event)
        self._tell_whole()

    def _room(self) -> int:
        """Return how wide the words can be."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        return room.width() - (self.iconSize().width() + 4 if self._has_icon() else 0) - 2

    def _tell_whole(self) -> None:
        words = self.currentText()
        cut = self.fontMetrics().horizontalAdvance(words) > self._room()
        self.setToolTip(plain_tip(words if cut else ""))

    def _has_icon(self) -> bool:
        return not self.itemIcon(self.currentIndex()).isNull()
