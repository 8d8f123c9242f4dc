"""Pages: rows go over, heads come again, a total is never alone."""

from collections.abc import Sequence

import pytest

from smbcrm.exports.pdf.flow import Block, Flow, pages
from smbcrm.exports.pdf.sheet import Sheet


def nothing(_sheet: Sheet, _y: float) -> None:
    """Draw nothing: only the places are looked at."""


class Named(Block):
    """A block that can be told apart."""

    def __init__(self, name: str, height: float) -> None:
        super().__init__(height, nothing)
        object.__setattr__(self, "name", name)


def block(name: str, height: float) -> Block:
    return Named(name, height)


def laid(
    rows: Sequence[float], closing: float = 30, tail: Sequence[float] = (), opening: float = 30
) -> list[str]:
    """Return the pages as words: o(pening) r(unning) h(ead), digits for rows, c(losing) t(ail)."""
    found = pages(
        Flow(
            opening=block("o", opening),
            running=block("r", 10),
            head=block("h", 10),
            rows=[block(str(number % 10), height) for number, height in enumerate(rows)],
            closing=block("c", closing),
            tail=[block("t", height) for height in tail],
            bottom=200,
            last_bottom=170,
        )
    )
    for page in found:
        y = 0.0
        for at, one in page:
            assert at == y, "blocks follow each other"
            y += one.height
        assert y <= 200
    assert sum(one.height for _, one in found[-1]) <= 170
    return ["".join(getattr(one, "name", "?") for _, one in page) for page in found]


def test_a_short_bill_is_one_page() -> None:
    assert laid([10, 10, 10]) == ["oh012c"]


def test_rows_go_over_with_their_head() -> None:
    first, second = laid([10] * 20)
    assert first == "oh0123456789012345"
    assert second == "rh6789c"


def test_a_total_takes_two_rows_along() -> None:
    assert laid([10] * 12) == ["oh0123456789", "rh01c"]


def test_a_total_takes_the_only_row_along_and_leaves_no_head_behind() -> None:
    assert laid([20], closing=130, opening=20) == ["o", "rh0c"]


def test_a_total_stays_alone_only_where_no_row_has_room() -> None:
    assert laid([10, 10], closing=140, opening=40) == ["oh0", "rh1c"]
    assert laid([10, 10], closing=145, opening=40) == ["oh01", "rc"]


def test_a_first_page_can_be_full_before_the_table() -> None:
    assert laid([10], opening=185) == ["o", "rh0c"]


def test_a_long_foot_goes_over() -> None:
    assert laid([10], tail=[10] * 20) == ["oh0ctttttttt" + "t", "rttttttttttt"]


@pytest.mark.parametrize("count", range(1, 60))
def test_every_row_stands_somewhere_once(count: int) -> None:
    found = laid([10] * count)
    shown = "".join(sign for page in found for sign in page if sign.isdigit())
    assert shown == "".join(str(number % 10) for number in range(count))
    assert found[-1].endswith("c")
    assert found[-1][-2].isdigit()
