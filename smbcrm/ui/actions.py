"""Every action of the window in one registry: it feeds the keys, the palette and the key sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import N_


class Group(Enum):
    """Where an action belongs on the key sheet; the value is its heading."""

    COUNTER = N_("Counter")
    MONEY = N_("In a money panel")
    EVERYWHERE = N_("Everywhere")
    LISTS = N_("Lists")
    FORMS = N_("Forms")


@dataclass(frozen=True, slots=True)
class Action:
    """Something the window does: a message id, where it belongs, its key and icon.

    Without a handler it is a key that a screen answers itself, named for the key sheet.
    """

    id: str
    text: str
    group: Group
    key: str
    icon: str = ""
    handler: Callable[[], None] | None = None

    @property
    def caps(self) -> tuple[str, ...]:
        """The key caps to draw: `Ctrl`, `K`."""
        return (self.key,) if self.key == "+" else tuple(self.key.split("+"))


HANDLED_BY_SCREENS = (
    Action("take", N_("Take it"), Group.MONEY, "Enter"),
    Action("means", N_("How paid"), Group.MONEY, "↑ ↓"),
    Action("parts", N_("Staff, payment"), Group.MONEY, "Tab"),
    Action("sums", N_("Sums in the amount"), Group.MONEY, "+"),
    Action("pages", N_("Pages of a bill"), Group.COUNTER, "PgUp PgDn"),
    Action("filter", N_("Search this list"), Group.LISTS, "Ctrl+F"),
    Action("open", N_("Open"), Group.LISTS, "Enter"),
    Action("ends", N_("First, last"), Group.LISTS, "Home End"),
    Action("excel", N_("To Excel"), Group.LISTS, "Ctrl+E"),
    Action("walk", N_("Customer before, after"), Group.LISTS, "Alt+↑ ↓"),
    Action("side", N_("Whose value stays"), Group.LISTS, "Space"),
    Action("merge", N_("Merge"), Group.LISTS, "Ctrl+Enter"),
    Action("save", N_("Save"), Group.FORMS, "Ctrl+S"),
    Action("save_next", N_("Save, next one"), Group.FORMS, "Ctrl+Enter"),
    Action("field", N_("Next, previous field"), Group.FORMS, "Tab"),
    Action("tabs", N_("Next, previous tab"), Group.FORMS, "Ctrl+PgDn PgUp"),
)


def bind(actions: Sequence[Action], window: QWidget) -> list[QShortcut]:
    """Make the keys of the actions work anywhere in the window."""
    made = []
    for action in actions:
        if action.handler is not None:
            shortcut = QShortcut(QKeySequence(action.key), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(action.handler)
            made.append(shortcut)
    return made
