"""The pages of a PDF: one at a time, turned, and shown larger or smaller."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import PaperSize
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane, Latest
from smbcrm.ui.printing import millimetres, picture
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import hairline, label
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.page_view import PageView

_EDGE, _ABOVE = 16, 6
_CORNER = 9


class SheetPages(QWidget):
    """Shows the very PDF. `failed` tells the error for which a page cannot be shown.

    `what` says what lies there and `drawing` that it is being drawn, both as message ids.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk, what: str, drawing: str) -> None:
        super().__init__()
        self._desk = desk
        self._what, self._drawing = desk.say(what), desk.say(drawing)
        self._pdf = b""
        self._size: PaperSize | None = None
        self._question = Latest(desk.jobs, self, self._wait, Lane.PAPER)
        self.number = 0
        """The page that is shown, counted from 0."""
        self.count = 0
        self.view = PageView(corner=_CORNER)
        self.view.wanted.connect(self._ask)
        self.view.zoomed.connect(self._show_zoom)
        self._build()
        self._show_place()

    def show_pdf(self, pdf: bytes, size: PaperSize) -> None:
        """Show sheets of a size; the page stays, if there is one of that number."""
        if (self._pdf, self._size) == (pdf, size):
            return
        self._pdf, self._size = pdf, size
        self.view.set_paper(*millimetres(size))
        self._ask()

    def turn(self, by: int) -> None:
        """Show the next page (+1) or the one before (-1)."""
        wanted = self.number + by
        if 0 <= wanted < self.count:
            self.number = wanted
            self.view.to_edge(bottom=by < 0)
            self._show_place()
            self._ask()

    def turn_or_scroll(self, by: int) -> None:
        """Turn to another page; on the first and the last one go on to its edge."""
        if 0 <= self.number + by < self.count:
            self.turn(by)
        else:
            self.view.scroll_by(by)

    def _build(self) -> None:
        say = self._desk.say
        self.before = self._button("chevron-left", say(N_("Previous page")), "PgUp")
        self.after = self._button("chevron-right", say(N_("Next page")), "PgDn")
        self.smaller = self._button("minus", say(N_("Zoom out")), "Ctrl -")
        self.larger = self._button("plus", say(N_("Zoom in")), "Ctrl +")
        self.fit = Button("", kind="quiet", small=True)
        self.fit.setToolTip(plain_tip(say(N_("Fit to the width"))))
        self._place = label("", "strong")
        self.before.clicked.connect(partial(self.turn, -1))
        self.after.clicked.connect(partial(self.turn, 1))
        self.smaller.clicked.connect(partial(self.view.step, -1))
        self.larger.clicked.connect(partial(self.view.step, 1))
        self.fit.clicked.connect(self.view.fit)
        row = QHBoxLayout()
        row.setContentsMargins(_EDGE, _ABOVE, _EDGE, _ABOVE)
        row.setSpacing(8)
        row.addWidget(self.before)
        row.addWidget(self._place)
        row.addWidget(self.after)
        row.addStretch(1)
        for part in (self.smaller, self.fit, self.larger):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hairline())
        column.addWidget(self.view, 1)

    def _button(self, icon: str, name: str, key: str) -> Button:
        made = Button("", icon=icon, small=True, name=name)
        made.setToolTip(plain_tip(f"{name} ({key})"))
        made.setAccessibleDescription(key)
        return made

    def _ask(self) -> None:
        """Ask for the picture of the page, as fine as it is shown."""
        if self._pdf:
            dots = self.view.asked()
            work = partial(_seen, self._desk.services, self._pdf, self.number, dots)
            self._question.ask(work, self._show, self.failed.emit)

    def _show(self, seen: tuple[int, int, QImage]) -> None:
        self.count, self.number, image = seen
        self.view.show_picture(image)
        self._show_place()

    def _show_place(self) -> None:
        say, number = self._desk.say, self.number + 1
        several = self.count > 1
        words = say(N_("Page {number} of {count}"), number=number, count=self.count)
        self._place.setText(words if self.count else "")
        self.view.setAccessibleName(words if self.count else self._what)
        for button, enabled in (
            (self.before, self.number > 0),
            (self.after, number < self.count),
        ):
            button.setVisible(several)
            button.setEnabled(enabled)

    def _show_zoom(self) -> None:
        say = self._desk.say
        percent = say(N_("{percent} %"), percent=self.view.percent)
        self.fit.set_text(percent)
        self.fit.setAccessibleDescription(say(N_("Fit to the width")))
        self.smaller.setEnabled(self.view.can_step(-1))
        self.larger.setEnabled(self.view.can_step(1))

    def _wait(self, waiting: bool) -> None:  # noqa: FBT001 - one thing to say
        if waiting and not self.count:
            self._place.setText(self._drawing)


def _seen(services: Services, pdf: bytes, number: int, dots: int) -> tuple[int, int, QImage]:
    """Return how many pages there are, the page that there is of them, and its picture."""
    bills = services.bills
    count = bills.pages(pdf)
    number = min(number, count - 1)
    return count, number, picture(bills.page(pdf, number, dots))
