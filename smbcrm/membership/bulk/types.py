"""Many customers at once: the facts."""

from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, NN_, Counted

GONE = NN_("{count} is no longer here", "{count} are no longer here")
HAS_IT = NN_("{count} has it already", "{count} have it already")
HAS_NOT = NN_("{count} does not have it", "{count} do not have it")
SAID_SO = NN_("{count} has said so already", "{count} have said so already")
SAID_NO = NN_("{count} has said no before", "{count} have said no before")
NO_CONTACT = NN_("{count} does not want to be contacted", "{count} do not want to be contacted")
DECEASED = NN_("{count} is deceased", "{count} are deceased")
OTHER_TIER = NN_("{count} is of another tier", "{count} are of another tier")
REFUSED = NN_("{count} was refused", "{count} were refused")


class NoHow(UserError):
    """A yes of many to which nobody says how it was given."""

    msgid = N_("Say how they agreed: it is kept as the proof.")


class LeftOut(NamedTuple):
    """Why some are left out, and how many they are."""

    why: Counted
    many: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """For how many a deed would be done, and who would be left out."""

    fit: int
    left: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """For whom a deed was done, who was left out, and what ended it before all were through.

    `stopped`: somebody wanted so; `fault`: what went wrong after some were done. Whoever is named
    in `done` has it whole.
    """

    done: tuple[int, ...]
    left: tuple[LeftOut, ...]
    stopped: bool = False
    fault: Exception | None = None
