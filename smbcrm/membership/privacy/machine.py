"""What the shop knows of one person, for programs: JSON, described in docs/PERSON-EXPORT.md."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from smbcrm.core.clock import instant_text
from smbcrm.core.i18n import Text, Translator
from smbcrm.core.money import Money
from smbcrm.membership.reports.document import Coded, Document, Table, Value

FORMAT, VERSION = "shopbell-person", 1


def machine_text(
    document: Document, bills: Sequence[Mapping[str, object]], words: Translator
) -> str:
    """Return a dossier as JSON, with the bills as they were written on their days."""
    content: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": instant_text(document.made_at),
        "shop": document.shop.name,
        "currency": document.currency.code,
        "language": words.language,
    }
    for fact in document.facts:
        content[fact.id] = _plain(fact.value, words)
    for section in document.sections:
        for table in section.tables:
            content[table.id] = _rows(table, words)
    content["bills"] = list(bills)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _rows(table: Table, words: Translator) -> list[dict[str, object]]:
    names = [column.id for column in table.columns]
    return [
        {name: _plain(value, words) for name, value in zip(names, row, strict=True)}
        for row in table.rows
    ]


def _plain(value: Value, words: Translator) -> object:
    """Return a value as a program reads it: codes as they are, money as 12.50, days as ISO."""
    match value:
        case Coded():
            return value.code
        case Text():
            return words.render(value)
        case Money():
            return value.plain()
        case dt.date():
            return value.isoformat()
        case _:
            return value
