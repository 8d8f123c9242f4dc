"""Files of customers: the facts, and what is refused."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_

LARGEST_MIB = 20
LARGEST = LARGEST_MIB * 1024 * 1024


class FileKind(StrEnum):
    """What a file is by what is in it; a photo is a picture of ours that shows the customer."""

    PICTURE = "picture"
    PDF = "pdf"
    TEXT = "text"
    DOCUMENT = "document"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """A file of a customer: `name` as it was called, `stored` the name of ours for its bytes.

    `record` is the service record that it belongs to, if any.
    """

    id: int
    name: str
    stored: str
    kind: FileKind
    size: int
    sha256: str
    at: dt.datetime
    staff: int
    record: int | None


class NamedFile(NamedTuple):
    """A file as verify and copies know it: whose, its number, its bytes' name and sha256."""

    code: str
    number: int
    stored: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A file that was taken away, with its bytes: it can be put back."""

    file: CustomerFile
    content: bytes


@dataclass(frozen=True, slots=True)
class FilesLeft:
    """The bytes under these names of ours belong to nobody any more (an event)."""

    stored: tuple[str, ...]


class FileUnreadable(UserError):
    """There is no such file, or it cannot be read."""

    msgid = N_("{file} cannot be read. Check its name and that you may read it.")


class FileTooLarge(UserError):
    """More bytes than are kept of one file."""

    msgid = N_("{file} is larger than {most} MiB. Make it smaller, or keep it elsewhere.")


class FileEmpty(UserError):
    """A file with nothing in it."""

    msgid = N_("{file} is empty. Choose another file.")


class FileNotKept(UserError):
    """A program, an archive, a film: what is not kept of customers."""

    msgid = N_(
        "{file} is no picture, PDF, text or office document, whatever it is called. Save it as one "
        "of these."
    )


class TooManyFiles(UserError):
    """More files than anybody looks through."""

    msgid = N_("A customer has at most {most} files. Remove one first.")


class TooManyBytes(UserError):
    """More in all than is handed out in one file."""

    msgid = N_("The files of a customer take at most {most} MiB together. Remove one first.")


class NoSuchFile(UserError):
    """The file is gone: taken away at another till, or never this customer's."""

    msgid = N_("This file is not there any more.")
    command = N_("See: smbcrm file list CODE")


class NoSuchRecordHere(UserError):
    """A file is tied to a record that the customer does not have."""

    msgid = N_("This customer has no service record {record}.")
    command = N_("See: smbcrm record list CODE")


class FileLost(EnvironmentFault):
    """The bytes are gone, or not those that were kept."""

    msgid = N_(
        "The file {file} is missing or was changed from outside. Restore a copy of the shop that "
        "has it, or remove it and add it again."
    )


class FilesUnusable(EnvironmentFault):
    """The folder of the files cannot be written."""

    msgid = N_(
        "The folder {folder} cannot be used for files of customers. Nothing was changed. Check "
        "that you may write to it and that the disk has room."
    )
