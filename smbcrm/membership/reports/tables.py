"""A document as tables in one language, for files that hold tables and nothing else."""

from collections.abc import Iterator, Sequence

from smbcrm.core.i18n import Text, Translator
from smbcrm.membership.lists.types import Cell
from smbcrm.membership.lists.types import Column as ListColumn
from smbcrm.membership.lists.types import Table as ListTable
from smbcrm.membership.reports.document import Coded, Document, Fact, Section, Table, Value

_DOT = " · "


def tables_of(document: Document, words: Translator) -> tuple[ListTable, ...]:
    """Return every table of a document with what is said of it; at least one, empty if need be.

    Whom and which day it is about, and what a section comes to, stand in the note of its tables.
    """
    told = [*_facts(document.facts, words), *map(words.render, document.notes)]
    found = tuple(
        _table(document, section, table, words, told)
        for section in document.sections
        for table in section.tables
    )
    title = words.render(document.title)
    empty = ListTable((ListColumn(title),), (), title, _DOT.join(told), day=document.day)
    return found or (empty,)


def cell_of(value: Value, words: Translator) -> Cell:
    """Return a value as a list has it: words for what is coded, everything else as it is."""
    match value:
        case Coded():
            return words.render(value.words)
        case Text():
            return words.render(value)
        case _:
            return value


def _table(
    document: Document, section: Section, table: Table, words: Translator, told: Sequence[str]
) -> ListTable:
    titles = words.render(section.title), words.gettext(table.title)
    note = (*told, *_facts(section.facts, words), *map(words.render, section.notes))
    return ListTable(
        tuple(
            ListColumn(words.gettext(one.heading), one.kind, one.summed) for one in table.columns
        ),
        tuple(tuple(cell_of(value, words) for value in row) for row in table.rows),
        _DOT.join(filter(None, titles)),
        _DOT.join(note),
        words.gettext(table.total),
        document.day,
    )


def _facts(facts: Sequence[Fact], words: Translator) -> Iterator[str]:
    for fact in facts:
        yield f"{words.gettext(fact.label)}: {words.value(cell_of(fact.value, words))}"
