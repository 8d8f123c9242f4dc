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
from smbcrm.core.machine import THEME, Machine
from smbcrm.ui import desktop, import_hook
from smbcrm.ui.garbage import Garbage
from smbcrm.ui.main_window import Ground, MainWindow
from smbcrm.ui.theme import scheme

if TYPE_CHECKING:
    from smbcrm.membership.premises import Premises

_UNSEEN_MS = 1000
"""After this time a window that nobody has seen, such as a hidden one, is filled all the same."""


def run(
    machine: Machine,
    premises: "Callable[[], Premises]",
    shop: str | None,
    language: str,
    *,
    demo: bool = False,
) -> int:
    """Show the window until it is closed and return the exit code.

    `premises` is asked for after the first paint. `shop` is the address to open, None: the one
    opened last, or the first-run page; with `demo` the demo shop. `language`: the first one here.
    """
    app = _application()
    garbage = Garbage()
    window = MainWindow(machine)
    ground = Ground(scheme.ground(app, scheme.CHOICES[machine.get(THEME)]))
    window.hold(ground)
    window.place()

    def begin() -> None:
        import_hook.take_off()  # before most of our modules are loaded
        from smbcrm.ui.opening import Opening  # noqa: PLC0415 - after the first paint

        opening = Opening(premises(), window, match_language(language))
        sys.excepthook = _hook(opening.broke)
        opening.begin(shop, demo=demo)
        _complete(window)

    begins = _after_the_first_paint(ground, begin)
    window.show()
    try:
        return app.exec()
    finally:
        begins.stop()
        window.let_go()  # nobody closed it where Qt ended by itself, as without its X server
        sys.excepthook = sys.__excepthook__
        garbage.end()


def _complete(window: MainWindow) -> None:
    """Give the window what can wait until the shop is being opened."""
    from smbcrm.ui.theme import icons  # noqa: PLC0415 - after the first paint
    from smbcrm.ui.warming import Warming  # noqa: PLC0415 - so is this

    window.setWindowIcon(icons.window_icon())
    Warming(window)


def _application() -> QApplication:
    """Return Qt's application, of which there is one."""
    desktop.fit_in()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    app.setApplicationName("Shopbell")
    return app


def _after_the_first_paint(ground: Ground, begin: Callable[[], None]) -> QTimer:
    """Return the timer that begins once the frame is seen; where nobody sees it, a little later."""
    begins = QTimer(singleShot=True, interval=_UNSEEN_MS)
    begins.timeout.connect(begin)
    # Painted is not shown yet: that ends with this turn of the loop.
    ground.painted.connect(lambda: begins.isActive() and begins.start(0))
    begins.start()
    return begins


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
