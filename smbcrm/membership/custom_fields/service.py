"""Custom fields: the use cases.

What only reads is loaded at once, what changes something with the first change.
"""

from collections.abc import Callable
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.custom_fields.ports import CustomFieldWork
from smbcrm.membership.custom_fields.types import (
    CustomField,
    FieldChanges,
    NameOfOurs,
    NewField,
)
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once

# ruff: noqa: PLC0415 - see above


@dataclass(frozen=True, slots=True)
class CustomFieldService:
    """Adds, lists and edits fields; none is ever deleted. The same request counts once.

    `is_heading` tells whether lists of customers know a name as a column already.
    """

    uow: UnitOfWork[CustomFieldWork]
    clock: Clock
    is_heading: Callable[[str], bool]

    def all(self) -> tuple[CustomField, ...]:
        """Return every field by its place, retired ones too."""
        return self.uow.read(lambda work: work.custom_fields.all())

    def add(self, new: NewField, act: Act | None = None) -> CustomField:
        """Add a field behind the others.

        Raises BadFieldName, NameOfOurs, FieldNameTaken, BadChoices, NoListHere, TooManyFields.
        """
        return self.uow.run(self._add, new, act or Act(uuid7(self.clock)))

    def edit(
        self, field: str | int, changes: FieldChanges, act: Act | None = None
    ) -> Changed[CustomField]:
        """Change a field, named or by its id.

        Raises UnknownField, NoFieldsYet, BadPlace, ChoiceInUse, KindCannotHold, and as `add`.
        """
        return self.uow.run(self._edit, field, changes, act or Act(uuid7(self.clock)))

    def _add(self, work: CustomFieldWork, new: NewField, act: Act) -> CustomField:
        from smbcrm.membership.custom_fields import rules

        def step(_: Moment) -> Done:
            known = work.custom_fields.all(hold=True)
            rules.check_room(known)
            added = rules.checked(new, known)
            self._check_heading(added.name)
            work.record(SetUpChanged(SetUp.FIELDS))
            return Done(str(work.custom_fields.add(added, len(known) + 1)))

        asked = {"name": new.name, "kind": new.kind, "choices": new.choices}
        made = int(once(work, self.clock, act, "field_add", asked, step))
        return _known(work)[made]

    def _edit(
        self, work: CustomFieldWork, field: str | int, changes: FieldChanges, act: Act
    ) -> Changed[CustomField]:
        from smbcrm.membership.custom_fields import rules

        former: list[CustomField] = []

        def step(_: Moment) -> Done:
            known = work.custom_fields.all(hold=True)
            before = rules.called(field, known)
            held = work.custom_fields.held(before.id)
            after = rules.changed(before, changes, known, held)
            if rules.name_key(after.name) != rules.name_key(before.name):
                self._check_heading(after.name)
            work.custom_fields.put(rules.in_order(known, after))
            work.record(SetUpChanged(SetUp.FIELDS))
            former.append(before)
            return Done(str(before.id))

        asked = {"field": field, **changes.given()}
        kept = int(once(work, self.clock, act, "field_edit", asked, step))
        return Changed(_known(work)[kept], *former)

    def _check_heading(self, name: str) -> None:
        if self.is_heading(name):
            raise NameOfOurs(name=name)


def _known(work: CustomFieldWork) -> dict[int, CustomField]:
    return {one.id: one for one in work.custom_fields.all()}
