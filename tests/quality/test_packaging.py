"""What is packed agrees with the sources: imports, icons, menu entry, release workflow."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from smbcrm.core.i18n import LANGUAGES
from tests.quality.repository import ROOT, python_files
from tools import build_app_icons
from tools.packaging.recipe import Recipe
from tools.packaging.trim import EXCLUDES

ICONS = ROOT / "packaging" / "icons"


def imported(source: str) -> set[str]:
    """Return the full names of the modules that a file imports."""
    names = set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_nothing_that_the_program_imports_is_left_out() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in python_files()
        if path.is_relative_to(ROOT / "smbcrm")
        for name in imported(path.read_text("utf-8"))
        if any(name == one or name.startswith(f"{one}.") for one in EXCLUDES)
    }
    assert not found


def pixels(picture: bytes) -> QImage:
    image = QImage.fromData(picture)
    return image.convertToFormat(QImage.Format.Format_ARGB32)


@pytest.mark.usefixtures("qapp")
def test_the_icons_are_drawn_from_the_mark() -> None:
    made = build_app_icons.files()
    assert {path.name for path in ICONS.iterdir()} == made.keys()
    for side in build_app_icons.LINUX:
        name = f"shopbell-{side}.png"
        assert pixels((ICONS / name).read_bytes()) == pixels(made[name])
    ico = (ICONS / "shopbell.ico").read_bytes()
    count = int.from_bytes(ico[4:6], "little")
    entries = [ico[6 + 16 * one : 22 + 16 * one] for one in range(count)]
    for entry in entries:
        size, place = (int.from_bytes(entry[at : at + 4], "little") for at in (8, 12))
        side = entry[0] or 256
        assert pixels(ico[place : place + size]) == pixels(build_app_icons.png(side))
    icns = (ICONS / "shopbell.icns").read_bytes()
    assert icns[:4] == b"icns"
    assert int.from_bytes(icns[4:8], "big") == len(icns)


def test_the_menu_entry_speaks_every_language() -> None:
    entry = (ROOT / "packaging/debian/shopbell.desktop").read_text("utf-8")
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        others = [language for language in LANGUAGES if language != "en"]
        assert re.findall(rf"^{key}\[(\w+)\]=", entry, re.MULTILINE) == others


def test_the_packages_of_debian_stand_in_one_place() -> None:
    asked = [sys.executable, "dev.py", "packages", "build"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    assert {"binutils", "libxcb-cursor0", "poppler-utils"} <= set(told.split())
    # Only the program of Debian's own Python has no library beside it.
    assert ("libpython3." in told) == (sys.base_prefix == "/usr")
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    lines = re.findall(r"apt-get install (.+)", workflow)
    assert lines
    assert not [one for one in lines if "dev.py packages" not in one and "./dist/" not in one]


def test_the_installer_removes_folders_only_where_it_looked() -> None:
    script = (ROOT / "packaging/windows/shopbell.nsi").read_text("utf-8")
    assert 'File /r "${FOLDER}\\*.*"' in script  # makensis for Windows splits at no slash
    install, remove = re.split(r"\nSection(?=[ \n])", script)[1:]
    for section in (install, remove):
        assert section.index("STOP_OR_GO") < section.index("RMDir /r")
    spoken = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", script, re.MULTILINE)
    tongues = re.findall(r'MUI_LANGUAGE "(\w+)"', script)
    assert sorted(spoken) == sorted(
        (name, one.upper()) for name in ("RUNNING", "NOTOURS") for one in tongues
    )


def test_migrations_are_packed_as_sources_alone(tmp_path: Path) -> None:
    home = tmp_path / "smbcrm" / "models" / "migrations"
    (home / "__pycache__").mkdir(parents=True)
    (home / "0001_begin.py").touch()
    (home / "__pycache__" / "0001_begin.cpython-313.pyc").touch()
    packed = Recipe(tmp_path).analysis()["datas"]
    assert packed == [(str(home / "0001_begin.py"), "smbcrm/models/migrations")]


def test_the_release_takes_no_secret_and_no_action_that_may_change() -> None:
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    assert workflows
    for path in workflows:
        text = path.read_text("utf-8")
        assert "secrets." not in text
        used = re.findall(r"uses: (\S+)", text)
        assert used
        assert [one for one in used if not re.search(r"@[0-9a-f]{40}$", one)] == []
