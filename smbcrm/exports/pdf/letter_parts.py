"""The parts of a report that is a letter: letterhead, to whom it goes, what it says first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.exports.pdf.ebill_head import TILE, draw_tile
from smbcrm.exports.pdf.flow import Block
from smbcrm.exports.pdf.measures import LEFT, RIGHT, WIDTH
from smbcrm.exports.pdf.paper_words import DOT
from smbcrm.exports.pdf.report_flow import Strip
from smbcrm.exports.pdf.report_parts import page_title, strips
from smbcrm.exports.pdf.report_words import ReportWords
from smbcrm.exports.pdf.sheet import Align, Sheet
from smbcrm.exports.pdf.typesetting import HEADING, NAME, PLAIN, STRONG, Paragraph, Typesetter
from smbcrm.membership.reports.document import Coded, Document, Letter, Value

_NAME_X, _NAME, _LEAST_NAME = 22.0, 5.4, 3.0
_PLACE, _PLACE_BELOW, _PLACE_LEADING = 2.0, 3.3, 2.8
_MARKS, _MARKS_WIDTH, _MARKS_LEADING, _GAP = 2.2, 42.0, 3.3, 5.0
_TO_X, _TO_Y, _TO_WIDTH, _TO, _TO_LEADING = 14.2, 36.5, 62.0, 2.7, 3.9
"""Where the window of a DL envelope is: 20 mm from the left, 45 mm from the top of A4."""

_TO_ENDS, _TITLE_BELOW = 52.0, 9.5
_TITLE, _LEAST_TITLE, _TITLE_LEADING = 5.0, 3.4, 1.3
_LEAD, _LEAD_BELOW, _LEAD_LEADING = 2.7, 6.0, 4.2


@dataclass(frozen=True, slots=True)
class LetterWords(ReportWords):
    """Values as a letter has them: days in words, figures in groups inside of sentences too."""

    def tell(self, text: Text | ShopbellError) -> str:
        """Return a finished sentence."""
        if isinstance(text, Text):
            parts = {name: self._part(value) for name, value in text.params.items()}
            return self.translator.render(Text(text.msgid, parts))
        return self.translator.render(text)

    def alone(self, value: Value) -> str:
        """Return a value that stands by itself."""
        match value:
            case dt.date():
                return self.date(value)
            case Coded(words=words) | (Text() as words):
                return self.tell(words)
            case Money():
                return self.money(value.minor)
            case int():
                return self.number(value)
            case _:
                return value or ""

    def _part(self, value: object) -> object:
        return self.alone(value) if isinstance(value, Text | Money | dt.date | int) else value


def letter_opening(
    document: Document, letter: Letter, words: LetterWords, typesetter: Typesetter
) -> Block:
    """Return the head of the first page: the shop, to whom it goes, and the story in sentences."""
    shop = document.shop
    marks = _marks(document, letter, words, typesetter)
    room = RIGHT - _NAME_X - marks.width - _GAP
    name = typesetter.paragraph(shop.name, NAME, _NAME, room, least=_LEAST_NAME, most_lines=2)
    where = (line.strip() for line in (*shop.address.splitlines(), shop.phone))
    place = typesetter.paragraph(DOT.join(filter(None, where)), PLAIN, _PLACE, room)
    leading = name.size * 1.12
    name_y = TILE.y + 0.75 * name.size
    place_y = name_y + (len(name.lines) - 1) * leading + _PLACE_BELOW
    head_ends = place_y + max(0, len(place.lines) - 1) * _PLACE_LEADING
    to = [
        line
        for number, one in enumerate(letter.to)
        for line in typesetter.paragraph(one, PLAIN if number else STRONG, _TO, _TO_WIDTH).lines
    ]
    to_y = max(_TO_Y, head_ends + 2 * _TO_LEADING)
    to_ends = to_y + (len(to) - 1) * _TO_LEADING
    title = typesetter.paragraph(
        words.tell(document.title), HEADING, _TITLE, WIDTH, least=_LEAST_TITLE, most_lines=2
    )
    title_y = max(_TO_ENDS, to_ends) + _TITLE_BELOW
    lead = [typesetter.paragraph(words.tell(one), PLAIN, _LEAD, WIDTH) for one in letter.lead]
    said = Paragraph(tuple(line for one in lead for line in one.lines), _LEAD)
    lead_y = title_y + (len(title.lines) - 1) * title.size * _TITLE_LEADING + _LEAD_BELOW

    def draw(sheet: Sheet, _: float) -> None:
        draw_tile(sheet, shop.name, typesetter)
        sheet.paragraph(name, _NAME_X, name_y, leading, "ink")
        sheet.paragraph(place, _NAME_X, place_y, _PLACE_LEADING, "ink2")
        sheet.paragraph(marks, RIGHT, name_y, _MARKS_LEADING, "ink2", Align.RIGHT)
        sheet.paragraph(Paragraph(tuple(to), _TO), _TO_X, to_y, _TO_LEADING, "ink")
        sheet.paragraph(title, LEFT, title_y, title.size * _TITLE_LEADING, "ink")
        sheet.paragraph(said, LEFT, lead_y, _LEAD_LEADING, "ink")

    return Block(lead_y + max(0, len(said.lines) - 1) * _LEAD_LEADING, draw)


def letter_strips(
    document: Document, letter: Letter, words: LetterWords, typesetter: Typesetter
) -> Iterator[Strip]:
    """Yield what stands below: the letter, and on pages of its own what proves it."""
    yield from strips(replace(document, sections=letter.sections), words, typesetter)
    told = {one.id for one in letter.sections}
    rest = tuple(one for one in document.sections if one.id not in told)
    if rest:
        plain = ReportWords(words.translator, words.currency)
        yield page_title(Text(N_("Every entry, lot by lot")), document.notes, plain, typesetter)
        yield from strips(replace(document, sections=rest), plain, typesetter)


def _marks(
    document: Document, letter: Letter, words: LetterWords, typesetter: Typesetter
) -> Paragraph:
    """Return what stands at the right of the head: of which day it is, and of which card."""
    said = [words.say(N_("Statement of {date}"), date=words.date(document.day))]
    if letter.card:
        said.append(words.say(N_("Card {number}"), number=words.card(letter.card)))
    lines = [
        line
        for one in said
        for line in typesetter.paragraph(one, PLAIN, _MARKS, _MARKS_WIDTH).lines
    ]
    return Paragraph(tuple(lines), _MARKS)
