"""`record`: what was done for a customer on a day, by kinds that the shop defines."""

import argparse

from smbcrm.cli.command import Argument, Command, Facts, Group, Part, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count, read_date
from smbcrm.cli.wording import named
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.records.types import RecordBlank

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")
_KIND = Argument("kind", N_("the code of a kind"), "KIND")
_NAME = Argument("name", N_("what people read"), "NAME")
_RECORD = Argument("record", N_("its number in the list"), "ID", read=read_count)
_ON = Argument("--on", N_("the day it belongs to; else today"), "DATE", read=read_date)
_SAME = "--same"


class SameAndText(UserError):
    """A record is said to be the last one, and something else."""

    msgid = N_("Give a text or --same, not both.")


def _add(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    if args.same and args.text is not None:
        raise SameAndText
    if not args.same and args.text is None:
        raise RecordBlank
    made = context.services.records.add(customer, args.kind, args.text, args.on, context.act)
    return _shown(context, customer, record=made)


def _list(context: Context, args: argparse.Namespace) -> Reply:
    return _shown(context, context.customer(args.customer))


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    context.services.records.edit(customer, args.record, args.text, args.on, context.act)
    return _shown(context, customer)


def _remove(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    context.services.records.remove(customer, args.record, context.act)
    return _shown(context, customer)


def _shown(context: Context, customer: int, **made: int) -> Reply:
    kept = context.services.records.of(customer)
    known = context.services.customers.get(customer)
    staff = {one.id: one.name for one in context.services.staff.all_staff()}
    data = {
        **made,
        "code": known.code,
        "records": [
            {
                "id": one.id,
                "kind": one.kind,
                "on": one.day,
                "text": one.text,
                "staff": staff[one.staff],
                "at": one.at,
                "at_visit": one.at_visit,
            }
            for one in kept.records
        ],
    }
    at_visit = Text(N_("at a visit"))
    rows = [
        (
            *(one.id, one.day, kept.called(one.kind), one.text, staff[one.staff]),
            at_visit if one.at_visit else None,
        )
        for one in kept.records
    ]
    headings = (N_("Number"), N_("Date"), N_("Kind of record"), N_("Record"), N_("Staff"), "")
    parts: list[Part] = [Facts([(N_("Customer"), named(known.profile.full_name, known.code))])]
    return Reply(data, (*parts, Table(headings, rows)) if rows else parts)


def _kind_add(context: Context, args: argparse.Namespace) -> Reply:
    made = context.services.records.add_kind(args.kind, args.name, context.act)
    said = Text(N_("{name} ({code}) can be written down now."), made._asdict())
    return Reply({"kind": made.code, "name": made.name}, (said,))


def _kind_edit(context: Context, args: argparse.Namespace) -> Reply:
    made = context.services.records.edit_kind(args.kind, args.name, context.act)
    said = Text(N_("{code} is called {name} now."), made._asdict())
    return Reply({"kind": made.code, "name": made.name}, (said,))


def _kind_list(context: Context, _: argparse.Namespace) -> Reply:
    kinds = context.services.records.kinds()
    data = {"kinds": [{"kind": one.code, "name": one.name} for one in kinds]}
    if not kinds:
        none = N_("No kind is defined. Define one with: smbcrm record kind add CODE NAME")
        return Reply(data, (Text(none),))
    return Reply(data, (Table((N_("Code"), N_("Name")), [tuple(one) for one in kinds]),))


_KINDS = Group(
    "kind",
    N_("what the shop writes down: colour formula, eyesight, patch test"),
    (
        Command("add", N_("define a kind"), _kind_add, (_KIND, _NAME), writes=True),
        Command("edit", N_("give a kind another name"), _kind_edit, (_KIND, _NAME), writes=True),
        Command("list", N_("show the kinds of the shop"), _kind_list),
    ),
)

RECORD = Group(
    "record",
    N_("what was done for a customer on a day, and its kinds"),
    (
        Command(
            "add",
            N_("write a record down"),
            _add,
            (
                _CODE,
                _KIND,
                Argument("text", N_("what was done"), "TEXT", optional=True),
                _ON,
                Argument(_SAME, N_("copy the last record of that kind"), flag=True),
            ),
            writes=True,
        ),
        Command("list", N_("show the records of a customer, newest first"), _list, (_CODE,)),
        Command(
            "edit",
            N_("correct the text or the day of a record"),
            _edit,
            (
                _CODE,
                _RECORD,
                Argument("--text", N_("what was done"), "TEXT"),
                Argument("--on", N_("the day it belongs to"), "DATE", read=read_date),
            ),
            writes=True,
        ),
        Command("remove", N_("take a record away"), _remove, (_CODE, _RECORD), writes=True),
        _KINDS,
    ),
)
