"""What else the shop asks its customers for: purposes, renamed in place, added below."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.consents.types import BadPurpose, Purpose
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.saved_field import SavedField, refusal, refuse
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import label

_CODE = 190


class PurposesCard(Card):
    """One line for each purpose; none is ever taken away, for what was said of it is kept."""

    def __init__(self, part: Part) -> None:
        super().__init__(spacing=8)
        self._part, self._desk = part, part.desk
        self._lines: dict[str, tuple[QLabel, SavedField]] = {}
        self._names: dict[str, str] = {}
        say = self._desk.say
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _CODE)
        self._grid.setColumnStretch(1, 1)
        self.code = _typed(say(N_("Code, like photos")), "purpose_code")
        self.code.setFixedWidth(_CODE)
        self.name = _typed(say(N_("What people read")), "purpose_name")
        self.add = Button(say(N_("Add")), icon="plus")
        self.add.setObjectName("purpose_add")
        self.add.setAccessibleDescription(say(N_("Purposes")))
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.code)
        row.addWidget(self.name, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        about = N_("Asked on the tab Consent of each customer, below the channels.")
        self.body.addWidget(label(say(N_("Purposes of consent")), "section"))
        self.body.addWidget(label(say(about), "caption", wrap=True))
        self.body.addLayout(self._grid)
        self.body.addLayout(row)
        for field in (self.code, self.name):
            field.edit.returnPressed.connect(self._add)

    def show_purposes(self, purposes: Sequence[Purpose]) -> None:
        """Show every purpose, by code."""
        for row, one in enumerate(purposes):
            if one.code not in self._lines:
                self._lines[one.code] = self._line(one.code)
            self._names[one.code] = one.name
            words, saved = self._lines[one.code]
            saved.show(one.name)
            self._grid.addWidget(words, row, 0)
            self._grid.addWidget(saved.field, row, 1)

    def _line(self, code: str) -> tuple[QLabel, SavedField]:
        """Return the code of a purpose, and a field with its name."""
        field = TextField("")
        field.edit.setAccessibleName(self._desk.say(N_("What people read: {code}"), code=code))
        saved = SavedField(field, f"purpose_{code}", partial(self._rename, code))
        self._part.fields.append(saved)
        return label(code, "muted"), saved

    def _rename(self, code: str, name: str) -> None:
        desk, before = self._desk, self._names[code]
        define = desk.services.consents.define

        def back(made: Purpose) -> Work | None:
            return None if made.name == before else partial(define, code, before, desk.act())

        save = Save(name, partial(define, code, name, desk.act()), back)
        self._part.saver.save(self._part, save, refuse(desk, self._lines[code][1]))

    def _add(self) -> None:
        desk = self._desk
        code, name = self.code.text(), self.name.text()
        if code in self._names:
            say = desk.say
            self.code.show_error(
                say(N_("{code} is there already."), code=code), say(N_("Change its name above."))
            )
            self.code.edit.setFocus()
            return
        work = partial(desk.services.consents.define, code, name, desk.act())
        save: Save[Purpose] = Save(name, work, lambda _made: None, done=self._added)
        self._part.saver.save(self._part, save, self._refuse)

    def _added(self, made: Purpose) -> None:
        for field in (self.code, self.name):
            field.clear()
        self.code.edit.setFocus()
        self._desk.room.toast(
            self._desk.say(N_("Customers can be asked for {name} ({code}) now."), **made._asdict())
        )

    def _refuse(self, error: ShopbellError) -> None:
        what, todo = refusal(self._desk, error)
        if what:
            field = self.code if isinstance(error, BadPurpose) else self.name
            field.show_error(what, todo)
            field.edit.setFocus()


def _typed(words: str, name: str) -> TextField:
    field = TextField("", placeholder=words)
    field.edit.setAccessibleName(words)
    field.edit.setObjectName(name)
    return field
