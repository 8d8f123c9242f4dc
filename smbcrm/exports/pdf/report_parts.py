"""The parts of a report on paper: its head, its sections, what stands on every page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from smbcrm.core.i18n import N_, Text
from smbcrm.exports.pdf.ebill_head import TILE, draw_tile
from smbcrm.exports.pdf.flow import Block
from smbcrm.exports.pdf.measures import LEFT, PAGE_BASELINE, RIGHT, WIDTH
from smbcrm.exports.pdf.paper_words import DOT
from smbcrm.exports.pdf.report_flow import Strip
from smbcrm.exports.pdf.report_table import (
    HEAD,
    LEADING,
    PAD,
    ROW_BASELINE,
    ROW_HEIGHT,
    TEXT,
    table_blocks,
)
from smbcrm.exports.pdf.report_words import ReportWords
from smbcrm.exports.pdf.sheet import Align, Box, Sheet
from smbcrm.exports.pdf.typesetting import HEADING, NAME, PLAIN, STRONG, Paragraph, Typesetter
from smbcrm.membership.reports.document import Document, Fact, Section, Table

BOTTOM = 200.0
"""How far down anything goes but the number of the page."""

_NAME_X, _NAME, _LEAST_NAME = 22.0, 5.0, 3.0
_ADDRESS, _ADDRESS_LEADING, _ADDRESS_BELOW = 2.0, 2.8, 3.4
_TITLE, _LEAST_TITLE, _TITLE_BELOW, _TITLE_LEADING = 4.6, 3.2, 10.5, 1.3
_PAGE_TITLE_ABOVE = 6.0
_SUB, _SUB_BELOW, _SUB_LEADING = 2.4, 4.6, 3.5
_RUNNING_BASELINE, _RUNNING_BELOW = 13.2, 2.6
_SECTION, _SECTION_ABOVE, _SECTION_LEADING = 3.2, 9.0, 4.2
_TABLE_ABOVE = 5.6
_BELOW_TABLE, _UNDER_TITLE = 2.2, 1.2
_LEAST = 1.2
_LINES_AT_ONCE = 6
_FOOT, _LEAST_FOOT = 2.0, 1.2


def opening(document: Document, words: ReportWords, typesetter: Typesetter) -> Block:
    """Return the head of the first page: the shop, what this is, whom and which day it is about."""
    shop = document.shop
    room = RIGHT - _NAME_X
    name = typesetter.paragraph(shop.name, NAME, _NAME, room, least=_LEAST_NAME, most_lines=2)
    place = [line.strip() for line in (*shop.address.splitlines(), shop.phone)]
    address = typesetter.paragraph(DOT.join(filter(None, place)), PLAIN, _ADDRESS, room)
    leading = name.size * 1.12
    middle = TILE.y + TILE.height / 2 + 0.36 * name.size
    first = TILE.y + 0.75 * name.size if any(place) else middle
    address_y = first + (len(name.lines) - 1) * leading + _ADDRESS_BELOW
    head_ends = address_y + (len(address.lines) - 1) * _ADDRESS_LEADING
    title = typesetter.paragraph(
        words.tell(document.title), HEADING, _TITLE, WIDTH, least=_LEAST_TITLE, most_lines=2
    )
    sub = typesetter.paragraph(DOT.join(map(words.fact, document.facts)), PLAIN, _SUB, WIDTH)
    title_y = max(TILE.y + TILE.height, head_ends) + _TITLE_BELOW
    title_leading = title.size * _TITLE_LEADING
    sub_y = title_y + (len(title.lines) - 1) * title_leading + _SUB_BELOW
    said = [typesetter.paragraph(words.tell(note), PLAIN, _SUB, WIDTH) for note in document.notes]
    lines = [line for one in (sub, *said) for line in one.lines]

    def draw(sheet: Sheet, _: float) -> None:
        draw_tile(sheet, shop.name, typesetter)
        sheet.paragraph(name, _NAME_X, first, leading, "ink")
        sheet.paragraph(address, _NAME_X, address_y, _ADDRESS_LEADING, "ink2")
        sheet.paragraph(title, LEFT, title_y, title_leading, "ink")
        sheet.paragraph(Paragraph(tuple(lines), _SUB), LEFT, sub_y, _SUB_LEADING, "ink2")

    return Block(sub_y + (len(lines) - 1) * _SUB_LEADING, draw)


def running(document: Document, words: ReportWords, typesetter: Typesetter) -> Block:
    """Return what stands at the top of every other page: which report it is."""
    facts = map(words.fact, document.facts)
    said = DOT.join((document.shop.name, words.tell(document.title), *facts))
    text = typesetter.fits(said, PLAIN, _FOOT, WIDTH, _LEAST_FOOT)
    draw = partial(_draw_running, text=text)
    return Block(_RUNNING_BASELINE + (len(text.lines) - 1) * LEADING + _RUNNING_BELOW, draw)


def draw_page_number(
    sheet: Sheet, number: int, count: int, words: ReportWords, typesetter: Typesetter
) -> None:
    """Draw which page it is, and of how many."""
    page = words.say(N_("page {number} of {count}"), number=number, count=count)
    line = typesetter.line(page, PLAIN)
    sheet.line(line, RIGHT, PAGE_BASELINE, _FOOT, "ink3", Align.RIGHT)


def strips(document: Document, words: ReportWords, typesetter: Typesetter) -> Iterator[Strip]:
    """Yield everything below the head, in order."""
    setter = _Setter(words, typesetter)
    for section in document.sections:
        yield from setter.section(section)


def page_title(
    title: Text, notes: Sequence[Text], words: ReportWords, typesetter: Typesetter
) -> Strip:
    """Return a title with sentences below it, on a page of its own with what comes next."""
    text = typesetter.paragraph(
        words.tell(title), HEADING, _TITLE, WIDTH, least=_LEAST_TITLE, most_lines=2
    )
    leading = text.size * _TITLE_LEADING
    draw = partial(_draw_title, text=text, above=_PAGE_TITLE_ABOVE, leading=leading)
    height = _PAGE_TITLE_ABOVE + (len(text.lines) - 1) * leading + _UNDER_TITLE
    said = tuple(_Setter(words, typesetter).notes(notes))
    return Strip((), lead=(Block(height, draw), *said), fresh=True)


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets the sections of a report."""

    words: ReportWords
    typesetter: Typesetter

    def section(self, section: Section) -> Iterator[Strip]:
        """Yield a section: its title stands over whatever comes first in it.

        What it comes to stands under its last table and is not parted from the total.
        """
        lead: Sequence[Block] = (self._title(section.title),)
        tables = [table for table in map(Table.for_people, section.tables) if table.columns]
        facts = tuple(self._facts(section.facts))
        closing = (_gap(_BELOW_TABLE), *facts) if facts else ()
        for table in tables:
            tail = closing if table is tables[-1] else ()
            yield self._table(table, section.title, lead, tail)
            lead = ()
        if closing and not tables:
            yield Strip((), lead=(*lead, *closing))
            lead = ()
        notes = tuple(self.notes(section.notes))
        if notes:
            yield Strip(notes, lead=(*lead, _gap(_BELOW_TABLE)))

    def notes(self, notes: Iterable[Text]) -> Iterator[Block]:
        """Yield sentences, line by line in parts that are kept whole."""
        for note in notes:
            lines = self.typesetter.paragraph(self.words.tell(note), PLAIN, HEAD, WIDTH).lines
            for start in range(0, len(lines), _LINES_AT_ONCE):
                text = Paragraph(tuple(lines[start : start + _LINES_AT_ONCE]), HEAD)
                height = LEADING * len(text.lines) + (ROW_HEIGHT - LEADING) / 2
                yield Block(height, partial(_draw_note, text=text))

    def _title(self, title: Text) -> Block:
        text = self.typesetter.paragraph(self.words.tell(title), STRONG, _SECTION, WIDTH)
        draw = partial(_draw_title, text=text, above=_SECTION_ABOVE, leading=_SECTION_LEADING)
        return Block(_SECTION_ABOVE + (len(text.lines) - 1) * _SECTION_LEADING, draw)

    def _table(
        self, table: Table, section: Text, lead: Sequence[Block], tail: Sequence[Block]
    ) -> Strip:
        """Return a table; its title says the section too where that does not stand over it."""
        blocks = table_blocks(table, self.words, self.typesetter)
        titles = self.words.tell(section), self.words.say(table.title)
        both = DOT.join(filter(None, titles))
        over = _gap(_UNDER_TITLE)
        if table.title or not lead:
            over = self._small_title(self.words.say(table.title) if lead else both, _TABLE_ABOVE)
        again = self._small_title(both, TEXT)
        return Strip(blocks.rows, (*lead, over), (again,), (blocks.head,), (*blocks.total, *tail))

    def _small_title(self, words: str, above: float) -> Block:
        text = self.typesetter.paragraph(words, STRONG, TEXT, WIDTH)
        draw = partial(_draw_title, text=text, above=above, leading=LEADING)
        return Block(above + (len(text.lines) - 1) * LEADING, draw)

    def _facts(self, facts: Sequence[Fact]) -> Iterator[Block]:
        for fact in facts:
            value = self.typesetter.fits(
                self.words.alone(fact.value), STRONG, TEXT, WIDTH / 2, _LEAST
            )
            room = WIDTH - value.width - PAD
            label = self.typesetter.paragraph(self.words.say(fact.label), PLAIN, TEXT, room)
            lines = max(len(label.lines), len(value.lines))
            height = ROW_HEIGHT - LEADING + LEADING * lines
            yield Block(height, partial(_draw_fact, label=label, value=value, height=height))


def _draw_running(sheet: Sheet, _: float, *, text: Paragraph) -> None:
    sheet.paragraph(text, LEFT, _RUNNING_BASELINE, LEADING, "ink2")


def _draw_title(sheet: Sheet, y: float, *, text: Paragraph, above: float, leading: float) -> None:
    sheet.paragraph(text, LEFT, y + above, leading, "ink")


def _draw_note(sheet: Sheet, y: float, *, text: Paragraph) -> None:
    sheet.paragraph(text, LEFT, y + ROW_BASELINE, LEADING, "ink2")


def _draw_fact(
    sheet: Sheet, y: float, *, label: Paragraph, value: Paragraph, height: float
) -> None:
    sheet.box(Box(LEFT - PAD, y, WIDTH + 2 * PAD, height), 0.0, "surface2")
    sheet.paragraph(label, LEFT, y + ROW_BASELINE, LEADING, "ink")
    sheet.paragraph(value, RIGHT, y + ROW_BASELINE, LEADING, "ink", Align.RIGHT)


def _gap(height: float) -> Block:
    return Block(height, lambda _sheet, _y: None)
