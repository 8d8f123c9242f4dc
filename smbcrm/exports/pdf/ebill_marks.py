"""What an e-bill is marked with: a copy, or something that counts no more."""

from collections.abc import Sequence
from typing import NamedTuple

from smbcrm.core.i18n import N_
from smbcrm.exports.pdf.ebill_words import BillWords
from smbcrm.exports.pdf.measures import HEIGHT_OF_SHEET, LEFT, RIGHT, WIDTH, WIDTH_OF_SHEET
from smbcrm.exports.pdf.sheet import Box, Sheet
from smbcrm.exports.pdf.typesetting import HEADING, STRONG, Line, Typesetter
from smbcrm.membership.bills.types import Paper

_TOP, _HEIGHT, _BASELINE, _PAD, _GAP = 4.2, 5.0, 3.5, 2.4, 2.4
_TEXT = 2.8
_ACROSS = 104.0


class _Mark(NamedTuple):
    """A word in a box at the top of a page, and its colours: ground, edge, ink."""

    line: Line
    colours: tuple[str, str, str]


def draw_marks(sheet: Sheet, paper: Paper, words: BillWords, typesetter: Typesetter) -> None:
    """Draw COPY and VOID on a page, where they are asked for; nothing else moves for them."""
    marks = []
    if paper.copy:
        line = typesetter.line(words.say(N_("COPY")), STRONG)
        marks.append(_Mark(line, ("surface", "ink", "ink")))
    if paper.void:
        line = typesetter.line(words.say(N_("VOID: taken back, it counts no more")), STRONG)
        marks.append(_Mark(line, ("dangerSoft", "danger", "dangerText")))
        _draw_across(sheet, words.say(N_("VOID")), typesetter)
    _draw_top(sheet, marks)


def _draw_across(sheet: Sheet, word: str, typesetter: Typesetter) -> None:
    middle = WIDTH_OF_SHEET / 2, HEIGHT_OF_SHEET / 2
    sheet.watermark(typesetter.line(word, HEADING), middle, _ACROSS, "danger")


def _draw_top(sheet: Sheet, marks: Sequence[_Mark]) -> None:
    """Draw the marks side by side in the middle of the upper margin, smaller where they must be."""
    ems = sum(mark.line.width for mark in marks)
    edges = len(marks) * 2 * _PAD + (len(marks) - 1) * _GAP
    size = min(_TEXT, (WIDTH - edges) / (ems or 1.0))
    x = (LEFT + RIGHT - ems * size - edges) / 2
    for mark in marks:
        ground, edge, ink = mark.colours
        width = mark.line.width * size + 2 * _PAD
        sheet.box(Box(x, _TOP, width, _HEIGHT), 1.0, ground, edge, 0.3)
        sheet.line(mark.line, x + _PAD, _TOP + _BASELINE, size, ink)
        x += width + _GAP
