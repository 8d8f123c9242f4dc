"""Backups: the facts, and what can stand in the way."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.audit.types import Verdict


class BackupReason(StrEnum):
    """Why a copy was made."""

    MANUAL = "manual"
    AUTOMATIC = "automatic"
    BEFORE_UPGRADE = "before_upgrade"
    BEFORE_RESTORE = "before_restore"


@dataclass(frozen=True, slots=True)
class BackupFigures:
    """How much a shop or a copy holds; `balances` is the sum of all accounts, whatever the unit."""

    customers: int
    operations: int
    entries: int
    balances: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that lies in the folder of copies.

    `findings` is what its check found; it is good with none. `figures` is None for a file of which
    nothing is known but its name. `superseded` marks one from before a restore: operations that it
    holds were given up on purpose.
    """

    path: Path
    made_at: dt.datetime
    reason: BackupReason
    version: str
    size: int
    figures: BackupFigures | None
    verified: bool
    findings: tuple[Text, ...] = ()
    superseded: bool = False

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Examination:
    """What a copy holds and whether its books prove themselves."""

    figures: BackupFigures
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    `before` is the copy made of the shop as it was; a file too damaged for that was `set_aside`
    byte by byte. Both are None where there was nothing. `erased_again` counts those whom the copy
    still held, though they were erased since.
    """

    source: Path
    before: Backup | None
    set_aside: Path | None
    verdict: Verdict
    erased_again: int = 0


class NoGoodCopy(UserError):
    """There is nothing to restore."""

    msgid = N_("There is no good copy in {folder}.")
    command = N_("Name a file: smbcrm backup restore FILE")


class CopyNotFound(UserError):
    """No copy has that name and no file is there."""

    msgid = N_("There is no copy {name}.")
    command = N_("See: smbcrm backup list")


class CopyUnusable(UserError):
    """The file is damaged, no copy of a shop, or its books do not add up."""

    msgid = N_(
        "{name} is damaged or is not a copy of a shop. Nothing was changed. Choose another copy."
    )
    command = N_("See: smbcrm backup list")


class CopyDoesNotAddUp(UserError):
    """The books of a copy do not prove themselves."""

    msgid = N_("{name} does not add up: {finding}. Nothing was changed. Choose another copy.")
    command = N_("See: smbcrm backup list")


class CopyOfAnotherShop(UserError):
    """The books of a copy begin with another operation than the shop's."""

    msgid = N_("{name} is a copy of another shop. Nothing was changed. Choose another copy.")
    command = N_(
        "To look at it, restore it to a file of its own: smbcrm --shop FILE backup restore {name}"
    )


class ShopInUse(UserError):
    """A restore needs the shop for itself."""

    msgid = N_(
        "The shop is open in another window or on another till. Close it there, then restore "
        "again. Nothing was changed."
    )


class RestoreNeedsEmpty(UserError):
    """On PostgreSQL a restore never overwrites."""

    msgid = N_(
        "{address} is not empty. A copy is only restored into an empty PostgreSQL database: make "
        "one with createdb NAME and give its address as --shop. Nothing was changed."
    )


class CopyFolderFull(EnvironmentFault):
    """There is no room for a copy."""

    msgid = N_("There is no room for a copy in {folder}. The shop is untouched. Make room there.")


class CopyFolderUnusable(EnvironmentFault):
    """The folder of the copies cannot be made, read or written."""

    msgid = N_(
        "The folder {folder} cannot be used for copies. The shop is untouched. Check that it is "
        "there, that you may write to it and that there is room."
    )


class CopyUnreadable(EnvironmentFault):
    """What was copied cannot be read back, so it is none."""

    msgid = N_(
        "The shop could not be copied: its file or the disk is damaged. Restore the last good copy."
    )
    command = N_("Use: smbcrm backup list, then smbcrm backup restore")


class CopyDiffers(EnvironmentFault):
    """What was restored is not what the copy holds; it was taken back."""

    msgid = N_("The database did not take the copy as it is. Nothing was changed.")
