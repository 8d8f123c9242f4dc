"""Writes down what is inside the packaged program, and refuses what may not be."""

import shutil
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from tools.packaging.parts import Known, Part
from tools.packaging.program import ROOT, Unfinished, files_of

FOLDER = "THIRD-PARTY-LICENCES"
LIST = "LIST.md"
_HEAD = """\
# What is inside Shopbell

Shopbell itself is under the Apache License 2.0 (LICENSE beside this folder). It is shipped with
these works of others, as their makers built them, but for this: what only debuggers read is
stripped from libraries of Linux; modules, plugins and data that the program does not use are left
out; modules of Python are compiled; the fonts are subsets, made as their names say.

The works under the LGPL are used as libraries and modules that are files of their own: put a
changed version of the same interface in their place, and the program runs with it. Their sources:

{lesser}
"Text" says where the text of a work's licence lies: a folder or a file beside this list, after #
by which word it is found there, or an address.

| part | version | licence | lies in | text |
|---|---|---|---|---|
"""


def inside(parts: Sequence[Part], folder: Path) -> list[Part]:
    """Return the parts without those of which no file is in the folder of the program."""
    names = {path.name for path in files_of(folder)}
    return [
        part
        for part in parts
        if not part.files or any(fnmatchcase(name, one) for name in names for one in part.files)
    ]


def refusals(parts: Sequence[Part]) -> list[str]:
    """Return a line for each part that may not be shipped as it is."""
    return [line for line in (part.refusal() for part in parts) if line]


def write(parts: Sequence[Part], folder: Path, known: Known) -> Path:
    """Write the list and the texts into the folder of the program, and return the list.

    Raises Unfinished where a text does not lie where it should, or a source is not known.
    """
    target = folder / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    for part in parts:
        for text in part.texts:
            place = target / _place(part)
            place.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text.path, place / text.name)
    if lost := [part.name for part in parts if not _lies(part.text_in, target)]:
        raise Unfinished(f"Their licences are not where licences.toml says: {', '.join(lost)}")
    listed = target / LIST
    head = _HEAD.format(lesser="".join(_source(part, known) for part in parts if part.lesser))
    listed.write_text(head + "".join(map(_row, parts)), "utf-8")
    return listed


def _row(part: Part) -> str:
    own = [f"{_place(part)}/"] if part.texts else []
    where = ", ".join([*own, part.text_in] if part.text_in else own)
    return f"| {part.name} | {part.version} | {part.licence} | {part.of} | {where} |\n"


def _source(part: Part, known: Known) -> str:
    """Return the line that says where the sources of a part are. Raises Unfinished."""
    if part.name not in known.sources:
        raise Unfinished(f"licences.toml does not say where the sources of {part.name} are.")
    line = ".".join(part.version.split(".")[:2])
    where = known.sources[part.name].format(version=part.version, line=line)
    return f"- {part.name} {part.version}: {where}\n"


def _lies(text_in: str, target: Path) -> bool:
    """Tell whether a text that another part brings is there, with the word that it is found by."""
    if not text_in or text_in.startswith("https:"):
        return True
    name, _, word = text_in.partition("#")
    path = target / name
    return path.is_file() and word.casefold() in path.read_text("utf-8", "replace").casefold()


def _place(part: Part) -> str:
    """Return the folder of a part's texts: within that of what it lies in."""
    return "/".join(_folder_name(name) for name in (part.of, part.name) if name)


def _folder_name(name: str) -> str:
    """Return a part's name as the name of a folder on any system."""
    return "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in name)[:40].strip("-")
