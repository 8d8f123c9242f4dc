"""What is settled about an import before its rows are read for good."""

import datetime as dt
import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency
from smbcrm.core.text import clean
from smbcrm.membership.imports.cells import text_of
from smbcrm.membership.imports.choices import ChosenPerson, Typed, placed, with_typed
from smbcrm.membership.imports.errors import HeadingsNotFound
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.glimpse import Glimpse, Words
from smbcrm.membership.imports.kinds import BOOKS, ListKind
from smbcrm.membership.imports.layout import HEAD_ROWS, Layout, lay_out
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.imports.remarks import remarks, sheet_remarks
from smbcrm.membership.imports.returned import (
    SHEET,
    Codes,
    ListExport,
    Returned,
    find_codes,
    read_mark,
)
from smbcrm.membership.imports.source import Row, RowSource, SheetEmpty, SourceInfo
from smbcrm.membership.imports.survey import (
    Survey,
    customer_rows,
    first_rows,
    survey,
)
from smbcrm.membership.imports.types import (
    BATCH,
    MOST_LISTED,
    ColumnUse,
    ImportReport,
    ImportRequest,
)
from smbcrm.membership.imports.vocabulary import Vocabulary

Batch = list[tuple[int, Row]]
Ours = tuple[Returned, ListExport]

_MOST_SHEETS = 20
"""Sheets that are looked at for the list; each is opened for it."""


