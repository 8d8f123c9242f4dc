"""What was measured, as bench/RESULTS.md says it."""

import os
import platform
import sys
from collections.abc import Iterable, Sequence

from sqlcipher3 import dbapi2

from bench.measure import Amount, Figure

_HEAD = """\
# How fast it is

Made by `python3 dev.py bench --large`. A ratio is CPU time of the product over CPU time of a plain
baseline on the driver's cursor (what each baseline does stands at the head of its module in
`bench/`); both ran in turns in one process and came to the same rows. The ratio is the middle one
of all pairs, beside it the lowest and the highest; the times are the middle ones of one sale, one
search and so on. A measurement without a limit is recorded only; what is counted has no ratio. The
window is measured on Qt's offscreen platform.

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


def line(figure: Figure | Amount) -> str:
    """Return a figure as a row of the table."""
    limit = "" if figure.limit is None else f"{figure.limit:g}"
    broken = "" if figure.kept else " (exceeded)"
    if isinstance(figure, Amount):
        amount = f"{figure.amount:.3g} {figure.unit}{broken}"
        return f"| {figure.name} | {limit} {figure.unit} |  |  | {amount} |  |  |"
    cells = (
        *(figure.name, limit, f"{figure.ratio:.2f}{broken}"),
        f"{min(figure.ratios):.2f} to {max(figure.ratios):.2f}",
        *(_time(figure.product), _time(figure.baseline), figure.each),
    )
    return f"| {' | '.join(cells)} |"


def text(figures: Sequence[Figure | Amount], left_out: Iterable[str]) -> str:
    """Return the whole page."""
    rows = "".join(f"{line(figure)}\n" for figure in figures)
    missing = "".join(f"\nNot measured in this run: {name}.\n" for name in left_out)
    return _HEAD.format(machine=machine()) + rows + missing


def with_new(before: str, figures: Sequence[Figure | Amount]) -> str:
    """Return a page with the rows of these figures put in; those of others stay as they are."""
    fresh = {figure.name: line(figure) for figure in figures}
    lines = []
    for old in before.splitlines():
        name = old.removeprefix("| ").partition(" |")[0]
        lines.append(fresh.pop(name, old) if old.startswith("| ") else old)
    last = max(number for number, old in enumerate(lines) if old.startswith("|"))
    lines[last + 1 : last + 1] = fresh.values()
    return "".join(f"{one}\n" for one in lines)


def _time(seconds: float) -> str:
    """Return CPU time with three figures."""
    for unit, size in (("s", 1.0), ("ms", _MILLISECOND), ("µs", _MICROSECOND)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / _MICROSECOND:.3f} µs"
