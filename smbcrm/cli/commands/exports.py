"""`export`: lists for other programs."""

import argparse
from dataclasses import replace
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Group, Reply
from smbcrm.cli.conditions import WHERE, read_list
from smbcrm.cli.context import Context
from smbcrm.cli.files import FORCE
from smbcrm.core.i18n import N_, Text


def _customers(context: Context, args: argparse.Namespace) -> Reply:
    from smbcrm.membership.lists.service import EVERYBODY  # noqa: PLC0415 - only an export needs it
    from smbcrm.membership.lists.targets import is_workbook  # noqa: PLC0415 - the same

    file, lists = Path(args.out), context.services.lists
    asked = replace(
        EVERYBODY,
        chosen=context.services.segments.choose(tuple(args.where or ()), of=args.segment),
        columns=lists.columns(file, args.columns or (), context.translator),
    )
    how = {"replace": args.force, "progress": context.progress}
    if is_workbook(file) and not asked.columns:
        count = lists.export_to_edit(file, context.translator, asked.chosen, **how)
    else:
        count = lists.export_customers(file, context.translator, asked, **how)
    said = N_("Written to {file}: {count} customers")
    return Reply(
        {"file": str(file), "customers": count},
        (Text(said, {"count": count, "file": str(file)}),),
    )


EXPORT = Group(
    "export",
    N_("lists for other programs"),
    (
        Command(
            "customers",
            N_("write customers to a file: .xlsx, .csv, or .vcf for a phone"),
            _customers,
            (
                Argument("--out", N_("the file to write"), "FILE.xlsx", read=str, required=True),
                Argument("--segment", N_("only those whom this segment finds"), "NAME"),
                WHERE,
                Argument(
                    "--columns",
                    N_(
                        "only these columns of the list, in this order, with commas between; such a"
                        " list is not made to be imported again"
                    ),
                    "NAME[,NAME]",
                    read=read_list,
                ),
                FORCE,
            ),
        ),
    ),
)
