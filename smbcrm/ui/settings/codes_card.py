"""What a shop defines by a code and a name: purposes, kinds; renamed in place, added below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.requests.types import Act
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.saved_field import SavedField, refusal, refuse
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import label

_CODE = 190


class Named(Protocol):
    """What is defined: a code, and what people read."""

    @property
    def code(self) -> str:
        """The code."""

    @property
    def name(self) -> str:
        """What people read."""


Define = Callable[[str, str, Act], Named]


@dataclass(frozen=True, slots=True)
class Codes:
    """What a card defines, by which use cases, and what is said of it (message ids).

    `id` begins the names of its fields; `bad_code` is the refusal that belongs to the code.
    """

    id: str
    title: str
    about: str
    example: str
    added: str
    add: Define
    rename: Define
    bad_code: type[ShopbellError]


class CodesCard(Card):
    """One line for each; none is ever taken away, for what was written under it is kept."""

    def __init__(self, part: Part, codes: Codes) -> None:
        super().__init__(spacing=8)
        self._part, self._desk, self._codes = part, part.desk, codes
        self._lines: dict[str, tuple[QLabel, SavedField]] = {}
        self._names: dict[str, str] = {}
        say = self._desk.say
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _CODE)
        self._grid.setColumnStretch(1, 1)
        self.code = _typed(say(codes.example), f"{codes.id}_code")
        self.code.setFixedWidth(_CODE)
        self.name = _typed(say(N_("What people read")), f"{codes.id}_name")
        self.add = Button(say(N_("Add")), icon="plus")
        self.add.setObjectName(f"{codes.id}_add")
        self.add.setAccessibleDescription(say(codes.title))
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.code)
        row.addWidget(self.name, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(label(say(codes.title), "section"))
        self.body.addWidget(label(say(codes.about), "caption", wrap=True))
        self.body.addLayout(self._grid)
        self.body.addLayout(row)
        for field in (self.code, self.name):
            field.edit.returnPressed.connect(self._add)

    def show_all(self, defined: Sequence[Named]) -> None:
        """Show every one, by code."""
        for row, one in enumerate(defined):
            if one.code not in self._lines:
                self._lines[one.code] = self._line(one.code)
            self._names[one.code] = one.name
            words, saved = self._lines[one.code]
            saved.show(one.name)
            self._grid.addWidget(words, row, 0)
            self._grid.addWidget(saved.field, row, 1)

    def is_typed(self) -> bool:
        """Tell whether something new is typed and not added."""
        return bool(self.code.text() or self.name.text())

    def _line(self, code: str) -> tuple[QLabel, SavedField]:
        """Return a code, and a field with its name."""
        field = TextField("")
        field.edit.setAccessibleName(self._desk.say(N_("What people read: {code}"), code=code))
        saved = SavedField(field, f"{self._codes.id}_{code}", partial(self._rename, code))
        self._part.fields.append(saved)
        return label(code, "muted"), saved

    def _rename(self, code: str, name: str) -> None:
        desk, before = self._desk, self._names[code]
        rename = self._codes.rename

        def back(made: Named) -> Work | None:
            return None if made.name == before else partial(rename, code, before, desk.act())

        save = Save(name, partial(rename, code, name, desk.act()), back)
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
        work = partial(self._codes.add, code, name, desk.act())
        save: Save[Named] = Save(name, work, lambda _made: None, done=self._added)
        self._part.saver.save(self._part, save, self._refuse)

    def _added(self, made: Named) -> None:
        for field in (self.code, self.name):
            field.clear()
        self.code.edit.setFocus()
        told = {"code": made.code, "name": made.name}
        self._desk.room.toast(self._desk.say(self._codes.added, **told))

    def _refuse(self, error: ShopbellError) -> None:
        what, todo = refusal(self._desk, error)
        if what:
            field = self.code if isinstance(error, self._codes.bad_code) else self.name
            field.show_error(what, todo)
            field.edit.setFocus()


def _typed(words: str, name: str) -> TextField:
    field = TextField("", placeholder=words)
    field.edit.setAccessibleName(words)
    field.edit.setObjectName(name)
    return field
