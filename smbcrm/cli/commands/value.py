"""`refund`, `withdraw`, `transfer`, `adjust`, `cash`: value that goes back, out or over."""

import argparse
from collections.abc import Sequence
from dataclasses import replace

from smbcrm.cli.bills import bill_reply
from smbcrm.cli.command import Argument, Command, Dating, Facts, Group, Part, Reply
from smbcrm.cli.context import Context
from smbcrm.cli.quotes import DRY_RUN, NOT_RECORDED, quote_reply
from smbcrm.cli.secret import with_pin
from smbcrm.cli.typed import read_count, read_line
from smbcrm.cli.wording import named, reason
from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.types import RefundReason, RefundRequest
from smbcrm.membership.sales.codes import MEANS_NAMES, TENDERS, Means
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

_MORE_BY = N_("That is {amount} more than the drawer should hold. It was noted; count the cash.")
_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")


def _refund(context: Context, args: argparse.Namespace) -> Reply:
    request = RefundRequest(
        context.act,
        args.operation,
        None if args.amount is None else parse_amount(args.amount, context.shop.currency),
        _lines(args.line or ()),
        args.reason,
    )
    refunds = context.services.refunds
    if args.dry_run:
        return quote_reply(refunds.propose(request), context.shop.day)
    return _shown(context, args, refunds.refund(request))


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
    if args.dry_run:
        return _shown(context, args, value.quote_withdrawal(request))
    return _shown(context, args, with_pin(context, value.withdraw, request))


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
    if args.dry_run:
        bill = value.quote_transfer(request)
    else:
        bill = with_pin(context, value.transfer, request)
    taker = context.services.customers.get(request.taker)
    name = taker.profile.full_name
    reply = _shown(context, args, bill, Facts([(N_("Handed to"), named(name, taker.code))]))
    return replace(reply, data={**reply.data, "taker": {"code": taker.code, "full_name": name}})


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


def _cash(context: Context, args: argparse.Namespace, sign: int, *, again: bool) -> Reply:
    currency = context.shop.currency
    amount = sign * parse_amount(args.amount, currency)
    request = CashRequest(context.act, amount, args.reason, again=again)
    bill = context.services.value.cash(request)
    drawer = context.services.dayclose.drawer(context.act)
    expected = None if drawer is None else Money(drawer, currency)
    notice = _beyond(drawer, currency) if sign < 0 else None
    reply = _reply(context, bill)
    data = {**reply.data, "drawer": expected, "notice": notice}
    return replace(reply, data=data, notice=notice)


def _beyond(drawer: int | None, currency: Currency) -> Text | None:
    """Return what is to be said where more was taken out than the drawer should hold.

    While that is not told, neither is this: who takes cash out bit by bit would find the sum.
    """
    if drawer is None or drawer >= 0:
        return None
    return Text(_MORE_BY, {"amount": Money(-drawer, currency)})


def _cash_in(context: Context, args: argparse.Namespace) -> Reply:
    return _cash(context, args, 1, again=args.again)


def _cash_out(context: Context, args: argparse.Namespace) -> Reply:
    return _cash(context, args, -1, again=False)


def _reply(context: Context, bill: Bill) -> Reply:
    return bill_reply(bill, context.shop.day)


def _shown(context: Context, args: argparse.Namespace, bill: Bill, *more: Part) -> Reply:
    """Return what was recorded, or what would be: then the answer says so.

    What there is `more` to say stands behind the first part of the bill.
    """
    reply = _reply(context, bill)
    first, *rest = reply.parts
    data = {**reply.data, "dry_run": args.dry_run}
    said = (Text(NOT_RECORDED),) if args.dry_run else ()
    return replace(reply, data=data, parts=(*said, first, *more, *rest))


REFUND = Command(
    "refund",
    N_("give a sale back, whole or in part, to where it came from"),
    _refund,
    (
        Argument("operation", N_("its id or bill number"), "OPERATION"),
        Argument(
            "--amount",
            N_("how much of it; without it all that is left, unless visits of it were used"),
            "AMOUNT",
        ),
        Argument(
            "--line",
            N_("a line and how many; can be given several times"),
            "N=QTY",
            many=True,
        ),
        reason(*RefundReason),
        DRY_RUN,
    ),
    writes=True,
    dating=Dating.FOLLOWS,
)

WITHDRAW = Command(
    "withdraw",
    N_("pay stored value out: the paid part; unspent gift of it is void"),
    _withdraw,
    (
        _CODE,
        Argument("amount", N_("what is paid out"), "AMOUNT"),
        Argument(
            "--by",
            N_("how it is paid out, in cash without it"),
            choices=tuple(map(str, TENDERS)),
            meaning=MEANS_NAMES.__getitem__,
        ),
        replace(DRY_RUN, help=N_("only show what would be paid out, and which gift would be void")),
    ),
    writes=True,
    dating=Dating.GIVEN,
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
        reason(*TransferReason, required=True),
        replace(DRY_RUN, help=N_("only show what would be handed over")),
    ),
    writes=True,
    dating=Dating.GIVEN,
)

ADJUST = Command(
    "adjust",
    N_("put an account right, with a reason"),
    _adjust,
    (
        _CODE,
        Argument("account", N_("which one"), "ACCOUNT", known=ADJUSTABLE_NAMES),
        Argument("amount", N_("plus gives, minus takes: 5.00 or -5.00"), "AMOUNT"),
        reason(*AdjustmentReason, required=True),
    ),
    writes=True,
    dating=Dating.GIVEN,
)

_CASH = (
    Argument("amount", N_("how much"), "AMOUNT"),
    reason(*CashReason, required=True),
)
_AGAIN = Argument("--again", N_("as much again as stayed in the drawer, as float"), flag=True)
CASH = Group(
    "cash",
    N_("cash that goes into the drawer or out of it without a sale"),
    (
        Command(
            "in",
            N_("put cash into the drawer"),
            _cash_in,
            (*_CASH, _AGAIN),
            writes=True,
            dating=Dating.GIVEN,
        ),
        Command(
            "out",
            N_("take cash out of the drawer"),
            _cash_out,
            _CASH,
            writes=True,
            dating=Dating.GIVEN,
        ),
    ),
)
