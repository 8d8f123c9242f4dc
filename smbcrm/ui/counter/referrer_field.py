"""Somebody among the customers who are here, found by a small search: who brought a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.found import Found
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.wording import called

_MOST = 5
_ROW_HEIGHT = 34
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class Referrer:
    """Somebody who was chosen, or a text that names nobody yet."""

    text: str = ""
    code: str = ""
    id: int = 0


class ReferrerField(TextField):
    """Finds a customer while somebody types; the list floats above the form, on `ground`."""

    def __init__(self, desk: Desk, ground: QWidget, title: str = "") -> None:
        placeholder = desk.say(N_("name, phone or card"))
        title = title or desk.say(N_("Brought by"))
        super().__init__(title, icon="user-round", placeholder=placeholder)
        self._desk = desk
        self._found: Sequence[Found] = ()
        self._code, self._id = "", 0
        self._question = Latest(desk.jobs, self)
        self._list = QListWidget(ground)
        dress(self._list, kind="whole")
        self._list.setAccessibleName(desk.say(N_("Customers found")))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda item: self._choose(self._list.row(item)))
        self._list.hide()
        self.edit.textEdited.connect(self._ask)
        self.left.connect(self._settle)

    def referrer(self) -> Referrer:
        """Return who was chosen, with the text as it stands."""
        return Referrer(self.text(), self._code, self._id)

    def show_referrer(self, referrer: Referrer) -> None:
        """Show who was chosen before."""
        self._code, self._id = referrer.code, referrer.id
        self.set_text(referrer.text)
        self._close()

    def check(self) -> bool:
        """Tell whether the text is somebody or nothing; say so where it is not."""
        if self._code or not self.text():
            return True
        self.show_error(
            self._desk.say(N_("Nobody is chosen.")),
            self._desk.say(N_("Choose somebody from the list, or leave it empty.")),
        )
        return False

    def close_list(self) -> bool:
        """Close the list of those found; tell whether it was open."""
        was_open = not self._list.isHidden()
        self._close()
        return was_open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows move the mark, Enter chooses, Esc closes the list only."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not self._list.isHidden()
        ):
            key = event.key()
            if key in _ARROWS:
                row = self._list.currentRow() + _ARROWS[Qt.Key(key)]
                self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
                return True
            if key in _ENTER:
                self._choose(self._list.currentRow())
                return True
            if key == Qt.Key.Key_Escape:
                self._close()
                return True
        return super().eventFilter(watched, event)

    def _ask(self, text: str) -> None:
        self._code, self._id = "", 0
        find = partial(self._desk.services.customers.find, text, _MOST)
        self._question.ask(find, self._show_found, self._desk.room.trouble)

    def _show_found(self, found: Sequence[Found]) -> None:
        self._found = found
        self._list.clear()
        for one in found:
            phone = self._desk.words.masked_phone(one.phone)
            words = DOT.join(filter(None, (called(one.full_name, one.code), phone)))
            QListWidgetItem(words, self._list).setSizeHint(QSize(0, _ROW_HEIGHT))
        self._list.setCurrentRow(0)
        self._place()
        shown = bool(found) and self.edit.hasFocus()
        self._list.setVisible(shown)
        self._list.raise_()

    def _place(self) -> None:
        """Stand below the field, or above it where there is no room."""
        ground = self._list.parentWidget()
        if ground is None:
            return
        height = self._list.count() * _ROW_HEIGHT + 2
        below = self.edit.mapTo(ground, QPoint(0, self.edit.height() + 2))
        above = self.edit.mapTo(ground, QPoint(0, -height - 2))
        fits = below.y() + height <= ground.height() or above.y() < 0
        self._list.setGeometry(
            *(below if fits else above).toTuple(), max(self.edit.width(), 240), height
        )

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._found):
            one = self._found[row]
            self.show_referrer(Referrer(called(one.full_name, one.code), one.code, one.id))
            self.edited.emit()
            self.edit.setFocus()

    def _settle(self) -> None:
        """Choose the only one found when the focus goes on, else say that nobody is chosen."""
        if not self._code and self.text() and len(self._found) == 1:
            one = self._found[0]
            self.show_referrer(Referrer(called(one.full_name, one.code), one.code, one.id))
        self._close()
        self.check()

    def _close(self) -> None:
        self._question.forget()
        self._list.hide()
