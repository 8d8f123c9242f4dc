"""`occasion` and `occasions`: the important dates of a customer, and who has what when."""

import argparse

from smbcrm.cli.command import Argument, Command, Facts, Group, Reply, Table
from smbcrm.cli.commands.customers import occasion_data
from smbcrm.cli.commands.reports import answer
from smbcrm.cli.context import Context
from smbcrm.cli.details import typed_parts
from smbcrm.cli.files import FORCE, INSTEAD
from smbcrm.cli.typed import read_date
from smbcrm.cli.wording import date_text, named
from smbcrm.core.i18n import N_
from smbcrm.membership.customers.types import Details, Saved
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.occasions.keeping import Meant
from smbcrm.membership.occasions.rules import next_dates
from smbcrm.membership.occasions.types import DateParts, Occasion, OccasionKind, Occurrence
from smbcrm.membership.occasions.words import KINDS, occasion_words

_CODE = Argument("customer", N_("code, card number, or a text that finds one only"), "CODE")
_NAME = Argument("--name", N_("of the child or pet, or what is celebrated"), "NAME")
_LUNAR = Argument("--lunar", N_("it is a lunar date"), flag=True)


def _meaning(code: str) -> str:
    return KINDS.get(code, N_("of your own, with --name"))


def _kind(told: str, *, required: bool) -> Argument:
    kinds = tuple(kind.value for kind in OccasionKind)
    return Argument("--kind", told, choices=kinds, meaning=_meaning, required=required)


def _date(told: str, *, required: bool) -> Argument:
    return Argument("--on", told, "DATE", required=required)


def _add(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    added = Occasion(OccasionKind(args.kind), *_parts(context, args), (args.name or "").strip())
    details = Details(occasions=(added,))
    return _saved(context, context.services.customers.edit(customer, details, context.act))


def _parts(context: Context, args: argparse.Namespace) -> DateParts:
    return typed_parts(args.on, context.shop, context.clock, lunar=args.lunar)


def _remove(context: Context, args: argparse.Namespace) -> Reply:
    customer = context.customer(args.customer)
    date = None if args.on is None else _parts(context, args)
    name = None if args.name is None else args.name.strip()
    meant = Meant(OccasionKind(args.kind), name, date)
    return _saved(context, context.services.customers.drop_occasion(customer, meant, context.act))


def _saved(context: Context, saved: Saved) -> Reply:
    shown = _shown(context, saved.id)
    data = {**shown.data, "warnings": list(saved.warnings)}
    return Reply(data, (*shown.parts, *saved.warnings))


def _list(context: Context, args: argparse.Namespace) -> Reply:
    return _shown(context, context.customer(args.customer))


def _shown(context: Context, customer: int) -> Reply:
    known = context.services.customers.get(customer)
    today = context.shop.day.date(context.clock.now())
    settings = settings_of(context.shop)
    rows = [
        (one, next(iter(next_dates(one, today, 1, settings)), None))
        for one in known.profile.occasions
    ]
    who = Facts([(N_("Customer"), named(known.profile.full_name, known.code))])
    headings = (N_("Occasion"), N_("Date"), N_("Next date"), N_("Age or years"))
    table = Table(headings, [_row(*row) for row in rows])
    data = {"code": known.code, "occasions": [_data(*row) for row in rows]}
    return Reply(data, (who, table) if rows else (who,))


def _row(one: Occasion, coming: Occurrence | None) -> tuple[object, ...]:
    date, age = (None, None) if coming is None else (coming.date, coming.age)
    return occasion_words(one), date_text(one), date, age


def _data(one: Occasion, coming: Occurrence | None) -> dict[str, object]:
    date, age = (None, None) if coming is None else (coming.date, coming.age)
    return {**occasion_data(one), "next_date": date, "age": age}


def _occasions(context: Context, args: argparse.Namespace) -> Reply:
    kind = None if args.kind is None else OccasionKind(args.kind)
    first, last = getattr(args, "from"), args.to
    document = context.services.reports.occasions(first, last, kind)
    return answer(context, args, document, context.translator)


OCCASION = Group(
    "occasion",
    N_("birthdays and other important dates of a customer, solar or lunar"),
    (
        Command(
            "add",
            N_("add one; what has the same kind and name gives way, and the birthday before"),
            _add,
            (
                _CODE,
                _kind(N_("what is celebrated"), required=True),
                _date(N_("as 1990-03-05, 03/05, 1990-03 or 农历八月十五"), required=True),
                _NAME,
                _LUNAR,
            ),
            writes=True,
        ),
        Command("list", N_("show them, each with the day on which it comes next"), _list, (_CODE,)),
        Command(
            "remove",
            N_("take one away"),
            _remove,
            (
                _CODE,
                _kind(N_("what is celebrated"), required=True),
                _NAME,
                _date(N_("the date it has, where several are of that kind"), required=False),
                _LUNAR,
            ),
            writes=True,
        ),
    ),
)

OCCASIONS = Command(
    "occasions",
    N_("who has what occasion when, to prepare for it"),
    _occasions,
    (
        Argument("--from", N_("first day; else today"), "DATE", read=read_date),
        Argument("--to", N_("last day; else 30 days later"), "DATE", read=read_date),
        _kind(N_("of one kind only"), required=False),
        Argument(
            "--out",
            N_("a file to write: .pdf, .xlsx, .csv, or .ics for a calendar"),
            "FILE.xlsx",
            read=str,
        ),
        INSTEAD,
        FORCE,
    ),
)
