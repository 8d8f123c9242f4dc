"""`field`: what the shop wants to know of its customers beside what every shop does."""

import argparse
from collections.abc import Sequence

from smbcrm.cli.command import Argument, Command, Group, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count
from smbcrm.cli.wording import OFF, worded
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.custom_fields.types import (
    KINDS,
    CustomField,
    FieldChanges,
    FieldKind,
    NewField,
)


def _add(context: Context, args: argparse.Namespace) -> Reply:
    choices = tuple(args.choice or ())
    kind = FieldKind.CHOICE if choices and args.kind is None else args.kind
    new = NewField(args.name, FieldKind(kind or FieldKind.TEXT), choices)
    return _told(context.services.custom_fields.add(new, context.act))


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    changes = FieldChanges(
        args.name,
        None if args.kind is None else FieldKind(args.kind),
        None if args.choice is None else tuple(args.choice),
        args.place,
    )
    return _changed(context, args, changes)


def _on(context: Context, args: argparse.Namespace) -> Reply:
    return _changed(context, args, FieldChanges(active=True))


def _off(context: Context, args: argparse.Namespace) -> Reply:
    return _changed(context, args, FieldChanges(active=False))


def _changed(context: Context, args: argparse.Namespace, changes: FieldChanges) -> Reply:
    return _told(context.services.custom_fields.edit(args.field, changes, context.act).after)


def _list(context: Context, _: argparse.Namespace) -> Reply:
    found = context.services.custom_fields.all()
    return Reply({"fields": [_data(one) for one in found]}, (_table(found),))


def _told(one: CustomField) -> Reply:
    return Reply(_data(one), (_table([one]),))


def _data(one: CustomField) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.kind,
        "choices": list(one.choices),
        "place": one.place,
        "active": one.active,
    }


def _table(found: Sequence[CustomField]) -> Table:
    return Table(
        (N_("Place among the fields"), N_("Name"), N_("Kind"), N_("List"), N_("State")),
        [
            (
                one.place,
                one.name,
                worded(KINDS, one.kind),
                list(one.choices),
                None if one.active else Text(OFF),
            )
            for one in found
        ],
    )


_FIELD = Argument("field", N_("a field, see: smbcrm field list"), "NAME")
_KIND = Argument("--kind", N_("what it holds"), choices=tuple(FieldKind))
_CHOICE = Argument(
    "--choice", N_("a choice of the list; can be given several times"), "TEXT", many=True
)

FIELD = Group(
    "field",
    N_("fields of the shop's own, for what it wants to know of its customers"),
    (
        Command(
            "add",
            N_("add a field; without a kind it holds a text, or one of a list"),
            _add,
            (Argument("name", N_("what it is called"), "NAME"), _KIND, _CHOICE),
            writes=True,
        ),
        Command("list", N_("show the fields, those that are off too"), _list),
        Command(
            "edit",
            N_("change a field; what customers have in it stays"),
            _edit,
            (
                _FIELD,
                Argument("--name", N_("what it is called"), "NAME"),
                _KIND,
                Argument(
                    "--choice",
                    N_("a choice of the new list; can be given several times"),
                    "TEXT",
                    many=True,
                ),
                Argument("--place", N_("its place among the fields, from 1"), "N", read=read_count),
            ),
            writes=True,
        ),
        Command(
            "off",
            N_("retire it: what it holds is kept, and no longer shown"),
            _off,
            (_FIELD,),
            writes=True,
        ),
        Command("on", N_("show it again"), _on, (_FIELD,), writes=True),
    ),
)
