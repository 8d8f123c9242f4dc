"""The file behind an open SQLite connection: whether it is still the one at the shop's path.

Linux and macOS let a file be deleted, renamed or replaced while a program has it open. SQLite in
WAL mode notices nothing and goes on writing into a file without a name, which is gone with the last
connection (https://sqlite.org/howtocorrupt.html, 4.2). Windows refuses all of that.
"""

from pathlib import Path

from smbcrm.models.faults import ShopFileGone

Identity = tuple[int, int]
"""The device and the number of a file on it: no two files that are open have the same."""


def identity_of(path: Path) -> Identity | None:
    """Tell which file lies at a path; None where that cannot be told. Raises ShopFileGone.

    Where the file exists but may not be looked at, or the disk fails, SQLite knows more to say.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ShopFileGone from error
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else None


def refuse_another(path: Path, opened: Identity | None) -> None:
    """Raise ShopFileGone unless the file at a path is the one that was opened."""
    if opened is not None and identity_of(path) not in {None, opened}:
        raise ShopFileGone
