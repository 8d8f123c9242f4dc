"""Takes PySide's hook off `import`. See docs/adr/0016.

PySide reads the source of every module that is imported after it, and keeps it in memory, to see
whether the module uses PySide: for `from __feature__ import snake_case` and the like, of which we
use nothing. That is a tenth of the time that our modules take to load.
"""

import builtins

_PYSIDES = "__feature_import__"


def take_off() -> None:
    """Let modules be imported as without PySide; a hook that is not PySide's own stays."""
    plain = getattr(builtins, "__orig_import__", None)  # PySide keeps it under this name
    if plain is not None and builtins.__import__.__name__ == _PYSIDES:
        builtins.__import__ = plain
