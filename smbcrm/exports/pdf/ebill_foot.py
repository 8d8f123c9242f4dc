"""The foot of an e-bill: the shop's address and legal line, the code, the number of the page."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from smbcrm.core.i18n import N_
from smbcrm.exports.pdf.ebill_words import BillWords
from smbcrm.exports.pdf.flow import Block
from smbcrm.exports.pdf.measures import (
    FOOT_BASELINE,
    FOOT_RULE,
    HAIR,
    LEFT,
    PAGE_BASELINE,
    RIGHT,
    WIDTH,
)
from smbcrm.exports.pdf.paper_words import DOT
from smbcrm.exports.pdf.qr import qr_rows
from smbcrm.exports.pdf.sheet import Align, Sheet
from smbcrm.exports.pdf.typesetting import PLAIN, Line, Paragraph, Typesetter
from smbcrm.membership.bills.types import Bill

_CODE, _CODE_Y = 16.8, 180.0
_TEXT, _LEAST_TEXT, _LEADING = 2.4, 2.0, 1.58
_PAGE_TEXT = 2.2
_GAP = 8.0
_TAIL_BELOW = 6.0


class Foot(NamedTuple):
    """What stands at the foot of the last page; `tail` is what has no room beside the code."""

    lines: Sequence[Line]
    size: float
    caption: Line
    code: str
    tail: Sequence[Block]


def foot(bill: Bill, words: BillWords, typesetter: Typesetter) -> Foot:
    """Return the foot of a bill."""
    caption = typesetter.line(_caption(bill, words), PLAIN)
    room = WIDTH - max(_CODE, caption.width * _TEXT) - _GAP
    texts = [DOT.join(filter(None, facts)) for facts in _facts(bill, words)]
    for size in (_TEXT, _LEAST_TEXT):
        lines = _set(texts, size, room, typesetter)
        height = (len(lines) - 1) * size * _LEADING + size
        if FOOT_BASELINE - height > FOOT_RULE:
            return Foot(lines, size, caption, _coded(bill), ())
    lines = _set(texts, _TEXT, WIDTH, typesetter)
    return Foot(
        (),
        _TEXT,
        caption,
        _coded(bill),
        [_tail(lines[:1], _TAIL_BELOW), *(_tail([line], 0.0) for line in lines[1:])],
    )


def draw_foot(sheet: Sheet, foot: Foot) -> None:
    """Draw the foot of the last page."""
    sheet.rule(LEFT, FOOT_RULE, RIGHT, "line", HAIR)
    leading = foot.size * _LEADING
    first = FOOT_BASELINE - (len(foot.lines) - 1) * leading
    for number, line in enumerate(foot.lines):
        sheet.line(line, LEFT, first + number * leading, foot.size, "ink2")
    middle = RIGHT - max(_CODE, foot.caption.width * _TEXT) / 2
    rows = qr_rows(foot.code)
    sheet.squares(rows, middle - _CODE / 2, _CODE_Y, _CODE / len(rows))
    sheet.line(foot.caption, middle, FOOT_BASELINE, _TEXT, "ink2", Align.CENTER)


def draw_page_number(  # noqa: PLR0913 - which page of which bill
    sheet: Sheet, number: int, count: int, bill: Bill, words: BillWords, typesetter: Typesetter
) -> None:
    """Draw which page of which bill it is, where there are several."""
    page = words.say(N_("page {number} of {count}"), number=number, count=count)
    left, right = typesetter.line(words.number_of(bill), PLAIN), typesetter.line(page, PLAIN)
    sheet.line(left, LEFT, PAGE_BASELINE, _PAGE_TEXT, "ink3")
    sheet.line(right, RIGHT, PAGE_BASELINE, _PAGE_TEXT, "ink3", Align.RIGHT)


def _facts(bill: Bill, words: BillWords) -> tuple[Sequence[str], Sequence[str]]:
    """Return where the shop is, and what the law and the shop want said."""
    shop = bill.shop
    address = [line.strip() for line in shop.address.splitlines() if line.strip()]
    number = words.say(N_("Tax no. {number}"), number=shop.tax_number) if shop.tax_number else ""
    tax = ""
    if bill.tax is not None and bill.tax_rate is not None:
        tax = words.say(
            N_("{rate} % tax included: {amount}"),
            rate=words.percent(bill.tax_rate),
            amount=words.sum(bill.tax),
        )
    return (*address, shop.phone), (number, tax, *shop.note.splitlines())


def _coded(bill: Bill) -> str:
    """Return what the code says: `BILL 10482 CARD 681000427715`."""
    number = bill.operation if bill.bill_number is None else str(bill.bill_number)
    card = bill.customer.card if bill.customer else ""
    return f"BILL {number} CARD {card}" if card else f"BILL {number}"


def _caption(bill: Bill, words: BillWords) -> str:
    card = bill.customer.card if bill.customer else ""
    return words.say(N_("Bill and card number") if card else N_("Bill number"))


def _set(texts: Sequence[str], size: float, width: float, typesetter: Typesetter) -> list[Line]:
    paragraphs = [typesetter.paragraph(text, PLAIN, size, width) for text in texts if text]
    return [line for paragraph in paragraphs for line in paragraph.lines]


def _tail(lines: Sequence[Line], above: float) -> Block:
    draw = partial(_draw_tail, paragraph=Paragraph(tuple(lines), _TEXT), above=above)
    return Block(above + _TEXT * _LEADING, draw)


def _draw_tail(sheet: Sheet, y: float, *, paragraph: Paragraph, above: float) -> None:
    sheet.paragraph(paragraph, LEFT, y + above + _TEXT, _TEXT * _LEADING, "ink2")
