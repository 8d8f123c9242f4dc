"""The entries of a refund: money and value back to where they came from, points taken back."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.ending import has_ended
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.postings import NewEntry, NewLot
from smbcrm.membership.ledger.types import POINT, AccountKind, House, Lot, Wallet
from smbcrm.membership.refunds.rules import Back
from smbcrm.membership.refunds.types import DAYS_AGAIN
from smbcrm.membership.sales.codes import TENDERS, Means
from smbcrm.membership.sales.desk import Desk


@dataclass(frozen=True, slots=True)
class Returned:
    """What a refund moves; `until`: how long value is valid again whose lot had ended."""

    entries: tuple[NewEntry, ...]
    until: dt.date | None


def returned(
    work: LedgerWork, desk: Desk, wallet: Wallet | None, sale: int, back: Back
) -> Returned:
    """Return the entries by which so much of a sale, by its sequence number, goes back.

    Value goes back to its lot; where that has ended, to a new one for 30 days.
    """
    lots = work.ledger.lots(tuple(back.lots))
    living = {number: lot for number, lot in lots.items() if not has_ended(work, lot, desk.today)}
    until = desk.today + dt.timedelta(days=DAYS_AGAIN) if len(living) < len(lots) else None
    value = [
        NewEntry(
            lots[number].account,
            lots[number].unit,
            part,
            number if number in living else NewLot(until, number),
        )
        for number, part in back.lots.items()
    ]
    if wallet is not None and back.points:
        value = _less_points(value, back.points, _points_lots(work, wallet, sale, back, living))
        short = back.points + sum(part.amount for part in value if part.unit == POINT)
        short -= back.owned.get(AccountKind.POINTS, 0)
        if short:
            value.append(ledger.credit(wallet, AccountKind.POINTS, POINT, -short))
    return Returned((*_house(back, desk.shop.currency.code), *value), until)


def _house(back: Back, unit: str) -> Iterable[NewEntry]:
    """Yield the other side: the sale, the tenders, and what the shop gave for points."""
    yield ledger.house(House.SALES, unit, -back.amount)
    for means, part in back.means.items():
        if means in TENDERS:
            yield ledger.house(TENDERS[means], unit, part)
    if worth := back.means.get(Means.POINTS):
        yield ledger.house(House.BONUS, unit, worth)
    points = back.points - back.owned.get(AccountKind.POINTS, 0)
    if points:
        yield ledger.house(House.POINTS, POINT, points)


def _points_lots(
    work: LedgerWork, wallet: Wallet, sale: int, back: Back, living: Mapping[int, Lot]
) -> list[Lot]:
    """Return the lots that points are taken back from: the sale's own first, then as usual.

    Each holds what it will once the refund has filled it again.
    """
    own = {lot.id for lot, _ in work.ledger.opened_by(sale)}
    there = {lot.id: lot for lot in wallet.lots_of(AccountKind.POINTS)}
    there |= {
        number: lot._replace(remaining=lot.remaining + back.lots[number])
        for number, lot in living.items()
        if lot.kind is AccountKind.POINTS
    }
    return sorted(there.values(), key=lambda lot: (lot.id not in own, ledger.drawing_key(lot)))


def _less_points(value: list[NewEntry], points: int, lots: Iterable[Lot]) -> list[NewEntry]:
    """Return the entries with so many points taken back, as far as there are any.

    What lots do not hold is kept back of points that would open a new one.
    """
    taken = list(ledger.draw_at_most(tuple(lots), points))
    points += sum(entry.amount for entry in taken)
    kept = []
    for entry in value:
        held = min(points, entry.amount) if _opens_points(entry) else 0
        points -= held
        if entry.amount > held:
            kept.append(replace(entry, amount=entry.amount - held))
    return [*kept, *taken]


def _opens_points(entry: NewEntry) -> bool:
    return entry.unit == POINT and isinstance(entry.lot, NewLot)
