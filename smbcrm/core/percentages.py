"""Percentages in hundredths of a percent, as people read and say them."""

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency

WHOLE = 10_000
"""All of it."""

_PERCENT = 100
_TENTH = 1_000


def percent_text(hundredths: int) -> str:
    """Return hundredths of a percent as people read them.

    >>> percent_text(1_000), percent_text(1_250)
    ('10', '12.5')
    """
    return _trimmed(hundredths, 2)


def percent_off(hundredths: int) -> Text:
    """Return a discount as shops say it: −15 %, and in Chinese what is left to pay in tenths.

    That is 8.5 折 (`tenths`); Taiwan says 85 折 (`digits`) where a whole percent is left.
    """
    if hundredths == WHOLE:
        return Text(N_("−100 %"))
    left = WHOLE - hundredths
    tenths = _trimmed(left, 3)
    whole = left % _PERCENT == 0 and left >= _TENTH
    digits = tenths.replace(".", "") if whole else tenths
    return Text(
        N_("−{off} %"), {"off": percent_text(hundredths), "tenths": tenths, "digits": digits}
    )


def _trimmed(value: int, decimals: int) -> str:
    return Currency("", decimals).plain(value).rstrip("0").rstrip(".")
