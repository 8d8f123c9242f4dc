"""Undo and void: an operation is never changed; a reversal takes it out whole."""

from dataclasses import replace

from smbcrm.core.clock import Clock
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.bills.types import Balances, Bill
from smbcrm.membership.customers.visits import recount_visits
from smbcrm.membership.ledger.closing import TillDay, check_day, closed_among
from smbcrm.membership.ledger.named import bill_called, called, operation_named, people_of
from smbcrm.membership.ledger.posting import post
from smbcrm.membership.ledger.postings import NewEntry, Posting
from smbcrm.membership.ledger.rules import settle
from smbcrm.membership.ledger.touched import hindrance, later_refund
from smbcrm.membership.ledger.types import POINT, AccountKind, Operation, OperationKind, Wallet
from smbcrm.membership.requests.types import DateFollows
from smbcrm.membership.rewards.steps import hold_stock, put_stock_back
from smbcrm.membership.sales import errors
from smbcrm.membership.sales.codes import UNDO_WINDOW, VoidReason
from smbcrm.membership.sales.desk import (
    Desk,
    ask,
    balances,
    blank_bill,
    close_desk,
    open_desk,
    wallet_of,
)
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.rules import check_reason
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.staff.called import terminal_name
from smbcrm.membership.tiers.steps import review_upgrades
from smbcrm.membership.vouchers.befriending import locked_with_friends, take_back_welcome
from smbcrm.membership.vouchers.entering import reviewed
from smbcrm.membership.vouchers.giving import Cause
from smbcrm.membership.vouchers.grounds import make_unborne_void
from smbcrm.membership.vouchers.types import GROUND_GONE

_REVERSAL = Text(N_("something taken back"))
"""What alone uses a lot without standing there itself: points put back fill what is owed."""
_ADJUST = N_("Correct it by an adjustment instead.")
_NEW_VOUCHER = N_("Issue a new voucher instead.")
_INSTEAD = {
    OperationKind.SALE: N_("Give a refund instead."),
    OperationKind.TOP_UP: N_("Pay it out by a withdrawal instead."),
    OperationKind.REDEMPTION: _ADJUST,
    OperationKind.REFUND: N_("Sell it anew instead."),
    OperationKind.WITHDRAWAL: N_("Take it in as a top-up instead."),
    OperationKind.TRANSFER: N_("Transfer it back instead."),
    OperationKind.ADJUSTMENT: _ADJUST,
    OperationKind.CASH: _ADJUST,
    OperationKind.VISIT_USE: _ADJUST,
    OperationKind.VOUCHER_ISSUE: N_("Make the voucher void instead."),
    OperationKind.VOUCHER_VOID: _NEW_VOUCHER,
}
_ENDED_INSTEAD = {
    AccountKind.VISITS: N_("Extend the package instead."),
    AccountKind.VOUCHERS: _NEW_VOUCHER,
}


def reverse(work: TillWork, clock: Clock, request: ReverseRequest) -> Bill:
    """Undo (without a reason) or void an operation; the same request again returns the first."""
    arguments = {"operation": request.operation, "reason": request.reason}
    asked = ask(work, OperationKind.REVERSAL, request.act, arguments)
    if asked.first is not None:
        return asked.first
    if request.reason is not None:
        check_reason(request.reason, list(VoidReason))
    if request.act.date is not None:
        raise DateFollows
    target = operation_named(work, request.operation)
    desk = open_desk(work, clock, request.act, asked)
    sale = work.ledger.refunded(target.seq)
    # A refund of the same sale at another till waits, or is seen: all meet at the sale's bill.
    work.bills.lock(target.seq if sale is None else sale)
    _check_reversible(work, target)
    _check_window(work, desk, target, request.reason)
    holder, others = people_of(work, target)
    hold_stock(work, target.seq)
    locked_with_friends(work, (holder, *others))
    for other in others:  # what of theirs has ended is booked first, too
        wallet_of(work, desk, other)
    wallet = wallet_of(work, desk, holder)
    _check_untouched(work, desk, target)
    _check_not_closed(work, desk, target)
    return _take_back(work, desk, target, wallet, request.reason)


def _check_reversible(work: TillWork, target: Operation) -> None:
    instead = _instead_of_the_programs(work, target)
    if instead is not None:
        raise errors.MadeByProgram(operation=called(target), instead=Text(instead))
    if target.kind not in _INSTEAD:
        raise errors.NotReversible(operation=called(target))
    before = work.ledger.reversal_of(target.seq)
    if before is not None:
        at = work.settings.shop().day.local(before.recorded_at)
        raise errors.AlreadyReversed(operation=called(target), at=at)
    later = later_refund(work, target)
    if later is not None:
        raise errors.Refunded(operation=called(target), refund=bill_called(later.bill_number))


