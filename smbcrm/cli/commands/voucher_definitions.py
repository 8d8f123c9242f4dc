"""`voucher add`, `list`, `edit`, `on`, `off`: which vouchers the shop gives."""

import argparse
import datetime as dt
from collections.abc import Sequence

from smbcrm.cli.bills import value_data
from smbcrm.cli.command import Argument, Command, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count, read_date
from smbcrm.cli.wording import OFF
from smbcrm.core.amounts import parse_amount
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.vouchers.errors import UnknownVoucherKind
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE, KINDS
from smbcrm.membership.vouchers.kinds.kind import Worth
from smbcrm.membership.vouchers.types import (
    NO_DAY,
    Definition,
    DefinitionChanges,
    NewDefinition,
)

_NONE = "none"
_PERCENT = Currency("", 2)


def _add(context: Context, args: argparse.Namespace) -> Reply:
    currency, kind = context.shop.currency, args.kind.replace("-", "_")
    new = NewDefinition(
        args.code,
        args.name,
        kind,
        _value(args.value, kind, currency),
        args.item,
        0 if args.minimum is None else parse_amount(args.minimum, currency),
        args.days,
        getattr(args, "from"),  # a word of Python
        args.until,
        tuple(args.tier or ()),
        args.on_entry,
        args.points,
    )
    return _defined(context, context.services.vouchers.add(new, context.act))


def _edit(context: Context, args: argparse.Namespace) -> Reply:
    currency, services = context.shop.currency, context.services
    kind = services.vouchers.get(args.code).kind_code
    changes = DefinitionChanges(
        args.name,
        _value(args.value, kind, currency),
        args.item,
        None if args.minimum is None else parse_amount(args.minimum, currency),
        args.days,
        getattr(args, "from"),
        args.until,
        None if args.tier is None else tuple(one for one in args.tier if one != _NONE),
        "" if args.on_entry == _NONE else args.on_entry,
        args.points,
    )
    return _defined(context, services.vouchers.edit(args.code, changes, context.act).after)


def _on(context: Context, args: argparse.Namespace) -> Reply:
    return _switched(context, args.code, active=True)


def _off(context: Context, args: argparse.Namespace) -> Reply:
    return _switched(context, args.code, active=False)


def _switched(context: Context, code: str, *, active: bool) -> Reply:
    changes = DefinitionChanges(active=active)
    changed = context.services.vouchers.edit(code, changes, context.act)
    return _defined(context, changed.after)


def _list(context: Context, _: argparse.Namespace) -> Reply:
    currency, found = context.shop.currency, context.services.vouchers.all()
    data = [_definition_data(one, currency) for one in found]
    return Reply({"vouchers": data}, (_definitions(context, found),))


def _value(text: str | None, kind: str, currency: Currency) -> int | None:
    """Return a value as its kind has it: minor units, or hundredths of a percent."""
    if text is None:
        return None
    known = BY_CODE.get(kind)
    if known is None:
        raise UnknownVoucherKind(kind=kind, known=list(BY_CODE))
    return parse_amount(text, _PERCENT if known.worth is Worth.PERCENT else currency)


def _defined(context: Context, definition: Definition) -> Reply:
    data = _definition_data(definition, context.shop.currency)
    return Reply(data, (_definitions(context, [definition]),))


def _definition_data(one: Definition, currency: Currency) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "kind": one.kind_code,
        "currency": currency.code,
        "value": value_data(one.kind_code, one.value, currency),
        "item": one.item.code if one.item else None,
        "minimum": Money(one.minimum, currency),
        "days": one.days,
        "from": one.first_day,
        "until": one.last_day,
        "tiers": list(one.tiers),
        "on_entry": one.on_entry,
        "points": one.points,
        "active": one.active,
    }


def _definitions(context: Context, found: Sequence[Definition]) -> Table:
    currency = context.shop.currency
    return Table(
        (
            *(N_("Code"), N_("Name"), N_("What it does"), N_("Minimum"), N_("Days")),
            *(N_("Valid from"), N_("Valid until"), N_("Tiers"), N_("On reaching"), N_("Points")),
            N_("State"),
        ),
        [
            (
                one.code,
                one.name,
                one.effect(currency),
                Money(one.minimum, currency) if one.minimum else None,
                one.days,
                one.first_day,
                one.last_day,
                context.tier_names(one.tiers),
                context.tier_names(filter(None, (one.on_entry,))),
                one.points,
                None if one.active else Text(OFF),
            )
            for one in found
        ],
    )


def _read_day(text: str) -> dt.date:
    """Return a date, or for none that there shall be none."""
    return NO_DAY if text.strip() == _NONE else read_date(text)


DEFINITION = Argument("code", N_("a voucher of the shop, see: smbcrm voucher list"), "KIND")
_TIER = Argument("--tier", N_("only for this tier; can be given several times"), "TIER", many=True)

DEFINING = (
    Command(
        "add",
        N_("say what a voucher takes off, for how long, and who gets it"),
        _add,
        (
            Argument("code", N_("a short code of its own"), "KIND"),
            Argument("name", N_("what it is called"), "NAME"),
            Argument(
                "--kind",
                N_("what it does"),
                "KIND",
                known=tuple(kind.code for kind in KINDS),
                required=True,
            ),
            Argument("--value", N_("how much or how many percent it takes off"), "VALUE"),
            Argument("--item", N_("the item it makes free"), "CODE"),
            Argument("--minimum", N_("the least that a sale must come to"), "AMOUNT"),
            Argument("--days", N_("how many days it lasts"), "N", read=read_count),
            Argument("--from", N_("the first day"), "DATE", read=read_date),
            Argument("--until", N_("the last day"), "DATE", read=read_date),
            _TIER,
            Argument("--on-entry", N_("given by itself to who enters this tier"), "TIER"),
            Argument("--points", N_("what it costs in points"), "N", read=read_count),
        ),
        writes=True,
    ),
    Command("list", N_("show the vouchers of the shop"), _list),
    Command(
        "edit",
        N_("change a voucher of the shop, for what is issued from now on"),
        _edit,
        (
            DEFINITION,
            Argument("--name", N_("what it is called"), "NAME"),
            Argument("--value", N_("how much or how many percent it takes off"), "VALUE"),
            Argument("--item", N_("the item it makes free"), "CODE"),
            Argument("--minimum", N_("the least that a sale must come to"), "AMOUNT"),
            Argument("--days", N_("how many days it lasts; 0: no end"), "N", read=read_count),
            Argument("--from", N_("the first day, or none"), "DATE|none", read=_read_day),
            Argument("--until", N_("the last day, or none"), "DATE|none", read=_read_day),
            Argument(
                "--tier",
                N_("only for this tier, or none; can be given several times"),
                "TIER|none",
                many=True,
            ),
            Argument("--on-entry", N_("given by itself to who enters this tier"), "TIER|none"),
            Argument("--points", N_("what it costs in points; 0: none"), "N", read=read_count),
        ),
        writes=True,
    ),
    Command("on", N_("issue it again"), _on, (DEFINITION,), writes=True),
    Command("off", N_("issue it no more"), _off, (DEFINITION,), writes=True),
)
