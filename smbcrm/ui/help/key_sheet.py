"""All keys on one sheet (F1): those of the place where one is come first."""

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise, permutations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.actions import Action, Group
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, KeyCap, hairline, label

_WIDTH, _FIND_WIDTH = 1000, 200
_COLUMNS = 3
_ROW = 28
_FIRST = {
    "counter": Group.COUNTER,
    "customers": Group.LISTS,
    "duplicates": Group.LISTS,
    "import": Group.FORMS,
    "settings": Group.FORMS,
    "close": Group.FORMS,
}
_HERE = {
    "counter": N_("you are at the counter"),
    "customers": N_("you are in the list of customers"),
    "duplicates": N_("you are at the duplicates"),
    "import": N_("you are bringing a list"),
    "settings": N_("you are in the settings"),
    "close": N_("you are closing the day"),
}
_SCROLLING = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}
"""Rows to scroll."""
_SIGNS = {"Left": "←"}
"""Keys whose cap shows a sign."""


class KeySheet(QFrame):
    """Every action that has a key."""

    def __init__(self, desk: Desk, actions: Sequence[Action], place: str) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("keySheet")
        dress(self, kind="overlay")
        self.setAccessibleName(desk.say(N_("All keys")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(place))
        column.addWidget(hairline())
        groups = {group: _KeyGroup(desk, group, actions) for group in Group}
        heights = {group: made.height_in_rows() for group, made in groups.items()}
        columns = columns_of(place, heights)
        self._groups = {group: groups[group] for column in columns for group in column}
        self._nothing = label("", "muted", wrap=True)
        self._nothing.hide()
        self._area = _Area(self._body(columns))
        column.addWidget(self._area, 1)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of the whole sheet."""
        return QSize(_WIDTH, super().sizeHint().height())

    def rows(self) -> list[str]:
        """Return the actions in sight, in their order."""
        return [words for group in self._groups.values() for words in group.in_sight()]

    def _head(self, place: str) -> QHBoxLayout:
        say = self._desk.say
        row = QHBoxLayout()
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(12)
        row.addWidget(IconLabel("keyboard", 22, "primaryText"))
        row.addWidget(label(say(N_("All keys")), "title"))
        row.addWidget(ElideLabel(say(_HERE.get(place, "")), "caption"), 1)
        self.finder = TextField("", icon="search", placeholder=say(N_("Find a key")))
        self.finder.edit.setAccessibleName(say(N_("Find a key")))
        self.finder.edited.connect(self._narrow)
        self.finder.edit.installEventFilter(self)
        self.finder.setFixedWidth(_FIND_WIDTH)
        row.addWidget(self.finder)
        close = Button("", icon="x", key="Esc", name=say(N_("Close")))
        close.clicked.connect(self._desk.room.uncover)
        row.addWidget(close)
        return row

    def _body(self, columns: Sequence[Sequence[Group]]) -> QWidget:
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(20, 14, 20, 16)
        outer.setSpacing(0)
        outer.addWidget(self._nothing)
        row = QHBoxLayout()
        row.setSpacing(28)
        outer.addLayout(row, 1)
        for groups in columns:
            column = QVBoxLayout()
            column.setSpacing(14)
            for group in groups:
                column.addWidget(self._groups[group])
            column.addStretch(1)
            row.addLayout(column, 1)
        column.insertWidget(column.count() - 1, self._scan_note())
        return body

    def _scan_note(self) -> Note:
        note = Note("info", "scan-barcode")
        say = self._desk.say
        note.show_text("", say(N_("A scan works on every page. What you were typing stays.")))
        return note

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Scroll by keys while the cursor stays in the field."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _SCROLLING.get(Qt.Key(event.key()))
            if step is not None:
                bar = self._area.verticalScrollBar()
                bar.setValue(bar.value() + step * _ROW)
                return True
        return super().eventFilter(watched, event)

    def _narrow(self) -> None:
        wanted = self.finder.text()
        found = [group.narrow(wanted.casefold()) for group in self._groups.values()]
        nothing = N_("No key does “{text}”. Ctrl+K finds actions, pages and customers.")
        self._nothing.setText(self._desk.say(nothing, text=wanted))
        self._nothing.setVisible(not any(found))
        self._area.updateGeometry()


class _KeyGroup(QWidget):
    """The keys of one place under their heading."""

    def __init__(self, desk: Desk, group: Group, actions: Sequence[Action]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        heading = label(desk.say(group.value), "section")
        heading.setFixedHeight(_ROW)
        column.addWidget(heading)
        self._rows: list[tuple[str, str, QWidget]] = []
        for action in actions:
            if action.group is group:
                words = desk.say(action.text)
                row = _key_row(words, action)
                self._rows.append((words, f"{words} {action.key}".casefold(), row))
                column.addWidget(row)

    def height_in_rows(self) -> int:
        """Return how many rows it has, with its heading and the gap below."""
        return len(self._rows) + 2

    def in_sight(self) -> list[str]:
        """Return what its rows in sight say."""
        return [words for words, _, row in self._rows if not row.isHidden()]

    def narrow(self, wanted: str) -> bool:
        """Show the rows that have it in words or key; say whether there are any."""
        for _, text, row in self._rows:
            row.setVisible(wanted in text)
        found = bool(self.in_sight())
        self.setVisible(found)
        return found


def _key_row(words: str, action: Action) -> QWidget:
    """Return a row below a line: what it does at the left, its caps at the right."""
    line = QWidget()
    line.setFixedHeight(_ROW)
    outer = QVBoxLayout(line)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(hairline())
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(ElideLabel(words), 1)
    caps = [_SIGNS.get(cap, cap) for cap in action.caps]
    for cap in caps:
        row.addWidget(KeyCap(cap), 0, Qt.AlignmentFlag.AlignVCenter)
    outer.addLayout(row, 1)
    line.setAccessibleName(words)
    line.setAccessibleDescription(" ".join(caps))
    return line


class _Area(QScrollArea):
    """Scrolls what has no room; as high as its content where there is."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of what is in it."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a few rows; the others are scrolled to."""
        return QSize(0, 4 * _ROW)


def columns_of(place: str, heights: Mapping[Group, int]) -> Sequence[Sequence[Group]]:
    """Return the groups in columns of even height; that of the page one is on comes first.

    >>> [len(column) for column in columns_of("counter", dict.fromkeys(Group, 5))]
    [1, 2, 2]
    """
    first = _FIRST.get(place, Group.COUNTER)
    rest = [group for group in Group if group is not first]
    ways = [
        [(first, *order)[start:end] for start, end in pairwise((0, *cuts, len(Group)))]
        for order in permutations(rest)
        for cuts in combinations(range(1, len(Group)), _COLUMNS - 1)
    ]
    return min(ways, key=lambda way: max(sum(heights[one] for one in column) for column in way))
