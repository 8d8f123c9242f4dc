"""A voucher as a card of A7: the shop, what it gives, for whom and until when, and its codes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smbcrm.core.i18n import N_
from smbcrm.exports.pdf.characters import GLUE
from smbcrm.exports.pdf.code128 import QUIET as BESIDE
from smbcrm.exports.pdf.code128 import code128
from smbcrm.exports.pdf.ebill_head import draw_tile
from smbcrm.exports.pdf.paper_words import DOT, PaperWords
from smbcrm.exports.pdf.qr import QUIET, qr_rows
from smbcrm.exports.pdf.sheet import Align, Box, Sheet
from smbcrm.exports.pdf.typesetting import (
    HEADING,
    NAME,
    PLAIN,
    STRONG,
    Paragraph,
    Style,
    Typesetter,
)
from smbcrm.membership.benefits.types import VoucherCard
from smbcrm.membership.reports.document import Letterhead

WIDTH, HEIGHT = 105.0, 74.25
"""Of a card, in mm: eight make a sheet of A4 without a rest."""

_RIM = 5.0
"""Nothing is drawn there: cutting is not exact, and printers do not reach the edge."""

_LEFT, _RIGHT, _TOP = 9.0, 96.0, 9.0
_TILE, _HEAD_X, _HEAD_GAP, _HEAD_HIGH = 9.0, 21.0, 5.0, 13.0
_BODY_TOP, _BODY_BOTTOM, _BODY_WIDTH = 25.0, 65.5, 42.0
_PANEL = Box(54.0, 25.0, 42.0, 40.25)
_QR_Y, _SQUARE = 25.4, 0.68
_BARS_Y, _BARS_HIGH, _MODULE = 45.8, 12.0, 0.33
_CODE_BASELINE, _CODE, _LEAST_CODE = 62.9, 3.6, 1.8
_KIND = 2.8
_SMALLER, _SMALLEST = 0.94, 0.05
_READABLE, _ALL_SMALLER = 1.7, 0.25
_LEADING = 1.28
_ONE_LINE = 0.7


class _Said(NamedTuple):
    """Something that is said: how large, in which look, and how far below what is over it."""

    text: str
    style: Style
    size: float
    ink: str
    above: float = 0.0
    one_line: float = 1.0
    """How much smaller it may be set to stand in one line."""


class _Set(NamedTuple):
    """The same in lines."""

    text: Paragraph
    ink: str
    above: float


def draw_card(  # noqa: PLR0913 - where, and what of whom in which words
    sheet: Sheet,
    place: tuple[float, float],
    shop: Letterhead,
    card: VoucherCard,
    words: PaperWords,
    typesetter: Typesetter,
) -> None:
    """Draw a card with its upper left corner at a place."""
    x, y = place
    edge = Box(x + _RIM, y + _RIM, WIDTH - 2 * _RIM, HEIGHT - 2 * _RIM)
    sheet.box(edge, 2.5, "goldSoft", "gold", 0.25)
    kind = typesetter.fits(words.say(N_("Voucher")), STRONG, _KIND, 20.0, 1.8)
    sheet.paragraph(kind, x + _RIGHT, y + _TOP + 4.2, _KIND, "goldText", Align.RIGHT)
    draw_tile(sheet, shop.name, typesetter, Box(x + _LEFT, y + _TOP, _TILE, _TILE))
    room = _RIGHT - _HEAD_X - kind.width - _HEAD_GAP
    head = _fitted(tuple(_head(shop)), room, _HEAD_HIGH, typesetter)
    spare = max(0.0, (_TILE - _height(head)) / 2)
    _draw(sheet, x + _HEAD_X, y + _TOP + spare, head)
    said = tuple(_body(card, words, typesetter.language))
    body = _fitted(said, _BODY_WIDTH, _BODY_BOTTOM - _BODY_TOP, typesetter)
    _draw(sheet, x + _LEFT, y + _BODY_TOP, body)
    _draw_codes(sheet, place, card.code, typesetter)


def _head(shop: Letterhead) -> Iterator[_Said]:
    yield _Said(shop.name, NAME, 5.4, "ink")
    place = (line.strip() for line in (*shop.address.splitlines(), shop.phone))
    if said := DOT.join(filter(None, place)):
        yield _Said(said, PLAIN, 2.0, "ink2", 0.7)


def _body(card: VoucherCard, words: PaperWords, language: str) -> Iterator[_Said]:
    """Yield what a card says beside its codes; figures look as the Chinese round them."""
    large = HEADING if language.startswith("zh") else NAME
    yield _Said(words.tell(card.gives), large, 8.6, "goldText", one_line=_ONE_LINE)
    yield _Said(card.name, STRONG, 3.2, "ink", 1.6)
    if card.customer:
        yield _Said(words.say(N_("For {name}"), name=card.customer), PLAIN, 2.6, "ink", 1.0)
    yield _Said(_valid(card, words), PLAIN, 2.6, "ink", 1.0)
    if card.minimum:
        minimum = words.money(card.minimum)
        said = words.say(N_("From {minimum} on"), minimum=minimum)
        yield _Said(said, PLAIN, 2.6, "ink", 1.0)
    for number, term in enumerate(card.terms):
        yield _Said(words.tell(term), PLAIN, 2.0, "ink2", 0.0 if number else 1.8)


def _valid(card: VoucherCard, words: PaperWords) -> str:
    """Return from when until when a card may be used."""
    first, last = (
        None if day is None else words.date(day).replace(" ", GLUE)
        for day in (card.first_day, card.last_day)
    )
    if first is not None and last is not None:
        return words.say(N_("Valid from {first} to {last}"), first=first, last=last)
    if last is not None:
        return words.say(N_("Valid until {date}"), date=last)
    if first is not None:
        return words.say(N_("Valid from {date}, without an end"), date=first)
    return words.say(N_("Valid without an end"))


def _fitted(
    said: Sequence[_Said], width: float, height: float, typesetter: Typesetter
) -> Sequence[_Set]:
    """Return texts in lines that fill no more than a height, smaller if need be.

    The large ones become smaller first. Nothing is cut: a voucher whose name is as long as the shop
    may make it is still read whole.
    """
    factor = 1.0
    while True:
        lines = [
            _Set(
                _lines(one, _size(one.size, factor), width, typesetter),
                one.ink,
                one.above * factor,
            )
            for one in said
        ]
        if _height(lines) <= height or factor < _SMALLEST:
            return lines
        factor *= _SMALLER


def _lines(one: _Said, size: float, width: float, typesetter: Typesetter) -> Paragraph:
    """Return a text in lines; in one, if that takes no more than it may be smaller.

    Else lines end between words, if that takes no more; and where a word is still too long, in it.
    """
    least = size * one.one_line
    made = typesetter.paragraph(one.text, one.style, size, width, least=least)
    if len(made.lines) == 1:
        return made
    smaller = size
    while smaller > least:
        if whole := typesetter.whole_words(one.text, one.style, smaller, width):
            return whole
        smaller *= _SMALLER
    return typesetter.paragraph(one.text, one.style, size, width)


def _size(size: float, factor: float) -> float:
    """Return how large a text is, of which no large one may be left before it is hard to read."""
    least = min(size, _READABLE) * min(1.0, factor / _ALL_SMALLER)
    return max(size * factor, least)


def _height(lines: Sequence[_Set]) -> float:
    return sum(one.above + len(one.text.lines) * one.text.size * _LEADING for one in lines)


def _draw(sheet: Sheet, x: float, y: float, lines: Sequence[_Set]) -> None:
    for one in lines:
        leading = one.text.size * _LEADING
        y += one.above
        sheet.paragraph(one.text, x, y + one.text.size, leading, one.ink)
        y += len(one.text.lines) * leading


def _draw_codes(
    sheet: Sheet, place: tuple[float, float], code: str, typesetter: Typesetter
) -> None:
    """Draw a code as both kinds of scanner read it, and as people do, on white."""
    x, y = place
    sheet.box(Box(x + _PANEL.x, y + _PANEL.y, _PANEL.width, _PANEL.height), 1.5, "surface")
    middle = x + _PANEL.x + _PANEL.width / 2
    rows = qr_rows(code)
    side = (len(rows) + 2 * QUIET) * _SQUARE
    left = middle - side / 2 + QUIET * _SQUARE
    sheet.squares(rows, left, y + _QR_Y + QUIET * _SQUARE, _SQUARE)
    found = code128(code)
    module = min(_MODULE, _PANEL.width / (found.width + 2 * BESIDE))
    begins = middle - found.width * module / 2
    sheet.bars(
        (
            Box(begins + at * module, y + _BARS_Y, width * module, _BARS_HIGH)
            for at, width in found.bars
        ),
        "ink",
    )
    text = typesetter.fits(code, STRONG, _CODE, _PANEL.width, _LEAST_CODE)
    sheet.paragraph(text, middle, y + _CODE_BASELINE, _CODE, "ink", Align.CENTER)
