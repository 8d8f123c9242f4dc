"""The colours of paper: those of the light theme, by their names in resources/theme/tokens.json."""

import json
from functools import cache

from smbcrm.core.paths import resources

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""


def colour(name: str) -> Colour:
    """Return a colour by its name; KeyError for a name that the theme does not have."""
    return _colours()[name]


@cache
def _colours() -> dict[str, Colour]:
    tokens = json.loads((resources() / "theme" / "tokens.json").read_text("utf-8"))
    return {name: _read(value) for name, value in tokens["color"]["light"].items()}


def _read(value: str) -> Colour:
    red, green, blue = bytes.fromhex(value[1:7])
    return red / 255, green / 255, blue / 255
