"""What an import says of a list, for people and as data."""

from collections.abc import Iterable, Iterator, Mapping

from smbcrm.cli.command import Facts, Part, Table
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.imports.kept_changes import KeptChanges
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.notes import RowNote
from smbcrm.membership.imports.remarks import comes_back
from smbcrm.membership.imports.types import Change, ImportReport, Sums, ValueUse

SHOWN = 30
"""Notes, changes and customers that are shown; the error file has all notes."""

REMOVED: Mapping[ListKind, str] = {
    ListKind.RELATIONSHIPS: N_("Relationships removed"),
    ListKind.ITEMS: N_("Items removed"),
    ListKind.SALES: N_("Past sales taken away"),
}
"""What an undo removed, where that is no customer."""
_MADE: Mapping[ListKind, str] = {
    ListKind.CUSTOMERS: N_("New customers"),
    ListKind.RELATIONSHIPS: N_("New relationships"),
    ListKind.ITEMS: N_("New items"),
}
_UPDATED: Mapping[ListKind, str] = {
    ListKind.CUSTOMERS: N_("Known customers"),
    ListKind.BALANCES: N_("Rows with a balance that came in"),
    ListKind.OCCASIONS: N_("Important dates added"),
    ListKind.ITEMS: N_("Items changed"),
}
_LONGEST = 60


def report_data(report: ImportReport) -> dict[str, object]:
    """Return a report as data."""
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
        "brought": sums_data(report.brought, report.currency),
        "kind": report.kind,
        "sold": _sold_data(report),
        "left_out": report.left_out,
        "remarks": list(report.remarks),
        "values": [_value_data(one) for one in report.values],
        "unchanged": report.unchanged,
        "missing": list(report.missing),
        "missing_in_all": report.missing_in_all,
        "notes": [_note_data(note) for note in report.notes],
        "notes_in_all": report.notes_in_all,
    }


def _sold_data(report: ImportReport) -> dict[str, object]:
    sold = report.sold
    return {
        "currency": report.currency.code,
        "sales": sold.sales,
        "returns": sold.returns,
        "total": Money(sold.total, report.currency),
        "first": sold.first,
        "last": sold.last,
    }


def sums_data(sums: Sums, currency: Currency) -> dict[str, object]:
    """Return what was brought in as data."""
    return {
        "currency": currency.code,
        "principal": Money(sums.principal, currency),
        "gift": Money(sums.gift, currency),
        "points": sums.points,
        "visits": sums.visits,
        "customers": sums.customers,
    }


def _note_data(note: RowNote) -> dict[str, object]:
    return {"row": note.row, "field": note.field, "kind": note.kind, "text": note.text}


def report_parts(report: ImportReport) -> Iterator[Part]:
    """Yield a report for people."""
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
            *_counts(report),
            (N_("Rows that failed"), report.failed),
            (N_("Rows with something left out"), report.with_problems or None),
            (N_("Rows of sums, left out"), report.totals_in_all or None),
            *sums_rows(report.brought, report.currency),
        ]
    )
    yield Table(
        (N_("Column"), N_("Heading"), N_("Becomes")),
        [(one.letter, one.heading, Text(_label(one.field))) for one in report.columns],
    )
    if report.values:
        yield ""
        yield _value_table(report.values)
        yield from _value_hints(report.values)
    if report.remarks:
        yield ""
        yield from report.remarks
    if report.notes:
        yield ""
        yield from map(_note_text, report.notes[:SHOWN])
    more = report.notes_in_all - SHOWN
    if more > 0:
        yield Text(N_("And {count} notes more; --errors FILE writes all."), {"count": more})


def _counts(report: ImportReport) -> list[tuple[str, object]]:
    """Return what became of the rows that came in, in the words of what the list holds."""
    if report.kind is ListKind.SALES:
        return _sale_rows(report)
    kind = report.kind
    said = [(_MADE.get(kind), report.made), (_UPDATED.get(kind), report.updated or None)]
    rows: list[tuple[str, object]] = [(word, count) for word, count in said if word is not None]
    unchanged = N_("Not edited") if comes_back(report.remarks) else N_("Nothing new")
    return [
        *rows,
        (unchanged, report.unchanged or None),
        (N_("Joined to another row"), report.joined or None),
        (N_("Not in the list, kept as they are"), report.missing_in_all or None),
    ]


