"""Vouchers of the shop: what each takes off, when and for whom, and how people get it."""

from collections.abc import Sequence
from functools import partial

from smbcrm.core.i18n import N_, NN_, Text
from smbcrm.membership.items.types import Item
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE
from smbcrm.membership.vouchers.types import Definition, DefinitionChanges
from smbcrm.ui.settings.entry_form import change
from smbcrm.ui.settings.give_many import GiveMany
from smbcrm.ui.settings.list_card import ListCard, Look, Row, when, whom
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.voucher_form import VoucherForm
from smbcrm.ui.widgets.buttons import Button

_LOOK = Look(
    "voucher",
    N_("Vouchers"),
    N_("Voucher"),
    N_("Add a voucher"),
    (
        (N_("Voucher"), 4),
        (N_("Takes off"), 4),
        (N_("Valid"), 4),
        (N_("For"), 3),
        (N_("How people get it"), 3),
    ),
    N_("No voucher yet. Add one to give it for points, on entering a tier, or by hand."),
)


class VouchersCard(ListCard):
    """The vouchers by code, also those that are switched off."""

    def __init__(self, part: Part) -> None:
        self.form = VoucherForm(part)
        super().__init__(part, _LOOK, self.form)
        self._items: Sequence[Item] = ()
        self._tiers: Sequence[Tier] = ()
        self._vouchers: Sequence[Definition] = ()
        self.many = Button(self.desk.say(N_("Give to many")), icon="users", small=True)
        self.many.setObjectName("voucher_many")
        self.many.clicked.connect(lambda _checked: self.give_many())
        self.tools.insertWidget(0, self.many)
        self.many.hide()

    def show_vouchers(
        self, vouchers: Sequence[Definition], items: Sequence[Item], tiers: Sequence[Tier]
    ) -> None:
        """Show the vouchers."""
        self._items, self._tiers, self._vouchers = items, tiers, vouchers
        self.many.setVisible(any(one.active for one in vouchers))
        self.show_rows((vouchers, items, tiers), lambda: [self._row(one) for one in vouchers])

    def begin_new(self) -> None:
        """Open the form for a new one."""
        self.form.begin(None, self._items, self._tiers)

    def give_many(self) -> None:
        """Ask who shall get one."""
        self.desk.room.cover(GiveMany(self.desk, self._vouchers, self._tiers))

    def _row(self, one: Definition) -> Row:
        items, tiers = self._items, self._tiers
        cells = (
            one.name,
            self._effect(one),
            self._valid(one),
            whom(self.desk, one.tiers, tiers),
            self._ways(one),
        )
        return Row(
            one.code,
            one.name,
            cells,
            one.active,
            lambda on: self._switch(one, active=on),
            lambda: self.form.begin(one, items, tiers),
        )

    def _effect(self, one: Definition) -> str:
        desk = self.desk
        effect = desk.tell(one.effect(desk.shop.currency))
        if not one.minimum:
            return effect
        minimum = desk.words.money(one.minimum)
        return desk.say(N_("{effect}, from {minimum} on"), effect=effect, minimum=minimum)

    def _valid(self, one: Definition) -> str:
        if one.days is not None:
            return self.desk.count(NN_("{count} day", "{count} days"), one.days)
        return when(self.desk, one.first_day, one.last_day)

    def _ways(self, one: Definition) -> str:
        """Return how people get it; by hand always."""
        desk, ways = self.desk, []
        entered = next((tier.name for tier in self._tiers if tier.code == one.on_entry), None)
        if entered is not None:
            ways.append(desk.say(N_("on entering {tier}"), tier=entered))
        kind = BY_CODE.get(one.kind_code)
        if kind is not None and kind.for_friends:
            ways.append(desk.say(N_("when a friend first buys")))
        if one.points is not None:
            ways.append(desk.count(NN_("{count} point", "{count} points"), one.points))
        return desk.say(N_(", ")).join(ways) or desk.say(N_("by hand"))

    def _switch(self, one: Definition, *, active: bool) -> None:
        said = Text(N_("{name}, on") if active else N_("{name}, off"), {"name": one.name})
        edit = partial(self.desk.services.vouchers.edit, one.code)
        save = change(self.part, said, edit, DefinitionChanges(active=active))
        self.part.saver.save(self.part, save, self.not_switched)
