"""A report on the terminal: the same document that goes on paper, as JSON or as tables."""

from collections.abc import Iterator, Mapping, Sequence

from smbcrm.cli.command import Facts, Part, Reply
from smbcrm.cli.command import Table as Shown
from smbcrm.core.i18n import Text
from smbcrm.core.money import Money
from smbcrm.membership.reports.document import Coded, Document, Fact, Table, Value


def report_reply(document: Document) -> Reply:
    """Return a report; with a finding it is shown, and the command does not succeed."""
    return Reply(_data(document), tuple(_parts(document)), document.finding)


def _data(document: Document) -> dict[str, object]:
    return {
        "report": document.id,
        "currency": document.currency.code,
        **_facts_data(document.facts),
        "sections": [
            {
                "section": section.id,
                "title": section.title,
                **({"unit": section.unit} if section.unit else {}),
                **_facts_data(section.facts),
                **{table.id: _rows_data(table) for table in section.tables},
                "notes": list(section.notes),
            }
            for section in document.sections
        ],
        "notes": list(document.notes),
    }


def _facts_data(facts: Sequence[Fact]) -> dict[str, object]:
    return _with_currency({fact.id: _plain(fact.value) for fact in facts})


def _rows_data(table: Table) -> list[dict[str, object]]:
    names = [column.id for column in table.columns]
    return [_with_currency(dict(zip(names, map(_plain, row), strict=True))) for row in table.rows]


def _plain(value: Value) -> object:
    return value.code if isinstance(value, Coded) else value


def _with_currency(data: Mapping[str, object]) -> dict[str, object]:
    money = next((value for value in data.values() if isinstance(value, Money)), None)
    return dict(data) if money is None else {"currency": money.currency.code, **data}


def _parts(document: Document) -> Iterator[Part]:
    yield document.title
    yield _facts(document.facts)
    if document.notes:
        yield ""
        yield from document.notes
    for section in document.sections:
        yield ""
        yield section.title
        for table in section.tables:
            yield from _table(table)
        if section.facts:
            yield _facts(section.facts)
        if section.notes:
            yield ""
            yield from section.notes


def _facts(facts: Sequence[Fact]) -> Facts:
    return Facts([(fact.label, _shown(fact.value)) for fact in facts])


def _table(table: Table) -> Iterator[Part]:
    """Yield a table for people, its sums as the last row."""
    shown = table.for_people()
    rows: list[Sequence[object]] = [tuple(map(_shown, row)) for row in shown.rows]
    if shown.total and any(total is not None for total in shown.sums):
        rows.append((Text(shown.total), *shown.sums[1:]))
    if table.title:
        yield ""
        yield Text(table.title)
    yield Shown([column.heading for column in shown.columns], rows)


def _shown(value: Value) -> object:
    return value.words if isinstance(value, Coded) else value
