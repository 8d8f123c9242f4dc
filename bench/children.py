"""Programs that are measured as processes of their own: CPU time from nothing to their end."""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.measure import OutcomesDifferError

HOME = "SMBCRM_HOME"
_UNCOMPILED = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"})
"""With these nothing is compiled once and for all, as it is where the program was installed."""


def environment(folder: Path) -> dict[str, str]:
    """Return where a program runs: a user folder of its own, no screen, its code compiled once."""
    own = {key: value for key, value in os.environ.items() if key not in _UNCOMPILED}
    return own | {"QT_QPA_PLATFORM": "offscreen", HOME: str(folder / "home")}


def run(module: str, words: Sequence[str], env: Mapping[str, str]) -> str:
    """Run one of our modules to its end and return what it said. Raises OutcomesDifferError."""
    return _ended([sys.executable, "-m", module, *words], env).stdout


def cpu_of(command: Sequence[str], env: Mapping[str, str], *, says: str = "") -> float:
    """Run a program to its end and return its CPU seconds, user and system.

    Raises OutcomesDifferError where it fails, or does not say what it should.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = _ended(command, env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if says not in done.stdout:
        raise OutcomesDifferError(f"{command}: {done.stdout!r} instead of {says!r}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _ended(command: Sequence[str], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, check=False, capture_output=True, env=env, encoding="utf-8", timeout=600
    )
    if done.returncode:
        raise OutcomesDifferError(done.stderr[-2000:])
    return done
