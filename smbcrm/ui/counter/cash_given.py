"""Cash that is handed over, and the change to give back. Left empty it was exact."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from smbcrm.core.amounts import LARGEST, AmountRefused, AmountTooLarge, NegativeAmount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.ui.counter.money_words import refusal
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.amount_field import BOX_HEIGHT, AmountField
from smbcrm.ui.widgets.labels import FitLabel, label, set_kind
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.own_words import announce

_LEAST_WIDTH = 130
_UNBOUND = 16_777_215
"""Qt's “as wide as it likes”."""
_BIG, _PLAIN = "kpiBig", "strong"


class NoCashGiven(UserError):
    """Cash of nothing or less, or of more than any till holds."""

    msgid = N_("That cannot be the cash given. Type what was handed over, or leave it empty.")


class CashGiven(QWidget):
    """The field for the cash given, with the change beside it; `low` among other fields."""

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        title = desk.say(N_("Cash given"))
        self.field = AmountField(desk.words, hint=desk.say(N_("empty: exact")), title=title)
        self.field.changed.connect(self._changed)
        self.field.entered.connect(self.entered)
        self._title = label(title, "label")
        self._what = label("", "label")
        self._much = FitLabel("", _BIG)
        self._much.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._below = LeadText(Ink("dangerText", "dangerText", "caption"))
        self._below.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._low: int | None = None
        self._lay_out()

    @property
    def given(self) -> int | None:
        """The cash given in minor units; None where nothing was typed that can be read."""
        return self.field.amount()

    @property
    def error(self) -> str:
        """What is said below the field."""
        return "" if self._below.isHidden() else self._below.text()

    def check(self) -> bool:
        """Tell whether it is empty or so much can be given; if not, say why and go there."""
        refused = self._refused()
        if refused is not None:
            self.field.show_wrong(True)  # noqa: FBT003 - it is told one thing
            self._below.show_text(*refusal(self._desk, refused))
            self._below.show()
            self.field.setFocus()
            announce(self, self._below.text())
        return refused is None

    def recall(self, given: int | None) -> None:
        """Put in what was given before."""
        self.field.set_amount(given)

    def set_low(self, width: int | None) -> None:
        """Be as low as other fields are, with a field of that width; None: large again."""
        if width != self._low:
            self._low = width
            self._lay_out()

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

    def _lay_out(self) -> None:
        """Stand with the change beside the field, or, low, under the title and left of it."""
        low = self._low is not None
        grid, top = self._grid, Qt.AlignmentFlag.AlignTop
        for part in (self._title, self._what, self.field, self._much, self._below):
            grid.removeWidget(part)
        self.field.set_low(low)
        self.field.setMinimumWidth(self._low or _LEAST_WIDTH)
        self.field.setMaximumWidth(self._low or _UNBOUND)
        set_kind(self._title, "strong" if low else "label")
        set_kind(self._much, _PLAIN if low else _BIG)
        self._much.setMinimumHeight(0 if low else BOX_HEIGHT)
        self._much.setMaximumHeight(_UNBOUND if not low else self._much.sizeHint().height())
        grid.setHorizontalSpacing(8 if low else 12)
        grid.setVerticalSpacing(0 if low else 4)
        if low:
            grid.addWidget(self._title, 0, 0, 1, 2)
            grid.addWidget(self._what, 1, 0)
            grid.addWidget(self._much, 1, 1)
            grid.addWidget(self.field, 0, 2, 2, 1, top)
            grid.addWidget(self._below, 2, 0, 1, 3)
        else:
            grid.addWidget(self._title, 0, 0)
            grid.addWidget(self.field, 1, 0)
            grid.addWidget(self._what, 0, 1)
            grid.addWidget(self._much, 1, 1)
            grid.addWidget(self._below, 2, 0, 1, 2)
        for column, stretch in enumerate((0, 1, 0) if low else (1, 1, 0)):
            grid.setColumnStretch(column, stretch)

    def _refused(self) -> UserError | None:
        """Return why what was typed cannot be cash."""
        try:
            given = self.field.read()
        except (NegativeAmount, AmountTooLarge):
            return NoCashGiven()
        except AmountRefused as refused:
            return refused
        return None if given is None or 0 < given <= LARGEST else NoCashGiven()

    def _changed(self) -> None:
        self.field.show_wrong(False)  # noqa: FBT003 - it is told one thing
        self._below.hide()
        self.changed.emit()
