"""The page of figures: a part that was measured anew takes its rows, and no other's."""

from bench.measure import Amount, Figure
from bench.report import line, machine, text, with_new

LEFT_OUT = "searches among 1,000,000 customers (--large)"


def figure(name: str, product: float, limit: float | None = 2.0) -> Figure:
    return Figure(name, "key", product, 1.0, (product,), limit)


def table(page: str) -> list[str]:
    """Return the rows of a page."""
    return [row for row in page.splitlines() if row.startswith("| ")][1:]


def test_what_was_measured_anew_takes_the_place_of_its_old_row() -> None:
    before = text([figure("Sale", 1.5), figure("Key", 1.9)], [LEFT_OUT])
    after = with_new(before, [figure("Key", 3.0)], "keys")
    assert table(after) == [line(figure("Sale", 1.5)), line(figure("Key", 3.0))]


def test_what_was_never_measured_comes_last_in_the_table() -> None:
    before = text([figure("Sale", 1.5)], [LEFT_OUT])
    memory = Amount("Memory", 15.04, "MB", 30)
    assert table(with_new(before, [memory], "table")) == [line(figure("Sale", 1.5)), line(memory)]


def test_the_page_says_which_rows_another_run_made_and_where_the_first_one_ran() -> None:
    first = text([figure("Sale", 1.5)], [LEFT_OUT]).replace(machine(), "Python 3.12.0, 8 CPUs.")
    again = first
    for product in (3.0, 2.5):
        again = with_new(again, [figure("Key", product)], "window keys")
    assert again.startswith(first.partition("| what")[0])
    assert again.splitlines()[-3:] == [
        f"Not measured in this run: {LEFT_OUT}.",
        "",
        f"Measured anew by `python3 dev.py bench --only window keys --keep`: {machine()}",
    ]
    assert again.count("Measured anew") == 1


def test_a_limit_that_was_exceeded_is_said() -> None:
    assert "| 3.00 (exceeded) |" in line(figure("Key", 3.0))
    assert "(exceeded)" not in line(figure("Key", 3.0, None))
    assert line(Amount("Pages", 5, "queries", 4)) == (
        "| Pages | 4 queries |  |  | 5 queries (exceeded) |  |  |"
    )
    assert "(exceeded)" not in line(Amount("Pages", 4, "queries", 4))


def test_an_amount_without_a_limit_is_only_recorded() -> None:
    assert line(Amount("Memory", 36, "MB", None)) == "| Memory |  |  |  | 36 MB |  |  |"


def test_a_time_is_told_in_the_unit_that_suits_it() -> None:
    times = Figure("Sale", "sale", 1.5, 0.0021, (700.0, 720.0), None)
    small = Figure("Sale", "sale", 0.000_037, 0.000_000_5, (74.0,), None)
    assert line(times) == "| Sale |  | 710.00 | 700.00 to 720.00 | 1.5 s | 2.1 ms | sale |"
    assert line(small) == "| Sale |  | 74.00 | 74.00 to 74.00 | 37 µs | 0.500 µs | sale |"
