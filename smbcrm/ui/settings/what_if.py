"""What if a tier or points had other rules: the last twelve months replayed before they count."""

import threading
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.shop.types import Rates
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.what_if.types import Outcome, Trial
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane
from smbcrm.ui.report_file import ReportFile
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.tried import POINTS, Tried
from smbcrm.ui.settings.what_if_points import TriedPoints
from smbcrm.ui.settings.what_if_rule import TriedRule
from smbcrm.ui.settings.what_if_shown import CostCard, MoversCard, WhereCard
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, EmptyState, Note
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.progress import ProgressLine

_RIGHT_WIDTH = 386
_ONE_COLUMN_BELOW = 820


class _StoppedError(Exception):
    """Somebody stopped the replay; it writes nothing in any case."""


class WhatIfPart(Part):
    """A rule is typed, replayed, looked at, and only then switched on."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        say = desk.say
        self._outcome: Outcome | None = None
        self._replayed = Trial()
        self._stop = threading.Event()
        self._running = False
        self._wanted = ""
        self.back = Button("", icon="arrow-left", kind="quiet", small=True)
        self.back.setObjectName("what_if_back")
        self.back.clicked.connect(lambda: desk.room.go(self._tried.home))
        self._title = label("", "section")
        self._counts = label("", "caption")
        self._days = label(
            say(N_("the last 12 months are replayed, nothing is changed")), "caption"
        )
        self.rule, self.points = TriedRule(desk), TriedPoints(desk)
        self._tried: Tried = self.rule
        for tried in (self.rule, self.points):
            tried.edited.connect(self._stale)
            tried.entered.connect(self.replay)
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
        self.excel.clicked.connect(self._save_report)
        self.file = ReportFile(desk, self, N_("Save the report"), partial(self._say, "danger"))
        self.use = Button(say(N_("Use this rule")), icon="check", kind="primary")
        self.use.setObjectName("what_if_use")
        self.use.clicked.connect(self._use)
        self._lay_out()
        self._turn_to(self.rule)

    def arrive(self) -> None:
        """Ask for the rules as they are; by now the foot has its place for Tab to go on there."""
        self.setTabOrder(self.again, self.excel)
        self.setTabOrder(self.excel, self.use)
        services = self.desk.services

        def rules() -> tuple[tuple[Tier, ...], Rates]:
            return services.tiers.all(), services.shop.shop().rates

        self.desk.ask(self, rules, self._show_rules)

    def go_to(self, place: str) -> str:
        """Try the rule of a tier, named by its code, or those of points."""
        if place == POINTS:
            self._turn_to(self.points)
            return "what_if_earn"
        self._turn_to(self.rule)
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
        trial = None if self._running else self._tried.trial()
        if trial is None:
            return
        if trial == Trial():
            self._say("info", self.desk.say(N_("Nothing is different yet. Change a figure first.")))
            return
        desk = self.desk
        self._running, self._replayed = True, trial
        self._stop.clear()
        self.again.setEnabled(False)
        self.note.hide()
        self.progress.begin()
        tell = desk.jobs.teller(self, self.progress.show_progress)

        def told(done: int, total: int) -> None:
            if self._stop.is_set() or desk.jobs.closing:
                raise _StoppedError
            tell(done, total)

        work = partial(desk.services.what_if.replay, trial, told)
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
        fields.addWidget(self.points, 1)
        fields.addWidget(self.again)
        top = Card(spacing=10)
        top.body.addLayout(head)
        top.body.addLayout(fields)
        top.body.addWidget(self.progress)
        top.body.addWidget(self.note)
        self.foot = QWidget(self)  # a page puts it below the form, where it never scrolls away
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self.excel)
        foot.addStretch(1)
        foot.addWidget(self._counts)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(top)
        column.addWidget(self._lay_out_found())
        column.addWidget(self._nothing, 1)
        column.addStretch(0)

    def _lay_out_found(self) -> QWidget:
        """Put the people and the figures beside each other; they are there once something is."""
        words = self.desk.say(N_("Change a figure and replay it."))
        why = N_("Here stands then who would move, and what it would have cost.")
        self._nothing = EmptyState("flask-conical", words, self.desk.say(why))
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

    def _turn_to(self, tried: Tried) -> None:
        """Try these rules; what was replayed of others is shown no more."""
        if tried is not self._tried:
            self._found.hide()
            self.note.hide()
        self._tried = tried
        self.rule.setVisible(tried is self.rule)
        self.points.setVisible(tried is self.points)
        self.back.setText(self.desk.say(tried.home_title))
        self._counts.setText(self.desk.say(tried.counts))
        self._stale()

    def _show_rules(self, rules: tuple[tuple[Tier, ...], Rates]) -> None:
        tiers, rates = rules
        self.rule.show_tiers(tiers)
        self.points.show_rates(rates)
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.rule.choose(wanted)

    def _stale(self) -> None:
        """Say that what is shown does not belong to what is typed: it cannot be used."""
        self._title.setText(self._tried.title())
        self._outcome = None
        self.use.setEnabled(False)
        self.excel.setEnabled(False)

    def _show(self, outcome: Outcome) -> None:
        desk = self.desk
        self._end()
        if self._tried.trial() != self._replayed:
            return  # typed on meanwhile
        self._outcome = outcome
        first, last = (desk.words.date(day) for day in (outcome.first, outcome.last))
        says = N_("replayed on {first} to {last}, nothing is changed")
        self._days.setText(desk.say(says, first=first, last=last))
        for card in (self.movers, self.where, self.cost):
            card.show_outcome(outcome)
        self._nothing.hide()
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
        if self._outcome is None:
            return
        desk, home = self.desk, self._tried.home

        def refused(error: ShopbellError) -> None:
            self._say("danger", desk.tell(error))

        self.use.setEnabled(False)
        save = replace(self._tried.using(self._replayed), done=lambda _: desk.room.go(home))
        self.saver.save(self, save, refused)

    def _save_report(self) -> None:
        if self._outcome is not None:
            document = partial(self.desk.services.what_if.document, self._outcome)
            self.file.save(self.desk.say(N_("What if")), document)
