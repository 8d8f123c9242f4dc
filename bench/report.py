"""What was measured, as bench/RESULTS.md says it."""

import os
import platform
import sys
from collections.abc import Iterable, Sequence

from sqlcipher3 import dbapi2

from bench.measure import Figure

_HEAD = """\
# How fast it is

Made by `python3 dev.py bench --large`. A ratio is CPU time of the product over CPU time of a plain
baseline on the driver's cursor (what each baseline does stands at the head of its module in
`bench/`); both ran in turns in one process and came to the same rows. The ratio is the middle one
of all pairs, beside it the lowest and the highest; the times are the middle ones of one sale, one
search and so on. A measurement without a limit is recorded only.

{machine}

| what | limit | ratio | lowest to highest | product | baseline | of one |
|---|---:|---:|---:|---:|---:|---|
"""
_MICROSECOND, _MILLISECOND = 1e-6, 1e-3


def machine() -> str:
    """Return what the figures depend on."""
    return (
        f"Python {platform.python_version()}, SQLite {dbapi2.sqlite_version}, "
        f"{os.cpu_count()} CPUs, {sys.platform} {platform.machine()}."
    )


def line(figure: Figure) -> str:
    """Return a figure as a row of the table."""
    limit = "" if figure.limit is None else f"{figure.limit:g}"
    broken = "" if figure.kept else " (exceeded)"
    cells = (
        *(figure.name, limit, f"{figure.ratio:.2f}{broken}"),
        f"{min(figure.ratios):.2f} to {max(figure.ratios):.2f}",
        *(_time(figure.product), _time(figure.baseline), figure.each),
    )
    return f"| {' | '.join(cells)} |"


def text(figures: Sequence[Figure], left_out: Iterable[str]) -> str:
    """Return the whole page."""
    rows = "".join(f"{line(figure)}\n" for figure in figures)
    missing = "".join(f"\nNot measured in this run: {name}.\n" for name in left_out)
    return _HEAD.format(machine=machine()) + rows + missing


def _time(seconds: float) -> str:
    """Return CPU time with three figures."""
    for unit, size in (("s", 1.0), ("ms", _MILLISECOND), ("µs", _MICROSECOND)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / _MICROSECOND:.3f} µs"
