"""Requests: the facts."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_


@dataclass(frozen=True, slots=True)
class Act:
    """Who does it where, under which request id, for which business date; None: the usual one."""

    request_id: str
    staff: str | None = None
    terminal: str | None = None
    date: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A request that was carried out: the hash of what was asked, and the first answer."""

    hash: str
    result: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a step did: its answer in ids, never names, and the customer it was about."""

    result: str
    customer: int | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """A request that was carried out, as it is kept: what, who, where, when, about whom."""

    id: str
    kind: str
    hash: str
    done: Done
    staff: int
    terminal: int
    recorded_at: dt.datetime


class RuleChange(NamedTuple):
    """One rule of the shop that a request changed: its name, and what it was and is, as text."""

    rule: str
    before: str
    after: str


class Signature(NamedTuple):
    """Who changed something, where and when, by which request of which kind.

    What comes `in_bulk` says in one line that somebody came, and not field by field.
    """

    act: str
    request: str
    staff: int
    terminal: int
    at: dt.datetime
    in_bulk: bool = False


class BadRequestId(UserError):
    """A request id that is no UUID."""

    msgid = N_("{request} is no request id. Use a UUID, or leave it out.")


class RequestReused(UserError):
    """The request id was used before with other arguments."""

    msgid = N_(
        "The request {request} was recorded before with other arguments. Nothing was recorded now."
    )
    command = N_("Look at it with: smbcrm history, and use a new request id for something new.")


class DateInFuture(UserError):
    """A business date after today's."""

    msgid = N_("{date} is in the future. Today's business date is {today}.")


class DateTooEarly(UserError):
    """A business date before any shop kept books with us in mind."""

    msgid = N_("{date} is too long ago. Give a date from {first} on.")


class DateFollows(UserError):
    """A date for something whose date follows from what was recorded before."""

    msgid = N_("The date of this follows from what was recorded before. Leave out --date.")


class NoDateHere(UserError):
    """A date for something that bears none: it counts from the moment it is done."""

    msgid = N_("This bears no business date: it counts from now on. Leave out --date.")
