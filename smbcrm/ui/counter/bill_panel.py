"""A bill at the counter (F9): the very PDF as it is printed, and the ways to hand it over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from smbcrm.core.errors import EnvironmentFault, ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.core.machine import PDF_FOLDER
from smbcrm.membership.bills.types import Draft, Paper
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.membership.services import Services
from smbcrm.ui.counter.bill_handing import Handing, Wish
from smbcrm.ui.counter.bill_side import BillSide
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.money_notice import NoticePlace
from smbcrm.ui.counter.notice import Answer, Notice
from smbcrm.ui.counter.panel import REFUND, WITHDRAW, CounterPanel
from smbcrm.ui.desk import Desk
from smbcrm.ui.handing_over import installed
from smbcrm.ui.jobs import PATIENCE_MS, Lane, Latest
from smbcrm.ui.printing import PrinterRefused, Printers, PrintJob
from smbcrm.ui.save_question import Kind, Saved, SaveQuestion
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.sheet_pages import SheetPages
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Heading
from smbcrm.ui.wording import called

if TYPE_CHECKING:
    from smbcrm.membership.counter.types import CustomerView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_AROUND_NOTICE = (16, 8, 16, 0)
_GIVES_BACK: Mapping[str, tuple[str, str, str]] = {
    OperationKind.SALE: (N_("Refund"), "Ctrl R", REFUND + "/{operation}"),
    OperationKind.TOP_UP: (N_("Pay out"), "Shift F6", WITHDRAW),
}
"""What gives back what a bill tells of: words, key, action."""
_PDF = Saved(N_("Save the bill"), (Kind("PDF", ".pdf"),), PDF_FOLDER)


@dataclass(frozen=True, slots=True)
class BillMemory:
    """Which bill is shown: its operation, its number and customer as far as they are known.

    `paper` is what was chosen for it, `act` the request by which it will be handed over.
    """

    operation: str
    number: int | None = None
    customer: int | None = None
    paper: Paper | None = None
    act: Act | None = None

    def beside(self, view: "CustomerView | None") -> "CustomerView | None":
        """Return the open customer if the bill is theirs: no bill stands beside another's card."""
        mine = view is not None and view.shown.customer.id == self.customer
        return view if mine else None


