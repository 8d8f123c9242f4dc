"""How a money panel is laid out: heading, what is typed, notices, figures, keypad, big button.

The right column holds keypad and button, or in the place of the keypad what will be; a panel that
has both chooses with `use_keypad`. Low windows fold the keypad behind a button. In very low or
narrow ones the figures scroll with the rest, but the button never does.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.counter.money_notice import NoticePlace
from smbcrm.ui.counter.summary import Summary
from smbcrm.ui.counter.take_button import TakeButton
from smbcrm.ui.desk import Desk
from smbcrm.ui.sizes import MEDIUM, ROOMY
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.amount_field import Keypad
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Heading
from smbcrm.ui.widgets.scrolling import reading, scrolling

SIDE_WIDTH = 206
_PADDING = 16
_SIDE_PADDING = 14
_LEAST_FOR_KEYPAD = 520
"""Below this height of the window a keypad and figures that stand still have no room."""


class MoneyFrame(QWidget):
    """The parts and their places; what is typed goes into `body`.

    `result` stands in the right column where nothing is typed with a keypad.
    """

    def __init__(  # noqa: PLR0913 - what a panel says, and the one part that differs
        self,
        desk: Desk,
        icon: str,
        title: str,
        sub: str,
        idle: str,
        result: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.heading = Heading(icon, title, sub)
        self.back = Button(desk.say(N_("Back")), icon="arrow-left", key="Esc", small=True)
        self.heading.side.addWidget(self.back)
        self.notices = NoticePlace()
        self.summary = Summary()
        self.keypad = Keypad(desk.words)
        self.fold = Button(desk.say(N_("Keypad")), icon="layout-grid")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._fold)
        self.take = TakeButton(idle)
        self._result = None if result is None else reading(result, desk.say(N_("What will be")))
        self._types = result is None
        self._inside = QWidget()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._scroll = scrolling(self._inside)
        self._left = QVBoxLayout()
        self._side = QFrame()
        self._roomy, self._may_fold = True, False
        self._still, self._crowded = True, False
        self._lay_out()

    def tab_order(self) -> tuple[QWidget, ...]:
        """Return where Tab goes after the last field, in this order."""
        result = () if self._result is None else (self._result,)
        return (self.fold, *result, self.take.button, self.back)

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self._roomy = height >= ROOMY
        self._may_fold = not self._roomy and height >= _LEAST_FOR_KEYPAD
        self.fold.setVisible(self._may_fold and self._types)
        self._fold()
        self._still = width >= MEDIUM and height >= _LEAST_FOR_KEYPAD
        self._place_summary()

    def use_keypad(self, used: bool) -> None:  # noqa: FBT001 - one thing to say
        """Show the keypad, or in its place what will be, where a panel has both."""
        self._types = used
        if self._result is not None:
            self._result.setVisible(not used)
        self.fold.setVisible(self._may_fold and used)
        self._fold()

    def crowd(self, crowded: bool) -> None:  # noqa: FBT001 - one thing to say
        """Give the room of the figures to what is typed, where a window is low."""
        if crowded != self._crowded:
            self._crowded = crowded
            self._place_summary()

    def show_place(self, part: QWidget) -> None:
        """Bring a part into sight, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part))

    def _lay_out(self) -> None:
        self._inside_column = inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(_PADDING, 12, _PADDING, 8)
        inside.setSpacing(12)
        inside.addLayout(self.body)
        inside.addWidget(self.notices)
        inside.addStretch(1)
        self._left.setContentsMargins(0, 0, 0, 12)
        self._left.setSpacing(0)
        self._left.addWidget(self._scroll, 1)
        dress(self._side, kind="panelRight")
        self._side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(_SIDE_PADDING, _SIDE_PADDING, _SIDE_PADDING, _SIDE_PADDING)
        column.setSpacing(8)
        column.addWidget(self.fold)
        column.addWidget(self.keypad)
        column.addStretch(0)  # takes the room where nothing else wants it
        if self._result is not None:
            column.addWidget(self._result, 1)
        column.addWidget(self.take)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(self._left, 1)
        across.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.heading)
        whole.addLayout(across, 1)
        self.fold.hide()
        self.keypad.setVisible(self._types)
        self._place_summary()

    def _place_summary(self) -> None:
        """Let the figures stand still below, or scroll where there is little room."""
        if self._still and (self._roomy or not self._crowded):
            self.summary.setContentsMargins(_PADDING, 0, _PADDING, 0)
            self._left.addWidget(self.summary)
        else:
            self.summary.setContentsMargins(0, 0, 0, 0)
            self._inside_column.addWidget(self.summary)

    def _fold(self) -> None:
        wanted = self._roomy or (self._may_fold and self.fold.isChecked())
        self.keypad.setVisible(wanted and self._types)
