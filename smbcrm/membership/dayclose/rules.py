"""The close of a day: pure rules (product.md section 3, "Day close")."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from smbcrm.core.amounts import LARGEST
from smbcrm.core.clock import BusinessDay
from smbcrm.core.money import Currency, Money
from smbcrm.membership.dayclose.types import (
    BadSum,
    BlindCount,
    Counting,
    DrawerMove,
    FloatTooSmall,
    KeptTooMuch,
    Listed,
    NeedsWord,
    Serving,
    TillCount,
    TillSum,
    Why,
)
from smbcrm.membership.ledger.types import AccountKind, House, OperationKind
from smbcrm.membership.reports.till_deeds import TillDeed
from smbcrm.membership.sales.codes import MEANS_OF_TENDER, Means
from smbcrm.membership.sales.serving import split

_GIVEN_BACK = frozenset({OperationKind.REFUND, OperationKind.WITHDRAWAL})
_SOLD = frozenset({OperationKind.SALE, OperationKind.REFUND})
_OWNED: Mapping[str, Means] = {
    AccountKind.PRINCIPAL: Means.STORED,
    AccountKind.GIFT: Means.STORED,
    AccountKind.CREDIT: Means.CREDIT,
    House.BONUS: Means.POINTS,
}
"""What pays a sale besides money; points show as the money that they are worth."""


class Line(StrEnum):
    """A line of the sum that should be in the drawer."""

    FLOAT = "opening_float"
    SALES = "sales"
    TOP_UPS = "top_ups"
    BACK = "given_back"
    IN = "cash_in"
    OUT = "cash_out"


class Column(StrEnum):
    """Under what a payment stands: what it came in for, or went out."""

    SALES = "sales"
    TOP_UPS = "top_ups"
    BACK = "back"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class ByStaff:
    """What somebody did: sales that stand, what they come to net, money that came in.

    `served` is what they served of net sales, by their shares, whoever recorded them, and
    `served_sales` in how many sales.
    """

    staff: int
    sales: int
    net: int
    money: int
    served: int = 0
    served_sales: int = 0


@dataclass(frozen=True, slots=True)
class ByKind:
    """What operations of one kind come to; `of`: what they took back."""

    kind: OperationKind
    of: OperationKind | None
    count: int
    money: int


def column_of(kind: OperationKind, of: OperationKind | None) -> Column:
    """Return under what an operation stands; what takes cash in or out back, with that."""
    if OperationKind.CASH in {kind, of}:
        return Column.CASH
    if kind is OperationKind.REVERSAL or kind in _GIVEN_BACK:
        return Column.BACK
    return Column.TOP_UPS if kind is OperationKind.TOP_UP else Column.SALES


def payments(sums: Iterable[TillSum]) -> dict[Means, Counter[Column]]:
    """Return what was paid by each means under each column, in the order of the means.

    Money is what the tender entries say. Value pays sales only, and comes back with what gives a
    sale back: what tops it up or pays it out is no payment with it.
    """
    found: dict[Means, Counter[Column]] = {}
    for one in sums:
        means = MEANS_OF_TENDER.get(one.account)
        if means is None and _SOLD & {one.kind, one.of}:
            means = _OWNED.get(one.account)
        if means is not None:
            column = column_of(one.kind, one.of)
            found.setdefault(means, Counter())[column] -= one.amount
    return {means: found[means] for means in Means if means in found}


def cash(sums: Iterable[TillSum]) -> int:
    """Return by how much the drawer should have grown."""
    return -sum(one.amount for one in sums if one.account == House.CASH)


def drawer(counting: Counting, sums: Iterable[TillSum]) -> dict[Line, int]:
    """Return what the drawer began with and what changed it; what is nought is left out.

    The float, sales, and the sum of all is what should be there. What was put in as float stands
    with the float alone.
    """
    lines = Counter({Line.FLOAT: counting.morning, Line.IN: -counting.put_in})
    for one in sums:
        if one.account != House.CASH:
            continue
        match column_of(one.kind, one.of):
            case Column.SALES:
                line = Line.SALES
            case Column.TOP_UPS:
                line = Line.TOP_UPS
            case Column.BACK:
                line = Line.BACK
            case _:
                line = Line.IN if one.amount < 0 else Line.OUT
        lines[line] -= one.amount
    kept = {Line.FLOAT, Line.SALES}
    return {line: lines[line] for line in Line if lines[line] or line in kept}


def by_staff(
    sums: Iterable[TillSum], counts: Iterable[TillCount], servings: Iterable[Serving] = ()
) -> list[ByStaff]:
    """Return what each of the staff did, most net sales first; cash in and out is nobody's."""
    servings = tuple(servings)
    served = served_by(servings)
    took_part, sales, net, money = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
    for part in servings:
        took_part[part.staff] += _sales(part.kind, part.of)
    for count in counts:
        sales[count.staff] += count.number * _sales(count.kind, count.of)
    for one in sums:
        net[one.staff] += one.amount if one.account == House.SALES else 0
        if one.account in MEANS_OF_TENDER and column_of(one.kind, one.of) is not Column.CASH:
            money[one.staff] -= one.amount
    everybody = sales.keys() | net.keys() | served.keys()
    rows = (
        ByStaff(who, sales[who], net[who], money[who], served[who], took_part[who])
        for who in everybody
    )
    return sorted(rows, key=lambda row: (-row.net, row.staff))


