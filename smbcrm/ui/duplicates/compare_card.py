"""Both side by side, field by field: whose value stays is chosen here."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.core.text import unturned
from smbcrm.membership.merging.types import (
    LISTS,
    Compared,
    MergeField,
    MergeKey,
    Preview,
    Side,
)
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.heads import Heads
from smbcrm.ui.duplicates.seeing import Seen
from smbcrm.ui.duplicates.values import EDGE, LEAST, MOST_LINES, REMARK, TITLE, Value
from smbcrm.ui.imports.few_lines import FewLines
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.focus import tab_through
from smbcrm.ui.widgets.labels import IconLabel, hairline
from smbcrm.ui.widgets.wrapped import WrapLabel
from smbcrm.ui.wording import called

_NARROW_REMARK = 120
_NOTHING = "—"
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ONLY_IF_OTHER = (MergeField.KIND, MergeField.STATUS)
"""Fields that everybody has: where they are the same, nothing is to be said of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One row in words; `open` where nobody has chosen a side yet that has to be chosen."""

    field: MergeKey
    called: str
    keep: str
    other: str
    open: bool


class CompareCard(Card):
    """`chosen` tells a field and whose value stays; `swapped` that the other one shall stay."""

    chosen = Signal(object, object)
    swapped = Signal()
    opened = Signal(int)
    """The id of one of the two, who is to be looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=1, spacing=0)
        self._desk = desk
        self._remark = REMARK
        self._shown: tuple[object, ...] = ()
        self.heads = Heads(desk)
        self.rows: dict[MergeKey, Row] = {}
        self._place = QVBoxLayout()
        self._place.setSpacing(0)
        self._holder: QWidget | None = None
        self.body.addWidget(self.heads)
        self.body.addLayout(self._place)
        self.heads.swap.clicked.connect(self.swapped)
        self.heads.opened.connect(self.opened)

    def show_seen(self, seen: Seen) -> None:
        """Show the two; where only the sides are others, the rows stay, and the focus too."""
        desk, preview = self._desk, seen.preview
        self.heads.show_seen(seen)
        says = desk.words.translator.value
        fields = [
            Shown(
                one.field, says(one.called), says(one.keep), says(one.other), one.field in seen.open
            )
            for one in preview.fields
            if one.keep != one.other or one.field not in _ONLY_IF_OTHER
        ]
        locked = tuple(map(says, preview.stricter.values()))
        shown = ((preview.keep, preview.other), *fields, locked)
        if shown != self._shown:
            self._shown = shown
            self._build(fields, locked, preview)
        for compared in preview.fields:
            row = self.rows.get(compared.field)
            if row is None:
                continue
            row.show_side(None if compared.field in seen.open else compared.side)
            row.remark.setText(remark(desk, compared))

    def focus_first(self) -> None:
        """Put the focus where choosing begins."""
        for row in self._choosable().values():
            row.take_focus()
            return

    def is_inside(self) -> bool:
        """Tell whether the focus is at a value."""
        return any(row.focused for row in self.rows.values())

    def narrow(self, *, wide: bool) -> None:
        """Fit a window of that width."""
        self._remark = REMARK if wide else _NARROW_REMARK
        self.heads.stand(self._remark)
        for row in self.rows.values():
            row.remark.setFixedWidth(self._remark)

    def _build(self, fields: Sequence[Shown], locked: Sequence[str], preview: Preview) -> None:
        focused = next((one for one, row in self.rows.items() if row.focused), None)
        old, self._holder = self._holder, QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = {}
        for shown in fields:
            row = Row(self._desk, shown, preview)
            row.remark.setFixedWidth(self._remark)
            row.chosen.connect(partial(self.chosen.emit, shown.field))
            row.moved.connect(partial(self._move, shown.field))
            self.rows[shown.field] = row
            column.addWidget(hairline())
            column.addWidget(row)
        for about in locked:
            column.addWidget(hairline())
            column.addWidget(_locked(self._desk, about, self._remark))
        self._place.addWidget(self._holder)
        if old is not None:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        values = (value for row in self.rows.values() for value in row.values.values())
        tab_through((self.heads.swap, *values))
        if focused in self._choosable():
            self.rows[focused].take_focus()

    def _choosable(self) -> dict[MergeKey, "Row"]:
        return {field: row for field, row in self.rows.items() if row.values}

    def _move(self, field: MergeKey, by: int) -> None:
        rows = list(self._choosable())
        at = min(max(rows.index(field) + by, 0), len(rows) - 1)
        self.rows[rows[at]].take_focus(self.rows[field].at)


