"""The four numbers above the timeline: what is owned, what came in a year, how often."""

from PySide6.QtWidgets import QGridLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.ui.balance.tiles import Figure
from smbcrm.ui.counter.figures import Kind, figures
from smbcrm.ui.desk import Desk

_OWNED = (Kind.STORED, Kind.POINTS)
_FEW = 2


class Numbers(QWidget):
    """Stored value, points, the last 12 months, visits; two by two where there is little room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown = [Figure() for _ in range(4)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.stand(in_two=False)

    def stand(self, *, in_two: bool) -> None:
        """Stand side by side, or in two rows."""
        columns = _FEW if in_two else len(self.shown)
        for number, figure in enumerate(self.shown):
            self._grid.addWidget(figure, number // columns, number % columns)
            self._grid.setColumnStretch(number, int(number < columns))

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer's."""
        desk, view = self._desk, page.view
        said = {one.kind: (one.title, one.value, one.sub) for one in figures(desk, view)}
        months = desk.say(N_("12 months"))
        visits = desk.count(NN_("{count} visit", "{count} visits"), page.year.visits)
        if page.year.visits_here:
            average = desk.words.money(view.spend // page.year.visits_here)
            visits = desk.say(N_("{visits}, average {amount}"), visits=visits, amount=average)
        in_all = desk.words.number(view.visits)
        told = (
            *(said[kind] for kind in _OWNED),
            (months, desk.words.money(view.spend), visits),
            (desk.say(N_("Visits")), in_all, _last(desk, page)),
        )
        for figure, words in zip(self.shown, told, strict=True):
            figure.show_figure(*words)


def _last(desk: Desk, page: CustomerPage) -> str:
    last = page.view.shown.customer.last_visit
    if last is None:
        return desk.say(N_("not been here yet"))
    return desk.say(N_("the last one {when}"), when=desk.words.ago(last, page.view.today))
