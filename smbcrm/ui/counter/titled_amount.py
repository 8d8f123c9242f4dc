"""The amount field with its title above and, below, why what was typed cannot be taken."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.amounts import (
    LARGEST,
    AmountMissing,
    AmountRefused,
    AmountTooLarge,
    NegativeAmount,
)
from smbcrm.core.errors import UserError
from smbcrm.core.money import Money
from smbcrm.membership.sales.errors import BadAmount
from smbcrm.ui.counter.money_words import refusal
from smbcrm.ui.counter.typing_place import PAUSE_MS
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.amount_field import AmountField
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.own_words import announce

_LEAST_WIDTH = 150


class TitledAmount(QWidget):
    """An amount; it is checked when typing pauses or the focus leaves, and before it is taken."""

    def __init__(self, desk: Desk, title: str, hint: str, *, sideways: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._hint = self._said = hint
        self._roomy = True
        self.field = AmountField(desk.words, hint=hint, title=title, sideways=sideways)
        self.field.setMinimumWidth(_LEAST_WIDTH)  # the hint may go where there is little room
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._check_typed)
        self.field.changed.connect(self._say_nothing)
        self.field.changed.connect(self._pause.start)
        self.field.edit.editingFinished.connect(self._check_typed)
        self._below = LeadText(Ink("dangerText", "dangerText", "caption"))
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(title, "label"))
        column.addWidget(self.field)
        column.addWidget(self._below)
        column.addStretch(1)
        self.setFocusProxy(self.field)

    @property
    def error(self) -> str:
        """What is said below."""
        return "" if self._below.isHidden() else self._below.text()

    def check(self) -> bool:
        """Tell whether there is an amount that can be taken; if not, say why and go there."""
        refused = (
            self._refused()
            if self.field.text().strip()
            else AmountMissing(example=self._desk.words.currency.example)
        )
        if refused is not None:
            self._say(refused)
            self.field.setFocus()
        return refused is None

    def type(self, text: str) -> None:
        """Put a text in as if it was typed."""
        self.field.edit.setText(text)

    def lock(self, locked: bool, why: str) -> None:  # noqa: FBT001 - one thing to say
        """Let nobody type in it, because the sum comes from elsewhere."""
        self.field.edit.setReadOnly(locked)
        self.hint(why if locked else self._hint)
        self._say_nothing()

    def hint(self, words: str) -> None:
        """Say something beside the amount, where there is room."""
        self._said = words
        self.field.set_hint(words if self._roomy else "")

    def narrow(self, *, roomy: bool) -> None:
        """Leave the hint out where there is little room."""
        self._roomy = roomy
        self.hint(self._said)

    def _check_typed(self) -> None:
        refused = self._refused()
        if refused is not None:
            self._say(refused)

    def _refused(self) -> UserError | None:
        """Return why what was typed cannot be taken; an empty field is not wrong yet."""
        try:
            minor = self.field.read()
        except (NegativeAmount, AmountTooLarge):
            minor = 0  # no till takes these either, and its words say what it takes
        except AmountRefused as refused:
            return refused
        if minor is None or 0 < minor <= LARGEST:
            return None
        return BadAmount(largest=Money(LARGEST, self._desk.words.currency))

    def _say(self, refused: UserError) -> None:
        self.field.show_wrong(True)  # noqa: FBT003 - it is told one thing
        self._below.show_text(*refusal(self._desk, refused))
        self._below.show()
        announce(self, self._below.text())

    def _say_nothing(self) -> None:
        self._pause.stop()
        self.field.show_wrong(False)  # noqa: FBT003 - it is told one thing
        self._below.hide()
