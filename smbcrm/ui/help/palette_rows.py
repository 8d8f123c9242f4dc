"""One row of the palette."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from smbcrm.membership.customers.types import Found
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import Avatar
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, KeyCap
from smbcrm.ui.wording import initials

_HEIGHT = 42


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it says, and what Enter does."""

    title: str
    sub: str
    act: Callable[[], None]
    icon: str = ""
    key: str = ""
    customer: Found | None = None


class PaletteRow(QPushButton):
    """Icon or face, title, what is known of it, and its key."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        dress(self, kind="row")
        self.setFixedHeight(_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(choice.title)
        self.setAccessibleDescription(", ".join(part for part in (choice.sub, choice.key) if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        if choice.customer is not None:
            row.addWidget(Avatar(initials(choice.title), choice.customer.tier, 28))
        else:
            row.addWidget(IconLabel(choice.icon or "arrow-right", 18))
        row.addWidget(ElideLabel(choice.title, "strong"))
        row.addWidget(ElideLabel(choice.sub, "caption"), 1)
        if choice.key:
            row.addWidget(KeyCap(choice.key))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def be_chosen(self, chosen: bool) -> None:  # noqa: FBT001 - one thing to say
        """Show that Enter takes this one."""
        dress(self, chosen=chosen)
