"""Which theme is worn: the one that was chosen, or the system's.

It imports next to nothing: the colour of the empty frame is asked of it before anything is loaded.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from smbcrm.ui.theme.tokens import Theme, channels, tokens

CHOICES = {"system": None, "light": Theme.LIGHT, "dark": Theme.DARK}
"""What can be chosen on a PC; None follows the system."""
_SCHEMES = {Theme.LIGHT: Qt.ColorScheme.Light, Theme.DARK: Qt.ColorScheme.Dark}


def resolve(app: QApplication, wanted: Theme | None) -> tuple[Theme, Mapping[str, str]]:
    """Tell the system which scheme is wanted; return the theme to wear and its colours.

    `wanted` None follows the system. Whoever needs high contrast gets the system's own colours.
    """
    hints = app.styleHints()
    hints.setColorScheme(Qt.ColorScheme.Unknown if wanted is None else _SCHEMES[wanted])
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        from smbcrm.ui.theme import contrast  # noqa: PLC0415 - few need it

        system = app.style().standardPalette()
        return contrast.theme_of(system), contrast.system_colors(system)
    if wanted is None:
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        wanted = Theme.DARK if dark else Theme.LIGHT
    return wanted, tokens().colors[wanted]


def ground(app: QApplication, wanted: Theme | None) -> QColor:
    """Return the colour of the empty frame."""
    _, colors = resolve(app, wanted)
    return QColor(*channels(colors["canvas"]))
