"""Saves what is typed of the chosen tier: a rule counts from tomorrow night, a name at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.changes.types import Changed
from smbcrm.membership.tiers.types import Tier, TierChanges
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.part import Part, RowField
from smbcrm.ui.settings.saved_field import refusal, refuse
from smbcrm.ui.settings.typed_numbers import read_count

Read = Callable[[str], TierChanges]


class TierSaver:
    """Makes the fields of a tier, and saves each of them when it is left."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.desk = part.desk
        self.tier: Tier | None = None
        self.fields: list[RowField] = []

    def show(self, tier: Tier) -> None:
        """Take another tier; what somebody typed about the one before is given back."""
        if self.tier is not None and self.tier.id != tier.id:
            for field in self.fields:
                field.give_back()
        self.tier = tier

    def field(self, name: str, said: str, width: int, read: Read) -> RowField:
        """Return a short field; `read` returns what of the tier a text changes."""
        field = RowField(name, said, width, lambda text: self.save_typed(field, said, read, text))
        self.keep(field)
        return field

    def keep(self, field: RowField) -> None:
        """Know a field that was made elsewhere."""
        self.fields.append(field)
        self.part.fields.append(field)

    def save_typed(self, field: RowField, said: str, read: Read, text: str) -> None:
        """Save what was typed in a field, or say below it what is wrong."""
        try:
            changes = read(text)
        except UserError as error:
            field.refuse(*refusal(self.desk, error))
        else:
            self.save(said, changes, refuse(self.desk, field))

    def save(
        self, said: str, changes: TierChanges, refused: Callable[[ShopbellError], None]
    ) -> None:
        """Save a change; `said` is what it is called."""
        desk, tier = self.desk, self.tier
        if tier is None:
            return
        edit = partial(desk.services.tiers.edit, later=changes.name is None)

        def back(done: Changed[Tier]) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(edit, tier.id, changes.back_to(done.before), desk.act())

        what = Text(N_("{tier}, {setting}"), {"tier": tier.name, "setting": said})
        work = partial(edit, tier.id, changes, desk.act())
        self.part.saver.save(self.part, Save(what, work, back), refused)


def reads_count(name: str) -> Read:
    """Return what reads a field of a tier that is a count; empty: it is not set."""

    def read(text: str) -> TierChanges:
        fields: dict[str, Any] = {name: read_count(text) if text else 0}
        return TierChanges(**fields)

    return read
