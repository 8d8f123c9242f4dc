"""Close the day: the cash is counted, a difference gets its word, the owner reads the rest."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.machine import PDF_FOLDER
from smbcrm.membership.audit.types import Verdict
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.dayclose.types import CloseRequest, Day
from smbcrm.membership.requests.types import Act
from smbcrm.ui.day_close.cash_card import CashCard, undo_of
from smbcrm.ui.day_close.columns import Columns
from smbcrm.ui.day_close.count_card import CountCard, Typed
from smbcrm.ui.day_close.foot import Foot
from smbcrm.ui.day_close.money_card import MoneyColumn
from smbcrm.ui.day_close.owner_card import OwnerCard, Said
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.jobs import Lane, Latest
from smbcrm.ui.page import Page
from smbcrm.ui.page_head import PageHead
from smbcrm.ui.save_question import Kind, Place, Saved, SaveQuestion
from smbcrm.ui.sizes import MEDIUM, ROOMY, WIDE
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note

_SIDES = ((282, 316), (240, 268))
_REPORT = Saved(
    N_("Save the day close"),
    (Kind("PDF", ".pdf"), Kind(N_("Excel workbook"), ".xlsx"), Kind("CSV", ".csv")),
    PDF_FOLDER,
)
CASH = "cash"
_KEYS = ("Ctrl+Return", "Ctrl+Enter")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is half done: which day, the count, and what is said."""

    date: dt.date | None
    typed: Typed
    said: Said


