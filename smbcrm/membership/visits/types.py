"""What is done with visits: what is asked for, and what the till refuses."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.serving import Serves


class ExtensionReason(StrEnum):
    """Why visits last longer: codes, because the ledger holds no free text."""

    ILLNESS = "illness"
    SHOP_CLOSED = "shop_closed"
    GOODWILL = "goodwill"
    CORRECTION = "correction"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class UseRequest:
    """Visits used by a customer; of another customer's package where `owner` is given.

    `served` names who served; nobody: who records it.
    """

    act: Act
    customer: int
    package: str
    count: int = 1
    owner: int | None = None
    served: tuple[Serves, ...] = ()


@dataclass(frozen=True, slots=True)
class PauseRequest:
    """A package of a customer that stands still from today on, or goes on today."""

    act: Act
    customer: int
    package: str


@dataclass(frozen=True, slots=True)
class ExtendRequest:
    """The visits of a package that last until a day at least."""

    act: Act
    customer: int
    package: str
    until: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class VisitUsed:
    """A use that stands: when, how many, who came (their name or code), and who served them.

    `left` is what was there afterwards; a pass stays 1.
    """

    date: dt.date
    count: int
    left: int
    customer: int
    name: str
    staff: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often visits of a package are used: the usual gap in days, and how many at once.

    `used_up` is the day on which none would be left if that goes on.
    """

    gap: int
    used_up: dt.date
    at_once: int


class NotPaused(UserError):
    """There is nothing to go on with."""

    msgid = N_("{package} is not paused: nothing has to go on.")


class Shortens(UserError):
    """An extension would make nothing longer."""

    msgid = N_("All that is left of {package} lasts until {until} already. Choose a later date.")


class NeverEnds(UserError):
    """What never ends is not extended."""

    msgid = N_("What is left of {package} never ends. There is nothing to extend.")


class TooLate(UserError):
    """An end that nobody will live to see."""

    msgid = N_("A package lasts until {date} at the latest. Choose an earlier date.")
