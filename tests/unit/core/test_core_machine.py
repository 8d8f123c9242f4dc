"""What a PC remembers, in a file that people may read, break and add to."""

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core import machine as remembered
from smbcrm.core.machine import (
    GEOMETRY,
    LANGUAGE,
    SCANNER_PREFIX,
    SOUNDS,
    STAFF,
    TERMINAL,
    TEXT_SCALE,
    THEME,
    Machine,
    UnknownAddress,
    full_address,
)
from smbcrm.core.settings import BadSetting, Setting
from smbcrm.models.folders import user_folder


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "data")


def write(machine: Machine, content: bytes) -> None:
    machine.folder.mkdir()
    (machine.folder / "machine.toml").write_bytes(content)


def table(machine: Machine) -> dict[str, object]:
    return tomllib.loads((machine.folder / "machine.toml").read_text("utf-8"))


def test_a_new_machine_knows_nothing(machine: Machine) -> None:
    assert machine.last_shop() is None
    assert machine.get(LANGUAGE) == ""
    assert machine.get(THEME) == "system"
    assert machine.get(TEXT_SCALE) == 1.0
    assert machine.get(GEOMETRY) == ""
    assert machine.get(SOUNDS) is True
    assert machine.get(SCANNER_PREFIX) == ""
    assert machine.get(TERMINAL) == machine.of_shop("/a.db").get(STAFF) == 0
    assert not machine.folder.exists()


@pytest.mark.parametrize(
    "address", ["/x/my shop.db ", "postgresql://u:p@h/db", 'C:\\a "b"\x7f\n陈']
)
def test_the_shop_opened_last_is_remembered(machine: Machine, address: str) -> None:
    machine.remember_shop("/another.db")
    machine.of_shop("/another.db").remember_shop(address)
    assert Machine(machine.folder).last_shop() == address


@pytest.mark.parametrize(
    ("setting", "text", "value"),
    [
        (LANGUAGE, "zh_TW", "zh_TW"),
        (THEME, " dark ", "dark"),
        (TEXT_SCALE, "0.9", 0.9),
        (GEOMETRY, "AdnQywAD==", "AdnQywAD=="),
        (SOUNDS, "off", False),
        (SCANNER_PREFIX, "~", "~"),
        (TERMINAL, "3", 3),
    ],
)
def test_what_is_put_is_got_again(
    machine: Machine, setting: Setting[object], text: str, value: object
) -> None:
    machine.remember_shop("/a.db")
    machine.put(setting, text)
    again = Machine(machine.folder)
    assert again.get(setting) == value
    assert again.last_shop() == "/a.db"


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        (LANGUAGE, "fr"),
        (THEME, "pink"),
        (TEXT_SCALE, "nan"),
        (TEXT_SCALE, "0.1"),
        (SOUNDS, "loud"),
        (SCANNER_PREFIX, "a\nb"),
        (SCANNER_PREFIX, "123456789"),
        (TERMINAL, "Till 1"),
        (TERMINAL, "-1"),
        (STAFF, str(2**63)),
    ],
)
def test_what_cannot_be_is_refused_and_written_by_hand_counts_as_unknown(
    machine: Machine, setting: Setting[object], text: str
) -> None:
    with pytest.raises(BadSetting):
        machine.put(setting, text)
    assert not machine.folder.exists()
    write(machine, f"{setting.key} = {remembered._toml_text(text)}".encode())
    assert machine.get(setting) == setting.value({})


@pytest.mark.parametrize("line", ["text_scale = 1.5", 'text_scale = "1.5"'])
def test_a_number_may_be_written_as_one(machine: Machine, line: str) -> None:
    write(machine, line.encode())
    assert machine.get(TEXT_SCALE) == 1.5


def test_each_shop_has_its_own_till_and_staff(machine: Machine) -> None:
    one, two = machine.of_shop("/a.db"), machine.of_shop("postgresql://h/b.c")
    one.put(TERMINAL, "2")
    two.put(TERMINAL, "5")
    two.put(STAFF, "7")
    machine.put(THEME, "light")
    machine.remember_shop("/a.db")
    assert (one.get(TERMINAL), one.get(STAFF)) == (2, 0)
    assert (two.get(TERMINAL), two.get(STAFF)) == (5, 7)
    assert (machine.get(TERMINAL), machine.get(THEME)) == (0, "light")
    assert two.last_shop() == "/a.db"