class Row(QWidget):
    """One field: of a list both values can stay, of anything else one does.

    Where both say the same, or a list stands on one side only, there is less to choose.
    """

    chosen = Signal(object)
    """The `Side` whose value stays."""
    moved = Signal(int)

    def __init__(self, desk: Desk, shown: Shown, preview: Preview) -> None:
        super().__init__()
        self._list = shown.field in LISTS
        self._same = shown.keep == shown.other
        title = shown.called
        self.remark = WrapLabel("", "caption")
        self.values: dict[Side, Value] = {}
        row = _row(self, title)
        texts = {Side.KEEP: (shown.keep, preview.keep), Side.OTHER: (shown.other, preview.other)}
        for side, (text, who) in texts.items():
            if self._same or (self._list and not text):
                row.addWidget(_still("equal" if self._same else "", text or _NOTHING), 1)
                continue
            name, words = called(who.full_name, who.code), text or desk.say(N_("nothing"))
            about = N_("{field} of {name}: {value}")
            said = desk.say(about, field=title, name=name, value=words)
            self.values[side] = value = Value(text or _NOTHING, said, alone=not self._list)
            value.clicked.connect(partial(self._clicked, side))
            value.turned.connect(partial(self._turn, side))
            value.moved.connect(self.moved)
            value.crossed.connect(self._cross)
            row.addWidget(value, 1)
        _add_remark(row, self.remark)

    @property
    def at(self) -> Side:
        """At whose value the focus is, or would be."""
        focused = (side for side, value in self.values.items() if value.hasFocus())
        return next(focused, next(iter((*self._on(), *self.values)), Side.KEEP))

    @property
    def focused(self) -> bool:
        """Whether the focus is in it."""
        return any(value.hasFocus() for value in self.values.values())

    def take_focus(self, side: Side | None = None) -> None:
        """Put the focus at a value: of a list at that of a side, else at the one that stays."""
        wanted = side if side in self.values and self._list else self.at
        self.values[wanted].setFocus(Qt.FocusReason.TabFocusReason)

    def show_side(self, side: Side | None) -> None:
        """Show whose value stays; None where that is not chosen yet."""
        for one, value in self.values.items():
            if side is not None:
                value.setChecked(side in {one, Side.BOTH})
        self._rove()

    def _on(self) -> list[Side]:
        return [side for side, value in self.values.items() if value.isChecked()]

    def _clicked(self, side: Side) -> None:
        """Take over what a click has set; of two lists one stays at least."""
        if self._list and not self._on() and len(self.values) > 1:
            self.values[_other(side)].setChecked(True)
        on = self._on()
        self._rove()
        if self._list and len(on) == len(self.values):
            self.chosen.emit(Side.BOTH)
        else:
            self.chosen.emit(on[0] if on else _other(side))

    def _turn(self, side: Side) -> None:
        """Let the other value stay; of a list put this one in or leave it out."""
        on = self._on()
        if self._list or not on:
            self.values[side].click()
        else:
            self._choose(_other(on[0]))

    def _cross(self, by: int) -> None:
        """Go to the value at that side; it stays then, if only one does."""
        side = Side.OTHER if by > 0 else Side.KEEP
        if self._list and side in self.values:
            self.values[side].setFocus(Qt.FocusReason.TabFocusReason)
        elif not self._list and not self.values[side].isChecked():
            self._choose(side)

    def _choose(self, side: Side) -> None:
        self.values[side].setFocus(Qt.FocusReason.TabFocusReason)
        self.values[side].click()

    def _rove(self) -> None:
        """Leave one of the two to Tab."""
        on, policy = self.at, Qt.FocusPolicy
        for side, value in self.values.items():
            value.setFocusPolicy(policy.StrongFocus if side is on else policy.ClickFocus)


def remark(desk: Desk, one: Compared) -> str:
    """Return what is to be known of a row besides the two values."""
    says = desk.words.translator.value
    keep, other, result = says(one.keep), says(one.other), says(one.result)
    if keep == other:
        return desk.say(N_("the same in both"))
    if one.side is Side.BOTH:
        return desk.say(N_("both stay")) if keep and other else ""
    if one.field is MergeField.PHONES and keep and other:
        return desk.say(N_("all stay, the chosen one first"))
    chosen = other if one.side is Side.OTHER else keep
    if result == chosen:
        return ""
    return desk.say(N_("then: {value}"), value=unturned(result) or _NOTHING)


def _locked(desk: Desk, about: str, width: int) -> QWidget:
    """Return a row of which nobody chooses anything."""
    part = QWidget()
    row = _row(part, about)
    for words in (N_("not refused"), N_("refused")):
        row.addWidget(_still("lock-keyhole", desk.say(words)), 1)
    remarked = WrapLabel(desk.say(N_("the stricter one counts, always")), "caption")
    remarked.setFixedWidth(width)
    _add_remark(row, remarked)
    return part


def _still(icon: str, text: str) -> QWidget:
    """Return a value of which nobody chooses anything."""
    cell = QWidget()
    cell.setMinimumHeight(LEAST)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    cell.setSizePolicy(policy)
    line = QHBoxLayout(cell)
    line.setContentsMargins(EDGE, 8, EDGE, 8)
    line.setSpacing(8)
    line.addWidget(IconLabel(icon, 16))
    line.addWidget(FewLines(unturned(text), most=MOST_LINES), 1, _MIDDLE)
    return cell


def _row(part: QWidget, title: str) -> QHBoxLayout:
    """Give a row its title and return where the rest goes."""
    part.setMinimumHeight(LEAST)
    row = QHBoxLayout(part)
    row.setContentsMargins(EDGE, 0, EDGE, 0)
    row.setSpacing(0)
    first = WrapLabel(title, "muted")
    first.setFixedWidth(TITLE - 2 * EDGE)
    row.addWidget(first, 0, _MIDDLE)
    row.addSpacing(EDGE)
    return row


def _add_remark(row: QHBoxLayout, words: WrapLabel) -> None:
    row.addSpacing(EDGE)
    row.addWidget(words, 0, _MIDDLE)


def _other(side: Side) -> Side:
    return Side.KEEP if side is Side.OTHER else Side.OTHER
