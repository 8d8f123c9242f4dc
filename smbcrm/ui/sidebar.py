"""The sidebar: the pages, and at its foot who acts, at which till, and the last copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import icons
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import Avatar
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, hairline, label
from smbcrm.ui.widgets.own_words import plain_tip

WIDE, SLIM = 188, 60
_BELONGS = {"customer": "customers", "duplicates": "customers"}
"""Pages that do not stand here themselves, and whose they are."""
_LOGO = 28


@dataclass(frozen=True, slots=True)
class Destination:
    """A page as the sidebar names it; `gap` leaves room above."""

    id: str
    text: str
    icon: str
    key: str
    gap: bool = False


DESTINATIONS = (
    Destination("counter", N_("Counter"), "store", "Ctrl+1"),
    Destination("customers", N_("Customers"), "users", "Ctrl+2", gap=True),
    Destination("import", N_("Import"), "file-up", "Ctrl+3", gap=True),
)
SETTINGS = Destination("settings", N_("Settings"), "settings", "Ctrl+,")


class Sidebar(QFrame):
    """The way to every page. `go` is told the id of a page."""

    def __init__(self, desk: Desk, go: Callable[[str], None], *, demo: bool) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setObjectName("sidebar")
        self._desk = desk
        self._go = go
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._words: list[QWidget] = []
        self._layout = column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 8)
        column.setSpacing(2)
        column.addLayout(self._brand())
        for one in DESTINATIONS:
            if one.gap:
                column.addSpacing(10)
            column.addWidget(self._button(one))
        column.addStretch(1)
        if demo:
            column.addWidget(self._demo_sign())
        column.addWidget(self._button(SETTINGS))
        column.addSpacing(6)
        column.addWidget(hairline())
        column.addLayout(self._foot())
        self.setFixedWidth(WIDE)

    def show_place(self, page: str) -> None:
        """Mark the page that is shown; one that does not stand here belongs to the counter."""
        listed = _BELONGS.get(page, page)
        self._buttons.get(listed, self._buttons["counter"]).setChecked(True)

    def show_copy(self, text: str, *, good: bool) -> None:
        """Say when the last copy was made, or that it failed."""
        self._copy_icon.set_icon(
            "shield-check" if good else "shield-alert", "okText" if good else "warnText"
        )
        self._copy.setText(text)
        dress(self._copy, kind="foot" if good else "warnText")
        self._copy_icon.setToolTip(plain_tip(text))

    def be_slim(self, slim: bool) -> None:  # noqa: FBT001 - one thing to say
        """Show icons alone, with their words as tooltips."""
        self.setFixedWidth(SLIM if slim else WIDE)
        for widget in self._words:
            widget.setVisible(not slim)
        for one in (*DESTINATIONS, SETTINGS):
            words = self._desk.say(one.text)
            button = self._buttons[one.id]
            button.setText("" if slim else _beside_icon(words))
            button.setToolTip(plain_tip(f"{words} ({one.key})"))

    def buttons(self) -> Sequence[QPushButton]:
        """Return the ways to the pages, from the top."""
        return tuple(self._buttons.values())

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 0, 10)
        row.setSpacing(10)
        mark = IconLabel("shopbell", _LOGO)
        name = label(self._desk.say(N_("Shopbell")), "brand")
        self._words.append(name)
        row.addWidget(mark)
        row.addWidget(name, 1)
        return row

    def _button(self, there: Destination) -> QPushButton:
        words = self._desk.say(there.text)
        button = QPushButton(_beside_icon(words))
        button.setAutoDefault(True)
        button.setProperty("kind", "nav")
        button.setCheckable(True)
        button.setAutoExclusive(True)  # to screen readers: one of several
        button.setIcon(icons.icon(there.icon, 18))
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(words)
        button.setAccessibleDescription(there.key)
        button.setToolTip(plain_tip(f"{words} ({there.key})"))
        button.clicked.connect(lambda: self._go(there.id))
        self._group.addButton(button)
        self._buttons[there.id] = button
        return button

    def _demo_sign(self) -> QWidget:
        sign = QFrame()
        sign.setProperty("kind", "note")
        sign.setProperty("tone", "info")
        words = self._desk.say(N_("Demo shop"))
        sign.setToolTip(plain_tip(words))
        row = QHBoxLayout(sign)
        row.setContentsMargins(9, 5, 9, 5)
        row.setSpacing(8)
        row.addWidget(IconLabel("flask-conical", 16, "infoText"))
        text = label(words, "infoText")
        self._words.append(text)
        row.addWidget(text, 1)
        return sign

    def _foot(self) -> QVBoxLayout:
        desk = self._desk
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 6, 4, 0)
        foot.setSpacing(4)
        who = QHBoxLayout()
        who.setSpacing(9)
        who.addWidget(Avatar(desk.staff[:1], "", 28))
        names = QVBoxLayout()
        names.setSpacing(0)
        staff, till = ElideLabel(desk.staff, "strong"), ElideLabel(desk.terminal, "foot")
        names.addWidget(staff)
        names.addWidget(till)
        who.addLayout(names, 1)
        foot.addLayout(who)
        copy = QHBoxLayout()
        copy.setSpacing(6)
        self._copy_icon = IconLabel("", 13, "ink3")  # until it is known how the copies stand
        self._copy = ElideLabel("", "foot")
        copy.addWidget(self._copy_icon)
        copy.addWidget(self._copy, 1)
        foot.addLayout(copy)
        self._words += [staff, till, self._copy]
        foot.setAlignment(Qt.AlignmentFlag.AlignBottom)
        return foot


def _beside_icon(words: str) -> str:
    """Return the words a little away from the icon: Qt's own gap is 4 pixels, ours is 10."""
    return f"  {words}"
