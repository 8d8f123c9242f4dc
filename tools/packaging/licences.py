"""Writes down what is inside the packaged program, and refuses what may not be."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from tools.packaging.parts import ROOT, Part

FOLDER = "THIRD-PARTY-LICENCES"
LIST = "LIST.md"
_HEAD = """\
# What is inside Shopbell

Shopbell itself is under the Apache License 2.0 (LICENSE beside this folder). It is shipped with
these works of others, unchanged; the texts of their licences lie in the folders beside this list.

Qt, PySide6, shiboken6 and psycopg are used under the LGPL, version 3, as libraries and modules that
are files of their own: put a changed version of the same interface in their place, and the program
runs with it. Their sources: https://download.qt.io and https://github.com/psycopg/psycopg.

| part | version | licence | lies in |
|---|---|---|---|
"""


def refusals(parts: Sequence[Part]) -> list[str]:
    """Return a line for each part that may not be shipped as it is."""
    return [line for line in (part.refusal() for part in parts) if line]


def write(parts: Sequence[Part], folder: Path) -> Path:
    """Write the list and the texts into the folder of the program, and return the list."""
    target = folder / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    for part in parts:
        for text in part.texts:
            place = target / _folder_name(part.name)
            place.mkdir(exist_ok=True)
            shutil.copyfile(text.path, place / text.name)
    rows = (f"| {part.name} | {part.version} | {part.licence} | {part.of} |\n" for part in parts)
    listed = target / LIST
    listed.write_text(_HEAD + "".join(rows), "utf-8")
    return listed


def _folder_name(name: str) -> str:
    """Return a part's name as the name of a folder on any system."""
    return "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in name)[:40].strip("-")
