"""Reports as JSON, there and back: equal reports are equal texts, byte for byte."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast

from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.imports.types import (
    ColumnUse,
    ImportReport,
    Sold,
    Stayed,
    Sums,
    UndoReport,
    ValueUse,
)


def encode(report: ImportReport) -> str:
    """Return a report as canonical JSON."""
    return _dumps(_report(report))


def encode_stored(report: ImportReport, undo: UndoReport | None) -> str:
    """Return what is stored with an import."""
    return _dumps({"report": _report(report), "undo": None if undo is None else _undo(undo)})


def decode_stored(text: str) -> tuple[ImportReport, UndoReport | None]:
    """Return what `encode_stored` wrote."""
    stored = json.loads(text)
    undo = stored["undo"]
    return _report_of(stored["report"]), None if undo is None else _undo_of(undo)


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _plain(thing: object) -> dict[str, Any]:
    names = (field.name for field in fields(cast("Any", thing)))
    return {name: getattr(thing, name) for name in names}


def _report(report: ImportReport) -> dict[str, Any]:
    return _plain(report) | {
        "columns": [[one.letter, one.heading, one.field] for one in report.columns],
        "date": report.date.isoformat(),
        "currency": [report.currency.code, report.currency.exponent],
        "brought": _plain(report.brought),
        "sold": _sold(report.sold),
        "notes": [[one.row, one.field, one.kind, _text(one.text)] for one in report.notes],
        "remarks": [_text(one) for one in report.remarks],
        "values": [list(_plain(one).values()) for one in report.values],
    }


def _report_of(plain: Mapping[str, Any]) -> ImportReport:
    return ImportReport(
        **{
            **plain,
            "other_sheets": tuple(plain["other_sheets"]),
            "totals": tuple(plain["totals"]),
            "columns": tuple(
                ColumnUse(letter, heading, _field(name))
                for letter, heading, name in plain["columns"]
            ),
            "date": dt.date.fromisoformat(plain["date"]),
            "currency": Currency(*plain["currency"]),
            "brought": Sums(**plain["brought"]),
            "kind": ListKind(plain.get("kind", ListKind.CUSTOMERS)),
            "sold": _sold_of(plain.get("sold", {})),
            "notes": tuple(
                RowNote(row, _field(name), NoteKind(kind), _text_of(text))
                for row, name, kind, text in plain["notes"]
            ),
            "missing": tuple(plain.get("missing", ())),
            # Reports of before there were any lack them.
            "remarks": tuple(_text_of(text) for text in plain.get("remarks", ())),
            "values": tuple(
                ValueUse(Field(name), word, became, guess, rows, tuple(samples))
                for name, word, became, guess, rows, samples in plain.get("values", ())
            ),
        }
    )


def _undo(undo: UndoReport) -> dict[str, Any]:
    return _plain(undo) | {
        "stayed": [[one.row, one.code, _text(one.why)] for one in undo.stayed],
        "taken_back": _plain(undo.taken_back),
    }


def _undo_of(plain: Mapping[str, Any]) -> UndoReport:
    stayed = tuple(Stayed(row, code, _text_of(why)) for row, code, why in plain["stayed"])
    return UndoReport(**{**plain, "stayed": stayed, "taken_back": Sums(**plain["taken_back"])})


def _sold(sold: Sold) -> dict[str, Any]:
    days = {
        name: day and day.isoformat() for name, day in (("first", sold.first), ("last", sold.last))
    }
    return _plain(sold) | days


def _sold_of(plain: Mapping[str, Any]) -> Sold:
    days = {
        name: dt.date.fromisoformat(plain[name]) for name in ("first", "last") if plain.get(name)
    }
    return Sold(**{**plain, **days})


def _field(name: str | None) -> Field | None:
    return None if name is None else Field(name)


def _text(text: Text) -> list[Any]:
    return [text.msgid, {name: _param(value) for name, value in text.params.items()}]


def _text_of(plain: list[Any]) -> Text:
    msgid, params = plain
    return Text(msgid, {name: _param_of(value) for name, value in params.items()})


def _param(value: object) -> object:
    """Return a parameter of a sentence; what JSON does not know is named by its kind."""
    match value:
        case Text():
            return {"text": _text(value)}
        case Money():
            return {"money": [value.minor, value.currency.code, value.currency.exponent]}
        case dt.date():
            return {"date": value.isoformat()}
        case list() | tuple():
            return {"list": [_param(one) for one in value]}
        case int():
            return int(value)
        case _:
            return str(value)


def _param_of(plain: object) -> object:
    match plain:
        case {"text": list(text)}:
            return _text_of(text)
        case {"money": [minor, code, exponent]}:
            return Money(minor, Currency(code, exponent))
        case {"date": day}:
            return dt.date.fromisoformat(day)
        case {"list": list(parts)}:
            return tuple(_param_of(part) for part in parts)
        case _:
            return plain
