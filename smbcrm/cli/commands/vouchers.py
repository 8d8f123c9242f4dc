"""`voucher`: what the shop gives, and what becomes of it: issued, used, made void, shown."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from smbcrm.cli.bills import bill_reply, value_data
from smbcrm.cli.command import Argument, Command, Dating, Facts, Group, Part, Reply, Table
from smbcrm.cli.commands.till import ITEM, PAY, VOUCHERS
from smbcrm.cli.commands.voucher_definitions import DEFINING, DEFINITION
from smbcrm.cli.context import Context
from smbcrm.cli.files import FORCE, INSTEAD, instead, size, written
from smbcrm.cli.typed import payments, read_item
from smbcrm.cli.wording import reason, reason_meaning, worded
from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.benefits.types import (
    BuyRequest,
    CardPaper,
    IssueRequest,
    VoidVoucherRequest,
    VoucherShown,
    VoucherVoidReason,
)
from smbcrm.membership.bills.types import PaperSize
from smbcrm.membership.ledger.words import happened_words
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.vouchers.types import (
    Voucher,
    VoucherMove,
    VoucherState,
)
from smbcrm.membership.vouchers.words import VOUCHER_STATES


class OneCustomer(UserError):
    """Several customers where one pays with points."""

    msgid = N_("For points a voucher goes to one customer at a time. Name one.")


def _issue(context: Context, args: argparse.Namespace) -> Reply:
    customers = tuple(context.customer(one, living=True) for one in args.customer)
    benefits, currency = context.services.benefits, context.shop.currency
    if args.for_points:
        if len(set(customers)) > 1:
            raise OneCustomer
        buying = BuyRequest(context.act, customers[0], args.code)
        _check(context, args, buying)
        bill = benefits.buy(buying)
        codes_given = [one.code for one in bill.vouchers if one.moved > 0]
        return _with_file(context, args, bill_reply(bill, context.shop.day), codes_given)
    request = IssueRequest(context.act, args.code, customers)
    _check(context, args, request)
    issued = benefits.issue(request)
    codes = {one.code: context.services.customers.get(one.holder or 0).code for one in issued}
    data = [{**_voucher_data(one, currency), "customer": codes[one.code]} for one in issued]
    rows = [(one.code, codes[one.code], one.name, one.lot.expires_on) for one in issued]
    heads = (N_("Voucher"), N_("Customer"), N_("Name"), N_("Valid until"))
    reply = Reply({"vouchers": data}, (Table(heads, rows),))
    return _with_file(context, args, reply, list(codes))


def _check(context: Context, args: argparse.Namespace, request: IssueRequest | BuyRequest) -> None:
    """Refuse a file that cannot be written, before anything is given."""
    if args.out is not None:
        cards = context.services.voucher_cards
        cards.check(request, _paper(args), Path(args.out), replace=args.force)


def _with_file(
    context: Context, args: argparse.Namespace, reply: Reply, codes: Sequence[str]
) -> Reply:
    """Write vouchers to the file that was named, if one was, and say so too."""
    if args.out is None:
        return reply
    file = Path(args.out)
    context.services.voucher_cards.save(codes, _paper(args), file, replace=args.force)
    data, parts = {**reply.data, "file": str(file)}, (*reply.parts, written(file))
    return replace(reply, data=data, parts=parts)


def _paper(args: argparse.Namespace) -> CardPaper:
    return CardPaper(PaperSize(args.size), args.language or "", instead(args))


def _use(context: Context, args: argparse.Namespace) -> Reply:
    """Sell to the voucher's customer; without an amount or items, the item that it makes free."""
    currency = context.shop.currency
    voucher = context.services.benefits.show(args.code).voucher
    items = tuple(map(read_item, args.item or ()))
    if not items and args.amount is None and voucher.item is not None:
        items = (ItemQuantity(voucher.item.code),)
    request = SaleRequest(
        context.act,
        voucher.holder,
        None if args.amount is None else parse_amount(args.amount, currency),
        items,
        payments(args.pay, currency),
        (args.code, *(args.voucher or ())),
    )
    return bill_reply(context.services.till.sale(request), context.shop.day)


def _void(context: Context, args: argparse.Namespace) -> Reply:
    request = VoidVoucherRequest(context.act, args.code, args.reason)
    return bill_reply(context.services.benefits.void(request), context.shop.day)


