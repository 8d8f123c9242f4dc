"""Fetch one pinned package with npm and unpack it, for the tools that make resources.

npm is asked by name and version, through whatever registry it is set up with; what comes is taken
only if its sha256 is the one written down here in the source.
"""

import hashlib
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it was read when the resources were made."""

    name: str
    version: str
    sha256: str

    @property
    def archive(self) -> str:
        """Return the file name npm gives the archive."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


class WrongPackage(Exception):
    """The archive is not the one that was pinned."""


def unpack(package: Package, folder: Path) -> Path:
    """Return the unpacked package in `folder`; an archive that lies there is not fetched again.

    Raises WrongPackage if the archive is not the pinned one, CalledProcessError if npm fails.
    """
    archive = folder / package.archive
    if not archive.exists():
        wanted = f"{package.name}@{package.version}"
        subprocess.run(["npm", "pack", "--silent", wanted], check=True, cwd=folder)
    check(archive, package)
    target = folder / archive.stem
    with tarfile.open(archive) as packed:
        packed.extractall(target, filter="data")
    return target / "package"


def check(archive: Path, package: Package) -> None:
    """Raise WrongPackage if an archive is not the one that was pinned."""
    if hashlib.sha256(archive.read_bytes()).hexdigest() != package.sha256:
        raise WrongPackage(f"{archive} does not have the sha256 {package.sha256}")
