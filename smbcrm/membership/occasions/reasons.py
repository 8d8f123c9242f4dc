"""Why a typed date is not taken: each refusal says what to write instead."""

from typing import Final

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.occasions.types import Unreadable

EMPTY: Final = N_("The date is empty.")
NOT_A_DATE: Final = N_("“{text}” is not a date we can read. Write it as 1990-03-05.")
BARE_NUMBER: Final = N_("“{text}” is a bare number. Write the date as 1990-03-05.")
AGE: Final = N_("“{text}” is an age. Write the date of birth.")
YEAR_ONLY: Final = N_("“{text}” is a year only. Write month and day too.")
DAY_ONLY: Final = N_("“{text}” is a day only. Write the month too.")
SHORT_YEAR: Final = N_("The year in “{text}” does not have four digits. Write it in full.")
EARLY_YEAR: Final = N_("The year in “{text}” is too long ago. Correct it.")
FUTURE: Final = N_("“{text}” is in the future. Correct the date.")
WHICH_DAY: Final = N_(
    "In “{text}” day and month could be either way round. Write it as 1990-03-05."
)
WHICH_CALENDAR: Final = N_("“{text}” could be solar or lunar. Write 公历 or 农历 before it.")
# In Chinese use, New Year's Eve of 1985 is the end of lunar 1984 to some and of 1985 to others.
WHICH_EVE: Final = N_(
    "“{text}” could be the end of that lunar year or of the one before."
    " Write 农历 before it for the lunar year that ends, or leave the year out."
)
_SHOWN = 40


def refused(reason: str, text: str) -> Unreadable:
    """Return the refusal of a text, of which no more than its beginning is repeated."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return Unreadable(Text(reason, {"text": shown}))
