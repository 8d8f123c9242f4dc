"""How long visits last: a pause, a resumption, an extension."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from smbcrm.core.clock import Clock, add_months
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.ledger.ending import has_ended
from smbcrm.membership.ledger.posting import check_lasting, wallet_today
from smbcrm.membership.ledger.postings import NewTerm
from smbcrm.membership.ledger.types import Lot, OperationKind, Wallet
from smbcrm.membership.packages import rules
from smbcrm.membership.packages.pausing import end_pauses, paused_accounts, without_pause
from smbcrm.membership.packages.steps import bill_visits, package_called
from smbcrm.membership.packages.types import NoVisits, Package
from smbcrm.membership.requests.types import DateFollows
from smbcrm.membership.sales.desk import (
    Deed,
    Desk,
    ask,
    balances,
    carry_out,
    close_desk,
    open_desk,
)
from smbcrm.membership.sales.rules import check_reason
from smbcrm.membership.visits import types
from smbcrm.membership.visits.ports import VisitWork
from smbcrm.membership.visits.types import ExtendRequest, ExtensionReason, PauseRequest


@dataclass(frozen=True, slots=True)
class _Kept:
    """A package of a customer: the wallet today, and its lots apart, empty ones among them."""

    desk: Desk
    wallet: Wallet
    package: Package
    living: tuple[Lot, ...]
    ended: tuple[Lot, ...]


def pause(work: VisitWork, clock: Clock, request: PauseRequest) -> Bill:
    """Let a package stand still from today on; the same request again returns the first bill."""
    asked = ask(work, OperationKind.PAUSE, request.act, _arguments(request))
    if asked.first is not None:
        return asked.first
    if request.act.date is not None:
        raise DateFollows
    desk = open_desk(work, clock, request.act, asked)
    kept = _kept(work, desk, request.customer, request.package)
    if not _left(kept.living):
        raise NoVisits(package=kept.package.item.name)
    rules.check_running(kept.package, kept.living)
    work.packages.pause({lot.account for lot in kept.living}, desk.date)
    return _settle(work, kept, Deed(OperationKind.PAUSE, 0, (), terms=rules.held(kept.living)))


def resume(work: VisitWork, clock: Clock, request: PauseRequest) -> Bill:
    """Let a package go on today; every lot of it ends later by the days it was held."""
    asked = ask(work, OperationKind.RESUME, request.act, _arguments(request))
    if asked.first is not None:
        return asked.first
    if request.act.date is not None:
        raise DateFollows
    desk = open_desk(work, clock, request.act, asked)
    kept = _kept(work, desk, request.customer, request.package)
    paused = paused_accounts(work, kept.wallet, kept.package.unit)
    if not paused or not _left(kept.living):
        raise types.NotPaused(package=kept.package.item.name)
    terms = without_pause(work, kept.living, paused, desk.today)
    work.packages.resume(paused)
    return _settle(work, kept, Deed(OperationKind.RESUME, 0, (), terms=terms))


def extend(work: VisitWork, clock: Clock, request: ExtendRequest) -> Bill:
    """Let visits last until a day; what an ended lot lost comes back in a new one."""
    asked = ask(
        work,
        OperationKind.EXTENSION,
        request.act,
        {**_arguments(request), "until": request.until, "reason": request.reason},
    )
    if asked.first is not None:
        return asked.first
    if request.act.date is not None:
        raise DateFollows
    reason = check_reason(request.reason, list(ExtensionReason))
    desk = open_desk(work, clock, request.act, asked)
    kept = _kept(work, desk, request.customer, request.package)
    check_lasting(request.until, desk.today)
    if request.until > (latest := add_months(desk.today, rules.MOST_MONTHS)):
        raise types.TooLate(date=latest)
    lost = work.ledger.lost_on([lot.id for lot in kept.ended])
    living = _without_pause(work, kept)
    terms = rules.extended(living, request.until)
    _check_longer(kept.package, living, lost, terms)
    if lost:
        end_pauses(work, kept.wallet, [kept.package.unit], desk.request, desk.today)
    deed = Deed(
        OperationKind.EXTENSION,
        0,
        tuple(rules.brought_back(kept.ended, lost, request.until)),
        reason=reason,
        terms=terms,
    )
    return _settle(work, kept, deed, sum(lost.values()))


def _arguments(request: PauseRequest | ExtendRequest) -> dict[str, object]:
    return {"customer": request.customer, "package": request.package}


def _kept(work: VisitWork, desk: Desk, customer: int, code: str) -> _Kept:
    package = package_called(work, code)
    wallet = wallet_today(work, customer, desk.request, desk.today)
    lots = work.ledger.all_lots(customer, package.unit)
    ended = tuple(lot for lot in lots if has_ended(work, lot, desk.today))
    living = tuple(lot for lot in lots if lot not in ended)
    return _Kept(desk, wallet, package, living, ended)


def _without_pause(work: VisitWork, kept: _Kept) -> tuple[Lot, ...]:
    """Return the living lots with the ends they would have if they went on today.

    An extension is measured by them, so that it never takes days away that a pause gives.
    """
    paused = paused_accounts(work, kept.wallet, kept.package.unit)
    terms = without_pause(work, kept.living, paused, kept.desk.today)
    ends = {term.lot.id: term.expires_on for term in terms}
    return tuple(lot._replace(expires_on=ends.get(lot.id, lot.expires_on)) for lot in kept.living)


def _left(lots: Iterable[Lot]) -> int:
    return sum(lot.remaining for lot in lots)


def _check_longer(
    package: Package,
    living: Iterable[Lot],
    lost: Mapping[int, int],
    terms: Iterable[NewTerm],
) -> None:
    """Raise NoVisits where nothing is there to last longer, Shortens where all of it does."""
    name, there = package.item.name, [lot for lot in living if lot.remaining]
    if not lost and not there:
        raise NoVisits(package=name)
    if not lost and not _left(term.lot for term in terms):
        until = rules.soonest(there)
        if until is None:
            raise types.NeverEnds(package=name)
        raise types.Shortens(package=name, until=until)


def _settle(work: VisitWork, kept: _Kept, deed: Deed, moved: int = 0) -> Bill:
    """Carry out what changes how long visits last; no bill is numbered for it."""
    desk, before = kept.desk, balances(kept.wallet)
    operation, blank = carry_out(work, desk, kept.wallet, replace(deed, billed=False))
    now = work.ledger.wallet(kept.wallet.holder)
    visits = bill_visits([(kept.package, moved)], now)
    bill = replace(blank, before=before, after=before, visits=visits)
    return close_desk(work, desk, operation, bill)
