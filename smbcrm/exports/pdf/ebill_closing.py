"""Under the table of an e-bill: what was paid and how, and the balances afterwards."""

from collections.abc import Sequence
from typing import NamedTuple

from smbcrm.exports.pdf.ebill_kinds import Part, Statement, Tile
from smbcrm.exports.pdf.flow import Block
from smbcrm.exports.pdf.measures import HAIR, LEFT, RIGHT, SMALL, WIDTH
from smbcrm.exports.pdf.sheet import Align, Box, Sheet
from smbcrm.exports.pdf.typesetting import BOLD_FIGURES, PLAIN, STRONG, Line, Paragraph, Typesetter

_TOTAL_BASELINE, _TOTAL, _LEAST_TOTAL = 10.5, 7.4, 3.6
_LABEL, _LABEL_GAP = 3.6, 8.0
_PARTS_BESIDE, _PARTS_BELOW, _LEADING, _PART_GAP = 3.3, 5.2, 3.8, 6.0
_TILES_BELOW = 7.4
_TILE_WIDTH, _TILE_HEIGHT, _TILE_GAP, _TILE_PAD, _ROUND = 61.6, 18.8, 2.4, 3.4, 2.0
_TILE_LABEL, _TILE_VALUE, _TILE_NOTE = 5.4, 11.0, 15.4
_VALUE, _LEAST_VALUE, _LEAST_NOTE = 4.8, 2.4, 1.7
_NOTE_LEADING = 3.0


class _PartLines(NamedTuple):
    """How a part was paid, and its amount."""

    text: Paragraph
    amount: Line


class _TileLines(NamedTuple):
    """A balance as it is set."""

    label: Paragraph
    value: Paragraph
    note: Paragraph


def closing(statement: Statement, typesetter: Typesetter) -> Block:
    """Return the total with its parts, and the tiles; they are kept together."""
    label = typesetter.line(statement.total_label, STRONG)
    room = WIDTH - label.width * _LABEL - _LABEL_GAP
    total = typesetter.fits(statement.total, BOLD_FIGURES, _TOTAL, room, _LEAST_TOTAL)
    parts = [_part(part, typesetter) for part in statement.parts]
    tiles = [_tile(tile, typesetter) for tile in statement.tiles]
    lines = sum(len(part.text.lines) for part in parts)
    widest = max((_width(part) for part in parts), default=0.0)
    # Only short lines have room beside what hangs down from the figures of the total.
    below = _PARTS_BESIDE if widest + _PART_GAP + total.width < WIDTH else _PARTS_BELOW
    parts_y = _TOTAL_BASELINE + (len(total.lines) - 1) * total.size * 1.2 + below
    tiles_y = parts_y + max(0, lines - 1) * _LEADING + _TILES_BELOW
    tile_height = _TILE_HEIGHT + _NOTE_LEADING * max(
        (len(tile.note.lines) - 1 for tile in tiles), default=0
    )
    tile_rows = (len(tiles) + 1) // 2

    def draw(sheet: Sheet, y: float) -> None:
        baseline = y + _TOTAL_BASELINE
        sheet.line(label, LEFT, baseline, _LABEL, "ink")
        sheet.paragraph(total, RIGHT, baseline, total.size * 1.2, "ink", Align.RIGHT)
        _draw_parts(sheet, y + parts_y, parts)
        for number, tile in enumerate(tiles):
            x = LEFT + number % 2 * (_TILE_WIDTH + _TILE_GAP)
            top = y + tiles_y + number // 2 * (tile_height + _TILE_GAP)
            _draw_tile(sheet, Box(x, top, _TILE_WIDTH, tile_height), tile)

    height = tiles_y + tile_rows * (tile_height + _TILE_GAP) - _TILE_GAP
    return Block(height, draw)


def _part(part: Part, typesetter: Typesetter) -> _PartLines:
    amount = typesetter.line(part.amount, PLAIN)
    room = WIDTH - (amount.width * SMALL + _PART_GAP if part.amount else 0.0)
    return _PartLines(typesetter.paragraph(part.text, PLAIN, SMALL, room), amount)


def _width(part: _PartLines) -> float:
    return WIDTH if part.amount.runs else part.text.width


def _draw_parts(sheet: Sheet, y: float, parts: Sequence[_PartLines]) -> None:
    for part in parts:
        sheet.paragraph(part.text, LEFT, y, _LEADING, "ink2")
        sheet.line(part.amount, RIGHT, y, SMALL, "ink2", Align.RIGHT)
        y += len(part.text.lines) * _LEADING


def _tile(tile: Tile, typesetter: Typesetter) -> _TileLines:
    room = _TILE_WIDTH - 2 * _TILE_PAD
    return _TileLines(
        typesetter.fits(tile.label, STRONG, SMALL, room, _LEAST_NOTE),
        typesetter.fits(tile.value, STRONG, _VALUE, room, _LEAST_VALUE),
        typesetter.fits(tile.note, PLAIN, SMALL, room, _LEAST_NOTE),
    )


def _draw_tile(sheet: Sheet, box: Box, tile: _TileLines) -> None:
    sheet.box(box, _ROUND, "surface2", "line", HAIR)
    x = box.x + _TILE_PAD
    sheet.paragraph(tile.label, x, box.y + _TILE_LABEL, _NOTE_LEADING, "ink2")
    sheet.paragraph(tile.value, x, box.y + _TILE_VALUE, _NOTE_LEADING, "ink")
    sheet.paragraph(tile.note, x, box.y + _TILE_NOTE, _NOTE_LEADING, "ink2")
