"""The table of an e-bill: what was sold, how much of it, at which price."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from smbcrm.exports.pdf.ebill_kinds import Row
from smbcrm.exports.pdf.flow import Block
from smbcrm.exports.pdf.measures import BODY, HAIR, LEFT, RIGHT, SMALL
from smbcrm.exports.pdf.sheet import Align, Sheet
from smbcrm.exports.pdf.typesetting import PLAIN, STRONG, Line, Style, Typesetter

_HEAD_BASELINE, _HEAD_HEIGHT = 8.7, 11.0
_ROW_BASELINE, _ROW_HEIGHT, _LEADING = 5.4, 8.4, 4.2
_GAP = 4.0
_PIECES_TO_PRICE, _PRICE_TO_SUM = 18.0, 18.6
_NAMES_AT_LEAST = 48.0
_LINES_AT_ONCE = 6
"""Lines of a name that are kept together; a longer one may go over a page."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the figures end, how large they are, and the room for names."""

    pieces: float
    price: float
    figures: float
    names: float


def table(head: Row, rows: Sequence[Row], typesetter: Typesetter) -> tuple[Block, list[Block]]:
    """Return the head of the table and its rows; a row with a long name is several blocks."""
    heads = _cells(head, STRONG, typesetter)
    cells = [_cells(row, PLAIN, typesetter) for row in rows]
    columns = _columns(heads, cells)
    blocks = [
        block
        for row, set_row in zip(rows, cells, strict=True)
        for block in _row(row.name, set_row, columns, typesetter)
    ]
    draw = partial(_draw_head, cells=heads, columns=columns)
    return Block(_HEAD_HEIGHT, draw), blocks


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row as lines; the name is one here, and broken where it is drawn."""

    name: Line
    pieces: Line
    price: Line
    sum: Line


def _cells(row: Row, style: Style, typesetter: Typesetter) -> _Cells:
    return _Cells(
        typesetter.line(row.name, style),
        typesetter.line(row.pieces, style),
        typesetter.line(row.price, style),
        typesetter.line(row.sum, STRONG),
    )


def _columns(heads: _Cells, all_cells: Sequence[_Cells]) -> _Columns:
    """Return columns as the design has them, wider for long figures, which are smaller then."""
    pieces = max(cells.pieces.width for cells in all_cells) * BODY
    price = max(cells.price.width for cells in all_cells) * BODY
    total = max(cells.sum.width for cells in all_cells) * BODY
    room = RIGHT - LEFT - _NAMES_AT_LEAST - 3 * _GAP
    shrunk = min(1.0, room / (pieces + price + total or 1.0))
    price_at = RIGHT - max(_PRICE_TO_SUM, total * shrunk + _GAP, heads.sum.width * SMALL + _GAP)
    pieces_at = price_at - max(
        _PIECES_TO_PRICE, price * shrunk + _GAP, heads.price.width * SMALL + _GAP
    )
    first = pieces_at - max(pieces * shrunk, heads.pieces.width * SMALL)
    if not heads.price.runs:
        first = RIGHT - max(total * shrunk, heads.sum.width * SMALL)
    return _Columns(pieces_at, price_at, BODY * shrunk, first - _GAP - LEFT)


def _draw_head(sheet: Sheet, y: float, *, cells: _Cells, columns: _Columns) -> None:
    baseline = y + _HEAD_BASELINE
    sheet.line(cells.name, LEFT, baseline, SMALL, "ink2")
    sheet.line(cells.pieces, columns.pieces, baseline, SMALL, "ink2", Align.RIGHT)
    sheet.line(cells.price, columns.price, baseline, SMALL, "ink2", Align.RIGHT)
    sheet.line(cells.sum, RIGHT, baseline, SMALL, "ink2", Align.RIGHT)
    sheet.rule(LEFT, y + _HEAD_HEIGHT, RIGHT, "ink", HAIR)


def _row(name: str, cells: _Cells, columns: _Columns, typesetter: Typesetter) -> list[Block]:
    """Return a row; the figures stand in its first block, the rule under its last."""
    lines: Sequence[Line] = (cells.name,)
    if cells.name.width * BODY > columns.names:
        lines = typesetter.paragraph(name, PLAIN, BODY, columns.names).lines
    parts = [lines[at : at + _LINES_AT_ONCE] for at in range(0, len(lines), _LINES_AT_ONCE)]
    blocks = []
    for number, part in enumerate(parts):
        first, last = number == 0, number == len(parts) - 1
        height = len(part) * _LEADING
        if first and last:
            height += _ROW_HEIGHT - _LEADING
        elif first:
            height += _ROW_BASELINE - _LEADING
        elif last:
            height += _ROW_HEIGHT - _ROW_BASELINE
        blocks.append(
            Block(
                height,
                partial(
                    _draw_row,
                    lines=part,
                    cells=cells if first else None,
                    columns=columns,
                    top=_ROW_BASELINE if first else _LEADING,
                    rule=height if last else None,
                ),
            )
        )
    return blocks


def _draw_row(  # noqa: PLR0913 - what is drawn, and where
    sheet: Sheet,
    y: float,
    *,
    lines: Sequence[Line],
    cells: _Cells | None,
    columns: _Columns,
    top: float,
    rule: float | None,
) -> None:
    for number, line in enumerate(lines):
        sheet.line(line, LEFT, y + top + number * _LEADING, BODY, "ink")
    if cells is not None:
        size = columns.figures
        sheet.line(cells.pieces, columns.pieces, y + top, size, "ink", Align.RIGHT)
        sheet.line(cells.price, columns.price, y + top, size, "ink", Align.RIGHT)
        sheet.line(cells.sum, RIGHT, y + top, size, "ink", Align.RIGHT)
    if rule is not None:
        sheet.rule(LEFT, y + rule, RIGHT, "line", HAIR)
