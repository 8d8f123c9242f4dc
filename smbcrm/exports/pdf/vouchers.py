"""Vouchers as a PDF: one on a sheet of its own, or eight on each A4 with marks to cut along."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from smbcrm.core.i18n import N_, Translator, match_language
from smbcrm.core.paths import localedir
from smbcrm.exports.pdf.characters import drawable
from smbcrm.exports.pdf.faces import WRITING
from smbcrm.exports.pdf.paper_words import PaperWords
from smbcrm.exports.pdf.sheet import Box, Sheet
from smbcrm.exports.pdf.typesetting import PLAIN, Typesetter
from smbcrm.exports.pdf.voucher_card import WIDTH, draw_card
from smbcrm.membership.benefits.types import CardPaper, VoucherCard, VoucherCards
from smbcrm.membership.bills.types import MissingCharacter, PaperSize, Sheets

_MARK, _THIN = 9.0, 0.12
"""How far a mark to cut along reaches from a corner of a card, and how wide it is."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """How a sheet is cut: its measures in mm, and how many cards lie beside and below each other.

    A card of A7 fills its place, so that on larger places it is larger.
    """

    width: float
    height: float
    columns: int
    rows: int

    @property
    def scale(self) -> float:
        return self.width / self.columns / WIDTH

    @property
    def row(self) -> float:
        """How high a place is, in the measure of a card."""
        return self.height / self.rows / self.scale

    def places(self) -> Iterator[tuple[float, float]]:
        """Yield the upper left corners, in the measure of a card, row by row."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield column * WIDTH, row * self.row


_ALONE: Mapping[PaperSize, _Grid] = {
    PaperSize.A5: _Grid(148.0, 210.0, 1, 2),
    PaperSize.A4: _Grid(210.0, 297.0, 1, 2),
}
_TOGETHER = _Grid(210.0, 297.0, 2, 4)


@cache
def _shipped(language: str) -> Translator:
    return Translator(language, localedir())


class PdfVoucherWriter:
    """Writes vouchers; may be called from any thread, one document is written at a time."""

    def __init__(self, translators: Callable[[str], Translator] = _shipped) -> None:
        self._translators = translators

    def write(self, cards: VoucherCards, paper: CardPaper) -> Sheets:
        """Return the cards as a PDF, in their order, each in its language.

        Characters that no font has and nothing stands for are left out, and named.
        """
        setters: dict[str, Typesetter] = {}

        def setter(card: VoucherCard) -> Typesetter:
            language = match_language(paper.language or card.language)
            return setters.setdefault(language, Typesetter(language, dict(paper.instead)))

        with WRITING:
            pdf = self._drawn(cards, paper, setter)
        lacking = {sign: text for one in setters.values() for sign, text in one.lacking.items()}
        return Sheets(pdf, tuple(MissingCharacter(*found) for found in lacking.items()))

    def _drawn(
        self, cards: VoucherCards, paper: CardPaper, setter: Callable[[VoucherCard], Typesetter]
    ) -> bytes:
        alone = len(cards.cards) == 1
        grid = _ALONE[paper.size] if alone else _TOGETHER
        first = setter(cards.cards[0])
        face = first.first_face(PLAIN)
        sheet = Sheet(grid.width, grid.height, scale=grid.scale, first_face=face)
        words = self._words(cards, first)
        title = words.say(N_("Voucher {code}"), code=cards.cards[0].code)
        if not alone:
            title = words.say(N_("Vouchers"))
        author = drawable(cards.shop.name)
        sheet.about(title, author, first.language, cards.made_at)
        places = tuple(grid.places())
        for start in range(0, len(cards.cards), len(places)):
            page = cards.cards[start : start + len(places)]
            if start:
                sheet.next_page()
            sheet.bars(_marks(grid, len(page)), "ink3")
            for card, place in zip(page, places, strict=False):
                own = setter(card)
                draw_card(sheet, place, cards.shop, card, self._words(cards, own), own)
        return sheet.finish()

    def _words(self, cards: VoucherCards, setter: Typesetter) -> PaperWords:
        return PaperWords(self._translators(setter.language), cards.currency)


def _marks(grid: _Grid, cards: int) -> Iterator[Box]:
    """Yield the marks by which a sheet is cut, as far down as there are cards.

    They lie in the rims of the cards: short lines from the corners along every edge inside.
    """
    rows = -(-cards // grid.columns)
    corners = [(x, y) for y in range(rows + 1) for x in range(grid.columns + 1)]
    for column, row in corners:
        x, y = column * WIDTH, row * grid.row
        if 0 < row < grid.rows:
            yield Box(x - _MARK, y - _THIN / 2, 2 * _MARK, _THIN)
        if 0 < column < grid.columns:
            yield Box(x - _THIN / 2, y - _MARK, _THIN, 2 * _MARK)
