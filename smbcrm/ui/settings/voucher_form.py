"""One voucher of the shop to be added or changed; its fields follow from what its kind is worth."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_
from smbcrm.membership.items.types import Item, UnknownItem
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.vouchers import errors
from smbcrm.membership.vouchers.definitions import as_new
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE
from smbcrm.membership.vouchers.kinds.kind import Worth
from smbcrm.membership.vouchers.types import (
    NO_DAY,
    Definition,
    DefinitionChanges,
    NewDefinition,
)
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.entry_form import EntryForm, change, item_options, only_new
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.typed_numbers import read_count, read_hundredths, shown_hundredths
from smbcrm.ui.typed_dates import read_date

if TYPE_CHECKING:
    from smbcrm.ui.widgets.fields import Field

_NONE = ""


class VoucherForm(EntryForm):
    """Code and kind stay as they are; what is empty is not asked for, or has no end."""

    def __init__(self, part: Part) -> None:
        super().__init__(part, "voucher", 4)
        say = self.desk.say
        self._definition: Definition | None = None
        kinds = self.desk.services.vouchers.kinds()
        self.code = self.line("code", N_("Code"))
        self.name = self.line("name", N_("Name"))
        options = [(one.code, say(one.title), "") for one in kinds]
        self.kind = self.choice("kind", N_("Kind"), options)
        self.amount = self.line("amount", N_("Amount off"))
        self.percent = self.line("percent", N_("Percent off"))
        self.item = self.search("item", N_("Free item"))
        self.minimum = self.line("minimum", N_("Minimum spend"), say(N_("none")))
        self.days = self.line("days", N_("Days it lasts"), say(N_("no end")))
        self.first = self.line("from", N_("Valid from"), "2026-11-01")
        self.last = self.line("to", N_("Valid until"), "2026-12-24")
        self.entry = self.choice("entry", N_("On entering"))
        self.points = self.line("points", N_("Price in points"), say(N_("none")))
        self._worths: dict[Worth, Field] = {
            Worth.AMOUNT: self.amount,
            Worth.PERCENT: self.percent,
            Worth.ITEM: self.item,
        }
        for field in (self.code, self.name, self.kind):
            self.put(field)
        self.put(*self._worths.values())
        for field in (self.minimum, self.days, self.first, self.last, self.entry, self.points):
            self.put(field)
        self.places = {
            errors.DefinitionCodeTaken: self.code,
            errors.BadVoucherAmount: self.amount,
            errors.BadPercentage: self.percent,
            errors.VoucherWithoutItem: self.item,
            UnknownItem: self.item,
            errors.NobodyEnters: self.entry,
            errors.VoucherOver: self.last,
        }
        self.kind.changed.connect(lambda _: self._show_worth())

    def begin(
        self, definition: Definition | None, items: Sequence[Item], tiers: Sequence[Tier]
    ) -> None:
        """Show a voucher to be changed, or None to add one."""
        self._definition = definition
        new = NewDefinition("", "", next(iter(BY_CODE))) if definition is None else None
        shown = new or as_new(definition)  # type: ignore[arg-type] # one of both is there
        self.item.set_options(item_options(items))
        entered = [(one.code, one.name, "") for one in tiers[1:]]
        self.entry.set_options([(_NONE, self.desk.say(N_("none")), ""), *entered])
        self.kind.choose(shown.kind)
        self.entry.choose(shown.on_entry or _NONE)
        self._fill(shown)
        self._show_worth()
        self.show_tiers(tiers, shown.tiers)
        self.code.edit.setReadOnly(new is None)
        self.kind.combo.setEnabled(new is not None)
        self.open_at(*(("", self.code) if new is not None else (shown.code, self.name)))

    def asked(self) -> Save[Any]:
        """Return what adds or changes the voucher."""
        desk, definition, typed = self.desk, self._definition, self._typed()
        vouchers = desk.services.vouchers
        if definition is None:

            def away(made: Definition) -> Work:
                off = DefinitionChanges(active=False)
                return partial(vouchers.edit, made.code, off, desk.act())

            work = partial(vouchers.add, typed, desk.act())
            return Save(typed.name, work, away, done=self.done)
        changes = DefinitionChanges(
            typed.name,
            typed.value,
            typed.item,
            typed.minimum,
            typed.days or 0,
            typed.first_day or NO_DAY,
            typed.last_day or NO_DAY,
            typed.tiers,
            typed.on_entry or _NONE,
            typed.points or 0,
        )
        changes = only_new(changes, changes.back_to(definition))
        edit = partial(vouchers.edit, definition.code)
        return change(self.part, definition.name, edit, changes, self.done)

    def _typed(self) -> NewDefinition:
        """Return what is typed; raise UserError."""
        money = partial(parse_amount, currency=self.desk.shop.currency)
        code, name, worth = self.needed(self.code), self.needed(self.name), self._worth()
        value = None
        if worth is Worth.AMOUNT:
            value = self.read(self.amount, money)
        elif worth is Worth.PERCENT:
            value = self.read(self.percent, read_hundredths)
        return NewDefinition(
            code,
            name,
            str(self.kind.value()),
            value,
            self.item.text() if worth is Worth.ITEM else None,
            self.read(self.minimum, money) if self.minimum.text() else 0,
            self.read(self.days, read_count) if self.days.text() else None,
            self.read(self.first, read_date),
            self.read(self.last, read_date),
            self.tiers(),
            str(self.entry.value() or _NONE) or None,
            self.read(self.points, read_count) if self.points.text() else None,
        )

    def _worth(self) -> Worth | None:
        """Return what the chosen kind is worth; None for one that a later version knows."""
        kind = BY_CODE.get(str(self.kind.value()))
        return None if kind is None else kind.worth

    def _show_worth(self) -> None:
        for worth, field in self._worths.items():
            field.setVisible(worth is self._worth())

    def _fill(self, shown: NewDefinition) -> None:
        plain, value = self.desk.words.currency.plain, shown.value
        kind = BY_CODE.get(shown.kind)
        percent = kind is not None and kind.worth is Worth.PERCENT
        texts = (
            (self.code, shown.code),
            (self.name, shown.name),
            (self.amount, "" if value is None or percent else plain(value)),
            (self.percent, shown_hundredths(value or 0) if value and percent else ""),
            (self.item, shown.item or ""),
            (self.minimum, plain(shown.minimum) if shown.minimum else ""),
            (self.days, str(shown.days or "")),
            (self.first, _day(shown.first_day)),
            (self.last, _day(shown.last_day)),
            (self.points, str(shown.points or "")),
        )
        self.fill(texts)


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()
