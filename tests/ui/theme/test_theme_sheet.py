"""The style sheet names only what exists, and colours are named nowhere else."""

import json
import re
from pathlib import Path

import pytest

from smbcrm.core.paths import resources
from smbcrm.ui.theme import sheet
from smbcrm.ui.theme.tokens import Theme, tokens
from tests.quality.repository import ROOT
from tools import build_icons

_LITERAL = re.compile(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?\b")
_URL = re.compile(r'url\("theme:([^"]+)"\)')


def test_every_colour_of_the_sheet_exists() -> None:
    named = {name for name, _ in sheet.PLACEHOLDER.findall(sheet.template())} - {"theme"}
    assert named
    assert named <= set(tokens().colors[Theme.LIGHT])


def test_the_sheet_itself_holds_no_colour() -> None:
    assert not _LITERAL.findall(sheet.template())


@pytest.mark.parametrize("theme", Theme)
def test_every_picture_of_the_sheet_exists(theme: Theme) -> None:
    built = sheet.build(tokens().colors[theme], theme)
    names = set(_URL.findall(built))
    assert names
    assert {name for name in names if not (resources() / "theme" / name).is_file()} == set()
    assert "@" not in built


@pytest.mark.parametrize("theme", Theme)
def test_the_pictures_are_those_of_the_tokens(theme: Theme) -> None:
    folder = resources() / "theme" / theme
    made = dict(build_icons.sheet_pictures(theme))
    assert {path.stem: path.read_text("utf-8") for path in folder.glob("*.svg")} == made


def test_an_unknown_colour_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "template", lambda: "QLabel { color: @inkk; }")
    with pytest.raises(KeyError):
        sheet.build(tokens().colors[Theme.LIGHT], Theme.LIGHT)


def test_smaller_text_changes_text_only(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "QLabel { font-size: 20px; min-height: 30px; color: @ink; }"
    monkeypatch.setattr(sheet, "template", lambda: text)
    built = sheet.build({"ink": "#1D2421"}, Theme.LIGHT, 0.9)
    assert built == "QLabel { font-size: 18px; min-height: 30px; color: #1D2421; }"


def test_a_colour_keeps_its_strength() -> None:
    assert sheet.css("#1D242166") == "rgba(29, 36, 33, 102)"
    assert sheet.css("#FFFFFF", 20) == "rgba(255, 255, 255, 51)"


def test_no_screen_names_a_colour_by_its_digits() -> None:
    files = [path for path in (ROOT / "smbcrm" / "ui").rglob("*.py") if "theme" not in path.parts]
    found = [
        f"{path.relative_to(ROOT)}: {literal}"
        for path in files
        for literal in _LITERAL.findall(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_tokens_are_whole() -> None:
    design = json.loads(Path(resources() / "theme" / "tokens.json").read_text("utf-8"))
    assert set(tokens().type) == set(design["size"]["type"]) - {"family"}
    assert tokens().type["money"].px == 34
    assert tokens().type["money"].tabular
