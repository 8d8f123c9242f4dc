"""What if a tier had another rule: the last twelve months replayed, before it is switched on."""

import threading
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.machine import LIST_FOLDER
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.tiers.types import Tier, TierChanges
from smbcrm.membership.what_if.types import Outcome, Trial
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane
from smbcrm.ui.save_question import Kind, Place, Saved, SaveQuestion
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.saver import Save, Saver, Work
from smbcrm.ui.settings.what_if_rule import TriedRule
from smbcrm.ui.settings.what_if_shown import CostCard, MoversCard, WhereCard
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.progress import ProgressLine

_RIGHT_WIDTH = 386
_ONE_COLUMN_BELOW = 820
_SAVED = Saved(
    N_("Save the report"),
    (Kind(N_("Excel workbook"), ".xlsx"), Kind("PDF", ".pdf"), Kind("CSV", ".csv")),
    LIST_FOLDER,
)


class _StoppedError(Exception):
    """Somebody stopped the replay; it writes nothing in any case."""


class WhatIfPart(Part):
    """A rule is typed, replayed, looked at, and only then switched on, from tomorrow night."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        say = desk.say
        self._outcome: Outcome | None = None
        self._tried = TierChanges()
        self._stop = threading.Event()
        self._running = False
        self._wanted = ""
        self.back = Button(say(N_("Tiers")), icon="arrow-left", kind="quiet", small=True)
        self.back.setObjectName("what_if_back")
        self.back.clicked.connect(lambda: desk.room.go("settings/tiers"))
        self._title = label(say(N_("What if a tier had another rule?")), "section")
        self._days = label(
            say(N_("the last 12 months are replayed, nothing is changed")), "caption"
        )
        self.rule = TriedRule(desk)
        self.rule.edited.connect(self._stale)
        self.rule.entered.connect(self.replay)
        self.again = Button(say(N_("Replay")), icon="refresh-cw", key="Enter")
        self.again.setObjectName("what_if_replay")
        self.again.clicked.connect(self.replay)
        self.progress = ProgressLine(say(N_("Replaying")))
        self.progress.stopped.connect(self._stop.set)
        self.note = Note("info")
        self.note.hide()
        self.movers, self.where, self.cost = MoversCard(desk), WhereCard(desk), CostCard(desk)
        self.excel = Button(say(N_("Excel")), icon="file-spreadsheet")
        self.excel.setObjectName("what_if_excel")
        self.excel.clicked.connect(self._ask_where)
        self.question = SaveQuestion(desk, self, _SAVED)
        self.use = Button(say(N_("Use this rule")), icon="check", kind="primary")
        self.use.setObjectName("what_if_use")
        self.use.clicked.connect(self._use)
        self._lay_out()
        self._stale()

    def arrive(self) -> None:
        """Ask for the tiers."""
        self.desk.ask(self, self.desk.services.tiers.all, self._show_tiers)

    def go_to(self, place: str) -> str:
        """Try the rule of a tier, named by its code."""
        self._wanted = place
        if self.rule.chosen is not None:
            self._choose_wanted()
        return "what_if_spend"

    def happened(self, event: object) -> None:
        """Ask again after a change of the rules: what was replayed counts no more."""
        if isinstance(event, SetUpChanged) and event.what in {
            SetUp.TIERS,
            SetUp.SHOP,
            SetUp.OFFERS,
        }:
            self._stale()
            self.arrive()

    def narrow(self, width: int, height: int) -> None:
        """Put the figures below the people where there is little room."""
        del height
        self._arrange(beside=width >= _ONE_COLUMN_BELOW)

    def replay(self) -> None:
        """Replay the last twelve months under the rule that is typed."""
        tier, changes = self.rule.chosen, self.rule.changes()
        if tier is None or changes is None or self._running:
            return
        if not changes.given():
            self._say("info", self.desk.say(N_("Nothing is different yet. Change a figure first.")))
            return
        desk = self.desk
        self._running, self._tried = True, changes
        self._stop.clear()
        self.again.setEnabled(False)
        self.note.hide()
        self.progress.begin()
        tell = desk.jobs.teller(self, self.progress.show_progress)

        def told(done: int, total: int) -> None:
            if self._stop.is_set() or desk.jobs.closing:
                raise _StoppedError
            tell(done, total)

        work = partial(desk.services.what_if.replay, Trial({tier.code: changes}), told)
        desk.ask(self, work, self._show, self._failed, lane=Lane.LONG)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._days)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.rule, 1)
        fields.addWidget(self.again)
        top = Card(spacing=10)
        top.body.addLayout(head)
        top.body.addLayout(fields)
        top.body.addWidget(self.progress)
        top.body.addWidget(self.note)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.excel)
        foot.addStretch(1)
        foot.addWidget(label(self.desk.say(N_("from tomorrow night")), "caption"))
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(top)
        column.addWidget(self._lay_out_found())
        column.addLayout(foot)
        column.addStretch(1)

    def _lay_out_found(self) -> QWidget:
        """Put the people and the figures beside each other; they are there once something is."""
        self._figures = QWidget()
        right = QVBoxLayout(self._figures)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(self.where)
        right.addWidget(self.cost)
        right.addStretch(1)
        self._found = QWidget()
        self._grid = QGridLayout(self._found)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._arrange(beside=True)
        self._found.hide()
        return self._found

    def _arrange(self, *, beside: bool) -> None:
        width = _RIGHT_WIDTH if beside else 16777215
        self._figures.setFixedWidth(width) if beside else self._figures.setMaximumWidth(width)
        self._grid.addWidget(self.movers, 0, 0)
        self._grid.addWidget(self._figures, *((0, 1) if beside else (1, 0)))
        self._grid.setRowStretch(2, 1)

    def _show_tiers(self, tiers: tuple[Tier, ...]) -> None:
        self.rule.show_tiers(tiers)
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.rule.choose(wanted)

    def _stale(self) -> None:
        """Say that what is shown does not belong to what is typed: it cannot be used."""
        tier = self.rule.chosen
        if tier is not None:
            title = N_("What if {tier} had another rule?")
            self._title.setText(self.desk.say(title, tier=tier.name))
        self._outcome = None
        self.use.setEnabled(False)
        self.excel.setEnabled(False)

    def _show(self, outcome: Outcome) -> None:
        desk = self.desk
        self._end()
        changes = self.rule.changes()
        if changes != self._tried:
            return  # typed on meanwhile
        self._outcome = outcome
        first, last = (desk.words.date(day) for day in (outcome.first, outcome.last))
        says = N_("replayed on {first} to {last}, nothing is changed")
        self._days.setText(desk.say(says, first=first, last=last))
        for card in (self.movers, self.where, self.cost):
            card.show_outcome(outcome)
        self._found.show()
        self.use.setEnabled(True)
        self.excel.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, UserError):
            self._say("danger", self.desk.tell(error))
        elif isinstance(error, _StoppedError):
            self._say("info", self.desk.say(N_("Stopped. Nothing was changed.")))
        else:
            self.desk.room.trouble(error, self.replay)

    def _end(self) -> None:
        self._running = False
        self.again.setEnabled(True)
        self.progress.end()

    def _say(self, tone: str, words: str) -> None:
        self.note.set_tone(tone)
        self.note.show_text("", words)
        self.note.show()

    def _use(self) -> None:
        tier, changes = self.rule.chosen, self._tried
        if tier is None or self._outcome is None:
            return
        desk = self.desk
        edit = partial(desk.services.tiers.edit, later=True)

        def back(done: Changed[Tier]) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(edit, tier.id, changes.back_to(done.before), desk.act())

        def refused(error: ShopbellError) -> None:
            self._say("danger", desk.tell(error))

        what = Text(N_("{tier} from tomorrow night"), {"tier": tier.name})
        work = partial(edit, tier.id, changes, desk.act())
        self.use.setEnabled(False)
        done = lambda _: desk.room.go("settings/tiers")  # noqa: E731 - one word to the saver
        self.saver.save(self, Save(what, work, back, done=done), refused)

    def _ask_where(self) -> None:
        place = self.question.where(self.desk.say(N_("What if")))
        if place is not None and self._outcome is not None:
            self._write(place, self._outcome)

    def _write(self, place: Place, outcome: Outcome) -> None:
        desk = self.desk

        def work() -> None:
            document = desk.services.what_if.document(outcome)
            words = desk.words.translator
            desk.services.reports.save(document, words, place.file, replace=place.replace)

        def done(_: object) -> None:
            desk.room.toast(desk.say(N_("Written to {file}"), file=place.file.name))

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                self._say("danger", desk.tell(error))
            else:
                desk.room.trouble(error, partial(self._write, place, outcome))

        desk.ask(self, work, done, failed, lane=Lane.LONG)
