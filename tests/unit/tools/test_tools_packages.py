"""The archives that people download: the same content gives the same bytes."""

import os
import subprocess
import tarfile
from pathlib import Path

import pytest

from tools.packaging import debian, program
from tools.packaging.archive import pack, zipped
from tools.packaging.program import Unfinished

EPOCH = 1_780_000_000
FIRST_OF_ZIP = 315_532_800


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
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert program.epoch() == FIRST_OF_ZIP
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(Unfinished, match="no number"):
        program.epoch()


@pytest.mark.parametrize(
    "error", [FileNotFoundError("git"), subprocess.CalledProcessError(128, "git", stderr="dubious")]
)
def test_where_git_says_nothing_the_moment_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception
) -> None:
    def silent(*_words: object, **_how: object) -> None:
        raise error

    (tmp_path / ".git").touch()
    monkeypatch.setattr(program, "ROOT", tmp_path)
    monkeypatch.setattr(subprocess, "run", silent)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    with pytest.raises(Unfinished, match="Set SOURCE_DATE_EPOCH"):
        program.epoch()


def test_files_of_a_package_bear_plain_rights(folder: Path) -> None:
    (folder / "_internal" / "x.so.1").touch()
    (folder / "_internal" / "x.so.1").chmod(0o755)
    (folder / "_internal" / "pillow.some").mkdir(0o700)
    debian.settle(folder, EPOCH)
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.rglob("*")}
    assert modes == {
        "_internal": 0o755,
        "pillow.some": 0o755,
        "smbcrm": 0o755,
        "a.txt": 0o644,
        "b.txt": 0o644,
        "x.so.1": 0o644,
    }


def test_an_older_dpkg_is_given_no_option_that_it_does_not_know(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[tuple[list[str], dict[str, str]]] = []

    def running(command: list[str], *, env: dict[str, str], **_how: object) -> None:
        run.append((command, env))

    for name, answer in (("depends", ["libc6"]), ("_architecture", "amd64")):
        monkeypatch.setattr(debian, name, lambda *_, answer=answer: answer)
    monkeypatch.setattr(subprocess, "run", running)
    debian.build(folder, tmp_path / "dist", EPOCH)
    ((command, env),) = run
    assert not [word for word in command if "threads" in word]
    assert env["DPKG_DEB_THREADS_MAX"] == "1"


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
