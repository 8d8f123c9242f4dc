"""The rule that is tried: what it is now, and beside it what it would be."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.tiers.types import Tier, TierChanges
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.saved_field import refusal
from smbcrm.ui.settings.typed_numbers import read_count, read_hundredths, shown_hundredths
from smbcrm.ui.widgets.fields import Chooser, TextField
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import IconLabel, label

_MONEY_WIDTH, _SHORT_WIDTH, _TIER_WIDTH = 104, 66, 150


class _Tried(QWidget):
    """One figure of a rule: as it is, an arrow, and a field for what it would be."""

    def __init__(self, name: str, title: str, width: int) -> None:
        super().__init__()
        self._was = ""
        self._old = label("", "caption")
        self.field = TextField("")
        self.field.edit.setObjectName(name)
        self.field.edit.setAccessibleName(title)
        self.field.setFixedWidth(width)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._old)
        row.addWidget(IconLabel("arrow-right", 14))
        row.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(title, "label"))
        column.addLayout(row)

    def show_old(self, old: str, none: str) -> None:
        """Begin with the rule as it is; `none` is said where it is not set."""
        self._was = old
        self._old.setText(old or none)
        self.field.set_text(old)

    def typed(self) -> str | None:
        """Return what was typed; None where it is as it was."""
        text = self.field.text()
        return None if text == self._was else text


class TriedRule(QWidget):
    """Chooses a tier, and takes another rule for it."""

    edited = Signal()
    """What is tried is another one now."""
    entered = Signal()
    """Enter was pressed in a field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tiers: Sequence[Tier] = ()
        say = desk.say
        self.tier = Chooser(say(N_("Tier")))
        self.tier.combo.setObjectName("what_if_tier")
        self.tier.setFixedWidth(_TIER_WIDTH)
        self.spend = _Tried("what_if_spend", say(N_("Spent")), _MONEY_WIDTH)
        self.visits = _Tried("what_if_visits", say(N_("or visits")), _SHORT_WIDTH)
        self.points = _Tried("what_if_points", say(N_("or points earned")), _SHORT_WIDTH)
        self.months = _Tried("what_if_months", say(N_("in months")), _SHORT_WIDTH)
        self.factor = _Tried("what_if_factor", say(N_("Points ×")), _SHORT_WIDTH)
        self.discount = _Tried("what_if_discount", say(N_("Discount in percent")), _SHORT_WIDTH)
        self.grace = _Tried("what_if_grace", say(N_("Months of grace")), _SHORT_WIDTH)
        flow = Flow(self, spacing=14)
        flow.addWidget(self.tier)
        for one in self._all():
            flow.addWidget(one)
            one.field.edited.connect(self.edited)
            one.field.edit.returnPressed.connect(self.entered)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(flow)
        self.tier.changed.connect(lambda code: self.choose(str(code)))

    @property
    def chosen(self) -> Tier | None:
        """The tier whose rule is tried, as it is."""
        code = self.tier.value()
        return next((tier for tier in self._tiers if tier.code == code), None)

    def show_tiers(self, tiers: Sequence[Tier]) -> None:
        """Take the tiers as they are; what is typed about one that did not change stays."""
        before, self._tiers = self.chosen, tiers
        self.tier.set_options([(tier.code, tier.name, "") for tier in reversed(tiers)])
        now = next((tier for tier in tiers if before and tier.id == before.id), tiers[-1])
        if now == before:
            self.tier.choose(now.code)
        else:
            self.choose(now.code)

    def choose(self, code: str) -> None:
        """Try the rule of another tier: at first as it is."""
        self.tier.choose(code)
        tier = self.chosen
        if tier is None:
            return
        say, money = self._desk.say, self._desk.words.money
        none = say(N_("none"))
        self.spend.show_old("" if tier.spend_from is None else money(tier.spend_from), none)
        self.visits.show_old(_number(tier.visits_from), none)
        self.points.show_old(_number(tier.points_from), none)
        self.months.show_old(str(tier.months), none)
        self.factor.show_old(shown_hundredths(tier.points_factor), none)
        self.discount.show_old(shown_hundredths(tier.discount) if tier.discount else "", none)
        self.grace.show_old(str(tier.grace_months), none)
        for one in (self.spend, self.visits, self.points, self.months, self.grace):
            one.setVisible(tier.rank > 0)
        self.edited.emit()

    def changes(self) -> TierChanges | None:
        """Return what differs from the rule as it is; None where something cannot be read."""
        read: list[int | None] = []
        currency = self._desk.shop.currency
        readers: Sequence[tuple[_Tried, Callable[[str], int]]] = (
            (self.spend, lambda text: parse_amount(text, currency)),
            (self.visits, read_count),
            (self.points, read_count),
            (self.months, read_count),
            (self.factor, read_hundredths),
            (self.discount, read_hundredths),
            (self.grace, read_count),
        )
        for one, reader in readers:
            text = one.typed()
            try:
                read.append(None if text is None else reader(text) if text else 0)
            except UserError as error:
                one.field.show_error(*refusal(self._desk, error))
                one.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
        spend, visits, points, months, factor, discount, grace = read
        return TierChanges(
            spend_from=spend,
            visits_from=visits,
            points_from=points,
            months=months,
            points_factor=factor,
            discount=discount,
            grace_months=grace,
        )

    def _all(self) -> tuple[_Tried, ...]:
        return (
            *(self.spend, self.visits, self.points, self.months),
            *(self.factor, self.discount, self.grace),
        )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
