"""Whoever was erased stays so, though an older copy that still holds them is restored."""

import shutil
from pathlib import Path

import pytest

from smbcrm.bootstrap import backups, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.models.erased_list import NAME
from smbcrm.models.uow import PeeweeUnitOfWork
from tests.helpers import postgres
from tests.helpers.known_person import (
    KnownShop,
    all_texts,
    bytes_of,
    known_shop,
    left_of_her,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the copies of PostgreSQL shops of one test to itself."""
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def texts(address: str, shop: KnownShop) -> str:
    uow = PeeweeUnitOfWork(address, shop.services.events)
    try:
        return uow.read(lambda work: all_texts(work.session))
    finally:
        uow.close()


def test_a_restore_erases_again(tmp_path: Path) -> None:
    file = tmp_path / "shop.db"
    with known_shop(str(file)) as shop:
        services = shop.services
        copy = services.backups.now()
        services.privacy.erase(shop.she, "asked", give_up=True)
        shop.uow.close()
        done = services.backups.restore(copy.name)
        assert done.erased_again == 1
        assert done.verdict.clean
        assert left_of_her(bytes_of(file)) == []
        assert services.customers.count() == 1
        assert services.customers.show(shop.friend).customer.profile.full_name == "Bo Tan"
        assert services.backups.restore(copy.name).erased_again == 1
        assert left_of_her(bytes_of(file)) == []


def test_the_list_outlives_the_shop(tmp_path: Path) -> None:
    """The file of the shop is gone: that is what copies are for."""
    file = tmp_path / "shop.db"
    with known_shop(str(file)) as shop:
        copy = shop.services.backups.now()
        shop.services.privacy.erase(shop.she, "asked", give_up=True)
    for side in ("", "-wal", "-shm"):
        Path(f"{file}{side}").unlink(missing_ok=True)
    assert backups(str(file)).restore(copy.name).erased_again == 1
    assert left_of_her(bytes_of(file)) == []


def test_without_the_list_the_shop_itself_says_who(tmp_path: Path) -> None:
    with known_shop(str(tmp_path / "shop.db")) as shop:
        copy = shop.services.backups.now()
        shop.services.privacy.erase(shop.she, "asked", give_up=True)
        (listed,) = tmp_path.rglob(NAME)
        listed.unlink()
        shop.uow.close()
        assert shop.services.backups.restore(copy.name).erased_again == 1


def test_nobody_else_of_the_same_number_is_erased(tmp_path: Path) -> None:
    file = tmp_path / "shop.db"
    with known_shop(str(file)) as shop:
        shop.services.privacy.erase(shop.she, "asked", give_up=True)
        (listed,) = tmp_path.rglob(NAME)
        listed.write_text(f"{shop.friend} 2020-01-01T00:00:00.000000Z\n", "utf-8")
        copy = shop.services.backups.now()
        shop.uow.close()
        assert shop.services.backups.restore(copy.name).erased_again == 0
        assert shop.services.customers.count() == 1


def test_a_server_is_filled_without_those_who_were_erased(postgres_server: str) -> None:
    with (
        postgres.fresh_database(postgres_server) as address,
        postgres.fresh_database(postgres_server) as other,
        known_shop(address) as shop,
    ):
        copy = shop.services.backups.now()
        shop.services.privacy.erase(shop.she, "asked", give_up=True)
        done = backups(other, clock=SetClock(shop.clock.instant)).restore(str(copy.path))
        assert (done.erased_again, done.verdict.clean) == (1, True)
        assert left_of_her(texts(other, shop)) == []
        restored = open_shop(other)
        assert restored.customers.count() == 1
        restored.close()


def test_a_copy_that_was_carried_away_with_its_list(tmp_path: Path) -> None:
    with known_shop(str(tmp_path / "shop.db")) as shop:
        copy = shop.services.backups.now()
        shop.services.privacy.erase(shop.she, "asked", give_up=True)
    away, new = tmp_path / "stick", tmp_path / "new.db"
    shutil.copytree(copy.path.parent, away)
    assert backups(str(new)).restore(str(away / copy.name)).erased_again == 1
    assert left_of_her(bytes_of(new)) == []
