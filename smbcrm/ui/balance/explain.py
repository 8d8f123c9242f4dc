"""Explain this balance: the very page a customer is given, and whether it adds up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from smbcrm.core.errors import EnvironmentFault, ShopbellError
from smbcrm.core.i18n import N_, Translator
from smbcrm.core.machine import LIST_FOLDER, PDF_FOLDER
from smbcrm.core.paths import localedir
from smbcrm.membership.bills.types import PaperSize
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.reports.document import Document
from smbcrm.membership.reports.explaining import EVERYTHING
from smbcrm.membership.reports.ports import MadeFile
from smbcrm.membership.reports.service import Explained
from smbcrm.membership.services import Services
from smbcrm.ui.balance.explain_cards import AddsUpCard, ForecastCard, PageCard
from smbcrm.ui.balance.side import SideColumn
from smbcrm.ui.desk import Desk
from smbcrm.ui.handing_over import HandingOver, installed, printed_pages
from smbcrm.ui.jobs import Jobs, Lane, Latest
from smbcrm.ui.missing_card import MissingCard
from smbcrm.ui.printing import Printers, PrintJob
from smbcrm.ui.save_question import Kind, Saved, SaveQuestion
from smbcrm.ui.sheet_pages import SheetPages
from smbcrm.ui.sizes import MEDIUM, ROOMY
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Note

SIDE = 300
_LEAST = 260
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_PDF = Saved(N_("Save the explanation"), (Kind("PDF", ".pdf"),), PDF_FOLDER)
_EXCEL = Saved(
    N_("Save the explanation"),
    (Kind(N_("Excel workbook"), ".xlsx"), Kind("CSV", ".csv")),
    LIST_FOLDER,
)


class Paper(Enum):
    """What is to be made of the page once it is there."""

    PRINT = auto()
    EXCEL = auto()


@dataclass(frozen=True, slots=True)
class ExplainMemory:
    """What was chosen for the page: its accounts, its language, what stands for what is missing.

    Without a language it is the customer's. `paper` is what somebody came for.
    """

    kinds: tuple[AccountKind, ...]
    language: str = ""
    instead: tuple[tuple[str, str], ...] = ()
    paper: Paper = Paper.PRINT


@dataclass(frozen=True, slots=True)
class _Told:
    """Everything that is owned, and the document of what is chosen."""

    whole: Explained
    document: Document


class ExplainPart(QWidget):
    """One customer's balance explained. `closed` when nobody wants to see it any more."""

    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        customer: int,
        memory: ExplainMemory | None = None,
        printers: Printers | None = None,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._customer = customer
        self._printers = printers or Printers()
        self._told: _Told | None = None
        self._made: MadeFile | None = None
        self._awaited = True
        self._names: tuple[str, ...] | None = None
        self.pages = SheetPages(desk, N_("Explain this balance"), N_("Drawing the page…"))
        self.adds_up = AddsUpCard(desk)
        self.forecast = ForecastCard(desk)
        self.page = PageCard(desk)
        self.missing = MissingCard(desk)
        self.note = Note("danger")
        self.pdf_file = SaveQuestion(desk, self, _PDF)
        self.list_file = SaveQuestion(desk, self, _EXCEL)
        self.handing = HandingOver(desk, self)
        say = desk.say
        self.excel = Button(say(N_("Excel")), icon="file-spreadsheet", key="Ctrl E")
        self.save = Button(say(N_("Save PDF")), icon="file-down", key="Ctrl S")
        self.print = Button(say(N_("Print")), icon="printer", kind="primary", key="Ctrl P")
        self._telling = Latest(desk.jobs, self, lane=Lane.LONG)
        self._drawing = Latest(desk.jobs, self, lane=Lane.PAPER)
        self._paper = Paper.PRINT if memory is None else memory.paper
        if memory is not None:
            self._recall(memory)
        self._lay_out()
        self._connect()
        self._show_buttons()
        names = partial(installed, desk.services, self._printers)
        desk.ask(self, names, self._found, self._none_found, lane=Lane.PAPER)
        self._tell()

    # ------------------------------------------------------------------ what the page asks

    def focus_first(self) -> None:
        """Put the focus on what comes next: what somebody came for, or else saving."""
        first = self.excel if self._paper is Paper.EXCEL else self.print
        places = (first, self.print, self.save, self.pages.view)
        next(one for one in places if one.isEnabled() and not one.isHidden()).setFocus()

    def escape(self) -> bool:
        """Close what is said; while it is handed over nothing is closed."""
        said = not self.note.isHidden()
        self.note.hide()
        return said or self.is_busy

    @property
    def is_busy(self) -> bool:
        """Whether it is being handed over."""
        return self.handing.under_way

    def memory(self) -> ExplainMemory:
        """Return what was chosen."""
        instead = self.missing.instead
        return ExplainMemory(self.page.kinds, self._language(), instead, self._paper)

    def _recall(self, memory: ExplainMemory) -> None:
        self.page.choose(memory.kinds)
        self.page.language.choose(memory.language or None)
        self.missing.recall(memory.instead)

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        below = width < MEDIUM
        way = QBoxLayout.Direction
        self._across.setDirection(way.TopToBottom if below else way.LeftToRight)
        self._side.stand(SIDE, below=below)
        self._left.setMinimumHeight(_LEAST if below or height < ROOMY else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """PgUp and PgDn turn the pages."""
        key = Qt.Key(event.key())
        if key in _TURNS:
            self.pages.turn_or_scroll(_TURNS[key])
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ what a person does

    def hand_out(self) -> None:
        """Print what is shown; without a printer save it as a PDF."""
        if self._names == ():
            self.save_pdf()
        elif self._may_leave() and self._made is not None and self._names is not None:
            printer, name = str(self.page.printer.value()), self._name()
            job = PrintJob(printer, PaperSize.A4, name)
            services, jobs = self._desk.services, self._desk.jobs
            work = partial(_print, services, jobs, self._printers, job, self._made.content)
            words = N_("{page} was sent to {printer}.")
            self.handing.begin(work, self._desk.say(words, page=name, printer=printer))

    def save_pdf(self) -> None:
        """Ask for a file, and write the page."""
        self._save(self.pdf_file)

    def save_list(self) -> None:
        """Ask for a file, and write every entry as a workbook."""
        self._save(self.list_file)

    def _save(self, question: SaveQuestion) -> None:
        told = self._told
        if not self._may_leave() or told is None:
            return
        name, words, instead = self._name(), self._words(), dict(self.missing.instead)
        place = question.where(name)
        if place is None or not isValid(self):  # a card may be scanned while the dialog asks
            return
        save = self._desk.services.reports.save
        work = partial(save, told.document, words, place.file, instead, replace=place.replace)
        said = N_("{page} was saved as {file}.")
        self.handing.begin(work, self._desk.say(said, page=name, file=place.file))

    def _may_leave(self) -> bool:
        """Tell whether it may be handed out: it is drawn, whole, and adds up."""
        made, told = self._made, self._told
        if made is None or told is None or self.handing.under_way:
            return False
        return told.whole.document.finding is None and not made.missing

    # ------------------------------------------------------------------------ what is asked

    def _tell(self) -> None:
        """Ask for everything that is owned, and for what is to stand on the page."""
        self._made = None
        work = partial(_told, self._desk.services, self._customer, self.page.kinds)
        self._telling.ask(work, self._explained, self._failed)
        self._show_buttons()

    def _explained(self, told: _Told) -> None:
        self._told = told
        if not self.page.language.value():
            self.page.language.choose(told.whole.language)
        self.adds_up.show_explained(told.whole, self._desk.services.clock.now())
        self.forecast.show_document(told.whole.document)
        self._draw()

    def _draw(self) -> None:
        """Draw the page as it is wanted now."""
        told = self._told
        if told is None:
            return
        self._made = None
        instead = dict(self.missing.instead)
        drawn = self._desk.services.reports.drawn
        work = partial(drawn, told.document, self._words(), instead)
        self._drawing.ask(work, partial(self._drawn, self.missing.instead), self._failed)
        self._show_buttons()

    def _drawn(self, asked: Sequence[tuple[str, str]], made: MadeFile) -> None:
        waited, self._made = self._awaited and self.pages.view.hasFocus(), made
        self._awaited = False
        self.missing.show_missing(made.missing, asked)
        self.pages.show_pdf(made.content, PaperSize.A4)
        self._show_buttons()
        if waited:
            self.focus_first()
        if self.missing.instead != tuple(asked):
            self._draw()  # with what was said of its characters before

    def _failed(self, error: Exception) -> None:
        again = self._tell if isinstance(error, EnvironmentFault) else None
        self._desk.room.trouble(error, again)
        self._show_buttons()

    def _found(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.page.show_printers(names)
        self._show_buttons()

    def _none_found(self, error: Exception) -> None:
        self._desk.room.trouble(error)
        self._found(())

    def _words(self) -> Translator:
        return Translator(self._language(), localedir())

    def _language(self) -> str:
        return str(self.page.language.value() or self._desk.shop.language)

    def _name(self) -> str:
        """Return what the page is called: in the printer's queue, and as a file."""
        title = self._desk.say(N_("Balance explained"))
        code = self._told.whole.document.facts[0].value if self._told is not None else None
        known = getattr(code, "code", "") or ""
        return f"{title} {known} {self._desk.today().isoformat()}"

    # ------------------------------------------------------------------- what it is made of

    def _show_buttons(self) -> None:
        focused = any(one.hasFocus() for one in (self.print, self.save, self.excel))
        may = self._may_leave()
        prints = self._names is None or bool(self._names)
        self.print.setVisible(prints)
        self.print.setEnabled(may and bool(self._names))
        for button in (self.save, self.excel):
            button.setEnabled(may)
        dress(self.save, kind="" if prints else "primary")
        self.save.set_key("Ctrl S" if prints else "Ctrl P")
        if focused and may:
            self.focus_first()

    def _not_handed_over(self, error: Exception) -> None:
        desk = self._desk
        if isinstance(error, ShopbellError):
            self.note.show_text(desk.tell(error))
            self.note.show()
        else:
            desk.room.trouble(error)

    def _connect(self) -> None:
        self.page.changed.connect(self._tell)
        self.missing.changed.connect(self._draw)
        self.pages.failed.connect(self._failed)
        self.handing.failed.connect(self._not_handed_over)
        self.handing.busy.connect(lambda _busy: self._show_buttons())
        for button, keys, act in (
            (self.print, "Ctrl+P", self.hand_out),
            (self.save, "Ctrl+S", self.save_pdf),
            (self.excel, "Ctrl+E", self.save_list),
        ):
            button.clicked.connect(_without(act))
            self._bind(keys, act)
        view = self.pages.view
        for keys, act in (("Ctrl++", partial(view.step, 1)), ("Ctrl+-", partial(view.step, -1))):
            self._bind(keys, act)
        self._bind("Ctrl+0", view.fit)

    def _bind(self, keys: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.excel, self.save, self.print):
            buttons.addWidget(button)
        self._left = Card(padding=1, spacing=0)
        self._left.body.addWidget(self.pages, 1)
        self._side = SideColumn(SIDE)
        for part in (self.adds_up, self.missing, self.page, self.forecast):
            self._side.inside.addWidget(part)
        self._side.inside.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(12)
        self._across.addWidget(self._left, 1)
        self._across.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(buttons)
        whole.addWidget(self.note)
        whole.addLayout(self._across, 1)
        self.note.hide()


def _without(act: Callable[[], None]) -> Callable[[bool], None]:
    return lambda _checked: act()


def _told(services: Services, customer: int, kinds: tuple[AccountKind, ...]) -> _Told:
    """Explain everything, because every balance has to add up, and what is to be on the page."""
    whole = services.reports.explain(customer)
    if set(kinds) == set(EVERYTHING):
        return _Told(whole, whole.document)
    return _Told(whole, services.reports.explain(customer, kinds).document)


def _print(services: Services, jobs: Jobs, printers: Printers, job: PrintJob, pdf: bytes) -> None:
    services.close()  # a printer that never answers must not hold the shop's file
    printers.send(job, printed_pages(services, jobs, pdf))
