"""Vouchers for two: for a customer who first buys, and for who brought that customer.

They stand while the friend has bought something. Where the first sale is taken back they go, and
it stays where one of them was used; where it is given back, those that were not used become void.
Once is for ever: a friend who has given everything back and buys again brings nothing. A sale that
came to nothing is none: who only took something free has bought nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from smbcrm.core.ids import job_id
from smbcrm.membership.ledger.posting import wallet_today
from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import House, Operation
from smbcrm.membership.tiers.limits import fits
from smbcrm.membership.tiers.steps import tier_on
from smbcrm.membership.vouchers import errors, rules
from smbcrm.membership.vouchers.giving import Cause, give, make_void, take_back
from smbcrm.membership.vouchers.ports import IssuingWork, VoucherWork
from smbcrm.membership.vouchers.types import NOTHING_KEPT, Origin, Voucher

_JOB = "voucher_for_friends"


class Lost(NamedTuple):
    """The vouchers for friends that go with a sale, and who else but the friend has any."""

    vouchers: tuple[Voucher, ...] = ()
    other: int | None = None


def locked_referrer(work: VoucherWork, customer: int | None) -> int | None:
    """Return who is to get a voucher if a sale is a customer's first; both are locked, in order.

    None where nobody brought the customer, or the shop gives nothing for that.
    """
    if customer is None or not work.vouchers.for_friends():
        return None
    referrer = work.customers.referrer(customer)
    if referrer is None or referrer == customer:
        return None
    work.ledger.lock(sorted((customer, referrer)))
    return None if work.ledger.has_bought(customer) else referrer


def welcomed(work: IssuingWork, cause: Cause, referrer: int) -> tuple[Voucher, ...]:
    """Give a customer who has just bought for the first time, and who brought them, their vouchers.

    Each gets one of every voucher for friends that is for their tier. Returns the customer's own.
    """
    wallet_today(work, referrer, cause.request, cause.today)
    origin = Origin(friend=work.ledger.wallet(cause.customer).party)
    own = list[Voucher]()
    for definition in work.vouchers.for_friends():
        for who in (cause.customer, referrer):
            if not fits(definition.tiers, tier_on(work, who, cause.date)):
                continue
            job = _job(cause.request.id, who, definition.code)
            given = give(work, replace(cause, customer=who), definition, origin, job)
            own += given if who == cause.customer else ()
    return tuple(own)


def _job(sale: str, holder: int, definition: str) -> tuple[object, ...]:
    """Return what names a voucher for friends once among all, by the id of the sale it is for."""
    return (_JOB, sale, holder, definition)


def locked_with_friends(work: VoucherWork, customers: Iterable[int | None]) -> None:
    """Lock customers with those who got something because they first bought, all in order."""
    asked = {one for one in customers if one is not None}
    holders = {one.holder for who in asked for one in work.vouchers.of_friend(who)}
    work.ledger.lock(sorted(asked | {one for one in holders if one is not None}))


def take_back_welcome(work: IssuingWork, cause: Cause, sale: Operation) -> None:
    """Take back what a first sale brought, where a sale was just taken back and none is kept.

    Raises FriendVoucherUsed where no other sale to the customer was ever made and one was used.
    """
    given = work.vouchers.of_friend(cause.customer)
    if not given or work.ledger.has_bought(cause.customer, kept=True):
        return
    first = not work.ledger.has_bought(cause.customer)
    for voucher in given:
        if _lies(voucher, cause) and voucher.holder is not None:
            wallet_today(work, voucher.holder, cause.request, cause.today)
            _take_away(work, replace(cause, customer=voucher.holder), voucher, sale)
        elif first and rules.was_used(voucher):
            raise errors.FriendVoucherUsed(operation=cause.about or "", code=voucher.code)


def _lies(voucher: Voucher, cause: Cause) -> bool:
    """Tell whether somebody has a voucher that lives, in its first lot or in a later one."""
    return bool(voucher.lot.remaining) and not voucher.lot.over(cause.today)


def _take_away(work: IssuingWork, cause: Cause, voucher: Voucher, sale: Operation) -> None:
    """Take out its issue with the very sale that brought it, on that day; else make it void today.

    The day of an earlier sale may be closed long since, and nothing of that sale is taken back.
    """
    job = _job(sale.id, cause.customer, voucher.definition)
    brought = work.ledger.operation(job_id(*map(str, job))) is not None
    if brought and rules.lies_as_issued(voucher):
        take_back(work, cause, voucher, "welcome_undone")
    else:
        make_void(work, cause, voucher, NOTHING_KEPT)


def lost_with(work: VoucherWork, cause: Cause, sale: int) -> Lost:
    """Return the vouchers that become void because all of a sale goes back to a customer.

    Those that were used stay so; none goes while the customer keeps something else they bought.
    """
    given = work.vouchers.of_friend(cause.customer)
    if not given or work.ledger.has_bought(cause.customer, besides=sale, kept=True):
        return Lost()
    lost = tuple(one for one in given if _lies(one, cause))
    others = {one.holder for one in lost if one.holder is not None} - {cause.customer}
    for other in sorted(others):
        wallet_today(work, other, cause.request, cause.today)
    return Lost(lost, next(iter(others), None))


def comes_back(work: VoucherWork, voucher: Voucher, sale: int) -> bool:
    """Tell whether a voucher comes back with a sale that goes back: its friend still keeps one."""
    if voucher.origin.friend is None:
        return True
    friend = work.ledger.holder(voucher.origin.friend)
    return friend is not None and work.ledger.has_bought(friend, besides=sale, kept=True)


def voided(vouchers: Iterable[Voucher]) -> tuple[NewEntry, ...]:
    """Return the entries by which vouchers go back to the house that gave them."""
    return tuple(entry for one in vouchers for entry in rules.drawn(one.lot, House.VOUCHERS))
