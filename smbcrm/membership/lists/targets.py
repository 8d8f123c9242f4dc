"""Which files may be written: never over the shop, its copies, or anything but a list of ours."""

import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.lists.types import FileExists, FileNotWritten

_WORKBOOK = ".xlsx"
_OTHER_WORKBOOKS = frozenset({".xlsm", ".xlsb", ".xls", ".ods"})
_CSV = ".csv"
_STREAM = "-"


class NotCsv(UserError):
    """The name promises a workbook, or is that of a stream."""

    msgid = N_("{file}: a CSV file is what is written. Choose a name that ends in .csv")


class NotAList(UserError):
    """The name promises a workbook of another kind, or is that of a stream."""

    msgid = N_(
        "{file}: an Excel workbook or a CSV file is what is written. Choose a name that ends in"
        " .xlsx or .csv"
    )


class FileKept(UserError):
    """The file is needed as it is."""

    msgid = N_("{file} is the shop, one of its copies or the list itself. Choose another name.")


class NotAFile(UserError):
    """A folder, a device or a pipe has that name."""

    msgid = N_("{file} is not a file that can be replaced. Choose another name.")


def is_workbook(path: Path) -> bool:
    """Tell whether a name is that of a workbook as we write them; any other is one of CSV."""
    return path.suffix.lower() == _WORKBOOK


def names_its_kind(path: Path) -> bool:
    """Tell whether a name ends as those of lists do, rather than needing an ending."""
    return path.suffix.lower() in {_WORKBOOK, _CSV, *_OTHER_WORKBOOKS}


def check_target(
    path: Path, *, replace: bool, keep: Collection[Path], workbook: bool = False
) -> None:
    """Refuse a file that must not or cannot be written, before anything is begun.

    `keep` are files, and folders with all that is in them, that are never written over, whatever
    they are called. Raises NotCsv, with `workbook` NotAList instead, and FileKept, NotAFile,
    FileExists without `replace`, FileNotWritten.
    """
    told = {"file": str(path)}
    other = path.suffix.lower() in _OTHER_WORKBOOKS or str(path) == _STREAM
    if workbook and other:
        raise NotAList(**told)
    if not workbook and (other or is_workbook(path)):
        raise NotCsv(**told)
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
