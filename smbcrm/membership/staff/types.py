"""Staff and terminals: the facts."""

from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_

OWNER = N_("Owner")
FIRST_TERMINAL = N_("Till 1")


class Staff(NamedTuple):
    """Somebody who works in the shop, or did so (not active)."""

    id: int
    name: str
    active: bool = True


class Terminal(NamedTuple):
    """A till: one counter PC; not active: it is used no more."""

    id: int
    name: str
    active: bool = True


class UnknownStaff(UserError):
    """Nobody of that name works here."""

    msgid = N_("Nobody called {name} works here. Known: {known}.")


class UnknownTerminal(UserError):
    """There is no till of that name."""

    msgid = N_("There is no till called {name}. Known: {known}.")


class NameTaken(UserError):
    """A staff member or till of that name exists."""

    msgid = N_("{name} is taken. Choose another name.")


class BadName(UserError):
    """A name that cannot be used for staff or a till."""

    msgid = N_("A name needs 1 to 80 signs, without line breaks.")


class LastStaff(UserError):
    """A shop without anybody could record nothing."""

    msgid = N_("{name} is the only one who works here. Add or switch on somebody else first.")


class LastTerminal(UserError):
    """A shop without a till could record nothing."""

    msgid = N_("{name} is the only till. Add or switch on another one first.")
