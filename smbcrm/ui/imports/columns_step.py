"""The second step: each column of the list beside what it fills, as guessed or as chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.kinds import BOOKS, ListKind
from smbcrm.membership.imports.layout import Column
from smbcrm.membership.imports.remarks import comes_back
from smbcrm.membership.imports.types import ValueUse
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.page_combo import PageCombo
from smbcrm.ui.imports.place_card import PlaceCard
from smbcrm.ui.imports.words import (
    ICONS,
    LEFT_OUT_ICON,
    PLAIN_ICON,
    field_label,
    say_error,
)
from smbcrm.ui.imports.words_card import WordsCard
from smbcrm.ui.theme import icons
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, hairline, label
from smbcrm.ui.widgets.scrolling import scrolling

_COMBO_WIDTH, _NARROW_COMBO, _ROW_HEIGHT = 220, 160, 36


class FieldCombo(PageCombo):
    """Chooses what a column fills."""

    chosen = Signal(object)

    def __init__(self, model: QStandardItemModel, fields: Sequence[Field | None]) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self.setModel(model)
        self.activated.connect(lambda at: self.chosen.emit(self._fields[at]))

    def choose(self, field: Field | None) -> None:
        """Show a field and tell nobody."""
        self.setCurrentIndex(self._fields.index(None if field is Field.IGNORE else field))


@dataclass(frozen=True, slots=True)
class _Row:
    combo: FieldCombo
    badge: StateBadge


_NEEDED = {
    ListKind.CUSTOMERS: N_("Say which column holds the name, the phone or the card."),
    ListKind.SALES: N_(
        "Say which columns hold the date, the customer, and the amount or the total."
    ),
}


class ColumnsStep(QWidget):
    """The table of columns, and beside it what has to be known before the check."""

    assigned = Signal(int, object)
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[_Row] = []
        self._columns: Sequence[Column] = ()
        self._combo_width = _COMBO_WIDTH
        self._offer(ListKind.CUSTOMERS)
        self.error = Note("danger")
        self.error.hide()
        self._table = Card(padding=0, spacing=0)
        self._inside: QWidget | None = None
        self._foot = ElideLabel("", "caption")
        self._foot.setContentsMargins(14, 8, 14, 8)
        self._side = self._build_side()
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.error)
        left.addWidget(self._table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self._side)

    def show_course(self, course: ImportCourse) -> None:
        """Show the columns of the list."""
        if course.glance is None:
            return
        columns = course.glance.layout.columns
        if course.kind is not self._kind:
            self._offer(course.kind)
        if columns is not self._columns or len(self._rows) != len(columns):
            self._rebuild(columns)
        for at, (row, chosen) in enumerate(zip(self._rows, course.choice.fields, strict=True)):
            row.combo.choose(chosen)
            words = [use for use in course.choice.uses if use.field is chosen]
            self._show_state(row.badge, chosen, course.choice.guessed[at], words)
        self.place.show_course(course)
        self.words.show_course(course)
        fresh = not comes_back(course.glance.remarks)
        self._here.setVisible(fresh and course.kind is ListKind.CUSTOMERS)
        self._show_sentences(course)
        say_error(self._desk, self.error, course.error)

    def focus_first(self) -> None:
        """Put the focus on the first chooser."""
        if self._rows:
            self._rows[0].combo.setFocus()

    def set_side(self, width: int) -> None:
        """Give the right column a width, and the choosers what is left for them."""
        self._side.setFixedWidth(width)
        self._combo_width = _COMBO_WIDTH if width > 300 else _NARROW_COMBO  # noqa: PLR2004 - px
        for row in self._rows:
            row.combo.setFixedWidth(self._combo_width)

    # --------------------------------------------------------------------------- in the house

    def _offer(self, kind: ListKind) -> None:
        """Let the columns become what such a list holds."""
        self._kind = kind
        self._fields: tuple[Field | None, ...] = (None, *BOOKS[kind].words)
        self._model = self._offered()

    def _offered(self) -> QStandardItemModel:
        """Return what can be chosen, shared by all the choosers."""
        model = QStandardItemModel(self)
        for field in self._fields:
            icon = LEFT_OUT_ICON if field is None else ICONS.get(field, PLAIN_ICON)
            model.appendRow(QStandardItem(icons.icon(icon), field_label(self._desk, field)))
        return model

    def _build_side(self) -> QWidget:
        say = self._desk.say
        self._before = Card(padding=14, spacing=8)
        self._before.body.addWidget(label(say(N_("Before you go on")), "section"))
        self._look = label("", "caption", wrap=True)
        self._before.body.addWidget(self._look)
        self._here = here = Card(padding=14, spacing=8)
        here.body.addWidget(label(say(N_("If someone is already here")), "section"))
        told = N_(
            "What the list says is taken over; an empty cell changes nothing. Notes, tags and"
            " phones are added to those that are known."
        )
        here.body.addWidget(label(say(told), "caption", wrap=True))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.place, self.words = PlaceCard(self._desk), WordsCard(self._desk)
        self.words.entered.connect(self.entered)
        for card in (self.place, self._before, self.words, here):
            column.addWidget(card)
        column.addStretch(1)
        return scrolling(side)

    def _rebuild(self, columns: Sequence[Column]) -> None:
        old, self._inside = self._inside, QWidget()
        while self._table.body.count():
            self._table.body.takeAt(0)
        if old is not None:
            old.hide()
            old.deleteLater()
        self._columns = columns
        self._rows = []
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(14, 0, 14, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 5)
        for at, words in ((0, N_("Column in your file")), (1, N_("Sample values"))):
            grid.addWidget(self._head(words), 0, at)
        grid.addWidget(self._head(N_("Goes to")), 0, 3)
        for number, column in enumerate(columns):
            self._add_row(grid, 2 * number + 1, column)
        grid.setRowStretch(2 * len(columns) + 1, 1)
        body = QVBoxLayout(self._inside)
        body.setContentsMargins(1, 1, 1, 1)
        body.setSpacing(0)
        body.addWidget(scrolling(holder), 1)
        body.addWidget(hairline())
        body.addWidget(self._foot)
        self._table.body.addWidget(self._inside, 1)

    def _head(self, words: str) -> QWidget:
        head = label(self._desk.say(words), "label")
        head.setFixedHeight(_ROW_HEIGHT - 4)
        return head

    def _add_row(self, grid: QGridLayout, at: int, column: Column) -> None:
        heading = column.heading or self._desk.say(N_("Column {letter}"), letter=column.letter)
        grid.addWidget(hairline(), at, 0, 1, 5)
        name = ElideLabel(" ".join(heading.split()), "strong")
        name.setMinimumHeight(_ROW_HEIGHT)
        grid.addWidget(name, at + 1, 0)
        samples = " · ".join(" ".join(one.split()) for one in column.samples)
        grid.addWidget(ElideLabel(samples), at + 1, 1)
        grid.addWidget(IconLabel("arrow-right", 16), at + 1, 2)
        combo = FieldCombo(self._model, self._fields)
        dress(combo, small=True)
        combo.setFixedWidth(self._combo_width)
        combo.setAccessibleName(self._desk.say(N_("{column} goes to"), column=heading))
        combo.chosen.connect(lambda chosen: self.assigned.emit(column.index, chosen))
        combo.entered.connect(self.entered)
        grid.addWidget(combo, at + 1, 3)
        badge = StateBadge("check", "", "ok")
        grid.addWidget(badge, at + 1, 4)
        self._rows.append(_Row(combo, badge))

    def _show_state(
        self,
        badge: StateBadge,
        chosen: Field | None,
        guess: Field | None,
        words: Sequence[ValueUse],
    ) -> None:
        say, number = self._desk.say, self._desk.words.number
        unknown = sum(use.became is None for use in words)
        if chosen is None:
            badge.show_state("", say(N_("left out")), "neutral")
        elif unknown:
            told = say(N_("{count} unknown"), count=number(unknown))
            badge.show_state("triangle-alert", told, "warn")
        elif words:
            told = say(N_("{count} matched"), count=number(len(words)))
            badge.show_state("split", told, "info")
        elif chosen is guess:
            badge.show_state("check", say(N_("matched")), "ok")
        else:
            badge.show_state("pencil-line", say(N_("chosen")), "info")

    def _show_sentences(self, course: ImportCourse) -> None:
        say, number = self._desk.say, self._desk.words.number
        known = sum(field is not None for field in course.choice.fields)
        self._foot.setText(
            say(
                N_("{known} of {all} columns go somewhere."),
                known=number(known),
                all=number(len(course.choice.fields)),
            )
        )
        looks = []
        if course.glance and not any(one.heading for one in course.glance.layout.columns):
            looks.append(say(N_("No row names the columns. Say at the left what they are.")))
        if not course.choice.is_enough:
            looks.append(self._lacking(course))
        if course.kind is ListKind.SALES:
            looks.append(say(N_("Bring in the customers first: a sale makes nobody new.")))
        fresh = not comes_back(course.glance.remarks) if course.glance else True
        if fresh and Field.PRINCIPAL in course.choice.fields:
            looks.append(say(N_("A balance becomes the paid part of stored value.")))
        if fresh and {Field.BIRTHDAY, Field.LUNAR_BIRTHDAY} & set(course.choice.fields):
            looks.append(say(N_("Birthdays stay solar or lunar, as they are written.")))
        self._look.setText("\n".join(looks))
        self._before.setVisible(bool(looks))

    def _lacking(self, course: ImportCourse) -> str:
        """Return which columns are still to be said."""
        say = self._desk.say
        if course.kind in _NEEDED:
            return say(_NEEDED[course.kind])
        fields = [one for one in self._fields if one in course.choice.lacking]
        known = [field_label(self._desk, one) for one in fields]
        return say(N_("Say which column holds one of: {fields}."), fields=known)
