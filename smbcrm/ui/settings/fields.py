"""Custom fields: what the shop wants to know of its customers beside what every shop does."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.custom_fields.types import KINDS, CustomField, FieldChanges
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.entry_form import change
from smbcrm.ui.settings.field_form import FieldForm
from smbcrm.ui.settings.list_card import ListCard, Look, Row
from smbcrm.ui.settings.part import Part

_LOOK = Look(
    "field",
    N_("Custom fields"),
    N_("Field"),
    N_("Add a field"),
    ((N_("Field"), 5), (N_("Kind"), 3), (N_("List"), 6)),
    N_("No field yet. Add what this shop wants to know of its customers, such as a shoe size."),
)


class FieldsCard(ListCard):
    """The fields in their order, also those that are retired."""

    def __init__(self, part: Part) -> None:
        self.form = FieldForm(part)
        super().__init__(part, _LOOK, self.form)
        self._count = 0

    def show_fields(self, fields: Sequence[CustomField]) -> None:
        """Show the fields."""
        self._count = len(fields)
        self.show_rows(fields, lambda: [self._row(one) for one in fields])

    def begin_new(self) -> None:
        """Open the form for a new one."""
        self.form.begin(None, self._count)

    def _row(self, field: CustomField) -> Row:
        listed = self.desk.say(N_(", ")).join(field.choices)
        return Row(
            str(field.id),
            field.name,
            (field.name, self.desk.say(KINDS[field.kind]), listed),
            field.active,
            lambda on: self._switch(field, active=on),
            lambda: self.form.begin(field, self._count),
        )

    def _switch(self, field: CustomField, *, active: bool) -> None:
        said = Text(N_("{name}, on") if active else N_("{name}, off"), {"name": field.name})
        edit: Any = partial(self.desk.services.custom_fields.edit, field.id)
        save = change(self.part, said, edit, FieldChanges(active=active))
        save = replace(save, renews=True)
        self.part.saver.save(self.part, save, self.not_switched)


class FieldsPart(Part):
    """One list; what is added or changed is typed in a form below it."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self.card = FieldsCard(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)

    def arrive(self) -> None:
        """Ask for the fields."""
        self.desk.ask(self, self.desk.services.custom_fields.all, self.card.show_fields)

    def happened(self, event: object) -> None:
        """Ask again after a change, here or at another till."""
        changed = isinstance(event, SetUpChanged) and event.what is SetUp.FIELDS
        if changed or isinstance(event, Elsewhere):
            self.arrive()

    def escape(self) -> bool:
        """Close the form in which somebody types."""
        return self.card.form.has_focus() and self.card.form.close_form()

    def half_done(self) -> bool:
        """Tell whether something is typed and not saved."""
        return self.card.form.half_typed()
