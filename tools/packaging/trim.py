"""What PyInstaller finds and the program does not need, and what of Linux stays the system's.

PyInstaller takes a whole library where one module of it is imported, and every plugin of Qt. Here
stands what is kept of Qt's plugins, and what is left out of everything else; `python3 dev.py build`
fails where a library inside needs one that is neither inside nor named here as the system's.
"""

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from tools.packaging.elf import reached

Entry = tuple[str, str, str]
"""A file of PyInstaller's: where it goes, where it comes from, what kind it is."""

EXCLUDES = (
    # Only imported by others for their own developers, or where it is there.
    *("numpy", "pandas", "matplotlib", "tkinter", "unittest", "doctest", "pdb", "pydoc"),
    *("xmlrpc", "lib2to3", "ensurepip", "setuptools", "pkg_resources", "pyximport"),
    "multiprocessing",  # lists are read in a child that we start ourselves
    "readline",  # GPL, and nobody types Python here
    "sqlite3",  # the one driver is sqlcipher3
    *("curses", "_gdbm", "_dbm", "nis", "_crypt"),
    # Where a number is from and who serves it, in all languages of the world.
    "phonenumbers.carrier",
    "phonenumbers.carrierdata",
    "phonenumbers.geocoder",
    "phonenumbers.geodata",
    "phonenumbers.timezone",
    "phonenumbers.tzdata",
    # Qt beyond widgets. QtNetwork and QtDBus come with PyInstaller's hooks, not with an import.
    *("PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtPdf"),
    # Pillow reads PNG and JPEG for documents; the rest are formats and tools of their own.
    *("PIL._avif", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingtk", "PIL._webp"),
    *("PIL.ImageQt", "PIL.ImageTk", "PIL.ImageGrab"),
    # Others would take these where they are, as in a developer's environment.
    *("defusedxml", "lxml", "openpyxl", "xlwt"),
    # The programs of pypdfium2, and drawing by other engines.
    *("pypdfium2_cli", "reportlab.graphics.renderPM", "rlPyCairo", "_renderPM", "pyphen"),
)
"""Modules that are left out."""

LOOSE = {"psycopg": "pyc", "psycopg_binary": "pyc", "PySide6": "pyc", "shiboken6": "pyc"}
"""Modules under the LGPL lie as files of their own, so that their users can replace them."""

_PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "platformthemes": {"qxdgdesktopportal"},
    # Chinese is typed through these.
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "styles": {"qmodernwindowsstyle", "qwindowsvistastyle", "qmacstyle"},
    "imageformats": {"qjpeg", "qsvg", "qico"},
    "iconengines": {"qsvgicon"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport", "cocoaprintersupport"},
}
"""The plugins of Qt that are kept, by kind; PNG needs none."""

_LANGUAGES = ("zh_CN", "zh_TW")
_LEFT_OUT = (
    "PySide6/*Qt6Network*",
    "PySide6/*QtNetwork*",
    "PySide6/*Qt6OpenGL*",
    "PySide6/*Qt6Pdf*",
    "PySide6/*Qt6Qml*",
    "PySide6/*Qt6Quick*",
    "PySide6/*Qt6VirtualKeyboard*",
    "PySide6/opengl32sw.dll",
    "PySide6/*.pyi",
    "phonenumbers/geodata/*",
    "phonenumbers/carrierdata/*",
    "phonenumbers/tzdata/*",
    "reportlab/fonts/*",  # Type 1 fonts for Latin; ours are embedded
    "pypinyin/phrases_dict.json",  # the reading of whole phrases: pinyin.py switches it off
    "*/tests/*",
    "*.pyx",
    "*.pxd",
    "*.h",
)
# Not even inside the archive of modules.
_MODULES_LEFT_OUT = (
    "phonenumbers.shortdata.region_*",  # numbers to call the fire brigade
    "pypinyin.runner",
    "pypinyin.__main__",
)

SYSTEMS = {
    # glibc and the runtime of GCC.
    **dict.fromkeys(("ld-linux-x86-64", "ld-linux-aarch64", "libc", "libm", "libdl"), "libc6"),
    **dict.fromkeys(("libpthread", "librt", "libutil", "libresolv"), "libc6"),
    "libgcc_s": "libgcc-s1",
    "libstdc++": "libstdc++6",
    # What a Linux desktop is made of, and what has to fit its own settings and drivers.
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libGLX": "libglx0",
    "libOpenGL": "libopengl0",
    "libX11": "libx11-6",
    "libX11-xcb": "libx11-xcb1",
    "libXau": "libxau6",
    "libXdmcp": "libxdmcp6",
    "libcups": "libcups2",
    "libdbus-1": "libdbus-1-3",
    "libfontconfig": "libfontconfig1",
    "libfreetype": "libfreetype6",
    "libglib-2.0": "libglib2.0-0",
    "libgthread-2.0": "libglib2.0-0",
    "libwayland-client": "libwayland-client0",
    "libwayland-cursor": "libwayland-cursor0",
    "libxcb": "libxcb1",
    "libz": "zlib1g",
}
"""Libraries that a Linux desktop has and nobody should bring along, with Debian's package of each.
Debian 13 renamed some packages; those provide the old names."""

_SONAME = re.compile(r"\.so(\.|$)")


def library(name: str) -> str:
    """Return the name of a library of Linux without its numbers: libz of libz.so.1.2.13."""
    return _SONAME.split(PurePosixPath(name).name)[0]


def systems_own(name: str) -> bool:
    """Tell whether a library of Linux, by file name, is left to the system."""
    return bool(_SONAME.search(name)) and library(name) in SYSTEMS


def keeps(entry: Entry) -> bool:
    """Tell whether a file belongs into the program."""
    path = PurePosixPath(entry[0].replace("\\", "/"))
    if path.parent == PurePosixPath() and systems_own(path.name):
        return False
    if _is_qts(path, "plugins"):
        return _plugin(path.name) in _PLUGINS.get(path.parent.name, set())
    if _is_qts(path, "translations"):
        return path.stem in {f"qtbase_{language}" for language in _LANGUAGES}
    return not any(fnmatchcase(str(path), pattern) for pattern in _LEFT_OUT)


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """Return the files that belong into the program."""
    return [entry for entry in entries if keeps(entry)]


def kept_modules(entries: Iterable[Entry]) -> list[Entry]:
    """Return the modules that belong into the program."""
    return [
        entry
        for entry in entries
        if not any(fnmatchcase(entry[0], pattern) for pattern in _MODULES_LEFT_OUT)
    ]


def without_the_unreached(entries: Sequence[Entry]) -> list[Entry]:
    """Return the files of Linux without libraries that none of those that are kept needs.

    They came along with plugins that were left out. Programs, plugins and modules of Python are
    needed by themselves; libraries lie at the top, and beside the modules of a wheel.
    """
    libraries = {
        PurePosixPath(dest).name: Path(source)
        for dest, source, kind in entries
        if kind != "SYMLINK" and _is_library(dest)
    }
    names = reached(
        (Path(source) for dest, source, kind in entries if kind != "SYMLINK" and _is_root(dest)),
        libraries,
    )
    return [
        entry
        for entry in entries
        if not _is_library(entry[0]) or _is_root(entry[0]) or PurePosixPath(entry[0]).name in names
    ]


def with_its_end(links: Sequence[Entry], others: Iterable[Entry]) -> list[Entry]:
    """Return entries without the links to what was left out: to none of these and the others."""
    there = {dest for entries in (links, others) for dest, _, kind in entries if kind != "SYMLINK"}
    return [
        entry
        for entry in links
        if entry[2] != "SYMLINK" or str(PurePosixPath(entry[0]).parent / entry[1]) in there
    ]


def _is_library(dest: str) -> bool:
    folder = PurePosixPath(dest).parent
    return folder == PurePosixPath() or folder.name == "lib" or folder.name.endswith(".libs")


def _is_root(dest: str) -> bool:
    return not _is_library(dest) or library(dest).startswith("libpython")


def _is_qts(path: PurePosixPath, folder: str) -> bool:
    return path.parts[:1] == ("PySide6",) and folder in path.parts


def _plugin(name: str) -> str:
    """Return the name of a plugin without what systems put around it."""
    return name.removeprefix("lib").partition(".")[0]
