"""What the programs and libraries of Linux say of themselves, read by objdump (binutils)."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

_MAGIC = b"\x7fELF"
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")


def is_elf(path: Path) -> bool:
    """Tell whether a file is a program or a library of Linux."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def elf_files(folder: Path) -> Iterator[Path]:
    """Yield every program and library below a folder, each once."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and is_elf(path):
            yield path


@cache
def needed(path: Path) -> frozenset[str]:
    """Return the names of the libraries that a file is loaded with, those it names itself."""
    return frozenset(_NEEDED.findall(_objdump("-p", path)))


def glibc_of(path: Path) -> tuple[int, int]:
    """Return the newest version of glibc that a file asks for; (0, 0) for none."""
    found = _GLIBC.findall(_objdump("-p", path))
    return max(((int(major), int(minor)) for major, minor in found), default=(0, 0))


def names_of(folder: Path) -> set[str]:
    """Return the names of the libraries of Linux below a folder, links among them."""
    return {path.name for path in folder.rglob("*") if ".so" in path.name}


def has_symbols(path: Path) -> bool:
    """Tell whether a file carries a table that the loader does not read."""
    return "no symbols" not in _objdump("-t", path)


def reached(roots: Iterable[Path], libraries: Mapping[str, Path]) -> set[str]:
    """Return the names of the libraries that the roots are loaded with, and those with theirs.

    `libraries` says where a library lies that is known by a name; other names lead nowhere.
    """
    names = set[str]()
    waiting = list(roots)
    while waiting:
        new = needed(waiting.pop()) - names
        names |= new
        waiting += [libraries[name] for name in new if name in libraries]
    return names


def _objdump(what: str, path: Path) -> str:
    return subprocess.run(
        ["objdump", what, str(path)],
        check=True,
        capture_output=True,
        text=True,
        env={"LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin"},
    ).stdout
