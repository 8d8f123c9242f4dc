"""Where Tab goes."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from smbcrm.ui.widgets.flow import Flow


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


def tab_through(parts: Iterable[QWidget]) -> None:
    """Let Tab go from one to the next, whenever each of them was made.

    Among them may be what takes the focus only at times: Qt gives a place to what takes it now.
    """
    chain = tuple(parts)
    without = [part for part in chain if not part.focusPolicy()]
    for part in without:
        part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for one, following in pairwise(chain):
        QWidget.setTabOrder(one, following)
    for part in without:
        part.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def as_read(place: QWidget | QLayout | None) -> Iterator[QWidget]:
    """Yield what takes the focus in a place, in the order in which it was laid out.

    What is out of sight just now is among it.
    """
    if isinstance(place, QLayout):
        for item in map(place.itemAt, range(place.count())):
            yield from as_read(None if item is None else item.widget() or item.layout())
    elif isinstance(place, Flow):
        for part in place.widgets():
            yield from as_read(part)
    elif isinstance(place, QScrollArea):
        yield from as_read(place.widget())
    elif place is not None and place.focusPolicy() and place.focusProxy() is None:
        yield place
    elif place is not None:
        yield from as_read(place.layout())
