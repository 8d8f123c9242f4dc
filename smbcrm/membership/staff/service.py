"""Staff and tills: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.requests.steps import once
from smbcrm.membership.requests.types import Act
from smbcrm.membership.staff.ports import StaffWork
from smbcrm.membership.staff.types import (
    BadName,
    NameTaken,
    Staff,
    Terminal,
    UnknownStaff,
    UnknownTerminal,
)

_LONGEST = 80


def staff_called(work: StaffWork, name: str | None) -> Staff:
    """Return the staff member of that name, the first one for None."""
    known = work.staff.staff()
    for one in known:
        if name is None or one.name == name:
            return one
    raise UnknownStaff(name=name, known=[one.name for one in known])


def terminal_called(work: StaffWork, name: str | None) -> Terminal:
    """Return the till of that name, the first one for None."""
    known = work.staff.terminals()
    for one in known:
        if name is None or one.name == name:
            return one
    raise UnknownTerminal(name=name, known=[one.name for one in known])


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

    uow: UnitOfWork[StaffWork]
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

    @staticmethod
    def _add_staff(work: StaffWork, name: str, act: Act) -> Staff:
        def step() -> str:
            clean = _clean(name, {one.name for one in work.staff.staff()})
            return str(work.staff.add_staff(clean).id)

        made = int(once(work, act, "staff_add", {"name": name}, step))
        return next(one for one in work.staff.staff() if one.id == made)

    @staticmethod
    def _add_terminal(work: StaffWork, name: str, act: Act) -> Terminal:
        def step() -> str:
            clean = _clean(name, {one.name for one in work.staff.terminals()})
            return str(work.staff.add_terminal(clean).id)

        made = int(once(work, act, "terminal_add", {"name": name}, step))
        return next(one for one in work.staff.terminals() if one.id == made)
