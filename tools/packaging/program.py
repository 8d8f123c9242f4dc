"""Makes the folder of the packaged program by build.spec, without what only a debugger reads."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.packaging import contents
from tools.packaging.elf import elf_files, has_symbols, names_of, needed
from tools.packaging.recipe import NAME, PRODUCT
from tools.packaging.trim import systems_own

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"
WORK = ROOT / "build" / "pyinstaller"
INSIDE = "_internal"
LIMIT = 180_000_000
"""Bytes that the whole folder may have."""
_PARTS_SHOWN = 14
_FIRST_OF_ZIP = 315_532_800
_OURS = re.compile(rf"\b{NAME}\.[\w.]+ \((?:top-level|delayed)\)")


class Unfinished(Exception):
    """The program could not be made; the message says why."""


def epoch() -> int:
    """Return the moment that packages bear: SOURCE_DATE_EPOCH, else that of the last commit.

    In seconds since 1970; where neither is known, and before 1980, it is the first that a .zip can
    bear. Raises Unfinished where git does not say, or the variable is no number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None and (ROOT / ".git").exists():
        given = _moment_of_the_commit()
    try:
        return max(int(given or 0), _FIRST_OF_ZIP)
    except ValueError as error:
        raise Unfinished(f"SOURCE_DATE_EPOCH is no number of seconds: {given}") from error


def _moment_of_the_commit() -> str:
    asked = ["git", "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=ROOT)
    except (OSError, subprocess.CalledProcessError) as error:
        # No git here, or it does not trust a checkout that belongs to somebody else.
        raise Unfinished(
            "Git does not tell the moment of the last commit. Set SOURCE_DATE_EPOCH to the seconds"
            f" since 1970 that packages shall bear.\n{getattr(error, 'stderr', None) or error}"
        ) from error
    return done.stdout


def make(dist: Path = DIST, work: Path = WORK) -> Path:
    """Make the program anew and return its folder. Raises Unfinished."""
    run_pyinstaller(ROOT / "build.spec", dist, work)
    if absent := absent_modules((work / "build" / "warn-build.txt").read_text("utf-8")):
        raise Unfinished("The program imports what is not inside:\n  " + "\n  ".join(absent))
    folder = dist / "shopbell"
    contents.write(folder / INSIDE)
    if sys.platform == "linux":
        strip(folder)
        if missing := sorted(missing_libraries(folder)):
            raise Unfinished("Neither inside nor the system's:\n  " + "\n  ".join(missing))
    return folder


def run_pyinstaller(spec: Path, dist: Path, work: Path) -> None:
    """Run PyInstaller on a recipe of ours. Raises Unfinished."""
    places = ["--distpath", str(dist), "--workpath", str(work)]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    # The same sources make the same program: no random order of sets, no clock.
    env = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch())}
    done = subprocess.run([*command, *places, str(spec)], check=False, cwd=ROOT, env=env)
    if done.returncode:
        raise Unfinished(f"PyInstaller failed (exit code {done.returncode}); see above.")


def absent_modules(warnings: str) -> list[str]:
    """Return the lines of PyInstaller's warnings on modules that our own modules import."""
    lines = (line for line in warnings.splitlines() if " module named " in line)
    # Where a module is imported for Windows or for one version of Python alone, it may be missing.
    return [line for line in lines if _OURS.search(line.partition(" - imported by ")[2])]


def executable(folder: Path) -> Path:
    """Return the program for the command line in a folder of the program."""
    return folder / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


def window_executable(folder: Path) -> Path:
    """Return the program that shows the window; only Windows tells the two apart."""
    return folder / f"{PRODUCT}.exe" if sys.platform == "win32" else executable(folder)


def strip(folder: Path) -> None:
    """Take out of libraries what only a debugger reads; some of Python's are half made of it."""
    for path in elf_files(folder / INSIDE):
        if has_symbols(path):
            path.chmod(0o755)
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def missing_libraries(folder: Path) -> Iterator[str]:
    """Yield what a file inside needs and nobody has, as a line for each."""
    inside = names_of(folder)
    for path in elf_files(folder):
        for name in needed(path) - inside:
            if not systems_own(name):
                yield f"{path.relative_to(folder)} needs {name}"


def files_of(folder: Path) -> list[Path]:
    """Return the files below a folder, links left out: each byte counts once."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def size_of(files: Iterable[Path]) -> int:
    """Return the bytes of files."""
    return sum(path.stat().st_size for path in files)


def sizes(folder: Path) -> list[tuple[str, int]]:
    """Return the largest parts of the program with their bytes, the rest as one."""
    found = Counter[str]()
    for path in files_of(folder):
        parts = path.relative_to(folder).parts
        name = parts[1] if parts[0] == INSIDE and len(parts) > 1 else parts[0]
        found[name] += path.stat().st_size
    largest = found.most_common(_PARTS_SHOWN)
    rest = found.total() - sum(size for _, size in largest)
    return [*largest, ("all others", rest)]
