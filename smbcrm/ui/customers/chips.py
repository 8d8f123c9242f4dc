"""The chips above the list: everybody, tiers, saved segments, and what somebody has added."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.customers.filters import OWN, SEGMENT, Part
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.chip import Chip
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.scrolling import scrolling

_ROWS, _ROW, _GAP = 2, 30, 8
"""So many rows of chips are in sight; more are scrolled to."""


class ChipRow(QWidget):
    """Chips in reading order. Arrows move, Space switches one, Delete drops one of one's own."""

    switched = Signal(object, bool)
    """A part, and whether it is on now."""
    all_wanted = Signal()
    filter_wanted = Signal()
    dropped = Signal(object)
    """A condition of somebody's own that shall go."""
    menu_wanted = Signal(str, QPoint)
    """A segment, and where its menu shall stand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chips: dict[tuple[str, str], tuple[Part, Chip]] = {}
        self._flow = Flow()
        self.all = Chip(desk.say(N_("All")))
        self.all.setObjectName("customers_chip_all")
        self.more = Button(desk.say(N_("Filter")), icon="plus", kind="chip", small=True)
        self.more.setObjectName("customers_chip_more")
        dress(self.more, dashed=True)
        self._flow.addWidget(self.all)
        self._flow.addWidget(self.more)
        self._area: QScrollArea = scrolling(self._flow)
        self._area.setParent(self)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._flow.installEventFilter(self)
        self.all.clicked.connect(self._all_clicked)
        self.more.clicked.connect(self.filter_wanted)
        self._fit()

    def show_parts(self, parts: Sequence[tuple[Part, str]], on: Sequence[Part]) -> None:
        """Show a chip for each part with its words; those that were there keep their focus."""
        lit = {(one.sort, one.key) for one in on}
        wanted = {(part.sort, part.key) for part, _ in parts}
        for key in [key for key in self._chips if key not in wanted]:
            self._let_go(key)
        for part, words in parts:
            chip = self._chip(part)
            chip.set_text(words)
            chip.setChecked((part.sort, part.key) in lit)
            self._flow.addWidget(chip)
        self._flow.addWidget(self.more)
        self.all.setChecked(not lit)
        self._fit()

    def show_counts(self, everybody: int | None, counts: Mapping[tuple[str, str], int]) -> None:
        """Show how many each finds now."""
        self.all.set_count(everybody)
        for key, (_, chip) in self._chips.items():
            chip.set_count(counts.get(key))
        self._fit()

    def show_broken(self, part: Part, sentence: str) -> None:
        """Say of a segment that it cannot be read."""
        _, chip = self._chips[part.sort, part.key]
        chip.setEnabled(False)
        chip.setToolTip(plain_tip(sentence))

    def chip(self, part: Part) -> Chip | None:
        """Return the chip of a part."""
        found = self._chips.get((part.sort, part.key))
        return None if found is None else found[1]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take as many rows as the chips need, up to two."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Bring a chip in sight that got the focus; Delete and the menu key act on one."""
        if isinstance(watched, Chip):
            if event.type() == QEvent.Type.FocusIn:
                self._area.ensureWidgetVisible(watched, 0, 0)
            elif isinstance(event, QKeyEvent | QContextMenuEvent) and self._acts(watched, event):
                return True
        elif event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _acts(self, chip: Chip, event: QKeyEvent | QContextMenuEvent) -> bool:
        part = next((part for part, one in self._chips.values() if one is chip), None)
        if part is None:
            return False
        if isinstance(event, QContextMenuEvent) and part.sort == SEGMENT:
            self.menu_wanted.emit(part.key, chip.mapToGlobal(QPoint(0, chip.height() + 4)))
            return True
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        drops = event.key() == Qt.Key.Key_Delete and part.sort == OWN
        if drops:
            self.dropped.emit(part)
        return drops

    def _chip(self, part: Part) -> Chip:
        key = part.sort, part.key
        if key in self._chips:
            chip = self._chips[key][1]
        else:
            chip = Chip("")
            chip.installEventFilter(self)
            chip.clicked.connect(partial(self._clicked, key))
        self._chips[key] = part, chip
        chip.setEnabled(True)
        tip = self._desk.say(N_("Delete takes it away")) if part.sort == OWN else ""
        chip.setToolTip(plain_tip(tip))
        return chip

    def _let_go(self, key: tuple[str, str]) -> None:
        _, chip = self._chips.pop(key)
        if chip.hasFocus():
            self.all.setFocus()
        self._flow.removeWidget(chip)
        chip.deleteLater()

    def _clicked(self, key: tuple[str, str]) -> None:
        part, chip = self._chips[key]
        self.switched.emit(part, chip.isChecked())

    def _all_clicked(self) -> None:
        self.all.setChecked(True)
        self.all_wanted.emit()

    def _fit(self) -> None:
        width = self.width()
        most = _ROWS * _ROW + (_ROWS - 1) * _GAP
        height = max(_ROW, min(self._flow.heightForWidth(width), most))
        if self.height() != height:
            self.setFixedHeight(height)
        self._area.setGeometry(0, 0, width, height)
