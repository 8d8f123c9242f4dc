"""Fetch one pinned Debian package with apt and unpack it, for the tools that make resources.

apt is asked by name and version, through whatever sources it is set up with; what comes is taken
only if its sha256 is the one written down in the source. Needs Debian, or a system like it.
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.npm_package import Package, check


@dataclass(frozen=True, slots=True)
class DebianPackage(Package):
    """A package for every architecture, as it was read when the resources were made."""

    @property
    def archive(self) -> str:
        """Return the file name apt gives the archive."""
        return f"{self.name}_{self.version.replace(':', '%3a')}_all.deb"


def unpack(package: DebianPackage, folder: Path) -> Path:
    """Return the root of the unpacked package; an archive that lies there is not fetched again.

    Raises WrongPackage if the archive is not the pinned one, CalledProcessError if apt or dpkg
    fails: apt does when the Debian it stands on has another version.
    """
    archive = folder / package.archive
    if not archive.exists():
        wanted = f"{package.name}={package.version}"
        subprocess.run(["apt-get", "download", "--quiet", wanted], check=True, cwd=folder)
    check(archive, package)
    target = folder / archive.stem
    subprocess.run(["dpkg-deb", "--extract", str(archive), str(target)], check=True)
    return target
