"""`import`: lists of customers that somebody else made."""

import argparse
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from smbcrm.cli.command import Argument, Command, Dating, Facts, Group, Part, Reply, Table
from smbcrm.cli.context import Context
from smbcrm.cli.files import FORCE
from smbcrm.cli.typed import read_pair
from smbcrm.cli.wording import RUN_STATES, worded
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.imports.error_file import ErrorFile, is_error_file
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.imports.notes import RowNote
from smbcrm.membership.imports.types import (
    ImportReport,
    ImportRequest,
    ImportRun,
    RunState,
    Sums,
    UndoReport,
)

_SHOWN = 30
_PAIR = "FIELD=COLUMN"


class NothingCameIn(UserError):
    """Not one row of a list can come in."""

    msgid = N_("No row came in. See the reasons, or write them to a file with --errors FILE")


class ImportStopped(UserError):
    """The import is not at its end."""

    msgid = N_("The import is not at its end. Give the same command again to go on.")


def _customers(context: Context, args: argparse.Namespace) -> Reply:
    mapping = tuple(read_pair(text, _PAIR) for text in args.map or ())
    sheet = getattr(args, "sheet", None)  # a phone has none
    request = ImportRequest(Path(args.file), context.act, mapping, sheet, args.encoding)
    imports = context.services.imports
    file = None if args.errors is None else Path(args.errors)
    if file is not None:
        ours = args.force or (file.is_file() and is_error_file(file))
        context.services.lists.check_file(file, replace=ours, also=(request.path,))
    with ErrorFile(file, context.translator) if file else nullcontext() as problems:
        if args.dry_run:
            report = imports.check(request, context.progress, problems)
            run = None
        else:
            run = imports.run(request, context.progress, problems=problems)
            report = run.report
    rows = problems.rows if problems else None
    data: dict[str, object] = {"dry_run": args.dry_run}
    if run is not None:
        data |= {"import": run.id, "state": run.state}
    if file is not None:
        data |= {"error_file": str(file) if rows else None, "problem_rows": rows}
    parts = [*_report_parts(report), "", *_outcome(run, file, rows)]
    return Reply({**data, "report": _report_data(report)}, parts, _refusal(run, report))


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
    if not report.went_in:
        return NothingCameIn()
    if run is not None and run.state in {RunState.RUNNING, RunState.STOPPED}:
        return ImportStopped()
    return None


def _report_data(report: ImportReport) -> dict[str, object]:
    return {
        "file": report.file,
        "sheet": report.sheet,
        "other_sheets": list(report.other_sheets),
        "encoding": report.encoding,
        "unreadable": report.unreadable,
        "heading_row": report.heading_row,
        "columns": [
            {"letter": one.letter, "heading": one.heading, "field": one.field}
            for one in report.columns
        ],
        "date": report.date,
        "rows_in_all": report.rows_in_all,
        "rows": report.rows,
        "made": report.made,
        "updated": report.updated,
        "joined": report.joined,
        "failed": report.failed,
        "with_problems": report.with_problems,
        "repeated_headings": report.headings,
        "total_rows": report.totals_in_all,
        "brought": _sums_data(report.brought, report.currency),
        "remarks": list(report.remarks),
        "notes": [_note_data(note) for note in report.notes],
        "notes_in_all": report.notes_in_all,
    }


def _sums_data(sums: Sums, currency: Currency) -> dict[str, object]:
    return {
        "currency": currency.code,
        "principal": Money(sums.principal, currency),
        "gift": Money(sums.gift, currency),
        "points": sums.points,
        "customers": sums.customers,
    }


def _note_data(note: RowNote) -> dict[str, object]:
    return {"row": note.row, "field": note.field, "kind": note.kind, "text": note.text}


