"""A form below a list of the settings: one thing is added as a whole, or changed, at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.changes.types import Changed
from smbcrm.membership.items.types import Item
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.saver import Save, What, Work
from smbcrm.ui.settings.part import Part, empty
from smbcrm.ui.settings.saved_field import refusal
from smbcrm.ui.settings.search_chooser import SearchChooser
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.chip import Chip
from smbcrm.ui.widgets.fields import Chooser, Field, TextField
from smbcrm.ui.widgets.focus import as_read, tab_through
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.own_words import announce
from smbcrm.ui.widgets.scrolling import bring_into_sight

if TYPE_CHECKING:
    from smbcrm.membership.custom_fields.types import FieldChanges
    from smbcrm.membership.packages.types import PackageChanges
    from smbcrm.membership.requests.types import Act
    from smbcrm.membership.rewards.types import RewardChanges
    from smbcrm.membership.vouchers.types import DefinitionChanges

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)
C = TypeVar("C", "PackageChanges", "DefinitionChanges", "RewardChanges", "FieldChanges")
Line = TextField | SearchChooser


class NothingTyped(UserError):
    """A field is empty that must not be."""

    msgid = N_("{field} is missing. Type it.")


class Changes(Protocol[T_contra]):
    """What changes of something, and what sets that back."""

    def back_to(self, before: T_contra) -> Any:  # noqa: ANN401 - changes of its own kind
        """Return what sets the same fields back to what they were."""


class EntryForm(QWidget):
    """Hidden until something is added or changed; one field after the other, then Save.

    `name` begins the names of its places. A kind of form puts its fields in, and says in `asked`
    what is to be saved; `closed` tells that it has ended, either way.
    """

    closed = Signal()

    def __init__(self, part: Part, name: str, columns: int) -> None:
        super().__init__()
        self.setObjectName(f"{name}_form")
        self.part, self.desk = part, part.desk
        self.key = ""
        """Which thing is changed, as its row is called; "" where one is added."""
        self.chips: dict[str, Chip] = {}
        self.places: Mapping[type[UserError], Field] = {}
        """At which field a refusal of the use case stands; else where the form began."""
        self._name, self._columns = name, columns
        self._fields: list[Field] = []
        self._cells = 0
        self._begun: tuple[str | int, ...] = ()
        self._at: Field | None = None
        self._first: Field | None = None
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._tiers = QHBoxLayout()
        self._tiers.setSpacing(6)
        self._whom = QWidget()
        self._below = LeadText(Ink("dangerText", "dangerText", "caption"))
        self._below.hide()
        self._lay_out()
        self.hide()

    def asked(self) -> Save[Any]:
        """Return what is to be saved; raise UserError for what is typed wrong."""
        raise NotImplementedError

    def message(self) -> str:
        """Return what is wrong."""
        return self._below.text() if not self._below.isHidden() else ""

    def half_typed(self) -> bool:
        """Tell whether something is typed or chosen and not saved."""
        return not self.isHidden() and self._in_it() != self._begun

    def close_form(self) -> bool:
        """Let go of what was typed; tell whether there was a form."""
        if self.isHidden():
            return False
        self.hide()
        self.closed.emit()
        return True

    def has_focus(self) -> bool:
        """Tell whether somebody types here."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def open_at(self, key: str, first: Field) -> None:
        """Show the form for a thing, or with "" for a new one, and begin at a field."""
        self.key, self._first = key, first
        self.say_wrong("")
        self._begun = self._in_it()
        tab_through(as_read(self))
        self.show()
        first.setFocus()
        bring_into_sight(self)

    def _in_it(self) -> tuple[str | int, ...]:
        return (
            *(edit.text() for edit in self.findChildren(QLineEdit)),
            *(choice.currentIndex() for choice in self.findChildren(QComboBox)),
            *(code for code, chip in self.chips.items() if chip.isChecked()),
        )

    def put(self, *shown_one_of: Field) -> None:
        """Put a field into the next place, or several of which one at a time is shown."""
        row, column = divmod(self._cells, self._columns)
        self._cells += 1
        for field in shown_one_of:
            self._grid.addWidget(field, row, column)
            self._fields.append(field)

    def fill(self, texts: Iterable[tuple[Line, str]]) -> None:
        """Show texts in fields."""
        for field, text in texts:
            field.set_text(text)

    def line(self, name: str, title: str, placeholder: str = "") -> TextField:
        """Return a field to type in; Enter saves."""
        field = TextField(self.desk.say(title), placeholder=placeholder)
        self._listen(field, field.edit, name)
        field.edit.returnPressed.connect(self._save)
        return field

    def search(self, name: str, title: str) -> SearchChooser:
        """Return a field for one of very many."""
        field = SearchChooser(self.desk.say(title))
        self._listen(field, field.edit, name)
        typing = field.edit.lineEdit()
        if isinstance(typing, QLineEdit):
            typing.returnPressed.connect(self._save)
        return field

    def choice(
        self, name: str, title: str, options: Sequence[tuple[object, str, str]] = ()
    ) -> Chooser:
        """Return a field for one of a few."""
        field = Chooser(self.desk.say(title), options)
        field.combo.setObjectName(f"{self._name}_{name}")
        field.changed.connect(lambda _: self.say_wrong(""))
        return field

    def show_tiers(self, tiers: Sequence[Tier], chosen: Sequence[str]) -> None:
        """Offer the tiers that it can be for alone."""
        empty(self._tiers)
        self.chips = {}
        for tier in tiers:
            chip = Chip(tier.name)
            chip.setObjectName(f"{self._name}_tier_{tier.code}")
            chip.setChecked(tier.code in chosen)
            self._tiers.addWidget(chip)
            self.chips[tier.code] = chip
        self._whom.show()

    def tiers(self) -> tuple[str, ...]:
        """Return the codes of the chosen tiers."""
        return tuple(code for code, chip in self.chips.items() if chip.isChecked())

    def read(self, field: Line, reader: Callable[[str], T]) -> T:
        """Return what is typed in a field; what is raised is shown there."""
        self._at = field
        read = reader(field.text())
        self._at = None
        return read

    def needed(self, field: Line) -> str:
        """Return what is typed in a field; raise NothingTyped."""

        def some(text: str) -> str:
            if not text:
                raise NothingTyped(field=field.title())
            return text

        return self.read(field, some)

    def done(self, _saved: object) -> None:
        """Close after it was saved."""
        self.close_form()

    def refuse(self, error: ShopbellError) -> None:
        """Say why it was not saved, and go to the field."""
        field, self._at = self._at or self._place(error), None
        what, todo = refusal(self.desk, error)
        if what:
            field.show_error("")
            place = field.focusProxy() or field
            place.setAccessibleDescription(f"{what} {todo}".strip())
            self.say_wrong(what, todo)
            announce(self, self.message())
            field.setFocus()

    def say_wrong(self, what: str, todo: str = "") -> None:
        """Say beside the buttons what is wrong; "" that nothing is."""
        if not what:
            for field in self._fields:
                field.show_fine()
        self._below.show_text(what, todo)
        self._below.setVisible(bool(what))

    def _place(self, error: ShopbellError) -> Field:
        places = (field for kind, field in self.places.items() if isinstance(error, kind))
        return next(places, self._first or self._fields[0])

    def _listen(self, field: Field, edit: QWidget, name: str) -> None:
        edit.setObjectName(f"{self._name}_{name}")
        field.edited.connect(lambda: self.say_wrong(""))

    def _lay_out(self) -> None:
        say = self.desk.say
        whom = QHBoxLayout(self._whom)
        whom.setContentsMargins(0, 0, 0, 0)
        whom.setSpacing(8)
        whom.addWidget(label(say(N_("Only for")), "label"))
        whom.addLayout(self._tiers)
        whom.addWidget(label(say(N_("none chosen: for all")), "hint"))
        whom.addStretch(1)
        save = Button(say(N_("Save")), icon="check", kind="soft")
        save.setObjectName(f"{self._name}_save")
        save.clicked.connect(self._save)
        cancel = Button(say(N_("Cancel")), kind="quiet")
        cancel.setObjectName(f"{self._name}_cancel")
        cancel.clicked.connect(self.close_form)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._below, 1)
        buttons.addStretch()
        buttons.addWidget(cancel, 0, Qt.AlignmentFlag.AlignTop)
        buttons.addWidget(save, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self._whom)
        column.addLayout(buttons)
        self._whom.hide()

    def _save(self) -> None:
        self._at = None
        try:
            save = self.asked()
        except UserError as error:
            self.refuse(error)
            return
        self.part.saver.save(self.part, save, self.refuse)


def item_options(items: Sequence[Item]) -> list[tuple[str, str]]:
    """Return the items that are sold, to choose from: two of one name differ by their codes."""
    return [(one.code, f"{one.name} ({one.code})") for one in items if one.active]


def only_new(changes: C, was: C) -> C:
    """Return changes without what stays as it was: what others change meanwhile is theirs."""
    names = [one.name for one in fields(changes)]
    same = [name for name in names if getattr(changes, name) == getattr(was, name)]
    return replace(changes, **dict.fromkeys(same))


def change(
    part: Part,
    what: What,
    edit: "Callable[[Any, Act], Changed[T]]",
    changes: Changes[T],
    done: Callable[[object], None] = lambda _: None,
) -> Save[Changed[T]]:
    """Return what saves changes of a thing, with a way back."""
    desk = part.desk

    def back(saved: Changed[T]) -> Work | None:
        if saved.before is None or saved.before == saved.after:
            return None
        return partial(edit, changes.back_to(saved.before), desk.act())

    return Save(what, partial(edit, changes, desk.act()), back, done=done)
