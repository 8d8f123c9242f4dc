"""Vouchers given: by hand to one or many, for points; and made void."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from smbcrm.core.clock import Clock
from smbcrm.core.ids import job_id
from smbcrm.membership.benefits.types import (
    BuyRequest,
    IssueRequest,
    VoidVoucherRequest,
    VoucherVoidReason,
)
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.posting import check_lasting, wallet_today
from smbcrm.membership.ledger.types import (
    POINT,
    AccountKind,
    House,
    OperationKind,
    Wallet,
)
from smbcrm.membership.requests.steps import identify, recorded
from smbcrm.membership.sales.desk import (
    Asked,
    Deed,
    Desk,
    ask,
    balances,
    blank_bill,
    carry_out,
    close_desk,
    open_desk,
    post_deed,
    whereabouts,
)
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.rules import check_points, check_reason
from smbcrm.membership.tiers.limits import NotForTier, check_tier
from smbcrm.membership.tiers.steps import tier_on
from smbcrm.membership.vouchers import definitions, errors, rules
from smbcrm.membership.vouchers.codes import read_code
from smbcrm.membership.vouchers.steps import (
    bill_voucher,
    bill_vouchers,
    customer_called,
    definition_called,
    kept,
    voucher_called,
)
from smbcrm.membership.vouchers.types import Definition, Voucher


def issue(work: TillWork, clock: Clock, request: IssueRequest) -> tuple[Voucher, ...]:
    """Give each of some customers a voucher; the same request again returns the first ones.

    Each is an operation of its own, all in one step; the first has the id of the request.
    """
    customers = tuple(dict.fromkeys(request.customers))
    arguments = {"definition": request.definition, "customers": ",".join(map(str, customers))}
    request_id, asked = identify(request.act, OperationKind.VOUCHER_ISSUE, arguments)
    if recorded(work, request_id, asked) is not None:
        return tuple(_given_before(work, request_id, customers))
    desk = open_desk(work, clock, request.act, Asked(request_id, asked, None))
    definition = definition_called(work, request.definition, hold=True)
    definitions.check_active(definition)
    check_lasting(rules.last_day(definition, desk.date), desk.today)
    work.ledger.lock(sorted(customers))
    given: list[Voucher] = []
    for number, customer in enumerate(customers):
        made = replace(desk.request, id=_operation_id(request_id, number))
        given += _give(work, replace(desk, request=made), definition, customer)
    return tuple(given)


def issue_told(work: TillWork, clock: Clock, request: IssueRequest) -> Bill:
    """Give one customer a voucher, told as a bill; a voucher that is given has none to be kept."""
    given = issue(work, clock, request)
    customer = request.customers[0]
    done = work.ledger.operation(request.act.request_id.lower())
    if done is None:
        raise LookupError(request.act.request_id)
    desk = open_desk(work, clock, request.act, Asked(done.id, "", None))
    blank = blank_bill(work, desk, done, 0, (customer, tier_on(work, customer, desk.date)))
    owned = balances(work.ledger.wallet(customer))
    return replace(blank, before=owned, after=owned, vouchers=bill_vouchers((), given))


def _operation_id(request_id: str, number: int) -> str:
    """Return the id of one of the operations that a request makes, counted from 0."""
    return job_id("voucher_issue", request_id, number) if number else request_id


def _given_before(work: TillWork, request_id: str, customers: Sequence[int]) -> Iterator[Voucher]:
    for number, _ in enumerate(customers):
        operation = work.ledger.operation(_operation_id(request_id, number))
        lots = work.ledger.opened_by(operation.seq) if operation else ()
        yield from work.vouchers.of_lots([lot.id for lot, _ in lots]).values()


def _give(work: TillWork, desk: Desk, definition: Definition, customer: int) -> Sequence[Voucher]:
    """Give one customer a voucher."""
    wallet = wallet_today(work, customer, desk.request, desk.today)
    _check_tier(work, desk, definition, wallet)
    ends = rules.last_day(definition, desk.date)
    deed = Deed(OperationKind.VOUCHER_ISSUE, 0, rules.issued(wallet, ends), billed=False)
    return kept(work, post_deed(work, desk, wallet, deed), definition)


def buy(work: TillWork, clock: Clock, request: BuyRequest) -> Bill:
    """Give a customer a voucher for points; the same request again returns the first bill."""
    arguments = {"customer": request.customer, "voucher": request.definition}
    asked = ask(work, OperationKind.REDEMPTION, request.act, arguments)
    if asked.first is not None:
        return asked.first
    desk = open_desk(work, clock, request.act, asked)
    definition = definition_called(work, request.definition, hold=True)
    definitions.check_active(definition)
    if definition.points is None:
        raise errors.NotForPoints(name=definition.name)
    wallet = wallet_today(work, request.customer, desk.request, desk.today)
    _check_tier(work, desk, definition, wallet)
    points, lots = definition.points, wallet.lots_of(AccountKind.POINTS)
    check_points(points, ledger.redeemable(lots))
    ends = rules.last_day(definition, desk.date)
    check_lasting(ends, desk.today)
    entries = (
        *ledger.draw(lots, points),
        ledger.house(House.POINTS, POINT, points),
        *rules.issued(wallet, ends),
    )
    operation, blank = carry_out(work, desk, wallet, Deed(OperationKind.REDEMPTION, 0, entries))
    given = kept(work, operation, definition)
    before = balances(wallet)
    bill = replace(
        blank,
        points=-points,
        before=before,
        after=replace(before, points=before.points - points),
        vouchers=bill_vouchers((), given),
    )
    return close_desk(work, desk, operation, bill)


def void(work: TillWork, clock: Clock, request: VoidVoucherRequest) -> Bill:
    """End a voucher that was not used; the same request again returns the first bill."""
    arguments = {"voucher": read_code(request.code) or request.code, "reason": request.reason}
    asked = ask(work, OperationKind.VOUCHER_VOID, request.act, arguments)
    if asked.first is not None:
        return asked.first
    reason = check_reason(request.reason, list(VoucherVoidReason))
    desk = open_desk(work, clock, request.act, asked)
    holder = voucher_called(work, request.code).holder
    if holder is None:
        raise errors.UnknownVoucher(code=request.code)
    wallet = wallet_today(work, holder, desk.request, desk.today)
    voucher = voucher_called(work, request.code)
    refused = rules.dead(voucher, desk.today) or rules.held(voucher, whereabouts(desk))
    if refused is not None:
        raise refused
    deed = Deed(
        OperationKind.VOUCHER_VOID,
        0,
        rules.drawn(voucher.lot, House.ADJUSTMENT),
        billed=False,
        reason=reason,
    )
    operation, blank = carry_out(work, desk, wallet, deed)
    owned = balances(wallet)
    told = (bill_voucher(voucher, -1),)
    return close_desk(
        work, desk, operation, replace(blank, before=owned, after=owned, vouchers=told)
    )


def _check_tier(work: TillWork, desk: Desk, definition: Definition, wallet: Wallet) -> None:
    """Raise NotForTierOf where the customer's tier is not one of those it is for."""
    if definition.tiers:
        tier = tier_on(work, wallet.holder, desk.date)
        try:
            check_tier(definition.name, definition.tiers, tier, work.tiers.all())
        except NotForTier as refused:
            who = customer_called(work, wallet.holder)
            raise errors.NotForTierOf(**{**refused.params, "customer": who}) from None
