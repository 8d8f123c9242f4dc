"""The words of a list in columns that take only a few, and what each is taken for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.imports.types import ValueUse
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.page_combo import PageCombo
from smbcrm.ui.imports.words import field_label, meaning_label, rows_words
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import ElideLabel, label
from smbcrm.ui.widgets.own_words import plain_tip


class WordCombo(PageCombo):
    """Chooses what a word becomes; a word that is not known shows that."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, use: ValueUse, choices: Sequence[str]) -> None:
        super().__init__()
        self._values = ("", *choices)
        self.addItem(desk.say(N_("Leave empty")))
        for name in choices:
            self.addItem(meaning_label(desk, use.field, name))
        self.setPlaceholderText(desk.say(N_("Not known: stays empty")))
        dress(self, small=True)
        self.activated.connect(lambda at: self.chosen.emit(self._values[at]))

    def choose(self, value: str | None) -> None:
        """Show a value and tell nobody."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)


@dataclass(frozen=True, slots=True)
class _Row:
    combo: WordCombo
    guess: Button


class WordsCard(Card):
    """Lists the words; those that are not known come first, with what they may mean."""

    said = Signal(object, str)
    """A `ValueUse`, and what it shall become: "" for nothing."""
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        self._uses: list[ValueUse] = []
        self._rows: list[_Row] = []
        self._inside = QWidget()
        self.body.addWidget(label(desk.say(N_("Words in the list")), "section"))
        self.body.addWidget(self._inside)

    def show_course(self, course: ImportCourse) -> None:
        """Show the words of the columns as they are."""
        shown = {(use.field, use.word) for use in self._uses}
        if shown != {(use.field, use.word) for use in course.choice.uses}:
            self._rebuild(course)
        self.setVisible(bool(self._rows))
        now = {(use.field, use.word): use for use in course.choice.uses}
        for row, before in zip(self._rows, self._uses, strict=True):
            use = now[before.field, before.word]
            row.combo.choose(use.became)
            row.guess.setVisible(use.became is None and use.guess is not None)

    def _rebuild(self, course: ImportCourse) -> None:
        old, self._inside = self._inside, QWidget()
        self.body.removeWidget(old)
        old.hide()
        old.deleteLater()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._rows = []
        self._uses = sorted(course.choice.uses, key=lambda use: use.became is not None)
        known = {} if course.glance is None else course.glance.known
        for use in self._uses:
            self._add(column, use, known[use.field].offered(use.word))
        self.body.addWidget(self._inside)

    def _add(self, column: QVBoxLayout, use: ValueUse, choices: Sequence[str]) -> None:
        desk, number = self._desk, self._desk.words.number
        head = QHBoxLayout()
        head.setSpacing(6)
        told = desk.say(N_("{field} “{word}”"), field=field_label(desk, use.field), word=use.word)
        word = ElideLabel(told, "strong")
        where = desk.say(N_(", ")).join(map(number, use.samples))
        count = label(rows_words(desk, use.rows), "caption")
        count.setToolTip(plain_tip(desk.say(N_("First in rows {rows}"), rows=where)))
        head.addWidget(word, 1)
        head.addWidget(count)
        combo = WordCombo(desk, use, choices)
        combo.setAccessibleName(desk.say(N_("{word} becomes"), word=told))
        combo.chosen.connect(lambda value: self.said.emit(use, value))
        combo.entered.connect(self.entered)
        guess = meaning_label(desk, use.field, use.guess or "")
        take = Button(
            desk.say(N_("Perhaps {guess}: take it"), guess=guess), kind="soft", small=True
        )
        take.clicked.connect(lambda: self._take(use, combo))
        column.addLayout(head)
        column.addWidget(combo)
        column.addWidget(take)
        self._rows.append(_Row(combo, take))

    def _take(self, use: ValueUse, combo: WordCombo) -> None:
        """Take what was guessed; the focus goes to where it can be changed."""
        combo.setFocus()
        self.said.emit(use, use.guess or "")
