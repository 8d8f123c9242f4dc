"""Notes: the facts, and what is refused."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a day, and the id of whoever of the staff wrote it down."""

    id: int
    at: dt.datetime
    staff: int
    text: str


class NoSuchNote(UserError):
    """The note is gone: taken away at another till, or never this customer's."""

    msgid = N_("This note is not there any more.")
