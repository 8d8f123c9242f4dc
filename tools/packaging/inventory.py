"""Whose every file of the program is, by what PyInstaller wrote down of where it took it from."""

import ast
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.metadata import Distribution, distributions
from pathlib import Path

from tools.packaging.parts import Known, Part, Text, of_distribution, of_resources, plain
from tools.packaging.program import ROOT

_PYTHON = "Python"
_OUR_FOLDERS = ("smbcrm", "resources")
_SYSTEMS = (Path("/usr"), Path("/usr/local"))
_BOOTLOADER = "pyinstaller"


class Stranger(Exception):
    """Nobody knows whose a file is; the message names it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file or a module of the program: its name inside, where it was, and if it is archived."""

    name: str
    source: Path
    archived: bool


def taken(work: Path) -> Iterator[Taken]:
    """Yield what PyInstaller put into the program, as its tables in its work folder say."""
    for table, archived in (("COLLECT-00.toc", False), ("PYZ-00.toc", True)):
        for entries in ast.literal_eval((work / table).read_text("utf-8")):
            for name, source, kind in entries if isinstance(entries, list) else ():
                if kind not in {"SYMLINK", "EXECUTABLE"}:
                    yield Taken(name, Path(source), archived)


def unlocked(parts: Iterable[Part], lock: str) -> list[str]:
    """Return the wheels inside that are not among those that the program is locked to.

    A developer's environment has more, and others import what they find.
    """
    locked = {plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    wheels = {plain(one.metadata["Name"]) for one in distributions()} - {_BOOTLOADER}
    return sorted({part.name for part in parts if not part.of} & (wheels - locked))


class Owners:
    """Knows whose the files of this Python environment are."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._wheels = dict[Path, Distribution]()
        for one in distributions():
            if plain(one.metadata["Name"]) != "smbcrm":
                for file in one.files or ():
                    self._wheels[Path(str(one.locate_file(file)))] = one
        base = Path(sys.base_prefix)
        places = [*map(sysconfig.get_path, ("stdlib", "platstdlib"))]
        if base not in _SYSTEMS:
            places.append(str(base))
        self._python = tuple(Path(place).resolve() for place in places)

    def parts(self, files: Iterable[Taken], work: Path) -> list[Part]:
        """Return the parts that the files, and what starts them, belong to. Raises Stranger."""
        starter = Distribution.from_name(_BOOTLOADER)
        found = {_BOOTLOADER: of_distribution(starter, self._known)}
        for one in files:
            owner = self._owner(one, work)
            if owner is None:
                continue
            key = self._key(owner)
            if key not in found:
                found[key] = self._made(owner)
            if one.archived:
                found[key][0].archived = True
            if owner in self._known.libraries:
                _add_copyright(found[key][0], one.source)
        return [*(part for key in sorted(found) for part in found[key]), *self._resources()]

    def _owner(self, one: Taken, work: Path) -> Distribution | str | None:
        """Return whose a file is: a wheel, a name, or None for our own. Raises Stranger."""
        source = one.source
        if source in self._wheels:
            return self._wheels[source]
        if any(source.is_relative_to(ROOT / folder) for folder in _OUR_FOLDERS):
            return None
        if source.is_relative_to(work) or self._is_pythons(source):
            return _PYTHON  # in the work folder: the modules that are loaded first, as an archive
        name = source.name.lower()
        for beginning in self._known.libraries:
            if name.startswith(beginning):
                return beginning
        raise Stranger(f"{one.name} (from {source})")

    def _is_pythons(self, source: Path) -> bool:
        """Tell whether a file came with Python; where Python is the system's, so is its folder."""
        if source.name.lower().startswith(("libpython", "python3")):
            return True
        return any(source.resolve().is_relative_to(place) for place in self._python)

    def _key(self, owner: Distribution | str) -> str:
        """Return what is the same for all files of one part."""
        if isinstance(owner, Distribution):
            return plain(owner.metadata["Name"])
        return self._known.libraries.get(owner, [owner])[0]

    def _made(self, owner: Distribution | str) -> list[Part]:
        if isinstance(owner, Distribution):
            return of_distribution(owner, self._known)
        if owner == _PYTHON:
            text = _python_licence()
            return [Part(_PYTHON, sys.version.split()[0], "PSF-2.0", texts=[Text(text.name, text)])]
        name, licence = self._known.libraries[owner]
        return [Part(name, "", licence)]

    def _resources(self) -> list[Part]:
        """Return what of our resources others made. Raises Stranger for a font of nobody's."""
        patterns = [one["files"].replace("**/", "*") for one in self._known.resources]
        for path in sorted((ROOT / "resources").rglob("*.ttf")):
            name = path.relative_to(ROOT).as_posix()
            if not any(fnmatchcase(name, pattern) for pattern in patterns):
                raise Stranger(name)
        return list(of_resources(self._known))


def _python_licence() -> Path:
    """Return the text of Python's own licence, wherever this Python keeps it. Raises Stranger."""
    places = (sysconfig.get_path("stdlib"), sys.base_prefix, f"{sys.base_prefix}/lib")
    for place in places:
        for name in ("LICENSE.txt", "LICENSE"):
            path = Path(place) / name
            if path.exists():
                return path
    raise Stranger("the licence of Python")


def _add_copyright(part: Part, source: Path) -> None:
    """Add the text that came with a library to its part: of Debian its package's, else none."""
    if not shutil.which("dpkg-query"):
        return
    real = str(source.resolve())
    # Debian merged /lib into /usr/lib; some packages still know their files by the old place.
    asked = subprocess.run(
        ["dpkg-query", "--search", real, real.removeprefix("/usr")],
        check=False,
        capture_output=True,
        text=True,
    )
    package = asked.stdout.partition(":")[0].strip()
    text = Text(f"{package}.txt", Path("/usr/share/doc") / package / "copyright")
    if package and text.path.exists() and text not in part.texts:
        part.texts.append(text)
