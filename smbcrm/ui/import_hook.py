"""Takes PySide's hook off `import`.

PySide reads the source of every module that is imported after it, and keeps it in memory, to see
whether the module uses PySide: for `from __feature__ import snake_case` and the like, of which we
use nothing. That is a quarter of the time that our modules take to load.
"""

import builtins


def take_off() -> None:
    """Let modules be imported as without PySide; nothing happens where there is no such hook."""
    plain = getattr(builtins, "__orig_import__", None)  # PySide keeps it under this name
    if plain is not None:
        builtins.__import__ = plain
