"""What shows the window. The command line knows no Qt: `__main__` hands it in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_
from smbcrm.core.machine import Machine


class NoWindow(EnvironmentFault):
    """Qt cannot be loaded."""

    msgid = N_("The window cannot be opened: {why}. The commands work without it: smbcrm --help")


class NoDisplay(EnvironmentFault):
    """Nothing to show a window on."""

    msgid = N_(
        "There is no display to open a window on. Sit down at the screen of this PC, or use the "
        "commands: smbcrm --help"
    )


@dataclass(frozen=True, slots=True)
class TourWish:
    """How the guided tour is to look: what it speaks and wears, and the size of its window."""

    folder: Path
    language: str
    theme: str
    width: int
    height: int
    scale: float


class Screens(Protocol):
    """Opens windows; both methods come back when the last one is closed."""

    def window(self, machine: Machine, shop: str | None, language: str, *, demo: bool) -> None:
        """Open a shop, or the one opened last. Raises NoWindow and NoDisplay."""

    def tour(self, wish: TourWish) -> tuple[Path, ...]:
        """Go through the main jobs and return the pictures taken. Raises NoWindow and OSError."""


class NoScreens:
    """Stands in where no window can be shown."""

    def window(self, machine: Machine, shop: str | None, language: str, *, demo: bool) -> None:
        """Refuse."""
        del machine, shop, language, demo
        raise NoWindow(why="PySide6")

    def tour(self, wish: TourWish) -> tuple[Path, ...]:
        """Refuse."""
        del wish
        raise NoWindow(why="PySide6")
