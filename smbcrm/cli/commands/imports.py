"""`import`: lists of customers that somebody else made."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Dating, Facts, Group, Part, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.files import FORCE
from smbcrm.cli.import_choices import read_choices, row_arguments
from smbcrm.cli.import_reports import (
    REMOVED,
    SHOWN,
    change_data,
    change_parts,
    report_data,
    report_parts,
    sums_data,
    sums_rows,
)
from smbcrm.cli.typed import NotAPair, read_count, read_pair
from smbcrm.cli.wording import RUN_STATES, worded
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.imports.error_file import ErrorFile, is_error_file
from smbcrm.membership.imports.fields import WORDED
from smbcrm.membership.imports.kept_changes import KeptChanges
from smbcrm.membership.imports.kinds import BOOKS, KINDS, ListKind
from smbcrm.membership.imports.types import (
    ImportReport,
    ImportRequest,
    ImportRun,
    RunState,
    UndoReport,
)

_PAIR = "FIELD=COLUMN"
_MATCH = "FIELD:WORD=VALUE"


class NothingCameIn(UserError):
    """Not one row of a list can come in."""

    msgid = N_("No row came in. See the reasons, or write them to a file with --errors FILE")


class ImportStopped(UserError):
    """The import is not at its end."""

    msgid = N_("The import is not at its end. Give the same command again to go on.")


def _import(kind: ListKind, context: Context, args: argparse.Namespace) -> Reply:
    mapping = tuple(read_pair(text, _PAIR) for text in args.map or ())
    request = ImportRequest(
        Path(args.file),
        context.act,
        mapping,
        getattr(args, "sheet", None),  # a phone has neither
        args.encoding,
        getattr(args, "header", None),
        _matches(getattr(args, "value", None) or ()),  # nor do sales have words to match
        getattr(args, "theirs", False),
        kind,
        choices=read_choices(args),
    )
    imports = context.services.imports
    file = None if args.errors is None else Path(args.errors)
    if file is not None:
        ours = args.force or (file.is_file() and is_error_file(file))
        context.services.lists.check_file(file, replace=ours, also=(request.path,))
    changes = KeptChanges()
    with ErrorFile(file, context.translator) if file else nullcontext() as problems:
        if args.dry_run:
            report = imports.check(request, context.progress, problems, changes)
            run = None
        else:
            run = imports.run(request, context.progress, problems=problems, changes=changes)
            report = run.report
    rows = problems.rows if problems else None
    data: dict[str, object] = {"dry_run": args.dry_run}
    if run is not None:
        data |= {"import": run.id, "state": run.state}
    if file is not None:
        data |= {"error_file": str(file) if rows else None, "problem_rows": rows}
    if changes.in_all:
        data |= {"changes": [change_data(one) for one in changes.first]}
        data |= {"changes_in_all": changes.in_all}
    parts = [*report_parts(report), *change_parts(changes), "", *_outcome(run, file, rows)]
    return Reply({**data, "report": report_data(report)}, parts, _refusal(run, report))


def _matches(texts: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """Return what was typed after each --value; an empty value leaves a word out."""
    found = []
    for text in texts:
        field, _, rest = text.partition(":")
        word, equals, value = rest.rpartition("=")
        if not field.strip() or not word.strip() or not equals:
            raise NotAPair(text=text, form=_MATCH)
        found.append((field.strip(), word.strip(), value.strip()))
    return tuple(found)


def _outcome(run: ImportRun | None, file: Path | None, rows: int | None) -> Iterator[Part]:
    if run is None:
        yield Text(N_("This was a check: nothing was changed."))
    elif run.report.went_in:
        take_back = N_("To take it back: smbcrm import undo {run}")
        yield Text(take_back, {"run": run.id})
    if file is not None and rows:
        told = N_("{rows} rows to look at are in {file}. Correct them there and import that file.")
        yield Text(told, {"rows": rows, "file": str(file)})


def _refusal(run: ImportRun | None, report: ImportReport) -> UserError | None:
    if not report.went_in and not report.unchanged:
        return NothingCameIn()
    if run is not None and run.state in {RunState.RUNNING, RunState.STOPPED}:
        return ImportStopped()
    return None


def _undo(context: Context, args: argparse.Namespace) -> Reply:
    run = context.services.imports.undo(args.run, context.act, context.progress)
    undone = run.undo or UndoReport()
    currency = run.report.currency
    data = {
        "import": run.id,
        "state": run.state,
        "removed": undone.removed,
        "kept": undone.kept,
        "restored": undone.restored,
        "stayed": [{"row": one.row, "code": one.code, "why": one.why} for one in undone.stayed],
        "stayed_in_all": undone.stayed_in_all,
        "taken_back": sums_data(undone.taken_back, currency),
    }
    facts = Facts(
        [
            (N_("Import"), run.id),
            (N_("State"), worded(RUN_STATES, run.state)),
            (REMOVED.get(run.kind, N_("Customers removed")), undone.removed),
            (N_("Here before, kept as they are"), undone.kept or None),
            (N_("Given the old values back"), undone.restored or None),
            (N_("Dealt with since, kept as they are"), undone.stayed_in_all or None),
            *sums_rows(undone.taken_back, currency),
        ]
    )
    stays = N_("{code} (row {row}): {why}")
    lines = [
        Text(stays, {"code": one.code, "row": one.row, "why": one.why})
        for one in undone.stayed[:SHOWN]
    ]
    return Reply(data, (facts, *lines))


def _list(context: Context, _: argparse.Namespace) -> Reply:
    runs, day = context.services.imports.all(), context.shop.day
    data = [
        {
            "import": run.id,
            "kind": run.kind,
            "file": run.file_name,
            "state": run.state,
            "started_at": run.started_at,
            "undo_until": run.undo_until,
            "date": run.date,
            "rows": run.rows_done,
            "made": run.report.made,
            "updated": run.report.updated,
            "failed": run.report.failed,
        }
        for run in runs
    ]
    heads = (N_("Import"), N_("File"), N_("Holds"), N_("State"), N_("Started at"), N_("Rows"))
    table = Table(
        (*heads, N_("New"), N_("Failed")),
        [
            (
                run.id,
                run.file_name,
                Text(KINDS[run.kind]),
                worded(RUN_STATES, run.state),
                day.local(run.started_at),
                run.rows_done,
                run.report.made,
                run.report.failed,
            )
            for run in runs
        ],
    )
    return Reply({"imports": data}, (table,))


def _arguments(kind: ListKind) -> tuple[Argument, ...]:
    """Return the arguments of every list; words are matched where a column takes only a few."""
    book = BOOKS[kind]
    takes = tuple(name for name in WORDED if name in book.words)
    match = Argument(
        "--value",
        N_("what a word means where only a few are taken; can be given several times"),
        _MATCH,
        known=takes,
        many=True,
    )
    return (
        Argument("file", N_("the list"), "FILE", read=str),
        Argument("--dry-run", N_("only check: the real run, taken back"), flag=True),
        Argument(
            "--map",
            N_("what a column is, by its heading or letter; can be given several times"),
            _PAIR,
            known=book.fields,
            many=True,
        ),
        Argument("--errors", N_("write the rows to look at to this file"), "FILE", read=str),
        FORCE,
        Argument("--encoding", N_("of a CSV or vCard file; else it is guessed"), "NAME"),
        *([match] if takes else []),
        *row_arguments(kind),
    )


_OF_WORKBOOK = (
    Argument("--sheet", N_("the sheet to read, by name or number; else it is guessed"), "NAME|N"),
    Argument(
        "--header",
        N_("the row of the headings, 0 for none; else it is guessed"),
        "N",
        read=read_count,
    ),
)
_OF_OURS = Argument(
    "--theirs",
    N_("in a list of ours that comes back: it wins over what was changed in the shop since"),
    flag=True,
)


def _command(
    kind: ListKind,
    told: str,
    more: tuple[Argument, ...],
    name: str | None = None,
    *,
    dating: Dating = Dating.GIVEN,
) -> Command:
    """Return the command that brings in one kind of list."""
    does, arguments = partial(_import, kind), (*_arguments(kind), *more)
    return Command(name or kind, told, does, arguments, writes=True, dating=dating)


IMPORT = Group(
    "import",
    N_("bring in lists from elsewhere"),
    (
        _command(
            ListKind.CUSTOMERS,
            N_("bring in a list of customers: .xlsx, .xls, .ods, .csv or .vcf"),
            (*_OF_WORKBOOK, _OF_OURS),
        ),
        _command(ListKind.CUSTOMERS, N_("bring in the contacts of a phone: .vcf"), (), "vcards"),
        _command(
            ListKind.BALANCES,
            N_("bring in what customers who are here owned before: money, points, visits"),
            _OF_WORKBOOK,
        ),
        _command(
            ListKind.OCCASIONS,
            N_("bring in birthdays and other important dates of customers who are here"),
            _OF_WORKBOOK,
        ),
        _command(
            ListKind.RELATIONSHIPS,
            N_("bring in who is related to whom: of each row the second is the KIND of the first"),
            _OF_WORKBOOK,
        ),
        _command(
            ListKind.ITEMS,
            N_("bring in what the shop sells, or new prices and names of it"),
            _OF_WORKBOOK,
        ),
        _command(
            ListKind.SALES,
            N_("bring in the sales of the till before: .xlsx, .xls, .ods or .csv"),
            _OF_WORKBOOK,
            dating=Dating.NEVER,
        ),
        Command(
            "undo",
            N_("take an import back within 30 days"),
            _undo,
            (Argument("run", N_("its id, see: smbcrm import list"), "ID"),),
            writes=True,
        ),
        Command("list", N_("show the imports"), _list),
    ),
)
