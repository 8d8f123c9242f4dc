"""Every test here proves that nothing is left behind."""

import threading
from collections.abc import Iterator

import pytest

from smbcrm.exports.reading.row_source import ChildRowSource
from tests.integration.reading.processes import children


@pytest.fixture(autouse=True)
def lists_at_once() -> None:
    """Let each list be read by a child, as in a shop."""


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    before = children(), set(threading.enumerate())
    yield
    assert (children(), set(threading.enumerate())) == before


@pytest.fixture
def lists() -> ChildRowSource:
    return ChildRowSource()
