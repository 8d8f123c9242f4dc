"""Strips of a report are put on pages: tables go on under their heads, nothing stands alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from smbcrm.exports.pdf.flow import Block, Page


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows that may go over a page.

    `lead` stands once over them and `tail` under them, each never without a row beside it on its
    page; `head` stands over the rows on every page, after the first one under `again`. Without rows
    they are kept together. A `fresh` one begins on a page of its own.
    """

    rows: Sequence[Block]
    lead: Sequence[Block] = ()
    again: Sequence[Block] = ()
    head: Sequence[Block] = ()
    tail: Sequence[Block] = ()
    fresh: bool = False


def pages(opening: Block, running: Block, strips: Iterable[Strip], bottom: float) -> list[Page]:
    """Return the pages; at least one, nothing below `bottom`. No block is higher than a page."""
    stack = _Stack(running, bottom, [[]])
    stack.add(opening)
    for strip in strips:
        _put(stack, strip)
    return stack.pages


def _put(stack: "_Stack", strip: Strip) -> None:
    last = len(strip.rows) - 1
    over = [*strip.lead, *strip.head]
    if strip.fresh or not stack.has_room(
        [*over, *strip.rows[:1], *(strip.tail if last <= 0 else ())]
    ):
        stack.turn()
    for block in over:
        stack.add(block)
    for number, row in enumerate(strip.rows):
        if number and not stack.has_room([row, *(strip.tail if number == last else ())]):
            stack.turn()
            for block in (*strip.again, *strip.head):
                stack.add(block)
        stack.add(row)
    for block in strip.tail:
        stack.add(block)


@dataclass(slots=True)
class _Stack:
    """The pages so far, and how far the last one is filled."""

    running: Block
    bottom: float
    pages: list[Page]
    y: float = 0.0

    def has_room(self, blocks: Iterable[Block]) -> bool:
        return self.y + sum(block.height for block in blocks) <= self.bottom

    def add(self, block: Block) -> None:
        self.pages[-1].append((self.y, block))
        self.y += block.height

    def turn(self) -> None:
        """Begin another page, unless this one has nothing but its head."""
        if len(self.pages[-1]) > 1:
            self.pages.append([])
            self.y = 0.0
            self.add(self.running)
