"""All keys on one sheet (F1): those of the place where one is come first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.actions import Action, Group
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import IconLabel, KeyCap, hairline, label

_WIDTH = 1000
_COLUMNS = ((Group.COUNTER, Group.LISTS), (Group.MONEY, Group.FORMS), (Group.EVERYWHERE,))
_FIRST = {"counter": Group.COUNTER, "customers": Group.LISTS, "settings": Group.FORMS}


class KeySheet(QFrame):
    """Every action that has a key."""

    def __init__(self, desk: Desk, actions: Sequence[Action], place: str) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("keySheet")
        dress(self, kind="overlay")
        self.setMaximumWidth(_WIDTH)
        self.setAccessibleName(desk.say(N_("All keys")))
        self._rows: list[tuple[str, QWidget]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(hairline())
        body = QHBoxLayout()
        body.setContentsMargins(20, 14, 20, 16)
        body.setSpacing(28)
        first = _FIRST.get(place)
        for groups in sorted(_COLUMNS, key=lambda groups: first not in groups):
            body.addLayout(self._column(groups, actions), 1)
        column.addLayout(body)
        note = Note("info", "scan-barcode")
        note.show_text("", desk.say(N_("A scan works on every page. What you were typing stays.")))
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 16)
        foot.addWidget(note)
        column.addLayout(foot)
        self.setFocusProxy(self._find.edit)

    def _head(self) -> QHBoxLayout:
        desk = self._desk
        row = QHBoxLayout()
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(12)
        row.addWidget(IconLabel("keyboard", 22, "primaryText"))
        row.addWidget(label(desk.say(N_("All keys")), "section"))
        row.addStretch(1)
        self._find = TextField("", icon="search", placeholder=desk.say(N_("Find a key")))
        self._find.edit.setAccessibleName(desk.say(N_("Find a key")))
        self._find.edited.connect(self._narrow)
        self._find.setFixedWidth(200)
        row.addWidget(self._find)
        close = Button("", icon="x", key="Esc", name=desk.say(N_("Close")))
        close.clicked.connect(desk.room.uncover)
        row.addWidget(close)
        return row

    def _column(self, groups: Sequence[Group], actions: Sequence[Action]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        for group in groups:
            column.addWidget(label(self._desk.say(group.value), "section"))
            column.addSpacing(4)
            for action in actions:
                if action.group is group:
                    column.addWidget(self._row(action))
            column.addSpacing(10)
        column.addStretch(1)
        return column

    def _row(self, action: Action) -> QWidget:
        words = self._desk.say(action.text)
        line = QWidget()
        outer = QVBoxLayout(line)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(6)
        row.addWidget(label(words, "muted"), 1)
        for cap in action.caps:
            row.addWidget(KeyCap(cap), 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addLayout(row)
        outer.addWidget(hairline())
        self._rows.append((f"{words} {action.key}".casefold(), line))
        return line

    def _narrow(self) -> None:
        wanted = self._find.text().casefold().strip()
        for words, line in self._rows:
            line.setVisible(wanted in words)
