"""Characters that no font on paper has: each is shown large, and written otherwise or left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.bills.types import MissingCharacter
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.look import font, scaled
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Chip
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.own_words import announce
from smbcrm.ui.widgets.wrapped import WrapLabel

_LARGE = 34
_FIELD = 64
_LONGEST = 12
"""Signs that may be written for one character: a word, not a text."""
_TAKEN_CARE = N_("Nothing will be missing")


class MissingRow(QWidget):
    """One character: where it stands, and what is printed for it."""

    changed = Signal()

    def __init__(self, desk: Desk, missing: MissingCharacter) -> None:
        super().__init__()
        self.missing = missing
        say, character = desk.say, missing.character
        large = label(character)
        face = QFont(font("body"))
        face.setPixelSize(scaled(_LARGE))
        large.setFont(face)
        where = WrapLabel(say(N_("in “{text}”"), text=missing.text))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(large, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(where)
        words.addWidget(label(f"U+{ord(character):04X}", "caption"))
        head.addLayout(words, 1)
        self.write = QLineEdit()
        self.write.setMaxLength(_LONGEST)
        self.write.setMinimumWidth(_FIELD)
        dress(self.write, small=True)
        self.write.setAccessibleName(say(N_("Write {character} as"), character=character))
        self.leave = Chip(say(N_("Leave it out")))
        self.leave.setAccessibleName(say(N_("Leave {character} out"), character=character))
        field = QHBoxLayout()
        field.setSpacing(8)
        field.addWidget(label(say(N_("Write it as"))))
        field.addWidget(self.write, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(field)
        column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self.write.textEdited.connect(self._written)
        self.leave.clicked.connect(self._left_out)

    @property
    def instead(self) -> str | None:
        """What is printed for it, "" for nothing; None while nobody has said."""
        written = self.write.text().strip()
        return written if written or self.leave.isChecked() else None

    def recall(self, instead: str) -> None:
        """Take up what was said before."""
        self.write.setText(instead)
        self.leave.setChecked(not instead)

    def _written(self) -> None:
        self.leave.setChecked(False)
        self.changed.emit()

    def _left_out(self) -> None:
        self.write.clear()
        self.changed.emit()


class MissingCard(QFrame):
    """All characters that would be missing on paper. `changed` when what is printed instead is."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._said: dict[str, str] = {}
        self._missing: frozenset[str] = frozenset()
        self.rows: dict[str, MissingRow] = {}
        self._icon = IconLabel("", 17)
        self._title = WrapLabel("", "strong")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self.hide()

    @property
    def instead(self) -> tuple[tuple[str, str], ...]:
        """What is written for each character of which that was said."""
        said = ((character, row.instead) for character, row in self.rows.items())
        return tuple((character, instead) for character, instead in said if instead is not None)

    def recall(self, instead: Sequence[tuple[str, str]]) -> None:
        """Take up what was said before, for the characters when they come."""
        self._said = dict(instead)

    def show_missing(
        self, missing: Sequence[MissingCharacter], instead: Sequence[tuple[str, str]]
    ) -> None:
        """Show what is missing; what is replaced on it stays, to be changed."""
        self._missing = frozenset(one.character for one in missing)
        replaced = {character for character, _ in instead}
        for character in [one for one in self.rows if one not in self._missing | replaced]:
            row = self.rows.pop(character)
            row.hide()
            row.deleteLater()
        for one in missing:
            if one.character not in self.rows:
                self._add(one)
        self._say(len(self._missing))
        self.setVisible(bool(self.rows))

    def first_open(self) -> MissingRow | None:
        """Return the first that is missing: nothing was said, or what was said has no shape."""
        return next((row for one, row in self.rows.items() if one in self._missing), None)

    def _add(self, missing: MissingCharacter) -> None:
        row = MissingRow(self._desk, missing)
        if missing.character in self._said:
            row.recall(self._said[missing.character])
        row.changed.connect(self.changed)
        self.rows[missing.character] = row
        self._column.addWidget(row)

    def _say(self, count: int) -> None:
        would = NN_("{count} character would be missing", "{count} characters would be missing")
        words = self._desk.count(would, count) if count else self._desk.say(_TAKEN_CARE)
        tone, icon = ("warn", "triangle-alert") if count else ("ok", "circle-check")
        dress(self, kind="note", tone=tone)
        self._icon.set_icon(icon, f"{tone}Text")
        if self.rows and words != self._title.text():
            announce(self, words)
        self._title.setText(words)
        self.setAccessibleName(words)
