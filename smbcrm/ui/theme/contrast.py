"""The colours when the system asks for high contrast: its own, for every token of the design.

Sizes stay; colour no longer tells anything, which the design allows for: there is always a word.
"""

from PySide6.QtGui import QPalette

from smbcrm.ui.theme.tokens import Theme, tokens

_ROLE = QPalette.ColorRole
_BY_NAME = {
    "canvas": _ROLE.Window,
    "sidebar": _ROLE.Window,
    "surface": _ROLE.Base,
    "surface2": _ROLE.Base,
    "hover": _ROLE.Base,
    "primary": _ROLE.Highlight,
    "primaryHover": _ROLE.Highlight,
    "primaryPressed": _ROLE.Highlight,
    "onPrimary": _ROLE.HighlightedText,
    "danger": _ROLE.Highlight,
    "dangerHover": _ROLE.Highlight,
    "onDanger": _ROLE.HighlightedText,
    "selected": _ROLE.Base,
    "focus": _ROLE.Highlight,
    "heat4": _ROLE.Highlight,
    "heat5": _ROLE.Highlight,
    "scrim": _ROLE.Window,
    "toast": _ROLE.ToolTipBase,
    "onToast": _ROLE.ToolTipText,
    "toastAction": _ROLE.ToolTipText,
}


def system_colors(palette: QPalette) -> dict[str, str]:
    """Return the system's own colour for every token.

    Grounds become the system's ground, everything drawn on them its text colour, main actions and
    focus its highlight.
    """
    return {name: palette.color(_role(name)).name() for name in tokens().colors[Theme.LIGHT]}


def theme_of(palette: QPalette) -> Theme:
    """Return which theme's pictures suit these colours."""
    dark = palette.color(_ROLE.Base).lightness() < palette.color(_ROLE.Text).lightness()
    return Theme.DARK if dark else Theme.LIGHT


def _role(name: str) -> QPalette.ColorRole:
    if name in _BY_NAME:
        return _BY_NAME[name]
    return _ROLE.Base if name.endswith("Soft") or name.startswith("heat") else _ROLE.Text
