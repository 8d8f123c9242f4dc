"""What a customer owns, side by side: one figure for each purse."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from smbcrm.membership.balance.types import Holding
from smbcrm.ui.balance.words import figure_of
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import ElideLabel, FitLabel, label

_MOST_IN_ROW, _IN_ROW, _SLIM_ROW = 5, 4, 3


class Figure(QFrame):
    """One purse: what it is, how much lies in it, and a second line."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="tile")
        self._title, self._value = ElideLabel("", "label"), FitLabel("", "kpi")
        self._sub = label("", "caption", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(0)
        for part in (self._title, self._value, self._sub):
            column.addWidget(part)
        column.addStretch(1)

    def show_figure(self, title: str, value: str, sub: str) -> None:
        """Show another figure."""
        self._title.setText(title)
        self._value.setText(value)
        self._sub.setText(sub)
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(filter(None, (value, sub))))


class Figures(QWidget):
    """All purses: up to five in one row where there is room, more of them in rows of four."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown: list[Figure] = []
        self._holdings: Sequence[Holding] = ()
        self._slim = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)

    def stand(self, *, slim: bool) -> None:
        """Stand in a narrower window: in rows of three."""
        self._slim = slim
        self.show_holdings(self._holdings)

    def show_holdings(self, holdings: Sequence[Holding]) -> None:
        """Show what lies in each."""
        self._holdings = holdings
        while len(self.shown) > len(holdings):
            gone = self.shown.pop()
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.shown) < len(holdings):
            self.shown.append(Figure())
        in_row = _MOST_IN_ROW if len(holdings) <= _MOST_IN_ROW else _IN_ROW
        in_row = _SLIM_ROW if self._slim else in_row
        for number, figure in enumerate(self.shown):
            self._grid.addWidget(figure, number // in_row, number % in_row)
            figure.show()
        for column in range(_MOST_IN_ROW):
            self._grid.setColumnStretch(column, int(column < min(in_row, len(holdings))))
        for figure, holding in zip(self.shown, holdings, strict=True):
            figure.show_figure(*figure_of(self._desk, holding))
