"""The counter: the page of an open customer."""

import datetime as dt

from smbcrm.core.clock import Clock
from smbcrm.membership.cards.steps import cards_of
from smbcrm.membership.counter import rules
from smbcrm.membership.counter.ports import CounterWork
from smbcrm.membership.counter.types import CustomerView, Particulars, RecentRow
from smbcrm.membership.customers.showing import show
from smbcrm.membership.history.types import HistoryRow
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.packages.steps import standings
from smbcrm.membership.packages.types import PackageStanding
from smbcrm.membership.tiers.steps import tier_on
from smbcrm.membership.tiers.window import window_start
from smbcrm.membership.vouchers.rules import dead
from smbcrm.membership.vouchers.types import Voucher

_SERVED = frozenset({OperationKind.SALE, OperationKind.VISIT_USE})
RECENT = 12
"""Operations that are listed."""


def view_of(work: CounterWork, customer: int, clock: Clock) -> CustomerView:
    """Return everything the page of an open customer shows; raise UnknownCustomer."""
    shop = work.settings.shop()
    today = shop.day.date(clock.now())
    shown = show(work, customer, today)
    held = tier_on(work, customer, today)
    left = work.counter.left(customer, today)
    bought = work.counter.bought(customer, window_start(today))
    profile, added = shown.customer.profile, shop.day.date(shown.customer.created_at)
    return CustomerView(
        shown=shown,
        today=today,
        tier_code=held.code,
        card=rules.card_to_show(cards_of(work, customer, today)),
        owned=rules.owned(left),
        points_money=rules.points_money(left, shop.rates.worth),
        visits=bought.visits,
        first_visit=bought.first_visit,
        since=rules.customer_since(profile, added, bought.first_visit),
        spend=bought.spend,
        next_tier=rules.next_tier(work.tiers.all(), held, bought.spend),
        occasion=rules.occasion_to_say(profile, today, settings_of(shop)),
        last_means=work.counter.last_means(customer),
        recent=recent(work, customer, RECENT),
        packages=_packages(work, customer, today) if AccountKind.VISITS in left else (),
        vouchers=_vouchers(work, customer, today) if AccountKind.VOUCHERS in left else (),
        photo=work.counter.photo(customer),
    )


def _packages(work: CounterWork, customer: int, today: dt.date) -> tuple[PackageStanding, ...]:
    """Return the customer's own packages of which something is left."""
    wallet = work.ledger.wallet(customer, AccountKind.VISITS)
    return tuple(one for one in standings(work, wallet, today) if one.left)


def _vouchers(work: CounterWork, customer: int, today: dt.date) -> tuple[Voucher, ...]:
    """Return the customer's vouchers that can still be used."""
    found = work.vouchers.of_customer(customer)
    return tuple(one for one in found if dead(one, today) is None)


def recent(
    work: CounterWork, customer: int, limit: int, before: int | None = None
) -> tuple[RecentRow, ...]:
    """Return what was done for a customer, newest first, below a sequence number."""
    rows = work.history.of_customer(customer, limit, before)
    said = work.counter.particulars([row.seq for row in rows])
    return tuple(_recent_row(work, row, said[row.seq]) for row in rows)


def _recent_row(work: CounterWork, row: HistoryRow, said: Particulars) -> RecentRow:
    return RecentRow(
        row=row,
        amount=_amount(work, row),
        items=_given(work, row) or said.items,
        means=said.means,
        gift=row.gift if row.kind is OperationKind.TOP_UP else 0,
        earned=said.earned,
        takes_back=said.takes_back,
        served=said.served if row.kind in _SERVED else "",
    )


def _given(work: CounterWork, row: HistoryRow) -> tuple[str, ...]:
    """Return the names of the reward and the vouchers that came or went without a sale."""
    if row.kind is OperationKind.VOUCHER_ISSUE:
        lots = [lot.id for lot, _ in work.ledger.opened_by(row.seq)]
        return tuple(one.name for one in work.vouchers.of_lots(lots).values())
    if row.kind in {OperationKind.VOUCHER_VOID, OperationKind.EXPIRY}:  # by a job: without a bill
        lots = [entry.lot for entry in work.ledger.entries(row.seq) if entry.lot is not None]
        return tuple(one.name for one in work.vouchers.of_lots(lots).values())
    if row.kind is not OperationKind.REDEMPTION:
        return ()
    bill = work.bills.get(row.seq)
    if bill is None:
        return ()
    reward = () if bill.reward is None else (bill.reward.name,)
    return (*reward, *(one.name for one in bill.vouchers))


def _amount(work: CounterWork, row: HistoryRow) -> int:
    """Return what an operation was about; that of a reversal stands on its bill."""
    if row.kind is OperationKind.SALE:
        return row.net or 0
    if row.kind in {OperationKind.TOP_UP, OperationKind.WITHDRAWAL}:
        return row.principal
    if row.kind is OperationKind.REVERSAL:
        bill = work.bills.get(row.seq)
        return 0 if bill is None else bill.amount
    return row.principal + row.gift + row.credit
