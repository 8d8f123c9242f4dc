"""Staff and tills by name."""

from smbcrm.membership.staff.ports import StaffWork
from smbcrm.membership.staff.types import Staff, Terminal, UnknownStaff, UnknownTerminal


def staff_called(work: StaffWork, name: str | None) -> Staff:
    """Return the staff member of that name, the first one for None; raise UnknownStaff."""
    known = work.staff.staff()
    for one in known:
        if name is None or one.name == name:
            return one
    raise UnknownStaff(name=name, known=[one.name for one in known])


def owner_of(work: StaffWork) -> Staff:
    """Return the owner: until there are roles, whoever was there on the first day of the shop."""
    return min(work.staff.all_staff(), key=lambda one: one.id)


def terminal_called(work: StaffWork, name: str | None) -> Terminal:
    """Return the till of that name, the first one for None; raise UnknownTerminal."""
    known = work.staff.terminals()
    for one in known:
        if name is None or one.name == name:
            return one
    raise UnknownTerminal(name=name, known=[one.name for one in known])


def terminal_name(work: StaffWork, number: int) -> str:
    """Return what a till is called, also one that is used no more."""
    return next(one.name for one in work.staff.all_terminals() if one.id == number)
