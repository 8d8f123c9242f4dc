"""The entries of a refund: money and value back to where they came from, points taken back."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.ending import has_ended
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.postings import NewEntry, NewLot
from smbcrm.membership.ledger.types import POINT, AccountKind, House, Lot, Wallet
from smbcrm.membership.refunds.rules import Back
from smbcrm.membership.refunds.types import DAYS_AGAIN
from smbcrm.membership.sales.codes import TENDERS, Means
from smbcrm.membership.sales.desk import Desk
from smbcrm.membership.vouchers.steps import given_back


@dataclass(frozen=True, slots=True)
class Returned:
    """What a refund moves; `until`: how long value is valid again whose lot had ended."""

    entries: tuple[NewEntry, ...]
    until: dt.date | None


def returned(
    work: LedgerWork, desk: Desk, wallet: Wallet | None, sale: int, back: Back
) -> Returned:
    """Return the entries by which so much of a sale, by its sequence number, goes back.

    Value goes back to its lot; where that has ended, to a new one for 30 days. Points that were
    earned are taken first, from the sale's own lot and then as usual. Those that had paid come back
    after that: they fill lots below zero, then make up for what could not be taken, then go to
    their lots. So a refund in many small parts ends as a refund in one.
    """
    lots = work.ledger.lots(tuple(back.lots))
    ended = {number for number, lot in lots.items() if has_ended(work, lot, desk.today)}
    until = desk.today + dt.timedelta(days=DAYS_AGAIN) if ended else None
    taken, short = _taken(work, wallet, sale, back.points)
    paid_back = back.owned.get(AccountKind.POINTS, 0)
    filled = ledger.fill(wallet.lots_of(AccountKind.POINTS), paid_back) if wallet else ()
    used = sum(entry.amount for entry in filled)
    kept = min(paid_back - used, short)
    value = []
    for number, part in _less_points(back.lots, lots, used + kept):
        lot = lots[number]
        into = NewLot(until, number) if number in ended else number
        value.append(NewEntry(lot.account, lot.unit, part, into))
    if wallet is not None and short > kept:
        value.append(ledger.credit(wallet, AccountKind.POINTS, POINT, kept - short))
    entries = (*_house(back, desk.shop.currency.code), *taken, *filled, *value)
    return Returned(entries, until)


def vouchers_back(work: LedgerWork, desk: Desk, sale: int) -> Returned:
    """Return the entries that give back the vouchers which a sale used.

    They come back when all of the net sale has gone back, where the shop has it so.
    """
    drawn = [
        entry.lot
        for entry in work.ledger.entries(sale)
        if entry.lot is not None and entry.kind == AccountKind.VOUCHERS and entry.amount < 0
    ]
    if not drawn or not desk.shop.refund_vouchers:
        return Returned((), None)
    until = desk.today + dt.timedelta(days=DAYS_AGAIN)
    entries, ended = given_back(work, drawn, desk.today, until)
    return Returned(entries, until if ended else None)


def _taken(
    work: LedgerWork, wallet: Wallet | None, sale: int, points: int
) -> tuple[tuple[NewEntry, ...], int]:
    """Return the entries that take points earned, and how many are missing.

    They are taken from the sale's own lot, then from the others in the usual order.
    """
    if wallet is None or not points:
        return (), 0
    own = {lot.id for lot, _ in work.ledger.opened_by(sale)}
    lots = sorted(wallet.lots_of(AccountKind.POINTS), key=lambda lot: lot.id not in own)
    taken = ledger.draw_at_most(lots, points)
    return taken, points + sum(entry.amount for entry in taken)


def _less_points(
    back: Mapping[int, int], lots: Mapping[int, Lot], points: int
) -> Iterable[tuple[int, int]]:
    """Yield what goes back to each lot, without so many of the points, the first ones."""
    for number, part in back.items():
        used = min(points, part) if lots[number].kind is AccountKind.POINTS else 0
        points -= used
        if part > used:
            yield number, part - used


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
