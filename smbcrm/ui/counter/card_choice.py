"""Which card a new customer gets: the next number, a printed one, or none for now."""

from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.fields import Chooser, Field, TextField


class Giving(Enum):
    """What is done about a card."""

    NEXT = "next"
    PRINTED = "printed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CardWish:
    """What was chosen, with the number that was scanned or typed.

    Only a number that was scanned, where no finger slips, may be another printer's.
    """

    giving: Giving = Giving.NEXT
    printed: str = ""
    scanned: bool = False


class CardChoice(QWidget):
    """Offers the next number; a scan, or “another number”, puts a field in its place."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._next = ""
        self._giving = Giving.NEXT
        self._scanned = ""
        title = desk.say(N_("Card"))
        self.chooser = Chooser(title)
        self.number = TextField(title, icon="credit-card", big=True)
        self.number.edit.setPlaceholderText(desk.say(N_("scan or type it")))
        dress(self.chooser.combo, big=True)
        self.number.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chooser)
        column.addWidget(self.number)
        self._checking = Latest(desk.jobs, self)
        self._asking = Latest(desk.jobs, self)
        self.chooser.changed.connect(self._chosen)
        self.number.edited.connect(self.edited)
        self.number.left.connect(self._left)
        self.number.edit.installEventFilter(self)
        self.setFocusProxy(self.chooser)
        self._offer()
        self.ask_next()

    @property
    def field(self) -> Field:
        """The field in sight, which says what is wrong."""
        return self.chooser if self.number.isHidden() else self.number

    def wish(self) -> CardWish:
        """Return what was chosen; an empty number is none."""
        typed = self.number.text()
        if self._giving is Giving.PRINTED and not typed:
            return CardWish(Giving.NONE)
        return CardWish(self._giving, typed, self._is_scanned())

    def show_wish(self, wish: CardWish) -> None:
        """Show what was chosen before."""
        self._scanned = wish.printed if wish.scanned else ""
        self.number.set_text(wish.printed)
        self._choose(wish.giving)

    def take(self, code: str) -> None:
        """Give the card that was scanned."""
        self.show_wish(CardWish(Giving.PRINTED, self._desk.words.card(code), scanned=True))
        self._check()
        self.edited.emit()

    def ask_next(self) -> None:
        """Ask which number is the next; another till may have given the last one."""
        cards = self._desk.services.cards
        self._asking.ask(cards.next_number, self._show_next, self._none_left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Esc in an empty number goes back to the choice."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and not self.number.text()
        ):
            self._back_to_choice()
            self.chooser.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _offer(self) -> None:
        say, words = self._desk.say, self._desk.words
        following = say(N_("next: {number}"), number=words.card(self._next)) if self._next else ""
        options = [
            (Giving.NEXT, following, "credit-card"),
            (Giving.PRINTED, say(N_("another number…")), "scan-barcode"),
            (Giving.NONE, say(N_("no card now")), ""),
        ]
        self.chooser.set_options([one for one in options if one[1]])
        self.chooser.choose(self._giving)

    def _show_next(self, number: str) -> None:
        self._next = number
        self._offer()

    def _none_left(self, error: Exception) -> None:
        self._next = ""
        if self._giving is Giving.NEXT:
            self._giving = Giving.NONE
        self._offer()
        if isinstance(error, UserError):
            self.chooser.show_warning(*two_parts(self._desk.tell(error)))
        else:
            self._desk.room.trouble(error, self.ask_next)

    def _chosen(self, giving: object) -> None:
        if isinstance(giving, Giving):
            self._choose(giving)
        if giving is Giving.PRINTED:
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _choose(self, giving: Giving) -> None:
        self._giving = giving
        self.chooser.choose(giving)
        shown = giving is Giving.PRINTED
        self.number.setVisible(shown)
        self.chooser.setVisible(not shown)
        self.setFocusProxy(self.number if shown else self.chooser)

    def _left(self) -> None:
        if self.number.text():
            self._check()
        else:
            self._back_to_choice()

    def _back_to_choice(self) -> None:
        self._choose(Giving.NEXT if self._next else Giving.NONE)

    def _check(self) -> None:
        number, cards = self.number.text(), self._desk.services.cards
        free = partial(cards.free, number, scanned=self._is_scanned())
        self._checking.ask(free, self._fine, self._refused)

    def _is_scanned(self) -> bool:
        """Tell whether the number is as the scanner read it."""
        typed = self._giving is Giving.PRINTED and self.number.text()
        return bool(typed) and typed == self._scanned

    def _fine(self, number: str) -> None:
        self.number.set_text(self._desk.words.card(number))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.number.show_error(*two_parts(self._desk.tell(error)))
        else:
            self._desk.room.trouble(error)
