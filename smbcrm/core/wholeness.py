"""Whether the files that the program found its texts, fonts and steps in are those it came with.

The build writes a list of them (tools/packaging/contents.py): a line for each file, its size in
bytes, a blank, and its path from the folder that holds `resources`. A checkout has no such list.
"""

from pathlib import Path

LIST = "resources/parts.txt"


def damaged(home: Path) -> list[str]:
    """Return which files of the list are missing or of another size; nothing without a list."""
    try:
        lines = (home / LIST).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        return [LIST]
    return [
        path
        for size, _, path in (line.partition(" ") for line in lines)
        if size != _size(home / path)
    ]


def _size(file: Path) -> str:
    """Return the size of a file in bytes, nothing where there is none that can be looked at."""
    try:
        return str(file.stat().st_size)
    except OSError:
        return ""
