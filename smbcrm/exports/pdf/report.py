"""Reports as PDF: any document on sheets of A4, in the look of the e-bill."""

import math
from collections.abc import Mapping

from smbcrm.core.i18n import Translator
from smbcrm.exports.pdf.characters import drawable
from smbcrm.exports.pdf.faces import WRITING
from smbcrm.exports.pdf.letter_parts import LetterWords, letter_opening, letter_strips
from smbcrm.exports.pdf.report_flow import pages
from smbcrm.exports.pdf.report_parts import BOTTOM, draw_page_number, opening, running, strips
from smbcrm.exports.pdf.report_words import ReportWords
from smbcrm.exports.pdf.sheet import Sheet
from smbcrm.exports.pdf.typesetting import PLAIN, Typesetter
from smbcrm.membership.bills.types import MissingCharacter
from smbcrm.membership.reports.document import Document
from smbcrm.membership.reports.ports import MadeFile

_WIDTH, _HEIGHT = 210.0, 297.0


class PdfDocumentWriter:
    """Writes documents; may be called from any thread, one is written at a time."""

    def make(self, document: Document, words: Translator, instead: Mapping[str, str]) -> MadeFile:
        """Return the PDF, without the characters that no font has and nothing stands for."""
        typesetter = Typesetter(words.language, instead)
        with WRITING:
            content = _draw(document, ReportWords.of(document, words), typesetter)
        missing = (MissingCharacter(*found) for found in typesetter.lacking.items())
        return MadeFile(content, tuple(missing))


def _draw(document: Document, words: ReportWords, typesetter: Typesetter) -> bytes:
    begin, below = opening(document, words, typesetter), strips(document, words, typesetter)
    if (letter := document.letter) is not None:
        spoken = LetterWords(words.translator, document.currency)
        begin = letter_opening(document, letter, spoken, typesetter)
        below = letter_strips(document, letter, spoken, typesetter)
    laid = pages(begin, running(document, words, typesetter), below, BOTTOM)
    first_face = typesetter.first_face(PLAIN)
    sheet = Sheet(_WIDTH, _HEIGHT, scale=math.sqrt(2), first_face=first_face)
    title, author = drawable(words.tell(document.title)), drawable(document.shop.name)
    sheet.about(title, author, words.translator.language, document.made_at)
    for number, page in enumerate(laid, 1):
        if number > 1:
            sheet.next_page()
        for y, block in page:
            block.draw(sheet, y)
        draw_page_number(sheet, number, len(laid), words, typesetter)
    return sheet.finish()
