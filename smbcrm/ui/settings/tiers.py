"""Tiers: what they are, what they give, and what that means for a sale."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.sales.example import example, round_amount
from smbcrm.membership.services import Services
from smbcrm.membership.shop.types import Rates
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.settings.part import Part, empty
from smbcrm.ui.settings.saver import Saver
from smbcrm.ui.settings.tier_editor import TierEditor
from smbcrm.ui.settings.tier_rows import TierRows
from smbcrm.ui.widgets.badges import TierBadge
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import IconLabel, label

_RIGHT_WIDTH = 318
_ONE_COLUMN_BELOW = 880
_WATCHED = (SetUp.SHOP, SetUp.TIERS)


@dataclass(frozen=True, slots=True)
class _Rules:
    tiers: Sequence[Tier]
    rates: Rates


class TiersPart(Part):
    """The tiers and the chosen one at the left; an example beside."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self._chosen = 0
        self._rules: _Rules | None = None
        self.rows = TierRows(desk)
        self.editor = TierEditor(self)
        self.example = ExampleCard(desk)
        self._left = _column(self.rows, self.editor)
        self._right = _column(self.example, _promises(desk))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._arrange(beside=True)
        self.rows.chosen.connect(self._choose)

    def arrive(self) -> None:
        """Ask for the rules."""
        services = self.desk.services
        self.desk.ask(self, lambda: _rules(services), self._show)

    def happened(self, event: object) -> None:
        """Ask again after a change of the rules."""
        changed = isinstance(event, SetUpChanged) and event.what in _WATCHED
        if changed or isinstance(event, Elsewhere):
            self.arrive()

    def narrow(self, width: int, height: int) -> None:
        """Put the example below where there is little room."""
        del height
        self._arrange(beside=width >= _ONE_COLUMN_BELOW)

    def drafts(self) -> dict[str, str]:
        """Return what is typed and not saved, and which tier is chosen."""
        return {**super().drafts(), "tier": str(self._chosen)}

    def _arrange(self, *, beside: bool) -> None:
        self._right.setFixedWidth(_RIGHT_WIDTH) if beside else self._right.setMaximumWidth(16777215)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._right, *((0, 1) if beside else (1, 0)))

    def _choose(self, tier: int) -> None:
        self._chosen = tier
        if self._rules is not None:
            self._show(self._rules)

    def _show(self, rules: _Rules) -> None:
        first, self._rules = self._rules is None, rules
        if first:
            self._chosen = int(self._drafts.pop("tier", "0"))
        tier = next((one for one in rules.tiers if one.id == self._chosen), rules.tiers[-1])
        self._chosen = tier.id
        self.rows.show_tiers(rules.tiers, tier.id)
        self.editor.show_tier(tier, rules.rates)
        self.example.show_rules(rules.tiers, rules.rates)
        if first:
            self.retype()


class ExampleCard(Card):
    """What a sale of a round sum brings in each tier."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=6)
        self.setObjectName("example_card")
        self._desk = desk
        amount = desk.words.money(round_amount(desk.shop.currency))
        title = desk.say(N_("A sale of {amount}, as set now"), amount=amount)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(10)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(1, 1)
        note = Note("info")
        note.show_text("", desk.say(N_("Nothing is earned on gift money, vouchers or points.")))
        self.body.addWidget(label(title, "section", wrap=True))
        self.body.addLayout(self._lines)
        self.body.addWidget(note)

    def show_rules(self, tiers: Sequence[Tier], rates: Rates) -> None:
        """Work it out for each tier, the highest first."""
        desk, money = self._desk, self._desk.words.money
        empty(self._lines)
        for line, tier in enumerate(reversed(tiers)):
            told = example(round_amount(desk.shop.currency), tier, rates)
            points = desk.count(NN_("{count} point", "{count} points"), told.points)
            below = (
                desk.say(
                    N_("pays {net}, worth {worth}"), net=money(told.net), worth=money(told.worth)
                )
                if told.discount
                else desk.say(N_("worth {worth}"), worth=money(told.worth))
            )
            right = label(points, "strong")
            small = label(below, "caption", wrap=True)
            small.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._lines.addWidget(TierBadge(tier.code, tier.name, small=True), line, 0)
            self._lines.addWidget(small, line, 1)
            self._lines.addWidget(right, line, 2, Qt.AlignmentFlag.AlignRight)


def _rules(services: Services) -> _Rules:
    shop = services.shop.shop()
    return _Rules(services.tiers.all(), shop.rates)


def _promises(desk: Desk) -> Card:
    """Say what a change does, and what it leaves alone."""
    card = Card(spacing=8)
    card.body.addWidget(label(desk.say(N_("What changes, and what not")), "section"))
    for icon, words in (
        ("circle-check", N_("New rules count from the next sale.")),
        ("award", N_("Nobody loses a tier they have reached.")),
    ):
        row = QHBoxLayout()
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(IconLabel(icon, 18, "primaryText"), 0, top)
        row.addWidget(label(desk.say(words), wrap=True), 1)
        card.body.addLayout(row)
    return card


def _column(*cards: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return box
