"""Rows of text, each with a line below it and buttons at its right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.text import unturned
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.wrapped import WrapLabel


class RowList(QWidget):
    """Rows that are made anew; the focus stays in the list where it was in it."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def clear(self) -> bool:
        """Remove every row; tell whether the focus was in one."""
        focused = any(one.hasFocus() for one in self.buttons)
        while (item := self._column.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        self.buttons = []
        return focused

    def add(self, text: str, below: str, buttons: Sequence[Button]) -> None:
        """Add a row."""
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(WrapLabel(unturned(text)))
        words.addWidget(label(unturned(below), "caption", wrap=True))
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons += buttons
        self._column.addWidget(part)
