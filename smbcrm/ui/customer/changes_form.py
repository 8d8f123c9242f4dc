"""Who changed what of one customer, in the place of the tabs."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from smbcrm.core.i18n import N_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.ui.change_log.part import ChangeList, Filters
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Heading


@dataclass(frozen=True, slots=True)
class ChangesMemory:
    """What is filtered by."""

    customer: int
    code: str
    filters: Filters


class ChangesForm(Card):
    """`closed` when nobody wants it any more."""

    closed = Signal()

    def __init__(self, desk: Desk, memory: ChangesMemory) -> None:
        super().__init__(padding=0, spacing=0)
        self._whose = memory
        heading = Heading("history", desk.say(N_("Who changed what")))
        back = Button(desk.say(N_("Back")), icon="arrow-left", key="Esc", small=True)
        heading.side.addWidget(back)
        self.list = ChangeList(desk, memory.customer, memory.code)
        self.list.choose(memory.filters)
        self.setMinimumHeight(1)
        self.body.addWidget(heading)
        self.body.addWidget(self.list, 1)
        back.clicked.connect(self.closed)

    def show_page(self, page: CustomerPage) -> None:
        """Ask anew: something of them may have been changed."""
        del page
        self.list.load()

    def focus_first(self) -> None:
        """Put the focus on the list."""
        self.list.focus_first()

    def escape(self) -> bool:
        """Have no steps of its own."""
        return False

    def half_done(self) -> bool:
        """Tell that nothing is typed that could be lost."""
        return False

    def memory(self) -> ChangesMemory:
        """Return what is filtered by."""
        return ChangesMemory(self._whose.customer, self._whose.code, self.list.filters())
