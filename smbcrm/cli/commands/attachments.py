"""`file`: the files of a customer."""

import argparse
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Facts, Group, Part, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.files import FORCE, written
from smbcrm.cli.typed import read_count
from smbcrm.cli.wording import named, worded
from smbcrm.core.i18n import N_
from smbcrm.membership.attachments.words import KINDS

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")
_FILE = Argument("file", N_("its number in the list"), "ID", read=read_count)


def _add(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    made = context.services.attachments.add(customer, Path(args.path), args.record, context.act)
    return _shown(context, customer, file=made)


def _list(context: Context, args: argparse.Namespace) -> Reply:
    return _shown(context, context.customer(args.customer))


def _save(context: Context, args: argparse.Namespace) -> Reply:
    customer, out = context.customer(args.customer), Path(args.out)
    file = context.services.attachments.save(customer, args.file, out, force=args.force)
    return Reply({"file": str(out), "name": file.name, "size": file.size}, (written(out),))


def _remove(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    context.services.attachments.remove(customer, args.file, context.act)
    return _shown(context, customer)


def _shown(context: Context, customer: int, **made: int) -> Reply:
    files = context.services.attachments.of(customer)
    known = context.services.customers.get(customer)
    staff = {one.id: one.name for one in context.services.staff.all_staff()}
    data = {
        **made,
        "code": known.code,
        "files": [
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "size": one.size,
                "sha256": one.sha256,
                "at": one.at,
                "staff": staff[one.staff],
                "record": one.record,
            }
            for one in files
        ],
    }
    day = context.shop.day
    headings = (
        *(N_("Number"), N_("Date"), N_("File"), N_("Kind"), N_("Bytes"), N_("Staff")),
        N_("Service record"),
    )
    rows = [
        (
            *(one.id, day.date(one.at), one.name, worded(KINDS, one.kind), one.size),
            *(staff[one.staff], one.record),
        )
        for one in files
    ]
    parts: list[Part] = [Facts([(N_("Customer"), named(known.profile.full_name, known.code))])]
    return Reply(data, (*parts, Table(headings, rows)) if rows else parts)


FILE = Group(
    "file",
    N_("pictures, contracts and other files of a customer"),
    (
        Command(
            "add",
            N_("keep a copy of a file"),
            _add,
            (
                _CODE,
                Argument("path", N_("a picture, PDF, text or office document"), "FILE", read=str),
                Argument(
                    "--record",
                    N_("the number of the service record it belongs to"),
                    "ID",
                    read=read_count,
                ),
            ),
            writes=True,
        ),
        Command("list", N_("show the files of a customer, newest first"), _list, (_CODE,)),
        Command(
            "save",
            N_("write a file out again"),
            _save,
            (
                _CODE,
                _FILE,
                Argument("--out", N_("the file to write"), "FILE", read=str, required=True),
                FORCE,
            ),
        ),
        Command("remove", N_("take a file away"), _remove, (_CODE, _FILE), writes=True),
    ),
)
