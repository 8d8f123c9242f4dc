"""The right of the page: what the owner should read, and what is said when the day is closed."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smbcrm.core.amounts import AmountRefused, parse_amount
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.types import LONGEST_WORD, Day, Listed
from smbcrm.ui.day_close.words import DOT, ICONS, far_off, sub_of, title_of, to_read, why_of
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.own_words import announce
from smbcrm.ui.widgets.scrolling import scrolling

_LIST = 56
"""So high at least is what is in sight of the list."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is typed: the float of the morning, what stays in the drawer, and the word."""

    opening_float: str = ""
    kept: str = ""
    word: str = ""


class OwnerCard(Card):
    """The list, the word for a difference, and both floats. `edited` is told with each key."""

    edited = Signal()
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        say = desk.say
        self._count = label("", "tag")
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(8)
        self._rows: list[_Row] = []
        self._nothing = label(say(N_("Nothing here needs to be read.")), "muted", wrap=True)
        self._list.addWidget(self._nothing)
        self._list.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._list)
        self._area = scrolling(inside)
        self._area.setMinimumHeight(_LIST)
        self.tills = Note("info")
        self.tills.hide()
        self.recounts = Note("warn")
        self.recounts.hide()
        self._why = label("", "label", wrap=True)
        self.word = TextField("")
        self.word.edit.setMaxLength(LONGEST_WORD)
        self.opening = TextField(say(N_("Float in the morning")))
        self.kept = TextField(say(N_("Stays in the drawer")))
        self._out = label("", "muted", wrap=True)
        self._foot = label("", "caption", wrap=True)
        self._build()

    def _build(self) -> None:
        head, floats = QHBoxLayout(), QHBoxLayout()
        head.addWidget(label(self._desk.say(N_("For the owner")), "section"), 1)
        head.addWidget(self._count)
        floats.setSpacing(8)
        for one in (self.opening, self.kept):
            floats.addWidget(one, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(head)
        self.body.addWidget(self._area, 1)
        for part in (self.recounts, self.tills, self._why, self.word):
            self.body.addWidget(part)
        self.body.addLayout(floats)
        self.body.addWidget(self._out)
        self.body.addWidget(self._foot)
        for one in (self.word, self.opening, self.kept):
            one.edited.connect(self.edited)
            one.edit.returnPressed.connect(self.finished)

    def show_day(self, day: Day) -> None:
        """Show a day; what somebody is typing stays."""
        desk, counting = self._desk, day.counting
        say, money = desk.say, desk.words.sum
        self._show_list(day)
        tills = [
            desk.count(
                NN_(
                    "{till} is still open: {count} operation.",
                    "{till} is still open: {count} operations.",
                ),
                one.operations,
                till=one.name,
            )
            for one in day.open_tills
        ]
        self.tills.show_text("", " ".join(tills))
        self.tills.setVisible(bool(tills))
        self.recounts.show_text("", self._recounted(day))
        self.recounts.setVisible(rules.counted_again(day.counts))
        self._show_why(day)
        for place, usual in (
            (self.opening, counting.morning),
            (self.kept, rules.stays(counting)),
        ):
            place.edit.setPlaceholderText("" if day.hidden else money(usual))
        out = "" if counting.counted is None else money(counting.counted - rules.stays(counting))
        self._out.setText(say(N_("Take out {amount}"), amount=out) if out else "")
        self._out.setVisible(bool(out))
        if day.closing is not None:
            plain = desk.shop.currency.plain
            self.put(Said(plain(counting.morning), plain(day.closing.kept), day.word))
        for one in (self.word, self.opening, self.kept):
            one.edit.setReadOnly(day.closing is not None)

    def read(self) -> tuple[int | None, int | None] | None:
        """Return the float of the morning and what stays; None where one cannot be read."""
        read: list[int | None] = []
        for place in (self.opening, self.kept):
            try:
                text = place.text()
                read.append(parse_amount(text, self._desk.shop.currency) if text else None)
            except AmountRefused as error:
                place.show_error(*two_parts(self._desk.tell(error)))
                return None
        return read[0], read[1]

    def first_wrong(self) -> TextField | None:
        """Return the first field that cannot be read."""
        return next((one for one in (self.opening, self.kept) if one.has_error()), None)

    def ask_word(self) -> None:
        """Say that a word is needed."""
        what = self._desk.say(N_("A word is needed: say why."))
        self.word.show_error(what)
        self.word.setFocus()
        announce(self, what)

    def said(self) -> Said:
        """Return what is typed."""
        return Said(self.opening.text(), self.kept.text(), self.word.text())

    def put(self, said: Said) -> None:
        """Put this into the fields instead."""
        self.opening.set_text(said.opening_float)
        self.kept.set_text(said.kept)
        self.word.set_text(said.word)

    def listed(self) -> list[str]:
        """Return what the rows of the list say first."""
        return [one.accessibleName() for one in self._rows]

    def _show_why(self, day: Day) -> None:
        desk, counting = self._desk, day.counting
        say = desk.say
        off = bool(counting.difference) or day.closing is not None
        limit = desk.words.sum(counting.limit)
        words = say(N_("Why it differs"))
        if counting.difference and day.closing is None:
            what = far_off(desk, counting)
            words = say(N_("Why {difference}? Needed above {limit}"), difference=what, limit=limit)
        self._why.setText(words)
        self.word.edit.setAccessibleName(words)
        self._why.setVisible(off and (day.closing is None or bool(day.word)))
        self.word.setVisible(self._why.isVisibleTo(self))
        promise = N_("After closing, a change of this day needs the owner and stays visible.")
        self._foot.setText(say(promise))

    def _recounted(self, day: Day) -> str:
        """Return what was counted before and after what should be there was told."""
        words = self._desk.words
        told = (
            DOT.join((words.sum(one.counted), words.time(one.recorded_at), one.staff))
            for one in day.counts
        )
        counts = self._desk.say(N_(", ")).join(told)
        return self._desk.say(N_("Counted again: {counts}"), counts=counts)

    def _show_list(self, day: Day) -> None:
        desk = self._desk
        for old in self._rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [_Row(desk, one) for one in day.listed]
        for at, row in enumerate(self._rows):
            self._list.insertWidget(at, row)
        to_look_at = len(day.listed) + rules.counted_again(day.counts)
        self._nothing.setVisible(not to_look_at)
        self._count.setText(to_read(desk, to_look_at))
        dress(self._count, tone="warn" if to_look_at else "ok")


class _Row(QFrame):
    """One operation to read."""

    def __init__(self, desk: Desk, listed: Listed) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(IconLabel(ICONS[listed.why[-1]], 18), 0, top)
        column = QVBoxLayout()
        column.setSpacing(1)
        title, sub, why = title_of(desk, listed), sub_of(desk, listed), why_of(desk, listed)
        column.addWidget(label(title, "strong", wrap=True))
        column.addWidget(label(sub, "caption", wrap=True))
        if why:
            tag: QLabel = label(why, "tag", wrap=True)
            column.addWidget(tag, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(part for part in (sub, why) if part))
