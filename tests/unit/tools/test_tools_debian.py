"""The tool that takes a Debian package takes the pinned one, and asks apt for no other."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from tools import build_fonts, debian_package
from tools.debian_package import DebianPackage
from tools.npm_package import WrongPackage

CONTENT = b"packed"
PINNED = DebianPackage("fonts-thing", "1:2.0-1", hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stand in for apt and dpkg; return the commands that they were given."""
    commands: list[list[str]] = []

    def run(command: list[str], *, check: bool, cwd: Path | None = None) -> None:
        assert check
        commands.append(command)
        if cwd is not None:
            (cwd / PINNED.archive).write_bytes(CONTENT)

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_apt_is_asked_by_name_and_version(tmp_path: Path, asked: list[list[str]]) -> None:
    root = debian_package.unpack(PINNED, tmp_path)
    archive = tmp_path / "fonts-thing_1%3a2.0-1_all.deb"
    assert root == tmp_path / "fonts-thing_1%3a2.0-1_all"
    assert asked == [
        ["apt-get", "download", "--quiet", "fonts-thing=1:2.0-1"],
        ["dpkg-deb", "--extract", str(archive), str(root)],
    ]


def test_an_archive_that_lies_there_is_not_fetched(tmp_path: Path, asked: list[list[str]]) -> None:
    (tmp_path / PINNED.archive).write_bytes(CONTENT)
    debian_package.unpack(PINNED, tmp_path)
    assert [command[0] for command in asked] == ["dpkg-deb"]


def test_another_package_is_refused_and_not_unpacked(
    tmp_path: Path, asked: list[list[str]]
) -> None:
    (tmp_path / PINNED.archive).write_bytes(b"another")
    with pytest.raises(WrongPackage, match="fonts-thing"):
        debian_package.unpack(PINNED, tmp_path)
    assert asked == []


def test_the_last_font_is_asked_for_ideographs_that_are_not_drawn_yet() -> None:
    everything = build_fonts.last_resort().characters
    assert {ord(sign) for sign in "一㐀𠮷𫚉𬭎𰻞々⼀豈"} <= everything
    assert not everything & {ord(sign) for sign in "aé、あア가Ａ😀"}
    rest = build_fonts.last_resort(frozenset(map(ord, "一a"))).characters
    assert everything - rest == {ord("一")}