def _report_parts(report: ImportReport) -> Iterator[Part]:
    yield Facts(
        [
            (N_("File"), report.file),
            (N_("Sheet"), report.sheet),
            (N_("Other sheets"), report.other_sheets),
            (N_("Encoding"), report.encoding),
            (N_("Unreadable signs"), report.unreadable or None),
            (N_("Headings in row"), report.heading_row or None),
            (N_("Business date"), report.date),
            (N_("Rows"), report.rows_in_all),
            (N_("New customers"), report.made),
            (N_("Known customers"), report.updated or None),
            (N_("Joined to another row"), report.joined or None),
            (N_("Rows that failed"), report.failed),
            (N_("Rows with something left out"), report.with_problems or None),
            (N_("Rows of sums, left out"), report.totals_in_all or None),
            *_sums_rows(report.brought, report.currency),
        ]
    )
    yield Table(
        (N_("Column"), N_("Heading"), N_("Becomes")),
        [(one.letter, one.heading, Text(_label(one.field))) for one in report.columns],
    )
    if report.remarks:
        yield ""
        yield from report.remarks
    if report.notes:
        yield ""
        yield from map(_note_text, report.notes[:_SHOWN])
    more = report.notes_in_all - _SHOWN
    if more > 0:
        yield Text(N_("And {count} notes more; --errors FILE writes all."), {"count": more})


def _sums_rows(sums: Sums, currency: Currency) -> list[tuple[str, object]]:
    if not sums.customers:
        return []
    return [
        (N_("Paid part"), Money(sums.principal, currency)),
        (N_("Gift part"), Money(sums.gift, currency) if sums.gift else None),
        (N_("Points"), sums.points or None),
        (N_("Customers with a balance"), sums.customers),
    ]


def _label(field: Field | None) -> str:
    return LABELS[Field.IGNORE if field is None else field]


def _note_text(note: RowNote) -> Text:
    if note.field is None:
        return Text(N_("Row {row}: {reason}"), {"row": note.row, "reason": note.text})
    label = Text(LABELS[note.field])
    said = N_("Row {row}, {field}: {reason}")
    return Text(said, {"row": note.row, "field": label, "reason": note.text})


def _undo(context: Context, args: argparse.Namespace) -> Reply:
    run = context.services.imports.undo(args.run, context.act, context.progress)
    undone = run.undo or UndoReport()
    currency = run.report.currency
    data = {
        "import": run.id,
        "state": run.state,
        "removed": undone.removed,
        "kept": undone.kept,
        "stayed": [{"row": one.row, "code": one.code, "why": one.why} for one in undone.stayed],
        "stayed_in_all": undone.stayed_in_all,
        "taken_back": _sums_data(undone.taken_back, currency),
    }
    facts = Facts(
        [
            (N_("Import"), run.id),
            (N_("State"), worded(RUN_STATES, run.state)),
            (N_("Customers removed"), undone.removed),
            (N_("Here before, kept as they are"), undone.kept or None),
            (N_("Dealt with since, kept as they are"), undone.stayed_in_all or None),
            *_sums_rows(undone.taken_back, currency),
        ]
    )
    stays = N_("{code} (row {row}): {why}")
    lines = [
        Text(stays, {"code": one.code, "row": one.row, "why": one.why})
        for one in undone.stayed[:_SHOWN]
    ]
    return Reply(data, (facts, *lines))


def _list(context: Context, _: argparse.Namespace) -> Reply:
    runs, day = context.services.imports.all(), context.shop.day
    data = [
        {
            "import": run.id,
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
    heads = (N_("Import"), N_("File"), N_("State"), N_("Started at"), N_("Rows"), N_("New"))
    table = Table(
        (*heads, N_("Failed")),
        [
            (
                run.id,
                run.file_name,
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


_ARGUMENTS = (
    Argument("file", N_("the list"), "FILE", read=str),
    Argument("--dry-run", N_("only check: the real run, taken back"), flag=True),
    Argument(
        "--map",
        N_("what a column is, by its heading or letter; can be given several times"),
        _PAIR,
        known=tuple(Field),
        many=True,
    ),
    Argument("--errors", N_("write the rows to look at to this file"), "FILE", read=str),
    FORCE,
    Argument("--encoding", N_("of a CSV or vCard file; else it is guessed"), "NAME"),
)

IMPORT = Group(
    "import",
    N_("bring in lists from elsewhere"),
    (
        Command(
            "customers",
            N_("bring in a list of customers: .xlsx, .xls, .ods, .csv or .vcf"),
            _customers,
            (*_ARGUMENTS, Argument("--sheet", N_("the sheet to read; else the first"), "NAME")),
            writes=True,
            dating=Dating.GIVEN,
        ),
        Command(
            "vcards",
            N_("bring in the contacts of a phone: .vcf"),
            _customers,
            _ARGUMENTS,
            writes=True,
            dating=Dating.GIVEN,
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
