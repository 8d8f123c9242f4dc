"""Packs the folder of the program as archives whose bytes depend on its content alone."""

import datetime as dt
import tarfile
import zipfile
from pathlib import Path


def pack(folder: Path, archive: Path, name: str, epoch: int) -> Path:
    """Pack a folder as `name` into a .tar.xz and return it.

    Names in order, nobody's user, plain rights; no file is younger than `epoch` (seconds since
    1970, see https://reproducible-builds.org/docs/archives).
    """

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = epoch
        executable = member.isdir() or member.mode & 0o100
        member.mode = 0o755 if executable else 0o644
        return member

    archive.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive, "w:xz", preset=6, format=tarfile.PAX_FORMAT) as packed:
        packed.add(folder, name, recursive=False, filter=plain)
        for path in sorted(folder.rglob("*")):
            inside = f"{name}/{path.relative_to(folder).as_posix()}"
            packed.add(path, inside, recursive=False, filter=plain)
    return archive


def zipped(folder: Path, archive: Path, name: str, epoch: int) -> Path:
    """Pack a folder as `name` into a .zip, as Windows opens it, and return it."""
    moment = dt.datetime.fromtimestamp(epoch, dt.UTC).timetuple()[:6]
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                inside = f"{name}/{path.relative_to(folder).as_posix()}"
                packed.writestr(
                    zipfile.ZipInfo(inside, moment),
                    path.read_bytes(),
                    compress_type=zipfile.ZIP_DEFLATED,
                )
    return archive
