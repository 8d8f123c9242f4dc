"""`changes`: who changed which field of a customer or of the shop from what to what."""

import argparse
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Reply
from smbcrm.cli.commands.reports import FILE, saved
from smbcrm.cli.context import Context
from smbcrm.cli.files import written
from smbcrm.cli.reports import report_reply
from smbcrm.cli.typed import read_count, read_date
from smbcrm.core.i18n import N_
from smbcrm.membership.change_log.fields import LABELS
from smbcrm.membership.change_log.types import ChangeFilter

_PDF = ".pdf"


def _changes(context: Context, args: argparse.Namespace) -> Reply:
    customer = None if args.customer is None else context.customer(args.customer)
    asked = ChangeFilter(customer, getattr(args, "from"), args.to, args.by, args.field)
    log = context.services.change_log
    if args.out is None:
        return report_reply(log.document(asked, args.limit))
    file = Path(args.out)
    if file.suffix.lower() == _PDF:
        return saved(context, args, log.document(asked), context.translator)
    count = log.export(file, context.translator, asked, replace=args.force)
    return Reply({"file": str(file), "changes": count}, (written(file),))


CHANGES = Command(
    "changes",
    N_("who changed which field of a customer or of the shop, newest first"),
    _changes,
    (
        Argument(
            "customer",
            N_("code, card number, or a text that finds one only; else all, and the shop's own"),
            "CODE",
            optional=True,
        ),
        Argument("--from", N_("first business date"), "DATE", read=read_date),
        Argument("--to", N_("last business date"), "DATE", read=read_date),
        Argument("--by", N_("who of the staff changed it"), "NAME"),
        Argument(
            "--field",
            N_("this one alone, or the key of a setting"),
            "FIELD",
            known=tuple(LABELS),
            meaning=LABELS.__getitem__,
        ),
        Argument(
            "--limit", N_("at most so many; a file holds all"), "N", read=read_count, default=50
        ),
        *FILE,
    ),
)