def test_what_is_not_known_is_kept(machine: Machine) -> None:
    known = (
        'later = [1, 2.5, true, "x", {a = 1979-05-27, b.c = 07:32:00}]\n'
        "when = 1979-05-27T00:32:00.999999-07:00\nnever = -inf\n"
        'shops = {"/a.db" = {terminal = "1", colour = "red"}}\n'
        '[" a.b "."".d]\ne = []\n[[f]]\ng = "\\u0000"\n'
    )
    write(machine, known.encode())
    machine.put(THEME, "dark")
    machine.of_shop("/a.db").put(TERMINAL, "4")
    expected = tomllib.loads(known)
    expected["theme"] = "dark"
    expected["shops"]["/a.db"]["terminal"] = "4"
    assert table(machine) == expected


KEYS = st.text(st.characters(codec="utf-8"))
PLAIN = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | KEYS
    | st.datetimes()
    | st.dates()
    | st.times()
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=8
)


@given(st.dictionaries(KEYS, VALUES))
def test_any_table_is_written_as_toml(held: dict[str, object]) -> None:
    assert tomllib.loads("\n".join(remembered._lines(held))) == held


def test_nobody_else_may_read_it(machine: Machine) -> None:
    machine.remember_shop("postgresql://u:secret@h/db")
    machine.put(THEME, "dark")
    (file,) = machine.folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(machine.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content",
    [b"", b"shop = 3", b"shop = ", b"\xff\xfe", b'shop = ""', b"theme = []", b"a = " + b"[" * 5000],
)
def test_a_broken_file_counts_as_nothing_known(machine: Machine, content: bytes) -> None:
    write(machine, content)
    assert machine.last_shop() is None
    assert machine.get(THEME) == "system"
    machine.remember_shop("/a.db")
    machine.put(THEME, "dark")
    assert (machine.last_shop(), machine.get(THEME)) == ("/a.db", "dark")


@pytest.mark.parametrize("content", [b"shops = 1", b'shops = {"/a.db" = 1}'])
def test_shops_that_are_none_are_forgotten(machine: Machine, content: bytes) -> None:
    write(machine, content)
    mine = machine.of_shop("/a.db")
    assert mine.get(TERMINAL) == 0
    mine.put(TERMINAL, "2")
    assert mine.get(TERMINAL) == 2


def test_what_cannot_be_written_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    machine = Machine(tmp_path / "file" / "below")
    machine.remember_shop("/a.db")
    machine.remember_shop("/a\udc80.db")
    machine.put(THEME, "dark")
    assert machine.last_shop() is None
    assert machine.get(THEME) == "system"


def test_a_write_that_fails_leaves_the_old_file_alone(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.put(THEME, "dark")

    def no_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_disk)
    machine.put(THEME, "light")
    assert machine.get(THEME) == "dark"
    assert [file.name for file in machine.folder.iterdir()] == ["machine.toml"]


def test_what_is_known_already_is_not_written_again(machine: Machine) -> None:
    machine.put(THEME, "dark")
    before = (machine.folder / "machine.toml").stat().st_ino
    machine.put(THEME, "dark")
    assert (machine.folder / "machine.toml").stat().st_ino == before


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
    with pytest.raises(UnknownAddress):
        full_address("mysql://h/db")


def test_what_is_held_counts_until_something_is_put(machine: Machine) -> None:
    machine.put(LANGUAGE, "zh_TW")
    machine.hold(LANGUAGE, "en")
    assert machine.get(LANGUAGE) == "en"
    assert Machine(machine.folder).get(LANGUAGE) == "zh_TW"
    machine.put(LANGUAGE, "zh_CN")
    assert machine.get(LANGUAGE) == Machine(machine.folder).get(LANGUAGE) == "zh_CN"
    with pytest.raises(BadSetting):
        machine.hold(LANGUAGE, "xx")