class DayClosePage(Page):
    """One business date of this till."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.day: Day | None = None
        self._date: dt.date | None = None
        self._sending: CloseRequest | None = None
        self._just_told = False
        self._latest = Latest(desk.jobs, self)
        self._proving = Latest(desk.jobs, self, lane=Lane.LONG)
        self.files = SaveQuestion(desk, self, _REPORT)
        self.head = PageHead(desk, desk.say(N_("Close the day")))
        self.cash = Button(desk.say(N_("Cash in or out")), icon="banknote")
        self.before, self.after, self.save = self._head_buttons()
        self.count, self.money = CountCard(desk), MoneyColumn(desk)
        self.owner, self.foot = OwnerCard(desk), Foot(desk)
        self.refused = Note("danger")
        self.refused.hide()
        self._refused_look = False
        self._build()
        self._connect()

    # ------------------------------------------------------------------------ what a page does

    def arrive(self, part: str = "") -> None:
        """Be shown: ask for the day. `part` is its date, as 2026-11-20; else it is today's.

        With `cash` the card for cash in or out is shown too.
        """
        if part == CASH:
            QTimer.singleShot(0, self, self.move_cash)  # the page takes the focus first
        elif part:
            self._go_to(dt.date.fromisoformat(part))
        self._look()
        self._prove()

    def refocus(self) -> None:
        """Put the focus where counting begins."""
        self.count.focus_first()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        left, right = _SIDES[0] if width >= WIDE else _SIDES[1]
        self._columns.arrange(left, right, stacked=width < MEDIUM)
        edge = 20 if width >= MEDIUM and height >= ROOMY else 16
        below = 12 if height >= ROOMY else 8
        self._column.setContentsMargins(edge, 0, edge, below)
        self.foot.set_edges(edge, below)

    def unfinished(self) -> Sequence[str]:
        """Tell whether something is counted that closing the window would lose."""
        return ("",) if self._is_half_done() else ()

    def memory(self) -> Draft | None:
        """Return what is half done."""
        if not self._is_half_done():
            return None
        return Draft(self._date, self.count.typed(), self.owner.said())

    def recall(self, memory: object) -> None:
        """Go on where another page was."""
        if isinstance(memory, Draft):
            self._date = memory.date
            self.count.put(memory.typed)
            self.owner.put(memory.said)

    # -------------------------------------------------------------------- what somebody wants

    def keep_count(self) -> None:
        """Stand by what is counted, so that what should be there is told; say what is missing."""
        request = self._counted_request()
        if request is not None:
            self._stand_by(request)

    def close_day(self) -> None:
        """Close the day with what is counted; say first what is missing.

        Where the shop counts blind, a count is kept before.
        """
        day, request = self.day, self._counted_request()
        if day is None or request is None or day.hidden:
            return
        if self.owner.said().word == "" and day.counting.needs_word:
            self.owner.ask_word()
            return
        self._send(request)

    def go_on(self) -> None:
        """Keep the count, or close the day, whichever comes next.

        What was told by the key that kept the count is not closed by the same key pressed twice:
        it leads to the button first, which says what closing would write.
        """
        if self.day is not None and self.day.hidden:
            self.keep_count()
        elif self._just_told and not self.foot.close_day.hasFocus():
            self._just_told = False
            self.foot.close_day.setFocus()
        else:
            self.close_day()

    def count_again(self) -> None:
        """Forget what was counted."""
        self.count.put(replace(Typed(), by_sum=self.count.by_sum))
        self.count.focus_first()
        self._edited()

    def move_cash(self) -> None:
        """Ask how much cash goes into the drawer or out of it, and why."""
        self.desk.room.cover(CashCard(self.desk))

    def undo_again(self, kept: object) -> Undo | None:
        """Return the undo of cash that was put in or taken out."""
        return undo_of(self.desk, kept) if isinstance(kept, Bill) else None

    def save_report(self) -> None:
        """Write the day to a file."""
        if self.day is None:
            return
        title = self.desk.say(N_("Day close"))
        name = f"{title} {self.day.terminal} {self.day.date.isoformat()}"
        place = self.files.where(name)
        if place is not None:
            work = partial(self._write, self.day, place)
            self.desk.ask(self, work, partial(self._saved, place), lane=Lane.PAPER)

    # --------------------------------------------------------------------------- in the house

    def _head_buttons(self) -> tuple[Button, Button, Button]:
        say = self.desk.say
        before = Button("", icon="chevron-left", name=say(N_("The day before")))
        after = Button("", icon="chevron-right", name=say(N_("The day after")))
        save = Button(say(N_("Save")), icon="file-down")
        for one in (before, after, self.cash, save):
            self.head.side.addWidget(one)
        return before, after, save

    def _build(self) -> None:
        self._columns = Columns((self.count, self.money, self.owner))
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._column.addWidget(self.head)
        self._column.addWidget(self.refused)
        self._column.addWidget(self._columns, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._column, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.before.clicked.connect(partial(self._turn, -1))
        self.after.clicked.connect(partial(self._turn, 1))
        self.save.clicked.connect(self.save_report)
        self.cash.clicked.connect(self.move_cash)
        self.count.edited.connect(self._edited)
        self.owner.edited.connect(self._edited)
        self.count.finished.connect(self._counted)
        self.owner.finished.connect(self.foot.focus_next)
        self.foot.again.clicked.connect(self.count_again)
        self.foot.keep.clicked.connect(self.keep_count)
        self.foot.close_day.clicked.connect(self.close_day)
        self.desk.bridge.changed.connect(self._changed)
        for key in _KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.go_on)

    def _act(self) -> Act:
        return replace(self.desk.act(), date=self._date)

    def _request(self) -> CloseRequest | None:
        """Return what is typed; None where a part cannot be read."""
        counted, floats = self.count.read(), self.owner.read()
        if counted is None or floats is None:
            return None
        one_sum, pieces = counted
        opening, kept = floats
        return CloseRequest(self._act(), one_sum, pieces, opening, kept, self.owner.said().word)

    def _counted_request(self) -> CloseRequest | None:
        """Return what is to be sent; None while something is sent or missing, which is said."""
        if self.day is None or self.day.closing is not None or self._sending is not None:
            return None
        request = self._request()
        if request is None:
            wrong = self.count.first_wrong() or self.owner.first_wrong()
            if wrong is not None:
                wrong.setFocus()
        elif request.counted is None and not request.pieces:
            self._say_refused(self.desk.say(N_("Count the cash first.")))
            self.count.focus_first()
            return None
        return request

    def _look(self) -> None:
        if self._sending is not None:
            return
        closed = self.day is not None and self.day.closing is not None
        request = CloseRequest(self._act()) if closed else self._request()
        if request is not None:
            work = partial(self.desk.services.dayclose.look, request)
            self._latest.ask(work, self._show, self._not_shown)

    def _changed(self) -> None:
        if self.isVisible():
            self._look()

    def _edited(self) -> None:
        self.refused.hide()
        self._look()

    def _show(self, day: Day) -> None:
        if self._refused_look:  # what a write was refused for stays until somebody types
            self.refused.hide()
        if self.day is not None and day.closing is None:
            self.count.open_again()
        self.day = day
        desk = self.desk
        when = [desk.words.full_date(day.date), day.terminal]
        self.head.show_sub(" · ".join(when))
        self.after.setEnabled(day.date < desk.today())
        for part in (self.count, self.money, self.owner):
            part.show_day(day)
        self.foot.show_day(day, busy=self._sending is not None)

    def _not_shown(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._say_refused(self.desk.tell(error))
            self._refused_look = True
        else:
            self.desk.room.trouble(error, self._look)

    def _say_refused(self, words: str) -> None:
        self._refused_look = False
        self.refused.show_text("", words)
        self.refused.show()

    def _stand_by(self, request: CloseRequest) -> None:
        """Have a blind count kept; a fault offers to send the very same again."""
        self._be_busy(request)
        work = partial(self.desk.services.dayclose.count, request)
        self.desk.ask(self, work, self._kept, partial(self._not_sent, self._stand_by))

    def _send(self, request: CloseRequest) -> None:
        """Send a closing; a fault offers to send the very same again."""
        self._be_busy(request)
        work = partial(self.desk.services.dayclose.close, request)
        self.desk.ask(self, work, self._closed, partial(self._not_sent, self._send))

    def _be_busy(self, request: CloseRequest) -> None:
        """Write one thing at a time; what was asked before it is no longer wanted."""
        self._latest.forget()
        self.refused.hide()
        self._sending, self._just_told = request, False
        if self.day is not None:
            self.foot.show_day(self.day, busy=True)

    def _kept(self, day: Day) -> None:
        """Show what should be there; the focus leaves the buttons, for Enter pressed twice."""
        self._sending, self._just_told = None, True
        self._show(day)
        self._look()  # something may have been typed or sold meanwhile
        word = self.owner.word
        (word if word.isVisible() else self.owner.kept).setFocus()

    def _closed(self, day: Day) -> None:
        self._sending = None
        self._show(day)
        desk = self.desk
        desk.room.toast(desk.say(N_("The day is closed at {till}."), till=day.terminal))
        self.save.setFocus()

    def _not_sent(self, again: Callable[[CloseRequest], None], error: Exception) -> None:
        request, self._sending = self._sending, None
        if self.day is not None:
            self.foot.show_day(self.day, busy=False)
        if isinstance(error, UserError):
            self._look()
            self._say_refused(self.desk.tell(error))
        elif request is not None:
            self.desk.room.trouble(error, partial(again, request))

    def _counted(self) -> None:
        """Go on after the last note: to the word where one is needed, else to the button."""
        word = self.owner.word
        if word.isVisible() and not word.text():
            word.setFocus()
        else:
            self.foot.focus_next()

    def _turn(self, days: int) -> None:
        day = self.day
        if day is not None:
            self._go_to(day.date + dt.timedelta(days=days))
            self._look()

    def _go_to(self, date: dt.date) -> None:
        """Show another day; what was counted belongs to the one before."""
        today = self.desk.today()
        self._date = None if date >= today else date
        self.day = None
        self.refused.hide()
        self.count.open_again()
        self.count.put(Typed())
        self.owner.put(Said())

    def _is_half_done(self) -> bool:
        if self.day is not None and self.day.closing is not None:
            return False
        typed = self.count.typed()
        return bool(typed.pieces or typed.one_sum) or self.owner.said() != Said()

    def _prove(self) -> None:
        """Have the books proven, which takes long in a large shop."""
        self._proving.ask(self.desk.services.audit.verify, self._proven, lambda _: None)

    def _proven(self, verdict: Verdict) -> None:
        self.money.show_ledger(verdict.clean)

    def _write(self, day: Day, place: Place) -> None:
        services, words = self.desk.services, self.desk.words.translator
        document = services.dayclose.document(day)
        services.reports.save(document, words, place.file, replace=place.replace)

    def _saved(self, place: Place, _: None) -> None:
        self.desk.room.toast(self.desk.say(N_("Saved as {file}"), file=place.file.name))
