"""One custom field to be added or changed: its name, what it holds, and where it stands."""

from dataclasses import replace
from functools import partial
from typing import Any

from smbcrm.core.i18n import N_
from smbcrm.membership.custom_fields.types import (
    KINDS,
    BadChoices,
    BadPlace,
    ChoiceInUse,
    CustomField,
    FieldChanges,
    FieldKind,
    KindCannotHold,
    NewField,
)
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.entry_form import EntryForm, change, only_new
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.typed_numbers import read_count

_COMMAS = str.maketrans("，、;；", ",,,,")


class FieldForm(EntryForm):
    """The list is asked for where it is one of a list; the place of one that is there already."""

    def __init__(self, part: Part) -> None:
        super().__init__(part, "field", 2)
        self._field: CustomField | None = None
        say = self.desk.say
        self.name = self.line("name", N_("Name"))
        self.kind = self.choice(
            "kind", N_("Kind"), [(one, say(words), "") for one, words in KINDS.items()]
        )
        self.list = self.line("list", N_("List"), say(N_("with commas between")))
        self.place = self.line("place", N_("Place among the fields"))
        for field in (self.name, self.kind, self.list, self.place):
            self.put(field)
        self.kind.changed.connect(lambda _: self._show_list())
        self.places = {
            BadChoices: self.list,
            ChoiceInUse: self.list,
            KindCannotHold: self.kind,
            BadPlace: self.place,
        }

    def begin(self, field: CustomField | None, count: int) -> None:
        """Show a field to be changed, or None to add one behind so many others."""
        self._field = field
        shown = field or CustomField(0, "", FieldKind.TEXT, (), count + 1)
        self.kind.choose(shown.kind.value)
        texts = (shown.name, ", ".join(shown.choices), str(shown.place))
        self.fill(zip((self.name, self.list, self.place), texts, strict=True))
        self.place.setVisible(field is not None)
        self._show_list()
        self.open_at("" if field is None else str(field.id), self.name)

    def asked(self) -> Save[Any]:
        """Return what adds or changes the field."""
        desk, field = self.desk, self._field
        fields = desk.services.custom_fields
        typed = NewField(self.needed(self.name), FieldKind(str(self.kind.value())), self._choices())
        if field is None:

            def away(made: CustomField) -> Work:
                return partial(fields.edit, made.id, FieldChanges(active=False), desk.act())

            work = partial(fields.add, typed, desk.act())
            return Save(typed.name, work, away, renews=True, done=self.done)
        place = self.read(self.place, read_count)
        changes = FieldChanges(typed.name, typed.kind, typed.choices, place)
        changes = only_new(changes, changes.back_to(field))
        edit: Any = partial(fields.edit, field.id)
        return replace(change(self.part, field.name, edit, changes, self.done), renews=True)

    def _choices(self) -> tuple[str, ...]:
        if self.list.isHidden():
            return ()
        entries = self.list.text().translate(_COMMAS).split(",")
        return tuple(filter(None, map(str.strip, entries)))

    def _show_list(self) -> None:
        self.list.setVisible(str(self.kind.value()) == FieldKind.CHOICE)
