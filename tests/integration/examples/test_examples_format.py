"""An example that cannot be read, or says what is not so, is never passed over."""

from pathlib import Path

import pytest

from tests.integration.examples.book import NotReadableError, read_page
from tests.integration.examples.facts import said
from tests.integration.examples.play import played

PAGE = """# Points
A few words.

## One sale
Ann buys for 68.00.

*Customers: Ms Chen, Mr Wu.*

| On | Do | Then |
|---|---|---|
| 10 March 2026 | `smbcrm sale Chen 68` | bill 1, points 68; Mr Wu: points 0 |
| 11 March 2026, 15:04 | `smbcrm redeem Chen 99` | refused: “There are 68 points, 99 are asked” |
"""
SALE = "`smbcrm sale Chen 68`"
THEN = "points 68; Mr Wu"


def run(text: str, folder: Path) -> None:
    for number, example in enumerate(read_page("points.md", text)):
        with played(str(folder / f"{number}.db"), folder, example) as play:
            for step in example.steps:
                play.step(step)


def test_the_page_is_as_it_should_be(tmp_path: Path) -> None:
    run(PAGE, tmp_path)
    (example,) = read_page("points.md", PAGE)
    assert example.name == "points.md: One sale"
    assert (example.customers, example.currency) == (("Ms Chen", "Mr Wu"), "USD")
    assert [str(step.at) for step in example.steps] == [
        "2026-03-10 10:00:00+00:00",
        "2026-03-11 15:04:00+00:00",
    ]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("# Points", "Points"),
        ("## One sale", "One sale"),
        ("*Customers: Ms Chen, Mr Wu.*", ""),
        ("*Customers: Ms Chen, Mr Wu.*", "*Customers: Ms Chen*"),
        ("| On | Do | Then |", "| On | Do | What |"),
        ("|---|---|---|\n", ""),
        ("| 10 March 2026 |", "| |"),
        ("10 March 2026", "March 10, 2026"),
        ("10 March 2026", "10 Marsh 2026"),
        (f"{SALE} |", f"{SALE} | |"),
        (SALE, "smbcrm sale Chen 68"),
        (SALE, "`smbcrm sail Chen 68`"),
        (SALE, "`smbcrm card`"),
        (SALE, "she pays"),
        (SALE, f"{SALE}, typing it"),
        (SALE, "the file `old.txt`, line by line: `Name`"),
        (SALE, "the same again"),
        (SALE, "the same again, often"),
        (THEN, "68 points; Mr Wu"),
        (THEN, "points; Mr Wu"),
        (THEN, "points 68 until then; Mr Wu"),
        (THEN, "luck 68 for ever; Mr Wu"),
        (THEN, "points 68; Mr Hu"),
        (THEN, "voucher V1; Mr Wu"),
        (THEN, "back in kind 68.00; Mr Wu"),
        ("; Mr Wu: points 0", "; Mr Wu: points earned 68"),
        ("refused: “", "told: “"),
    ],
)
def test_what_is_not_written_as_examples_are_is_a_fault(
    right: str, wrong: str, tmp_path: Path
) -> None:
    assert right in PAGE
    with pytest.raises((NotReadableError, AssertionError)) as fault:
        run(PAGE.replace(right, wrong, 1), tmp_path)
    assert fault.type is NotReadableError or wrong.startswith("told")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("points 68", "points 67"),
        ("points 68", "points 68 until 30 March 2027"),
        ("points 68", "points 68.00"),
        ("bill 1", "bill 2"),
        ("Mr Wu: points 0", "Mr Wu: points 68"),
        ("There are 68", "There are 67"),
        ("redeem Chen 99", "redeem Chen 68"),
        (SALE, "`smbcrm sale Chen 0`"),
    ],
)
def test_what_is_not_so_is_a_fault(right: str, wrong: str, tmp_path: Path) -> None:
    assert right in PAGE
    with pytest.raises(AssertionError):
        run(PAGE.replace(right, wrong), tmp_path)


def test_two_tables_or_none_are_no_example() -> None:
    table = PAGE[PAGE.index("| On") :]
    for text in (PAGE + "\n" + table, PAGE.replace(table, "")):
        with pytest.raises(NotReadableError):
            read_page("points.md", text)


def test_an_example_of_which_nothing_comes_is_none() -> None:
    for then in ("bill 1, points 68; Mr Wu: points 0", "refused: “There are 68 points, 99 are"):
        assert then in PAGE
    bare = PAGE.replace("bill 1, points 68; Mr Wu: points 0", "")
    bare = bare.replace("refused: “There are 68 points, 99 are asked”", "")
    with pytest.raises(NotReadableError):
        read_page("points.md", bare)


def test_quoted_words_may_hold_what_parts_statements() -> None:
    assert said("says “a, b; c: d”, points 1,050; Mr Wu: tier Gold") == [
        ("", "says “a, b; c: d”"),
        ("", "points 1,050"),
        ("Mr Wu", "tier Gold"),
    ]