def _instead_of_the_programs(work: TillWork, target: Operation) -> str | None:
    """Return what to do instead of undoing what the program did by itself; None: a till did it."""
    if target.kind is OperationKind.EXPIRY:
        kinds = {entry.kind for entry in work.ledger.entries(target.seq) if not entry.house}
        return next((_ENDED_INSTEAD[kind] for kind in _ENDED_INSTEAD if kind in kinds), _ADJUST)
    made_void = target.kind is OperationKind.VOUCHER_VOID and target.reason_code in GROUND_GONE
    return _NEW_VOUCHER if made_void else None


def _check_window(work: TillWork, desk: Desk, target: Operation, reason: str | None) -> None:
    instead = Text(_INSTEAD[target.kind])
    if reason is not None:
        if desk.shop.day.date(target.recorded_at) != desk.today:
            raise errors.VoidTooLate(operation=called(target), instead=instead)
        return
    if desk.request.recorded_at - target.recorded_at > UNDO_WINDOW:
        raise errors.UndoTooLate(instead=instead)
    if desk.terminal.id != target.terminal:
        till = terminal_name(work, target.terminal)
        raise errors.OtherTerminal(operation=called(target), terminal=till)


def _check_untouched(work: TillWork, desk: Desk, target: Operation) -> None:
    """Refuse where a lot it opened was used, or one that it would fill again has ended."""
    found = hindrance(work, target.seq, desk.today)
    if found is None:
        return
    instead, lot = Text(_INSTEAD[target.kind]), found.lot
    if found.ended:
        raise errors.LotEnded(operation=called(target), date=lot.expires_on, instead=instead)
    if found.paid_out is not None:
        later = called(found.paid_out)
        raise errors.PaidOutSince(operation=called(target), later=later, instead=instead)
    used = work.ledger.later_on_lot(lot.id, target.seq)
    raise errors.Touched(
        operation=called(target),
        later=_REVERSAL if used is None else called(used),
        instead=instead,
    )


def _check_not_closed(work: TillWork, desk: Desk, target: Operation) -> None:
    """Refuse what its till has closed; and, but to the owner, where this till has closed the day.

    A reversal bears the date of what it takes out, so its money leaves this till's drawer that day.
    """
    if closed_among(work, (TillDay(target.business_date, target.terminal),)):
        till, instead = terminal_name(work, target.terminal), Text(_INSTEAD[target.kind])
        raise errors.DayIsClosed(operation=called(target), terminal=till, instead=instead)
    check_day(work, TillDay(target.business_date, desk.terminal.id), desk.staff.id)


def _mirrored(work: TillWork, target: Operation, wallet: Wallet | None) -> tuple[NewEntry, ...]:
    """Return the entries of an operation the other way round; points put back fill what is owed.

    Each fills their own: after the undo of a merge a lot may be somebody else's.
    """
    entries = work.ledger.entries(target.seq)
    mirror = tuple(NewEntry(one.account, one.unit, -one.amount, one.lot) for one in entries)
    moved = {one.lot: -one.amount for one in entries if one.lot and one.unit == POINT}
    if wallet is None or not moved:
        return mirror
    lots = {lot.id: lot for lot in wallet.lots_of(AccountKind.POINTS)}
    lots |= work.ledger.lots(tuple(moved))
    after = [lot._replace(remaining=lot.remaining + moved.get(lot.id, 0)) for lot in lots.values()]
    own = {account.id for account in wallet.accounts}
    theirs = [lot for lot in after if lot.account not in own]
    return (*mirror, *settle(lot for lot in after if lot.account in own), *settle(theirs))


def _take_back(
    work: TillWork, desk: Desk, target: Operation, wallet: Wallet | None, reason: str | None
) -> Bill:
    put_stock_back(work, target.seq)
    operation = post(
        work,
        Posting(
            kind=OperationKind.REVERSAL,
            request=desk.request,
            business_date=target.business_date,
            entries=_mirrored(work, target, wallet),
            holder=wallet.holder if wallet else None,
            party=target.party,
            other_party=work.ledger.other_party(target.seq),
            reason_code=reason,
            reverses=target.seq,
            note=desk.note,
        ),
    )
    first = work.bills.get(target.seq)
    to, after = None, Balances()
    if wallet is not None:
        recount_visits(work, wallet.holder)
        about, date = called(target), operation.business_date
        cause = Cause(desk.request, about, wallet.holder, date, desk.today)
        tier, _ = reviewed(work, cause, review_upgrades)
        make_unborne_void(work, cause)
        if target.kind is OperationKind.SALE:
            take_back_welcome(work, cause, target)
        to = (wallet.holder, tier)
        after = balances(work.ledger.wallet(wallet.holder))
    blank = blank_bill(work, desk, operation, first.amount if first else 0, to)
    bill = replace(blank, before=balances(wallet), after=after, reverses=target.id)
    return close_desk(work, desk, operation, bill)
