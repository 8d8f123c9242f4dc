"""Starts the program: `smbcrm`, or `python -m smbcrm`."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smbcrm.cli.screens import TourWish
    from smbcrm.core.machine import Machine
    from smbcrm.membership.premises import Premises

# ruff: noqa: PLC0415 - each way of starting loads only what it needs


class QtScreens:
    """Shows the window by Qt, which is loaded now and not before."""

    def window(self, machine: "Machine", shop: str | None, language: str, *, demo: bool) -> None:
        """Open a shop, or the one opened last. Raises NoWindow and NoDisplay."""
        from smbcrm.cli.screens import NoDisplay, NoWindow

        if not _has_display():
            raise NoDisplay
        if why := _lacks_qt():
            raise NoWindow(why=why)
        from smbcrm.ui import application

        application.run(machine, lambda: _premises(machine), shop, language, demo=demo)

    def tour(self, wish: "TourWish") -> tuple[Path, ...]:
        """Go through the main jobs and return the pictures taken. Raises NoWindow."""
        import tempfile

        from smbcrm.cli.screens import NoWindow

        before = dict(os.environ)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_SCALE_FACTOR"] = str(wish.scale)
        try:
            if why := _lacks_qt():
                raise NoWindow(why=why)
            from smbcrm.bootstrap import premises
            from smbcrm.models.folders import HOME
            from smbcrm.ui.tour import tour

            # The tour keeps house in a folder of its own: nobody's settings, shops or copies.
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
                os.environ[HOME] = home
                size = wish.width, wish.height
                return tour.run(premises, wish.folder, wish.language, wish.theme, *size)
        finally:
            _set_back(before)


_CHILD = "--read-list"
"""The flag of `smbcrm.exports.reading.child`, which other starts need not load."""

_DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


def _has_display() -> bool:
    return not sys.platform.startswith("linux") or not _DISPLAYS.isdisjoint(os.environ)


def _lacks_qt() -> str:
    """Return why Qt cannot be loaded, or nothing; what is wrong in our own modules is a bug."""
    try:
        import PySide6.QtWidgets  # noqa: F401 - it is only asked whether it is there
    except ImportError as error:
        return str(error)
    return ""


def _set_back(environment: Mapping[str, str]) -> None:
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    os.environ.update(environment)


def _premises(machine: "Machine") -> "Premises":
    from smbcrm.bootstrap import premises

    return premises(machine=machine)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line (by default the process's own) and return the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if getattr(sys, "frozen", False) and sys.argv[1:] == [_CHILD]:
        _serve_as_child()
    if not words and (shown := _window_at_once()) is not None:
        return shown
    from smbcrm.cli.program import run

    return run(words, QtScreens())


def _serve_as_child() -> None:
    """Do a child's work and end: foreign lists are read in a child that is this very program."""
    from smbcrm.exports.reading.child import serve_if_asked

    serve_if_asked(sys.argv)


def _window_at_once() -> int | None:
    """Open the window without reading a command line; None where only words can say why not."""
    if not _has_display() or _lacks_qt():
        return None
    from smbcrm.ui import import_hook

    import_hook.take_off()  # before our own modules are loaded
    from smbcrm.cli.languages import system_language
    from smbcrm.core.machine import Machine
    from smbcrm.models.folders import user_folder
    from smbcrm.ui import application

    machine, language = Machine(user_folder()), system_language(os.environ)
    return application.run(machine, lambda: _premises(machine), None, language)


if __name__ == "__main__":
    sys.exit(main())
