"""Requests: the facts."""

import datetime as dt
from dataclasses import dataclass

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


class BadRequestId(UserError):
    """A request id that is no UUID."""

    msgid = N_("{request} is no request id. Use a UUID, or leave it out.")


class RequestReused(UserError):
    """The request id was used before with other arguments."""

    msgid = N_(
        "The request {request} was recorded before with other arguments. Nothing was recorded now. "
        "Look at it with: smbcrm history, and use a new request id for something new."
    )
