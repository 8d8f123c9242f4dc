"""The palette (Ctrl+K): customers, what can be done for one of them, actions, pages, settings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.ledger.service import Standing
from smbcrm.ui.actions import Action
from smbcrm.ui.desk import Desk
from smbcrm.ui.help.choices import Choice, Choices, Finding, find
from smbcrm.ui.help.palette_list import PaletteList, spoken
from smbcrm.ui.jobs import Latest
from smbcrm.ui.theme.look import color
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import IconLabel, KeyCap, hairline, label
from smbcrm.ui.widgets.own_words import announce
from smbcrm.ui.widgets.painting import sized

if TYPE_CHECKING:
    from smbcrm.membership.customers.found import Found

_WIDTH, _HEAD, _FOOT = 640, 56, 34
_TYPED_SIZE = 17
_RADIUS = 9
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Palette(QFrame):
    """A search over everything that one can go to or do."""

    def __init__(self, desk: Desk, actions: Sequence[Action]) -> None:
        super().__init__()
        self._desk = desk
        self._choices = Choices(desk, actions)
        self._finding = Finding()
        self._subject: Found | None = None
        self._answered = True
        self._enter_waits = False
        self._question = Latest(desk.jobs, self, self._tell_waiting)
        self.setObjectName("palette")
        dress(self, kind="overlay")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(desk.say(N_("Search or jump to")))
        self.field = QLineEdit()
        self.list = PaletteList(desk.say(N_("What was found")), _WIDTH - 2)
        self.list.taken.connect(self._do)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(hairline())
        column.addWidget(self.list, 1)
        column.addWidget(_Foot(desk))
        self._show(Finding())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Choose by keys while the cursor stays in the search."""
        if (
            watched is self.field
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _head(self) -> QWidget:
        words = self._desk.say(N_("Customer, action or page"))
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        self.field.setFont(sized("body", _TYPED_SIZE))
        dress(self.field, bare=True)
        self.field.textChanged.connect(self._ask)
        self.field.installEventFilter(self)
        head = QWidget()
        head.setFixedHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel("search", 20))
        row.addWidget(self.field, 1)
        row.addWidget(KeyCap("Esc"), 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _ENTER:
            if not event.isAutoRepeat():
                self._take()
        elif key in _STEPS:
            self.list.step(_STEPS[key])
            self._say_chosen()
        elif key == Qt.Key.Key_Tab:
            self._to_actions()
        elif key == Qt.Key.Key_Backtab:
            self._to_subject()
        else:
            return False
        return True

    # ------------------------------------------------------------------------------ the answer

    def _ask(self, text: str) -> None:
        self._answered = self._enter_waits = False
        services = self._desk.services
        self._question.ask(lambda: find(services, text), self._show, self._refused)

    def _show(self, finding: Finding) -> None:
        self._answered = True
        self._finding = finding
        self._subject = finding.found[0] if finding.found else None
        self._fill()
        self._choose_first()
        if self._enter_waits:
            self._take()

    def _fill(self, *, looking: bool = False) -> None:
        text = self.field.text()
        sections = self._choices.sections(text, self._finding, self._subject, looking=looking)
        self.list.show_sections(sections, text)

    def _tell_waiting(self, waiting: bool) -> None:  # noqa: FBT001 - a signal's one word
        """Show pages and actions alone while the customers are long in coming."""
        if waiting:
            self._answered = True
            self._finding, self._subject = Finding(), None
            self._fill(looking=True)
            self._choose_first()

    def _refused(self, error: Exception) -> None:
        self._show(Finding())
        self._desk.room.trouble(error, self._ask_again)

    def _ask_again(self) -> None:
        self._ask(self.field.text())

    # --------------------------------------------------------------------------- what is chosen

    def _choose_first(self) -> None:
        choices = self.list.choices()
        self.list.choose(choices[0] if choices else None)
        self._say_chosen()

    def _say_chosen(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None and self.isVisible():
            announce(self.list, spoken(chosen))

    def _to_actions(self) -> None:
        """Go to what can be done for the chosen customer."""
        chosen = self.list.chosen()
        if chosen is None or chosen.customer is None:
            return
        subject = chosen.customer
        if subject == self._subject:
            self._choose_action()
            return
        ledger = self._desk.services.ledger

        def show(owned: Standing) -> None:
            self._subject = subject
            self._finding = Finding(self._finding.found, owned, self._finding.tiers)
            self._fill()
            self._choose_action()

        self._question.ask(lambda: ledger.standing(subject.id), show, self._desk.room.trouble)

    def _choose_action(self) -> None:
        people = len(self._finding.found)
        choices = self.list.choices()
        if len(choices) > people:
            self.list.choose(choices[people])
            self._say_chosen()

    def _to_subject(self) -> None:
        for choice in self.list.choices():
            if choice.customer is not None and choice.customer == self._subject:
                self.list.choose(choice)
                self._say_chosen()

    def _take(self) -> None:
        if not self._answered and self.field.text().strip():
            self._enter_waits = True
            return
        chosen = self.list.chosen()
        if chosen is not None:
            self._do(chosen)

    def _do(self, choice: Choice) -> None:
        self._desk.room.uncover()
        choice.act()


class _Foot(QWidget):
    """What the keys do; round at the bottom, as the card is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setFixedHeight(_FOOT)
        say = desk.say
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(4)
        hints = (("↑ ↓", N_("choose")), ("Enter", N_("open")), ("Tab", N_("what can I do with it")))
        for cap, text in hints:
            row.addWidget(KeyCap(cap), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(label(say(text), "caption"))
            row.addSpacing(10)
        row.addStretch(1)
        row.addWidget(label(say(N_("also: phone end, card, pinyin")), "caption"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0, -_FOOT, 0, 0), _RADIUS, _RADIUS)
        painter.setClipRect(self.rect())
        painter.fillPath(path, color("surface2"))
        painter.setPen(color("line"))
        painter.drawLine(0, 0, self.width(), 0)
