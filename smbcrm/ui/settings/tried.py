"""What the What if screen tries: fields for rules, how they are replayed, and how they are used."""

from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.membership.what_if.types import Trial
from smbcrm.ui.saver import Save
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import IconLabel, label

POINTS = "_points"
"""The place of the rules of points on that screen; no tier has such a code."""


class Tried(QWidget):
    """Rules as they are, and fields for what they would be.

    `home` is the page on which they are set, and the way back to it; `counts` says from when on
    they count once they are used.
    """

    edited = Signal()
    """What is tried is another one now."""
    entered = Signal()
    """Enter was pressed in a field."""

    home: ClassVar[str]
    home_title: ClassVar[str]
    counts: ClassVar[str]

    def title(self) -> str:
        """Return what is asked."""
        raise NotImplementedError

    def trial(self) -> Trial | None:
        """Return what differs from the rules as they are; None where something cannot be read."""
        raise NotImplementedError

    def using(self, trial: Trial) -> Save[Any]:
        """Return what puts a trial into force."""
        raise NotImplementedError


class Figure(QWidget):
    """One figure of a rule: as it is, an arrow, and a field for what it would be."""

    def __init__(self, name: str, title: str, width: int) -> None:
        super().__init__()
        self._was = ""
        self._old = label("", "caption")
        self.field = TextField("")
        self.field.edit.setObjectName(name)
        self.field.edit.setAccessibleName(title)
        self.field.setFixedWidth(width)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._old)
        row.addWidget(IconLabel("arrow-right", 14))
        row.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(title, "label"))
        column.addLayout(row)

    def show_old(self, old: str, none: str) -> None:
        """Begin with the rule as it is; `none` is said where it is not set."""
        self._was = old
        self._old.setText(old or none)
        self.field.set_text(old)

    def typed(self) -> str | None:
        """Return what was typed; None where it is as it was."""
        text = self.field.text()
        return None if text == self._was else text
