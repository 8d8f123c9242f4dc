"""Reads our locks, and fetches one file of a package by its hash without running any of it."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from packaging.markers import Marker
from tools.packaging.program import Unfinished

_PINNED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\\n"
    r"(?P<hashes>(?:[ ]+--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
_DEFAULT = re.compile(r"--index-url <url>.*?\(default (\S+)\)", re.DOTALL)
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Locked:
    """A package that a lock names: its version, for which systems, and what its files hash to."""

    name: str
    version: str
    marker: str
    digests: tuple[str, ...]

    def wanted(self, there: Mapping[str, str]) -> bool:
        """Tell whether a system with these values of markers (PEP 508) takes it."""
        return not self.marker or Marker(self.marker).evaluate(dict(there))

    def __str__(self) -> str:
        """Return it as a lock without its marker."""
        hashes = "".join(f" \\\n    --hash=sha256:{one}" for one in self.digests)
        return f"{self.name}=={self.version}{hashes}\n"


def locked(text: str) -> Iterator[Locked]:
    """Yield what a lock with hashes names."""
    for found in _PINNED.finditer(text):
        digests = tuple(_DIGEST.findall(found["hashes"]))
        yield Locked(found["name"], found["version"], found["marker"] or "", digests)


def fetch(one: Locked, file: str, target: Path) -> Path:
    """Fetch a file of a package from the registry that pip uses, into the folder `target`.

    `file` is its name, with {version} in it. Raises Unfinished where it is not there or not the
    locked one.
    """
    name = file.format(version=one.version)
    page = f"{_registry().rstrip('/')}/{one.name}/"
    try:
        # Both forms of a registry's pages (PEP 503, PEP 691) have the address between quotes.
        address = re.search(rf"""["']([^"']*/{re.escape(name)})[#"']""", _read(page).decode())
        if address is None:
            raise Unfinished(f"{name} is not in the registry.")
        content = _read(urljoin(page, address[1]))
    except URLError as error:
        raise Unfinished(f"{name} could not be fetched: {error}") from error
    if hashlib.sha256(content).hexdigest() not in one.digests:
        raise Unfinished(f"{name} is not the locked one: its SHA-256 is another.")
    place = target / name
    place.write_bytes(content)
    return place


def _registry() -> str:
    """Return the address of the registry that pip takes packages from, as its help tells."""
    asked = [sys.executable, "-m", "pip", "download", "--help"]
    wide = {**os.environ, "COLUMNS": "1000"}  # no line is broken
    told = subprocess.run(asked, check=False, capture_output=True, text=True, env=wide).stdout
    address = _DEFAULT.search(told)
    if address is None:
        raise Unfinished("pip does not tell where it takes packages from.")
    return address[1]


def _read(address: str) -> bytes:
    with urlopen(Request(address), timeout=_SECONDS) as answer:  # noqa: S310 - pip's own registry
        content: bytes = answer.read()
    return content
