"""Runs the smoke test: `python -m tools.smoke [--window PROGRAM] PROGRAM …`; 0 if all is well."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tools.smoke.day import DAYS, live
from tools.smoke.packaged import Failed, Packaged
from tools.smoke.screens import tours, window
from tools.smoke.wholeness import whole

Part = Callable[[Packaged], Iterator[str]]

PARTS: dict[str, Part] = {
    "whole": whole,
    **{f"day {day.language}": partial(live, day=day) for day in DAYS},
    "tour": tours,
    "window": window,
}


def run(program: Packaged, only: list[str] | None = None) -> bool:
    """Run all parts, or `only` some; say how each went, and return whether all went well."""
    well = True
    for name, part in PARTS.items():
        if only and name.split()[0] not in only:
            continue
        begun = time.monotonic()
        try:
            for step in part(program):
                print(f"  {name}: {step}", flush=True)
        except Failed as failure:
            well = False
            print(f"  FAILED {name}: {failure}", flush=True)
        print(f"  {name}: {time.monotonic() - begun:.1f} s", flush=True)
    return well


def _found(program: str) -> str:
    """Return where a program lies, from any folder: a file, or what the system knows, as wine."""
    return str(Path(shutil.which(program) or program).absolute())


def main() -> int:
    """Run the smoke test on the program that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tools.smoke", description=__doc__)
    parser.add_argument("program", nargs="+", help="what starts the program")
    parser.add_argument("--window", help="what starts the window, where that is another program")
    parser.add_argument(
        "--only", action="append", choices=sorted({name.split()[0] for name in PARTS})
    )
    asked = parser.parse_args()
    command = [_found(word) for word in asked.program]
    window_command = [_found(asked.window)] if asked.window else []
    # A folder with Chinese, a blank and a bracket in its name: all three have broken programs.
    with tempfile.TemporaryDirectory(prefix="smoke [水木] ", ignore_cleanup_errors=True) as home:
        well = run(Packaged(command, Path(home), window_command), asked.only)
    print("The packaged program works." if well else "The packaged program is broken.", flush=True)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
