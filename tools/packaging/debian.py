"""Makes the .deb of a packaged program: /usr/lib/shopbell, /usr/bin/smbcrm, and the menu entry."""

import datetime as dt
import gzip
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from email.utils import format_datetime
from pathlib import Path

from smbcrm import __version__
from tools.packaging.elf import elf_files, glibc_of, names_of, needed
from tools.packaging.program import ROOT, files_of, size_of
from tools.packaging.recipe import NAME
from tools.packaging.trim import SYSTEMS, library, systems_own

PACKAGE = "shopbell"
MAINTAINER = "Shopbell contributors <packages@shopbell.invalid>"
_SOURCES = ROOT / "packaging" / "debian"
_HOME = f"usr/lib/{PACKAGE}"
# What is inside looks for these by itself: the layouts of keyboards.
_DATA = ("xkb-data",)


def depends(folder: Path) -> list[str]:
    """Return the packages that the libraries of a program ask for, as `Depends` names them."""
    files = list(elf_files(folder))
    inside = names_of(folder)
    asked = {name for path in files for name in needed(path) - inside}
    packages = {SYSTEMS[library(name)] for name in asked if systems_own(name)}
    major, minor = max(map(glibc_of, files))
    libc = f"libc6 (>= {major}.{minor})"
    return [libc, *sorted((packages - {"libc6"}) | set(_DATA))]


def build(folder: Path, target: Path, epoch: int) -> Path:
    """Make the package of a program's folder in the folder `target`, and return it."""
    root = target / "deb"
    shutil.rmtree(root, ignore_errors=True)
    _lay_out(folder, root, epoch)
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(_control(folder, root), "utf-8")
    (control / "md5sums").write_text("".join(_sums(root)), "utf-8")
    settle(root, epoch)
    package = target / f"{PACKAGE}_{__version__}_{_architecture()}.deb"
    how = ["--root-owner-group", "-Zxz", "-z6"]
    # Several threads would split the archive by their number. The variable does no harm where
    # dpkg-deb is older than 1.21.9; an option that it does not know would.
    fixed = {"SOURCE_DATE_EPOCH": str(epoch), "DPKG_DEB_THREADS_MAX": "1"}
    subprocess.run(
        ["dpkg-deb", *how, "--build", str(root), str(package)],
        check=True,
        env={**os.environ, **fixed},
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(root)
    return package


def _lay_out(folder: Path, root: Path, epoch: int) -> None:
    """Put the files where Debian wants them."""
    shutil.copytree(folder, root / _HOME, symlinks=True)
    link = root / "usr" / "bin" / NAME
    link.parent.mkdir()
    link.symlink_to(f"../lib/{PACKAGE}/{NAME}")
    share = root / "usr" / "share"
    _copy(_SOURCES / "shopbell.desktop", share / "applications" / "shopbell.desktop")
    icons = share / "icons" / "hicolor"
    _copy(ROOT / "resources/icons/shopbell.svg", icons / "scalable/apps/shopbell.svg")
    for picture in (ROOT / "packaging" / "icons").glob("shopbell-*.png"):
        side = picture.stem.partition("-")[2]
        _copy(picture, icons / f"{side}x{side}" / "apps" / "shopbell.png")
    _copy(_SOURCES / "copyright", share / "doc" / PACKAGE / "copyright")
    _copy(_SOURCES / "lintian-overrides", share / "lintian" / "overrides" / PACKAGE)
    _press(_changelog(epoch), share / "doc" / PACKAGE / "changelog.gz")
    _press((_SOURCES / "smbcrm.1").read_bytes(), share / "man" / "man1" / "smbcrm.1.gz")


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)


def _press(content: bytes, place: Path) -> None:
    """Write compressed bytes without a name and a time in them, as gzip -9n does."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(gzip.compress(content, 9, mtime=0))


def _changelog(epoch: int) -> bytes:
    """Return what deb-changelog(5) asks for: the version, who made it, and when."""
    moment = format_datetime(dt.datetime.fromtimestamp(epoch, dt.UTC))
    changes = f"{PACKAGE} ({__version__}) stable; urgency=medium\n\n  * See CHANGELOG.md.\n"
    return f"{changes}\n -- {MAINTAINER}  {moment}\n".encode()


def _control(folder: Path, root: Path) -> str:
    return (
        (_SOURCES / "control.in")
        .read_text("utf-8")
        .format(
            version=__version__,
            maintainer=MAINTAINER,
            architecture=_architecture(),
            kibibytes=size_of(files_of(root)) // 1024,
            depends=", ".join(depends(folder)),
        )
    )


def _architecture() -> str:
    asked = ["dpkg", "--print-architecture"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def _sums(root: Path) -> Iterator[str]:
    """Yield the lines of md5sums(5): it tells damage, not malice."""
    for path in files_of(root / "usr"):
        digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
        yield f"{digest}  {path.relative_to(root).as_posix()}\n"


def settle(root: Path, epoch: int) -> None:
    """Give every file plain rights and the moment of the sources."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            runs = path.stat().st_mode & 0o100 and ".so" not in path.name
            path.chmod(0o755 if path.is_dir() or runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)
