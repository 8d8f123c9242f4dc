"""Duplicates: pure rules. What makes two customers alike stands in `customers.alike`.

The score says how much speaks for one person, up to 100. It is no probability: what is the same
adds up, names count the more the more alike they are. Where names differ it stays at
`SHARED_AT_MOST` or below, for then two people rather share a phone and an e-mail, as a household
does; above it the names speak for one person, too.
"""

from collections.abc import Collection, Mapping

from smbcrm.membership.customers.likeness import Naming, Reason

MOST_SHARING = 10
"""How many may share a phone, an e-mail, a messenger id, or both name and birthday: so many may be
a household. What more share is a placeholder, or the shop's own, and makes no pairs."""

MOST_BORN = 100
"""How many may share a birthday with its year, of 100,000 customers some 20 do. What more share is
what a spreadsheet or a clerk puts where nothing is known."""

SHARED_AT_MOST = 50

_WEIGHTS: Mapping[Reason, int] = {
    Reason.PHONE: 35,
    Reason.EMAIL: 35,
    Reason.MESSENGER: 45,
    Reason.BIRTHDAY: 35,
    Reason.BIRTH_DAY: 20,
}
_NAMES: Mapping[Naming, int] = {
    Naming.DIFFERENT: 0,
    Naming.MISSING: 10,
    Naming.SIMILAR: 25,
    Naming.SAME: 40,
}
_MOST = 100


def score(reasons: Collection[Reason], named: Naming) -> int:
    """Return how much speaks for one person; more reasons never make it less.

    >>> score([Reason.PHONE], Naming.SAME), score([Reason.PHONE, Reason.EMAIL], Naming.DIFFERENT)
    (75, 50)
    """
    most = SHARED_AT_MOST if named is Naming.DIFFERENT else _MOST
    return min(most, sum(_WEIGHTS[one] for one in set(reasons)) + _NAMES[named])
