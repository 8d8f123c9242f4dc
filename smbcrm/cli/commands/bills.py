"""`ebill`: a bill looked at again, or handed over as a PDF."""

import argparse
from pathlib import Path

from smbcrm.cli.bills import bill_reply
from smbcrm.cli.command import Argument, Command, Facts, Group, Reply
from smbcrm.cli.context import Context
from smbcrm.cli.files import FORCE, INSTEAD, instead, size, written
from smbcrm.cli.wording import named
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.bills.types import Paper, PaperSize

_OPERATION = Argument("operation", N_("its id or bill number"), "OPERATION")


def _show(context: Context, args: argparse.Namespace) -> Reply:
    found = context.services.bills.find(args.operation)
    told = bill_reply(found.bill, context.shop.day)
    data = {**told.data, "reversed_by": found.reversed_by, "handed_over": found.issued}
    facts = Facts([(N_("Taken back by"), found.reversed_by)])
    return Reply(data, (facts, *told.parts) if found.reversed_by else told.parts)


def _save(context: Context, args: argparse.Namespace) -> Reply:
    file = Path(args.out)
    paper = Paper(PaperSize(args.size), args.language or "", instead(args))
    drawn = context.services.bills.save(
        context.act, args.operation, paper, file, replace=args.force
    )
    bill, paper = drawn.found.bill, drawn.paper
    customer = bill.customer
    data = {
        "file": str(file),
        "operation": bill.operation,
        "bill_number": bill.bill_number,
        "customer": customer and {"code": customer.code, "full_name": customer.name},
        "size": paper.size,
        "copy": paper.copy,
        "void": paper.void,
    }
    said = [
        written(file),
        *([Text(N_("It was handed over before and says that it is a copy."))] * paper.copy),
        *([Text(N_("It was taken back and says that it is void."))] * paper.void),
    ]
    who = Facts([(N_("Customer"), customer and named(customer.name, customer.code))])
    return Reply(data, (who, *said) if customer else said)


EBILL = Group(
    "ebill",
    N_("look at a bill again, or hand it over as a PDF"),
    (
        Command("show", N_("show a bill as it was written"), _show, (_OPERATION,)),
        Command(
            "save",
            N_("write a bill as a PDF; the word save can be left out"),
            _save,
            (
                _OPERATION,
                Argument("--out", N_("the file to write"), "FILE.pdf", read=str, required=True),
                size(N_("size of the paper")),
                INSTEAD,
                FORCE,
            ),
            writes=True,
        ),
    ),
    usual="save",
)
