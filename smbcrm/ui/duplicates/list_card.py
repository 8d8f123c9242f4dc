"""The card at the left: pairs, merges, or what many share, one line each."""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.lines import LineList, Lines
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.groups import Tabs
from smbcrm.ui.widgets.labels import hairline, label

_PAD = 12


class Tab(StrEnum):
    """What the list shows; `duplicates/merged/12` is merge 12."""

    PAIRS = "pairs"
    MERGED = "merged"
    SHARED = "shared"


_TITLES = {Tab.PAIRS: N_("Alike"), Tab.MERGED: N_("Merged"), Tab.SHARED: N_("Shared")}
_NAMES = {
    Tab.PAIRS: N_("Pairs that may be one person"),
    Tab.MERGED: N_("Merges of the last 30 days"),
    Tab.SHARED: N_("Shared by many"),
}
_FIGURES = {
    Tab.PAIRS: N_("how alike, of 100"),
    Tab.SHARED: N_("customers"),
}
_WORDS = {
    Tab.PAIRS: N_("“Two people” is remembered: the pair is not shown again."),
    Tab.MERGED: N_("The last merge is undone first."),
    Tab.SHARED: N_("What so many share makes no pairs."),
}


class ListCard(Card):
    """`turned` tells that something else is listed."""

    turned = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=1, spacing=0)
        self._desk = desk
        self.tabs = Tabs([(tab, desk.say(words)) for tab, words in _TITLES.items()])
        self.tabs.choose(Tab.PAIRS)
        self.list = LineList()
        self.list.setObjectName("duplicates_list")
        self._figure = label("", "caption")
        self._figure.setContentsMargins(_PAD, 4, _PAD, 4)
        self._figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._words = label("", "caption", wrap=True)
        self.body.addWidget(self.tabs)
        self.body.addWidget(hairline())
        self.body.addWidget(self._figure)
        self.body.addWidget(self.list, 1)
        self._words.setContentsMargins(_PAD, 8, _PAD, 8)
        self._line = hairline()
        self.body.addWidget(self._line)
        self.body.addWidget(self._words)
        self.tabs.changed.connect(self._turn)
        self._say()

    @property
    def tab(self) -> Tab:
        """What is listed."""
        return Tab(str(self.tabs.value()))

    def choose(self, tab: Tab) -> None:
        """List something else."""
        self.tabs.choose(tab)
        self._say()

    def show_lines(self, lines: Lines[Any], key: object = None) -> None:
        """Show these lines, at the one that a key means."""
        self._figure.setVisible(bool(lines) and self.tab in _FIGURES)
        self.list.show_lines(lines, key)

    def be_low(self, *, low: bool) -> None:
        """Leave the sentence below out where there is little room."""
        self._words.setVisible(not low)
        self._line.setVisible(not low)

    def _turn(self) -> None:
        self._say()
        self.turned.emit()

    def _say(self) -> None:
        say, tab = self._desk.say, self.tab
        self.list.setAccessibleName(say(_NAMES[tab]))
        self._figure.setText(say(_FIGURES.get(tab, "")))
        self._words.setText(say(_WORDS[tab]))
