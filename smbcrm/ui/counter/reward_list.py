"""The rewards of the catalogue: up and down choose one, past those that cannot be had."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.benefits.types import RewardChoice
from smbcrm.membership.rewards.types import OutOfStock, RewardTooDear
from smbcrm.ui.counter.money_words import refusal, refusal_line
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import ChoiceGroup, ChoiceTile
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.painting import line_height, paint_icon, paint_line, text_size

_HEIGHT = 40
_ICON, _EDGE, _GAP = 18, 12, 10
_LEAST = 200
_FEW = 2
"""So few in stock are told apart: they may not be there for everybody who asks today."""
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RewardList(QWidget):
    """One row for each; `changed` when a person chose another one."""

    changed = Signal()

    def __init__(self, desk: Desk, after: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._after = after
        self._choices: Sequence[RewardChoice] = ()
        self._wanted = ""
        self.group: ChoiceGroup | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(desk.say(N_("Rewards")))

    @property
    def chosen(self) -> RewardChoice | None:
        """The reward that is chosen."""
        value = None if self.group is None else self.group.value()
        return next((one for one in self._choices if one.reward.code == value), None)

    @property
    def row(self) -> QWidget | None:
        """The row of the reward that is chosen."""
        rows = () if self.group is None else self.group.buttons()
        return next((row for row in rows if row.isChecked()), None)

    @property
    def wanted(self) -> str:
        """The code of the reward that is chosen, or will be once it is known; "" for none."""
        return self._wanted if self.chosen is None else self.chosen.reward.code

    @property
    def none_left(self) -> bool:
        """Whether nothing can be chosen."""
        return all(one.why is not None for one in self._choices)

    def want(self, code: str) -> None:
        """Choose one by its code, at once or as soon as it is known; tell nobody."""
        self._wanted = code
        if self.group is not None:
            free = [one.reward.code for one in self._choices if one.why is None]
            self.group.choose(code if code in free else None)

    def show_choices(self, choices: Sequence[RewardChoice]) -> None:
        """Show these; the one that was chosen stays so while it can be had."""
        before, had_focus = self.wanted, self._has_focus()
        self._choices = choices
        if self.group is not None:
            self._column.removeWidget(self.group)
            self.group.hide()
            self.group.deleteLater()
            self.group = None
        if not choices:
            return
        rows = [(one.reward.code, RewardRow(self._desk, one)) for one in choices]
        self.group = ChoiceGroup(rows, 1)
        self.group.changed.connect(lambda _code: self.changed.emit())
        self._column.addWidget(self.group)
        last = self._after
        for _, row in rows:
            QWidget.setTabOrder(last, row)
            last = row
        self.want(before)
        if had_focus:
            self.take_focus()

    def take_focus(self) -> bool:
        """Put the focus on the row that is chosen, else on the first; tell whether there is one."""
        place = self.place
        if place is not None:
            place.setFocus()
        return place is not None

    @property
    def place(self) -> QWidget | None:
        """The row that is chosen, else the first that can be; None where none can."""
        rows = () if self.group is None else self.group.buttons()
        free = [row for row in rows if row.isEnabled()]
        return next((row for row in free if row.isChecked()), free[0] if free else None)

    def choose_number(self, number: int) -> None:
        """Choose the row with that place in the list, if it can be."""
        rows = () if self.group is None else self.group.buttons()
        if 1 <= number <= len(rows) and rows[number - 1].isEnabled():
            rows[number - 1].setFocus()
            rows[number - 1].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down choose the next one that can be had."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None or self.group is None:
            super().keyPressEvent(event)
            return
        self.group.step(way)
        self.take_focus()

    def _has_focus(self) -> bool:
        return self.group is not None and any(row.hasFocus() for row in self.group.buttons())


class RewardRow(ChoiceTile):
    """A reward: its name, how many there are or why it cannot be had, its price in points."""

    def __init__(self, desk: Desk, choice: RewardChoice) -> None:
        reward, why = choice.reward, choice.why
        self._price = desk.say(N_("{points} pts"), points=desk.words.number(reward.points))
        stock = "" if reward.stock is None else desk.words.number(reward.stock)
        self._few = reward.stock is not None and reward.stock <= _FEW and why is None
        left = N_("last {count}") if self._few else N_("{count} in stock")
        note = desk.say(left, count=stock) if stock else ""
        self._whole = note if why is None else refusal_line(desk, why)
        shown = note if why is None else _short(desk, choice, why)
        super().__init__(reward.name, shown, "gift" if why is None else "ban")
        self.setEnabled(why is None)
        dress(self, low=True, dashed=why is not None)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return one line; names may be long."""
        return QSize(_LEAST, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave up and down to the list."""
        if Qt.Key(event.key()) in _WAYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw icon, name, note and price in one line."""
        del event
        painter = self._paint_ground()
        strong, small = look.font("bodyStrong"), look.font("caption")
        room = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        token = "primaryText" if self.isChecked() else "ink2"
        icon = "circle-check" if self.isChecked() else self._icon
        place = QRect(room.left(), 0, _ICON, self.height())
        paint_icon(painter, place, icon, _ICON, token)
        room.setLeft(place.right() + 1 + _GAP)
        price = text_size(strong, self._price).width()
        paint_line(
            painter,
            self._line(room.right() + 1 - price, price, line_height(strong)),
            self._price,
            strong,
            self._ink("ink"),
        )
        room.setRight(room.right() - price - _GAP)
        note = min(text_size(small, self._sub).width(), room.width() // 2)
        name = min(text_size(strong, self._title).width() + 1, room.width() - note - _GAP)
        ink = "ink" if self.isEnabled() else "ink2"
        line = self._line(room.left(), name, line_height(strong))
        paint_line(painter, line, self._title, strong, ink)
        line = self._line(room.left() + name + _GAP, note + 1, line_height(small))
        few = self._few and not self.isChecked()
        paint_line(painter, line, self._sub, small, "warnText" if few else "ink2")

    def _line(self, left: int, width: int, height: int) -> QRect:
        return QRect(left, (self.height() - height) // 2, width, height)

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(filter(None, (self._price, self._whole))))
        self.setToolTip(plain_tip("\n".join(filter(None, (self._title, self._whole)))))


def _short(desk: Desk, choice: RewardChoice, why: UserError) -> str:
    """Return in a few words why a reward cannot be had."""
    if isinstance(why, OutOfStock):
        return desk.say(N_("out of stock"))
    if isinstance(why, RewardTooDear):
        return desk.count(NN_("{count} point short", "{count} points short"), choice.short)
    return refusal(desk, why)[0]
