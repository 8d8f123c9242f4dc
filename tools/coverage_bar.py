"""Hold the coverage bars: `coverage_bar.py REPORT`, where REPORT is coverage's JSON.

The kernel and the pure rules are covered to the last branch, file by file; all other code together
to nine tenths. A file that no test imports counts as well, because coverage lists the sources.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

PERFECT = (
    *("smbcrm/core/*", "smbcrm/membership/*/rules.py"),
    *("smbcrm/membership/reports/explaining.py", "smbcrm/membership/reports/owing.py"),
    *(f"smbcrm/membership/tiers/{name}.py" for name in ("reaching", "keeping", "timeline")),
    *(f"smbcrm/membership/what_if/{name}.py" for name in ("reading", "replaying")),
    *("smbcrm/membership/vouchers/definitions.py", "smbcrm/membership/vouchers/kinds/*"),
)
OTHERS = 0.9
_SHOWN_LINES = 12


@dataclass(frozen=True)
class Covered:
    """How much of one file the tests ran: statements and branches, counted together."""

    path: str
    reached: int
    possible: int
    missing: str

    @property
    def share(self) -> float:
        """The part that was reached, 0 to 1; an empty file has nothing to miss."""
        return self.reached / self.possible if self.possible else 1.0

    @property
    def is_perfect_file(self) -> bool:
        """Whether this file has to be covered to the last branch."""
        return any(fnmatchcase(self.path, pattern) for pattern in PERFECT)

    def __str__(self) -> str:
        return f"  {self.share:7.1%}  {self.path}  {self.missing}"


def read(report: Path) -> list[Covered]:
    """Return what coverage's JSON report says of each file."""
    files = json.loads(report.read_text("utf-8"))["files"]
    return [_covered(path.replace("\\", "/"), files[path]) for path in sorted(files)]


def _covered(path: str, entry: dict[str, Any]) -> Covered:
    numbers = entry["summary"]
    missing = [*entry["missing_lines"], *(f"{a}->{b}" for a, b in entry["missing_branches"])]
    more = " ..." if len(missing) > _SHOWN_LINES else ""
    return Covered(
        path,
        numbers["covered_lines"] + numbers["covered_branches"],
        numbers["num_statements"] + numbers["num_branches"],
        ", ".join(str(place) for place in missing[:_SHOWN_LINES]) + more,
    )


def faults(files: list[Covered]) -> list[str]:
    """Return a line for each bar that is missed and each file that is to blame."""
    lines = []
    perfect = [file for file in files if file.is_perfect_file and file.share < 1]
    if perfect:
        lines += ["Not covered to the last branch (line, or line->line not taken):"]
        lines += [str(file) for file in perfect]
    others = [file for file in files if not file.is_perfect_file]
    total = Covered(
        "all others", sum(f.reached for f in others), sum(f.possible for f in others), ""
    )
    if total.share < OTHERS:
        lines.append(f"The rest is covered to {total.share:.1%}, the bar is {OTHERS:.0%}:")
        lines += [str(file) for file in others if file.share < OTHERS]
    return lines


def main() -> int:
    """Print the files below a bar; 0 where there is none, else 1."""
    parser = argparse.ArgumentParser(description="Hold the coverage bars.")
    parser.add_argument("report", type=Path, help="coverage's JSON report")
    lines = faults(read(parser.parse_args().report))
    print("\n".join(lines or ["Coverage bars are held."]))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
