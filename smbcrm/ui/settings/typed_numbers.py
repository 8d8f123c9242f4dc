"""Numbers that are no money, as people type them: counts, factors, percentages."""

from smbcrm.core.amounts import AmountRefused, NegativeAmount, parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency

_COUNT = Currency("", 0)
_HUNDREDTHS = Currency("", 2)
_SIGNS = str.maketrans("", "", "%％×xX")


class NotACount(UserError):
    """A text that is no whole number."""

    msgid = N_("“{text}” is not a whole number. Type one with digits, for example 300.")


class NegativeCount(NotACount):
    """A count below zero."""

    msgid = N_("“{text}” is negative. Type a whole number of zero or more.")


class NotANumber(UserError):
    """A text that is no number, or one with too many decimals."""

    msgid = N_("“{text}” is not a number. Type it with at most two decimals, for example 1.5.")


def read_count(text: str) -> int:
    """Return a whole number of at least 0; raise NotACount."""
    try:
        return parse_amount(text, _COUNT)
    except NegativeAmount:
        raise NegativeCount(text=text) from None
    except AmountRefused:
        raise NotACount(text=text) from None


def read_hundredths(text: str) -> int:
    """Return a factor or a percentage in hundredths, with its sign or without; raise NotANumber.

    >>> read_hundredths("×1.5"), read_hundredths("7,25 %"), read_hundredths("10")
    (150, 725, 1000)
    """
    try:
        return parse_amount(text.translate(_SIGNS), _HUNDREDTHS)
    except AmountRefused:
        raise NotANumber(text=text) from None


def shown_hundredths(value: int) -> str:
    """Return a factor or a percentage as its field shows it.

    >>> shown_hundredths(150), shown_hundredths(725), shown_hundredths(1000)
    ('1.5', '7.25', '10')
    """
    whole, part = divmod(value, 100)
    return f"{whole}.{part:02}".rstrip("0").rstrip(".")
