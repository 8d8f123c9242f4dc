"""Where the shops of this PC are: what the window is given before a shop is open."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.machine import Machine

if TYPE_CHECKING:
    from smbcrm.membership.backups.types import Restored
    from smbcrm.membership.services import Services
    from smbcrm.membership.setup.service import NewShop


class DemoStopped(UserError):
    """The demo shop was given up while it was made."""

    msgid = N_("The demo shop was not finished, and nothing of it is left.")


def never() -> bool:
    """Go on to the end."""
    return False


def unseen(_done: int, _total: int) -> None:
    """Nobody looks."""


class MakeDemo(Protocol):
    """Makes a demo shop."""

    def __call__(
        self,
        address: str,
        language: str,
        progress: Callable[[int, int], None] = unseen,
        stop: Callable[[], bool] = never,
    ) -> "Services":
        """Make the demo shop of a language and return it open.

        `progress` is told what is done of how much; `stop` is asked as often. Where it is given
        up or fails nothing is left. Raises DemoStopped, ShopExists.
        """


class Restore(Protocol):
    """Goes back to a copy."""

    def __call__(self, address: str, copy: Path, *, accept_findings: bool = False) -> "Restored":
        """Put a copy at an address, where a shop may be or nothing; see BackupService.restore."""


@dataclass(frozen=True, slots=True)
class Premises:
    """What can be done on this PC without an open shop. An address is a path or a PostgreSQL URL.

    Each call may take long and belongs on a worker, but for `default_address`, `demo_address`,
    `is_demo` and `shown`.
    """

    machine: Machine
    """What this PC remembers; who opens a shop notes it: `machine.remember_shop(address)`."""
    folder: Path
    """The folder of this user's settings, logs and shops; it need not exist."""
    open: "Callable[[str], Services]"
    """Open the shop at an address, brought up to date. Raises ShopNotFound, Damaged and others."""
    create: "Callable[[str, NewShop], Services]"
    """Make a new shop and return it open. Raises ShopExists, BadSetting, FolderMissing."""
    demo: MakeDemo
    default_address: Callable[[], str]
    """Return where the next shop of this user is made: a file in the folder, not there yet."""
    demo_address: Callable[[str], str]
    """Return where the demo shop of a language is."""
    is_demo: Callable[[str], bool]
    """Tell whether an address is that of a demo shop of this PC."""
    exists: Callable[[str], bool]
    """Tell whether anything is at an address. A database that is away raises DatabaseAway."""
    shown: Callable[[str], str]
    """Return an address as it may be shown: without a password."""
    restore: Restore
    log_crash: Callable[[str, BaseException], Path]
    """Write where it broke and what is known of a bug; return the path of the log."""
