"""Who serves: chosen in a money panel, and remembered at this till."""

from collections.abc import Sequence

from smbcrm.core.i18n import N_
from smbcrm.core.settings import Setting
from smbcrm.membership.staff.types import Staff
from smbcrm.ui.desk import Desk
from smbcrm.ui.quiet import keep_quiet
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.fields import Chooser

WIDTH = 150
SERVED_BY = Setting("served_by", "0", N_("Who served last"), N_("the number of somebody"), int)
"""The id of whoever served last at this till; 0: whoever acts."""


class ServedBy(Chooser):
    """One of the staff. Until they are known it is whoever acts at the till."""

    def __init__(self, desk: Desk, title: str, *, low: bool = False) -> None:
        super().__init__(title, [(desk.staff, desk.staff, "user-round")])
        self._desk = desk
        self._ids: dict[object, int] = {}
        self._wanted: str | None = None
        dress(self.combo, big=True if low else "money")
        self.setFixedWidth(WIDTH)
        self.choose(desk.staff)
        self.changed.connect(self._remember)
        desk.ask(self, desk.services.staff.staff, self._know, keep_quiet)

    @property
    def name(self) -> str:
        """The name of whoever serves."""
        return str(self.value() or self._desk.staff)

    def recall(self, name: str) -> None:
        """Go on with whoever served before."""
        self._wanted = name
        self.choose(name)

    def _know(self, staff: Sequence[Staff]) -> None:
        self._ids = {one.name: one.id for one in staff}
        last = self._desk.machine.get(SERVED_BY)
        names = {one.id: one.name for one in staff}
        known = self._wanted in self._ids  # else that name was changed meanwhile
        chosen = self._wanted if known else names.get(last, self._desk.staff)
        self.set_options([(one.name, one.name, "user-round") for one in staff])
        self.choose(chosen if chosen in self._ids else next(iter(self._ids), None))

    def _remember(self, name: object) -> None:
        if name in self._ids:
            self._desk.machine.put(SERVED_BY, str(self._ids[name]))
