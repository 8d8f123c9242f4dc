"""The upper part of an e-bill: the shop, the customer's tier and card, the title."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from smbcrm.core.i18n import N_
from smbcrm.exports.pdf.ebill_words import BillWords
from smbcrm.exports.pdf.flow import Block
from smbcrm.exports.pdf.measures import LEFT, RIGHT, SMALL, WIDTH
from smbcrm.exports.pdf.paper_words import DOT
from smbcrm.exports.pdf.sheet import Align, Box, Sheet
from smbcrm.exports.pdf.typesetting import HEADING, NAME, PLAIN, STRONG, Paragraph, Typesetter
from smbcrm.membership.bills.types import Bill

_TOP = 10.8
TILE = Box(LEFT, 11.0, 8.8, 8.8)
_TILE_SIGN = 5.4
_NAME_X = 22.0
_MARK_WIDTH, _GAP = 46.0, 6.0
_PILL, _PILL_PAD, _PILL_ICON, _PILL_GAP = 4.8, 2.6, 3.2, 0.8
_PILL_LEADING, _CARD_BELOW, _CARD_LEADING = 3.4, 3.4, 3.6
_TITLE_BELOW, _SUB_BELOW = 12.8, 5.2
_NAME_LEADING = 1.12
_LEADING = 1.3
_SUB_LEADING = 4.2
_RUNNING_BELOW = 2.2
_MIDDLE = 0.36
"""How high the middle of a capital or a Han character is over the baseline, in sizes."""


class _Look(NamedTuple):
    """How the tier's name is set off: colours of ground, edge and ink, and an icon or none."""

    ground: str
    edge: str
    ink: str
    icon: str = ""


_LOOKS: Mapping[str, _Look] = {
    "gold": _Look("goldSoft", "gold", "goldText", "crown"),
    "silver": _Look("silverSoft", "silver", "silverText", "award"),
    "regular": _Look("regularSoft", "regular", "regularText", "leaf"),
}
_NEUTRAL = _Look("surface2", "line", "ink2")
"""Of a tier whose code the bill does not say: those of before it was written had none."""


class _Marks(NamedTuple):
    """What stands at the right: the tier's name, the card number, and how low they reach."""

    tier: Paragraph | None
    look: _Look
    card: Paragraph | None
    width: float
    bottom: float


def opening(bill: Bill, title: str, words: BillWords, typesetter: Typesetter) -> Block:
    """Return the head of the first page, down to the line under the title."""
    marks = _marks(bill, words, typesetter)
    room = RIGHT - _NAME_X - (marks.width + _GAP if marks.width else 0.0)
    name = typesetter.paragraph(bill.shop.name, NAME, 6.0, room, least=3.2, most_lines=2)
    leading = name.size * _NAME_LEADING
    first = max(
        _TOP + 0.75 * name.size,
        TILE.y + TILE.height / 2 + _MIDDLE * name.size - leading * (len(name.lines) - 1) / 2,
    )
    name_bottom = first + leading * (len(name.lines) - 1) + 0.25 * name.size
    heading = typesetter.paragraph(title, HEADING, 5.0, WIDTH, least=3.4, most_lines=2)
    sub = typesetter.paragraph(_facts(bill, words), PLAIN, 2.8, WIDTH)
    title_y = max(TILE.y + TILE.height, name_bottom, marks.bottom) + _TITLE_BELOW
    sub_y = title_y + (len(heading.lines) - 1) * heading.size * _LEADING + _SUB_BELOW

    def draw(sheet: Sheet, _: float) -> None:
        draw_tile(sheet, bill.shop.name, typesetter)
        sheet.paragraph(name, _NAME_X, first, leading, "ink")
        _draw_marks(sheet, marks)
        sheet.paragraph(heading, LEFT, title_y, heading.size * _LEADING, "ink")
        sheet.paragraph(sub, LEFT, sub_y, _SUB_LEADING, "ink2")

    return Block(sub_y + (len(sub.lines) - 1) * _SUB_LEADING, draw)


