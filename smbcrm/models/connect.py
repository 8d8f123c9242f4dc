"""Opens the shop's database: a SQLite file on this PC, or a PostgreSQL that several tills share."""

import contextlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.models.drivers import database_errors, load_postgres
from smbcrm.models.faults import Damaged, ReadOnly, fault_of

BUSY_MILLISECONDS = 10_000
_BUSY_SECONDS = BUSY_MILLISECONDS / 1000
SIDE_FILES = ("-wal", "-shm", "-journal")
# "SHOB": bytes 68 to 71 of a SQLite file say whose it is (https://sqlite.org/fileformat2.html).
APPLICATION_ID = 0x53484F42
HIDDEN = "\N{HORIZONTAL ELLIPSIS}"
_POSTGRES = re.compile(r"postgres(ql)?://", re.IGNORECASE)
# Hosts with their ports (a name, a number, a percent-encoded folder of a socket), and a database.
_HOST = r"(\[[0-9a-f:.]+\]|[\w.%-]*)(:\d*)?"
_PLACE = re.compile(rf"{_HOST}(,{_HOST})*(/[^/:#\s]*)?", re.IGNORECASE)
_NETWORK_FILE_SYSTEMS = frozenset(
    {
        *("9p", "afpfs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"),
        *("smb3", "smbfs", "vboxsf"),
        *("fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs"),
    }
)
_DRIVE_REMOTE = 4  # what Windows' GetDriveTypeW answers for a mapped network drive


class ShopNotFound(UserError):
    """There is no file at the path given for the shop."""

    msgid = N_("There is no shop at {path}. It may have been moved, or its disk is not there.")
    command = N_("Make one with: smbcrm init {path}")


class ShopIsFolder(ShopNotFound):
    """A folder was named as the shop."""

    msgid = N_("{path} is a folder, not a shop. Name the file of the shop.")
    command = ""


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


def shown(address: str) -> str:
    """Return an address without the user name, the password and the settings it may hold.

    Of one that can be read in several ways, or in none, nothing is shown: a password that holds
    `@`, `/` or `?` as it is looks like any other part.
    """
    if not is_postgres_url(address):
        return address
    head, _, settings = _POSTGRES.sub("", address, count=1).partition("?")
    place = head.rpartition("@")[2]
    known = "@" not in settings and _PLACE.fullmatch(place)
    return f"postgresql://{place if known else HIDDEN}"


def place_of(address: str) -> str:
    """Return the hosts and the database of a PostgreSQL URL as libpq reads it. Not to be shown."""
    return re.sub(r"^[^@/]*@", "", _POSTGRES.sub("", address, count=1)).partition("?")[0]


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
    refuse_network_share(path)
    recognise(path)
    return sqlite(path, durable=durable)


def recognise(path: Path) -> None:
    """Look whether a file is a shop before it is set up as one, which would change it.

    Raises ShopNotFound, ReadOnly for one that may not be read, DatabaseBusy, and Damaged for an
    empty file and for anything that is not ours.

    SQLite itself reads the header: where a program opens and closes the file in its own way, POSIX
    drops every lock that its connections hold (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        if not path.is_file():
            raise (ShopIsFolder if path.is_dir() else ShopNotFound)(path=str(path))
        connection = sqlcipher.connect(uri_of(path, "rw"), uri=True, timeout=_BUSY_SECONDS)
    except (OSError, sqlcipher.Error) as error:
        raise ReadOnly from error
    try:
        found = connection.execute("PRAGMA application_id").fetchone()[0]
    except sqlcipher.Error as error:
        raise fault_of(error) or Damaged() from error
    finally:
        connection.close()
    if found != APPLICATION_ID:
        raise Damaged


def create_file(address: str) -> Path:
    """Make the file of a new SQLite shop, empty but for our mark; nothing is ever overwritten.

    Raises ShopExists, ShopOnNetworkShare, FolderMissing, or the fault of a disk that is full.
    """
    path = Path(address).absolute()
    try:
        if path.exists():
            raise ShopExists(path=str(path))
        refuse_network_share(path)
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderMissing(path=str(path.parent)) from error
    try:
        new_file(path)
    except FileExistsError as error:  # somebody was quicker
        raise ShopExists(path=str(path)) from error
    except (OSError, ValueError) as error:
        raise FolderMissing(path=str(path.parent)) from error
    return path


def new_file(path: Path) -> None:
    """Make a SQLite file with our mark in its header and nothing else. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        _mark(path)
    except database_errors() as error:
        remove_file(path)
        raise fault_of(error) or error from error


