"""The worked examples in docs/examples: the shop does what they say, on both databases."""

import re
from pathlib import Path

import pytest

from tests.integration.examples.book import INDEX, Example, examples, pages
from tests.integration.examples.play import played

EXAMPLES = examples()
LEAST = 40


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_shop_does_what_the_example_says(
    example: Example, shop_address: str, tmp_path: Path
) -> None:
    with played(shop_address, tmp_path, example) as play:
        for number, step in enumerate(example.steps, 1):
            try:
                play.step(step)
            except AssertionError as error:
                told = f"{example.name}, row {number}, {step.do}: {error}"
                raise AssertionError(told) from error


def test_there_are_enough_and_each_has_a_title_of_its_own() -> None:
    assert len(EXAMPLES) >= LEAST
    assert len({example.title for example in EXAMPLES}) == len(EXAMPLES)


def test_the_index_names_every_example_under_its_page() -> None:
    """What is listed there stands in the pages, in their order, and the other way round."""
    listed = re.findall(r"^## \[.+\]\((.+\.md)\)$|^- (.+)$", INDEX.read_text("utf-8"), re.MULTILINE)
    page, found = "", list[tuple[str, str]]()
    for file, title in listed:
        page = file or page
        if title:
            found.append((page, title))
    assert sorted(found) == sorted((example.file, example.title) for example in EXAMPLES)
    assert {file for file, _ in found} == {page.name for page in pages()}
