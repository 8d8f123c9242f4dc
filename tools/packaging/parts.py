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

from tools.packaging.spdx import NotAnExpression, allowed

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "packaging" / "licences"
_FREE_WORDS = {"MIT License": "MIT", "BSD": "BSD-3-Clause"}
_LIBRARIES = {".pyd", ".dll", ".dylib"}
_TEXT_NAME = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a licence: the name under which it is kept, and where it is read from."""

    name: str
    path: Path


@dataclass(slots=True)
class Part:
    """One part: whose name, version, licences (an SPDX expression) and texts they are.

    `of`: the part it lies in. `archived`: some of it lies in the program's own file, where users
    cannot replace it.
    """

    name: str
    version: str
    licence: str
    of: str = ""
    texts: list[Text] = field(default_factory=list)
    archived: bool = False

    def refusal(self) -> str | None:
        """Return why it may not be shipped; None where it may."""
        try:
            if not allowed(self.licence, replaceable=not self.archived):
                return f"{self.name} ({self.licence}) may not be inside"
        except NotAnExpression:
            return f"{self.name}: nobody knows its licence ({self.licence or 'none is named'})"
        if not self.of and not self.texts:
            return f"{self.name}: the text of its licence is missing"
        return None


@dataclass(frozen=True, slots=True)
class Known:
    """What licences.toml says."""

    distributions: dict[str, str]
    inside: list[dict[str, str]]
    components: dict[str, str]
    absent: dict[str, str]
    libraries: dict[str, list[str]]
    resources: list[dict[str, Any]]

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
    if not whole.texts:
        whole.texts = _common(licence)
    inside = [
        Part(one["name"], "", one["licence"], of=name)
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
        if in_metadata and named and not file.name.endswith((".py", ".pyc")):
            kept = "-".join(part for part in file.parts[1:] if part != "licenses")
            yield Text(kept, Path(str(found.locate_file(file))))


def _common(licence: str) -> list[Text]:
    """Return the text of a licence that we keep ourselves: what Qt's wheels leave out."""
    names = ("LGPL-3.0", "GPL-3.0") if "LGPL-3.0" in licence else ()
    return [Text(f"{name}.txt", TEXTS / f"{name}.txt") for name in names]


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
            licence = _expression(one) or known.components.get(name, "")
            yield Part(name, str(one.get("version", "")), licence, of=wheel)


def _expression(component: dict[str, Any]) -> str:
    """Return the licences of a component as one expression."""
    named = (
        one.get("expression") or one.get("license", {}).get("id", "")
        for one in component.get("licenses", ())
    )
    return " AND ".join(f"({one})" if " " in one else one for one in named if one)


def _holds(found: Distribution, word: str) -> bool:
    """Tell whether a word stands in a library of a distribution, as far as they are there."""
    files = (Path(str(found.locate_file(file))) for file in found.files or ())
    libraries = (path for path in files if ".so" in path.name or path.suffix in _LIBRARIES)
    return any(word.encode() in path.read_bytes() for path in libraries if path.exists())
