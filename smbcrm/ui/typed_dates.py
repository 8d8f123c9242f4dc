"""Dates as people type them."""

import datetime as dt
import unicodedata

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_


class NotADate(UserError):
    """A text that is no date."""

    msgid = N_("“{text}” is not a date. Write it as 2026-03-05.")


def read_date(text: str) -> dt.date | None:
    """Return a date typed as 2026-03-05, None for an empty text; raise NotADate."""
    meant = unicodedata.normalize("NFKC", text).strip()
    if not meant:
        return None
    try:
        return dt.date.fromisoformat(meant)
    except ValueError:
        raise NotADate(text=text) from None
