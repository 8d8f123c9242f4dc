"""Starts the window: its frame first, then what is in it.

What this module imports is loaded before the frame is painted, so it imports next to nothing; the
use cases, and what opens shops, come afterwards.
"""

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from smbcrm.core.i18n import match_language
from smbcrm.core.machine import LANGUAGE, TEXT_SCALE, THEME, Machine
from smbcrm.ui.main_window import MainWindow
from smbcrm.ui.theme import icons, look
from smbcrm.ui.theme.tokens import Theme

if TYPE_CHECKING:
    from smbcrm.membership.premises import Premises

THEMES = {"system": None, "light": Theme.LIGHT, "dark": Theme.DARK}


def run(
    machine: Machine,
    premises: "Callable[[], Premises]",
    shop: str | None,
    language: str,
    *,
    demo: bool = False,
) -> int:
    """Show the window until it is closed and return the exit code.

    `premises` is asked for after the frame has been painted. `shop` is the address to open, None:
    the one opened last, or the first-run page; with `demo` the demo shop, made if need be.
    `language` is spoken where this PC remembers none.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    app.setApplicationName("Shopbell")
    spoken = machine.get(LANGUAGE) or match_language(language)
    look.wear(app, THEMES[machine.get(THEME)], spoken, machine.get(TEXT_SCALE))
    window = MainWindow(machine)
    window.setWindowIcon(icons.window_icon())
    window.place()
    window.show()

    def begin() -> None:
        from smbcrm.ui.opening import Opening  # noqa: PLC0415 - after the first paint

        opening = Opening(premises(), window, spoken)
        sys.excepthook = _hook(opening.broke)
        opening.begin(shop, demo=demo)

    QTimer.singleShot(0, begin)
    try:
        return app.exec()
    finally:
        sys.excepthook = sys.__excepthook__


def _hook(
    broke: Callable[[BaseException], None],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return a hook for what breaks in an event: it is logged and told, and the window lives on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        sys.__excepthook__(kind, error, trace)
        broke(error)

    return hook
