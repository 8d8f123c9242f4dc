"""Whose the files of the packaged program are."""

import json
import sysconfig
from pathlib import Path

import peewee
import pytest

from tools.packaging.inventory import Owners, Stranger, Taken, taken, unlocked
from tools.packaging.parts import Known, Part
from tools.packaging.program import ROOT

KNOWN = Known.read()


def test_what_pyinstaller_wrote_down_is_read(tmp_path: Path) -> None:
    collected = [
        ("libz.so.1", "/lib/libz.so.1", "BINARY"),
        ("link", "libz.so.1", "SYMLINK"),
        ("smbcrm", "/w/smbcrm", "EXECUTABLE"),
    ]
    (tmp_path / "COLLECT-00.toc").write_text(repr((collected,)), "utf-8")
    archived = [("peewee", "/site/peewee.py", "PYMODULE")]
    (tmp_path / "PYZ-00.toc").write_text(repr(("PYZ-00.pyz", archived)), "utf-8")
    assert list(taken(tmp_path)) == [
        Taken("libz.so.1", Path("/lib/libz.so.1"), archived=False),
        Taken("peewee", Path("/site/peewee.py"), archived=True),
    ]


def test_each_file_finds_its_owner(tmp_path: Path) -> None:
    library = tmp_path / "system" / "libssl.so.3"
    library.parent.mkdir()
    library.touch()
    work = tmp_path / "work"
    files = [
        Taken("peewee", Path(peewee.__file__), archived=True),
        Taken("json", Path(json.__file__), archived=True),
        Taken("base_library.zip", work / "base_library.zip", archived=False),
        Taken("libssl.so.3", library, archived=False),
        Taken("smbcrm", ROOT / "smbcrm" / "__init__.py", archived=True),
        Taken("icons", ROOT / "resources" / "icons" / "x.svg", archived=False),
    ]
    parts = {part.name: part for part in Owners(KNOWN).parts(files, work) if not part.of}
    resources = {one["name"] for one in KNOWN.resources}
    assert parts.keys() - resources == {"peewee", "Python", "OpenSSL", "pyinstaller"}
    assert resources <= parts.keys()
    assert (parts["peewee"].archived, parts["OpenSSL"].archived) == (True, False)
    assert all(text.path.exists() for part in parts.values() for text in part.texts)


def test_pythons_own_library_is_pythons(tmp_path: Path) -> None:
    place = Path(sysconfig.get_path("stdlib")) / "lib-dynload" / "x.so"
    files = [
        Taken("python3.11/lib-dynload/x.so", place, archived=False),
        Taken("libpython3.11.so.1.0", tmp_path / "libpython3.11.so.1.0", archived=False),
    ]
    names = {part.name for part in Owners(KNOWN).parts(files, tmp_path / "work")}
    assert "Python" in names


def test_a_file_of_nobody_is_named(tmp_path: Path) -> None:
    with pytest.raises(Stranger, match="libmystery"):
        Owners(KNOWN).parts(
            [Taken("libmystery.so.1", tmp_path / "libmystery.so.1", archived=False)],
            tmp_path / "work",
        )


def test_a_wheel_that_only_developers_have_is_named() -> None:
    lock = "peewee==4.5.3 \\\n    --hash=sha256:0\npytest-qt==1 \\\n"
    parts = [Part(name, "", "MIT") for name in ("peewee", "pytest", "Python", "pyinstaller")]
    assert unlocked([*parts, Part("hypothesis", "", "MIT", of="peewee")], lock) == ["pytest"]
