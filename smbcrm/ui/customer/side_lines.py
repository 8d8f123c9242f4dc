"""What the cards of the right column are made of."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, RowButton
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.wrapped import WrapLabel

_TITLE = 104


class SlimRow(RowButton):
    """A low row: its icon is smaller than a picture."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least that it takes."""
        return QSize(160, super().sizeHint().height())


def fact_line(title: str, text: str) -> QWidget:
    """Return what is known, with its title before it."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    first = label(title, "muted", wrap=True)
    first.setFixedWidth(_TITLE)
    row.addWidget(first, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(WrapLabel(text), 1)
    return line


def headed(title: str, button: Button) -> tuple[Card, QVBoxLayout]:
    """Return a card with its title, and where its lines go."""
    card = Card(padding=14, spacing=8)
    return card, section(card, title, button)


def section(card: Card, title: str, button: Button) -> QVBoxLayout:
    """Put a title with a button into a card; return where the lines below it go."""
    head = QHBoxLayout()
    head.addWidget(label(title, "section"), 1)
    head.addWidget(button)
    card.body.addLayout(head)
    inside = QVBoxLayout()
    inside.setSpacing(6)
    card.body.addLayout(inside)
    return inside


def quiet(words: str, name: str) -> Button:
    """Return a small button beside a title."""
    return Button(words, kind="quiet", small=True, name=name)


def fill(column: QVBoxLayout, lines: Sequence[QWidget]) -> None:
    """Put other lines into a column."""
    while (item := column.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            part.hide()
            part.deleteLater()
    for line in lines:
        column.addWidget(line)
