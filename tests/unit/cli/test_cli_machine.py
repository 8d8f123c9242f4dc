"""What a PC remembers: the shop opened last."""

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.bootstrap import user_folder
from smbcrm.cli.machine import Machine, _toml_text, full_address


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "data")


def test_a_new_machine_knows_no_shop(machine: Machine) -> None:
    assert machine.last_shop() is None


@pytest.mark.parametrize("address", ["/x/my shop.db", "postgresql://u:p@h/db", 'C:\\a "b"\x7f\n陈'])
def test_the_shop_opened_last_is_remembered(machine: Machine, address: str) -> None:
    machine.remember_shop("/another.db")
    machine.remember_shop(address)
    assert Machine(machine.folder).last_shop() == address


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_written_as_toml(text: str) -> None:
    assert tomllib.loads(f"shop = {_toml_text(text)}") == {"shop": text}


def test_nobody_else_may_read_it(machine: Machine) -> None:
    machine.remember_shop("postgresql://u:secret@h/db")
    (file,) = machine.folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"shop = 3", b"shop = ", b"\xff\xfe", b'shop = ""'])
def test_a_broken_file_counts_as_nothing_known(machine: Machine, content: bytes) -> None:
    machine.folder.mkdir()
    (machine.folder / "machine.toml").write_bytes(content)
    assert machine.last_shop() is None
    machine.remember_shop("/a.db")
    assert machine.last_shop() == "/a.db"


def test_what_cannot_be_written_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    machine = Machine(tmp_path / "file" / "below")
    machine.remember_shop("/a.db")
    machine.remember_shop("/a\udc80.db")
    assert machine.last_shop() is None


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert user_folder().name == "Shopbell"
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path))
    assert user_folder() == tmp_path


def test_a_path_is_kept_so_that_it_works_from_any_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert full_address("a.db") == str(tmp_path / "a.db")
    assert full_address("postgresql://h/db") == "postgresql://h/db"
