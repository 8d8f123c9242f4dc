"""Where money is typed, and the keypad beside it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from smbcrm.core.amounts import (
    LARGEST,
    AmountRefused,
    AmountTooLarge,
    NotAnAmount,
    parse_amount,
)
from smbcrm.core.i18n import N_
from smbcrm.core.money import Money
from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.painting import sized
from smbcrm.ui.wording import Wording

BOX_HEIGHT, LOW_HEIGHT = 60, 36
_SIZES = (34, 28, 22, 17)
_LOW_SIZES = (15, 13)
_EDGE, _GAP = 14, 8
_LONGEST = 60
_CURSOR = 6
_LEAST_TYPED = 40
"""A hint leaves at least so much room to type in."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PLUS = "+"
_FULL_WIDTH_PLUS = "＋"


class AmountField(QFrame):
    """The money box. It takes 68, 68.5, 68,50, full-width digits, and sums: 58+10.

    With `sideways` left and right are told as `turned` instead of moving the cursor.
    """

    changed = Signal()
    """Somebody typed, pressed a key of the keypad, or a scan was taken back out of it."""
    entered = Signal()
    stepped = Signal(int)
    """Up (-1) or down (+1)."""
    turned = Signal(int)
    """Left (-1) or right (+1), only with `sideways`."""

    def __init__(
        self, words: Wording, *, hint: str = "", title: str = "", sideways: bool = False
    ) -> None:
        super().__init__()
        self._words = words
        self._sideways = sideways
        self._clicked_in = False
        self._silent = False
        self._put = ("", 0)
        dress(self, kind="moneyBox")
        self.edit = QLineEdit()
        self.edit.setMaxLength(_LONGEST)
        self.edit.setFont(look.font("money"))
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.edit.setAccessibleName(title or words.say(N_("Amount")))
        self._hint = label(hint, "hint")
        self.edit.setAccessibleDescription(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        row.setSpacing(_GAP)
        self._sign = label(words.currency.symbol.strip(), "currency")
        row.addWidget(self._sign)
        row.addWidget(self.edit, 1)
        row.addWidget(self._hint)
        self._sign.ensurePolished()
        self._taken = 2 * _EDGE + self._sign.sizeHint().width() + 2 * _GAP
        self._low = False
        self._px = _SIZES[0]
        self.setFocusProxy(self.edit)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._text_changed)

    def text(self) -> str:
        """Return what is typed."""
        return self.edit.text()

    def amount(self) -> int | None:
        """Return the minor units typed; None where it is empty or cannot be read yet."""
        try:
            return self.read()
        except AmountRefused:
            return None

    def read(self) -> int | None:
        """Return the minor units typed, None where it is empty. Raises `AmountRefused`."""
        typed = self.text().replace(_FULL_WIDTH_PLUS, _PLUS).strip()
        if not typed:
            return None
        parts = typed.removesuffix(_PLUS).split(_PLUS)  # 58+ is a sum still being typed
        if not all(part.strip() for part in parts):
            raise NotAnAmount(text=typed, example=self._words.currency.example)
        currency = self._words.currency
        minor = sum(self._read_part(part) for part in parts)
        if minor > LARGEST:
            raise AmountTooLarge(text=typed, largest=Money(LARGEST, currency))
        return minor

    def set_amount(self, minor: int | None) -> None:
        """Put an amount into it and tell nobody; None empties it."""
        text = "" if minor is None else self._words.currency.plain(minor)
        self._put = (text, minor or 0)
        self._silent = True
        self.edit.setText(text)
        self._silent = False
        if self.edit.hasFocus():
            self.edit.selectAll()

    def set_hint(self, hint: str) -> None:
        """Say something else at the right."""
        self._hint.setText(hint)
        self.edit.setAccessibleDescription(hint)
        self._fit()

    def press(self, key: str) -> None:
        """Type a key of the keypad: a digit, 00, the decimal point, or clear."""
        if key == "clear":
            self.edit.clear()
        else:
            self.edit.insert(key)

    def show_wrong(self, wrong: bool) -> None:  # noqa: FBT001 - one thing to say
        """Draw it as refused, or not."""
        dress(self, wrong=wrong)

    def set_low(self, low: bool) -> None:  # noqa: FBT001 - one thing to say
        """Be as low as other fields, without sign and hint, where it stands among them."""
        self._low = low
        dress(self, low=low)
        self._sign.setVisible(not low)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight if low else Qt.AlignmentFlag.AlignLeft)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of the box."""
        return QSize(super().sizeHint().width(), LOW_HEIGHT if self._low else BOX_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the figures into other room."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Watch focus and keys of the line inside."""
        match event:
            case QFocusEvent():
                self._focus_moved(event)
            case QKeyEvent() if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            case _ if event.type() == QEvent.Type.MouseButtonRelease and self._clicked_in:
                self._clicked_in = False
                if not self.edit.hasSelectedText():
                    self.edit.selectAll()
        return super().eventFilter(watched, event)

    def _read_part(self, part: str) -> int:
        text, minor = self._put
        # With three decimals, 1.000 as we wrote it ourselves would be refused for two readings.
        return minor if part == text else parse_amount(part, self._words.currency)

    def _focus_moved(self, event: QFocusEvent) -> None:
        dress(self, focused=event.gotFocus())
        if event.gotFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._clicked_in = event.reason() == Qt.FocusReason.MouseFocusReason
            self.edit.selectAll()

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER and plain:
            if not event.isAutoRepeat():
                self.entered.emit()
            return True
        if key in _STEPS and plain:
            self.stepped.emit(_STEPS[key])
            return True
        if key in _TURNS and plain and self._sideways:
            self.turned.emit(_TURNS[key])
            return True
        return False

    def _text_changed(self) -> None:
        self._fit()
        if not self._silent:
            self.changed.emit()

    def _fit(self) -> None:
        """Draw the figures as large as they fit; the hint goes first."""
        sizes = _LOW_SIZES if self._low else _SIZES
        room = self.contentsRect().width() - (2 * _EDGE if self._low else self._taken)
        text = self.text()
        hint = self._hint.sizeHint().width() + _GAP if self._hint.text() else 0
        typed = max(_width(text, sizes[0]), _LEAST_TYPED)
        hinted = bool(hint) and not self._low and typed + hint <= room
        # By itself a line is never less wide than the widest character of its font.
        self.edit.setMinimumWidth(_LEAST_TYPED if hinted else 0)
        self._hint.setVisible(hinted)
        px = next((px for px in sizes if _width(text, px) <= room), sizes[-1])
        if px != self._px:
            self._px = px
            # The sheet's own size would win over a font.
            self.edit.setStyleSheet(f"font-size: {look.scaled(px)}px")


class Keypad(QWidget):
    """Digits for fingers; the field keeps the focus."""

    pressed = Signal(str)
    """A digit, "00", "." or "clear"."""

    def __init__(self, words: Wording) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        decimals = words.currency.exponent > 0
        for number, key in enumerate("789456123"):
            grid.addWidget(self._key(key), number // 3, number % 3)
        grid.addWidget(self._key("00"), 3, 0)
        if decimals:
            grid.addWidget(self._key("0"), 3, 1)
            grid.addWidget(self._key("."), 3, 2)
        else:
            grid.addWidget(self._key("0"), 3, 1, 1, 2)
        clear = Button(words.say(N_("Clear")), icon="delete")
        self._connect(clear, "clear")
        grid.addWidget(clear, 4, 0, 1, 3)

    def _key(self, key: str) -> Button:
        button = Button(key, kind="key")
        self._connect(button, key)
        return button

    def _connect(self, button: Button, key: str) -> None:
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.pressed.emit(key))


def _width(text: str, px: int) -> int:
    return QFontMetrics(sized("money", px)).horizontalAdvance(text) + _CURSOR
