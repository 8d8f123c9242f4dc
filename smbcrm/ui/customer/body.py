"""What stands below the head: the tabs, or a bill, an explanation or a form instead."""

from typing import Protocol

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.ui.balance.bill_place import BillPlace, MakeBill
from smbcrm.ui.balance.explain import ExplainMemory, ExplainPart
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Heading
from smbcrm.ui.widgets.scrolling import scrolling

_LEAST_FORM = 360
"""A form has its heading, its foot and some fields in sight."""


class Form(Protocol):
    """Something that is edited in the place of the tabs; it is a widget too."""

    @property
    def closed(self) -> SignalInstance:
        """It was saved, or nobody wants it any more."""

    def show_page(self, page: CustomerPage) -> None:
        """Take up what is known of the customer now."""

    def focus_first(self) -> None:
        """Put the focus where work on it begins."""

    def escape(self) -> bool:
        """Go one step back inside it; say whether there was one."""

    def half_done(self) -> bool:
        """Tell whether something is typed and not saved."""

    def memory(self) -> object:
        """Return what is typed."""


class Body(QStackedWidget):
    """`back` when what stood in the place of the tabs is gone."""

    back = Signal()
    left = Signal()
    """A form is left; it lives until this was told."""

    def __init__(self, desk: Desk, main: QWidget, make_bill: MakeBill) -> None:
        super().__init__()
        self._desk = desk
        self._main = main
        self._size = (0, 0)
        self.bill = BillPlace(make_bill)
        self.explain: ExplainPart | None = None
        self.form: Form | None = None
        self._instead: QWidget | None = None
        for part in (main, self.bill):
            self.addWidget(part)
        self.bill.closed.connect(self.show_main)

    def show_bill(self, operation: str, customer: int) -> None:
        """Show a bill."""
        self._drop()
        self.setCurrentWidget(self.bill)
        self.bill.show_bill(operation, customer)

    def show_explain(self, customer: int, memory: ExplainMemory | None = None) -> None:
        """Explain a balance."""
        self._drop()
        self.explain = part = ExplainPart(self._desk, customer, memory)
        part.closed.connect(self.show_main)
        say = self._desk.say
        heading = Heading("list-checks", say(N_("Explain this balance")))
        button = Button(say(N_("Back")), icon="arrow-left", key="Esc", small=True)
        button.clicked.connect(self.show_main)
        heading.side.addWidget(button)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(scrolling(part), 1)
        self._put(holder)
        if self._size[0]:
            part.narrow(*self._size)
        part.focus_first()

    def show_form(self, form: Form) -> None:
        """Edit something."""
        if not isinstance(form, QWidget):
            raise TypeError(form)
        self._drop()
        self.form = form
        form.closed.connect(self.show_main)
        self._put(form)
        form.focus_first()

    def show_main(self) -> None:
        """Show the tabs again."""
        self._drop()
        self.setCurrentWidget(self._main)
        self.back.emit()

    def escape(self) -> bool:
        """Go one step back in what stands instead; tell whether there was something."""
        if self.bill.bill is not None:
            if not self.bill.bill.escape():
                self.show_main()
        elif self.explain is not None:
            if not self.explain.escape():
                self.show_main()
        elif self.form is not None:
            if not self.form.escape():
                self.left.emit()
                self.show_main()
        else:
            return False
        return True

    def refocus(self) -> bool:
        """Put the focus into what stands instead; tell whether there was something."""
        inside = self.bill.bill or self.explain or self.form
        if inside is not None:
            inside.focus_first()
        return inside is not None

    def unfinished(self) -> bool:
        """Tell whether something is half done in it."""
        bill, explain, form = self.bill.bill, self.explain, self.form
        return bool(
            (bill is not None and bill.half_done())
            or (explain is not None and explain.is_busy)
            or (form is not None and form.half_done())
        )

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Ask for no more than the least: what does not fit scrolls inside."""
        return False

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more than the tabs do, and for a form that scrolls inside for less."""
        least = super().minimumSizeHint()
        return least if self.form is None else least.boundedTo(QSize(least.width(), _LEAST_FORM))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more where the area around would scroll for it."""
        return super().sizeHint() if self.form is None else self.minimumSizeHint()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self._size = (width, height)
        self.bill.narrow(width, height)
        if self.explain is not None:
            self.explain.narrow(width, height)

    def _put(self, holder: QWidget) -> None:
        self._instead = holder
        self.addWidget(holder)
        self.setCurrentWidget(holder)

    def _drop(self) -> None:
        self.bill.drop()
        holder, self._instead = self._instead, None
        self.explain, self.form = None, None
        if holder is not None:
            self.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
