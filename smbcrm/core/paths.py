"""Where the files lie that the program brings along."""

import sys
from pathlib import Path


def resources() -> Path:
    """Return the folder of fonts, templates and catalogues, in a checkout or a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).parents[2]
    return base / "resources"


def localedir() -> Path:
    """Return the folder of the translated texts."""
    return resources() / "locale"
