"""The chosen tier: its name, how it is reached, what it gives, how long it is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.sales.example import example, round_amount
from smbcrm.membership.shop.types import Rates
from smbcrm.membership.tiers.standing import TiersNow
from smbcrm.membership.tiers.types import ComingRule, Tier, TierChanges
from smbcrm.membership.vouchers.types import Definition
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.part import FormRow, Part
from smbcrm.ui.settings.tier_benefits import TierBenefits, TierEntry
from smbcrm.ui.settings.tier_keeping import HeldByHand, Lasting, MovingDown
from smbcrm.ui.settings.tier_saver import TierSaver
from smbcrm.ui.settings.tier_ways import TierWays
from smbcrm.ui.settings.tier_words import given_words, reached_words
from smbcrm.ui.widgets.badges import TierBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import hairline, label

_NAME_WIDTH = 180


class TierEditor(Card):
    """Each thing is saved when its field is left; a rule counts from tomorrow night."""

    tried = Signal(str)
    """The code of the tier of which somebody wants to know: what if it had another rule?"""

    def __init__(self, part: Part) -> None:
        super().__init__(spacing=6)
        self.body.setContentsMargins(16, 10, 16, 12)
        self.setObjectName("tier_editor")
        self._desk = desk = part.desk
        say = desk.say
        self.saver = TierSaver(part)
        self._title = label("", "section")
        self._badge = TierBadge()
        self.what_if = Button(say(N_("What if?")), icon="flask-conical", kind="soft", small=True)
        self.what_if.setObjectName("tier_what_if")
        self.what_if.clicked.connect(self._try)
        self._name = self.saver.field("tier_name", say(N_("Name")), _NAME_WIDTH, _name)
        self.ways = TierWays(desk, self.saver)
        self.benefits = TierBenefits(desk, self.saver)
        self.entry = TierEntry(part)
        self._up = FormRow(
            say(N_("Moving up")), [say(N_("at once, said at the till and on the bill"))]
        )
        self.down = MovingDown(part, self.saver)
        self.lasting = Lasting(desk, self.saver)
        self.by_hand = HeldByHand(part)
        self._coming = Note("warn", "calendar-clock")
        self._coming.setObjectName("tier_coming")
        self._coming.hide()
        self._told = Note("info")
        self._rows = (
            FormRow(say(N_("Name")), [self._name]),
            *(self.ways, self.benefits, self.entry),
            *(self._up, self.down, self.lasting, self.by_hand),
        )
        self._lines = [hairline() for _ in self._rows]
        self._lay_out()

    def show_tier(
        self, tier: Tier, now: TiersNow, dates: str, vouchers: tuple[Definition, ...], rates: Rates
    ) -> None:
        """Show a tier as it will be; what somebody is typing about it stays."""
        coming = next((one for one in now.coming if one.tier.id == tier.id), None)
        planned = tier if coming is None else coming.tier
        changed = self.saver.tier is None or self.saver.tier.id != tier.id
        self.saver.show(planned)
        self._title.setText(tier.name)
        self._badge.show_tier(tier.code, tier.name)
        self._name.show(tier.name)
        self.ways.show_tier(planned, changed=changed)
        self.benefits.show_tier(planned)
        self.entry.show_tier(tier, vouchers)
        self.down.show_tier(planned, dates)
        self.lasting.show_tier(planned)
        self.by_hand.show_tier(tier, now.by_hand.get(tier.id, 0))
        for row in (self._up, self.down, self.lasting, self.by_hand):
            row.setVisible(tier.rank > 0)
        for line, one in list(zip(self._lines, self._rows, strict=True))[1:]:
            line.setVisible(not one.isHidden())
        self._show_coming(tier, coming)
        self._told.show_text("", worked(self._desk, planned, rates))

    def told(self) -> str:
        """Return the worked example."""
        return self._told.text()

    def coming(self) -> str:
        """Return what is said of the rule that is to come."""
        return self._coming.text() if not self._coming.isHidden() else ""

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._badge)
        head.addStretch(1)
        head.addWidget(self.what_if)
        column = QVBoxLayout()
        column.setSpacing(0)
        for line, one in zip(self._lines, self._rows, strict=True):
            column.addWidget(line)
            column.addWidget(one)
        self._lines[0].hide()
        self.body.addLayout(head)
        self.body.addWidget(self._coming)
        self.body.addLayout(column)
        self.body.addWidget(self._told)

    def _show_coming(self, tier: Tier, coming: ComingRule | None) -> None:
        self._coming.setVisible(coming is not None)
        if coming is not None:
            desk = self._desk
            until = desk.say(N_(", ")).join((reached_words(desk, tier), *given_words(desk, tier)))
            self._coming.show_text(
                desk.say(
                    N_("Counts from tomorrow night: from {date} on."),
                    date=desk.words.date(coming.live_from, today=desk.today()),
                ),
                desk.say(N_("Until then {tier} is: {rule}."), tier=tier.name, rule=until),
            )

    def _try(self) -> None:
        if self.saver.tier is not None:
            self.tried.emit(self.saver.tier.code)


def worked(desk: Desk, tier: Tier, rates: Rates) -> str:
    """Return what the rules mean, in a sentence about a sale of a round sum."""
    told = example(round_amount(desk.shop.currency), tier, rates)
    money = desk.words.money
    points = desk.count(NN_("{count} point", "{count} points"), told.points)
    sentence = (
        N_("A sale of {amount} costs a {tier} customer {net} and earns {points}, worth {worth}.")
        if told.discount
        else N_("A sale of {amount} earns a {tier} customer {points}, worth {worth}.")
    )
    return desk.say(
        sentence,
        amount=money(told.amount),
        tier=tier.name,
        net=money(told.net),
        points=points,
        worth=money(told.worth),
    )


def _name(text: str) -> TierChanges:
    return TierChanges(name=text)
