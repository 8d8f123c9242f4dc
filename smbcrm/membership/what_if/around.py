"""What rules give beside sales and top-ups: vouchers on entry, and what ends unused. Pure rules."""

import datetime as dt
from collections.abc import Sequence

from smbcrm.core.clock import add_months, end_of_month
from smbcrm.membership.shop.types import Rates
from smbcrm.membership.tiers.types import Membership
from smbcrm.membership.vouchers.entries import entries
from smbcrm.membership.vouchers.kinds.kind import Worth
from smbcrm.membership.vouchers.types import Definition
from smbcrm.membership.what_if.replaying import Period
from smbcrm.membership.what_if.types import Cost, EntryVoucher, Lasting, RuleSet

_DAY = dt.timedelta(days=1)


def entry_voucher(definition: Definition) -> EntryVoucher:
    """Return a voucher with its amount, where that does not depend on the sale it is used in."""
    if definition.item is not None:
        return EntryVoucher(definition.code, definition.item.price)
    known = definition.kind.worth is Worth.AMOUNT
    return EntryVoucher(definition.code, definition.value if known else None)


def entered(memberships: Sequence[Membership], rules: RuleSet, first: dt.date) -> Cost:
    """Return what the vouchers are worth that came with the tiers entered from a day on."""
    codes = {tier.id: tier.code for tier in rules.tiers}
    given = [
        voucher
        for entry in entries(rules.tiers, memberships)
        if entry.since >= first
        for voucher in rules.entry_vouchers.get(codes[entry.tier], ())
    ]
    known = [voucher.amount for voucher in given if voucher.amount is not None]
    return Cost(vouchers=sum(known), uncounted=len(given) - len(known))


def ended(lots: Sequence[Lasting], rates: Rates, period: Period) -> Cost:
    """Return what came to its end in the period, had these terms counted since it was given.

    What somebody used after such an end is taken as ended, what ended in fact before it as kept.
    """
    found = {True: 0, False: 0}
    for lot in lots:
        last = _last_day(lot, rates)
        if period.first <= last + _DAY <= period.last:
            found[lot.is_gift] += lot.left(last)
    return Cost(points_ended=found[False], gift_ended=found[True])


def _last_day(lot: Lasting, rates: Rates) -> dt.date:
    """Return the last day of a lot: points end with a month, gift on the day."""
    if lot.is_gift:
        return add_months(lot.opened_on, rates.gift_months)
    return end_of_month(add_months(lot.opened_on, rates.points_months))
