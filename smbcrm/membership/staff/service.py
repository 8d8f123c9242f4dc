"""Staff and tills: the use cases."""

from dataclasses import dataclass

from smbcrm.core.work import UnitOfWork
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

    def staff(self) -> tuple[Staff, ...]:
        """Return those who work here."""
        return self.uow.read(lambda work: work.staff.staff())

    def terminals(self) -> tuple[Terminal, ...]:
        """Return the tills."""
        return self.uow.read(lambda work: work.staff.terminals())

    def add_staff(self, name: str) -> Staff:
        """Add somebody; raise BadName or NameTaken."""
        return self.uow.run(self._add_staff, name)

    def add_terminal(self, name: str) -> Terminal:
        """Add a till; raise BadName or NameTaken."""
        return self.uow.run(self._add_terminal, name)

    @staticmethod
    def _add_staff(work: StaffWork, name: str) -> Staff:
        return work.staff.add_staff(_clean(name, {one.name for one in work.staff.staff()}))

    @staticmethod
    def _add_terminal(work: StaffWork, name: str) -> Terminal:
        return work.staff.add_terminal(_clean(name, {t.name for t in work.staff.terminals()}))
