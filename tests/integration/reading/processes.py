"""Which processes this one has started and not yet ended (Linux; elsewhere none are seen)."""

import os
from pathlib import Path


def children() -> set[int]:
    """Return the ids of this process's children, also of those that ended unnoticed."""
    own = str(os.getpid())
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = status.read_text("utf-8", "replace")
        except OSError:  # it ended while we looked
            continue
        parent = text.rpartition(")")[2].split()[1]
        if parent == own:
            found.add(int(status.parent.name))
    return found