def _sales(kind: OperationKind, of: OperationKind | None) -> int:
    """Return how many sales more stand by an operation: what takes one back takes it out."""
    if kind is OperationKind.REVERSAL:
        return -int(of is OperationKind.SALE)
    return int(kind is OperationKind.SALE)


def served_by(servings: Iterable[Serving]) -> Counter[int]:
    """Return what each of the staff served, in minor units; the parts of a sale come to it."""
    served = Counter[int]()
    for _, group in groupby(servings, key=lambda one: one.seq):
        parts = list(group)
        first, shares = parts[0], [one.share for one in parts]
        amounts = split(first.net, shares, first.before)
        for one, amount in zip(parts, amounts, strict=True):
            served[one.staff] += amount
    return served


def by_kind(sums: Iterable[TillSum], counts: Iterable[TillCount]) -> list[ByKind]:
    """Return what was done, and what came in by it, in the order of the kinds."""
    money: Counter[tuple[OperationKind, OperationKind | None]] = Counter()
    for one in sums:
        money[one.kind, one.of] -= one.amount if one.account in MEANS_OF_TENDER else 0
    number: Counter[tuple[OperationKind, OperationKind | None]] = Counter()
    for count in counts:
        number[count.kind, count.of] += count.number
    order = list(OperationKind)
    keys = sorted(number, key=lambda key: (order.index(key[0]), key[1] or ""))
    return [ByKind(*key, number[key], money[key]) for key in keys]


def opening(typed: int | None, kept: int, put_in: int, currency: Currency) -> int:
    """Return what lay in the drawer before anything was recorded, so that no float counts twice.

    `typed` is the float of the morning in all; without it that is what the last close left, and
    what was put in as float comes on top. Raises FloatTooSmall.

    >>> opening(None, 10000, 5000, Currency.of("USD")), opening(15000, 0, 5000, Currency.of("USD"))
    (10000, 10000)
    """
    if typed is None:
        return kept
    if typed < put_in:
        raise FloatTooSmall(put_in=Money(put_in, currency), float=Money(typed, currency))
    return typed - put_in


def beyond(opening_float: int, moves: Iterable[DrawerMove]) -> frozenset[int]:
    """Return which operations took more cash out than the drawer should have held then."""
    there, found = opening_float, set()
    for move in moves:
        there += move.cash
        if there < 0 and move.kind is OperationKind.CASH and move.cash < 0:
            found.add(move.seq)
    return frozenset(found)


