"""A table of a report: columns as wide as they must be, text broken into lines, nothing cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from smbcrm.exports.pdf.flow import Block
from smbcrm.exports.pdf.measures import HAIR, LEFT, RIGHT, WIDTH
from smbcrm.exports.pdf.report_words import ReportWords
from smbcrm.exports.pdf.sheet import Align, Box, Sheet
from smbcrm.exports.pdf.typesetting import PLAIN, STRONG, Line, Paragraph, Style, Typesetter
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import Column, Table

TEXT, HEAD = 2.25, 2.0
"""The sizes of rows and of the heads of columns."""

ROW_HEIGHT, ROW_BASELINE, LEADING = 4.4, 3.0, 2.9
PAD = 1.2
"""How far the ground of a total reaches beyond its text."""

_GAP = 3.2
_HEAD_BASELINE, _HEAD_LEADING, _HEAD_BELOW = 3.2, 2.5, 1.3
_NARROWEST = 22.0
"""A column of text is not made narrower to have it on one line."""
_LEAST = 1.2
_LINES_AT_ONCE = 6
"""Lines of a row that are kept together; a longer one may go over a page."""
_NUMBERS = frozenset({Kind.COUNT, Kind.MONEY})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column stands, and on which side its cells do."""

    left: float
    width: float
    align: Align

    @property
    def edge(self) -> float:
        return self.left if self.align is Align.LEFT else self.left + self.width


@dataclass(frozen=True, slots=True)
class TableBlocks:
    """A table on its way to pages: the heads of its columns, its rows, its total."""

    head: Block
    rows: tuple[Block, ...]
    total: tuple[Block, ...]


def table_blocks(table: Table, words: ReportWords, typesetter: Typesetter) -> TableBlocks:
    """Return the blocks of a table that has at least one column."""
    setter = _Setter(table, words, typesetter)
    rows = tuple(block for row in setter.texts for block in setter.row(row))
    return TableBlocks(setter.head(), rows, tuple(setter.total()))


class _Setter:
    """Sets one table: first how wide its columns are, then row by row."""

    def __init__(self, table: Table, words: ReportWords, typesetter: Typesetter) -> None:
        self._table, self._words, self._typesetter = table, words, typesetter
        self.texts = [tuple(map(words.cell, row)) for row in table.rows]
        self._heads = [words.say(column.heading) for column in table.columns]
        self._sums = [words.cell(value) for value in table.sums]
        least, natural = self._least_and_natural()
        room = WIDTH - _GAP * (len(least) - 1)
        scale = min(1.0, room / sum(least))
        self._size, self._head_size = TEXT * scale, HEAD * scale
        widths = _shared(table.columns, [width * scale for width in least], natural, room)
        self._places = list(_placed(table.columns, widths))

    def head(self) -> Block:
        """Return the heads of the columns, the last line of each over the rule."""
        set_heads = [
            self._typesetter.paragraph(text, STRONG, self._head_size, place.width)
            for text, place in zip(self._heads, self._places, strict=True)
        ]
        lines = max(len(one.lines) for one in set_heads)
        height = _HEAD_BASELINE + (lines - 1) * _HEAD_LEADING + _HEAD_BELOW
        draw = partial(_draw_head, cells=set_heads, places=self._places, height=height)
        return Block(height, draw)

    def row(self, texts: Sequence[str]) -> Iterator[Block]:
        """Yield a row in parts that are kept whole; the rule is under the last one."""
        cells = [
            self._typesetter.paragraph(text, PLAIN, self._size, place.width).lines
            for text, place in zip(texts, self._places, strict=True)
        ]
        count = max(len(lines) for lines in cells)
        for start in range(0, count, _LINES_AT_ONCE):
            part = [lines[start : start + _LINES_AT_ONCE] for lines in cells]
            height = ROW_HEIGHT - LEADING + LEADING * max(map(len, part))
            ends = start + _LINES_AT_ONCE >= count
            draw = partial(
                _draw_row, cells=part, places=self._places, size=self._size, rule=height * ends
            )
            yield Block(height, draw)

    def total(self) -> Iterator[Block]:
        """Yield the total, if there is something to add up, and room for a word before it."""
        first = next((at for at, text in enumerate(self._sums) if text), 0)
        if not self._table.total or not first:
            return
        room = self._places[first].left - _GAP - LEFT
        word = self._words.say(self._table.total)
        label = self._typesetter.fits(word, STRONG, self._size, room, _LEAST)
        cells = [self._typesetter.line(text, STRONG) for text in self._sums]
        height = ROW_HEIGHT - LEADING + LEADING * len(label.lines)
        draw = partial(_draw_total, label=label, cells=cells, places=self._places, size=self._size)
        yield Block(height, partial(draw, height=height))

    def _least_and_natural(self) -> tuple[list[float], list[float]]:
        """Return how wide each column must be, and how wide it is if nothing is broken."""
        rows = zip(*self.texts, strict=True) if self.texts else [()] * len(self._heads)
        least, natural = [], []
        for column, head, texts, total in zip(
            self._table.columns, self._heads, rows, self._sums, strict=True
        ):
            widest = max((self._width(text, PLAIN, TEXT) for text in texts), default=0.0)
            widest = max(widest, self._width(total, STRONG, TEXT))
            word = max(self._width(part, STRONG, HEAD) for part in head.split() or [""])
            text_least = min(widest, _NARROWEST) if column.kind is Kind.TEXT else widest
            least.append(max(text_least, word))
            natural.append(max(widest, self._width(head, STRONG, HEAD)))
        return least, natural

    def _width(self, text: str, style: Style, size: float) -> float:
        return self._typesetter.line(text, style).width * size


