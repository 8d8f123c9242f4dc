"""The palette (Ctrl+K): customers, what can be done for the first of them, actions and pages."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.types import Found
from smbcrm.ui.actions import Action
from smbcrm.ui.desk import Desk
from smbcrm.ui.help.palette_rows import Choice, PaletteRow
from smbcrm.ui.jobs import Latest
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import KeyCap, hairline, label
from smbcrm.ui.widgets.search_box import SearchBox

_WIDTH = 640
_CUSTOMERS, _COMMANDS = 3, 6
_FOR_ONE = ("sale", "top_up", "redeem")
# Parts of Settings, found by their own names.
_PARTS = (
    ("settings/shop", N_("Shop"), "store"),
    ("settings/items", N_("Items"), "tag"),
    ("settings/staff", N_("Staff and tills"), "users"),
    ("settings/tiers", N_("Tiers and points"), "crown"),
    ("settings/look", N_("Language and look"), "languages"),
    ("settings/backup", N_("Backup"), "shield-check"),
)


class Palette(QFrame):
    """A search over everything that one can go to or do."""

    def __init__(self, desk: Desk, actions: Sequence[Action], place: str) -> None:
        super().__init__()
        del place
        self._desk = desk
        self._actions = [one for one in actions if one.handler and one.id != "escape"]
        self._latest = Latest(desk.jobs, self)
        self._rows: list[PaletteRow] = []
        self._at = 0
        self.setObjectName("palette")
        dress(self, kind="overlay")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(desk.say(N_("Search or jump to")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.box = SearchBox(desk.say(N_("Customer, action or page")), "Esc")
        self.box.typed.connect(self._ask)
        self.box.entered.connect(self._take)
        self.box.moved.connect(self._move)
        self.box.field.installEventFilter(self)
        column.addWidget(self.box)
        column.addWidget(hairline())
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 6, 0, 6)
        self._list.setSpacing(0)
        column.addLayout(self._list)
        column.addWidget(hairline())
        column.addLayout(self._hints())
        self.setFocusProxy(self.box.field)
        self._show(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tab goes to what can be done for the chosen customer."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
        ):
            self._to_actions()
            return True
        return super().eventFilter(watched, event)

    def _hints(self) -> QHBoxLayout:
        say = self._desk.say
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(6)
        hints = (("↑ ↓", N_("choose")), ("Enter", N_("open")), ("Tab", N_("what can I do with it")))
        for cap, text in hints:
            row.addWidget(KeyCap(cap))
            row.addWidget(label(say(text), "caption"))
            row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(label(say(N_("also: phone end, card, pinyin")), "caption"))
        return row

    def _ask(self, text: str) -> None:
        services = self._desk.services
        self._latest.ask(
            lambda: services.customers.find(text, _CUSTOMERS), self._show, self._desk.room.trouble
        )

    def _show(self, found: Sequence[Found]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        say = self._desk.say
        self._section(say(N_("Customers")), [self._customer(one) for one in found])
        if found:
            name = found[0].full_name or found[0].code
            heading = say(N_("Do it for {name}"), name=name)
            self._section(heading, self._for_one(found[0]))
        self._section(say(N_("Pages and actions")), self._commands())
        if not self._rows:
            self._list.addWidget(label(f"  {say(N_('Nothing of that name.'))}", "caption"))
        self._choose(0)
        self.adjustSize()

    def _section(self, heading: str, choices: Sequence[Choice]) -> None:
        if not choices:
            return
        head = label(heading, "label")
        head.setContentsMargins(16, 6, 16, 4)
        self._list.addWidget(head)
        for choice in choices:
            row = PaletteRow(choice)
            row.clicked.connect(partial(self._do, choice))
            self._list.addWidget(row)
            self._rows.append(row)

    def _customer(self, found: Found) -> Choice:
        desk = self._desk
        today = desk.shop.day.date(desk.services.clock.now())
        parts = [desk.words.masked_phone(found.phone)]
        if found.last_visit is not None:
            parts.append(desk.words.ago(found.last_visit, today))
        sub = " · ".join(part for part in parts if part)
        name = found.full_name or found.code
        return Choice(name, sub, partial(desk.room.open_customer, found.id), customer=found)

    def _for_one(self, found: Found) -> list[Choice]:
        desk = self._desk
        return [
            Choice(
                desk.say(one.text),
                "",
                partial(desk.room.open_customer, found.id, one.id),
                one.icon,
                one.key,
            )
            for one in self._actions
            if one.id in _FOR_ONE
        ]

    def _commands(self) -> list[Choice]:
        desk = self._desk
        wanted = self.box.field.text().casefold().strip()
        choices = [
            Choice(desk.say(one.text), "", one.handler, one.icon, one.key)
            for one in self._actions
            if one.handler is not None
        ]
        settings = desk.say(N_("Settings"))
        choices += [
            Choice(desk.say(text), settings, partial(desk.room.go, place), icon)
            for place, text, icon in _PARTS
        ]
        return [one for one in choices if wanted in one.title.casefold()][:_COMMANDS]

    def _choose(self, number: int) -> None:
        self._at = max(0, min(number, len(self._rows) - 1))
        for place, row in enumerate(self._rows):
            row.be_chosen(place == self._at)

    def _move(self, step: int) -> None:
        self._choose(self._at + step)

    def _to_actions(self) -> None:
        for place, row in enumerate(self._rows):
            if row.choice.customer is None:
                self._choose(place)
                return

    def _take(self) -> None:
        if self._rows:
            self._do(self._rows[self._at].choice)

    def _do(self, choice: Choice) -> None:
        self._desk.room.uncover()
        choice.act()
