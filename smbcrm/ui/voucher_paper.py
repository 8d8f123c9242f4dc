"""The vouchers of a customer as cards that are handed over: printed, or saved as a PDF."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout
from shiboken6 import isValid

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.core.machine import PDF_FOLDER, PRINTER
from smbcrm.membership.benefits.types import CardPaper
from smbcrm.membership.bills.service import not_on_any_font
from smbcrm.membership.bills.types import PaperSize
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.handing_over import HandingOver, installed, printed_pages
from smbcrm.ui.jobs import Jobs, Lane
from smbcrm.ui.printing import Printers, PrintJob
from smbcrm.ui.save_question import Kind, Place, Saved, SaveQuestion
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.wrapped import WrapLabel

Which = Callable[[Services], Sequence[str]]
"""Returns the codes of the vouchers that are handed over."""
_PDF = Saved(N_("Save the vouchers"), (Kind("PDF", ".pdf"),), PDF_FOLDER)


class VoucherPaperCard(Card):
    """Hands over all vouchers that a customer may still use, or those of some codes.

    One is on a sheet of A5, several are on A4. Which they are is asked when they are handed over:
    another till may have used one meanwhile. While there are none it is hidden.
    """

    def __init__(self, desk: Desk, printers: Printers | None = None) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        self._printers = printers or Printers()
        self._customer, self._count = 0, 0
        self._codes: tuple[str, ...] = ()
        self._asked = False
        self._machine = desk.premises.machine
        say = desk.say
        self.file = SaveQuestion(desk, self, _PDF)
        self.handing = HandingOver(desk, self)
        self.note = Note("danger")
        self.note.hide()
        self.printer = Chooser(say(N_("Printer")))
        self.printer.changed.connect(lambda name: self._machine.put(PRINTER, str(name)))
        self.printer.hide()
        self.print = Button(say(N_("Print")), icon="printer", small=True)
        self.print.setAccessibleName(say(N_("Print the vouchers")))
        self.print.setObjectName("print_vouchers")
        self.save = Button(say(N_("Save PDF")), icon="file-down", small=True)
        self.save.setAccessibleName(say(N_("Save the vouchers")))
        self.save.setObjectName("save_vouchers")
        self.body.addWidget(label(say(N_("To hand over")), "label"))
        self.body.addWidget(WrapLabel(say(N_("Each voucher as a card with its code.")), "caption"))
        self.body.addWidget(self.note)
        self.body.addWidget(self.printer)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.print)
        row.addWidget(self.save)
        row.addStretch(1)
        self.body.addLayout(row)
        self.print.clicked.connect(lambda _checked: self.hand_out())
        self.save.clicked.connect(lambda _checked: self.save_pdf())
        self.handing.failed.connect(self._not_handed_over)
        self.handing.busy.connect(lambda _busy: self._show_buttons())
        self.hide()

    def show_vouchers(self, customer: int, count: int) -> None:
        """Offer so many vouchers of a customer; printers are looked for with the first."""
        if customer != self._customer:
            self.note.hide()
        self._customer, self._codes = customer, ()
        self._offer(count)

    def show_codes(self, codes: Sequence[str]) -> None:
        """Offer the vouchers of these codes."""
        self._codes = tuple(codes)
        self._offer(len(codes))

    def _offer(self, count: int) -> None:
        self._count = count
        self.setVisible(count > 0)
        if count and not self._asked:
            self._asked = True
            names = partial(installed, self._desk.services, self._printers)
            self._desk.ask(self, names, self._found, self._none_found, lane=Lane.PAPER)
        self._show_buttons()

    def hand_out(self) -> None:
        """Print them."""
        printer = str(self.printer.value())
        size = PaperSize.A5 if self._count == 1 else PaperSize.A4
        job = PrintJob(printer, size, self._name())
        services, jobs = self._desk.services, self._desk.jobs
        work = partial(_print, services, jobs, self._printers, job, self._which())
        words = N_("{page} was sent to {printer}.")
        self._begin(work, self._desk.say(words, page=self._name(), printer=printer))

    def save_pdf(self) -> None:
        """Ask for a file, and write them."""
        name = self._name()
        place = self.file.where(name)
        if place is None or not isValid(self):  # a card may be scanned while the dialog asks
            return
        work = partial(_save, self._desk.services, place, self._which())
        words = N_("{page} was saved as {file}.")
        self._begin(work, self._desk.say(words, page=name, file=place.file))

    def _which(self) -> "Which":
        return partial(_just, self._codes) if self._codes else partial(_of_customer, self._customer)

    def _begin(self, work: Callable[[], None], words: str) -> None:
        self.note.hide()
        self.handing.begin(work, words)

    def _found(self, names: tuple[str, ...]) -> None:
        self.printer.set_options([(name, name, "") for name in names])
        last = self._machine.get(PRINTER)
        if names:
            self.printer.choose(last if last in names else names[0])
        self.printer.setVisible(len(names) > 1)
        self._show_buttons()

    def _none_found(self, error: Exception) -> None:
        self._desk.room.trouble(error)
        self._found(())

    def _show_buttons(self) -> None:
        """Without a printer they are saved."""
        free = not self.handing.under_way
        self.print.setVisible(bool(self.printer.value()))
        self.print.setEnabled(free)
        self.save.setEnabled(free)

    def _not_handed_over(self, error: Exception) -> None:
        if isinstance(error, ShopbellError):
            self.note.show_text(self._desk.tell(error))
            self.note.show()
        else:
            self._desk.room.trouble(error)

    def _name(self) -> str:
        """Return what they are called: in the printer's queue, and as a file."""
        title = self._desk.say(N_("Vouchers"))
        return f"{title} {self._desk.today().isoformat()}"


def _of_customer(customer: int, services: Services) -> Sequence[str]:
    return [one.code for one in services.benefits.of_customer(customer)]


def _just(codes: Sequence[str], _services: Services) -> Sequence[str]:
    return codes


def _print(services: Services, jobs: Jobs, printers: Printers, job: PrintJob, which: Which) -> None:
    sheets = services.voucher_cards.drawn(which(services), CardPaper())
    if sheets.missing:
        raise not_on_any_font(sheets.missing)
    services.close()  # a printer that never answers must not hold the shop's file
    printers.send(job, printed_pages(services, jobs, sheets.pdf))


def _save(services: Services, place: Place, which: Which) -> None:
    services.voucher_cards.save(which(services), CardPaper(), place.file, replace=place.replace)