def is_blind(counts: Sequence[BlindCount], moves: Iterable[DrawerMove]) -> bool:
    """Tell whether a shop that counts blind must not know yet what should be in the drawer.

    A count opens the figures of that moment: once cash has moved, it takes another one.
    """
    return not counts or any(move.seq > counts[-1].until_seq for move in moves)


def counted_again(counts: Sequence[BlindCount]) -> bool:
    """Tell whether a count was followed by one that is off by another sum.

    One count at the opening and one in the evening that both agree are no recount.
    """
    return any(first.difference != second.difference for first, second in pairwise(counts))


def without_money(deed: TillDeed) -> TillDeed:
    """Return what was done, by whom, when and why, without what it came to."""
    return deed._replace(money=0, cash=0, net=0, value=0, gift=0, points=0, visits=0)


@dataclass(frozen=True, slots=True)
class Marked:
    """What is known of a day's operations besides themselves, by number.

    `flagged`: the clock stood wrong; `beyond`: more was taken out than should have been there;
    `until` is the last one before the day was closed, if it was.
    """

    flagged: Collection[int] = ()
    beyond: Collection[int] = ()
    until: int | None = None


def reasons(deed: TillDeed, day: BusinessDay, marked: Marked) -> tuple[Why, ...]:
    """Return why an operation is listed for the owner; nothing: it is as usual.

    What takes something back bears its date, and is not back-dated by that.
    """
    found = []
    if deed.kind is OperationKind.REVERSAL:
        found.append(Why.TAKEN_BACK)
    if deed.kind in _GIVEN_BACK:
        found.append(Why.GIVEN_BACK)
    if deed.kind is OperationKind.ADJUSTMENT:
        found.append(Why.ADJUSTED)
    if deed.kind is OperationKind.TRANSFER:
        found.append(Why.HANDED_OVER)
    if deed.kind is OperationKind.CASH:
        found.append(Why.CASH)
    if deed.seq in marked.beyond:
        found.append(Why.BEYOND)
    if is_back_dated(deed.kind, deed.business_date, day.date(deed.recorded_at)):
        found.append(Why.BACK_DATED)
    if deed.seq in marked.flagged:
        found.append(Why.CLOCK)
    if marked.until is not None and deed.seq > marked.until:
        found.append(Why.LATER)
    return tuple(found)


def is_back_dated(kind: OperationKind, date: dt.date, recorded: dt.date) -> bool:
    """Tell whether an operation counts for another day than the one on which it was recorded."""
    return kind is not OperationKind.REVERSAL and date != recorded


def listed(deeds: Sequence[TillDeed], day: BusinessDay, marked: Marked) -> tuple[Listed, ...]:
    """Return what the owner should read, in the order of the chain."""
    found = (Listed(deed, reasons(deed, day, marked)) for deed in deeds)
    return tuple(one for one in found if one.why)


def check_sums(counting: Counting, currency: Currency) -> None:
    """Raise BadSum or KeptTooMuch for sums that no drawer holds."""
    sums = (counting.opening_float, counting.counted, counting.kept)
    if any(one is not None and not 0 <= one <= LARGEST for one in sums):
        raise BadSum(largest=Money(LARGEST, currency))
    if counting.counted is not None and (counting.kept or 0) > counting.counted:
        kept, there = (Money(one or 0, currency) for one in (counting.kept, counting.counted))
        raise KeptTooMuch(kept=kept, counted=there)


def check_word(counting: Counting, word: str, currency: Currency) -> None:
    """Raise NeedsWord where it is far off and nobody says why."""
    if counting.needs_word and not word:
        raise NeedsWord(
            difference=Money(counting.difference, currency),
            limit=Money(counting.limit, currency),
        )


def stays(counting: Counting) -> int:
    """Return what stays in the drawer for the next day: as asked, else as much as lay there.

    What was put in as float goes where it came from, else the next one would count on top of it.
    """
    if counting.kept is not None:
        return counting.kept
    return min(counting.opening_float, counting.counted or 0)
