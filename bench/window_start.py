"""Starting the window: CPU time of whole processes, beside PySide6's own empty window.

The baseline imports PySide6, shows an empty `QMainWindow` and paints it: nothing that we could do
without. Both sides are new processes with their code compiled and the files in the system's
cache, and end when it was painted (`window_child`). The shop is the demo shop of 300 customers.
"""

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from bench.children import cpu_of, environment, run
from bench.measure import Figure, in_turns
from bench.window_child import BARE, COUNTER, FRAME, PAINTED, TYPED

FRAME_LIMIT, COUNTER_LIMIT = 1.6, 3.0
PAIRS = 15


def measure(folder: Path) -> list[Figure]:
    """Measure the frame alone, and the counter with an answer in it."""
    env = environment(folder)
    found = run("bench.window_shop", [TYPED], env).strip()
    bare = partial(_cpu, BARE, env, PAINTED)
    frame = partial(_cpu, FRAME, env, PAINTED)
    counter = partial(_cpu, COUNTER, env, found)
    for each in (bare, frame, counter):
        each()  # the first one compiles
    return [
        in_turns(f"{name} / bare PySide6 window", "process", ours, bare, limit=limit, pairs=PAIRS)
        for name, ours, limit in (
            ("Window, first paint of its frame", frame, FRAME_LIMIT),
            (
                "Window, a key at the idle counter and its answer painted",
                counter,
                COUNTER_LIMIT,
            ),
        )
    ]


def _cpu(what: str, env: Mapping[str, str], says: str) -> float:
    return cpu_of([sys.executable, "-m", "bench.window_child", what], env, says=says)
