"""What every part of the settings is, and the rows that most of them are made of."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from smbcrm.ui.desk import Desk
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.saved_field import SavedField
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import hairline, label
from smbcrm.ui.widgets.lead_text import Ink, LeadText

_TITLE_WIDTH = 112
_ROW_HEIGHT = 44


class Part(QWidget):
    """One form of the settings: builds itself, asks for its data, and saves each thing at once.

    A `foot` stands below the form and never scrolls away.
    """

    foot: QWidget | None = None

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__()
        self.desk = desk
        self.saver = saver
        self.fields: list[SavedField] = []
        self._drafts: dict[str, str] = {}

    def arrive(self) -> None:
        """Be shown: ask again for what is on it."""

    def go_to(self, place: str) -> str:
        """Show a place in it that is named from elsewhere; return where the focus belongs there."""
        del place
        return ""

    def happened(self, event: object) -> None:
        """Something was written here or elsewhere; ask again if it is shown here."""

    def narrow(self, width: int, height: int) -> None:
        """Fit so much room."""

    def take_scan(self, code: str) -> bool:
        """Take a scan; tell whether there is a use for it."""
        del code
        return False

    def escape(self) -> bool:
        """Go one step back inside the form; tell whether there was one."""
        focused = QApplication.focusWidget()
        for field in self.fields:
            if focused is not None and (field.edit is focused or field.edit.isAncestorOf(focused)):
                return field.give_back()
        return False

    def take_back(self) -> bool:
        """Give back what was refused in one of the fields; tell whether there was such a one."""
        return any(field.refused and field.give_back() for field in self.fields)

    def half_done(self) -> bool:
        """Tell whether something is typed and not saved."""
        return any(field.half_typed() for field in self.fields)

    def drafts(self) -> Mapping[str, str]:
        """Return what is typed and not saved, by the names of the fields."""
        return {
            field.edit.objectName(): field.field.text()
            for field in self.fields
            if field.half_typed()
        }

    def take_up(self, drafts: Mapping[str, str]) -> None:
        """Go on with what was typed and not saved before."""
        self._drafts = dict(drafts)

    def retype(self) -> None:
        """Type the drafts again; called when the saved values are shown for the first time."""
        for field in self.fields:
            draft = self._drafts.pop(field.edit.objectName(), None)
            if draft is not None:
                field.field.set_text(draft)


class RowField(SavedField):
    """A short field in a row of a form; what is wrong with it stands below the row.

    `name` is its object name, `said` what a screen reader calls it.
    """

    def __init__(self, name: str, said: str, width: int, save: Callable[[str], None]) -> None:
        field = TextField("")
        field.setFixedWidth(width)
        field.edit.setAccessibleName(said)
        super().__init__(field, name, save)
        self.row: FormRow | None = None
        field.edited.connect(self._edited)

    def refuse(self, what: str, todo: str = "") -> None:
        """Say below the row why it was not saved."""
        super().refuse(what, todo)
        if what and self.row is not None:
            self.field.show_error("")
            self.field.edit.setAccessibleDescription(f"{what} {todo}".strip())
            self.row.show_error(what, todo)

    def give_back(self) -> bool:
        """Put what is saved into it again."""
        self._edited()
        return super().give_back()

    def _edited(self) -> None:
        if self.row is not None:
            self.row.show_error("")


class FormRow(QWidget):
    """A row of a form: its name at the left, then words and fields, below it what is wrong."""

    def __init__(self, title: str, parts: Sequence[str | QWidget | RowField]) -> None:
        super().__init__()
        name = label(title, "label", wrap=True)
        name.setFixedWidth(_TITLE_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignVCenter)
        for part in parts:
            if isinstance(part, RowField):
                part.row = self
                row.addWidget(part.field)
            elif isinstance(part, str):
                row.addWidget(label(part))
            else:
                row.addWidget(part)
        row.addStretch(1)
        self._below = LeadText(Ink("dangerText", "dangerText", "caption"))
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._below)
        self.setMinimumHeight(_ROW_HEIGHT)

    def show_error(self, what: str, todo: str = "") -> None:
        """Say what is wrong with the fields of this row; "" that nothing is."""
        self._below.show_text(what, todo)
        self._below.setVisible(bool(what))

    def message(self) -> str:
        """Return what is said below the row."""
        return self._below.text() if not self._below.isHidden() else ""


def rows(*parts: QWidget) -> QVBoxLayout:
    """Return widgets under each other with lines between them."""
    column = QVBoxLayout()
    column.setSpacing(0)
    for number, part in enumerate(parts):
        if number:
            column.addWidget(hairline())
        column.addWidget(part)
    return column


def column(*cards: QWidget) -> QWidget:
    """Return cards under each other, no higher than they need to be."""
    box = QWidget()
    below = QVBoxLayout(box)
    below.setContentsMargins(0, 0, 0, 0)
    below.setSpacing(12)
    for card in cards:
        below.addWidget(card)
    below.addStretch(1)
    return box


def empty(layout: QLayout) -> None:
    """Let go of every widget in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
