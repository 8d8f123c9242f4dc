"""The parts that a program is made of: what of others is inside, under which licence.

What wheels say of themselves (metadata, licence files, lists of what is inside them) is believed;
what they leave out stands in packaging/licences/licences.toml.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from tools.packaging.program import ROOT
from tools.packaging.spdx import NotAnExpression, allowed

TEXTS = ROOT / "packaging" / "licences"
_FREE_WORDS = {"MIT License": "MIT", "BSD": "BSD-3-Clause"}
_LIBRARIES = {".pyd", ".dll", ".dylib"}
_TEXT_NAME = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")
# Qt's wheels bring a note on the licence that others buy, beside or instead of ours.
_NOT_OURS = re.compile(r"(?i)commercial")
_GNU = re.compile(r"\bL?GPL-\d\.\d")
_LESSER = re.compile(r"\bLGPL-\d\.\d")
# Texts that are the same for every work, and bear nobody's name.
_SAME_FOR_ALL = {"Apache-2.0": ROOT / "LICENSE", "Unlicense": TEXTS / "Unlicense.txt"}
_NEEDS_NO_TEXT = "LicenseRef-public-domain"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a licence: the name under which it is kept, and where it is read from."""

    name: str
    path: Path


@dataclass(slots=True)
class Part:
    """One part: whose name, version, licences (an SPDX expression) and texts they are.

    `of`: the part it lies in. `text_in`: where the text lies that another part brings: a path among
    all texts, after # a word in it, or an address. `files`: how files of the program are called
    without which the part is not inside; none: it is. `archived`: some of it lies in the program's
    own file, where users cannot replace it.
    """

    name: str
    version: str
    licence: str
    of: str = ""
    texts: list[Text] = field(default_factory=list)
    text_in: str = ""
    files: tuple[str, ...] = ()
    archived: bool = False

    @property
    def lesser(self) -> bool:
        """Tell whether it is a work under the LGPL."""
        return bool(_LESSER.search(self.licence))

    def refusal(self) -> str | None:
        """Return why it may not be shipped; None where it may."""
        try:
            if not allowed(self.licence, replaceable=not self.archived):
                return f"{self.name} ({self.licence}) may not be inside"
        except NotAnExpression:
            return f"{self.name}: nobody knows its licence ({self.licence or 'none is named'})"
        kept = {text.name for text in self.texts}
        lesser = {f"{one}.txt" for one in _LESSER.findall(self.licence)}
        has_text = self.texts or self.text_in or self.licence == _NEEDS_NO_TEXT
        if not has_text or not lesser <= kept:
            return f"{self.name}: the text of its licence is missing"
        return None


@dataclass(frozen=True, slots=True)
class Known:
    """What licences.toml says."""

    distributions: dict[str, str] = field(default_factory=dict)
    inside: list[dict[str, Any]] = field(default_factory=list)
    components: dict[str, dict[str, Any]] = field(default_factory=dict)
    absent: dict[str, list[str]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    libraries: dict[str, list[str]] = field(default_factory=dict)
    resources: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls) -> "Known":
        """Read it."""
        return cls(**tomllib.loads((TEXTS / "licences.toml").read_text("utf-8")))


def plain(name: str) -> str:
    """Return the name of a distribution as registries compare them (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def of_distribution(found: Distribution, known: Known) -> list[Part]:
    """Return a distribution as a part, followed by the works of others inside it."""
    name = plain(found.metadata["Name"])
    facts = found.metadata.json
    stated = str(facts.get("license_expression") or facts.get("license") or "")
    licence = known.distributions.get(name, _FREE_WORDS.get(stated, stated))
    whole = Part(name, found.version, licence, texts=list(_texts(found)))
    whole.texts += _common(licence, alone=not whole.texts)
    inside = [
        _within(name, one["name"], one.get("version", ""), one["licence"], one)
        for one in known.inside
        if one["wheel"] == name
    ]
    return [whole, *inside, *_listed(found, name, known)]


def of_resources(known: Known) -> Iterator[Part]:
    """Yield what of our resources others made."""
    for one in known.resources:
        texts = [Text(Path(text).name, ROOT / text) for text in one["texts"]]
        yield Part(one["name"], "", one["licence"], texts=texts)


def _texts(found: Distribution) -> Iterator[Text]:
    """Yield the licence files of a distribution."""
    for file in found.files or ():
        in_metadata = file.parts[0].endswith(".dist-info")
        named = _TEXT_NAME.search(file.name) or "licenses" in file.parts[:-1]
        wanted = named and not _NOT_OURS.search(file.name)
        if in_metadata and wanted and not file.name.endswith((".py", ".pyc")):
            kept = "-".join(part for part in file.parts[1:] if part != "licenses")
            yield Text(kept, Path(str(found.locate_file(file))))


def _common(licence: str, *, alone: bool) -> list[Text]:
    """Return the texts of a licence that we keep ourselves.

    Of the GNU licences always: Qt's wheels leave them out. The LGPL 3 stands upon the GPL 3. Of the
    others where the work comes without a text (`alone`).
    """
    gnu = dict.fromkeys(_GNU.findall(licence))
    if "LGPL-3.0" in gnu:
        gnu["GPL-3.0"] = None
    ours = {one: TEXTS / f"{one}.txt" for one in gnu}
    if alone:
        ours |= {one: path for one, path in _SAME_FOR_ALL.items() if one in licence}
    return [Text(f"{one}.txt", path) for one, path in ours.items() if path.exists()]


def _within(wheel: str, name: str, version: str, licence: str, told: dict[str, Any]) -> Part:
    """Return a work inside a wheel, with what licences.toml tells of it."""
    own = [Text(one, TEXTS / one) for one in told.get("texts", ())]
    return Part(
        *(name, version, licence, wheel),
        texts=[*own, *_common(licence, alone=True)],
        text_in=told.get("text_in", ""),
        files=tuple(told.get("files", ())),
    )


def _listed(found: Distribution, wheel: str, known: Known) -> Iterator[Part]:
    """Yield what a wheel's own lists name (CycloneDX, as PEP 770 puts them)."""
    seen = {wheel}
    for file in found.files or ():
        if "sboms" not in file.parts or file.suffix != ".json":
            continue
        listed = json.loads(Path(str(found.locate_file(file))).read_text("utf-8"))
        for one in listed.get("components", ()):
            name = one["name"]
            if one.get("scope") == "excluded" or plain(name) in seen:
                continue
            seen.add(plain(name))
            if name in known.absent and not _holds(found, known.absent[name]):
                continue
            told = known.components.get(name, {})
            licence = _expression(one) or told.get("licence", "")
            yield _within(wheel, name, str(one.get("version", "")), licence, told)


def _expression(component: dict[str, Any]) -> str:
    """Return the licences of a component as one expression.

    A licence that only has a name is no part of SPDX's list: its name is kept, and refused.
    """
    named = []
    for one in component.get("licenses", ()):
        licence = one.get("license", {})
        named.append(one.get("expression") or licence.get("id") or licence.get("name") or "?")
    return " AND ".join(f"({one})" if " " in one else one for one in named)


def _holds(found: Distribution, words: list[str]) -> bool:
    """Tell whether a word stands in a library of a distribution, as far as they are there."""
    files = (Path(str(found.locate_file(file))) for file in found.files or ())
    libraries = (path for path in files if ".so" in path.name or path.suffix in _LIBRARIES)
    contents = (path.read_bytes() for path in libraries if path.exists())
    return any(word.encode() in content for content in contents for word in words)
