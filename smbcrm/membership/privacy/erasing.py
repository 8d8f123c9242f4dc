"""An erase: what is owed is settled, what was refused is kept, and the person goes."""

import datetime as dt

from smbcrm.core.clock import Clock, instant_text
from smbcrm.core.ids import job_id
from smbcrm.membership.attachments.types import FilesLeft
from smbcrm.membership.customers import opt_outs
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.typed import known
from smbcrm.membership.customers.types import Customer, CustomerChanged
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.posting import post, wallet_today
from smbcrm.membership.ledger.postings import NewEntry, Posting, Request
from smbcrm.membership.ledger.types import AccountKind, House, OperationKind, Wallet
from smbcrm.membership.privacy.ports import PrivacyWork
from smbcrm.membership.privacy.types import (
    BadEraseReason,
    ErasedOne,
    EraseReason,
    Erasing,
    Owed,
    StillOwed,
    VisitsOwed,
)
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once
from smbcrm.membership.vouchers import rules as vouchers
from smbcrm.membership.vouchers.giving import Cause, make_void
from smbcrm.membership.vouchers.types import Here, Voucher

GIVEN_UP = "given_up"
"""Why an account is put to nought, or a voucher made void: its owner gave it up and was erased."""


def erase(  # noqa: PLR0913 - the parts of one request
    work: PrivacyWork, clock: Clock, customer: int, reason: str, act: Act, *, give_up: bool
) -> int:
    """Take a customer out; the same request again does nothing more.

    Raises UnknownCustomer, BadEraseReason, StillOwed, VoucherHeld and DayClosed.
    """
    check_reason(reason)
    work.customers.lock(customer)  # the same request at another till waits, and finds the first

    def step(at: Moment) -> Done:
        take_out(work, customer, reason, _request(act, at), at, give_up=give_up)
        return Done(str(customer))

    asked = {"customer": customer, "reason": reason, "give_up": give_up or None}
    return int(once(work, clock, act, "person_erase", asked, step))


def look(work: PrivacyWork, clock: Clock, customer: int) -> Erasing:
    """Return what an erase would meet; raise UnknownCustomer."""
    who, today = known(work, customer), work.settings.shop().day.date(clock.now())
    return Erasing(
        customer,
        who.code,
        who.profile.full_name,
        owed_to(work, customer, today),
        tuple(map(str, opt_outs.refused(who))),
    )


def take_out(  # noqa: PLR0913 - the parts of one erase
    work: PrivacyWork,
    customer: int,
    reason: str,
    request: Request,
    at: Moment,
    *,
    give_up: bool,
) -> None:
    """Take a customer out who is held to the end of the step; raise as `erase`."""
    if not work.customers.lock(customer):
        raise UnknownCustomer
    wallet = wallet_today(work, customer, request, at.today)
    who = known(work, customer)
    owed = owed_to(work, customer, at.today)
    if not owed.nothing and not give_up:
        raise StillOwed(name=who.profile.full_name or who.code, owed=owed.words)
    _settle(work, wallet, request, at)
    opt_outs.keep(work, who)
    gone = (erased_one(who), *work.erasures.merged(customer))
    if files := work.attachments.of(customer):
        work.record(FilesLeft(tuple(one.stored for one in files)))
    work.erasures.take_out(customer)
    for one in gone:
        work.erasures.note(one, reason, at)
    work.record(CustomerChanged(frozenset({customer})))


def owed_to(work: PrivacyWork, customer: int, today: dt.date) -> Owed:
    """Return what the shop owes a customer on a business date; what is over by then is nothing."""
    lots = [lot for lot in work.ledger.wallet(customer).lots if not lot.over(today)]

    def left(kind: AccountKind) -> int:
        return sum(lot.remaining for lot in lots if lot.kind is kind)

    visits: dict[str, int] = {}
    for lot in lots:
        if lot.kind is AccountKind.VISITS:
            visits[lot.unit] = visits.get(lot.unit, 0) + lot.remaining
    names = {one.unit: one.item.name for one in work.packages.all()} if visits else {}
    return Owed(
        work.settings.shop().currency,
        left(AccountKind.PRINCIPAL),
        left(AccountKind.GIFT),
        left(AccountKind.CREDIT),
        left(AccountKind.POINTS),
        tuple(VisitsOwed(names[unit], count) for unit, count in sorted(visits.items())),
        left(AccountKind.VOUCHERS),
    )


def erased_one(who: Customer) -> ErasedOne:
    """Return by what it is known later that somebody was erased."""
    return ErasedOne(who.id, instant_text(who.created_at))


def check_reason(reason: str) -> None:
    """Raise BadEraseReason for a reason that is not in the list."""
    known_reasons = [str(one) for one in EraseReason]
    if reason not in known_reasons:
        raise BadEraseReason(reason=reason, known=known_reasons)


def _settle(work: PrivacyWork, wallet: Wallet, request: Request, at: Moment) -> None:
    """Put every account to nought: vouchers one by one, all else in one adjustment.

    Points that are owed to the shop go as well.
    """
    here = Here(at.today, at.now, at.terminal.id, work.settings.shop().day)
    for voucher in work.vouchers.of_customer(wallet.holder):
        if voucher.lot.remaining:
            _void(work, wallet, voucher, request, here)
    entries = _emptied(wallet)
    if not entries:
        return
    post(
        work,
        Posting(
            kind=OperationKind.ADJUSTMENT,
            request=_step_of(request, "erase", {"customer": wallet.holder}),
            business_date=at.today,
            entries=entries,
            holder=wallet.holder,
            party=wallet.party,
            reason_code=GIVEN_UP,
        ),
    )


def _void(
    work: PrivacyWork, wallet: Wallet, voucher: Voucher, request: Request, here: Here
) -> None:
    refused = vouchers.held(voucher, here)
    if refused is not None:
        raise refused
    cause = Cause(request, None, wallet.holder, here.today, here.today)
    make_void(work, cause, voucher, GIVEN_UP)


def _emptied(wallet: Wallet) -> tuple[NewEntry, ...]:
    """Return the entries that leave nothing in any lot but vouchers."""
    lots = [lot for lot in wallet.lots if lot.kind is not AccountKind.VOUCHERS]
    totals: dict[str, int] = {}
    for lot in lots:
        totals[lot.unit] = totals.get(lot.unit, 0) + lot.remaining
    return (
        *(NewEntry(lot.account, lot.unit, -lot.remaining, lot.id) for lot in lots),
        *(ledger.house(House.ADJUSTMENT, unit, sum_) for unit, sum_ in totals.items() if sum_),
    )


def _request(act: Act, at: Moment) -> Request:
    return Request(act.request_id.lower(), "", at.staff.id, at.terminal.id, at.now)


def _step_of(request: Request, what: str, arguments: dict[str, object]) -> Request:
    """Return the request of one operation that an erase makes: the same erase gives it again."""
    return Request(
        job_id(what, request.id, *arguments.values()),
        request_hash(OperationKind.ADJUSTMENT, arguments),
        request.staff,
        request.terminal,
        request.recorded_at,
    )
