"""The guided tour with somebody who looks at every stop; a program of its own."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from smbcrm import bootstrap
from smbcrm.core.clock import Clock
from smbcrm.membership.premises import Premises
from smbcrm.ui.main_window import MainWindow
from smbcrm.ui.tour import tour
from tests.helpers import blocks, screen_check


@dataclass
class Toured:
    """What was seen: the stops in their order, what is wrong at each, and the pictures.

    `moved` are the blocks of each page that stand elsewhere than in the pictures of the design.
    """

    stops: list[str] = field(default_factory=list)
    moved: dict[str, list[str]] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)
    pictures: tuple[Path, ...] = ()
    ratio: float = 1.0

    def look(self, window: MainWindow, name: str) -> None:
        """Look at one stop."""
        self.stops.append(name)
        self.ratio = window.devicePixelRatioF()
        self.moved[name] = list(blocks.off(window, name))
        if found := screen_check.faults(window):
            self.faults[name] = found


def take_tour(
    put_demo: Callable[[Premises, str], None],
    folder: Path,
    language: str,
    theme: str,
    size: tuple[int, int] = (1366, 696),
) -> Toured:
    """Take the tour with a demo shop that was made before."""
    toured = Toured()

    def premises_at(clock: Clock) -> Premises:
        premises = bootstrap.premises(clock)
        put_demo(premises, language)
        return premises

    toured.pictures = tour.run(
        premises_at, folder / "tour", language, theme, *size, seen=toured.look
    )
    return toured


def _nothing(_premises: Premises, _language: str) -> None:
    """Let the tour make its demo shop itself."""


if __name__ == "__main__":
    _folder, _language, _width, _height = sys.argv[1:]
    os.environ["SMBCRM_HOME"] = str(Path(_folder) / "home")
    _size = int(_width), int(_height)
    _seen = take_tour(_nothing, Path(_folder), _language, "light", _size)
    sys.stdout.write(json.dumps({"faults": _seen.faults, "ratio": _seen.ratio}))
