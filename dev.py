"""One program for whoever works on Shopbell: `python3 dev.py COMMAND` sets up what it needs itself.

Standard library only, because it runs before anything is installed. See `python3 dev.py --help`.
"""

import argparse
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(f"Shopbell needs Python 3.11 to 3.13; this is {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PROGRAMS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if WINDOWS else "python")
LOCK = ROOT / "requirements" / "dev.txt"
STAMP = VENV / "shopbell-setup"
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("zh_CN", "zh_TW")
COVERAGE = ROOT / "build" / "coverage"
ROOM_FOR_TESTS = 4 * 2**30

# What Qt's libraries ask of Debian, and the module that makes virtual environments.
PACKAGES = (
    "python3-venv libgl1 libegl1 libxkbcommon0 libfontconfig1 libglib2.0-0 libdbus-1-3 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 "
    "libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
)
TEST_PACKAGES = f"{PACKAGES} poppler-utils postgresql sqlite3"
SOAK_PACKAGES = f"{TEST_PACKAGES} libreoffice-calc-nogui"
# The printers' library, which a plugin of Qt names; binutils read and strip what is packed.
BUILD_PACKAGES = f"{PACKAGES} binutils libcups2 poppler-utils"
if sys.base_prefix == "/usr":
    # The program of Debian's Python has its library built in; PyInstaller takes it as a file.
    BUILD_PACKAGES += f" libpython{sys.version_info[0]}.{sys.version_info[1]}"


class Stop(Exception):
    """A command cannot go on; the message says what to do."""


def say(text: str) -> None:
    """Print a line at once, in order with what other programs print."""
    print(text, flush=True)


def call(*command: object, env: Mapping[str, str] | None = None) -> int:
    """Run a program in the checkout, show what it prints, and return its exit code."""
    words = [str(word) for word in command]
    return subprocess.run(
        words, check=False, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1", **(env or {})}
    ).returncode


def must(what: str, *command: object) -> None:
    """Run a program that has to succeed. Raises Stop."""
    code = call(*command)
    if code:
        raise Stop(f"{what} failed (exit code {code}); see above.")


# ------------------------------------------------------------------------------------- set up


def install_system_packages(names: str) -> None:
    """Install what is missing on Debian as root; else say the line that would. Never stops."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    known = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n"],
        check=False,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    # Debian 13 renamed some libraries (64-bit time); apt still finds them by the old name.
    have = {line.removeprefix("installed ").removesuffix("t64") for line in known}
    missing = [name for name in names.split() if name not in have]
    if not missing:
        return
    line = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if sys.platform != "win32" and os.geteuid() == 0:
        say(f"Installing system packages: {' '.join(missing)}")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        call("apt-get", "-qq", "update", env=quiet)
        if not call(*line, "-qq", "-o", "DPkg::Lock::Timeout=300", env=quiet):
            return
    say(f"System packages are missing. As root: {' '.join(line)}")


def set_up(system_packages: str = PACKAGES) -> None:
    """Make .venv with the locked libraries and this checkout in it; at once if nothing changed."""
    install_system_packages(system_packages)
    wanted = hashlib.sha256(
        b"\0".join([LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), bytes(ROOT)])
    ).hexdigest()
    if not (PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == wanted):
        make_environment()
        STAMP.write_text(wanted, "utf-8")
    compile_catalogues()


def make_environment() -> None:
    """Install the locked libraries, by hash, then the checkout itself. Raises Stop."""
    if not environment_works():
        say("Making the virtual environment .venv")
        importlib.invalidate_caches()  # Debian's package may have come a moment ago
        if not importlib.util.find_spec("ensurepip"):
            raise Stop("This Python cannot make virtual environments. Debian: python3-venv.")
        must("Making .venv", sys.executable, "-m", "venv", "--clear", VENV)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    say("Installing the locked libraries (the first time some 150 MB)")
    must("Installing the libraries", *pip, "--require-hashes", "--requirement", LOCK)
    # Nothing may be fetched here: setuptools is in the lock, and so is every dependency.
    here = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", ROOT]
    must("Installing the checkout", *pip, *here)


def environment_works() -> bool:
    """Tell whether .venv has a Python that we support, with pip."""
    if not PYTHON.exists():
        return False
    probe = "import pip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    return call(PYTHON, "-c", probe) == 0


def compile_catalogues() -> None:
    """Make the binary catalogues (.mo) that are older than their text (.po). Raises Stop."""
    for text in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = text.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= text.stat().st_mtime:
            files = ["--input-file", text, "--output-file", compiled]
            must(f"Compiling {text.name}", PROGRAMS / "pybabel", "--quiet", "compile", *files)


# ----------------------------------------------------------------------------------- commands


def setup(_arguments: list[str]) -> int:
    """Make .venv; the program is then .venv/bin/smbcrm."""
    set_up()
    say(f"Ready: {PROGRAMS / 'smbcrm'}")
    return 0


def run(arguments: list[str]) -> int:
    """Open the demo shop; without a display take the guided tour, with pictures in tour/."""
    set_up()
    displays = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    if sys.platform.startswith("linux") and displays.isdisjoint(os.environ):
        say("There is no display here to open a window on, so the guided tour runs without one.")
        return tour(arguments)
    return call(PROGRAMS / "smbcrm", "window", "--demo", *arguments)


def test(arguments: list[str]) -> int:
    """Run the tests and hold the coverage bars; with arguments: pytest with these."""
    set_up(TEST_PACKAGES)
    # glibc overwrites what is freed: whoever uses it all the same is seen at once, not by chance.
    # Where a machine forbids byte code, each program of a test would compile the whole of ours.
    env = {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "MALLOC_PERTURB_": "165",
        "PYTHONDONTWRITEBYTECODE": "",
        **memory_folder(),
    }
    if arguments:
        return call(PYTHON, "-m", "pytest", *arguments, env=env)
    shutil.rmtree(COVERAGE, ignore_errors=True)
    COVERAGE.mkdir(parents=True)
    report = COVERAGE / "coverage.json"
    env["COVERAGE_FILE"] = str(COVERAGE / "data")
    env["SMBCRM_TEST_SHARE"] = "4"
    # Tests wait now and then, for a disk or a timer, so there is one worker more than cores.
    # A worker that crashes ends the run: xdist would wait for ever for the rest of its file. A
    # test that hangs for ten minutes says where, and ends it too.
    workers = str((os.cpu_count() or 1) + 1)
    parallel = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    parallel += ["--max-worker-restart", "0"]
    parallel += ["-o", "faulthandler_timeout=600", "-o", "faulthandler_exit_on_timeout=true"]
    coverage = ["--cov", "--cov-report", f"json:{report}"]
    failed = call(PYTHON, "-m", "pytest", *parallel, *coverage, env=env)
    return failed or call(PYTHON, ROOT / "tools" / "coverage_bar.py", report)


def memory_folder() -> dict[str, str]:
    """Return the variable that keeps temporary files in memory, if this machine has the room.

    Tests make thousands of small shops, and each of their sales waits for the disk.
    """
    memory = Path("/dev/shm")  # noqa: S108 - the files get folders of their own in it
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ROOM_FOR_TESTS
    return {"TMPDIR": str(memory)} if roomy else {}


def check(_arguments: list[str]) -> int:
    """Run formatter, linter, type checker and the layers contract: all, then the verdict."""
    set_up()
    checks: dict[str, list[object]] = {
        "ruff format": [PROGRAMS / "ruff", "format", "--check", "."],
        "ruff check": [PROGRAMS / "ruff", "check", "."],
        "mypy": [PROGRAMS / "mypy"],
        "lint-imports": [PROGRAMS / "lint-imports", "--no-logo"],
    }
    failed = [name for name, command in checks.items() if call(*command)]
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Run the speed suite; it writes bench/RESULTS.md."""
    set_up(TEST_PACKAGES)
    return call(PYTHON, "-m", "bench", *arguments)


def soak(arguments: list[str]) -> int:
    """Run the tests that take long: many more examples, many more crashes, LibreOffice."""
    set_up(SOAK_PACKAGES)
    env = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    return call(PYTHON, "-m", "pytest", "-m", "soak", *arguments, env=env)


def i18n(_arguments: list[str]) -> int:
    """Collect the marked texts, bring the .po files up to date and compile them."""
    set_up()
    template = ROOT / "build" / "smbcrm.pot"
    template.parent.mkdir(exist_ok=True)
    pybabel = [PROGRAMS / "pybabel", "--quiet"]
    style = ["--no-wrap", "--sort-by-file", "--add-location", "file", "--keyword", "NN_:1,2"]
    source = ["--mapping", ROOT / "babel.cfg", "--project", "Shopbell", "--output", template]
    must("Collecting texts", *pybabel, "extract", *style, *source, ".")
    for language in LANGUAGES:
        catalogue = LOCALE / language / "LC_MESSAGES" / "smbcrm.po"
        files = ["--input-file", template, "--output-file", catalogue, "--locale", language]
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        tidy = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
        action = ["update", *tidy] if catalogue.exists() else ["init"]
        must(f"Updating {language}", *pybabel, *action, "--no-wrap", *files)
    compile_catalogues()
    return 0


def build(arguments: list[str]) -> int:
    """Make the packaged program in dist/ and try it out; --packages, --windows: docs/RELEASING."""
    set_up(BUILD_PACKAGES)
    return call(PYTHON, "-m", "tools.packaging", *arguments)


def packages(arguments: list[str]) -> int:
    """Print the Debian packages that a command needs: test, build, soak, or any other."""
    needed = {"test": TEST_PACKAGES, "build": BUILD_PACKAGES, "soak": SOAK_PACKAGES}
    say(needed.get(arguments[0], PACKAGES) if arguments else PACKAGES)
    return 0


def tour(arguments: list[str]) -> int:
    """Drive the window through its main jobs and save pictures in tour/; --language zh_CN etc."""
    set_up()
    return call(PROGRAMS / "smbcrm", "tour", ROOT / "tour", *arguments)


COMMANDS: tuple[Callable[[list[str]], int], ...] = (
    *(setup, run, test, check, bench, soak, i18n, build, packages, tour),
)


def main() -> int:
    """Run the command named on the command line."""
    by_name = {command.__name__: command for command in COMMANDS}
    lines = [f"  {name:10}{command.__doc__}" for name, command in by_name.items()]
    parser = argparse.ArgumentParser(
        prog="python3 dev.py",
        description="Work on Shopbell. Each command first sets up what it needs.",
        epilog="commands:\n" + "\n".join(lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=by_name, metavar="COMMAND")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on, e.g. to pytest")
    options = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console that cannot show Chinese
    try:
        return by_name[options.command](options.arguments)
    except Stop as stop:
        say(str(stop))
        return 1


if __name__ == "__main__":
    sys.exit(main())
