"""`refund`, `withdraw`, `transfer`, `adjust`, `cash`: value that goes back, out or over."""

import argparse
from collections.abc import Sequence

from smbcrm.cli.bills import bill_reply
from smbcrm.cli.command import Argument, Command, Group, Reply
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count, read_line
from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.types import RefundReason, RefundRequest
from smbcrm.membership.sales.codes import TENDERS, Means
from smbcrm.membership.value.adjusting import ADJUSTABLE, ADJUSTABLE_NAMES
from smbcrm.membership.value.types import (
    AdjustmentReason,
    AdjustRequest,
    CashReason,
    CashRequest,
    NotAdjustable,
    TransferReason,
    TransferRequest,
    WithdrawRequest,
)

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")
_DRY_RUN = Argument("--dry-run", N_("only show what would go where"), flag=True)


def _refund(context: Context, args: argparse.Namespace) -> Reply:
    request = RefundRequest(
        context.act,
        args.operation,
        None if args.amount is None else parse_amount(args.amount, context.shop.currency),
        _lines(args.line or ()),
        args.reason,
    )
    refunds = context.services.refunds
    return _reply(context, (refunds.quote if args.dry_run else refunds.refund)(request))


def _lines(texts: Sequence[str]) -> dict[int, int]:
    """Return how much of each line was typed; the same line twice is added up."""
    lines: dict[int, int] = {}
    for number, quantity in map(read_line, texts):
        lines[number] = lines.get(number, 0) + quantity
    return lines


def _withdraw(context: Context, args: argparse.Namespace) -> Reply:
    request = WithdrawRequest(
        context.act,
        context.customer(args.customer, living=True),
        parse_amount(args.amount, context.shop.currency),
        Means(args.by or Means.CASH),
    )
    value = context.services.value
    return _reply(context, (value.quote_withdrawal if args.dry_run else value.withdraw)(request))


def _transfer(context: Context, args: argparse.Namespace) -> Reply:
    request = TransferRequest(
        context.act,
        context.customer(args.giver, living=True),
        context.customer(args.taker, living=True),
        parse_amount(args.amount, context.shop.currency)
        if args.package is None
        else read_count(args.amount),
        args.reason,
        args.package,
    )
    value = context.services.value
    return _reply(context, (value.quote_transfer if args.dry_run else value.transfer)(request))


def _adjust(context: Context, args: argparse.Namespace) -> Reply:
    account, package = _account(args.account)
    text = args.amount.strip()
    sign = -1 if text.startswith(("-", "\u2212")) else 1
    typed = text.lstrip("+-\u2212")
    count = (
        read_count(typed)
        if account in {AccountKind.POINTS, AccountKind.VISITS}
        else parse_amount(typed, context.shop.currency)
    )
    customer = context.customer(args.customer)
    request = AdjustRequest(context.act, customer, account, sign * count, args.reason, package)
    return _reply(context, context.services.value.adjust(request))


def _account(text: str) -> tuple[AccountKind, str | None]:
    """Return the account that is typed, and of which package; raise NotAdjustable."""
    name, _, package = text.partition(":")
    if name not in ADJUSTABLE or bool(package) != (name == AccountKind.VISITS):
        raise NotAdjustable(account=text, known=list(ADJUSTABLE_NAMES))
    return AccountKind(name), package or None


def _cash(context: Context, args: argparse.Namespace, sign: int) -> Reply:
    amount = sign * parse_amount(args.amount, context.shop.currency)
    return _reply(
        context, context.services.value.cash(CashRequest(context.act, amount, args.reason))
    )


def _cash_in(context: Context, args: argparse.Namespace) -> Reply:
    return _cash(context, args, 1)


def _cash_out(context: Context, args: argparse.Namespace) -> Reply:
    return _cash(context, args, -1)


def _reply(context: Context, bill: Bill) -> Reply:
    return bill_reply(bill, context.shop.day)


REFUND = Command(
    "refund",
    N_("give a sale back, whole or in part, to where it came from"),
    _refund,
    (
        Argument("operation", N_("its id or bill number"), "OPERATION"),
        Argument("--amount", N_("how much of it; all that is left without"), "AMOUNT"),
        Argument(
            "--line",
            N_("a line and how many; can be given several times"),
            "N=QTY",
            many=True,
        ),
        Argument("--reason", N_("why"), "CODE", known=tuple(RefundReason)),
        _DRY_RUN,
    ),
    writes=True,
)

WITHDRAW = Command(
    "withdraw",
    N_("pay stored value out: the paid part; unspent gift of it is void"),
    _withdraw,
    (
        _CODE,
        Argument("amount", N_("what is paid out"), "AMOUNT"),
        Argument(
            "--by", N_("how it is paid out, in cash without it"), choices=tuple(map(str, TENDERS))
        ),
        _DRY_RUN,
    ),
    writes=True,
)

TRANSFER = Command(
    "transfer",
    N_("hand stored value or visits to another customer"),
    _transfer,
    (
        Argument("giver", N_("whose it is"), "FROM"),
        Argument("taker", N_("who gets it"), "TO"),
        Argument("amount", N_("how much of stored value, or how many visits"), "AMOUNT"),
        Argument("--package", N_("visits of this package"), "CODE"),
        Argument("--reason", N_("why"), "CODE", known=tuple(TransferReason), required=True),
        _DRY_RUN,
    ),
    writes=True,
)

ADJUST = Command(
    "adjust",
    N_("put an account right, with a reason"),
    _adjust,
    (
        _CODE,
        Argument("account", N_("which one"), "ACCOUNT", known=ADJUSTABLE_NAMES),
        Argument("amount", N_("plus gives, minus takes: 5.00 or -5.00"), "AMOUNT"),
        Argument("--reason", N_("why"), "CODE", known=tuple(AdjustmentReason), required=True),
    ),
    writes=True,
)

_CASH = (
    Argument("amount", N_("how much"), "AMOUNT"),
    Argument("--reason", N_("why"), "CODE", known=tuple(CashReason), required=True),
)
CASH = Group(
    "cash",
    N_("cash that goes into the drawer or out of it without a sale"),
    (
        Command("in", N_("put cash into the drawer"), _cash_in, _CASH, writes=True),
        Command("out", N_("take cash out of the drawer"), _cash_out, _CASH, writes=True),
    ),
)
