"""Notes and coins: what there is of a currency, and what so many of them come to."""

from collections.abc import Mapping

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency, Money

# In hundredths of the currency, the largest first; as the central banks issue them in 2026.
_USUAL = "10000 5000 2000 1000 500 200 100 50 20 10 5 2 1"
_ISSUED: Mapping[str, str] = {
    "USD": "10000 5000 2000 1000 500 100 25 10 5 1",
    "CAD": "10000 5000 2000 1000 500 200 100 25 10 5",
    "AUD": "10000 5000 2000 1000 500 200 100 50 20 10 5",
    "NZD": "10000 5000 2000 1000 500 200 100 50 20 10",
    "EUR": "20000 10000 5000 2000 1000 500 200 100 50 20 10 5 2 1",
    "GBP": "5000 2000 1000 500 200 100 50 20 10 5 2 1",
    "CNY": "10000 5000 2000 1000 500 100 50 10",
    "HKD": "100000 50000 10000 5000 2000 1000 500 200 100 50 20 10",
    "MOP": "100000 50000 10000 5000 2000 1000 500 200 100 50 20 10",
    "SGD": "10000 5000 1000 500 200 100 50 20 10 5",
    "MYR": "10000 5000 2000 1000 500 100 50 20 10 5",
    "THB": "100000 50000 10000 5000 2000 1000 500 200 100 50 25",
    "TWD": "200000 100000 50000 20000 10000 5000 1000 500 100",
    "JPY": "1000000 500000 200000 100000 50000 10000 5000 1000 500 100",
    "KRW": "5000000 1000000 500000 100000 50000 10000 5000 1000",
}
_MOST = 100_000
"""More pieces of one kind lie in no drawer."""


class BadPieces(UserError):
    """A count of notes or coins that cannot be."""

    msgid = N_("{count} pieces of {worth} cannot be. Count from 0 to {most}.")


class NoSuchPiece(UserError):
    """A note or coin that the currency does not have."""

    msgid = N_("There is no note or coin of {worth}. Use these: {known}.")


class CountsDisagree(UserError):
    """A sum beside notes and coins that come to another one."""

    msgid = N_(
        "The notes and coins come to {pieces}, the sum typed is {counted}. Mend one of them."
    )


def worths(currency: Currency) -> tuple[int, ...]:
    """Return what the notes and coins of a currency are worth, the largest first, in minor units.

    What is less than the shop's smallest unit is left out.

    >>> worths(Currency.of("TWD"))
    (2000, 1000, 500, 200, 100, 50, 10, 5, 1)
    """
    hundredths = map(int, _ISSUED.get(currency.code, _USUAL).split())
    made = (divmod(worth * currency.unit, 100) for worth in hundredths)
    return tuple(minor for minor, rest in made if not rest)


def sum_of(pieces: Mapping[int, int], currency: Currency) -> int:
    """Return what notes and coins come to, in minor units; raise NoSuchPiece or BadPieces."""
    known = worths(currency)
    for worth, count in pieces.items():
        if worth not in known:
            money = [Money(one, currency) for one in known]
            raise NoSuchPiece(worth=Money(worth, currency), known=money)
        if not 0 <= count <= _MOST:
            raise BadPieces(count=count, worth=Money(worth, currency), most=_MOST)
    return sum(worth * count for worth, count in pieces.items())


def counted(one_sum: int | None, pieces: Mapping[int, int], currency: Currency) -> int | None:
    """Return what was counted, by pieces or as one sum; None where nothing was.

    Raises NoSuchPiece, BadPieces, and CountsDisagree where both were given and differ.
    """
    if not pieces:
        return one_sum
    total = sum_of(pieces, currency)
    if one_sum is not None and one_sum != total:
        raise CountsDisagree(pieces=Money(total, currency), counted=Money(one_sum, currency))
    return total
