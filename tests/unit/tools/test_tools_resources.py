"""The tools that make fonts and icons take what is pinned, and nothing else."""

import hashlib
import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from tools import build_fonts, build_icons
from tools.npm_package import Package, WrongPackage, unpack


def packed(folder: Path, name: str = "@maker/thing") -> Package:
    """Put an archive of one file where npm would, and return its description."""
    package = Package(name, "1.0.0", "")
    with tarfile.open(folder / package.archive, "w:gz") as archive:
        entry = tarfile.TarInfo("package/icons/x.svg")
        entry.size = 3
        archive.addfile(entry, io.BytesIO(b"<x>"))
    content = (folder / package.archive).read_bytes()
    return Package(name, "1.0.0", hashlib.sha256(content).hexdigest())


def test_a_pinned_package_is_unpacked(tmp_path: Path) -> None:
    package = packed(tmp_path)
    assert package.archive == "maker-thing-1.0.0.tgz"
    assert (unpack(package, tmp_path) / "icons" / "x.svg").read_bytes() == b"<x>"


def test_another_package_is_refused(tmp_path: Path) -> None:
    packed(tmp_path)
    with pytest.raises(WrongPackage, match=r"maker-thing-1\.0\.0\.tgz"):
        unpack(Package("@maker/thing", "1.0.0", "0" * 64), tmp_path)
    assert not (tmp_path / "maker-thing-1.0.0").exists()


def test_npm_is_asked_by_name_and_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def npm(command: list[str], *, check: bool, cwd: Path) -> None:
        assert check
        asked.append(command)
        packed(cwd)

    package = packed(tmp_path)
    (tmp_path / package.archive).unlink()
    monkeypatch.setattr(subprocess, "run", npm)
    with pytest.raises(WrongPackage):  # the time in the archive differs, and so does its sum
        unpack(Package("@maker/thing", "1.0.0", "0" * 64), tmp_path)
    assert asked == [["npm", "pack", "--silent", "@maker/thing@1.0.0"]]


def test_the_character_sets_are_those_of_their_standards() -> None:
    # GB 2312 has 6,763 characters and 682 signs, Big5 5,401 characters in its first level.
    assert len(build_fonts.coded("gb2312")) == 7445
    common = build_fonts.coded("big5", range(0xA4, 0xC7))
    assert len([point for point in common if 0x4E00 <= point <= 0x9FFF]) == 5401
    assert len(build_fonts.coded("gb2312") - build_fonts.coded("gbk")) <= 1  # one kind of dot


def test_common_and_rare_characters_do_not_overlap() -> None:
    files = {subset.target: subset.characters for subset in build_fonts.subsets()}
    for short in ("SC", "TC"):
        often = files[f"ShopbellSans{short}-Regular.ttf"]
        assert often == files[f"ShopbellSans{short}-Bold.ttf"]
        shared = often & files[f"ShopbellSans{short}Rare-Regular.ttf"]
        assert all(point < 0x7F for point in shared)


def test_the_pictures_of_a_theme_hold_its_colours_only() -> None:
    light, dark = (dict(build_icons.sheet_pictures(theme)) for theme in ("light", "dark"))
    assert (
        set(light) == set(dark) == {path.stem for path in (build_icons.THEME / "light").iterdir()}
    )
    assert all("currentColor" not in picture for picture in (*light.values(), *dark.values()))
    assert all(light[name] != dark[name] for name in light)
