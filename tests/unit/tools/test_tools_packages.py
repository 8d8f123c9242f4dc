"""The archives that people download: the same content gives the same bytes."""

import os
import tarfile
from pathlib import Path

import pytest

from tools.packaging import debian, program
from tools.packaging.archive import pack, zipped

EPOCH = 1_780_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a program of three files."""
    made = tmp_path / "program"
    (made / "_internal").mkdir(parents=True)
    (made / "smbcrm").write_bytes(b"#!" * 1000)
    (made / "smbcrm").chmod(0o700)
    (made / "_internal" / "b.txt").write_text("b", "utf-8")
    (made / "_internal" / "a.txt").write_text("a", "utf-8")
    return made


def test_when_and_by_whom_it_was_made_changes_no_byte(folder: Path, tmp_path: Path) -> None:
    first = pack(folder, tmp_path / "1.tar.xz", "shopbell-1", EPOCH).read_bytes()
    first_zip = zipped(folder, tmp_path / "1.zip", "shopbell-1", EPOCH).read_bytes()
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (1, 1))
    (folder / "_internal" / "a.txt").chmod(0o600)
    assert pack(folder, tmp_path / "2.tar.xz", "shopbell-1", EPOCH).read_bytes() == first
    again = zipped(folder, tmp_path / "2.zip", "shopbell-1", EPOCH).read_bytes()
    assert again == first_zip
    (folder / "_internal" / "a.txt").write_text("c", "utf-8")
    assert pack(folder, tmp_path / "3.tar.xz", "shopbell-1", EPOCH).read_bytes() != first


def test_an_archive_bears_plain_rights_and_nobodys_name(folder: Path, tmp_path: Path) -> None:
    archive = pack(folder, tmp_path / "1.tar.xz", "shopbell-1", EPOCH)
    with tarfile.open(archive) as packed:
        members = packed.getmembers()
    assert [one.name for one in members] == [
        "shopbell-1",
        "shopbell-1/_internal",
        "shopbell-1/_internal/a.txt",
        "shopbell-1/_internal/b.txt",
        "shopbell-1/smbcrm",
    ]
    assert {(one.uname, one.uid, one.mtime) for one in members} == {("root", 0, EPOCH)}
    modes = {one.name.rpartition("/")[2]: one.mode for one in members}
    assert (modes["a.txt"], modes["smbcrm"], modes["_internal"]) == (0o644, 0o755, 0o755)


def test_the_moment_of_a_package_is_that_of_the_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    assert program.epoch() == EPOCH


def test_the_parts_of_the_program_add_up(folder: Path) -> None:
    found = program.sizes(folder)
    assert found[:2] == [("smbcrm", 2000), ("a.txt", 1)]
    assert sum(size for _, size in found) == program.size_of(program.files_of(folder)) == 2002


def test_a_package_depends_on_what_its_libraries_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = folder / "_internal" / "libQt6Gui.so.6"
    library.touch()
    names = frozenset({"libGL.so.1", "libc.so.6", "libX11.so.6", "libQt6Gui.so.6"})
    monkeypatch.setattr(debian, "elf_files", lambda _: [library])
    monkeypatch.setattr(debian, "needed", lambda _: names)
    monkeypatch.setattr(debian, "glibc_of", lambda _: (2, 35))
    assert debian.depends(folder) == ["libc6 (>= 2.35)", "libgl1", "libx11-6", "xkb-data"]


def test_a_module_of_ours_that_imports_what_is_not_inside_is_named() -> None:
    warnings = """\
missing module named winreg - imported by platform (delayed, optional)
missing module named 'xlsxwriter.format' - imported by smbcrm.exports.xlsx.looks (top-level)
excluded module named sqlite3 - imported by peewee (optional), smbcrm.models.connect (delayed)
missing module named resource - imported by smbcrm.exports.reading.limits (conditional)
"""
    found = program.absent_modules(warnings)
    assert [line.split()[3] for line in found] == ["'xlsxwriter.format'", "sqlite3"]
