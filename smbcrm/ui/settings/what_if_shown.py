"""What a replay found: who moves, how many are where, and what it would have cost."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.what_if.document import NET, UNCOUNTED, WAITING, benefits, uncounted
from smbcrm.membership.what_if.types import Mover, Outcome
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.part import empty
from smbcrm.ui.settings.tier_words import figures_words
from smbcrm.ui.widgets.badges import StateBadge, TierBadge
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, hairline, label
from smbcrm.ui.wording import called

SHOWN = 7
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BAR_WIDTH = 70


class MoversCard(Card):
    """Who moves up at once, and who down at the review; the first of each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=1, spacing=0)
        self.setObjectName("what_if_movers")
        self._desk = desk
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show another replay."""
        empty(self._lines)
        up = N_("with their next sale, at the latest at the review")
        down = N_("on the review day after grace, you see the list first")
        self._part(outcome, outcome.ups, ("arrow-up", "ok", up), NN_("{count} up", "{count} up"))
        self._lines.addWidget(hairline())
        words = NN_("{count} down", "{count} down")
        self._part(outcome, outcome.downs, ("arrow-down", "warn", down), words)

    def names(self) -> list[str]:
        """Return who moves, as it is shown."""
        found = (self._lines.itemAt(number) for number in range(self._lines.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [one.accessibleName() for one in widgets if one is not None and one.accessibleName()]

    def _part(
        self,
        outcome: Outcome,
        movers: Sequence[Mover],
        way: tuple[str, str, str],
        counted: tuple[str, str],
    ) -> None:
        desk, (icon, tone, says) = self._desk, way
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(StateBadge(icon, desk.count(counted, len(movers)), tone))
        row.addWidget(label(desk.say(says), "caption", wrap=True), 1)
        if len(movers) > SHOWN:
            more = desk.count(
                NN_("{count} more customer", "{count} more customers"), len(movers) - SHOWN
            )
            row.addWidget(label(more, "strong"))
        self._lines.addWidget(head)
        for mover in movers[:SHOWN]:
            self._lines.addWidget(hairline())
            self._lines.addWidget(self._line(outcome, mover))

    def _line(self, outcome: Outcome, mover: Mover) -> QWidget:
        desk, name = self._desk, called(mover.name, mover.code)
        tiers = {tier.code: tier for tier in outcome.after.tiers}
        aimed = max((mover.before, mover.after), key=lambda tier: tier.rank)
        figures = figures_words(desk, mover.figures, tiers[aimed.code])
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(14, 4, 10, 4)
        row.setSpacing(6)
        row.addWidget(ElideLabel(name, "strong"), 1)
        row.addWidget(label(figures))
        row.addSpacing(12)
        row.addWidget(TierBadge(mover.before.code, mover.before.name, small=True))
        row.addWidget(IconLabel("arrow-right", 14))
        row.addWidget(TierBadge(mover.after.code, mover.after.name, small=True))
        line.setAccessibleName(
            desk.say(
                N_("{name}, {figures}, from {before} to {after}"),
                name=name,
                figures=figures,
                before=mover.before.name,
                after=mover.after.name,
            )
        )
        return line


class WhereCard(Card):
    """How many people are in each tier: now, and under the other rule."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=8)
        self.setObjectName("what_if_where")
        self._desk = desk
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._foot = label("", "caption", wrap=True)
        self.body.addWidget(label(desk.say(N_("Who would be where")), "section"))
        self.body.addLayout(self._grid)
        self.body.addWidget(self._foot)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show another replay."""
        desk = self._desk
        empty(self._grid)
        for line, tier in enumerate(reversed(outcome.after.tiers)):
            now, then = outcome.now.get(tier.code, 0), outcome.then.get(tier.code, 0)
            came = sum(one.after.code == tier.code for one in outcome.movers)
            went = sum(one.before.code == tier.code for one in outcome.movers)
            change = " ".join(
                part
                for part in (f"+{came:,}" if came else "", f"−{went:,}" if went else "")
                if part
            )
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setFixedSize(_BAR_WIDTH, 8)
            bar.setRange(0, max(outcome.people, 1))
            bar.setValue(then)
            says = desk.say(
                N_("{tier}: {now} now, {then} then"), tier=tier.name, now=now, then=then
            )
            bar.setAccessibleName(says)
            self._grid.addWidget(ElideLabel(tier.name), line, 0)
            self._grid.addWidget(label(f"{now:,}"), line, 1, _RIGHT)
            self._grid.addWidget(IconLabel("arrow-right", 14), line, 2)
            self._grid.addWidget(label(f"{then:,}", "strong"), line, 3, _RIGHT)
            self._grid.addWidget(bar, line, 4)
            self._grid.addWidget(label(change or desk.say(N_("same")), "strong"), line, 5, _RIGHT)
        everybody = NN_("{count} person before and after", "{count} people before and after")
        foot = [desk.count(everybody, outcome.people)]
        if outcome.waiting:
            foot.append(desk.say(WAITING, count=f"{outcome.waiting:,}"))
        self._foot.setText("\n".join(foot))


class CostCard(Card):
    """What it would have cost more, by benefit and by who gets it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=8)
        self.setObjectName("what_if_cost")
        self._desk = desk
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._last = 0
        self.note = Note("info")
        head = QHBoxLayout()
        head.addWidget(label(desk.say(N_("What it would have cost")), "section"), 1)
        symbol = desk.shop.currency.symbol.strip()
        says = desk.say(N_("{currency} in 12 months"), currency=symbol)
        head.addWidget(label(says, "caption"))
        self.body.addLayout(head)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.note)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show another replay."""
        desk = self._desk
        empty(self._grid)
        titles = (
            desk.count(NN_("{count} up", "{count} up"), len(outcome.ups)),
            desk.count(NN_("{count} down", "{count} down"), len(outcome.downs)),
            desk.say(N_("Others")),
            desk.say(N_("Net cost")),
        )
        for column, title in enumerate(titles, start=1):
            self._grid.addWidget(label(title, "label"), 0, column, _RIGHT)
        together = [0, 0, 0]
        for line, (_, words, amounts) in enumerate(benefits(outcome), start=1):
            together = [one + more for one, more in zip(together, amounts, strict=True)]
            self._row(line, desk.say(words), amounts, kind="")
            self._last = line + 1
        self._row(self._last, desk.say(NET), together, kind="strong")
        self.note.show_text("", self._says(outcome))

    def texts(self) -> list[str]:
        """Return the last line: what it comes to."""
        found = (self._grid.itemAtPosition(self._last, column) for column in range(5))
        widgets = (item.widget() for item in found if item is not None)
        return [one.property("text") for one in widgets if one is not None]

    def _row(self, line: int, words: str, amounts: Sequence[int], *, kind: str) -> None:
        self._grid.addWidget(label(words, kind, wrap=True), line, 0)
        for column, amount in enumerate((*amounts, sum(amounts)), start=1):
            plain = self._desk.shop.currency.grouped(abs(amount))
            sign = "+" if amount > 0 else "−" if amount else ""
            strong = kind or ("strong" if column == len(amounts) + 1 else "")
            self._grid.addWidget(label(f"{sign}{plain}", strong), line, column, _RIGHT)

    def _says(self, outcome: Outcome) -> str:
        desk, money = self._desk, self._desk.words.money
        up = money(sum(one.figures.spend for one in outcome.ups))
        down = money(sum(one.figures.spend for one in outcome.downs))
        says = N_("Who moves up spent {up}, who moves down {down}. It assumes they buy as before.")
        if not outcome.movers:
            says = N_("Nobody moves. It assumes that people buy as before.")
        told = [desk.say(says, up=up, down=down)]
        now, then = uncounted(outcome)
        if now or then:
            told.append(desk.say(UNCOUNTED, now=f"{now:,}", then=f"{then:,}"))
        return "\n".join(told)
