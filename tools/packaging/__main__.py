"""Makes the packaged program and proves it: `python -m tools.packaging`, or dev.py build."""

import argparse
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from smbcrm import __version__
from tools.packaging import debian, licences, program, windows
from tools.packaging.archive import pack, zipped
from tools.packaging.inventory import Owners, Stranger, taken, unlocked
from tools.packaging.parts import Known, Part
from tools.packaging.program import DIST, LIMIT, ROOT, WORK, Unfinished
from tools.packaging.recipe import NAME, PRODUCT

_MEGABYTE = 1_000_000
_Made = TypeVar("_Made")


def main() -> int:
    """Do what the command line asks for; 0 where all went well."""
    parser = argparse.ArgumentParser(prog="python3 dev.py build", description=__doc__)
    parser.add_argument(
        "--windows", action="store_true", help="the folder for Windows instead, on any system"
    )
    parser.add_argument("--packages", action="store_true", help="also what people download")
    parser.add_argument("--no-smoke", action="store_true", help="do not try the program out")
    asked = parser.parse_args()
    try:
        if asked.windows:
            return _for_windows(packages=asked.packages, smoke=not asked.no_smoke)
        folder = _timed("The program", program.make)
        _timed("Its licences", lambda: _write_licences(folder, _parts_of_the_frozen()))
        _weigh(folder)
        if asked.packages:
            _timed("The packages", lambda: _pack(folder))
    except (Unfinished, Stranger) as error:
        print(error, flush=True)
        return 1
    if asked.no_smoke:
        return 0
    started = [str(program.executable(folder))]
    return _timed("The smoke test", lambda: _smoke(started, program.window_executable(folder)))


def _for_windows(*, packages: bool, smoke: bool) -> int:
    """Make the folder for Windows; try it out where a Windows is, or wine. Raises Unfinished."""
    folder = _timed("The folder", windows.make)
    _write_licences(folder, list(windows.parts(folder)))
    python = windows.python_for(folder)
    if python is None:
        print("No Windows and no wine here: its modules are compiled where it first runs.")
    else:
        _timed("Its modules", lambda: windows.compile_by(python, folder))
    _weigh(folder)
    if packages:
        _timed("The packages", lambda: _pack_for_windows(folder))
    if platform.system() != "Windows" or not smoke:
        return 0
    started = [str(folder / f"{NAME}.exe")]
    return _timed("The smoke test", lambda: _smoke(started, folder / f"{PRODUCT}.exe"))


def _timed(what: str, make: Callable[[], _Made]) -> _Made:
    """Make something and say how long that took."""
    begun = time.monotonic()
    made = make()
    print(f"{what}: {time.monotonic() - begun:.0f} s", flush=True)
    return made


def _parts_of_the_frozen() -> list[Part]:
    """Return what is inside the program of this system. Raises Stranger, Unfinished."""
    work = WORK / "build"
    parts = Owners(Known.read()).parts(taken(work), work)
    if more := unlocked(parts, (ROOT / "requirements" / "runtime.txt").read_text("utf-8")):
        raise Unfinished(f"Not in requirements/runtime.txt, and yet inside: {', '.join(more)}")
    return parts


def _write_licences(folder: Path, parts: list[Part]) -> None:
    """Write down what is inside. Raises Unfinished where some of it may not be."""
    inside = licences.inside(parts, folder)
    if refused := licences.refusals(inside):
        raise Unfinished("This may not be shipped:\n  " + "\n  ".join(refused))
    listed = licences.write(inside, folder, Known.read())
    print(f"{len(inside)} parts in {listed}", flush=True)


def _weigh(folder: Path) -> None:
    """Say what the program weighs. Raises Unfinished where that is too much."""
    whole = program.size_of(program.files_of(folder))
    for name, size in program.sizes(folder):
        print(f"  {size / _MEGABYTE:7.1f} MB  {name}", flush=True)
    print(f"  {whole / _MEGABYTE:7.1f} MB  in all, of {LIMIT / _MEGABYTE:.0f}", flush=True)
    # Qt's libraries for macOS are made for two kinds of processors.
    if whole > LIMIT and sys.platform != "darwin":
        raise Unfinished("The program is too large: see tools/packaging/trim.py.")


def _pack(folder: Path) -> None:
    """Pack the folder as what people download; on Debian also as a package."""
    epoch = program.epoch()
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    name = f"shopbell-{__version__}-{system}-{platform.machine().lower()}"
    packages = [pack(folder, DIST / f"{name}.tar.xz", name, epoch)]
    if shutil.which("dpkg-deb"):
        packages.append(debian.build(folder, DIST, epoch))
    _tell(packages)


def _pack_for_windows(folder: Path) -> None:
    """Pack the folder as an archive that Windows opens itself, and as an installer."""
    name = f"shopbell-{__version__}-windows-x86_64"
    packages = [zipped(folder, DIST / f"{name}.zip", name, program.epoch())]
    made = windows.installer(folder)
    _tell([*packages, made] if made else packages)


def _tell(packages: list[Path]) -> None:
    for package in packages:
        print(f"  {package.stat().st_size / _MEGABYTE:7.1f} MB  {package}", flush=True)


def _smoke(command: list[str], window: Path) -> int:
    """Try a program out, with everything that it should do in a day."""
    words = ["--window", str(window), *command]
    smoke = [sys.executable, "-m", "tools.smoke", *words]
    return subprocess.run(smoke, check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
