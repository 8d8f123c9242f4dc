"""How much a foreign list may ask for, and how a process binds itself to that."""

import os
import sys
import threading
from dataclasses import dataclass

MIB = 1024 * 1024
_SLACK = 64 * MIB
OUT_OF_MEMORY = 77
"""Exit code of a child that needed more than it was given."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The caps. Sizes in bytes, times in seconds.

    A shop has up to 100,000 customers; a workbook of those with twelve columns takes 135 MiB.
    `text` is what Excel puts into one cell, `ratio` counts only for parts larger than `ratio_from`:
    sheets pack 5 to 50 times, only made-up ones 1,000 times. `silence` is the time without a new
    batch of rows while the program waits, `processor` the computing time in all.
    """

    file: int = 100 * MIB
    unpacked: int = 1024 * MIB
    parts: int = 10_000
    ratio: int = 200
    ratio_from: int = 16 * MIB
    rows: int = 1_000_000
    columns: int = 500
    text: int = 32_767
    memory: int = 1024 * MIB
    silence: float = 120.0
    processor: int = 300


def confine(limits: Limits) -> None:
    """Bind this process to its memory and computing time; it can never loosen that again.

    It may not write files either (POSIX), and Windows lets it start no process.
    """
    if sys.platform == "win32":
        from smbcrm.exports.reading import limits_windows  # noqa: PLC0415 - only there

        limits_windows.confine(limits.memory, limits.processor)
    else:
        _confine_posix(limits)


if sys.platform != "win32":
    import resource

    def _confine_posix(limits: Limits) -> None:
        caps = {
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_CPU: limits.processor,
            resource.RLIMIT_AS: limits.memory,
        }
        for kind, wanted in caps.items():
            _, ceiling = resource.getrlimit(kind)
            cap = wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)
            # The hard limit of computing time lies later: at the soft one the system says which
            # limit it was, at the hard one it only kills.
            slack = 5 if kind == resource.RLIMIT_CPU and ceiling == resource.RLIM_INFINITY else 0
            try:
                resource.setrlimit(kind, (cap, cap + slack))
            except (OSError, ValueError):
                if kind != resource.RLIMIT_AS:
                    raise
        if sys.platform == "darwin":  # macOS accepts RLIMIT_AS and does not keep it
            watch_memory(limits.memory)

    def peak_memory() -> int:
        """Return the most memory that this process has held, in bytes."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024

    def watch_memory(limit: int, every: float = 0.02) -> threading.Event:
        """End this process as soon as it holds more than `limit` bytes; looked at `every` seconds.

        The parser works outside Python's lock, so the thread sees it grow. A system may count the
        parent's peak as the child's own, so what is there already allows a little more. Returns
        what stops the watch.
        """
        stop = threading.Event()
        cap = max(limit, peak_memory() + _SLACK)

        def look() -> None:
            while not stop.wait(every):
                if peak_memory() > cap:
                    os._exit(OUT_OF_MEMORY)

        threading.Thread(target=look, name="memory", daemon=True).start()
        return stop
