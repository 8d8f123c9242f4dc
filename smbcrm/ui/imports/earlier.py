"""The imports so far, unfinished ones first, each with what can be done about it."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.imports.types import UNFINISHED, ImportRun, RunState
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.words import state_of, what_it_brought
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Heading
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label
from smbcrm.ui.widgets.scrolling import scrolling

_MOST = 50


class EarlierImports(Card):
    """A card with the newest imports."""

    go_on = Signal(object)
    undo = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=0, spacing=0)
        self._desk = desk
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.body.addWidget(Heading("", desk.say(N_("Imports so far"))))
        self.body.addWidget(scrolling(inside), 1)
        foot = N_(
            "An import can be undone for 30 days. Who bought something since then stays, and you"
            " are told."
        )
        words = label(desk.say(foot), "caption", wrap=True)
        words.setContentsMargins(14, 10, 14, 12)
        self.body.addWidget(hairline())
        self.body.addWidget(words)

    def show_runs(self, runs: Sequence[ImportRun]) -> None:
        """Show these instead."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = None if item is None else item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        now = self._desk.services.clock.now()
        ordered = sorted(runs, key=lambda run: run.state not in UNFINISHED)
        for run in ordered[:_MOST]:
            self._rows.addWidget(self._row(run, now))
        if not runs:
            nothing = label(self._desk.say(N_("No list was brought in yet.")), "caption", wrap=True)
            nothing.setContentsMargins(14, 12, 14, 12)
            self._rows.addWidget(nothing)

    def _row(self, run: ImportRun, now: dt.datetime) -> QWidget:
        desk, row = self._desk, QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ElideLabel(run.file_name, "strong"), 1)
        state = state_of(desk, run, now)
        head.addWidget(StateBadge(state.icon, state.text, state.tone))
        column.addLayout(head)
        column.addWidget(self._told(run))
        buttons = self._buttons(run, now)
        if buttons:
            ways = QHBoxLayout()
            ways.setSpacing(8)
            for button in buttons:
                ways.addWidget(button)
            ways.addStretch(1)
            column.addLayout(ways)
        column.addWidget(hairline())
        return row

    def _told(self, run: ImportRun) -> QLabel:
        return ElideLabel(what_it_brought(self._desk, run), "caption")

    def _buttons(self, run: ImportRun, now: dt.datetime) -> list[Button]:
        say, made = self._desk.say, []
        if run.state in {RunState.RUNNING, RunState.STOPPED}:
            left = run.report.rows_in_all - run.rows_done
            words = say(N_("Go on with {count}"), count=self._desk.words.number(left))
            go_on = Button(words, kind="soft", small=True)
            go_on.clicked.connect(lambda: self.go_on.emit(run))
            made.append(go_on)
        if run.state is RunState.UNDOING or (
            run.state is not RunState.UNDONE and now <= run.undo_until
        ):
            going = run.state is RunState.UNDOING
            undo = Button(say(N_("Go on undoing") if going else N_("Undo")), small=True)
            undo.setAccessibleName(say(N_("Undo {name}"), name=run.file_name))
            undo.clicked.connect(lambda: self.undo.emit(run))
            made.append(undo)
        for button in made:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made
