"""Which files may be written: never over the shop, its copies, or what else is needed."""

import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.files.types import FileExists, FileNotWritten


class FileKept(UserError):
    """The file is needed as it is."""

    msgid = N_("{file} is needed as it is. Choose another name.")


class NotAFile(UserError):
    """A folder, a device or a pipe has that name."""

    msgid = N_("{file} is not a file that can be replaced. Choose another name.")


def check_target(path: Path, *, replace: bool, keep: Collection[Path]) -> None:
    """Refuse a file that must not or cannot be written, before anything is begun.

    `keep` are files, and folders with all that is in them, that are never written over, whatever
    they are called. Raises FileKept, NotAFile, FileExists without `replace`, FileNotWritten.
    """
    told = {"file": str(path)}
    try:
        if any(_is_within(path, kept) for kept in keep):
            raise FileKept(**told)
        there = path.exists()
        if path.is_symlink() if not there else not path.is_file():
            raise NotAFile(**told)
        if there and not replace:
            raise FileExists(**told)
        with tempfile.TemporaryFile(dir=path.absolute().parent):
            writable = not there or os.access(path, os.W_OK)
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, a zero byte
        raise FileNotWritten(**told) from error
    if not writable:
        raise FileNotWritten(**told)


def _is_within(path: Path, kept: Path) -> bool:
    real, other = path.resolve(), kept.resolve()
    if path.exists() and kept.exists() and path.samefile(kept):
        return True  # a second name, or other letters on a disk to which they are the same
    return real.is_relative_to(other)
