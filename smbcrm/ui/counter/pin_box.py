"""Where the customer types the spending PIN, in place, before stored value is spent (mock 42)."""

from functools import partial

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.spending_pin.types import PinLocked, WrongPin
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_words import refusal
from smbcrm.ui.counter.reasons import RESET, ReasonChooser
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import IconLabel
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.own_words import announce

_LEAST, _MOST = 4, 6
_WIDTH = 120
_DIGITS = QRegularExpression(f"[0-9]{{0,{_MOST}}}")


class PinBox(QFrame):
    """Asks for the PIN; a customer who has none, or forgot it, chooses one here, typed twice.

    Another one in the place of a forgotten one takes a reason, and the owner sees it. What is typed
    is shown as dots and never kept: another panel begins without it.
    """

    edited = Signal()
    chosen = Signal()
    """A customer has a PIN that was chosen just now."""
    turned = Signal()
    """It shows other fields, or any at all, and takes another height."""

    def __init__(self, desk: Desk, customer: int | None) -> None:
        super().__init__()
        self.setObjectName("pin_box")
        self._desk = desk
        self._customer = customer
        self._has, self._forgotten, self._name = True, False, ""
        say = desk.say
        dress(self, kind="approval")
        self._words = LeadText(Ink("warnText", "ink2"))
        self.pin = self._field("spending_pin", say(N_("Spending PIN")))
        self.again = self._field("spending_pin_again", say(N_("The same again")))
        self.set = Button(say(N_("Set PIN")), kind="soft")
        self.set.setObjectName("spending_pin_set")
        self.set.clicked.connect(self._choose)
        self.forgot = Button("", kind="quiet", small=True)
        self.forgot.setObjectName("spending_pin_forgotten")
        self.forgot.clicked.connect(self._turn)
        self.reason = ReasonChooser(desk, RESET)
        self._below = LeadText(Ink("dangerText", "dangerText", "caption"))
        self._below.hide()
        self._lay_out()
        self.hide()

    @property
    def typed(self) -> str | None:
        """What is typed, where the PIN is asked for."""
        return self.pin.text() or None if not self.isHidden() else None

    def ask(self, name: str, *, asks: bool, has: bool) -> None:
        """Ask for somebody's PIN, let them choose one, or nothing of it."""
        if not asks or has != self._has:
            self._clear()
            self._forgotten = False
        self._has, self._name = has, name
        self._show()
        appears = asks and self.isHidden()
        self.setVisible(asks)
        if appears:
            self.turned.emit()

    def hinders(self, frame: MoneyFrame) -> bool:
        """Tell whether the PIN has to be typed, or chosen, before anything is taken; go there."""
        if self.isHidden() or not (self._choosing or len(self.pin.text()) < _LEAST):
            return False
        frame.show_place(self)
        self._take_focus()
        return True

    def takes(self, error: UserError, frame: MoneyFrame) -> bool:
        """Say here what is wrong with the PIN; tell whether that is what was refused."""
        if not isinstance(error, WrongPin | PinLocked):
            return False
        self.refuse(*refusal(self._desk, error))
        frame.show_place(self)
        return True

    def refuse(self, what: str, todo: str = "") -> None:
        """Say what is wrong with the PIN, which is typed anew."""
        self._clear()
        self._say(what, todo)
        announce(self, self.message())
        self.pin.edit.setFocus()

    def message(self) -> str:
        """Return what is said below."""
        return self._below.text() if not self._below.isHidden() else ""

    def press(self, key: str) -> bool:
        """Type a key of the keypad where the PIN is typed; tell whether that is the place."""
        for field in (self.pin, self.again):
            if field.edit.hasFocus():
                if key.isdigit():
                    field.edit.insert(key)
                elif key == "clear":
                    field.edit.clear()
                return True
        return False

    @property
    def _choosing(self) -> bool:
        return self._forgotten or not self._has

    def _show(self) -> None:
        """Show what is asked for: the PIN, or another one."""
        say, name = self._desk.say, self._name
        if self._forgotten:
            what = say(N_("{name} forgot the PIN"), name=name)
            todo = say(N_("let them choose another one; the owner sees that"))
        elif self._has:
            what = say(N_("Stored value is spent with a PIN"))
            todo = say(N_("{name} types it"), name=name)
        else:
            what = say(N_("{name} has no spending PIN yet"), name=name)
            todo = say(N_("let them choose one, 4 to 6 digits"))
        self._words.show_text(what, todo)
        self.forgot.setText(say(N_("Type the PIN") if self._forgotten else N_("PIN forgotten")))
        self.forgot.setVisible(self._has)
        self.reason.setVisible(self._forgotten)
        for part in (self.again, self.set):
            part.setVisible(self._choosing)

    def _turn(self) -> None:
        """Turn from the PIN to another one in its place, or back."""
        self._clear()
        self._forgotten = not self._forgotten
        self.reason.choose(None)
        self._show()
        self.turned.emit()
        (self.reason.combo if self._forgotten else self.pin.edit).setFocus()

    def _take_focus(self) -> None:
        """Begin with the first field that is not filled in."""
        first = self.again if self._choosing and len(self.pin.text()) >= _LEAST else self.pin
        first.edit.setFocus()
        if not self._choosing:
            announce(self, self._words.text())

    def _field(self, name: str, title: str) -> TextField:
        field = TextField(title)
        field.setFixedWidth(_WIDTH)
        edit = field.edit
        edit.setObjectName(name)
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        edit.setMaxLength(_MOST)
        edit.setValidator(QRegularExpressionValidator(_DIGITS, edit))
        field.edited.connect(partial(self._edited, field))
        edit.returnPressed.connect(self._enter)
        return field

    def _lay_out(self) -> None:
        head = QFrame()
        dress(head, kind="approvalHead")
        top = QHBoxLayout(head)
        top.setContentsMargins(12, 6, 12, 6)
        top.setSpacing(8)
        top.addWidget(IconLabel("key-round", 18, "warnText"), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._words, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        low = Qt.AlignmentFlag.AlignBottom
        for part in (self.pin, self.again, self.set):
            row.addWidget(part, 0, low)
        row.addStretch(1)
        row.addWidget(self.forgot, 0, low)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        column.addWidget(self.reason)
        column.addLayout(row)
        column.addWidget(self._below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2, 2, 2, 2)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(inside)

    def _enter(self) -> None:
        """Choose with Enter; where the PIN is asked for, Enter goes on to the panel and takes."""
        if self._choosing:
            self._choose()

    def _edited(self, field: TextField) -> None:
        count = len(field.text())
        digits = self._desk.count(NN_("{count} digit", "{count} digits"), count) if count else ""
        field.edit.setAccessibleDescription(digits)
        self._say("")
        self.edited.emit()

    def _choose(self) -> None:
        """Give the customer the PIN that was typed twice."""
        desk, pin = self._desk, self.pin.text()
        if self._forgotten and not self.reason.check():
            return
        if len(pin) < _LEAST:
            self.refuse(desk.say(N_("A spending PIN has 4 to 6 digits.")))
        elif not self.again.text():
            self.again.edit.setFocus()
        elif self.again.text() != pin:
            self.refuse(desk.say(N_("The two are not the same.")), desk.say(N_("Type both anew.")))
        elif self._customer is not None:
            service, who, act = desk.services.spending_pins, self._customer, desk.act()
            work = partial(service.set, who, pin, act)
            if self._forgotten:
                work = partial(service.reset, who, self.reason.code, pin, act)
            desk.ask(self, work, self._set, self._failed)

    def _set(self, _done: object) -> None:
        """Ask for the PIN that there is now; what is typed next goes where it is not seen."""
        self._clear()
        self._has, self._forgotten = True, False
        self.pin.edit.setFocus()  # before the field that has the focus is hidden
        self._show()
        self._desk.room.toast(self._desk.say(N_("The PIN is set.")))
        self.chosen.emit()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refuse(*refusal(self._desk, error))
        else:
            self._desk.room.trouble(error)

    def _clear(self) -> None:
        for field in (self.pin, self.again):
            field.clear()
            field.edit.setAccessibleDescription("")
        self._say("")

    def _say(self, what: str, todo: str = "") -> None:
        self._below.show_text(what, todo)
        self._below.setVisible(bool(what))
