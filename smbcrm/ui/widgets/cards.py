"""Frames that hold what belongs together: cards, tiles, notes, headings, empty states."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.labels import ElideLabel, FitLabel, IconLabel, label
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.painting import paint_icon, sized
from smbcrm.ui.widgets.rows import Badge, PersonRow, RowButton, Rows

__all__ = [
    "Badge",
    "Card",
    "EmptyState",
    "Heading",
    "Note",
    "PersonRow",
    "RowButton",
    "Rows",
    "Tile",
]

HEADING_HEIGHT = 50
_DISC, _DISC_ICON = 46, 22
_SENTENCE = 290
_NOTE_ICONS = {
    "info": "info",
    "warn": "triangle-alert",
    "ok": "circle-check",
    "danger": "octagon-alert",
    "neutral": "circle-help",
}


class Card(QFrame):
    """A card; what it shows goes into `body`."""

    def __init__(
        self, parent: QWidget | None = None, *, padding: int = 16, spacing: int = 12
    ) -> None:
        super().__init__(parent)
        dress(self, kind="card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(spacing)


class Tile(QFrame):
    """One figure of a customer: what it is, how much, and a second line.

    The second line wraps, because it may hold money; with `elide` it ends in "…".
    """

    def __init__(self, icon: str, title: str, *, elide: bool = False) -> None:
        super().__init__()
        dress(self, kind="tile")
        self._title = title
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(IconLabel(icon, 15))
        self._head = ElideLabel(title, "label")
        head.addWidget(self._head, 1)
        self._value = FitLabel("", "kpi")
        self._sub = ElideLabel("", "caption") if elide else label("", "caption", wrap=True)
        column.addLayout(head)
        column.addWidget(self._value)
        column.addWidget(self._sub)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_value(self, value: str, sub: str = "", title: str | None = None) -> None:
        """Show another figure, under another title where one is given."""
        if title is not None:
            self._title = title
            self._head.setText(title)
        self._value.setText(value)
        self._sub.setText(sub)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(", ".join(part for part in (value, sub) if part))

    def set_touched(self, touched: bool) -> None:  # noqa: FBT001 - one thing to say
        """Mark that the last act changed this figure."""
        dress(self, touched=touched)


class Note(QFrame):
    """A box that says something in one or two sentences; `tone` info, warn, ok, danger, neutral.

    Buttons stand at the right, or with `below` under the words.
    """

    def __init__(self, tone: str, icon: str = "", *, below: bool = False) -> None:
        super().__init__()
        self._below = below
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(9)
        self._words = LeadText(Ink("ink", "ink"))
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._words)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row.addLayout(column, 1)
        (column if below else row).addLayout(self._buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_tone(tone, icon)

    def set_tone(self, tone: str, icon: str = "") -> None:
        """Say it in another tone."""
        dress(self, kind="note", tone=tone)
        token = f"{tone}Text"
        self._words.set_ink(Ink(token, "ink", icon=icon or _NOTE_ICONS[tone]))

    def show_text(self, strong: str, rest: str = "") -> None:
        """Say something else: the first part is bold."""
        self._words.show_text(strong, rest)
        self.setAccessibleName(self._words.text())

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def add_button(self, button: Button) -> None:
        """Offer a way out."""
        self._buttons.addWidget(button)
        if self._below:
            self._buttons.setAlignment(button, Qt.AlignmentFlag.AlignLeft)


class EmptyState(QWidget):
    """Why there is nothing here, in one sentence, and what ends it."""

    def __init__(
        self, icon: str, title: str, sentence: str, buttons: Sequence[Button] = ()
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(_Disc(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        self._title = label(title, wrap=True)
        self._title.setFont(look.font("buttonCounter"))
        self._sentence = label(sentence, "caption", wrap=True)
        for text in (self._title, self._sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setMinimumWidth(min(_SENTENCE, text.sizeHint().width()))
            column.addWidget(text)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(row)
        column.addStretch(1)

    def show_words(self, title: str, sentence: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)


class Heading(QFrame):
    """The bar above a panel: icon, what it is, for whom; `side` takes Back and Close."""

    def __init__(self, icon: str, title: str, sub: str = "") -> None:
        super().__init__()
        dress(self, kind="header")
        self.setFixedHeight(HEADING_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        if icon:
            row.addWidget(IconLabel(icon, 20, "primaryText"))
        self._title = _HeadingTitle(title)
        self._sub = ElideLabel(sub, "muted")
        row.addWidget(self._title)
        row.addWidget(self._sub, 1)
        self.side = QHBoxLayout()
        self.side.setSpacing(8)
        row.addLayout(self.side)

    def show_title(self, title: str, sub: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._sub.setText(sub)


class _HeadingTitle(ElideLabel):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(sized("section", 16))


class _Disc(QWidget):
    """An icon in a soft circle."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(_DISC, _DISC)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the circle."""
        return QSize(_DISC, _DISC)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("primarySoft"))
        circle = QRect(0, 0, _DISC, _DISC)
        painter.drawEllipse(circle)
        paint_icon(painter, circle, self._icon, _DISC_ICON, "primaryText")
