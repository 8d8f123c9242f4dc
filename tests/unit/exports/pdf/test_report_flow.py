"""Strips of a report on pages: nothing below the edge, nothing alone, nothing twice or lost."""

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.exports.pdf.flow import Block, Page
from smbcrm.exports.pdf.report_flow import Strip, pages
from smbcrm.exports.pdf.sheet import Sheet

BOTTOM = 100.0


def draw(_sheet: Sheet, _y: float) -> None:
    """Draw nothing."""


def block(height: float = 10.0) -> Block:
    return Block(height, draw)


OPENING, RUNNING = block(20.0), block(10.0)
HEAD, AGAIN, LEAD, TAIL = block(4.0), block(3.0), block(8.0), block(6.0)


def blocks(page: Page) -> list[Block]:
    return [one for _, one in page]


def strip(count: int, height: float = 10.0) -> Strip:
    return Strip([block(height) for _ in range(count)], (LEAD,), (AGAIN,), (HEAD,), (TAIL,))


def test_rows_go_over_under_their_head_and_what_they_are() -> None:
    first, second = pages(OPENING, RUNNING, [strip(9)], BOTTOM)
    assert blocks(first)[:3] == [OPENING, LEAD, HEAD]
    assert len(first) == 3 + 6
    assert blocks(second)[:3] == [RUNNING, AGAIN, HEAD]
    assert blocks(second)[-1] is TAIL
    assert len(second) == 3 + 3 + 1


def test_a_total_is_never_without_a_row() -> None:
    first, second = pages(OPENING, RUNNING, [strip(6, height=11.0)], BOTTOM)
    assert len(first) == 3 + 5
    assert blocks(second)[:3] == [RUNNING, AGAIN, HEAD]
    assert (len(second), blocks(second)[-1]) == (3 + 1 + 1, TAIL)


def test_a_title_goes_along_with_its_first_row() -> None:
    first, second = pages(OPENING, RUNNING, [Strip([block(70.0)]), strip(1)], BOTTOM)
    assert len(first) == 2
    assert blocks(second)[:3] == [RUNNING, LEAD, HEAD]


def test_what_has_no_rows_is_kept_together() -> None:
    first, second = pages(OPENING, RUNNING, [strip(5), Strip((), (LEAD, LEAD))], BOTTOM)
    assert blocks(first)[-1] is TAIL
    assert blocks(second) == [RUNNING, LEAD, LEAD]


def test_an_empty_document_is_one_page() -> None:
    assert pages(OPENING, RUNNING, [], BOTTOM) == [[(0.0, OPENING)]]


@given(st.lists(st.lists(st.floats(1.0, 40.0), max_size=30), max_size=6))
def test_every_row_stands_once_in_order_and_nothing_reaches_below(
    heights: list[list[float]],
) -> None:
    strips = [
        Strip([block(height) for height in each], (LEAD,), (AGAIN,), (HEAD,), (TAIL,))
        for each in heights
    ]
    laid = pages(OPENING, RUNNING, strips, BOTTOM)
    rows = {id(row) for one in strips for row in one.rows}
    told = [one for page in laid for _, one in page if id(one) in rows]
    assert [id(one) for one in told] == [id(row) for one in strips for row in one.rows]
    for page in laid:
        y = 0.0
        for top, one in page:
            assert top == y
            y += one.height
        assert y <= BOTTOM
        assert any(page[0][1] is one for one in (OPENING, RUNNING))
