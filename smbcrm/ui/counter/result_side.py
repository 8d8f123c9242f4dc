"""What will be, in the right column of a money panel: one large figure, and lines below it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import ElideLabel, FitLabel, hairline, label, set_kind
from smbcrm.ui.widgets.wrapped import WrapLabel

_ROW = 26


class ResultSide(QWidget):
    """A title, the figure, a line about it; titles with their figures; a sentence; a remark."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="clear")
        self.title = WrapLabel("", "label")
        self.figure = FitLabel("", "kpiBig")
        self.about = WrapLabel("", "caption")
        self._line = hairline()
        self.rows_title = ElideLabel("", "label")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.told_title = ElideLabel("", "label")
        self.told = WrapLabel("", "caption")
        self.verdict = WrapLabel("", "caption")
        self.remark = WrapLabel("", "caption")
        self.rows: Sequence[tuple[str, str]] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.title, self.figure, self.about, self._line, self.rows_title):
            column.addWidget(part)
        column.addLayout(self._rows)
        for part in (self.told_title, self.told, self.verdict):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.remark)
        self.show_figure("", "")
        self.show_rows("", ())
        self.show_told("", "")
        self.show_remark("")

    def show_figure(self, title: str, figure: str, about: str = "") -> None:
        """Show the large figure."""
        for part, text in ((self.title, title), (self.figure, figure), (self.about, about)):
            part.setText(text)
            part.setVisible(bool(text))

    def show_rows(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show titles with their figures below a title of their own."""
        self.rows = tuple(rows)
        self.rows_title.setText(title)
        self.rows_title.setVisible(bool(rows))
        self._line.setVisible(bool(rows) or bool(self.told.text()))
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for name, figure in rows:
            self._rows.addWidget(_row(name, figure))

    def show_told(self, title: str, text: str, verdict: str = "", kind: str = "okText") -> None:
        """Say something below a title of its own; its verdict is drawn as a kind of text."""
        set_kind(self.verdict, kind)
        for part, words in ((self.told_title, title), (self.told, text), (self.verdict, verdict)):
            part.setText(words)
            part.setVisible(bool(words))
        self._line.setVisible(bool(self.rows) or bool(text))

    def show_remark(self, text: str) -> None:
        """Say something above the button."""
        self.remark.setText(text)
        self.remark.setVisible(bool(text))


def _row(name: str, figure: str) -> QWidget:
    made = QWidget()
    made.setFixedHeight(_ROW)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(ElideLabel(name, "muted"), 1)
    row.addWidget(label(figure, "strong"))
    made.setAccessibleName(f"{name} {figure}")
    return made