def _sale_rows(report: ImportReport) -> list[tuple[str, object]]:
    sold = report.sold
    return [
        (N_("New past sales"), sold.sales),
        (N_("Of these returns"), sold.returns or None),
        (N_("They come to"), Money(sold.total, report.currency)),
        (N_("First day"), sold.first),
        (N_("Last day"), sold.last),
        (N_("Further rows of the same bills"), report.joined or None),
        (N_("Rows that are here already"), report.unchanged or None),
        (N_("Rows of sales to nobody known, left out"), report.left_out or None),
    ]


def sums_rows(sums: Sums, currency: Currency) -> list[tuple[str, object]]:
    """Return what was brought in, for people; nothing where nobody got any."""
    if not sums.customers:
        return []
    return [
        (N_("Paid part"), Money(sums.principal, currency)),
        (N_("Gift part"), Money(sums.gift, currency) if sums.gift else None),
        (N_("Points"), sums.points or None),
        (N_("Visits"), sums.visits or None),
        (N_("Customers with a balance"), sums.customers),
    ]


def _label(name: Field | None) -> str:
    return LABELS[Field.IGNORE if name is None else name]


def _note_text(note: RowNote) -> Text:
    if note.field is None:
        return Text(N_("Row {row}: {reason}"), {"row": note.row, "reason": note.text})
    label = Text(LABELS[note.field])
    said = N_("Row {row}, {field}: {reason}")
    return Text(said, {"row": note.row, "field": label, "reason": note.text})


def _value_data(use: ValueUse) -> dict[str, object]:
    return {
        "field": use.field,
        "word": use.word,
        "became": use.became,
        "guess": use.guess,
        "rows": use.rows,
        "samples": list(use.samples),
    }


def _value_table(uses: Iterable[ValueUse]) -> Table:
    """Return the words of a list; one that is not known becomes nothing."""
    return Table(
        (N_("Column"), N_("Word"), N_("Rows"), N_("First rows"), N_("Becomes")),
        [
            (Text(LABELS[one.field]), one.word, one.rows, one.samples, one.became or "")
            for one in uses
        ],
    )


def _value_hints(uses: Iterable[ValueUse]) -> Iterator[Part]:
    """Say of each unknown word how to match it; what it may mean is never taken by itself."""
    said = N_("“{word}” is not known. Perhaps {guess}: --value {match}")
    nothing = N_("“{word}” is not known. Say what it means: --value {match}")
    for one in uses:
        if one.became is None:
            match = f"{one.field}:{one.word}={one.guess or '…'}"
            word: dict[str, object] = {"word": one.word, "match": f'"{match}"'}
            yield Text(said, {**word, "guess": one.guess}) if one.guess else Text(nothing, word)


def change_data(change: Change) -> dict[str, object]:
    """Return a change as data; somebody new has no code."""
    return {
        "row": change.row,
        "code": change.code or None,
        "name": change.who,
        "field": f"{change.field}:{change.own}" if change.own else change.field,
        "before": change.before,
        "after": change.after,
        "kept": change.kept,
    }


def change_parts(changes: KeptChanges) -> Iterator[Part]:
    """Yield the changes for people: who, which field, from what to what."""
    if not changes.in_all:
        return
    yield ""
    yield Table(
        (N_("Row"), N_("Code"), N_("Field"), N_("Before"), N_("After"), N_("In the shop")),
        [
            (
                one.row,
                one.code or Text(N_("new")),
                one.label,
                _cut(one.before),
                _cut(one.after),
                Text(N_("changed too, stays")) if one.kept else "",
            )
            for one in changes.first[:SHOWN]
        ],
    )
    more = changes.in_all - SHOWN
    if more > 0:
        yield Text(N_("And {count} changes more; --json shows them."), {"count": more})


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