def running(bill: Bill, words: BillWords, typesetter: Typesetter) -> Block:
    """Return what stands at the top of every other page: which bill it is."""
    text = DOT.join(filter(None, (words.number_of(bill), words.moment(bill))))
    line = typesetter.fits(text, PLAIN, SMALL, WIDTH, SMALL)
    baseline = _TOP + SMALL
    draw = partial(_draw_running, line=line, baseline=baseline)
    return Block(baseline + _RUNNING_BELOW, draw)


def _draw_running(sheet: Sheet, _: float, *, line: Paragraph, baseline: float) -> None:
    sheet.paragraph(line, LEFT, baseline, _SUB_LEADING, "ink2")


def _facts(bill: Bill, words: BillWords) -> str:
    """Return the line under the title: number, date and time, and who served."""
    names = words.say(N_(", ")).join(one.name for one in bill.servers if one.name)
    staff = words.say(N_("served by {name}"), name=names) if names else ""
    return DOT.join(filter(None, (words.number_of(bill), words.moment(bill), staff)))


def _marks(bill: Bill, words: BillWords, typesetter: Typesetter) -> _Marks:
    tier = card = None
    width, bottom = 0.0, _TOP
    customer = bill.customer
    look = _look(customer.tier_code if customer else "")
    if customer is not None and customer.tier:
        room = _MARK_WIDTH - 2 * _PILL_PAD - _icon_room(look)
        tier = typesetter.fits(customer.tier, STRONG, SMALL, room, 2.0)
        width = tier.width + _MARK_WIDTH - room
        bottom += _PILL + (len(tier.lines) - 1) * _PILL_LEADING
    if customer is not None and customer.card:
        number = words.say(N_("Card {number}"), number=words.card(customer.card))
        card = typesetter.fits(number, PLAIN, SMALL, _MARK_WIDTH, 2.0)
        width = max(width, card.width)
        bottom += _CARD_BELOW + (len(card.lines) - 1) * _CARD_LEADING
    return _Marks(tier, look, card, width, bottom)


def _look(code: str) -> _Look:
    """Return how a tier looks; as regular, like on the screen, if the design does not know it."""
    return _LOOKS.get(code, _LOOKS["regular"]) if code else _NEUTRAL


def _icon_room(look: _Look) -> float:
    return _PILL_ICON + _PILL_GAP if look.icon else 0.0


def draw_tile(sheet: Sheet, name: str, typesetter: Typesetter, tile: Box = TILE) -> None:
    """Draw the first sign of the shop's name on a tile: it stands in for a logo."""
    sheet.box(tile, 1.2, "primary")
    shown = typesetter.shown(name)
    sign = next(filter(str.isalnum, shown), shown[:1]).upper()
    line = typesetter.line(sign, HEADING)
    baseline = tile.y + tile.height / 2 + _MIDDLE * _TILE_SIGN
    middle = tile.x + tile.width / 2
    sheet.line(line, middle, baseline, _TILE_SIGN, "onPrimary", Align.CENTER)


def _draw_marks(sheet: Sheet, marks: _Marks) -> None:
    y, look = _TOP, marks.look
    if marks.tier is not None:
        height = _PILL + (len(marks.tier.lines) - 1) * _PILL_LEADING
        width = 2 * _PILL_PAD + _icon_room(look) + marks.tier.width
        left = RIGHT - width
        sheet.box(Box(left, y, width, height), _PILL / 2, look.ground, look.edge, 0.2)
        if look.icon:
            icon_y = y + (_PILL - _PILL_ICON) / 2
            sheet.icon(look.icon, left + _PILL_PAD, icon_y, _PILL_ICON, look.ink)
        text_x = left + _PILL_PAD + _icon_room(look)
        baseline = y + _PILL / 2 + _MIDDLE * SMALL
        sheet.paragraph(marks.tier, text_x, baseline, _PILL_LEADING, look.ink)
        y += height
    if marks.card is not None:
        below = _CARD_BELOW if marks.tier is not None else SMALL
        sheet.paragraph(marks.card, RIGHT, y + below, _CARD_LEADING, "ink2", Align.RIGHT)
