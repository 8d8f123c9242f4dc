"""How the chosen tier is reached: the ways that are set, each with its field, and one more."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.tiers.types import Tier, TierChanges
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.chip_field import AddChip
from smbcrm.ui.settings.part import FormRow, RowField
from smbcrm.ui.settings.spread import spread
from smbcrm.ui.settings.tier_saver import Read, TierSaver, reads_count
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import label

_MONEY_WIDTH, _COUNT_WIDTH, _CODE_WIDTH = 104, 62, 96


class NotAWay(UserError):
    """Nought where something is to be reached; an empty field takes the way out."""

    msgid = N_("0 is no condition. Leave the field empty, then this way does not count.")


class _Way(QWidget):
    """A field with the words around it; hidden while this way is not set and nobody opened it."""

    def __init__(self, field: RowField, parts: Iterable[str | RowField]) -> None:
        super().__init__()
        self.field = field
        self._opened = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._or = label("")
        row.addWidget(self._or)
        for part in parts:
            row.addWidget(part.field if isinstance(part, RowField) else label(part))
        field.field.left.connect(self._left)
        self.hide()

    def show_way(self, text: str, joined: str) -> None:
        """Show what is set, behind “or” if it is not the first one."""
        self.field.show(text)
        self._or.setText(joined)
        self._or.setVisible(bool(joined))
        self.setVisible(bool(text) or self._opened or self.field.half_typed())

    def is_set(self) -> bool:
        """Tell whether it is in sight."""
        return not self.isHidden()

    def open(self) -> None:
        """Let somebody set it."""
        self._opened = True
        self.show()
        self.field.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Be there only where it is set."""
        self._opened = False

    def _left(self) -> None:
        if not self.field.field.text():
            self._opened = False
            self.hide()


class TierWays(FormRow):
    """One way is enough: spent, visits or points in so many months, or an item that is bought."""

    def __init__(self, desk: Desk, saver: TierSaver) -> None:
        flow = Flow(spacing=6)
        super().__init__(desk.say(N_("How to reach")), [flow])
        self._desk, self._saver = desk, saver
        say, field = desk.say, saver.field
        spend = field("tier_spend", say(N_("Spent")), _MONEY_WIDTH, self._read_spend)
        visits = field("tier_visits", say(N_("Visits")), _COUNT_WIDTH, _from_one("visits_from"))
        points = field(
            "tier_points", say(N_("Points earned")), _COUNT_WIDTH, _from_one("points_from")
        )
        self._months = field("tier_months", say(N_("Months")), _COUNT_WIDTH, reads_count("months"))
        item = field("tier_item", say(N_("Item")), _CODE_WIDTH, _item)
        self._item_months = field(
            "tier_item_months", say(N_("Months")), _COUNT_WIDTH, reads_count("item_months")
        )
        self._spend = _Way(spend, spread(desk, N_("{amount} spent"), amount=spend))
        self._visits = _Way(visits, spread(desk, N_("{count} visits"), count=visits))
        self._points = _Way(points, spread(desk, N_("{points} points earned"), points=points))
        bought = N_("{item} bought, for {months} months")
        self._item = _Way(item, spread(desk, bought, item=item, months=self._item_months))
        self._in = QWidget()
        months = QHBoxLayout(self._in)
        months.setContentsMargins(0, 0, 0, 0)
        months.setSpacing(6)
        for part in spread(desk, N_("in the last {months} months"), months=self._months):
            months.addWidget(label(part) if isinstance(part, str) else part.field)
        self.more = AddChip(say(N_("Way")), "tier_way_add", big=True)
        for way, words in (
            (self._spend, N_("Money spent")),
            (self._visits, N_("Visits made")),
            (self._points, N_("Points earned")),
            (self._item, N_("An item bought")),
        ):
            self.more.offer(say(words), way.is_set, way.open)
        self._all = label(say(N_("Everybody begins here.")))
        for shown in (self._all, self._spend, self._visits, self._points, self._in, self._item):
            flow.addWidget(shown)
        flow.addWidget(self.more)
        for one in (spend, visits, points, item, self._months, self._item_months):
            one.row = self

    def show_tier(self, tier: Tier, *, changed: bool) -> None:
        """Show the ways to a tier; `changed`: it is another one than before."""
        lowest = tier.rank == 0
        self._all.setVisible(lowest)
        ways = (
            (self._spend, "" if tier.spend_from is None else self._money(tier.spend_from)),
            (self._visits, "" if tier.visits_from is None else str(tier.visits_from)),
            (self._points, "" if tier.points_from is None else str(tier.points_from)),
        )
        first = True
        for way, text in ways:
            if changed:
                way.forget()
            way.show_way(text, "" if first else self._desk.say(N_("or")))
            first = first and not way.is_set()
        self._months.show(str(tier.months))
        self._in.setVisible(not first)
        if changed:
            self._item.forget()
        self._item_months.show("" if tier.item_months is None else str(tier.item_months))
        self._item.show_way(tier.item or "", "" if first else self._desk.say(N_("or")))
        self.more.fit()
        self.more.setVisible(not lowest and not self.more.isHidden())

    def _money(self, amount: int) -> str:
        return self._desk.words.money(amount)

    def _read_spend(self, text: str) -> TierChanges:
        amount = parse_amount(text, self._desk.shop.currency) if text else 0
        if text and not amount:
            raise NotAWay
        return TierChanges(spend_from=amount)


def _from_one(name: str) -> Read:
    """Return what reads a count from one on; empty: it is not set."""
    read = reads_count(name)

    def checked(text: str) -> TierChanges:
        changes = read(text)
        if text and not getattr(changes, name):
            raise NotAWay
        return changes

    return checked


def _item(text: str) -> TierChanges:
    return TierChanges(item=text)
