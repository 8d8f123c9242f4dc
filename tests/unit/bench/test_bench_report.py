"""The page of figures: a part that was measured anew takes its rows, and no other's."""

from bench.measure import Amount, Figure
from bench.report import line, text, with_new


def figure(name: str, product: float, limit: float | None = 2.0) -> Figure:
    return Figure(name, "key", product, 1.0, (product,), limit)


def test_what_was_measured_anew_takes_the_place_of_its_old_row() -> None:
    before = text([figure("Sale", 1.5), figure("Key", 1.9)], ["searches"])
    assert with_new(before, [figure("Key", 3.0)]) == text(
        [figure("Sale", 1.5), figure("Key", 3.0)], ["searches"]
    )


def test_what_was_never_measured_comes_last_in_the_table() -> None:
    before = text([figure("Sale", 1.5)], ["searches"])
    memory = Amount("Memory", 15.04, "MB", 30)
    assert with_new(before, [memory]) == text([figure("Sale", 1.5), memory], ["searches"])


def test_a_limit_that_was_exceeded_is_said() -> None:
    assert "| 3.00 (exceeded) |" in line(figure("Key", 3.0))
    assert "(exceeded)" not in line(figure("Key", 3.0, None))
    assert line(Amount("Pages", 5, "queries", 4)) == (
        "| Pages | 4 queries |  |  | 5 queries (exceeded) |  |  |"
    )
    assert Amount("Pages", 4, "queries", 4).kept