class BillPanel(CounterPanel):
    """One bill: its pages at the left, what can be chosen and done at the right."""

    def __init__(
        self,
        desk: Desk,
        view: "CustomerView | None",
        memory: BillMemory,
        printers: Printers | None = None,
    ) -> None:
        super().__init__(desk, memory.beside(view))
        self._memory = memory
        self._act = desk.act() if memory.act is None else desk.go_on(memory.act)
        self._printers = printers or Printers()
        self._names: tuple[str, ...] | None = None
        self._draft: Draft | None = None
        self._ready = self._print_when_ready = False
        self.file = SaveQuestion(desk, self, _PDF)
        self.pages = SheetPages(desk, N_("The bill"), N_("Drawing the bill…"))
        self.side = BillSide(desk)
        self.notices = NoticePlace()
        self.handing = Handing(desk, self._printers, self)
        self._drawing = Latest(desk.jobs, self, lane=Lane.PAPER)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        if memory.paper is not None:
            self.side.recall(memory.paper)
        self._build()
        self._connect()
        self._show_title()
        self._show_buttons()
        names = partial(installed, desk.services, self._printers)
        desk.ask(self, names, self._found, self._none_found, lane=Lane.PAPER)
        self._draw()

    # ------------------------------------------------------------------ what the page asks

    def focus_first(self) -> None:
        """Put the focus on what comes next: what is missing, Print, or Save without a printer."""
        if not self.side.focus_missing():
            places = (self.side.print.button, self.side.save, self.pages.view)
            next(one for one in places if one.isEnabled()).setFocus()

    def shows(self) -> str:
        """Return the operation of the bill."""
        return self._memory.operation

    def escape(self) -> bool:
        """Close what is said in place; while it is handed over nothing is closed."""
        self._print_when_ready = False
        return self.handing.under_way or self.notices.clear()

    def half_done(self) -> bool:
        """Tell whether it is being handed over."""
        return self.handing.under_way

    def is_writing(self) -> bool:
        """Tell whether it is being handed over."""
        return self.handing.under_way

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        del width
        self.side.narrow(height)

    def memory(self) -> BillMemory:
        """Return which bill it is and what was chosen for it.

        A request that is under way is sent by nobody else: what is handed over next is a copy.
        """
        act = None if self.handing.under_way else self._act
        return replace(self._memory, paper=self.side.paper, act=act)

    # ------------------------------------------------------------------ what a person does

    def print(self) -> None:
        """Print it, as soon as it is drawn and the printers are known."""
        if self.handing.under_way:
            return
        self.notices.clear()
        self._print_when_ready = not (self._ready and self._names is not None)
        printer = self.side.printer.value()
        if self._print_when_ready or self._is_missing() or printer is None:
            return
        paper = self.side.paper
        self.handing.print(self._wish(), PrintJob(str(printer), paper.size, self._name()))

    def save(self) -> None:
        """Ask for a file, and write it."""
        if self.handing.under_way or not self._ready or self._is_missing():
            return
        self.notices.clear()
        chosen = self.file.where(self._name())
        if chosen is not None and isValid(self):  # a card may be scanned while the dialog asks
            self.handing.save(self._wish(), chosen.file, replace=chosen.replace)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter prints, PgUp and PgDn turn the pages."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            if not event.isAutoRepeat():
                self.print()
        elif key in _TURNS:
            self.pages.turn_or_scroll(_TURNS[key])
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ in the house

    def _build(self) -> None:
        self._heading = Heading("receipt-text", "")
        self._back = Button(self.desk.say(N_("Back")), icon="arrow-left", key="Esc", small=True)
        self._void = StateBadge("ban", self.desk.say(N_("Void")), "danger")
        self._copy = StateBadge("copy", self.desk.say(N_("A copy")), "info")
        self.give_back = Button(self.desk.say(N_("Refund")), icon="undo-2", small=True)
        for part in (self._void, self._copy, self.give_back, self._back):
            self._heading.side.addWidget(part)
        for part in (self._void, self._copy, self.give_back):
            part.hide()
        left = QVBoxLayout()
        left.setSpacing(0)
        self.notices.setContentsMargins(*_AROUND_NOTICE)
        left.addWidget(self.notices)
        left.addWidget(self.pages, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._heading)
        whole.addLayout(across, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self._go_back)
        self.give_back.clicked.connect(self._give_back)
        self._patience.timeout.connect(self._show_buttons)
        self.pages.failed.connect(self._not_drawn)
        self.side.changed.connect(self._draw)
        self.side.save_wanted.connect(self.save)
        self.side.print_wanted.connect(self.print)
        self.handing.busy.connect(self._show_busy)
        self.handing.ended.connect(self.closed)
        self.handing.failed.connect(self._not_handed_over)
        view = self.pages.view
        for keys, act in (
            ("Ctrl+S", self.save),
            ("Ctrl++", partial(view.step, 1)),
            ("Ctrl+=", partial(view.step, 1)),
            ("Ctrl+-", partial(view.step, -1)),
            ("Ctrl+0", view.fit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)

    def _wish(self) -> Wish:
        return Wish(self._act, self._memory.operation, self.side.paper, self._name())

    def _is_missing(self) -> bool:
        return self._draft is not None and bool(self._draft.missing)

    def _draw(self) -> None:
        """Draw the bill as it is wanted now."""
        self._ready = False
        services, operation, paper = self.desk.services, self._memory.operation, self.side.paper
        drawn = partial(self._drawn, paper.instead)
        self._drawing.ask(partial(_draft, services, operation, paper), drawn, self._not_drawn)
        self._show_buttons()

    def _drawn(self, asked: tuple[tuple[str, str], ...], draft: Draft) -> None:
        self._draft, self._ready = draft, True
        self._memory = replace(self._memory, number=draft.found.bill.bill_number)
        self.side.show_bill(draft)
        self.side.checked.show_draft(draft)
        self.side.missing.show_missing(draft.missing, draft.paper.instead)
        self.pages.show_pdf(draft.pdf, draft.paper.size)
        self._void.setVisible(draft.paper.void)
        self._copy.setVisible(draft.paper.copy)
        self._show_give_back(draft)
        self._show_title()
        if self.side.missing.instead != asked:
            self._draw()  # with what was said of its characters before
        self._go_on()

    def _not_drawn(self, error: Exception) -> None:
        self._print_when_ready = False
        again = Answer(self.desk.say(N_("Try again")), self._draw_again, icon="refresh-cw")
        self._tell(error, (again,) if isinstance(error, EnvironmentFault) else ())
        self._show_buttons()

    def _draw_again(self) -> None:
        self.notices.clear()
        self._draw()

    def _found(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.side.show_printers(names)
        self._go_on()

    def _none_found(self, error: Exception) -> None:
        self.desk.room.trouble(error)
        self._found(())

    def _go_on(self) -> None:
        """Do what Enter was pressed for too early; a focus without use goes where it has one."""
        had = self.side.print.button.hasFocus()
        self._show_buttons()
        if self._print_when_ready and self._ready and self._names is not None:
            self.print()
        if had and not self.side.print.button.isEnabled():
            self.focus_first()

    def _show_title(self) -> None:
        say, draft = self.desk.say, self._draft
        sub = ""
        if draft is not None:
            bill = draft.found.bill
            customer = bill.customer
            name = "" if customer is None else called(customer.name, customer.code)
            whom = say(N_("for {name}"), name=name) if name else say(N_("without a customer"))
            money = self.desk.words.money(bill.amount)
            sub = DOT.join((whom, money))
        self._heading.show_title(self._name(), sub)

    def _name(self) -> str:
        """Return what the bill is called: on the screen, in the printer's queue, as a file."""
        number = self._memory.number
        return self.desk.say(N_("E-bill {number}"), number="" if number is None else number).strip()

    def _show_buttons(self) -> None:
        say, take = self.desk.say, self.side.print
        working = self.handing.under_way and not self._patience.isActive()
        missing = self._ready and self._is_missing()
        if working:
            take.work(say(N_("Printing…")))
        elif missing:
            take.refuse(say(N_("Say what is printed instead.")), loud=True)
        elif self._names == ():
            take.refuse("")
        elif self._ready and self._names is not None:
            take.allow(say(N_("Print")))
        else:
            take.wait()
        self.side.save.setEnabled(self._ready and not missing and not working)
        self._back.setEnabled(not working)

    def _show_busy(self, busy: bool) -> None:  # noqa: FBT001 - Qt's signal
        if busy:
            self._patience.start()
        else:
            self._patience.stop()
        self._show_buttons()

    def _not_handed_over(self, error: Exception) -> None:
        save = Answer(self.desk.say(N_("Save PDF")), self.save, icon="file-down")
        self._tell(error, (save,) if isinstance(error, PrinterRefused) else ())
        self.focus_first()
        if isinstance(error, RequestReused):
            self._act = self.desk.act()  # what went wrong before was noted, on another paper
        if not isinstance(error, EnvironmentFault):
            self._draw()  # what was refused is seen: a character, a copy

    def _tell(self, error: Exception, answers: tuple[Answer, ...]) -> None:
        if not isinstance(error, ShopbellError):
            self.desk.room.trouble(error)
            return
        what, todo = two_parts(self.desk.tell(error))
        icon = "printer" if isinstance(error, PrinterRefused) else "circle-alert"
        self.notices.show_notice(Notice("danger", icon, what, todo, answers=answers))

    def _show_give_back(self, draft: Draft) -> None:
        """Offer what gives back what stands on the bill."""
        bill = draft.found.bill
        words, key, _action = _GIVES_BACK.get(bill.kind, ("", "", ""))
        if words:
            self.give_back.set_text(self.desk.say(words))
            self.give_back.set_key(key)
        self.give_back.setVisible(bool(words) and not draft.paper.void)

    def _give_back(self) -> None:
        if self._draft is None or self.handing.under_way:
            return
        bill = self._draft.found.bill
        action = _GIVES_BACK[bill.kind][2].format(operation=bill.operation)
        if bill.customer is None:
            self.action_asked.emit(action)
        else:
            self.desk.room.open_customer(bill.customer.id, action)

    def _go_back(self) -> None:
        if not self.handing.under_way:
            self.closed.emit()


def _draft(services: Services, operation: str, paper: Paper) -> Draft:
    return services.bills.draft(operation, paper)


def bill_panel(desk: Desk, view: "CustomerView | None", memory: object) -> BillPanel:
    """Return the panel of a bill; TypeError without one to show."""
    if not isinstance(memory, BillMemory):
        raise TypeError(memory)
    return BillPanel(desk, view, memory)
