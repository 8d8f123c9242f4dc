"""`item`: what the shop sells."""

import argparse
from dataclasses import replace

from smbcrm.cli.command import Argument, Command, Group, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count
from smbcrm.cli.wording import ITEM_KINDS, OFF, worded
from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.items.types import GOODS, Item, ItemChanges, ItemKind, NewItem


def _add(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    new = NewItem(
        args.code,
        args.name,
        parse_amount(args.price, currency),
        ItemKind(args.kind),
        args.barcode,
        args.points_factor,
    )
    item = context.services.items.add(new, context.act)
    return Reply(_data(item, currency), (_table([item], currency),))


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    changes = ItemChanges(
        args.name,
        None if args.price is None else parse_amount(args.price, currency),
        None if args.kind is None else ItemKind(args.kind),
        args.barcode,
        args.points_factor,
    )
    item = context.services.items.edit(args.code, changes, context.act).after
    return Reply(_data(item, currency), (_table([item], currency),))


def _on(context: Context, args: argparse.Namespace) -> Reply:
    return _switched(context, args.code, active=True)


def _off(context: Context, args: argparse.Namespace) -> Reply:
    return _switched(context, args.code, active=False)


def _switched(context: Context, code: str, *, active: bool) -> Reply:
    currency = context.shop.currency
    item = context.services.items.set_active(code, active=active, act=context.act).after
    return Reply(_data(item, currency), (_table([item], currency),))


def _list(context: Context, args: argparse.Namespace) -> Reply:
    currency = context.shop.currency
    items = context.services.items
    found = items.all() if args.text is None else items.find(args.text)
    return _listed(found, currency)


def _listed(items: tuple[Item, ...], currency: Currency) -> Reply:
    return Reply({"items": [_data(one, currency) for one in items]}, (_table(items, currency),))


def _data(item: Item, currency: Currency) -> dict[str, object]:
    return {
        "code": item.code,
        "name": item.name,
        "kind": item.kind,
        "currency": currency.code,
        "price": Money(item.price, currency),
        "barcode": item.barcode,
        "points_factor": item.points_factor,
        "active": item.active,
    }


def _table(items: list[Item] | tuple[Item, ...], currency: Currency) -> Table:
    return Table(
        (
            *(N_("Code"), N_("Name"), N_("Kind"), N_("Price"), N_("Barcode")),
            *(N_("Points factor"), N_("State")),
        ),
        [
            (
                item.code,
                item.name,
                worded(ITEM_KINDS, item.kind),
                Money(item.price, currency),
                item.barcode,
                f"{item.points_factor} %",
                None if item.active else Text(OFF),
            )
            for item in items
        ],
    )


_CODE = Argument("code", N_("the code of the item"), "CODE")
_FACTOR = Argument("--points-factor", N_("percent of the usual points"), "N", read=read_count)
NEW_OPTIONS = (
    Argument("--barcode", N_("the barcode on it"), "CODE"),
    replace(_FACTOR, default=100),
)
"""What can be said of a new item, and of a visit package, which is sold like one."""
EDIT_OPTIONS = (
    Argument("--barcode", N_("the barcode on it; an empty text for none"), "CODE"),
    _FACTOR,
)
"""What can be changed of either."""

ITEM = Group(
    "item",
    N_("what the shop sells"),
    (
        Command(
            "add",
            N_("add a service or product"),
            _add,
            (
                Argument("code", N_("a short code of its own"), "CODE"),
                Argument("name", N_("what it is called"), "NAME"),
                Argument("price", N_("what one costs"), "PRICE"),
                Argument(
                    "--kind",
                    N_("service or product"),
                    choices=tuple(GOODS),
                    default=ItemKind.SERVICE.value,
                ),
                *NEW_OPTIONS,
            ),
            writes=True,
        ),
        Command(
            "edit",
            N_("change an item, for what is sold from now on"),
            _edit,
            (
                _CODE,
                Argument("--name", N_("what it is called"), "NAME"),
                Argument("--price", N_("what one costs"), "PRICE"),
                Argument("--kind", N_("service or product"), choices=tuple(GOODS)),
                *EDIT_OPTIONS,
            ),
            writes=True,
        ),
        Command("off", N_("sell an item no more"), _off, (_CODE,), writes=True),
        Command("on", N_("sell an item again"), _on, (_CODE,), writes=True),
        Command(
            "list",
            N_("show all items, or those a text finds"),
            _list,
            (Argument("text", N_("part of a name, a code or barcode"), "TEXT", optional=True),),
        ),
    ),
)
