"""What the edited cells of a row change in the customer whom we exported.

Only what was edited comes in. What was changed in the shop since the export is a conflict: both
values are told, the shop's stays unless the user said that the list's shall.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smbcrm.core.errors import UserError
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.editable import (
    EditColumn,
    NotTaken,
    Reading,
    Speech,
    in_order,
)
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.people import Crowd, Person
from smbcrm.membership.imports.returned import CODE, Comparison, same_text
from smbcrm.membership.imports.row import ReadRow
from smbcrm.membership.imports.types import Change, Outcome


@dataclass(frozen=True, slots=True)
class Revision:
    """How the list of an export comes back; `theirs` lets the list win over the shop.

    `twice` are codes that stand in several rows, with the first two of these.
    """

    comparison: Comparison
    speech: Speech
    reading: Reading
    columns: Mapping[str, EditColumn]
    twice: Mapping[str, tuple[int, int]]
    theirs: bool


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of a row; changes that were kept out stand in it too."""

    person: Person | None
    outcome: Outcome
    changes: tuple[Change, ...] = ()


def revise(crowd: Crowd, row: ReadRow, revision: Revision) -> Revised:
    """Take the edited cells of a row into account."""
    person = crowd.coded(row.our_code)
    if person is None:
        row.refuse(Field.OUR_CODE, notes.GONE)
        return Revised(None, Outcome.FAILED)
    other = _other_row(row, person, revision)
    if row.changed and other is not None:
        row.refuse(Field.OUR_CODE, notes.SAME_CODE, row=other)
        return Revised(person, Outcome.FAILED)
    before = person.profile
    after, changes = _edited(row, before, revision)
    if _is_nobody(after) and not _is_nobody(before):
        row.refuse(None, notes.NOBODY_LEFT)
        return Revised(person, Outcome.FAILED)
    if after == before:
        return Revised(person, Outcome.UNCHANGED, changes)
    person.profile, person.first = after, row.number
    return Revised(person, Outcome.UPDATED, changes)


def _other_row(row: ReadRow, person: Person, revision: Revision) -> int | None:
    """Return another row of the same customer: a code that was edited may be that of either."""
    same = revision.twice.get(row.our_code, ())
    return next((number for number in same if number != row.number), person.first)


def _edited(
    row: ReadRow, before: Profile, revision: Revision
) -> tuple[Profile, tuple[Change, ...]]:
    changed = row.changed or {}
    for id_ in changed:
        if id_ not in revision.columns and id_ != CODE:
            heading = revision.comparison.heading(id_)
            row.note(None, NoteKind.PROBLEM, notes.FIXED, column=heading)
    after, changes = before, []
    for column in in_order(revision.columns, changed, before):
        try:
            then = column.take(after, changed[column.id], revision.reading)
        except NotTaken as refusal:
            row.note(column.field, NoteKind.PROBLEM, refusal.text.msgid, **refusal.text.params)
            continue
        except UserError as refusal:
            row.note(column.field, NoteKind.PROBLEM, refusal.msgid, **refusal.params)
            continue
        if _shown(column, then, revision) == _shown(column, after, revision):
            continue
        kept = not revision.theirs and _is_conflict(row, column, before, revision)
        changes.append(
            Change(
                row.number,
                row.our_code,
                column.field,
                _shown(column, before, revision),
                _shown(column, then, revision),
                kept,
                _named(before),
                _own(column),
            )
        )
        if kept:
            row.note(column.field, NoteKind.PROBLEM, notes.CONFLICT)
        else:
            after = then
    return after, tuple(changes)


def _is_conflict(row: ReadRow, column: EditColumn, now: Profile, revision: Revision) -> bool:
    """Tell whether a value was changed in the shop, too."""
    value = column.show(now, revision.speech)
    return revision.comparison.differs(row.our_code, column.id, value)


def _shown(column: EditColumn, profile: Profile, revision: Revision) -> str:
    return same_text(column.show(profile, revision.speech))


def _is_nobody(profile: Profile) -> bool:
    return not profile.names and not profile.phones


def overwritten(row: ReadRow, person: Person, revision: Revision) -> Iterator[Change]:
    """Yield what a row without a code of ours changes in somebody who was found otherwise."""
    before = person.before or Profile()
    for column in revision.columns.values():
        was = _shown(column, before, revision)
        now = _shown(column, person.profile, revision)
        if was != now:
            who = _named(before)
            yield Change(
                row.number,
                person.code,
                column.field,
                was,
                now,
                kept=False,
                who=who,
                own=_own(column),
            )


def _own(column: EditColumn) -> str:
    return "" if column.own is None else column.own.name


def arrival(row: ReadRow) -> Change:
    """Return what is told of a row that brings somebody new."""
    name = _named(row.profile) or row.card
    return Change(row.number, "", Field.NAME, "", name, kept=False, who=name)


def _named(profile: Profile) -> str:
    return profile.full_name or next((one.typed for one in profile.phones), "")
