"""What the program asks of the system's desktop, and tells it: only for the packaged program."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_LIBRARIES = "LD_LIBRARY_PATH"
_GROUP = "Shopbell"


def open_folder(folder: Path) -> bool:
    """Show a folder in the system's own program for files; tell whether one was found."""
    return open_file(folder)


def open_file(file: Path) -> bool:
    """Open a file in the system's own program for its kind; tell whether one was found."""
    with _systems_own_libraries():
        return QDesktopServices.openUrl(QUrl.fromLocalFile(file))


def fit_in() -> None:
    """Fit into the desktop; to be called before Qt's application is made."""
    _reach_input_methods()
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - what is loaded before the first paint costs time

        # Windows groups windows by the program that runs, which is Python's: this names ours.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_GROUP)


def _frozen_for_linux() -> bool:
    return sys.platform == "linux" and bool(getattr(sys, "frozen", False))


def _reach_input_methods() -> None:
    """Let fcitx be spoken to in the language of IBus, which it understands too.

    Qt's wheels have no plugin for fcitx, and who types Chinese with it has set Qt to that one.
    """
    if not _frozen_for_linux():
        return
    for name in ("QT_IM_MODULE", "QT_IM_MODULES"):
        if name in os.environ:
            asked = os.environ[name].split(";")
            heard = ["ibus" if one in {"fcitx", "fcitx5"} else one for one in asked]
            os.environ[name] = ";".join(heard)


@contextmanager
def _systems_own_libraries() -> Iterator[None]:
    """Take our libraries out of the way of programs of the system that are started meanwhile.

    What starts the packaged program sets the place of libraries, and keeps what was set before.
    """
    ours = os.environ.get(_LIBRARIES)
    if ours is None or not _frozen_for_linux():
        yield
        return
    theirs = os.environ.get(f"{_LIBRARIES}_ORIG")
    if theirs is None:
        del os.environ[_LIBRARIES]
    else:
        os.environ[_LIBRARIES] = theirs
    try:
        yield
    finally:
        os.environ[_LIBRARIES] = ours
