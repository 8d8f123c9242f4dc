"""The names of the staff, or of the tills: changed in place, switched off and on, added below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.changes.types import Changed
from smbcrm.membership.requests.types import Act
from smbcrm.membership.staff.types import Staff, Terminal
from smbcrm.ui.desk import Desk
from smbcrm.ui.saver import Save, What, Work
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.saved_field import SavedField, refusal, refuse
from smbcrm.ui.widgets.buttons import Button, Switch
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import label

_DOWN = 4
"""What a switch stands lower than a field, to be in the middle of it."""

One = Staff | Terminal
Answer = Changed[Staff] | Changed[Terminal]


@dataclass(frozen=True, slots=True)
class Roll:
    """What is called for either kind; `on` says what being switched on means."""

    id: str
    title: str
    name: str
    on: str
    add: Callable[[str, Act], One]
    rename: Callable[[int, str, Act], Answer]
    switch: Callable[[int, bool, Act], Answer]


class RollCard(Card):
    """One line for each name."""

    def __init__(self, part: Part, roll: Roll) -> None:
        super().__init__(spacing=8)
        self.setObjectName(f"{roll.id}_card")
        self._part, self._desk, self._roll = part, part.desk, roll
        self._lines: dict[int, Line] = {}
        say = self._desk.say
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.name = TextField("", placeholder=say(roll.name))
        self.name.edit.setObjectName(f"{roll.id}_new")
        self.name.edit.setAccessibleName(_name_of(self._desk, roll))
        self.name.edit.returnPressed.connect(self._add)
        self.add = Button(say(N_("Add")), icon="plus")
        self.add.setObjectName(f"{roll.id}_add")
        self.add.setAccessibleDescription(say(roll.title))
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(label(say(roll.title), "section"))
        self.body.addLayout(self._column)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def show_all(self, known: Sequence[One]) -> None:
        """Show every name, in the order they came."""
        for one in known:
            if one.id not in self._lines:
                line = Line(self._part, self._roll, one.id)
                self._part.fields.append(line.saved)
                self._lines[one.id] = line
                self._column.addWidget(line)
            self._lines[one.id].show_one(one)

    def line(self, name: str) -> "Line":
        """Return the line of a name; StopIteration where there is none."""
        return next(line for line in self._lines.values() if line.name == name)

    def _add(self) -> None:
        desk, roll = self._desk, self._roll
        service = desk.services.staff
        switch = service.set_staff_active if roll.id == "staff" else service.set_terminal_active

        def back(made: One) -> Work:
            return partial(switch, made.id, active=False, act=desk.act())

        typed = self.name.text()
        work = partial(roll.add, typed, desk.act())
        save = Save(typed, work, back, renews=True, done=self._added)
        self._part.saver.save(self._part, save, self._refuse)

    def _added(self, _made: One) -> None:
        self.name.clear()
        self.name.edit.setFocus()

    def _refuse(self, error: ShopbellError) -> None:
        what, todo = refusal(self._desk, error)
        if what:
            self.name.show_error(what, todo)
            self.name.edit.setFocus()


class Line(QWidget):
    """One name with its switch."""

    def __init__(self, part: Part, roll: Roll, number: int) -> None:
        super().__init__()
        self._part, self._desk, self._roll, self._id = part, part.desk, roll, number
        self.name = ""
        say = self._desk.say
        self.field = TextField("")
        self.field.edit.setAccessibleName(_name_of(self._desk, roll))
        self.saved = SavedField(self.field, f"{roll.id}_{number}", self._rename)
        self.switch = Switch(say(roll.on))
        self.switch.setObjectName(f"{roll.id}_{number}_on")
        self.switch.clicked.connect(self._switch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, _DOWN, 0, 0)
        beside.addWidget(self.switch)
        beside.addStretch(1)
        row.addLayout(beside)

    def show_one(self, one: One) -> None:
        """Show the name, and whether it is switched on."""
        self.name = one.name
        self.saved.show(one.name)
        self.switch.setChecked(one.active)
        self.switch.setAccessibleName(f"{one.name}, {self._desk.say(self._roll.on)}")

    def _rename(self, name: str) -> None:
        desk, roll = self._desk, self._roll

        def back(done: Answer) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(roll.rename, self._id, done.before.name, desk.act())

        work = partial(roll.rename, self._id, name, desk.act())
        self._save(name, work, back, self._refuse_name)

    def _switch(self, on: bool) -> None:  # noqa: FBT001 - what the signal tells
        desk, roll = self._desk, self._roll

        def back(done: Answer) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(roll.switch, self._id, not on, desk.act())

        said = N_("{name}, on") if on else N_("{name}, off")
        work = partial(roll.switch, self._id, on, desk.act())
        self._save(Text(said, {"name": self.name}), work, back, self._refuse_switch)

    def _save(
        self,
        what: What,
        work: Callable[[], Answer],
        back: Callable[[Answer], Work | None],
        refused: Callable[[ShopbellError], None],
    ) -> None:
        acting = self.name in {self._desk.staff, self._desk.terminal}
        save = Save(what, work, back, renews=True, at_once=acting)
        self._part.saver.save(self._part, save, refused)

    def _refuse_name(self, error: ShopbellError) -> None:
        refuse(self._desk, self.saved)(error)

    def _refuse_switch(self, error: ShopbellError) -> None:
        self.switch.setChecked(not self.switch.isChecked())
        what, todo = refusal(self._desk, error)
        if what:
            self.field.show_error(what, todo)


def _name_of(desk: Desk, roll: Roll) -> str:
    """Return what a screen reader calls a field for a name."""
    return desk.say(N_("{roll}: {name}"), roll=Text(roll.title), name=Text(roll.name))
