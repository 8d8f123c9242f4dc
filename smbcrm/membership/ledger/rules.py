"""The ledger: pure rules (product.md section 3)."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from smbcrm.membership.ledger.postings import HouseAccount, NewEntry, NewLot, PartyAccount
from smbcrm.membership.ledger.types import AccountKind, House, Lot, Wallet
from smbcrm.membership.shop.types import SpendOrder


def due(wallet: Wallet, today: dt.date) -> tuple[Lot, ...]:
    """Return the lots whose last day is over and which still hold something."""
    return tuple(lot for lot in wallet.lots if lot.over(today))


def draw(lots: Sequence[Lot], amount: int) -> tuple[NewEntry, ...]:
    """Return the entries that take an amount from lots in the order given.

    Raises ValueError where the lots hold less: callers ask for what is available only.
    """
    entries = draw_at_most(lots, amount)
    if missing := amount + sum(entry.amount for entry in entries):
        raise ValueError(missing)
    return entries


def draw_at_most(lots: Sequence[Lot], amount: int) -> tuple[NewEntry, ...]:
    """Return the entries that take an amount, or all there is, from lots in the order given."""
    entries = []
    for lot in lots:
        part = min(amount, lot.remaining)
        if part > 0:
            entries.append(NewEntry(lot.account, lot.unit, -part, lot.id))
            amount -= part
    return tuple(entries)


def redeemable(lots: Sequence[Lot]) -> int:
    """Return the points that may be redeemed: all of them, unless a lot is below zero.

    A refund or a withdrawal may leave a lot below zero; then nothing is redeemed before it has been
    earned back, and what is missing there is returned.
    """
    lowest = min((lot.remaining for lot in lots), default=0)
    return redeemable_of(sum(lot.remaining for lot in lots), lowest)


def redeemable_of(total: int, lowest: int) -> int:
    """Return the same of lots that hold so much together, and the lowest of them so much."""
    return lowest if lowest < 0 else total


def credit(
    wallet: Wallet, kind: AccountKind, unit: str, amount: int, expires_on: dt.date | None = None
) -> NewEntry:
    """Return the entry that opens a lot of the customer's first account of a kind."""
    account = wallet.account(kind, unit)
    owner = PartyAccount(kind) if account is None else account
    return NewEntry(owner, unit, amount, NewLot(expires_on))


def credited(
    wallet: Wallet, kind: AccountKind, unit: str, amount: int, expires_on: dt.date | None = None
) -> tuple[NewEntry, ...]:
    """Return the entries that credit a customer: lots below zero are filled first."""
    filled = fill(wallet.lots_of(kind), amount)
    rest = amount - sum(entry.amount for entry in filled)
    return (*filled, credit(wallet, kind, unit, rest, expires_on)) if rest else filled


def fill(lots: Sequence[Lot], amount: int) -> tuple[NewEntry, ...]:
    """Return the entries by which an amount fills lots below zero, as far as there are any.

    Only points can be below zero, after a refund or a withdrawal.
    """
    entries = []
    for lot in lots:
        part = min(amount, -lot.remaining)
        if part > 0:
            entries.append(NewEntry(lot.account, lot.unit, part, lot.id))
            amount -= part
    return tuple(entries)


def settle(lots: Iterable[Lot]) -> tuple[NewEntry, ...]:
    """Return the entries by which lots above zero fill those below it, as far as both go.

    A credit fills what is below zero first; points that a reversal puts back where they were do so
    from there.
    """
    ordered = sorted(lots, key=lambda lot: (lot.expires_on or dt.date.max, lot.id))
    owed = -sum(min(lot.remaining, 0) for lot in ordered)
    taken = draw_at_most(ordered, owed)
    return (*taken, *fill(ordered, -sum(entry.amount for entry in taken)))


def house(account: House, unit: str, amount: int) -> NewEntry:
    """Return the entry of a house account."""
    return NewEntry(HouseAccount(account), unit, amount)


def pro_rata(amount: int, principal: int, gift: int) -> tuple[int, int]:
    """Share an amount of stored value between its two parts.

    Principal = floor(amount x principal / (principal + gift)), gift the rest, both taken as the
    sums available over all lots (product.md section 3, Rounding).
    """
    if not amount:
        return 0, 0
    from_principal = amount * principal // (principal + gift)
    return from_principal, amount - from_principal


def share(order: SpendOrder, amount: int, principal: int, gift: int) -> tuple[int, int]:
    """Share an amount of stored value between its two parts in the order of the shop.

    Both parts are the sums available; together they hold at least the amount.
    """
    if order is SpendOrder.PRO_RATA:
        return pro_rata(amount, principal, gift)
    first = gift if order is SpendOrder.GIFT_FIRST else principal
    taken = min(amount, first)
    rest = amount - taken
    return (rest, taken) if order is SpendOrder.GIFT_FIRST else (taken, rest)


def check_balanced(entries: Iterable[NewEntry]) -> None:
    """Raise ValueError unless every entry moves something and each unit sums to zero."""
    sums: dict[str, int] = {}
    for entry in entries:
        sums[entry.unit] = sums.get(entry.unit, 0) + entry.amount
        if not entry.amount:
            raise ValueError(entry)
    if any(sums.values()):
        raise ValueError(sums)


def digest(prev: str, fields: Iterable[object]) -> str:
    """Return the hash of an operation: sha256 of the previous hash and its fields.

    Fields are joined by 0x1F in UTF-8; an absent one is an empty text.
    """
    texts = ["" if value is None else str(value) for value in fields]
    return hashlib.sha256("\x1f".join((prev, *texts)).encode()).hexdigest()
