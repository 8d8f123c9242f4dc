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
baseline, which the module in `bench/` says at its head: mostly the same done on the driver's
cursor, for the window PySide6's own empty window or the search alone. Both ran in turns, and where
both find or write something they came to the same. The ratio is the middle one of all pairs,
beside it the lowest and the highest; the times are the middle ones of one sale, one search and so
on. A measurement without a limit is recorded only; what is counted has no ratio. The window is
measured on Qt's offscreen platform.

{machine}

| what | limit | ratio | lowest to highest | product | baseline | of one |
|---|---:|---:|---:|---:|---:|---|
"""
_MACHINE = "Python "
_ANEW = "Measured anew by "
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
        limit = limit and f"{limit} {figure.unit}"
        return f"| {figure.name} | {limit} |  |  | {amount} |  |  |"
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


def with_new(before: str, figures: Sequence[Figure | Amount], part: str) -> str:
    """Return a page with the rows of these figures put in; those of others stay as they are.

    `part` is what was asked for, as in `--only PART --keep`; the page says so below the table.
    """
    old = before.splitlines()
    made_on = next(line for line in old if line.startswith(_MACHINE))
    fresh = {figure.name: line(figure) for figure in figures}
    rows = [row for row in old if row.startswith("| ")][1:]  # the first one says what is what
    rows = [fresh.pop(row.removeprefix("| ").partition(" |")[0], row) for row in rows]
    how = f"{_ANEW}`python3 dev.py bench --only {part} --keep`"
    notes = [note for note in _notes(old) if not note.startswith(f"{how}:")]
    table = "".join(f"{row}\n" for row in (*rows, *fresh.values()))
    below = "".join(f"\n{note}\n" for note in (*notes, f"{how}: {machine()}"))
    return _HEAD.format(machine=made_on) + table + below


def _notes(page: Sequence[str]) -> list[str]:
    """Return what is said below the table of a page."""
    last = max(number for number, one in enumerate(page) if one.startswith("|"))
    return [one for one in page[last + 1 :] if one]


def _time(seconds: float) -> str:
    """Return CPU time with three figures."""
    for unit, size in (("s", 1.0), ("ms", _MILLISECOND), ("µs", _MICROSECOND)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / _MICROSECOND:.3f} µs"
