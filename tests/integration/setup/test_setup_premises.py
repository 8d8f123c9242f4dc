"""What can be done on a PC before a shop is open."""

from pathlib import Path

import pytest

from smbcrm import bootstrap
from smbcrm.core.i18n import LANGUAGES
from smbcrm.core.machine import THEME
from smbcrm.membership.backups.types import CopyUnusable
from smbcrm.membership.customers.types import Details
from smbcrm.membership.premises import DemoStopped, Premises
from smbcrm.membership.setup.service import NewShop
from smbcrm.models.connect import ShopExists, ShopNotFound
from smbcrm.models.faults import DatabaseAway


@pytest.fixture
def premises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Premises:
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "user"))
    monkeypatch.setattr(bootstrap, "_WINDOW_DEMO", 12)
    return bootstrap.premises()


def files(premises: Premises) -> set[str]:
    return {path.name for path in premises.folder.glob("*")}


def test_a_new_shop_is_made_in_the_users_folder_and_opened_again(premises: Premises) -> None:
    address = premises.default_address()
    assert address == str(premises.folder / "shop.smbcrm")
    assert not premises.exists(address)
    with pytest.raises(ShopNotFound):
        premises.open(address)
    premises.create(address, NewShop("茶")).close()
    assert premises.exists(address)
    assert premises.default_address() == str(premises.folder / "shop-2.smbcrm")
    with pytest.raises(ShopExists):
        premises.create(address, NewShop("x"))
    shop = premises.open(address)
    assert shop.shop.shop().name == "茶"
    shop.close()


def test_it_works_on_either_database(premises: Premises, empty_address: str) -> None:
    assert not premises.exists(empty_address)
    premises.create(empty_address, NewShop("Tea")).close()
    assert premises.exists(empty_address)
    assert not premises.is_demo(empty_address)


def test_a_database_that_is_away_is_said_to_be(premises: Premises) -> None:
    with pytest.raises(DatabaseAway):
        premises.exists("postgresql://nobody:hush@127.0.0.1:1/none")
    assert premises.shown("postgresql://nobody:hush@h/db") == "postgresql://h/db"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_own_demo_shop(premises: Premises, language: str) -> None:
    address = premises.demo_address(language)
    assert address == str(premises.folder / f"demo-{language}.smbcrm")
    assert premises.is_demo(address)
    told: list[tuple[int, int]] = []
    shop = premises.demo(address, language, lambda *done: told.append(done))
    assert (shop.address, shop.shop.shop().language) == (address, language)
    assert told[-1][0] == told[-1][1] > 0
    assert shop.audit.verify().clean
    shop.close()
    with pytest.raises(ShopExists):
        premises.demo(address, language)
    assert {name for name in files(premises) if "making" in name} == set()


@pytest.mark.parametrize("where", ["file", "server"])
def test_a_demo_that_is_stopped_leaves_nothing(
    premises: Premises, where: str, request: pytest.FixtureRequest
) -> None:
    file = where == "file"
    address = premises.demo_address("en") if file else request.getfixturevalue("postgres_url")
    asked: list[int] = []

    def enough() -> bool:
        asked.append(1)
        return len(asked) > 1

    with pytest.raises(DemoStopped):
        premises.demo(address, "en", stop=enough)
    assert not premises.exists(address)
    assert files(premises) == set()


def test_half_a_demo_of_a_power_cut_is_made_again(premises: Premises) -> None:
    address = premises.demo_address("en")
    premises.create(f"{address}.making", NewShop("half")).close()
    assert not premises.exists(address)
    premises.demo(address, "en").close()
    assert files(premises) == {Path(address).name}


def a_copy(premises: Premises) -> Path:
    """Return a copy of a shop with one customer, which is then given up."""
    shop = premises.create(str(premises.folder / "old.smbcrm"), NewShop("Old"))
    shop.customers.add(Details(full_name="Ann"))
    copy = shop.backups.now()
    shop.close()
    return copy.path


def test_a_copy_is_opened_as_the_first_shop(premises: Premises, empty_address: str) -> None:
    done = premises.restore(empty_address, a_copy(premises))
    assert (done.before, done.verdict.clean) == (None, True)
    shop = premises.open(empty_address)
    found = [shop.customers.get(row.id).profile.full_name for row in shop.customers.find("Ann")]
    shop.close()
    assert found == ["Ann"]


def test_what_is_no_copy_leaves_nothing(premises: Premises, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"PK" * 100)
    address = premises.default_address()
    with pytest.raises(CopyUnusable):
        premises.restore(address, tmp_path / "list.xlsx")
    assert not premises.exists(address)


def test_a_crash_is_logged_without_what_it_quotes(premises: Premises) -> None:
    with pytest.raises(KeyError) as broke:
        dict[str, int]()["陈雨桐"]
    log = premises.log_crash("counter", broke.value)
    written = log.read_text("utf-8")
    assert log.parent == premises.folder
    assert "where=counter" in written
    assert "KeyError" in written
    assert "陈" not in written


def test_what_the_pc_remembers_lies_beside_it(premises: Premises) -> None:
    premises.machine.put(THEME, "dark")
    assert files(premises) == {"machine.toml"}
    assert bootstrap.premises().machine.get(THEME) == "dark"
