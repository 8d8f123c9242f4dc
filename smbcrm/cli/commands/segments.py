"""`segment`: filters of customers, saved under a name."""

import argparse
from typing import TYPE_CHECKING

from smbcrm.cli.command import Argument, Command, Facts, Group, Reply, Table
from smbcrm.cli.conditions import WHERE
from smbcrm.cli.context import Context
from smbcrm.cli.typed import read_count
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.segments.types import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smbcrm.membership.customers.lists import CustomerRow


def _save(context: Context, args: argparse.Namespace) -> Reply:
    where = tuple(args.where or ())
    save = context.services.segments.save
    saved = save(args.name, where, context.act, replace=args.replace)
    return Reply(_data(saved), (_facts(saved),))


def _list(context: Context, _: argparse.Namespace) -> Reply:
    segments = context.services.segments.all()
    none = Text(N_("There is no segment yet."))
    data = {"segments": [_data(one) for one in segments]}
    return Reply(data, [_facts(one) for one in segments] or [none])


def _run(context: Context, args: argparse.Namespace) -> Reply:
    chosen = context.services.segments.chosen(args.name)
    customers, currency = context.services.customers, context.shop.currency
    count, rows = customers.count(chosen), customers.page_at(chosen, limit=args.limit)
    data = {
        "segment": args.name,
        "sentence": chosen.sentence,
        "count": count,
        "currency": currency.code,
        "customers": [_row_data(one, currency) for one in rows],
    }
    shown = (_table(rows, currency),) if rows else ()
    said = Text(
        N_("{sentence}: {shown} of {count} customers are shown."),
        {"sentence": chosen.sentence, "shown": len(rows), "count": count},
    )
    return Reply(data, (*shown, said))


def _sql(context: Context, args: argparse.Namespace) -> Reply:
    statement = context.services.segments.statement(args.name)
    return Reply({"segment": args.name, "sql": statement}, (*statement.splitlines(),))


def _rename(context: Context, args: argparse.Namespace) -> Reply:
    renamed = context.services.segments.rename(args.name, args.new, context.act)
    return Reply(_data(renamed), (_facts(renamed),))


def _remove(context: Context, args: argparse.Namespace) -> Reply:
    context.services.segments.remove(args.name, context.act)
    said = Text(N_("The segment {name} is removed; its customers stay."), {"name": args.name})
    return Reply({"segment": args.name}, (said,))


def _data(shown: Shown) -> dict[str, object]:
    refusal = shown.sentence if isinstance(shown.sentence, UserError) else None
    return {
        "segment": shown.name,
        "where": {kind: list(values) for kind, values in shown.where},
        "sentence": None if refusal else shown.sentence,
        "refusal": Text(refusal.msgid, refusal.params) if refusal else None,
        "count": shown.count,
    }


def _facts(shown: Shown) -> Facts:
    return Facts(
        [
            (N_("Segment"), shown.name),
            (N_("Whom it finds"), shown.sentence),
            (N_("Customers"), shown.count),
        ]
    )


def _row_data(row: "CustomerRow", currency: Currency) -> dict[str, object]:
    return {
        "code": row.code,
        "full_name": row.full_name,
        "phone": row.phone or None,
        "tier": row.tier,
        "last_visit": row.last_visit,
        "visits": row.visits,
        "stored": Money(row.stored, currency),
        "points": row.points,
    }


def _table(rows: "Sequence[CustomerRow]", currency: Currency) -> Table:
    return Table(
        (
            *(N_("Code"), N_("Full name"), N_("Phone"), N_("Tier")),
            *(N_("Last visit"), N_("Visits"), N_("Stored value"), N_("Points")),
        ),
        [
            (
                *(one.code, one.full_name, one.phone, one.tier),
                *(one.last_visit, one.visits, Money(one.stored, currency), one.points),
            )
            for one in rows
        ],
    )


_NAME = Argument("name", N_("its name"), "NAME")

SEGMENT = Group(
    "segment",
    N_("filters of customers, saved under a name"),
    (
        Command(
            "save",
            N_("save a filter; any value of a kind will do, and all kinds have to hold"),
            _save,
            (
                _NAME,
                WHERE,
                Argument("--replace", N_("also where there is one of that name"), flag=True),
            ),
            writes=True,
        ),
        Command("list", N_("show the segments, and how many each finds now"), _list),
        Command(
            "run",
            N_("show the customers that a segment finds now"),
            _run,
            (_NAME, Argument("--limit", N_("at most so many"), "N", read=read_count, default=20)),
        ),
        Command("sql", N_("show the SQL that finds them, which only reads"), _sql, (_NAME,)),
        Command(
            "rename",
            N_("give a segment another name"),
            _rename,
            (_NAME, Argument("new", N_("its new name"), "NEW")),
            writes=True,
        ),
        Command(
            "remove", N_("remove a segment; its customers stay"), _remove, (_NAME,), writes=True
        ),
    ),
)
