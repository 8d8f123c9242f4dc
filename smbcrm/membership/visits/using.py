"""A visit that was paid ahead is used; it counts as a visit of who came."""

from dataclasses import replace
from typing import NamedTuple

from smbcrm.core.clock import Clock
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.visits import visited
from smbcrm.membership.ledger.named import called
from smbcrm.membership.ledger.posting import wallet_today
from smbcrm.membership.ledger.types import OperationKind, Wallet
from smbcrm.membership.packages import rules
from smbcrm.membership.packages.steps import bill_visits, package_called
from smbcrm.membership.packages.types import Package
from smbcrm.membership.relationships.service import of_one_household
from smbcrm.membership.relationships.types import NotOfHousehold
from smbcrm.membership.sales.desk import (
    Deed,
    Desk,
    ask,
    balances,
    carry_out,
    close_desk,
    open_desk,
)
from smbcrm.membership.sales.serving import Server, asked_text, bill_served, served, servers
from smbcrm.membership.tiers.steps import rise
from smbcrm.membership.visits.ports import VisitWork
from smbcrm.membership.visits.types import UseRequest
from smbcrm.membership.vouchers.entering import reviewed
from smbcrm.membership.vouchers.giving import Cause
from smbcrm.membership.vouchers.steps import bill_vouchers


class _Use(NamedTuple):
    """So many visits of a package, and who served."""

    package: Package
    visits: int
    served: tuple[Server, ...]


def use(work: VisitWork, clock: Clock, request: UseRequest) -> Bill:
    """Use visits, what ends first first; the same request again returns the first bill."""
    owner = None if request.owner == request.customer else request.owner
    arguments = {
        "customer": request.customer,
        "package": request.package,
        "count": request.count,
        "owner": owner,
        "served": asked_text(request.act.staff, request.served),
    }
    asked = ask(work, OperationKind.VISIT_USE, request.act, arguments)
    if asked.first is not None:
        return asked.first
    package = package_called(work, request.package)
    count = rules.check_count(request.count)
    desk = open_desk(work, clock, request.act, asked)
    wanted = _Use(package, count, servers(work, desk.staff, request.served))
    # Both at once and in the order of their ids, so that nobody waits for somebody who waits.
    work.ledger.lock(sorted({request.customer, owner or request.customer}))
    visitor = wallet_today(work, request.customer, desk.request, desk.today)
    if owner is None:
        return _use(work, desk, (visitor, visitor), wanted)
    if not of_one_household(work, request.customer, owner):
        raise NotOfHousehold
    return _use(work, desk, (visitor, wallet_today(work, owner, desk.request, desk.today)), wanted)


def _use(work: VisitWork, desk: Desk, wallets: tuple[Wallet, Wallet], use: _Use) -> Bill:
    (visitor, owner), package, count = wallets, use.package, use.visits
    told = bill_served(desk.staff, use.served)
    shared = owner.holder != visitor.holder
    lots = owner.lots_in(package.unit)
    rules.check_left(package, lots, count)
    deed = Deed(
        OperationKind.VISIT_USE,
        0,
        rules.drawn(package, lots, count),
        other_party=owner.party if shared else None,
        served=served(use.served) if told else (),
    )
    operation, blank = carry_out(work, desk, visitor, deed)
    visited(work, visitor.holder, desk.date)
    cause = Cause(desk.request, called(operation), visitor.holder, desk.date, desk.today)
    _, given = reviewed(work, cause, rise)
    now = work.ledger.wallet(owner.holder)
    bill = replace(
        blank,
        served=told,
        before=balances(visitor),
        after=balances(visitor),
        visits=bill_visits([(package, -count)], now, owner.holder if shared else None),
        vouchers=bill_vouchers((), given),
    )
    return close_desk(work, desk, operation, bill)
