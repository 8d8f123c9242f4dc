"""The lines at the foot of a money panel that say what will be, before it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.ui.widgets.labels import ElideLabel, hairline, label, set_kind

ROW_HEIGHT = 28
_KINDS = {"ink": "strong", "in": "moneyIn", "warn": "warnText", "big": "section"}
_TITLES = {"big": "strong", "head": "label"}


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line: what it is, the figure, and what explains the figure.

    Tones: ink, in, warn, big; head stands above the lines that belong together.
    """

    title: str
    value: str
    rest: str = ""
    tone: str = "ink"


class _Line(QWidget):
    """One line as it is shown; it is used again for the next row of that place."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(ROW_HEIGHT)
        self._title = ElideLabel("", "muted")
        self._value = label("", "strong")
        self._rest = label("", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._title, 1)
        for part in (self._value, self._rest):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            row.addWidget(part)

    def show_row(self, shown: SummaryRow) -> None:
        self._title.setText(shown.title)
        set_kind(self._title, _TITLES.get(shown.tone, "muted"))
        self._value.setText(shown.value)
        set_kind(self._value, _KINDS.get(shown.tone, "strong"))
        self._rest.setText(shown.rest)
        self._rest.setVisible(bool(shown.rest))
        self.setAccessibleName(" ".join(filter(None, (shown.title, shown.value, shown.rest))))


class Summary(QWidget):
    """Lines of figures below a hairline; without any it shows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[SummaryRow] = ()
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._column.addWidget(hairline())
        self._column.addSpacing(8)

    def show_rows(self, rows: Sequence[SummaryRow]) -> None:
        """Show these lines."""
        self.rows = rows
        while len(self._lines) < len(rows):
            line = _Line()
            self._lines.append(line)
            self._column.addWidget(line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(rows))
            if number < len(rows):
                line.show_row(rows[number])
        self.setVisible(bool(rows))