@dataclass(frozen=True, slots=True)
class Look:
    """A first look at a list: what it is and where its columns are."""

    source: RowSource
    request: ImportRequest
    info: SourceInfo
    survey: Survey
    passed: tuple[str, ...] = ()
    """Sheets before the one that is read; their headings are not known."""
    returned: Returned | None = None
    codes: Codes = field(default_factory=Codes)
    """What became of the codes in a list of ours."""
    typed: Typed = field(default_factory=dict)

    @property
    def chosen(self) -> Mapping[int, ChosenPerson]:
        """Whom somebody chose for single rows."""
        return {one.row: one for one in self.request.choices.people}

    @property
    def mapping(self) -> str:
        """What was said about the columns, as canonical JSON: the same again is the same list."""
        said: dict[str, object] = {
            "columns": [[name, column] for name, column in self.request.mapping],
            "sheet": self.info.sheet,
            "encoding": self.info.encoding,
        }
        if self.request.header is not None:
            said["header"] = self.request.header
        if self.request.theirs:
            said["theirs"] = True
        if self.request.kind is not ListKind.CUSTOMERS:
            said["kind"] = self.request.kind
        if self.request.choices.any:
            said["rows"] = self.request.choices.plain
        if self.request.values:
            said["values"] = [list(one) for one in self.request.values]
        return json.dumps(said, ensure_ascii=False, sort_keys=True)

    def batches(self) -> Generator[Batch]:
        """Yield the rows of customers, so many at a time; closing it closes the file."""
        with _rows(self.source, self.request, self.info) as rows:
            stream = self._as_typed(customer_rows(rows, self.survey.layout))
            while batch := list(islice(stream, BATCH)):
                yield batch

    def _as_typed(self, rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
        for number, cells in rows:
            typed = self.typed.get(number)
            yield number, cells if typed is None else with_typed(cells, typed)

    def blank_report(self, date: dt.date, currency: Currency, region: str) -> ImportReport:
        """Return the report before the first row."""
        info, found = self.info, self.survey
        return ImportReport(
            file=clean(self.request.path.name),
            sheet=info.sheet,
            other_sheets=tuple(name for name in info.sheets if name != info.sheet),
            encoding=info.encoding,
            unreadable=info.unreadable,
            heading_row=found.layout.heading_row,
            columns=tuple(
                ColumnUse(one.letter, one.heading, one.field) for one in found.layout.columns
            ),
            date=date,
            currency=currency,
            rows_in_all=found.rows,
            headings=found.headings,
            totals=found.totals[:MOST_LISTED],
            totals_in_all=len(found.totals),
            missing=self.codes.missing[:MOST_LISTED],
            missing_in_all=len(self.codes.missing),
            kind=self.request.kind,
            remarks=(
                *sheet_remarks(info, self.passed),
                *remarks(found, currency, region),
            ),
        )


@dataclass(frozen=True, slots=True)
class Glance:
    """What to show of a list before it is said what to do with it.

    `head` are its first rows as texts, `numbers` where these stand; `rows` counts its customers,
    None where no row names the columns: `layout` then holds the bare columns. `words` are those of
    each column, `known` what the shop takes them for, `remarks` what has to be known of the list.
    """

    info: SourceInfo
    head: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    layout: Layout
    rows: int | None
    words: Mapping[int, Words] = field(default_factory=dict)
    known: Mapping[Field, Vocabulary] = field(default_factory=dict)
    remarks: tuple[Text, ...] = ()


def look_at(source: RowSource, request: ImportRequest) -> Look:
    """Return a first look at a list; raise what the source and `survey` refuse."""
    return _look(source, request, *_sheet_of(source, request))


def _look(
    source: RowSource,
    request: ImportRequest,
    info: SourceInfo,
    passed: tuple[str, ...],
    glimpse: Glimpse | None = None,
) -> Look:
    with _rows(source, request, info) as rows:
        read = (request.mapping, request.path.name, request.header)
        found = survey(rows, *read, glimpse, book=BOOKS[request.kind], own=request.own)
    typed = placed(request.choices.cells, found.layout)
    if request.choices.any:
        with _rows(source, request, info) as rows:
            request.choices.check(number for number, _ in customer_rows(rows, found.layout))
    returned = _mark_of(source, request, info)
    if returned is None or request.kind is not ListKind.CUSTOMERS:
        return Look(source, request, info, found, passed, returned, typed=typed)
    with _rows(source, request, info) as rows:
        codes = find_codes(returned, found.layout, customer_rows(rows, found.layout))
    return Look(source, request, info, found, passed, returned, codes, typed)


def _mark_of(source: RowSource, request: ImportRequest, info: SourceInfo) -> Returned | None:
    """Return the mark of a list of ours, None where it bears none."""
    if SHEET not in (*info.hidden_sheets, *info.sheets) or info.sheet == SHEET:
        return None
    with _rows(source, request, replace(info, sheet=SHEET)) as rows:
        try:
            return read_mark(rows)
        except SheetEmpty:
            return None


def glance_at(source: RowSource, request: ImportRequest) -> tuple[Glance, Look | None]:
    """Return what to show of a list; raise as `look_at`, but not for headings that are missing.

    Then there is no look. What the shop has to say of it is not yet in the glance.
    """
    (info, passed), glimpse = _sheet_of(source, request), Glimpse()
    try:
        look = _look(source, request, info, passed, glimpse)
    except HeadingsNotFound:
        width = max((len(row) for _, row in glimpse.head), default=0)
        if not width:
            raise
        unsaid = tuple((Field.IGNORE.value, f"={place}") for place in range(1, width + 1))
        look = _look(source, replace(request, mapping=unsaid), info, passed, glimpse)
        return _glance(info, glimpse, look.survey.layout.bare, None), None
    return _glance(info, glimpse, look.survey.layout, look.survey.rows), look


def _glance(info: SourceInfo, glimpse: Glimpse, layout: Layout, rows: int | None) -> Glance:
    head = glimpse.head[:HEAD_ROWS]
    texts = tuple(tuple(map(text_of, row)) for _, row in head)
    return Glance(info, texts, tuple(n for n, _ in head), layout, rows, glimpse.words)


def _sheet_of(source: RowSource, request: ImportRequest) -> tuple[SourceInfo, tuple[str, ...]]:
    """Return what is known of a list, and the sheets that are passed over.

    Where no sheet is named it is the first one whose headings are known, else the first of all.
    """
    info = source.info(request.path, sheet=request.sheet, encoding=request.encoding)
    if request.sheet is None and len(info.sheets) > 1:
        for place, sheet in enumerate(info.sheets[:_MOST_SHEETS]):
            if _has_list(source, request, replace(info, sheet=sheet)):
                return replace(info, sheet=sheet), info.sheets[:place]
    return info, ()


def _has_list(source: RowSource, request: ImportRequest, info: SourceInfo) -> bool:
    with _rows(source, request, info) as rows:
        try:
            head = first_rows(rows, request.header)
            read = (request.mapping, request.path.name, request.header)
            lay_out(head, *read, BOOKS[request.kind], request.own)
        except UserError:
            return False
    return True


@contextmanager
def _rows(
    source: RowSource, request: ImportRequest, info: SourceInfo
) -> Iterator[Iterator[tuple[int, Row]]]:
    """Open the rows of a list, and end the reading with the block, however it ends."""
    rows = source.rows(request.path, sheet=info.sheet, encoding=info.encoding)
    try:
        yield rows
    finally:
        if isinstance(rows, Generator):
            rows.close()


def ours_of(work: ImportWork, look: Look) -> Ours | None:
    """Return the mark of a list that this shop exported, and the export."""
    if look.returned is None:
        return None
    export = work.imports.export(look.returned.export)
    return None if export is None else (look.returned, export)
