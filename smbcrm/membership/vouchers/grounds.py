"""Vouchers for the entry of a tier that what is kept does not bear any more.

A refund takes no tier away before a review. But a voucher is worth money: once less is kept of what
was bought than the entry needed on its day, one that was not used goes. What was given by hand or
by a review has no such ground.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from smbcrm.membership.tiers.reaching import in_force, kept, still_reached
from smbcrm.membership.tiers.steps import facts_since
from smbcrm.membership.tiers.types import Paid, Spend
from smbcrm.membership.vouchers import rules
from smbcrm.membership.vouchers.giving import Cause, make_void
from smbcrm.membership.vouchers.ports import IssuingWork, VoucherWork
from smbcrm.membership.vouchers.types import NOT_ENTERED, TOO_LITTLE_KEPT, Voucher


class Going(NamedTuple):
    """A part of a sale, by its sequence number, that is about to go back: what it takes along.

    `items` (their ids) are those of which nothing is left then; `is_last`: nor of the sale.
    """

    sale: int
    net: int
    spend: int
    points: int
    items: frozenset[int]
    is_last: bool


def unborne(
    work: VoucherWork, customer: int, vouchers: Collection[Voucher], going: Going | None = None
) -> tuple[Voucher, ...]:
    """Return those of a customer's vouchers whose entry is undone, or not borne by what is kept."""
    gone = tuple(one for one in vouchers if _was_undone(one))
    days: dict[tuple[int | None, int], dt.date] = {
        (one.tier, one.operation): one.since
        for one in work.tiers.memberships(customer)
        if one.operation is not None
    }
    asked = [
        (one, one.origin.entered, seq, days[one.origin.entered, seq])
        for one in vouchers
        if (seq := one.origin.entry) is not None and (one.origin.entered, seq) in days
    ]
    if not asked:
        return gone
    facts = facts_since(work, customer, min(day for *_, day in asked))
    left = kept(facts.spends if going is None else list(_without(work, facts.spends, going)))
    return gone + tuple(
        one
        for one, entered, seq, day in asked
        for tier in in_force(facts.tiers, facts.past, seq)
        if tier.id == entered and not still_reached(tier, left, day)
    )


def unborne_living(
    work: VoucherWork, customer: int, today: dt.date, going: Going | None = None
) -> tuple[Voucher, ...]:
    """Return those of them that the customer could still use."""
    if not work.vouchers.for_entries():
        return ()
    living = [one for one in work.vouchers.of_customer(customer) if rules.over(one, today) is None]
    return unborne(work, customer, living, going)


def make_unborne_void(work: IssuingWork, cause: Cause) -> None:
    """End today what is not borne any more, after something was taken back.

    That may be what bore an entry beside a sale that had gone back; or a refund that had taken
    vouchers along, while another one leaves too little as well, or there is no entry any more.
    """
    for voucher in unborne_living(work, cause.customer, cause.today):
        reason = NOT_ENTERED if _was_undone(voucher) else TOO_LITTLE_KEPT
        make_void(work, cause, voucher, reason)


def _was_undone(voucher: Voucher) -> bool:
    return voucher.origin.entered is not None and voucher.origin.entry is None


def _without(work: VoucherWork, spends: Iterable[Spend], going: Going) -> Iterator[Spend]:
    """Yield spends with one more: the refund that takes what is going."""
    for one in spends:
        if one.seq != going.sale:
            yield one
            continue
        yield one._replace(paid=tuple(paid for paid in one.paid if _stays(work, paid, going)))
        yield one._replace(
            amount=-going.spend, points=-going.points, is_refund=True, net=-going.net, of=one.seq
        )


def _stays(work: VoucherWork, paid: Paid, going: Going) -> bool:
    item = work.items.find(paid.item)
    return item is None or item.id not in going.items
