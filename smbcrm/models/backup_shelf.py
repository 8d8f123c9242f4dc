"""The folder of a shop's copies: files that arrive whole or not at all, each with its manifest."""

import contextlib
import datetime as dt
import errno
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from string import Formatter
from typing import Any

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.core.i18n import Text
from smbcrm.membership.backups import rules
from smbcrm.membership.backups.types import (
    Backup,
    BackupFigures,
    BackupReason,
    CopyFolderFull,
    CopyFolderUnusable,
    CopyNotFound,
)
from smbcrm.models.connect import HIDDEN, is_postgres_url, place_of, remove_file, shown

_MAKING = ".making"
_MANIFEST = ".json"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# A copy that has not come to its end after an hour never will.
_STALE_SECONDS = 3600.0


def shop_name(address: str) -> str:
    """Return what the copies of a shop are called: as its file or its database."""
    if is_postgres_url(address):
        name = shown(address).rpartition("/")[2]
        return "shop" if name in {"", HIDDEN} else name
    return Path(address).stem


def folder_of(address: str, user_folder: Path) -> Path:
    """Return where the copies of a shop lie: beside a file, for a server with the user.

    The name of the folder tells two databases of one name on two servers apart.
    """
    if not is_postgres_url(address):
        path = Path(address).absolute()
        return path.with_name(f"{path.name}.backups")
    mark = hashlib.sha256(f"postgresql://{place_of(address)}".lower().encode()).hexdigest()[:8]
    return user_folder / "backups" / f"{shop_name(address)}-{mark}"


class FolderShelf:
    """Copies in one folder, which is made with the first of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def copies(self) -> tuple[Backup, ...]:
        """Return the copies, newest first; none where there is no folder."""
        with self._faults():
            files = [*self.folder.glob(f"*{rules.EXTENSION}")] if self.folder.is_dir() else []
            found = [_read(file) for file in files]
        return tuple(sorted(found, key=lambda b: (b.made_at, b.name), reverse=True))

    def find(self, name: str) -> Path:
        """Return the copy of that name, or the file at that path; raise CopyNotFound."""
        with contextlib.suppress(OSError, ValueError):
            for path in (self.folder / name, Path(name).absolute()):
                if path.is_file():
                    return path
        raise CopyNotFound(name=name)

    def being_made(self, now: dt.datetime) -> bool:
        """Tell whether somebody is making a copy at this moment."""
        with self._faults():
            return any(
                abs(now.timestamp() - _modified(file)) < _STALE_SECONDS
                for file in self._unfinished()
            )

    def begin(self) -> Path:
        """Return a name in the folder at which a new copy can be written; sweep up leftovers."""
        with self._faults():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = self.folder / f".{os.urandom(8).hex()}{_MAKING}"
            file.touch(mode=0o600, exist_ok=False)
            present = _modified(file)
            for other in self._unfinished():
                if present - _modified(other) > _STALE_SECONDS:
                    remove_file(other)
            file.unlink()
        return file

    def keep(self, made: Path, backup: Backup) -> Backup:
        """Put a finished copy in its place for good, and write its manifest.

        The manifest comes first: a copy without one would not count.
        """
        with self._faults():
            path = backup.path
            number = 1
            while path.exists():
                number += 1
                path = backup.path.with_name(rules.numbered(backup.name, number))
            kept = replace(backup, path=path)
            sync(made)
            _write(kept)
            made.replace(path)
            sync_folder(self.folder)
        return kept

    def discard(self, made: Path) -> None:
        """Remove a copy that did not come to an end."""
        remove_file(made)

    def remove(self, backup: Backup) -> None:
        """Remove a copy and its manifest; one that somebody has open goes the next time."""
        with contextlib.suppress(OSError):
            backup.path.unlink(missing_ok=True)
            _manifest(backup.path).unlink(missing_ok=True)

    def mark(self, backup: Backup, *, superseded: bool) -> None:
        """Note whether operations which a copy holds were given up on purpose."""
        with self._faults():
            _write(replace(backup, superseded=superseded))

    def _unfinished(self) -> list[Path]:
        return [*self.folder.glob(f".*{_MAKING}*")] if self.folder.is_dir() else []

    @contextlib.contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise folder_fault(error, self.folder) from error


def folder_fault(error: OSError, folder: Path) -> CopyFolderFull | CopyFolderUnusable:
    """Return what to show for an error of the file system."""
    kind = CopyFolderFull if error.errno in _NO_ROOM else CopyFolderUnusable
    return kind(folder=str(folder))


def _modified(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # finished in the meantime
        return 0.0


def sync(file: Path) -> None:
    """Make what was written to a file outlive a power cut."""
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a new name outlive a power cut; Windows does so by itself and opens no folders."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _manifest(file: Path) -> Path:
    return file.with_name(file.name + _MANIFEST)


def _write(backup: Backup) -> None:
    content = {
        "made_at": instant_text(backup.made_at),
        "reason": backup.reason.value,
        "version": backup.version,
        "size": backup.size,
        "verified": backup.verified,
        "superseded": backup.superseded,
        "findings": [{"msgid": f.msgid, "params": f.params} for f in backup.findings],
        "figures": backup.figures and asdict(backup.figures),
    }
    manifest = _manifest(backup.path)
    made = manifest.with_name(f".{os.urandom(8).hex()}{_MAKING}")
    made.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=str), "utf-8")
    sync(made)
    made.replace(manifest)


def _read(file: Path) -> Backup:
    size = file.stat().st_size
    try:
        content: dict[str, Any] = json.loads(_manifest(file).read_text("utf-8"))
        return Backup(
            path=file,
            made_at=parse_instant(content["made_at"]),
            reason=BackupReason(content["reason"]),
            version=str(content["version"]),
            size=size,
            figures=BackupFigures(**content["figures"]),
            verified=content["verified"] is True and content["size"] == size,
            findings=tuple(_text(f["msgid"], f["params"]) for f in content["findings"]),
            superseded=content["superseded"] is True,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return _unknown(file, size)


def _text(msgid: str, params: dict[str, object]) -> Text:
    """Return a sentence that can be filled in; raise ValueError for one that somebody made up."""
    for _, field, form, conversion in Formatter().parse(msgid):
        if form or conversion or (field is not None and field not in params):
            raise ValueError(msgid)
    return Text(msgid, params)


def _unknown(file: Path, size: int) -> Backup:
    """Return what a file tells without its manifest: nothing but its name."""
    changed = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
    return Backup(
        path=file,
        made_at=rules.moment_of(file.name) or changed,
        reason=BackupReason.MANUAL,
        version="",
        size=size,
        figures=None,
        verified=False,
    )
