"""The entries of a refund: money and value back to where they came from, points taken back."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.earned_back import EarnedBack, earned_back
from smbcrm.membership.ledger.ending import has_ended
from smbcrm.membership.ledger.forfeits import forfeited
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.postings import NewEntry, NewLot
from smbcrm.membership.ledger.types import POINT, AccountKind, House, Lot, Wallet
from smbcrm.membership.refunds.rules import Back
from smbcrm.membership.refunds.types import DAYS_AGAIN
from smbcrm.membership.sales.codes import TENDERS, Means
from smbcrm.membership.sales.desk import Desk
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.vouchers.befriending import comes_back
from smbcrm.membership.vouchers.grounds import Going, unborne
from smbcrm.membership.vouchers.steps import given_back


@dataclass(frozen=True, slots=True)
class Returned:
    """What a refund moves; `until`: how long value is valid again whose lot had ended.

    `void` is gift that does not come back, because its paid part was paid out since.
    """

    entries: tuple[NewEntry, ...]
    until: dt.date | None
    void: int = 0


def returned(
    work: LedgerWork, desk: Desk, wallet: Wallet | None, sale: int, back: Back
) -> Returned:
    """Return the entries by which so much of a sale, by its sequence number, goes back.

    Value goes back to its lot; where that has ended, to a new one for 30 days; gift whose paid part
    was paid out since is void. Points that were
    earned are taken first, from the sale's own lot and then as usual. Those that had paid come back
    after that: they fill lots below zero, then make up for what could not be taken, then go to
    their lots. So a refund in many small parts ends as a refund in one.
    """
    lots = work.ledger.lots(tuple(back.lots))
    gone = forfeited(work, lots.values(), sale)
    ended = {number for number, lot in lots.items() if has_ended(work, lot, desk.today)}
    ended -= gone.keys()
    until = desk.today + dt.timedelta(days=DAYS_AGAIN) if ended else None
    paid_back = back.owned.get(AccountKind.POINTS, 0)
    filled = ledger.fill(wallet.lots_of(AccountKind.POINTS), paid_back) if wallet else ()
    used = sum(entry.amount for entry in filled)
    taken = EarnedBack((), 0)
    if wallet is not None:
        taken = earned_back(work, wallet, (sale,), back.points, paid_back - used)
    value, void = [], 0
    for number, part in _less_points(back.lots, lots, used + taken.made_up):
        lot = lots[number]
        if number in gone:
            void += part
            continue
        into = NewLot(until, number) if number in ended else number
        value.append(NewEntry(lot.account, lot.unit, part, into))
    unit = desk.shop.currency.code
    if void:
        value.append(ledger.house(House.BONUS, unit, void))
    return Returned((*_house(back, unit), *taken.entries, *filled, *value), until, void)


def vouchers_back(work: TillWork, desk: Desk, wallet: Wallet | None, going: Going) -> Returned:
    """Return the entries that give back the vouchers which a sale used.

    They come back when all of the net sale has gone back, where the shop has it so; those that
    were given for a friend only while the friend keeps something, and those for the entry of a tier
    only while that is borne.
    """
    sale = going.sale
    drawn = [
        entry.lot
        for entry in work.ledger.entries(sale)
        if entry.lot is not None and entry.kind == AccountKind.VOUCHERS and entry.amount < 0
    ]
    if wallet is None or not drawn or not desk.shop.refund_vouchers:
        return Returned((), None)
    found = work.vouchers.of_lots(drawn)
    stay_away = {one.code for one in unborne(work, wallet.holder, found.values(), going)}
    for lot, voucher in found.items():
        if voucher.code in stay_away or not comes_back(work, voucher, sale):
            drawn.remove(lot)
    until = desk.today + dt.timedelta(days=DAYS_AGAIN)
    entries, ended = given_back(work, drawn, desk.today, until)
    return Returned(entries, until if ended else None)


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
    if back.amount:
        yield ledger.house(House.SALES, unit, -back.amount)
    for means, part in back.means.items():
        if means in TENDERS:
            yield ledger.house(TENDERS[means], unit, part)
    if worth := back.means.get(Means.POINTS):
        yield ledger.house(House.BONUS, unit, worth)
    points = back.points - back.owned.get(AccountKind.POINTS, 0)
    if points:
        yield ledger.house(House.POINTS, POINT, points)