def _shared(
    columns: Sequence[Column], least: Sequence[float], natural: Sequence[float], room: float
) -> list[float]:
    """Return the widths that fill the room, none below the least one.

    What is left over goes to the first column of words, and to all but the first where none is.
    """
    wanted = [max(0.0, wide - narrow) for wide, narrow in zip(natural, least, strict=True)]
    spare = room - sum(least)
    share = min(1.0, spare / sum(wanted)) if sum(wanted) else 1.0
    widths = [narrow + more * share for narrow, more in zip(least, wanted, strict=True)]
    words = (
        at for at, column in enumerate(columns) if column.kind is Kind.TEXT and not column.short
    )
    first = next(words, None)
    takers = [first] if first is not None else list(range(1, len(columns))) or [0]
    rest = max(0.0, room - sum(widths))
    for at in takers:
        widths[at] += rest / len(takers)
    return widths


def _placed(columns: Sequence[Column], widths: Sequence[float]) -> Iterator[_Place]:
    left = LEFT
    for column, width in zip(columns, widths, strict=True):
        yield _Place(left, width, Align.RIGHT if column.kind in _NUMBERS else Align.LEFT)
        left += width + _GAP


def _draw_head(
    sheet: Sheet, y: float, *, cells: Sequence[Paragraph], places: Sequence[_Place], height: float
) -> None:
    last = y + height - _HEAD_BELOW
    for cell, place in zip(cells, places, strict=True):
        baseline = last - (len(cell.lines) - 1) * _HEAD_LEADING
        sheet.paragraph(cell, place.edge, baseline, _HEAD_LEADING, "ink2", place.align)
    sheet.rule(LEFT, y + height, RIGHT, "ink", HAIR)


def _draw_row(  # noqa: PLR0913 - what is drawn, and where
    sheet: Sheet,
    y: float,
    *,
    cells: Sequence[Sequence[Line]],
    places: Sequence[_Place],
    size: float,
    rule: float,
) -> None:
    for lines, place in zip(cells, places, strict=True):
        text = Paragraph(tuple(lines), size)
        sheet.paragraph(text, place.edge, y + ROW_BASELINE, LEADING, "ink", place.align)
    if rule:
        sheet.rule(LEFT, y + rule, RIGHT, "line", HAIR)


def _draw_total(  # noqa: PLR0913 - what is drawn, and where
    sheet: Sheet,
    y: float,
    *,
    label: Paragraph,
    cells: Sequence[Line],
    places: Sequence[_Place],
    size: float,
    height: float,
) -> None:
    sheet.box(Box(LEFT - PAD, y, WIDTH + 2 * PAD, height), 0.0, "surface2")
    sheet.paragraph(label, LEFT, y + ROW_BASELINE, LEADING, "ink")
    for cell, place in zip(cells, places, strict=True):
        sheet.line(cell, place.edge, y + ROW_BASELINE, size, "ink", place.align)
