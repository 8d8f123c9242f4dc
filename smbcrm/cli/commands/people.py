"""`staff` and `till`: who serves, and where."""

import argparse
from collections.abc import Sequence

from smbcrm.cli.command import Argument, Command, Group, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.wording import OFF, named
from smbcrm.core.i18n import N_, Text
from smbcrm.core.machine import TERMINAL
from smbcrm.membership.changes.types import Changed
from smbcrm.membership.staff.types import Staff, Terminal, UnknownTerminal

One = Staff | Terminal

_NEW = Argument("name", N_("the new name"), "NAME")
_WHO = Argument("who", N_("the name"), "NAME")
_CALLED = Argument("name", N_("the name from now on"), "NEW")
_FINDS = N_("code, card number, or a text that finds one only")
_ADDED = N_("{name} is added.")
_RENAMED = N_("It is called {name} from now on.")
_SWITCHED_ON = N_("{name} is on.")
_SWITCHED_OFF = N_("{name} is off.")
_HERE = N_("This PC is {name} from now on.")


def _add_staff(context: Context, args: argparse.Namespace) -> Reply:
    return _reply(context.services.staff.add_staff(args.name, context.act), _ADDED)


def _list_staff(context: Context, _: argparse.Namespace) -> Reply:
    customers = {one.staff: one for one in context.services.relationships.staff_customers()}
    reply = _listed("staff", N_("Staff"), context.services.staff.all_staff())
    if not customers:
        return reply
    names = {one.id: one.name for one in context.services.staff.all_staff()}
    pairs = [(names[staff], one) for staff, one in customers.items()]
    rows = [(name, named(one.full_name, one.code)) for name, one in pairs]
    data = {**reply.data, "customers": {name: one.code for name, one in pairs}}
    return Reply(data, (*reply.parts, Table((N_("Staff"), N_("Customer")), rows)))


def _link_staff(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    context.services.relationships.link_staff(args.who, customer, context.act)
    known = context.services.customers.get(customer)
    said = {"name": args.who, "customer": known.code}
    return Reply(said, (Text(N_("{name} is customer {customer}."), said),))


def _unlink_staff(context: Context, args: argparse.Namespace) -> Reply:
    context.services.relationships.link_staff(args.who, None, context.act)
    said = {"name": args.who, "customer": None}
    return Reply(said, (Text(N_("{name} is no customer."), said),))


def _rename_staff(context: Context, args: argparse.Namespace) -> Reply:
    return _renamed(context.services.staff.rename_staff(args.who, args.name, context.act))


def _staff_on(context: Context, args: argparse.Namespace) -> Reply:
    staff = context.services.staff
    return _switched(staff.set_staff_active(args.who, active=True, act=context.act))


def _staff_off(context: Context, args: argparse.Namespace) -> Reply:
    staff = context.services.staff
    return _switched(staff.set_staff_active(args.who, active=False, act=context.act))


def _add_till(context: Context, args: argparse.Namespace) -> Reply:
    return _reply(context.services.staff.add_terminal(args.name, context.act), _ADDED)


def _list_tills(context: Context, _: argparse.Namespace) -> Reply:
    return _listed("terminals", N_("Till"), context.services.staff.all_terminals())


def _rename_till(context: Context, args: argparse.Namespace) -> Reply:
    return _renamed(context.services.staff.rename_terminal(args.who, args.name, context.act))


def _till_on(context: Context, args: argparse.Namespace) -> Reply:
    staff = context.services.staff
    return _switched(staff.set_terminal_active(args.who, active=True, act=context.act))


def _till_off(context: Context, args: argparse.Namespace) -> Reply:
    staff = context.services.staff
    return _switched(staff.set_terminal_active(args.who, active=False, act=context.act))


def _use_till(context: Context, args: argparse.Namespace) -> Reply:
    tills = context.services.staff.terminals()
    till = next((one for one in tills if one.name == args.who), None)
    if till is None:
        raise UnknownTerminal(name=args.who, known=[one.name for one in tills])
    context.machine.of_shop(context.services.address).put(TERMINAL, str(till.id))
    return _reply(till, _HERE)


def _reply(one: One, said: str) -> Reply:
    return Reply({"name": one.name}, (Text(said, {"name": one.name}),))


def _renamed(changed: Changed[One]) -> Reply:
    return _reply(changed.after, _RENAMED)


def _switched(changed: Changed[One]) -> Reply:
    one = changed.after
    told = _SWITCHED_ON if one.active else _SWITCHED_OFF
    return Reply({"name": one.name, "active": one.active}, (Text(told, {"name": one.name}),))


def _listed(key: str, heading: str, known: Sequence[One]) -> Reply:
    data = {
        key: [one.name for one in known if one.active],
        "off": [one.name for one in known if not one.active],
    }
    rows = [(one.name, None if one.active else Text(OFF)) for one in known]
    return Reply(data, (Table((heading, N_("State")), rows),))


STAFF = Group(
    "staff",
    N_("who serves"),
    (
        Command("add", N_("add somebody"), _add_staff, (_NEW,), writes=True),
        Command("list", N_("show the staff"), _list_staff),
        Command(
            "rename", N_("give somebody another name"), _rename_staff, (_WHO, _CALLED), writes=True
        ),
        Command(
            "link",
            N_("say which customer somebody of the staff is"),
            _link_staff,
            (_WHO, Argument("customer", _FINDS, "CUSTOMER")),
            writes=True,
        ),
        Command(
            "unlink",
            N_("say that somebody of the staff is no customer"),
            _unlink_staff,
            (_WHO,),
            writes=True,
        ),
        Command("off", N_("let somebody serve no more"), _staff_off, (_WHO,), writes=True),
        Command("on", N_("let somebody serve again"), _staff_on, (_WHO,), writes=True),
    ),
)

TILL = Group(
    "till",
    N_("where it is recorded"),
    (
        Command("add", N_("add a till"), _add_till, (_NEW,), writes=True),
        Command("list", N_("show the tills"), _list_tills),
        Command(
            "rename", N_("give a till another name"), _rename_till, (_WHO, _CALLED), writes=True
        ),
        Command("off", N_("use a till no more"), _till_off, (_WHO,), writes=True),
        Command("on", N_("use a till again"), _till_on, (_WHO,), writes=True),
        Command("use", N_("say which till this PC is"), _use_till, (_WHO,)),
    ),
)
