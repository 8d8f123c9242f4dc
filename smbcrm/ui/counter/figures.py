"""The numbers of an open customer in words: what the tiles of the card and the strip show."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from smbcrm.core.i18n import N_
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.package_words import left_words, until_words
from smbcrm.ui.desk import Desk

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill
    from smbcrm.membership.counter.types import CustomerView
    from smbcrm.membership.packages.types import PackageStanding

FEW = 4
"""So many numbers a customer has at least, and the strip at most."""


class Kind(Enum):
    """Which number it is, in the order in which they stand."""

    STORED = auto()
    POINTS = auto()
    PACKAGES = auto()
    VOUCHERS = auto()
    CREDIT = auto()
    SPEND = auto()


ICONS = {
    Kind.STORED: "wallet",
    Kind.POINTS: "sparkles",
    Kind.PACKAGES: "ticket-check",
    Kind.VOUCHERS: "gift",
    Kind.CREDIT: "tag",
    Kind.SPEND: "receipt-text",
}
NAMED = frozenset({Kind.PACKAGES, Kind.VOUCHERS})
"""What stands below these may be names that the shop chose, however long."""
_MOST_SIGNS = 13
"""So many signs of both parts of stored value stand in one line with their words."""
_GIVE_WAY = (Kind.SPEND, Kind.VOUCHERS, Kind.PACKAGES)
"""What is left out first where there is no room: money that is owed never is."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the numbers: what a tile shows."""

    kind: Kind
    title: str
    value: str
    sub: str
    listed: bool = False
    """Whether what stands below is names, which may be long and are cut."""


def figures(
    desk: Desk, view: "CustomerView", *, short: bool = False, most: int | None = None
) -> tuple[Figure, ...]:
    """Return the numbers of a customer in their order, at most so many.

    `short` is for tiles that are narrow.
    """
    return tuple(_figure(desk, view, kind, short=short) for kind in kinds_of(view, most))


def kinds_of(view: "CustomerView", most: int | None = None) -> tuple[Kind, ...]:
    """Return which numbers a customer has: an even number of them, so that no tile stands alone.

    Packages, vouchers and store credit stand there where there are any; the spend of twelve months
    and an empty store credit fill up.
    """
    there = {Kind.STORED, Kind.POINTS}
    owned = ((Kind.PACKAGES, view.packages), (Kind.VOUCHERS, view.vouchers))
    there |= {kind for kind, any_of in owned if any_of}
    if view.owned.credit:
        there.add(Kind.CREDIT)
    for filler in (Kind.SPEND, Kind.CREDIT):
        if len(there) < FEW or len(there) % 2:
            there.add(filler)
    for kind in _GIVE_WAY:
        if most is not None and len(there) > most:
            there.discard(kind)
    return tuple(kind for kind in Kind if kind in there)


def changed_by(bill: "Bill") -> frozenset[Kind]:
    """Return the numbers that a bill has changed."""
    before, after = bill.before, bill.after
    changed = {
        Kind.STORED: (before.principal, before.gift) != (after.principal, after.gift),
        Kind.POINTS: before.points != after.points,
        Kind.PACKAGES: bool(bill.visits),
        Kind.VOUCHERS: bool(bill.vouchers),
        Kind.CREDIT: before.credit != after.credit,
        Kind.SPEND: bill.kind in {OperationKind.SALE, OperationKind.REFUND},
    }
    return frozenset(kind for kind, is_so in changed.items() if is_so)


def _figure(desk: Desk, view: "CustomerView", kind: Kind, *, short: bool) -> Figure:
    say, words, owned = desk.say, desk.words, view.owned
    match kind:
        case Kind.STORED:
            title, value = say(N_("Stored value")), words.money(owned.stored)
            paid, gift = words.sum(owned.principal), words.sum(owned.gift)
            short = short or len(paid + gift) > _MOST_SIGNS  # in two lines all tiles were higher
            parts = N_("{paid} + gift {gift}") if short else N_("paid {paid} + gift {gift}")
            sub = say(parts, paid=paid, gift=gift)
        case Kind.POINTS:
            title, value, sub = say(N_("Points")), words.number(owned.points), _worth(desk, view)
        case Kind.PACKAGES:
            title, value, sub = _packages(desk, view.packages, short=short)
        case Kind.VOUCHERS:
            title, value = say(N_("Vouchers")), words.number(len(view.vouchers))
            sub = DOT.join(one.name for one in view.vouchers)
        case Kind.CREDIT:
            title, value = say(N_("Store credit")), words.money(owned.credit)
            sub = say(N_("from points"))
        case Kind.SPEND:
            title, value, sub = (
                say(N_("12-month spend")),
                words.money(view.spend),
                _next(desk, view),
            )
    listed = kind is Kind.VOUCHERS or (kind is Kind.PACKAGES and len(view.packages) > 1)
    return Figure(kind, title, value, sub, listed)


def _worth(desk: Desk, view: "CustomerView") -> str:
    if view.owned.points < 0:
        return desk.say(N_("to be earned back first"))
    return desk.say(N_("worth {amount}"), amount=desk.words.money(view.points_money))


def _packages(
    desk: Desk, packages: tuple["PackageStanding", ...], *, short: bool
) -> tuple[str, str, str]:
    """Return title, value and what stands below it: Blow-dry, 3 of 10 left, until 31 Mar 2027."""
    if len(packages) > 1:
        names = DOT.join(one.package.item.name for one in packages)
        return desk.say(N_("Visit packages")), desk.words.number(len(packages)), names
    (mine,) = packages
    if mine.paused is None:
        sub = until_words(desk, mine.until)
    else:
        since = desk.words.date(mine.paused, today=desk.today())
        sub = desk.say(N_("paused since {date}"), date=since)
    return mine.package.item.name, _left(desk, mine, short=short), sub


def _left(desk: Desk, mine: "PackageStanding", *, short: bool) -> str:
    """Return how many visits are left; of how many where they are of one package."""
    brought = mine.package.terms.visits
    if brought is None:
        return desk.say(N_("Pass"))
    if mine.left > brought:
        return left_words(desk, mine.left)
    left, all_of_it = desk.words.number(mine.left), desk.words.number(brought)
    if short:
        return desk.say(N_("{left} of {all}"), left=left, all=all_of_it)
    return desk.say(N_("{left} of {brought} left"), left=left, brought=all_of_it)


def _next(desk: Desk, view: "CustomerView") -> str:
    following = view.next_tier
    if following is None:
        return desk.say(N_("{tier}, the highest tier"), tier=view.shown.tier)
    missing = desk.words.money(following.missing)
    return desk.say(N_("{amount} to {tier}"), amount=missing, tier=following.name)
