"""What to do with a row that cannot come in whole: type what belongs there, or leave it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from smbcrm.core.amounts import AmountRefused, parse_amount
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency
from smbcrm.membership.imports.fields import LABELS, MONEY
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.rows_said import RowLine
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.groups import Segmented

_TYPE, _ZERO, _LEAVE = "type", "zero", "leave"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COUNT = Currency("count", 0)
_WIDTH = 150
_MOST_SIGNS = 200


class CellChoice(QWidget):
    """A field, and beside it what becomes of the row."""

    said = Signal(object, object)
    """A `RowLine`, and what its cell says instead, None for as it is."""

    def __init__(self, desk: Desk, line: RowLine, text: str | None) -> None:
        super().__init__()
        self._desk, self.line, self._said = desk, line, text
        say = desk.say
        about = say(LABELS[line.field]) if line.field else ""
        name = say(N_("Row {row}: {text}"), row=desk.words.number(line.row), text=about)
        self.field = TextField("")
        self.field.edit.setAccessibleName(name)
        self.field.edit.setMaxLength(_MOST_SIGNS)
        self.field.edit.setPlaceholderText(about)
        self.field.setFixedWidth(_WIDTH)
        options = [(_TYPE, say(N_("Type it")), "")]
        if line.failed and line.is_figure:
            options.append((_ZERO, say(N_("Take 0")), ""))
        leave = N_("Leave out") if line.failed else N_("As it is")
        self.choice = Segmented([*options, (_LEAVE, say(leave), "")], small=True)
        self.choice.setAccessibleName(name)
        self.choice.setContentsMargins(0, 4, 0, 4)  # in the middle beside the field
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._show_said()
        self.field.edited.connect(lambda: self.choice.choose(_TYPE))
        self.field.left.connect(self._take_typed)
        self.choice.changed.connect(self._choose)

    def draft(self) -> str | None:
        """Return what is typed and not taken yet."""
        text = self.field.text()
        typing = self.choice.value() == _TYPE and text
        return text if typing and self._read(quietly=True) != self._said else None

    def go_on_typing(self, text: str) -> None:
        """Show what somebody had begun to type."""
        self.field.set_text(text)
        self.choice.choose(_TYPE)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter takes what was typed; where nothing was, it is the page's."""
        typing = self.field.edit is QApplication.focusWidget() and self.draft() is not None
        if event.key() in _ENTER and typing:
            self._take_typed()
        else:
            super().keyPressEvent(event)

    def _show_said(self) -> None:
        text = self._said
        if text is None:
            self.choice.choose(_LEAVE)
        elif not text and self.line.failed and self.line.is_figure:
            self.choice.choose(_ZERO)
        else:
            self.field.set_text(text)
            self.choice.choose(_TYPE)

    def _choose(self, value: str) -> None:
        if value == _TYPE:
            self.field.edit.setFocus()
            self._take_typed()
        else:
            self.field.set_text("")
            self._say("" if value == _ZERO else None)

    def _take_typed(self) -> None:
        if self.choice.value() == _TYPE and self.field.text():
            text = self._read()
            if text is not None:
                self._say(text)

    def _say(self, text: str | None) -> None:
        if text != self._said:
            self._said = text
            self.said.emit(self.line, text)

    def _read(self, *, quietly: bool = False) -> str | None:
        """Return what is typed, a figure as a plain one; None, and why, where it is none."""
        text = self.field.text()
        if not self.line.is_figure:
            return text
        money = self.line.field in MONEY
        unit = self._desk.words.currency if money else _COUNT
        try:
            return unit.plain(parse_amount(text, unit))
        except AmountRefused as error:
            if not quietly:
                self.field.show_error(*two_parts(self._desk.tell(error)))
            return None
