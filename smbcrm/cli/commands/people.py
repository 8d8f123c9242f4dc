"""`staff` and `till`: who serves, and where."""

import argparse

from smbcrm.cli.command import Argument, Command, Group, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.core.i18n import N_, Text

_NAME = Argument("name", N_("the new name"), "NAME")
_ADDED = N_("{name} is added.")


def _add_staff(context: Context, args: argparse.Namespace) -> Reply:
    made = context.services.staff.add_staff(args.name, context.act)
    return Reply({"name": made.name}, (Text(_ADDED, {"name": made.name}),))


def _list_staff(context: Context, _: argparse.Namespace) -> Reply:
    names = [one.name for one in context.services.staff.staff()]
    return Reply({"staff": names}, (Table((N_("Staff"),), [(name,) for name in names]),))


def _add_till(context: Context, args: argparse.Namespace) -> Reply:
    made = context.services.staff.add_terminal(args.name, context.act)
    return Reply({"name": made.name}, (Text(_ADDED, {"name": made.name}),))


def _list_tills(context: Context, _: argparse.Namespace) -> Reply:
    names = [one.name for one in context.services.staff.terminals()]
    return Reply({"terminals": names}, (Table((N_("Till"),), [(name,) for name in names]),))


STAFF = Group(
    "staff",
    N_("who serves"),
    (
        Command("add", N_("add somebody"), _add_staff, (_NAME,), writes=True),
        Command("list", N_("show the staff"), _list_staff),
    ),
)

TILL = Group(
    "till",
    N_("where it is recorded"),
    (
        Command("add", N_("add a till"), _add_till, (_NAME,), writes=True),
        Command("list", N_("show the tills"), _list_tills),
    ),
)