def _mark(path: Path) -> None:
    """Write our mark into the header itself: in WAL mode it would lie beside the file for long."""
    connection = sqlcipher.connect(uri_of(path, "rw"), uri=True, isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        connection.close()


def remove_file(path: Path) -> None:
    """Remove a SQLite file that we made, with what SQLite keeps beside it."""
    for name in (path, *(path.with_name(path.name + side) for side in SIDE_FILES)):
        with contextlib.suppress(OSError):
            name.unlink()


def uri_of(path: Path, mode: str) -> str:
    """Return the URI under which SQLite opens a file (an absolute path); `mode` is ro or rw."""
    return f"{path.as_uri()}?mode={mode}"


def sqlite(
    path: Path, *, durable: bool = True, read_only: bool = False, exclusive: bool = False
) -> SqlCipherDatabase:
    """Return a SQLite database on an existing file.

    `synchronous=FULL`, because NORMAL in WAL mode loses acknowledged sales at a power cut.
    `mode=rw`, because a missing file must be an error and not an empty shop. SqlCipherDatabase
    drops its `timeout`, so the busy time is a pragma. With `exclusive` it keeps the first lock
    that it takes, and is told nothing for which it would have to read the file.
    """
    mode = "ro" if read_only else "rw"
    pragmas: dict[str, int | str] = {
        "busy_timeout": BUSY_MILLISECONDS,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    if exclusive:
        pragmas["locking_mode"] = "exclusive"
    elif not read_only:
        pragmas |= {"journal_mode": "wal", "synchronous": "full" if durable else "off"}
        pragmas |= {"fullfsync": 1, "checkpoint_fullfsync": 1}
    return SqlCipherDatabase(
        uri_of(path, mode),
        uri=True,
        passphrase="",
        pragmas=pragmas,
        lock_type="IMMEDIATE",
        autoconnect=False,
    )


def _postgres(url: str, *, durable: bool) -> peewee.PostgresqlDatabase:
    load_postgres()
    options = "-c client_min_messages=warning -c lock_timeout=10000"
    if not durable:
        options += " -c synchronous_commit=off"
    # peewee knows an address by its first letters, and only in this spelling.
    return peewee.PostgresqlDatabase(
        _POSTGRES.sub("postgresql://", url, count=1),
        prefer_psycopg3=True,
        autoconnect=False,
        options=options,
        connect_timeout=10,
    )


def linux_mounts() -> str:
    """Return what Linux has mounted, one line each; empty on other systems."""
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def refuse_network_share(path: Path, mounts: Callable[[], str] = linux_mounts) -> None:
    """Raise ShopOnNetworkShare for a path on NFS, SMB and the like (Linux and Windows paths)."""
    kind = _file_system(path, mounts())
    if str(path).startswith("\\\\") or kind in _NETWORK_FILE_SYSTEMS or _on_mapped_drive(path):
        raise ShopOnNetworkShare(path=str(path))


def _on_mapped_drive(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows has windll

        kind: int = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return kind == _DRIVE_REMOTE
    return False


def _file_system(path: Path, mounts: str) -> str:
    """Return the file system type of a path by the longest mount point."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle, a zero byte: no file at all
        return ""
    best, kind = 0, ""
    for line in mounts.splitlines():
        _, point, found, *_ = line.split(" ")
        mount = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point))
        if real.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), found
    return kind
