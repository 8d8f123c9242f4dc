"""Starting the window: CPU time of whole processes, beside PySide6's own empty window.

The baseline imports PySide6, shows an empty `QMainWindow` and paints it: nothing that we could do
without. Both sides are new processes with their code compiled and the files in the system's
cache, and end when it was painted (`window_child`). The shop is the demo shop of 300 customers.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from bench.children import cpu_of, environment, run
from bench.measure import Figure, in_turns
from bench.window_child import BARE, COUNTER, FRAME, PAINTED, TYPED

FRAME_LIMIT, COUNTER_LIMIT = 1.6, 3.0
PAIRS = 15


def measure(folder: Path) -> list[Figure]:
    """Measure the frame alone, and the counter with an answer in it."""
    env = environment(folder)
    found = run("bench.window_shop", [TYPED], env)
    limits = {FRAME: (FRAME_LIMIT, PAINTED), COUNTER: (COUNTER_LIMIT, found.strip())}
    names = {
        FRAME: "Window, first paint of its frame / bare PySide6 window",
        COUNTER: "Window, counter there, key taken and answer painted / bare PySide6 window",
    }
    figures = []
    for what, (limit, says) in limits.items():
        _cpu(what, env, says)  # the first one compiles
        _cpu(BARE, env, PAINTED)
        figures.append(
            in_turns(
                names[what],
                "process",
                lambda what=what, says=says: _cpu(what, env, says),
                lambda: _cpu(BARE, env, PAINTED),
                limit=limit,
                pairs=PAIRS,
            )
        )
    return figures


def _cpu(what: str, env: Mapping[str, str], says: str) -> float:
    return cpu_of([sys.executable, "-m", "bench.window_child", what], env, says=says)
