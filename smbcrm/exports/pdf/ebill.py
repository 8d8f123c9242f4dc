"""The e-bill as a PDF: the snapshot of an operation on A5 or A4, in one of three languages."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from smbcrm.core.clock import parse_instant
from smbcrm.core.i18n import Translator, match_language
from smbcrm.core.paths import localedir
from smbcrm.exports.pdf import measures
from smbcrm.exports.pdf.characters import drawable
from smbcrm.exports.pdf.ebill_closing import closing
from smbcrm.exports.pdf.ebill_foot import Foot, draw_foot, draw_page_number, foot
from smbcrm.exports.pdf.ebill_head import opening, running
from smbcrm.exports.pdf.ebill_kinds import statement
from smbcrm.exports.pdf.ebill_marks import draw_marks
from smbcrm.exports.pdf.ebill_table import table
from smbcrm.exports.pdf.ebill_words import BillWords
from smbcrm.exports.pdf.faces import WRITING
from smbcrm.exports.pdf.flow import Flow, Page, pages
from smbcrm.exports.pdf.sheet import Sheet
from smbcrm.exports.pdf.typesetting import PLAIN, Typesetter, prepare_faces
from smbcrm.membership.bills.types import Bill, MissingCharacter, Paper, PaperSize, Sheets

_A4 = 210.0, 297.0


@cache
def _shipped(language: str) -> Translator:
    return Translator(language, localedir())


class PdfBillWriter:
    """Writes e-bills; may be called from any thread, one bill is written at a time."""

    def __init__(self, translators: Callable[[str], Translator] = _shipped) -> None:
        self._translators = translators

    def prepare(self, language: str) -> None:
        """Read the fonts for a language ahead, for a thread that has nothing else to do."""
        prepare_faces(match_language(language))

    def write(self, bill: Bill, paper: Paper) -> Sheets:
        """Return the bill as a PDF, and the characters that no font has and nothing stands for.

        Those are left out. Raises ValueError for a kind of operation that no e-bill is written for.
        """
        language = match_language(paper.language or bill.language)
        words = BillWords.of(bill, self._translators(language))
        typesetter = Typesetter(language, dict(paper.instead))
        with WRITING:
            document = _draw(bill, paper, words, typesetter)
        return Sheets(document, _named(typesetter.lacking, bill))


def _named(lacking: Mapping[str, str], bill: Bill) -> tuple[MissingCharacter, ...]:
    """Return the characters with the text of the bill that each stands in."""
    texts = [drawable(text) for text in _texts(bill)] if lacking else []
    return tuple(
        MissingCharacter(character, next((text for text in texts if character in text), drawn))
        for character, drawn in lacking.items()
    )


def _draw(bill: Bill, paper: Paper, words: BillWords, typesetter: Typesetter) -> bytes:
    said = statement(bill, words, typesetter.shown(words.called(bill.customer)))
    head, rows = table(said.head, said.rows, typesetter)
    bottom = foot(bill, words, typesetter)
    laid = pages(
        Flow(
            opening=opening(bill, said.title, words, typesetter),
            running=running(bill, words, typesetter),
            head=head,
            rows=rows,
            closing=closing(said, typesetter),
            tail=bottom.tail,
            bottom=measures.ROWS_END,
            last_bottom=measures.CONTENT_END,
        )
    )
    sheet = _sheet(paper.size, typesetter)
    made = parse_instant(bill.recorded_at)
    language = words.translator.language
    title, author = words.number_of(bill) or said.title, drawable(bill.shop.name)
    sheet.about(title, author, language, made)
    for number, page in enumerate(laid, 1):
        if number > 1:
            sheet.next_page()
        _draw_page(sheet, page, bottom if number == len(laid) else None)
        if len(laid) > 1:
            draw_page_number(sheet, number, len(laid), bill, words, typesetter)
        draw_marks(sheet, paper, words, typesetter)
    return sheet.finish()


def _draw_page(sheet: Sheet, page: Page, bottom: Foot | None) -> None:
    for y, block in page:
        block.draw(sheet, y)
    if bottom is not None:
        draw_foot(sheet, bottom)


def _sheet(size: PaperSize, typesetter: Typesetter) -> Sheet:
    first = typesetter.first_face(PLAIN)
    if size is PaperSize.A4:
        return Sheet(*_A4, scale=math.sqrt(2), first_face=first)
    return Sheet(measures.WIDTH_OF_SHEET, measures.HEIGHT_OF_SHEET, scale=1, first_face=first)


def _texts(part: object) -> Iterator[str]:
    """Yield every text of a bill, in the order of its fields."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))