def _show(context: Context, args: argparse.Namespace) -> Reply:
    shown = context.services.benefits.show(args.code)
    voucher, currency = shown.voucher, context.shop.currency
    data = {
        **_voucher_data(voucher, currency),
        "state": shown.state,
        "customer": shown.owner.params["code"],
        "held_at": voucher.hold.terminal_name if _is_held(shown) and voucher.hold else None,
        "history": [_move_data(one) for one in shown.moves],
    }
    return _with_file(context, args, Reply(data, _shown(shown, currency)), [voucher.code])


def _shown(shown: VoucherShown, currency: Currency) -> Sequence[Part]:
    voucher = shown.voucher
    held = voucher.hold.terminal_name if _is_held(shown) and voucher.hold else None
    facts = Facts(
        [
            (N_("Voucher"), voucher.code),
            (N_("Name"), voucher.name),
            (N_("What it does"), voucher.effect(currency)),
            (N_("State"), worded(VOUCHER_STATES, shown.state)),
            (N_("Held at"), held),
            (N_("Customer"), shown.owner),
            (N_("Minimum"), Money(voucher.minimum, currency) if voucher.minimum else None),
            (N_("Valid from"), voucher.first_day),
            (N_("Valid until"), voucher.lot.expires_on),
        ]
    )
    heads = (
        *(N_("Date"), N_("What happened"), N_("Bill"), N_("Staff"), N_("Till")),
        *(N_("Reason"), N_("Operation")),
    )
    rows = [
        (
            one.business_date,
            happened_words(one.kind, one.target),
            one.bill_number,
            one.staff,
            one.terminal,
            None if one.reason_code is None else Text(reason_meaning(one.reason_code)),
            one.id,
        )
        for one in shown.moves
    ]
    return facts, Table(heads, rows)


def _is_held(shown: VoucherShown) -> bool:
    return shown.state is VoucherState.HELD


def _voucher_data(one: Voucher, currency: Currency) -> dict[str, object]:
    return {
        "voucher": one.code,
        "definition": one.definition,
        "name": one.name,
        "kind": one.kind_code,
        "currency": currency.code,
        "value": value_data(one.kind_code, one.value, currency),
        "item": one.item.code if one.item else None,
        "minimum": Money(one.minimum, currency),
        "from": one.first_day,
        "until": one.lot.expires_on,
    }


def _move_data(one: VoucherMove) -> dict[str, object]:
    return {
        "business_date": one.business_date,
        "kind": one.kind,
        "takes_back": one.target,
        "operation": one.id,
        "bill_number": one.bill_number,
        "moved": one.amount,
        "staff": one.staff,
        "terminal": one.terminal,
        "reason_code": one.reason_code,
    }


_CARDS = (
    Argument("--out", N_("a file to write as cards with the code to scan"), "FILE.pdf", read=str),
    size(N_("size of the paper for one voucher; several are on A4")),
    INSTEAD,
    FORCE,
)
_OWN = Argument("code", N_("the code on the voucher"), "CODE")

VOUCHER = Group(
    "voucher",
    N_("vouchers: what the shop gives, and what becomes of it"),
    (
        *DEFINING,
        Command(
            "issue",
            N_("give a voucher to one customer or to many"),
            _issue,
            (
                DEFINITION,
                Argument(
                    "customer",
                    N_("code, card number, or a text that finds one only"),
                    "CUSTOMER",
                    many=True,
                ),
                Argument("--for-points", N_("for its price in points"), flag=True),
                *_CARDS,
            ),
            writes=True,
            dating=Dating.GIVEN,
        ),
        Command(
            "use",
            N_("record a sale with it to its customer; alone, of the item that it makes free"),
            _use,
            (
                _OWN,
                Argument("amount", N_("what is sold, before the voucher"), "AMOUNT", optional=True),
                ITEM,
                PAY,
                VOUCHERS,
            ),
            writes=True,
            dating=Dating.GIVEN,
        ),
        Command(
            "void",
            N_("make a voucher void that was not used"),
            _void,
            (
                _OWN,
                reason(*VoucherVoidReason, required=True),
            ),
            writes=True,
            dating=Dating.GIVEN,
        ),
        Command(
            "show",
            N_("show a voucher and what happened to it, or write it to a file for its customer"),
            _show,
            (_OWN, *_CARDS),
        ),
    ),
)
