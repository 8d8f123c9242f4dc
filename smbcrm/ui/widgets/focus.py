"""Where Tab goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focus_chain(root: QWidget) -> list[QWidget]:
    """Return the places below a widget that Tab reaches now, in Qt's order."""
    found: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        if root.isAncestorOf(widget) and _takes_tab(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return (
        widget.focusPolicy() & tab == tab
        and widget.focusProxy() is None
        and widget.isEnabled()
        and widget.isVisible()
    )
