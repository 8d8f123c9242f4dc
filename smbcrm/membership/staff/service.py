"""Staff and tills: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.ports import ActWork
from smbcrm.membership.staff.steps import Moment, once
from smbcrm.membership.staff.types import BadName, NameTaken, Staff, Terminal

_LONGEST = 80


def _clean(name: str, taken: set[str]) -> str:
    clean = name.strip()
    if not 1 <= len(clean) <= _LONGEST or not clean.isprintable():
        raise BadName
    if clean in taken:
        raise NameTaken(name=clean)
    return clean


@dataclass(frozen=True, slots=True)
class StaffService:
    """Lists and adds staff and tills."""

    uow: UnitOfWork[ActWork]
    clock: Clock

    def staff(self) -> tuple[Staff, ...]:
        """Return those who work here."""
        return self.uow.read(lambda work: work.staff.staff())

    def terminals(self) -> tuple[Terminal, ...]:
        """Return the tills."""
        return self.uow.read(lambda work: work.staff.terminals())

    def add_staff(self, name: str, act: Act | None = None) -> Staff:
        """Add somebody; the same request again adds nobody. Raises BadName or NameTaken."""
        return self.uow.run(self._add_staff, name, act or Act(uuid7(self.clock)))

    def add_terminal(self, name: str, act: Act | None = None) -> Terminal:
        """Add a till; the same request again adds none. Raises BadName or NameTaken."""
        return self.uow.run(self._add_terminal, name, act or Act(uuid7(self.clock)))

    def _add_staff(self, work: ActWork, name: str, act: Act) -> Staff:
        def step(_: Moment) -> Done:
            clean = _clean(name, {one.name for one in work.staff.staff()})
            return Done(str(work.staff.add_staff(clean).id))

        made = int(once(work, self.clock, act, "staff_add", {"name": name}, step))
        return next(one for one in work.staff.staff() if one.id == made)

    def _add_terminal(self, work: ActWork, name: str, act: Act) -> Terminal:
        def step(_: Moment) -> Done:
            clean = _clean(name, {one.name for one in work.staff.terminals()})
            return Done(str(work.staff.add_terminal(clean).id))

        made = int(once(work, self.clock, act, "terminal_add", {"name": name}, step))
        return next(one for one in work.staff.terminals() if one.id == made)
