"""Three ways to begin: look around, bring a list, start empty."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, Translator
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import IconLabel, label

_BOX, _ICON = 56, 26
_HEIGHT, _EDGE, _LOW_EDGE = 430, 24, 16


@dataclass(frozen=True, slots=True)
class Way:
    """One way to begin."""

    id: str
    icon: str
    title: str
    text: str
    points: tuple[str, ...]
    button: str
    key: str
    main: bool = False


DEMO = Way(
    "demo",
    "store",
    N_("Look around in a demo shop"),
    N_("A shop with invented customers. Try everything: nothing is sent and nothing is real."),
    (
        N_("Sell, top up, redeem"),
        N_("Customers, cards, birthdays"),
        N_("A file of its own, thrown away at will"),
    ),
    N_("Open the demo"),
    "2",
)
LIST = Way(
    "list",
    "file-up",
    N_("Bring your list"),
    N_("Your Excel file or what your old program wrote. You see everything before it is taken in."),
    (
        N_("Excel, OpenDocument, CSV"),
        N_("Balances and points come along"),
        N_("Undo the whole thing for 30 days"),
    ),
    N_("Choose a file"),
    "Enter",
    main=True,
)
EMPTY = Way(
    "empty",
    "user-plus",
    N_("Start empty"),
    N_("Four questions about your shop, then the first customer at the counter."),
    (
        N_("Tiers and points as most shops have them"),
        N_("Card numbers of your own"),
        N_("Bring a list later, any day"),
    ),
    N_("Start empty"),
    "3",
)


class WayCard(QFrame):
    """One way, with the button that begins it."""

    def __init__(self, way: Way, words: Translator, begin: Callable[[], None]) -> None:
        super().__init__()
        dress(self, kind="card", main=way.main)
        self.setObjectName(f"way_{way.id}")
        self._edge = _EDGE - (1 if way.main else 0)  # its frame is a pixel stronger
        self._column = column = QVBoxLayout(self)
        column.setSpacing(0)
        self._picture = _boxed(way.icon)
        column.addWidget(self._picture)
        column.addWidget(label(words.gettext(way.title), "title", wrap=True))
        column.addSpacing(8)
        column.addWidget(label(words.gettext(way.text), "muted", wrap=True))
        column.addSpacing(26)
        for point in way.points:
            column.addLayout(_ticked(words.gettext(point)))
            column.addSpacing(10)
        column.addStretch(1)
        column.addSpacing(10)
        self.button = Button(
            words.gettext(way.button),
            icon="arrow-right" if way.main else "",
            kind="primary" if way.main else "",
            key=way.key,
            big=True,
        )
        self.button.clicked.connect(lambda _checked: begin())
        column.addWidget(self.button)
        self.be_low(low=False)

    def be_low(self, low: bool) -> None:  # noqa: FBT001 - one thing to say
        """Be no higher than needed, in a low window: its button is in sight before its picture."""
        self._picture.setVisible(not low)
        self.setMinimumHeight(0 if low else _HEIGHT)
        upright = _LOW_EDGE if low else self._edge
        self._column.setContentsMargins(self._edge, upright, self._edge, upright)


def _boxed(icon: str) -> QWidget:
    box = QFrame()
    dress(box, kind="bubble")
    box.setFixedSize(_BOX, _BOX)
    inside = QHBoxLayout(box)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(IconLabel(icon, _ICON, "primaryText"), 0, Qt.AlignmentFlag.AlignCenter)
    holder = QWidget()
    above = QVBoxLayout(holder)
    above.setContentsMargins(0, 0, 0, 12)
    above.addWidget(box)
    return holder


def _ticked(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconLabel("check", 16, "primaryText"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, wrap=True), 1)
    return row
