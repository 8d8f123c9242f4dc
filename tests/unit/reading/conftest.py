"""The reading code is made for a process of its own; here its one global trace is undone."""

import csv
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="package")
def field_limit_as_it_was() -> Iterator[None]:
    before = csv.field_size_limit()
    yield
    csv.field_size_limit(before)
