"""Who served: one of the staff or several, each with a share in whole percent.

What is asked for gives names; without shares all have equal parts. The order in which people are
named says nothing, so shares are kept from the largest down, equal ones by name.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import split_by_weight
from smbcrm.core.text import clean
from smbcrm.membership.bills.types import BillServer
from smbcrm.membership.ledger.postings import Served
from smbcrm.membership.staff.called import staff_called
from smbcrm.membership.staff.ports import StaffWork
from smbcrm.membership.staff.types import Staff

WHOLE = 100
MOST = 4
"""So many can share what was served: more would be the whole shop."""


class Serves(NamedTuple):
    """Somebody who served, by name; without a share all have equal parts."""

    name: str
    share: int | None = None


class Server(NamedTuple):
    """Somebody who served, and their share in percent."""

    staff: Staff
    share: int


class TooManyServed(UserError):
    """More people than can share."""

    msgid = N_("At most {most} people can share what was served. Name fewer.")


class ServedTwice(UserError):
    """Somebody is named twice."""

    msgid = N_("{name} is named twice. Name everybody once.")


class SomeWithoutShare(UserError):
    """Shares are given to some only."""

    msgid = N_("Some have a share and some have none. Give everybody one, or nobody.")


class NotAShare(UserError):
    """A share that is no part of a whole."""

    msgid = N_("{share} percent is no share. Give a whole number from 1 to 100.")


class SharesDisagree(UserError):
    """Shares that are more or less than a whole."""

    msgid = N_("The shares come to {sum} % and not to 100 %. Change one of them.")


def shared(asked: Sequence[Serves]) -> tuple[Serves, ...]:
    """Return who served with whole percents that come to 100.

    Raises TooManyServed, ServedTwice, SomeWithoutShare, NotAShare, SharesDisagree.

    >>> shared([Serves("Ben"), Serves("Amy")])
    (Serves(name='Amy', share=50), Serves(name='Ben', share=50))
    """
    if len(asked) > MOST:
        raise TooManyServed(most=MOST)
    everybody = [Serves(clean(one.name).strip(), one.share) for one in asked]
    named = [one for one in everybody if one.share is not None]
    bare = sorted(one.name for one in everybody if one.share is None)
    for name, times in Counter(one.name for one in everybody).items():
        if times > 1:
            raise ServedTwice(name=name)
    if named and bare:
        raise SomeWithoutShare
    shares = split_by_weight(WHOLE, [1] * len(bare))
    found = named or [Serves(*one) for one in zip(bare, shares, strict=True)]
    for one in found:
        if one.share is None or not 1 <= one.share <= WHOLE:
            raise NotAShare(share=one.share)
    total = sum(one.share or 0 for one in found)
    if found and total != WHOLE:
        raise SharesDisagree(sum=total)
    return tuple(sorted(found, key=lambda one: (-(one.share or 0), one.name)))


def split(amount: int, shares: Sequence[int], before: int = 0) -> list[int]:
    """Return an amount split by shares, largest remainder; what went back as what came.

    `before` is what had gone back of a sale before a refund: each gets the share of all that has
    gone back by then less that of before, so that any refunds come to what one refund would.

    >>> split(1001, [50, 50]), split(-1001, [50, 50])
    ([501, 500], [-501, -500])
    >>> split(-1, [50, 50]), split(-1, [50, 50], before=1)
    ([-1, 0], [0, -1])
    """
    weights, sign = list(shares), 1 if amount >= 0 else -1
    was = split_by_weight(before, weights)
    by_then = split_by_weight(before + abs(amount), weights)
    return [sign * (part - first) for part, first in zip(by_then, was, strict=True)]


def asked_text(sold_by: str | None, asked: Sequence[Serves]) -> str | None:
    """Return who served as it makes two requests the same; None: who sells.

    What will be refused is told as it was given.
    """
    try:
        found: Sequence[Serves] = shared(asked)
    except UserError:
        found = asked
    if not found or list(found) == [Serves(sold_by or "", WHOLE)]:
        return None
    return ",".join(f"{one.name}={one.share}" for one in found)


def servers(work: StaffWork, sold_by: Staff, asked: Sequence[Serves]) -> tuple[Server, ...]:
    """Return who served, who sells where nobody is named; raise UnknownStaff and as `shared`."""
    found = tuple(Server(staff_called(work, one.name), one.share or 0) for one in shared(asked))
    return found or (Server(sold_by, WHOLE),)


def bill_served(sold_by: Staff, found: Sequence[Server]) -> tuple[BillServer, ...]:
    """Return who served as the bill says it: nothing where who sold served alone."""
    alone = [(sold_by, WHOLE)] == list(found)
    return () if alone else tuple(BillServer(one.staff.name, one.share) for one in found)


def served(found: Sequence[Server]) -> tuple[Served, ...]:
    """Return the rows that say who served."""
    return tuple(Served(one.staff.id, one.share) for one in found)
