"""Parts of an open customer's card that the narrow strip and the page use too."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.ui.counter import facts
from smbcrm.ui.counter.figures import ICONS, NAMED, Kind
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Tile
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, label
from smbcrm.ui.widgets.wrapped import WrapLabel

LINES, FEW_LINES = 4, 1


def make_tiles() -> dict[Kind, Tile]:
    """Return a tile for each number, empty; what names packages and vouchers may end in "…"."""
    return {kind: Tile(icon, "", elide=kind in NAMED) for kind, icon in ICONS.items()}


def redress(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose frame became another kind."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class OccasionBanner(QFrame):
    """The occasion that comes soon: rose for a solar one, blue with the moon for a lunar one."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._icon = IconLabel("cake", 18, "roseText")
        self._title, self._rest = label("", "strong"), ElideLabel("", "caption")
        row.addWidget(self._icon)
        row.addWidget(self._title)
        row.addWidget(self._rest, 1)
        self.hide()

    def show_banner(self, banner: facts.OccasionWords | None) -> None:
        """Show an occasion; without one the frame goes."""
        self.setVisible(banner is not None)
        if banner is None:
            return
        dress(self, kind="occasionLunar" if banner.lunar else "occasion")
        for words in (self._title, self._rest):
            redress(words)
        token = "infoText" if banner.lunar else "roseText"
        self._icon.set_icon(banner.icon, token)
        self._title.setText(banner.title)
        self._rest.setText(banner.rest)


class GoodToKnow(QWidget):
    """A few lines about a person; what has no room opens below a button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._most = LINES
        self._open = False
        self._shown: Sequence[facts.Known] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        self._title = label(desk.say(N_("Good to know")), "label")
        self.more = Button("", kind="quiet", small=True)
        self.more.clicked.connect(self._unfold)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.more)
        column.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(7)  # four lines of Chinese fit below four tiles
        column.addLayout(self._lines)
        column.addStretch(1)

    def show_lines(self, lines: Sequence[facts.Known]) -> None:
        """Show what is known."""
        self._shown = lines
        self._build()

    def show_most(self, most: int) -> None:
        """Show at most so many lines while it is folded."""
        if most != self._most:
            self._most = most
            self._build()

    def fold(self) -> None:
        """Show few lines again."""
        self._open = False

    def _unfold(self) -> None:
        self._open = True
        self._build()

    def _build(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        most = len(self._shown) if self._open else self._most
        for known in self._shown[:most]:
            line = _known_line(known, whole=self._open)
            self._lines.addWidget(line)
            line.show()
        hidden = len(self._shown) - min(most, len(self._shown))
        self.more.set_text(self._desk.count(NN_("{count} more", "{count} more"), hidden))
        self.more.setVisible(hidden > 0)
        self._title.setVisible(bool(self._shown))


def _known_line(known: facts.Known, *, whole: bool) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel(known.icon, 16, "ink2"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(WrapLabel(known.text) if whole else ElideLabel(known.text), 1)
    return line
