"""Segments: the use cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.customers.conditions import Choice
from smbcrm.membership.customers.lists import CustomerFilter
from smbcrm.membership.requests.steps import note_rules
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.segments import codec
from smbcrm.membership.segments.kind import Known
from smbcrm.membership.segments.own import kinds_of
from smbcrm.membership.segments.ports import SegmentDesk
from smbcrm.membership.segments.rules import choice_of, read_filter
from smbcrm.membership.segments.types import (
    DamagedSegment,
    KindForm,
    NewerSegment,
    Segment,
    SegmentExists,
    Shown,
    UnknownSegment,
    Where,
)
from smbcrm.membership.staff.rolls import clean_name
from smbcrm.membership.staff.steps import Moment, once


@dataclass(frozen=True, slots=True)
class SegmentService:
    """Keeps filters of customers under names. The same request again changes nothing.

    What a segment finds is worked out anew each time it is asked.
    """

    uow: UnitOfWork[SegmentDesk]
    clock: Clock

    def all(self, *, counted: bool = True) -> tuple[Shown, ...]:
        """Return every segment by name; `counted`: with how many customers it finds now."""

        def read(work: SegmentDesk) -> tuple[Shown, ...]:
            return tuple(self._shown(work, one, counted=counted) for one in work.segments.all())

        return self.uow.read(read)

    def forms(self) -> tuple[KindForm, ...]:
        """Return every kind of condition, with what a form needs to ask for it in this shop."""

        def read(work: SegmentDesk) -> tuple[KindForm, ...]:
            known = self._known(work)
            shown = (one for one in work.custom_fields.all() if one.active)
            return tuple(
                KindForm(one.name, one.heading, Text(one.form), one.shape, one.options(known))
                for one in kinds_of(shown).values()
            )

        return self.uow.read(read)

    def look(self, where: Where) -> Shown:
        """Return conditions that are not saved, as they would be kept and as they say themselves.

        Raises what `read_filter` raises.
        """

        def read(work: SegmentDesk) -> Shown:
            known = self._known(work)
            chosen = read_filter(where, known)
            return Shown("", chosen.where, choice_of(chosen, known).sentence, None)

        return self.uow.read(read)

    def choose(self, where: Where, of: str | None = None) -> CustomerFilter:
        """Return the customers of conditions that are not saved; everybody where there are none.

        Only those `of` a segment, where one is named. Raises as `chosen`, and what `read_filter`
        raises.
        """
        if of is None:
            return self.uow.read(self._choose, where)

        def read(work: SegmentDesk) -> CustomerFilter:
            both = self._chosen(work, _called(work, of)).choice, self._choose(work, where).choice
            conditions = tuple(one for choice in both if choice for one in choice.conditions)
            return CustomerFilter(choice=Choice(self._known(work).day, conditions))

        return self.uow.read(read)

    def count(self, wheres: Sequence[Where]) -> tuple[int, ...]:
        """Return how many customers each of these finds now; raises as `choose`."""

        def read(work: SegmentDesk) -> tuple[int, ...]:
            return tuple(work.customer_list.count(self._choose(work, one)) for one in wheres)

        return self.uow.read(read)

    def save(
        self, name: str, where: Where, act: Act | None = None, *, replace: bool = False
    ) -> Shown:
        """Keep a filter under a name; `replace` the one that is there.

        Raises BadName, SegmentExists, and what `read_filter` raises. To take it back: `remove` it,
        or save the former one again.
        """
        return self.uow.run(self._save, name, where, act or Act(uuid7(self.clock)), replace=replace)

    def rename(self, name: str, new: str, act: Act | None = None) -> Shown:
        """Give a segment another name; raise UnknownSegment, BadName or SegmentExists."""
        return self.uow.run(self._rename, name, new, act or Act(uuid7(self.clock)))

    def remove(self, name: str, act: Act | None = None) -> None:
        """Remove a segment, and none of its customers; raise UnknownSegment."""
        self.uow.run(self._remove, name, act or Act(uuid7(self.clock)))

    def chosen(self, name: str) -> CustomerFilter:
        """Return the customers of a segment, as lists are asked for them.

        Raises UnknownSegment, NewerSegment or DamagedSegment.
        """
        return self.uow.read(lambda work: self._chosen(work, _called(work, name)))

    def statement(self, name: str) -> str:
        """Return the SQL that finds a segment's customers today; raises as `chosen`.

        It only reads, and holds its values: it runs as it stands in the shell of the database.
        """

        def read(work: SegmentDesk) -> str:
            return work.customer_list.statement(self._chosen(work, _called(work, name)))

        return self.uow.read(read)

    def _save(
        self, work: SegmentDesk, name: str, where: Where, act: Act, *, replace: bool
    ) -> Shown:
        notes: list[tuple[int, str, str]] = []

        def step(_: Moment) -> Done:
            kept = clean_name(name, set())
            content = codec.written(read_filter(where, self._known(work)))
            former = work.segments.get(kept, hold=True)
            if former is not None and not replace:
                raise SegmentExists(name=former.name)
            if former is None:
                number, before = work.segments.add(kept, content), ""
            else:
                number, before = former.id, former.content
                work.segments.put(Segment(number, kept, content))
            work.record(SetUpChanged(SetUp.SEGMENTS))
            notes.append((number, before, content))
            return Done(str(number))

        asked = {"name": name, "where": where, "replace": replace or None}
        made = once(work, self.clock, act, "segment_save", asked, step)
        _note(work, act, notes)
        return self._shown(work, _numbered(work, int(made), name))

    def _rename(self, work: SegmentDesk, name: str, new: str, act: Act) -> Shown:
        def step(_: Moment) -> Done:
            kept = clean_name(new, set())
            segment = _called(work, name, hold=True)
            other = work.segments.get(kept, hold=True)
            if other is not None and other.id != segment.id:
                raise SegmentExists(name=other.name)
            work.segments.put(segment._replace(name=kept))
            work.record(SetUpChanged(SetUp.SEGMENTS))
            return Done(str(segment.id))

        asked = {"name": name, "new": new}
        number = once(work, self.clock, act, "segment_rename", asked, step)
        return self._shown(work, _numbered(work, int(number), new))

    def _remove(self, work: SegmentDesk, name: str, act: Act) -> None:
        notes: list[tuple[int, str, str]] = []

        def step(_: Moment) -> Done:
            segment = _called(work, name, hold=True)
            work.segments.remove(segment.id)
            work.record(SetUpChanged(SetUp.SEGMENTS))
            notes.append((segment.id, segment.content, ""))
            return Done(str(segment.id))

        once(work, self.clock, act, "segment_remove", {"name": name}, step)
        _note(work, act, notes)

    def _shown(self, work: SegmentDesk, segment: Segment, *, counted: bool = True) -> Shown:
        try:
            chosen = self._chosen(work, segment)
        except UserError as refusal:
            return Shown(segment.name, (), refusal, None)
        where = codec.read(segment.content).where
        count = work.customer_list.count(chosen) if counted else None
        return Shown(segment.name, where, chosen.sentence, count)

    def _choose(self, work: SegmentDesk, where: Where) -> CustomerFilter:
        if not where:
            return CustomerFilter()
        known = self._known(work)
        return CustomerFilter(choice=choice_of(read_filter(where, known), known))

    def _chosen(self, work: SegmentDesk, segment: Segment) -> CustomerFilter:
        try:
            choice = choice_of(codec.read(segment.content), self._known(work))
        except codec.NewerFilter:
            raise NewerSegment(name=segment.name) from None
        except ValueError:
            raise DamagedSegment(name=segment.name) from None
        return CustomerFilter(choice=choice)

    def _known(self, work: SegmentDesk) -> Known:
        shop = work.settings.shop()
        return Known(work, shop, shop.day.date(self.clock.now()))


def _called(work: SegmentDesk, name: str, *, hold: bool = False) -> Segment:
    found = work.segments.get(name.strip(), hold=hold)
    if found is None:
        raise UnknownSegment(name=name)
    return found


def _numbered(work: SegmentDesk, number: int, name: str) -> Segment:
    """Return the segment of a number; raise UnknownSegment where it was removed since."""
    for one in work.segments.all():
        if one.id == number:
            return one
    raise UnknownSegment(name=name)


def _note(work: SegmentDesk, act: Act, notes: list[tuple[int, str, str]]) -> None:
    """Keep what became of a segment: by its number, as nobody erases there."""
    for number, before, after in notes:
        note_rules(work, act, f"segment {number}", {"content": before}, {"content": after})
