"""The chosen tier: its name, how it is reached, what it gives, and what a sale earns in it."""

from collections.abc import Callable
from functools import partial

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, NN_, Text
from smbcrm.membership.changes.types import Changed
from smbcrm.membership.sales.example import example, round_amount
from smbcrm.membership.shop.types import Rates
from smbcrm.membership.tiers.types import Tier, TierChanges
from smbcrm.membership.tiers.window import WINDOW_MONTHS
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.part import FormRow, Part, RowField, rows
from smbcrm.ui.settings.saved_field import refusal, refuse
from smbcrm.ui.settings.saver import Save, Work
from smbcrm.ui.settings.typed_numbers import read_hundredths, shown_hundredths
from smbcrm.ui.widgets.badges import TierBadge
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import label

_NAME_WIDTH, _MONEY_WIDTH, _SHORT_WIDTH = 180, 124, 76

Read = Callable[[str], TierChanges]


class TierEditor(Card):
    """Each field is saved when the focus leaves it; a change counts from the next sale."""

    def __init__(self, part: Part) -> None:
        super().__init__(spacing=6)
        self.body.setContentsMargins(16, 10, 16, 12)
        self.setObjectName("tier_editor")
        self._part = part
        self._desk = part.desk
        self._tier: Tier | None = None
        say = self._desk.say
        self._name = self._field("tier_name", say(N_("Name")), _NAME_WIDTH, _name)
        self._spend = self._field(
            "tier_spend", say(N_("Reached from")), _MONEY_WIDTH, self._read_spend
        )
        self._factor = self._field("tier_factor", say(N_("Points")), _SHORT_WIDTH, _factor)
        self._discount = self._field("tier_discount", say(N_("Discount")), _SHORT_WIDTH, _discount)
        self._badge = TierBadge()
        self._spent = label("")
        points, percent = say(N_("points ×")), say(N_("discount in percent"))
        self._told = Note("info")
        self.body.addLayout(
            rows(
                FormRow(say(N_("Name")), [self._name, self._badge]),
                FormRow(say(N_("Reached from")), [self._spend, self._spent]),
                FormRow(say(N_("What it gives")), [points, self._factor, percent, self._discount]),
            )
        )
        self.body.addWidget(self._told)

    def show_tier(self, tier: Tier, rates: Rates) -> None:
        """Show a tier; what somebody is typing about it stays."""
        desk = self._desk
        if self._tier is not None and self._tier.id != tier.id:
            for field in self._fields():
                field.give_back()
        self._tier = tier
        self._badge.show_tier(tier.code, tier.name)
        self._spend.field.setVisible(tier.rank > 0)
        self._spent.setText(
            desk.say(N_("spent in {months} months"), months=WINDOW_MONTHS)
            if tier.rank
            else desk.say(N_("Everybody begins here."))
        )
        spend = "" if tier.spend_from is None else desk.words.money(tier.spend_from)
        self._name.show(tier.name)
        self._spend.show(spend)
        self._factor.show(shown_hundredths(tier.points_factor))
        self._discount.show(shown_hundredths(tier.discount))
        self._told.show_text("", worked(desk, tier, rates))

    def told(self) -> str:
        """Return the worked example."""
        return self._told.text()

    def _fields(self) -> tuple[RowField, ...]:
        return self._name, self._spend, self._factor, self._discount

    def _field(self, name: str, said: str, width: int, read: Read) -> RowField:
        field = RowField(name, said, width, lambda text: self._save(field, said, read, text))
        self._part.fields.append(field)
        return field

    def _save(self, field: RowField, said: str, read: Read, text: str) -> None:
        desk, tier = self._desk, self._tier
        if tier is None:
            return
        try:
            changes = read(text)
        except UserError as error:
            field.refuse(*refusal(desk, error))
            return
        edit = desk.services.tiers.edit

        def back(done: Changed[Tier]) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(edit, tier.id, changes.back_to(done.before), desk.act())

        what = Text(N_("{tier}, {setting}"), {"tier": tier.name, "setting": said})
        work = partial(edit, tier.id, changes, desk.act())
        self._part.saver.save(self._part, Save(what, work, back), refuse(desk, field))

    def _read_spend(self, text: str) -> TierChanges:
        return TierChanges(spend_from=parse_amount(text, self._desk.shop.currency) if text else 0)


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


def _factor(text: str) -> TierChanges:
    return TierChanges(points_factor=read_hundredths(text))


def _discount(text: str) -> TierChanges:
    return TierChanges(discount=read_hundredths(text) if text else 0)
