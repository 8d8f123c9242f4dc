"""The open customer as a strip on top, for windows too narrow for the card."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.membership.counter.types import CustomerView
from smbcrm.ui.alert_note import AlertNote
from smbcrm.ui.counter import facts
from smbcrm.ui.counter.figures import FEW, Figure, Kind, figures
from smbcrm.ui.desk import Desk
from smbcrm.ui.name_line import NameLine
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import ElideLabel, label

LEAST_HEIGHT = 96
_WIDEST = 112
"""Names are cut where they are wider: a package may be called anything."""


class StripCard(QFrame):
    """Name, tier, allergy and the four numbers; higher where name or allergy need it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        dress(self, kind="card")
        self.setMinimumHeight(LEAST_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 7, 7, 7)
        row.setSpacing(12)
        who = QVBoxLayout()
        who.setSpacing(4)
        self._name = NameLine("title")
        self._since = label("", "caption")
        self.alert = AlertNote(slim=True)
        who.addStretch(1)
        who.addWidget(self._name)
        who.addWidget(self._since)
        who.addWidget(self.alert)
        who.addStretch(1)
        row.addLayout(who, 1)
        self.numbers = tuple(Number() for _ in range(FEW))
        for figure in self.numbers:
            row.addWidget(figure)

    def show_view(self, view: CustomerView) -> None:
        """Show a customer."""
        name = facts.name_of(view)
        self._name.show_name(name, view.tier_code, view.shown.tier)
        self._since.setText(facts.since_words(self._desk, view))
        self.alert.show_alert(view.shown.customer.profile.alert)
        self._since.setVisible(self.alert.isHidden())
        shown = figures(self._desk, view, short=True, most=FEW)
        for number, figure in zip(self.numbers, shown, strict=True):
            number.show_figure(figure)
        self.setAccessibleName(name)

    def touch(self, touched: Collection[Kind]) -> None:
        """Mark the numbers that were just changed."""
        for number in self.numbers:
            dress(number, touched=number.kind in touched)


class Number(QFrame):
    """One of the four numbers, narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.kind: Kind | None = None
        dress(self, kind="tile")
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 6, 9, 6)
        column.setSpacing(1)
        self._title, self._value = ElideLabel("", "label"), label("", "section")
        self._sub, self._names = label("", "caption", wrap=True), ElideLabel("", "caption")
        for part in (self._title, self._value, self._sub, self._names):
            part.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            column.addWidget(part)
        for part in (self._title, self._names):
            part.setMaximumWidth(_WIDEST)
        column.addStretch(1)

    def show_figure(self, figure: Figure) -> None:
        """Show a number."""
        self.kind = figure.kind
        self._title.setText(figure.title)
        wanted = self._title.fontMetrics().horizontalAdvance(figure.title) + 1
        self._title.setMinimumWidth(min(wanted, _WIDEST))
        self._value.setText(figure.value)
        for part, shown in ((self._names, figure.listed), (self._sub, not figure.listed)):
            part.setText(figure.sub if shown else "")
            part.setVisible(shown)
        self.setAccessibleName(f"{figure.title} {figure.value}, {figure.sub}")
