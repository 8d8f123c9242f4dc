"""Starting the packaged window, beside PySide6's own empty window packaged in the same way.

Both are made anew by the recipe of build.spec, with `window_child` as their script, so that they
end when it was painted; what is shipped differs in that script alone. Only measured where the
packaged program was made before (python3 dev.py build). CPU time of whole processes and the time
by the clock, because unpacking modules is most of it and much of that is waiting.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.children import cpu_of, environment, run
from bench.measure import Figure, in_turns
from bench.window_child import BARE, COUNTER, FRAME, PAINTED, TYPED

ROOT = Path(__file__).parents[1]
BUILT = ROOT / "dist" / "shopbell"
LIMIT = 1.8
PAIRS = 15


def measure(folder: Path) -> list[Figure]:
    """Measure the frame, by CPU and by the clock, and the counter; nothing without a build."""
    if not BUILT.exists():
        print("No packaged program is here: python3 dev.py build makes it.", flush=True)
        return []
    _make(folder)
    env = environment(folder)
    found = run("bench.window_shop", [TYPED], env).strip()
    bare = _Start(folder, "bare", BARE, env, PAINTED)
    frame = _Start(folder, "ours", FRAME, env, PAINTED)
    counter = _Start(folder, "ours", COUNTER, env, found)
    for each in (bare, frame, counter):
        each.cpu()  # the first one reads it all from the disk
    rows: tuple[tuple[str, Callable[[], float], Callable[[], float], float | None], ...] = (
        ("first paint of its frame", frame.cpu, bare.cpu, LIMIT),
        ("first paint of its frame, by the clock", frame.wall, bare.wall, LIMIT),
        ("a key at the idle counter and its answer painted", counter.cpu, bare.cpu, None),
    )
    return [
        in_turns(
            f"Packaged window, {name} / bare packaged PySide6 window",
            *("process", ours, theirs),
            limit=limit,
            pairs=PAIRS,
        )
        for name, ours, theirs, limit in rows
    ]


class _Start:
    """One packaged program, told what to show."""

    def __init__(
        self, folder: Path, name: str, what: str, env: Mapping[str, str], says: str
    ) -> None:
        self._command = [str(folder / "dist" / name / name), what]
        self._env = env
        self._says = says

    def cpu(self) -> float:
        """Run it and return its CPU seconds."""
        return cpu_of(self._command, self._env, says=self._says)

    def wall(self) -> float:
        """Run it and return the seconds that went by."""
        begun = time.perf_counter()
        self.cpu()
        return time.perf_counter() - begun


def _make(folder: Path) -> None:
    """Make both programs in a folder."""
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    subprocess.run([*command, *places, str(ROOT / "bench" / "frozen.spec")], check=True, cwd=ROOT)
