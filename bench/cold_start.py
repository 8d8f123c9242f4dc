"""From nothing to an answer: `smbcrm find` as a new process, beside `python -c pass`.

Recorded only. CPU time of the child process, user and system; where the clerk waits, the files
are in the system's cache already.
"""

import sys
from pathlib import Path

from bench.children import cpu_of, environment
from bench.measure import Figure, in_turns


def measure(shop: Path, typed: str) -> Figure:
    """Measure on a closed shop in which somebody answers to what is typed."""
    env = environment(shop.parent)
    find = [sys.executable, "-m", "smbcrm", "find", typed, "--shop", str(shop)]
    nothing = [sys.executable, "-c", "pass"]
    cpu_of(find, env, says="\n")  # the first one compiles
    return in_turns(
        "Cold start of smbcrm find / python -c pass",
        "process",
        lambda: cpu_of(find, env, says="\n"),
        lambda: cpu_of(nothing, env),
        limit=None,
    )
