"""The use cases of a shop are made when they are asked for, each once."""

import threading
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from smbcrm.membership.services import Services
from smbcrm.use_cases import UseCases
from tests.helpers.small_shop import small_shop

_READY = {"address", "clock", "events", "changes", "close"}


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = small_shop(str(tmp_path / "shop.smbcrm"))
    yield made
    made.close()


def test_each_has_a_maker() -> None:
    wanted = {field.name for field in fields(Services)} - _READY
    assert {name for name in dir(UseCases) if not name.startswith("_")} == wanted


def test_each_is_what_it_says_and_made_once(services: Services) -> None:
    for field in fields(Services):
        made = getattr(services, field.name)
        assert made is getattr(services, field.name)
        if field.name not in _READY:
            assert type(made).__name__ == str(field.type).strip("\"'").partition("[")[0]


def test_two_threads_get_one_and_the_same(services: Services) -> None:
    together = threading.Barrier(8)
    got: list[object] = []

    def ask() -> None:
        together.wait()
        got.append(services.customers)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert len(set(map(id, got))) == 1


def test_one_can_be_put_in_the_place_of_another(services: Services) -> None:
    history = services.history
    changed = replace(services, history=history, address="elsewhere")
    assert changed.history is history
    assert changed.address == "elsewhere"
    assert changed.customers.count() == services.customers.count()


def test_there_is_nothing_else(services: Services) -> None:
    with pytest.raises(AttributeError):
        services.fortunes  # type: ignore[attr-defined] # noqa: B018 - asking is the test
