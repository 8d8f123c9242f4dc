"""From nothing to an answer: `smbcrm find` as a new process, beside `python -c pass`.

Recorded only. CPU time of the child process, user and system; where the clerk waits, the files
are in the system's cache already.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.measure import Figure, OutcomesDifferError, in_turns


def measure(shop: Path, typed: str) -> Figure:
    """Measure on a closed shop in which somebody answers to what is typed."""
    env = {**os.environ, "SMBCRM_HOME": str(shop.parent / "home")}
    find = [sys.executable, "-m", "smbcrm", "find", typed, "--shop", str(shop)]
    nothing = [sys.executable, "-c", "pass"]
    _cpu(find, env)  # the first one compiles
    return in_turns(
        "Cold start of smbcrm find / python -c pass",
        "process",
        lambda: _cpu(find, env),
        lambda: _cpu(nothing, env),
        limit=None,
    )


def _cpu(command: Sequence[str], env: Mapping[str, str]) -> float:
    """Run a program to its end and return its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=False, capture_output=True, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode or ("find" in command and not done.stdout):
        raise OutcomesDifferError(done.stderr.decode(errors="replace")[-2000:])
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
