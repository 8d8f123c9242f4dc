"""Blocks of a document are put on pages, from top to bottom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from smbcrm.exports.pdf.sheet import Sheet

_KEPT = 2
"""Rows that stand over the closing block on its page: a total is never alone."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something of a known height, in millimetres; drawn with its upper edge at the given y."""

    height: float
    draw: Callable[[Sheet, float], None]


@dataclass(frozen=True, slots=True)
class Flow:
    """What is to be put on pages, in this order."""

    opening: Block
    """On the first page."""
    running: Block
    """At the top of every other page."""
    head: Block
    """Over the rows, on every page that has some."""
    rows: Sequence[Block]
    closing: Block
    """Kept whole, under the last rows."""
    tail: Sequence[Block]
    bottom: float
    """How far down rows may go."""
    last_bottom: float
    """How far down anything may go on the last page."""


Page = list[tuple[float, Block]]
"""What stands on a page, with the y of each."""


def pages(flow: Flow) -> list[Page]:
    """Return the pages; at least one."""
    stack = _Stack()
    stack.add(flow.opening)
    if stack.y + flow.head.height + flow.rows[0].height > flow.bottom:
        stack.turn(flow.running)
    stack.add(flow.head)
    for row in flow.rows:
        if stack.y + row.height > flow.bottom and stack.rows:
            stack.turn(flow.running)
            stack.add(flow.head)
        stack.add_row(row)
    if stack.y + flow.closing.height > flow.last_bottom:
        _turn_with_rows(stack, flow)
    stack.add(flow.closing)
    for block in flow.tail:
        if stack.y + block.height > flow.last_bottom:
            stack.turn(flow.running)
        stack.add(block)
    return stack.pages


def _turn_with_rows(stack: "_Stack", flow: Flow) -> None:
    """Begin another page with the last rows, as many as leave room for the closing block."""
    room = flow.last_bottom - flow.running.height - flow.head.height - flow.closing.height
    moved: list[Block] = []
    while stack.rows and len(moved) < _KEPT:
        row = stack.rows[-1]
        if row.height > room:
            break
        room -= row.height
        moved.insert(0, stack.take_row())
    stack.turn(flow.running)
    if moved:
        stack.add(flow.head)
    for row in moved:
        stack.add_row(row)


@dataclass(slots=True)
class _Stack:
    """The pages so far, how far the last one is filled, and the rows on it."""

    pages: list[Page] = field(default_factory=lambda: [[]])
    y: float = 0.0
    rows: list[Block] = field(default_factory=list)

    def add(self, block: Block) -> None:
        self.pages[-1].append((self.y, block))
        self.y += block.height

    def add_row(self, row: Block) -> None:
        self.rows.append(row)
        self.add(row)

    def take_row(self) -> Block:
        """Take the last row off its page, and the head over it where it was the only one."""
        self.pages[-1].pop()
        row = self.rows.pop()
        if not self.rows:
            self.pages[-1].pop()
        return row

    def turn(self, running: Block) -> None:
        self.pages.append([])
        self.rows.clear()
        self.y = 0.0
        self.add(running)
