"""Staff and tills: who works here and where, and which of them this PC is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from smbcrm.core import machine as m
from smbcrm.core.i18n import N_
from smbcrm.core.settings import Setting
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.services import Services
from smbcrm.membership.staff.types import Staff, Terminal
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.roll_card import Roll, RollCard
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.labels import label

_WATCHED = (SetUp.STAFF, SetUp.TILLS)


@dataclass(frozen=True, slots=True)
class _Rolls:
    staff: Sequence[Staff]
    terminals: Sequence[Terminal]


class StaffPart(Part):
    """Names can be added and changed; nobody is deleted, because what they did is kept."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self._shown = False
        service = desk.services.staff
        self.staff = RollCard(
            self,
            Roll(
                "staff",
                N_("Staff"),
                N_("Their name"),
                N_("works here"),
                service.add_staff,
                service.rename_staff,
                lambda who, active, act: service.set_staff_active(who, active=active, act=act),
            ),
        )
        self.terminals = RollCard(
            self,
            Roll(
                "terminal",
                N_("Tills"),
                N_("Name"),
                N_("in use"),
                service.add_terminal,
                service.rename_terminal,
                lambda who, active, act: service.set_terminal_active(who, active=active, act=act),
            ),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._here())
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.staff, 1)
        pair.addWidget(self.terminals, 1)
        column.addLayout(pair)
        column.addStretch(1)

    def arrive(self) -> None:
        """Ask for everybody and every till."""
        services = self.desk.services
        self.desk.ask(self, lambda: _rolls(services), self._show)

    def happened(self, event: object) -> None:
        """Ask again after a change of names."""
        changed = isinstance(event, SetUpChanged) and event.what in _WATCHED
        if changed or isinstance(event, Elsewhere):
            self.arrive()

    def _here(self) -> Card:
        say = self.desk.say
        self.terminal = self._chooser(say(N_("This PC is")), m.TERMINAL)
        self.acting = self._chooser(say(N_("Acting here")), m.STAFF)
        card = Card(spacing=8)
        card.body.addWidget(label(say(N_("This PC")), "section"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.terminal, 1)
        row.addWidget(self.acting, 1)
        card.body.addLayout(row)
        about = N_("What is recorded here is written down with both names.")
        card.body.addWidget(label(say(about), "caption", wrap=True))
        return card

    def _chooser(self, title: str, setting: Setting[int]) -> Chooser:
        field = Chooser(title)
        field.combo.setObjectName(setting.key)

        def keep(value: object) -> None:
            self.saver.keep(setting, str(value), str(self.desk.machine.get(setting)), mine=True)

        field.changed.connect(keep)
        return field

    def _show(self, rolls: _Rolls) -> None:
        self.staff.show_all(rolls.staff)
        self.terminals.show_all(rolls.terminals)
        mine = self.desk.machine
        _offer(self.terminal, rolls.terminals, mine.get(m.TERMINAL), "store")
        _offer(self.acting, rolls.staff, mine.get(m.STAFF), "user-round")
        if not self._shown:
            self._shown = True
            self.retype()


def _rolls(services: Services) -> _Rolls:
    return _Rolls(services.staff.all_staff(), services.staff.all_terminals())


def _offer(field: Chooser, all_: Sequence[Staff | Terminal], chosen: int, icon: str) -> None:
    """Offer those that are switched on; where none was chosen the first one counts."""
    active = [one for one in all_ if one.active]
    field.set_options([(one.id, one.name, icon) for one in active])
    field.choose(chosen if chosen in {one.id for one in active} else active[0].id)
