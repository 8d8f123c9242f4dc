"""The numbers of the design: colours, sizes and icon names of resources/theme/tokens.json.

This module knows no Qt, so that tests and tools can read the design without a window.
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from smbcrm.core.paths import resources


class Theme(StrEnum):
    """The two sets of colours."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One step of the type scale: pixels at 100 %, weight 400 to 700, tabular figures or not."""

    px: int
    weight: int
    tabular: bool = False


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the design file says; colours are `#RRGGBB` or `#RRGGBBAA`."""

    colors: Mapping[Theme, Mapping[str, str]]
    type: Mapping[str, TextStyle]
    icons: tuple[str, ...]


@functools.cache
def tokens() -> Tokens:
    """Return the design's numbers; the file is read once.

    Raises OSError or ValueError when the file is missing or damaged: the program is then not
    installed as a whole.
    """
    return parse(json.loads((resources() / "theme" / "tokens.json").read_text("utf-8")))


def parse(design: Mapping[str, Any]) -> Tokens:
    """Return the design file's content as values that cannot change."""
    return Tokens(
        colors=MappingProxyType(
            {theme: MappingProxyType(dict(design["color"][theme])) for theme in Theme}
        ),
        type=MappingProxyType(
            {
                name: TextStyle(style["px"], style["weight"], style.get("tabular", False))
                for name, style in design["size"]["type"].items()
                if name != "family"
            }
        ),
        icons=tuple(design["icons"]["used"]),
    )


def channels(value: str) -> tuple[int, int, int, int]:
    """Return red, green, blue and alpha, each 0 to 255, of `#RRGGBB` or `#RRGGBBAA`.

    Qt reads eight digits as alpha first, the design and CSS as alpha last: so never hand the text
    of a colour to Qt without this.

    >>> channels("#1D242166")
    (29, 36, 33, 102)
    """
    digits = value.removeprefix("#").ljust(8, "F")
    red, green, blue, alpha = bytes.fromhex(digits)
    return red, green, blue, alpha
