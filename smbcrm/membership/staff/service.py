"""Staff and tills: the use cases.

What only reads is loaded at once, what changes something with the first change.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.staff.ports import ActWork

if TYPE_CHECKING:
    from smbcrm.membership.changes.types import Changed
    from smbcrm.membership.requests.types import Act
    from smbcrm.membership.staff.types import Staff, Terminal

# ruff: noqa: PLC0415 - see above


@dataclass(frozen=True, slots=True)
class StaffService:
    """Lists, adds, renames and switches off staff and tills; none is ever deleted.

    `who` and `which` are an id, or the name as it was when the request was first sent. The same
    request again changes nothing.
    """

    uow: UnitOfWork[ActWork]
    clock: Clock

    def staff(self) -> "tuple[Staff, ...]":
        """Return those who work here."""
        return self.uow.read(lambda work: work.staff.staff())

    def terminals(self) -> "tuple[Terminal, ...]":
        """Return the tills that are used."""
        return self.uow.read(lambda work: work.staff.terminals())

    def all_staff(self) -> "tuple[Staff, ...]":
        """Return everybody who ever worked here, in the order they came."""
        return self.uow.read(lambda work: work.staff.all_staff())

    def all_terminals(self) -> "tuple[Terminal, ...]":
        """Return every till there ever was, in the order they came."""
        return self.uow.read(lambda work: work.staff.all_terminals())

    def add_staff(self, name: str, act: "Act | None" = None) -> "Staff":
        """Add somebody. Raises BadName or NameTaken."""
        from smbcrm.membership.staff import rolls

        return self.uow.run(rolls.add, self.clock, rolls.STAFF, name, self._act(act))

    def add_terminal(self, name: str, act: "Act | None" = None) -> "Terminal":
        """Add a till. Raises BadName or NameTaken."""
        from smbcrm.membership.staff import rolls

        return self.uow.run(rolls.add, self.clock, rolls.TERMINALS, name, self._act(act))

    def rename_staff(self, who: int | str, name: str, act: "Act | None" = None) -> "Changed[Staff]":
        """Give somebody another name. Raises UnknownStaff, BadName, NameTaken."""
        from smbcrm.membership.staff import rolls

        return self.uow.run(rolls.rename, self.clock, rolls.STAFF, who, name, self._act(act))

    def rename_terminal(
        self, which: int | str, name: str, act: "Act | None" = None
    ) -> "Changed[Terminal]":
        """Give a till another name. Raises UnknownTerminal, BadName, NameTaken."""
        from smbcrm.membership.staff import rolls

        return self.uow.run(rolls.rename, self.clock, rolls.TERMINALS, which, name, self._act(act))

    def set_staff_active(
        self, who: int | str, *, active: bool, act: "Act | None" = None
    ) -> "Changed[Staff]":
        """Switch somebody on or off; who is off can do nothing. Raises UnknownStaff, LastStaff."""
        from smbcrm.membership.staff import rolls

        made = self._act(act)
        return self.uow.run(rolls.switch, self.clock, rolls.STAFF, who, active=active, act=made)

    def set_terminal_active(
        self, which: int | str, *, active: bool, act: "Act | None" = None
    ) -> "Changed[Terminal]":
        """Switch a till on or off; nothing is recorded at one that is off.

        Raises UnknownTerminal, LastTerminal.
        """
        from smbcrm.membership.staff import rolls

        made, tills = self._act(act), rolls.TERMINALS
        return self.uow.run(rolls.switch, self.clock, tills, which, active=active, act=made)

    def _act(self, act: "Act | None") -> "Act":
        from smbcrm.membership.requests.types import Act

        return act or Act(uuid7(self.clock))
