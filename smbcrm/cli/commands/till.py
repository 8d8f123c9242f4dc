"""`sale`, `top-up`, `redeem`, `undo` and `void`: what happens at the till."""

import argparse

from smbcrm.cli.bills import bill_reply
from smbcrm.cli.command import Argument, Command, Dating, Reply
from smbcrm.cli.context import Context
from smbcrm.cli.quotes import DRY_RUN, quote_reply
from smbcrm.cli.secret import with_pin
from smbcrm.cli.typed import payments, read_count, read_item, read_serves
from smbcrm.cli.wording import reason
from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.benefits.types import RewardRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.sales.codes import MEANS_NAMES, Means, VoidReason
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest, TopUpRequest

WALK_IN = "-"
NO_OFFER = "none"

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")
PAY = Argument(
    "--pay",
    N_(
        "how it is paid, all in cash without it; points take a whole number of points; can be given"
        " several times"
    ),
    "KIND=AMOUNT",
    known=tuple(Means),
    meaning=MEANS_NAMES.__getitem__,
    many=True,
)
ITEM = Argument("--item", N_("what is sold; can be given several times"), "CODE=QTY", many=True)
VOUCHERS = Argument(
    "--voucher", N_("a voucher, by its code; can be given several times"), "CODE", many=True
)
SERVED = Argument(
    "--served",
    N_("who served, with a percentage if shared unequally; can be given several times"),
    "NAME=N",
    many=True,
)
_OPERATION = Argument("operation", N_("its id or bill number"), "OPERATION")


class NothingToRedeem(UserError):
    """Neither points nor a reward."""

    msgid = N_("Say how many points, or which reward with --reward CODE.")


def _sale(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    request = SaleRequest(
        context.act,
        None if args.customer == WALK_IN else context.customer(args.customer, living=True),
        None if args.amount is None else parse_amount(args.amount, currency),
        tuple(map(read_item, args.item or ())),
        payments(args.pay, currency),
        tuple(args.voucher or ()),
        served=tuple(map(read_serves, args.served or ())),
    )
    return _reply(context, with_pin(context, context.services.till.sale, request))


def _top_up(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    request = TopUpRequest(
        context.act,
        context.customer(args.customer, living=True),
        parse_amount(args.amount, currency),
        payments(args.pay, currency),
        with_offer=args.offer is None,
    )
    return _reply(context, context.services.till.top_up(request))


def _redeem(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer, living=True)
    points = None if args.points is None else read_count(args.points)
    if args.reward is not None:
        reward = RewardRequest(context.act, customer, args.reward, args.count, points)
        return _reply(context, context.services.benefits.redeem(reward))
    if points is None:
        raise NothingToRedeem
    request = RedeemRequest(context.act, customer, points)
    return _reply(context, context.services.till.redeem(request))


def _undo(context: Context, args: argparse.Namespace) -> Reply:
    return _reversed(context, args, ReverseRequest(context.act, args.operation))


def _void(context: Context, args: argparse.Namespace) -> Reply:
    return _reversed(context, args, ReverseRequest(context.act, args.operation, args.reason))


def _reversed(context: Context, args: argparse.Namespace, request: ReverseRequest) -> Reply:
    if args.dry_run:
        return quote_reply(context.services.refunds.propose_void(request), context.shop.day)
    return _reply(context, context.services.till.reverse(request))


def _reply(context: Context, bill: Bill) -> Reply:
    return bill_reply(bill, context.shop.day)


SALE = Command(
    "sale",
    N_("record a sale"),
    _sale,
    (
        Argument("customer", N_("code, card number or text; - for a walk-in"), "CODE|-"),
        Argument("amount", N_("what is paid; with items it must agree"), "AMOUNT", optional=True),
        ITEM,
        PAY,
        VOUCHERS,
        SERVED,
    ),
    writes=True,
    dating=Dating.GIVEN,
)

TOP_UP = Command(
    "top-up",
    N_("take in stored value"),
    _top_up,
    (
        _CODE,
        Argument("amount", N_("what is paid in"), "AMOUNT"),
        PAY,
        Argument("--offer", N_("without the gift of the offer"), choices=(NO_OFFER,)),
    ),
    writes=True,
    dating=Dating.GIVEN,
)

REDEEM = Command(
    "redeem",
    N_("turn points into store credit, or into a reward"),
    _redeem,
    (
        _CODE,
        Argument("points", N_("how many points; of a reward its price"), "POINTS", optional=True),
        Argument("--reward", N_("a reward, see: smbcrm reward list"), "CODE"),
        Argument("--count", N_("how many of the reward"), "N", read=read_count, default=1),
    ),
    writes=True,
    dating=Dating.GIVEN,
)

UNDO = Command(
    "undo",
    N_("take back what was recorded in the last 30 minutes"),
    _undo,
    (_OPERATION, DRY_RUN),
    writes=True,
    dating=Dating.FOLLOWS,
)

VOID = Command(
    "void",
    N_("take back what was recorded today, with a reason"),
    _void,
    (
        _OPERATION,
        reason(*VoidReason, required=True),
        DRY_RUN,
    ),
    writes=True,
    dating=Dating.FOLLOWS,
)
