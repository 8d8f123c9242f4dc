"""Cash that is handed over, and the change to give back. Left empty it was exact."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.amounts import AmountRefused
from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.amount_field import BOX_HEIGHT, AmountField
from smbcrm.ui.widgets.labels import FitLabel, label, set_kind

_LEAST_WIDTH = 130


class CashGiven(QWidget):
    """The field for the cash given, with the change beside it."""

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        title = desk.say(N_("Cash given"))
        self.field = AmountField(desk.words, hint=desk.say(N_("empty: exact")), title=title)
        self.field.setMinimumWidth(_LEAST_WIDTH)
        self.field.changed.connect(self._changed)
        self.field.entered.connect(self.entered)
        self._what = label("", "label")
        self._much = FitLabel("", "kpiBig")
        self._much.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._much.setFixedHeight(BOX_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(_under(label(title, "label"), self.field), 1)
        row.addLayout(_under(self._what, self._much), 1)

    @property
    def given(self) -> int | None:
        """The cash given in minor units; None where nothing was typed that can be read."""
        return self.field.amount()

    def check(self) -> AmountRefused | None:
        """Return why what was typed cannot be read, and go there."""
        try:
            self.field.read()
        except AmountRefused as refused:
            self.field.show_wrong(True)  # noqa: FBT003 - it is told one thing
            self.field.setFocus()
            return refused
        return None

    def recall(self, given: int | None) -> None:
        """Put in what was given before."""
        self.field.set_amount(given)

    def show_change(self, change: int | None, missing: int | None) -> None:
        """Say how much goes back, or how much is missing; neither where nothing was given."""
        say, money = self._desk.say, self._desk.words.money
        if missing is not None:
            words, figure, kind = say(N_("Missing")), money(missing), "error"
        elif change is not None and self.given is not None:
            words, figure, kind = say(N_("Change")), money(change), "label"
        else:
            words, figure, kind = "", "", "label"
        self._what.setText(words)
        set_kind(self._what, kind)
        self._much.setText(figure)
        self._much.setAccessibleName(f"{words} {figure}".strip())

    def _changed(self) -> None:
        self.field.show_wrong(False)  # noqa: FBT003 - it is told one thing
        self.changed.emit()


def _under(title: QWidget, below: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(title)
    column.addWidget(below)
    return column
