"""Opens the shop's database: a SQLite file on this PC, or a PostgreSQL that several tills share."""

import os
import re
from pathlib import Path

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_

BUSY_MILLISECONDS = 10_000
_POSTGRES = re.compile(r"postgres(ql)?://", re.IGNORECASE)
_NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afpfs", "davfs", "fuse.davfs2"}
)


class ShopNotFound(UserError):
    """There is no file at the path given for the shop."""

    msgid = N_("There is no shop at {path}. Make one with: smbcrm init {path}")


class ShopOnNetworkShare(UserError):
    """SQLite's locks do not work on a network share: two PCs would damage the file."""

    msgid = N_(
        "{path} lies on a network share, where a shop file gets damaged. Keep it on this PC's own "
        "disk, or use PostgreSQL to share one shop between several tills."
    )


class FolderMissing(EnvironmentFault):
    """The folder of a new shop file does not exist or may not be written."""

    msgid = N_("The folder {path} does not exist or cannot be written. Choose another folder.")


class ShopExists(UserError):
    """A new shop must not overwrite something that is already there."""

    msgid = N_("{path} already exists. Choose another name, or open that shop.")


def is_postgres_url(address: str) -> bool:
    """Tell a PostgreSQL URL from a path."""
    return bool(_POSTGRES.match(address))


def connect(address: str, *, durable: bool = True) -> peewee.Database:
    """Return the database at an address, not yet open in any thread.

    With `durable` off a power cut may lose the last seconds: only for a shop that is being made
    and can be made again (the demo shop, a copy that is checked before it counts).
    """
    if is_postgres_url(address):
        return _postgres(address, durable=durable)
    path = Path(address).absolute()
    if not path.is_file():
        raise ShopNotFound(path=str(path))
    refuse_network_share(path)
    return sqlite(path, durable=durable)


def create_file(address: str) -> Path:
    """Make the empty file of a new SQLite shop; nothing that exists is ever overwritten."""
    path = Path(address).absolute()
    if path.exists():
        raise ShopExists(path=str(path))
    refuse_network_share(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except OSError as error:
        raise FolderMissing(path=str(path.parent)) from error
    os.close(descriptor)
    return path


def sqlite(path: Path, *, durable: bool = True, read_only: bool = False) -> SqlCipherDatabase:
    """Return a SQLite database on an existing file.

    `synchronous=FULL`, because NORMAL in WAL mode loses acknowledged sales at a power cut.
    `mode=rw`, because a missing file must be an error and not an empty shop. SqlCipherDatabase
    drops its `timeout`, so the busy time is a pragma.
    """
    mode = "ro" if read_only else "rw"
    pragmas = {
        "busy_timeout": BUSY_MILLISECONDS,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    if not read_only:
        pragmas |= {"journal_mode": "wal", "synchronous": "full" if durable else "off"}
        pragmas |= {"fullfsync": 1, "checkpoint_fullfsync": 1}
    return SqlCipherDatabase(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        passphrase="",
        pragmas=pragmas,
        lock_type="IMMEDIATE",
        autoconnect=False,
    )


def _postgres(url: str, *, durable: bool) -> peewee.PostgresqlDatabase:
    options = "-c client_min_messages=warning -c lock_timeout=10000"
    if not durable:
        options += " -c synchronous_commit=off"
    return peewee.PostgresqlDatabase(
        url, prefer_psycopg3=True, autoconnect=False, options=options, connect_timeout=10
    )


def refuse_network_share(path: Path) -> None:
    """Raise ShopOnNetworkShare for a path on NFS, SMB and the like (Linux and Windows paths)."""
    if str(path).startswith("\\\\") or _file_system(path) in _NETWORK_FILE_SYSTEMS:
        raise ShopOnNetworkShare(path=str(path))


def _file_system(path: Path) -> str:
    """Return the file system type of a path by the longest mount point, where Linux tells it."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    real = path.resolve()
    best, kind = 0, ""
    for line in mounts.splitlines():
        _, point, found, *_ = line.split(" ")
        mount = Path(point.replace("\\040", " "))
        if real.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), found
    return kind
