"""The one big button of a money panel: it names the sum, or says above it why it is off."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import label, set_kind
from smbcrm.ui.widgets.own_words import announce

_ENTER = "Enter"


class TakeButton(QWidget):
    """The button with the room above it for the reason why nothing can be taken yet."""

    pressed = Signal()

    def __init__(self, idle: str) -> None:
        super().__init__()
        self._idle = idle
        self.button = Button(idle, kind="take", key=_ENTER)
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.pressed)
        self._reason = label("", "caption", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._reason)
        column.addWidget(self.button)
        self.refuse("")

    @property
    def words(self) -> str:
        """What stands on the button."""
        return self.button.text()

    @property
    def reason(self) -> str:
        """Why it is off, or what it means."""
        return self._reason.text()

    @property
    def urgent(self) -> bool:
        """Whether the reason is said loud."""
        return bool(self._reason.property("kind") == "error")

    def allow(self, text: str, hint: str = "", *, loud: bool = False) -> None:
        """Can be pressed and does what the text says; the hint says what else is good to know.

        `loud`: as it stands it is refused, and pressing it says what can be done.
        """
        self._show(text, hint, pressable=True, kind="error" if loud else "caption")

    def name(self, idle: str) -> None:
        """Bear these words from now on while no sum is known."""
        self._idle = idle

    def refuse(self, reason: str, *, loud: bool = False) -> None:
        """Cannot be pressed, for a reason in words; `loud`: because of something wrong."""
        self._show(self._idle, reason, pressable=False, kind="error" if loud else "caption")

    def wait(self) -> None:
        """Can be pressed, and will name the sum as soon as it is known."""
        self._show(self._idle, "", pressable=True)

    def work(self, text: str) -> None:
        """Was pressed, and the answer takes long."""
        self._show(text, "", pressable=False)

    def insist(self) -> None:
        """Say the reason louder: somebody pressed Enter, and nothing could be done."""
        if self.reason:
            set_kind(self._reason, "error")
            announce(self, self.reason)

    def _show(self, text: str, reason: str, *, pressable: bool, kind: str = "caption") -> None:
        self.button.set_text(text)
        self.button.set_key(_ENTER if pressable else "")
        self.button.setEnabled(pressable)
        self.button.setAccessibleDescription(reason or (_ENTER if pressable else ""))
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        set_kind(self._reason, kind)
