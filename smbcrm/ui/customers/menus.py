"""What stands above the list: the search in it, its order, and its columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from smbcrm.core.i18n import N_
from smbcrm.ui.customers.columns import ListColumn
from smbcrm.ui.customers.liking import Density
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.look import scaled
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.search_box import SearchBox

K = TypeVar("K")

_DENSITIES = {
    Density.COMPACT: N_("Compact"),
    Density.NORMAL: N_("Normal"),
    Density.ROOMY: N_("Roomy"),
}

_HEIGHT, _FONT = 36, 13
_TO_FILE = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ListSearch(SearchBox):
    """The search in a list: as at the counter, as low as the buttons beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.say(N_("Search this list")), key="Ctrl F")
        self.setObjectName("customers_filter")
        # The sheet knows three heights of a search box; the fourth is only here.
        inside = _HEIGHT - 4
        self.setStyleSheet(
            f'QFrame[kind="searchBox"] {{ min-height: {inside}px; max-height: {inside}px;'
            f" border-radius: 6px; }} QLineEdit {{ font-size: {scaled(_FONT)}px; }}"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leave Ctrl+E to the page: on Linux it is one of the two keys for the end of a line."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.keyCombination() == _TO_FILE
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class StayingMenu(QMenu):
    """A menu that stays open while ticks are set in it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Set a tick, or do what the menu does."""
        if not self._ticked(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Set a tick, or do what the menu does."""
        if event.key() not in _PRESSING or not self._ticked(self.activeAction()):
            super().keyPressEvent(event)

    def _ticked(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True


class MenuButton(Button):
    """A button that opens a menu below itself."""

    def __init__(self, text: str, icon: str, menu: QMenu, *, name: str = "") -> None:
        super().__init__(text, icon=icon, name=name)
        self.menu_below = menu
        menu.setParent(self, menu.windowFlags())
        menu.setAccessibleName(text or name)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        below = self.mapToGlobal(QPoint(0, self.height() + 4))
        self.menu_below.popup(below)


class ColumnsButton(MenuButton):
    """Chooses the columns and their order; the first one stays where it is.

    The menu shows them as they stand; Alt and an arrow move the one where one is.
    """

    changed = Signal(object)
    """The ids of the columns that are shown now, from the left."""

    def __init__(self, desk: Desk, columns: Sequence[ListColumn], chosen: Sequence[str]) -> None:
        super().__init__(desk.say(N_("Columns")), "columns-3", StayingMenu())
        self.setObjectName("customers_columns")
        self._all = [one.id for one in columns[1:]]
        self._first = columns[0].id
        self._shipped = [one.id for one in columns if one.first]
        self._ticks: dict[str, QAction] = {}
        for one in columns[1:]:
            self._ticks[one.id] = _action(self.menu_below, one.column.title, lambda _: self._tell())
        self._line = self.menu_below.addSeparator()
        back = self.menu_below.addAction(desk.say(N_("As at the beginning")))
        back.triggered.connect(self._as_shipped)
        hint = self.menu_below.addAction(desk.say(N_("Alt and an arrow move one")))
        hint.setEnabled(False)
        self.menu_below.installEventFilter(self)
        self.show_chosen(chosen)

    def show_chosen(self, chosen: Sequence[str]) -> None:
        """Tick these, in their order; the others stand where they stand by themselves."""
        self._order = in_order(self._all, [one for one in chosen if one != self._first])
        for id_ in self._order:
            self._ticks[id_].setChecked(id_ in chosen)
            self.menu_below.insertAction(self._line, self._ticks[id_])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move a column in the open menu."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            way = _MOVES.get(Qt.Key(event.key()))
            if way is not None and event.modifiers() == Qt.KeyboardModifier.AltModifier:
                self._move(way)
                return True
        return super().eventFilter(watched, event)

    def _move(self, way: int) -> None:
        active = self.menu_below.activeAction()
        for id_, tick in self._ticks.items():
            if tick is active:
                self.show_chosen((self._first, *self._moved(id_, way)))
                self.menu_below.setActiveAction(tick)
                self._tell()
                return

    def _moved(self, id_: str, way: int) -> list[str]:
        """Return the ticked ones with one of them moved."""
        shown = [one for one in self._order if self._ticks[one].isChecked()]
        if id_ in shown:
            at = shown.index(id_)
            shown.insert(min(max(at + way, 0), len(shown) - 1), shown.pop(at))
        return shown

    def _as_shipped(self) -> None:
        self.show_chosen(self._shipped)
        self._tell()

    def _tell(self) -> None:
        ticked = [one for one in self._order if self._ticks[one].isChecked()]
        self.changed.emit((self._first, *ticked))


def in_order(known: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """Return all that are known: the chosen ones in their order, each other after its neighbour.

    >>> in_order(["a", "b", "c", "d"], ["c", "a"])
    ['c', 'd', 'a', 'b']
    """
    found = list(chosen)
    for at, one in enumerate(known):
        if one not in found:
            before = found.index(known[at - 1]) + 1 if at else 0
            found.insert(before, one)
    return found


class SortButton(MenuButton):
    """Chooses the order without a mouse: the column, and which way."""

    changed = Signal(int, object)
    """The number of the column, and the order of Qt."""

    def __init__(self, desk: Desk, columns: Sequence[ListColumn]) -> None:
        super().__init__(desk.say(N_("Sort")), "chevrons-up-down", QMenu())
        self.setObjectName("customers_sort")
        rising, falling = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        self._by = {
            number: one.column.title
            for number, one in enumerate(columns)
            if one.column.sort is not None
        }
        self._numbers = self._group(self._by, self._tell)
        self.menu_below.addSeparator()
        ways = {rising: desk.say(N_("Rising")), falling: desk.say(N_("Falling"))}
        self._ways = self._group(ways, self._tell)

    def show_sort(self, column: int, order: Qt.SortOrder) -> None:
        """Tick what is in force."""
        self._numbers[column].setChecked(True)
        self._ways[order].setChecked(True)

    def _group(self, titles: Mapping[K, str], told: Callable[[], None]) -> dict[K, QAction]:
        group = QActionGroup(self)
        made = {}
        for value, title in titles.items():
            made[value] = _action(self.menu_below, title, lambda _: told())
            group.addAction(made[value])
        return made

    def _tell(self) -> None:
        column = next(number for number, one in self._numbers.items() if one.isChecked())
        order = next(way for way, one in self._ways.items() if one.isChecked())
        self.changed.emit(column, order)


class DensityButton(MenuButton):
    """Chooses how high the rows are."""

    changed = Signal(object)
    """A `Density`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.say(N_("Density")), "rows-3", QMenu())
        self.setObjectName("customers_density")
        group = QActionGroup(self)
        self._ticks: dict[Density, QAction] = {}
        for density, words in _DENSITIES.items():
            tick = _action(self.menu_below, desk.say(words), lambda _: self._tell())
            group.addAction(tick)
            self._ticks[density] = tick

    def show_density(self, density: Density) -> None:
        """Tick what is in force."""
        self._ticks[density].setChecked(True)

    def _tell(self) -> None:
        self.changed.emit(next(one for one, tick in self._ticks.items() if tick.isChecked()))


def _action(menu: QMenu, title: str, told: Callable[[bool], None]) -> QAction:
    action = QAction(title.replace("&", "&&"), menu)
    menu.addAction(action)
    action.setCheckable(True)
    action.triggered.connect(told)
    return action
