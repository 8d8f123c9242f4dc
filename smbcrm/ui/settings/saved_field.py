"""A field whose content is saved when the focus leaves it or Enter is pressed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_
from smbcrm.core.settings import BadSetting
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.settings.search_chooser import SearchChooser
from smbcrm.ui.widgets.fields import AreaField, TextField

Typed = TextField | AreaField | SearchChooser


class SavedField(QObject):
    """Knows what is saved of a field. `save` is told what somebody typed and left.

    `name` is the object name of the place to type in, by which the focus is found again after the
    page was made anew.
    """

    def __init__(self, field: Typed, name: str, save: Callable[[str], None]) -> None:
        super().__init__(field)
        self.field = field
        self._save = save
        self._saved = self._former = field.text()
        self._refused = False
        self.edit.setObjectName(name)
        self.edit.installEventFilter(self)
        field.left.connect(self.leave)
        if isinstance(field, SearchChooser):
            field.chosen.connect(self.leave)
        line = field.edit.lineEdit() if isinstance(field, SearchChooser) else field.edit
        if isinstance(line, QLineEdit):
            line.returnPressed.connect(self.leave)

    @property
    def edit(self) -> QWidget:
        """The place to type in."""
        return self.field.edit

    def show(self, text: str) -> None:
        """Show what is saved; what somebody is typing stays."""
        typing = self.half_typed()
        self._refused = self._refused and typing
        self._saved = text
        if not typing:
            self.field.set_text(text)

    @property
    def refused(self) -> bool:
        """Whether what is in the field was refused."""
        return self._refused and self.half_typed()

    def half_typed(self) -> bool:
        """Tell whether what is in the field is not saved."""
        return self.field.text() != self._saved

    def give_back(self) -> bool:
        """Put what is saved into it again; tell whether that was anything else."""
        typing, self._refused = self.half_typed(), False
        self.field.set_text(self._saved)
        return typing

    def leave(self) -> None:
        """Save what was typed, if it is new."""
        if self.half_typed():
            self._former, self._saved = self._saved, self.field.text()
            self._save(self._saved)

    def refuse(self, what: str, todo: str = "") -> None:
        """Say why it was not saved; what was typed stays in the field, to be saved again."""
        self._saved = self._former
        self._refused = True
        if what:
            self.field.show_error(what, todo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let Ctrl+Z bring back what is saved where something was refused, not half a text."""
        if (
            isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and self.refused
        ):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() is QEvent.Type.KeyPress:
                self.give_back()
            return True
        return super().eventFilter(watched, event)


def refusal(desk: Desk, error: ShopbellError) -> tuple[str, str]:
    """Return what is wrong and what to do, as fields show it; nothing for a fault of the machine.

    A setting that cannot take a value names itself by its key: the field stands above, so what it
    takes is enough.
    """
    if not isinstance(error, UserError):
        return "", ""
    if isinstance(error, BadSetting):
        shown, form = error.params["value"], error.params["form"]
        what = (
            desk.say(N_("“{text}” does not fit here."), text=shown)
            if shown
            else desk.say(N_("It is empty."))
        )
        return what, desk.say(N_("It takes {form}."), form=form)
    return two_parts(desk.tell(error))


def refuse(desk: Desk, field: SavedField) -> Callable[[ShopbellError], None]:
    """Return what shows a refusal below a field."""
    return lambda error: field.refuse(*refusal(desk, error))
