"""The rule of a tier that is tried: what it is now, and beside it what it would be."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.changes.types import Changed
from smbcrm.membership.tiers.types import Tier, TierChanges
from smbcrm.membership.what_if.types import Trial
from smbcrm.ui.desk import Desk
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.saved_field import refusal
from smbcrm.ui.settings.tried import Figure, Tried
from smbcrm.ui.settings.typed_numbers import read_count, read_hundredths, shown_hundredths
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.flow import Flow

_MONEY_WIDTH, _SHORT_WIDTH, _TIER_WIDTH = 104, 66, 150


class TriedRule(Tried):
    """Chooses a tier, and takes another rule for it."""

    home, home_title = "settings/tiers", N_("Tiers")
    counts = N_("from tomorrow night")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tiers: Sequence[Tier] = ()
        say = desk.say
        self.tier = Chooser(say(N_("Tier")))
        self.tier.combo.setObjectName("what_if_tier")
        self.tier.setFixedWidth(_TIER_WIDTH)
        self.spend = Figure("what_if_spend", say(N_("Spent")), _MONEY_WIDTH)
        self.visits = Figure("what_if_visits", say(N_("or visits")), _SHORT_WIDTH)
        self.points = Figure("what_if_points", say(N_("or points earned")), _SHORT_WIDTH)
        self.months = Figure("what_if_months", say(N_("in months")), _SHORT_WIDTH)
        self.factor = Figure("what_if_factor", say(N_("Points ×")), _SHORT_WIDTH)
        self.discount = Figure("what_if_discount", say(N_("Discount in percent")), _SHORT_WIDTH)
        self.grace = Figure("what_if_grace", say(N_("Months of grace")), _SHORT_WIDTH)
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

    def title(self) -> str:
        """Return what is asked."""
        tier = self.chosen
        if tier is None:
            return self._desk.say(N_("What if a tier had another rule?"))
        return self._desk.say(N_("What if {tier} had another rule?"), tier=tier.name)

    def trial(self) -> Trial | None:
        """Return the tier with what differs."""
        tier, changes = self.chosen, self.changes()
        if tier is None or changes is None:
            return None
        return Trial({tier.code: changes}) if changes.given() else Trial()

    def using(self, trial: Trial) -> Save[Changed[Tier]]:
        """Return what puts it into force from tomorrow night on."""
        desk = self._desk
        ((code, changes),) = trial.tiers.items()
        tier = next(tier for tier in self._tiers if tier.code == code)
        edit = partial(desk.services.tiers.edit, later=True)

        def back(done: Changed[Tier]) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(edit, tier.id, changes.back_to(done.before), desk.act())

        what = Text(N_("{tier} from tomorrow night"), {"tier": tier.name})
        return Save(what, partial(edit, tier.id, changes, desk.act()), back)

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
        readers: Sequence[tuple[Figure, Callable[[str], int]]] = (
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

    def _all(self) -> tuple[Figure, ...]:
        return (
            *(self.spend, self.visits, self.points, self.months),
            *(self.factor, self.discount, self.grace),
        )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
