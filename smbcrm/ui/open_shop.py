"""One open shop in its window: sidebar, pages, keys, toast, and what covers them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QWidget,
)

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.core.machine import SCANNER_PREFIX
from smbcrm.ui.actions import bind
from smbcrm.ui.catalogue import PAGES, actions_of
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.desktop import open_folder
from smbcrm.ui.event_bridge import Ended
from smbcrm.ui.focus_watch import FocusWatch
from smbcrm.ui.own_undo import nothing_typed
from smbcrm.ui.page import Page
from smbcrm.ui.scanner import ScanFilter
from smbcrm.ui.sidebar import Sidebar
from smbcrm.ui.trouble_bar import TroubleBar
from smbcrm.ui.widgets.focus import focus_chain
from smbcrm.ui.widgets.overlay import Overlay
from smbcrm.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from smbcrm.ui.walk import Walk

SLIM_BELOW = 1200
_NOT_RECORDED = N_(
    "Something here is not recorded yet. Close the window again to leave without it."
)


@dataclass(slots=True)
class Kept:
    """What outlives a change of language or look: the page shown, and what is half done."""

    place: str = "counter"
    memories: Mapping[str, object] = field(default_factory=dict)
    undo: Undo | None = None


class Outside(Protocol):
    """What the inside of a window asks of whoever opened the shop."""

    def wear(self) -> None:
        """Furnish the window anew, in the language and look chosen now."""

    def restore(self, copy: Path) -> None:
        """Close the shop, go back to a copy, and open it again."""

    def crashed(self, error: Exception) -> str:
        """Log a bug and return what to say of it."""


class OpenShop(QWidget):
    """The inside of the window while a shop is open; it is the `Room` of its screens."""

    went = Signal()
    """A page is shown, another one or the same."""

    def __init__(
        self,
        desk_for: Callable[["OpenShop"], Desk],
        *,
        outside: Outside,
        kept: Kept | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._outside = outside
        self._undo: Undo | None = None
        self._went_wrong: Exception | None = None
        self._told: set[str] = set()
        self._pages: dict[str, Page] = {}
        self._size = (0, 0)
        self._shown = (kept or Kept()).place
        self.desk = desk = desk_for(self)
        self.sidebar = Sidebar(desk, self.go, demo=desk.premises.is_demo(desk.services.address))
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._stack, 1)
        self._toast = Toast(self)
        self._toast.undo_pressed.connect(self._take_back_last)
        self._toast.folder_pressed.connect(open_folder)
        self._trouble = TroubleBar(self, desk)
        self._overlay = Overlay(self)
        self._actions = actions_of(self)
        self._shortcuts = bind(self._actions, self)
        self._scans = ScanFilter(self, prefix=desk.premises.machine.get(SCANNER_PREFIX))
        self._scans.scanned.connect(self._scanned)
        self._watch = FocusWatch(self)
        desk.bridge.happened.connect(self._happened)
        self._remember(kept or Kept())

    # ------------------------------------------------------------------------------ the room

    def go(self, place: str) -> None:
        """Show a page, or a part of one: `settings/backup`."""
        self.uncover()
        name, _, part = place.partition("/")
        if name != self._shown:
            self._toast.leave()  # it speaks of the page that is left
            self._trouble.leave()
        self._shown = name
        page = self._page(name)
        self.sidebar.show_place(name)
        self._stack.setCurrentWidget(page)
        page.arrive(part)
        page.refocus()
        self.went.emit()

    def open_customer(self, customer: int, action: str = "") -> None:
        """Show a customer at the counter."""
        self.go("counter")
        self.counter.open_customer(customer, action)

    def show_customer(self, customer: int, walk: "Walk") -> None:
        """Show the page of a customer of a list, and the way through that list."""
        self._page("customer").come_from(customer, walk)
        self.go("customer")

    def new_customer(self, typed: str = "") -> None:
        """Begin a new customer at the counter."""
        self.go("counter")
        self.counter.new_customer(typed)

    def toast(self, text: str, undo: Undo | None = None, folder: Path | None = None) -> None:
        """Say at the bottom what was done."""
        if undo is not None:
            self.undoable(undo)
        self._toast.show_text(text, can_undo=undo is not None, folder=folder)

    def remark(self, text: str) -> None:
        """Say at the bottom why nothing was done."""
        self._toast.show_text(text, icon="info")

    @property
    def undo(self) -> Undo | None:
        """What Ctrl+Z takes back."""
        return self._undo

    def undoable(self, undo: Undo | None) -> None:
        """Remember what Ctrl+Z takes back; what a toast offered before is no longer the last."""
        self._toast.leave()
        if undo is not None and undo.met is None:
            self._trouble.leave_if_over()
        self._undo = undo

    def cover(self, card: QWidget) -> None:
        """Show a card over everything."""
        self._overlay.cover(card)

    def uncover(self) -> None:
        """Close the card."""
        self._overlay.uncover()

    def trouble(self, error: Exception, again: Callable[[], None] | None = None) -> None:
        """Say what went wrong: an error of ours in its own words, a bug with the log's path."""
        told = (
            self.desk.tell(error)
            if isinstance(error, ShopbellError)
            else self._outside.crashed(error)
        )
        self._went_wrong = error
        self._trouble.show_trouble(told, again)

    def settled(self, error: Exception) -> None:
        """Say no more that this went wrong, if it is what is said."""
        if self._went_wrong is error:
            self._trouble.leave()

    def wear(self) -> None:
        """Take up language, look and shop settings anew."""
        self._outside.wear()

    def restore(self, copy: Path) -> None:
        """Go back to a copy of the shop."""
        self._outside.restore(copy)

    # ------------------------------------------------------------------------- inside the house

    @property
    def counter(self) -> CounterPage:
        """The counter, which always exists."""
        page = self._page("counter")
        if not isinstance(page, CounterPage):
            raise TypeError(page)
        return page

    @property
    def here(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        if not isinstance(page, Page):
            raise TypeError(page)
        return page

    @property
    def is_covered(self) -> bool:
        """Whether a card is shown over everything."""
        return self._overlay.card() is not None

    @property
    def place(self) -> str:
        """The id of the page that is shown."""
        return next(name for name, page in self._pages.items() if page is self.here)

    def keep(self) -> Kept:
        """Return what the next inside of this window goes on with."""
        memories = {name: page.memory() for name, page in self._pages.items()}
        return Kept(self.place, memories, self._undo)

    def resized(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self._size = (width, height)
        slim = width < SLIM_BELOW
        self.sidebar.be_slim(slim)
        for page in self._pages.values():
            page.narrow(width, height)

    def find_customer(self) -> None:
        """Put the cursor into the search of the counter, from anywhere."""
        self.go("counter")
        self.counter.to_search()

    def begin(self, action: str) -> None:
        """Begin a sale, a top-up or a redemption at the counter, for whom a page is about."""
        subject = self.here.subject()
        if subject is not None:
            self.open_customer(subject, action)
            return
        if self.place != "counter":
            self.go("counter")
        self.counter.begin(action)

    def show_page(self) -> None:
        """Show the page of the open customer, or of the one who is being looked for."""
        view, customer = self.counter.view, self.counter.search.meant
        if view is not None and customer is None:
            customer = view.shown.customer.id
        if customer is None:
            self.find_customer()
            self.toast(self.desk.say(N_("Find the customer first.")))
        elif self.place != "customer":
            self.go(f"customer/{customer}")

    def show_keys(self) -> None:
        """Show all keys on one sheet."""
        from smbcrm.ui.help.key_sheet import KeySheet  # noqa: PLC0415 - only when asked for

        self.cover(KeySheet(self.desk, self._actions, self.place))

    def show_palette(self) -> None:
        """Show the way to pages, actions and customers."""
        from smbcrm.ui.help.palette import Palette  # noqa: PLC0415 - only when asked for

        self.cover(Palette(self.desk, self._actions))

    def take_back(self) -> None:
        """Give back what a page refused in sight, else undo what this window did last."""
        if not self.here.take_back():
            self._take_back_last()

    def _take_back_last(self) -> None:
        """Undo what this window did last: a sale, a setting.

        Money is taken back only in sight, on the counter; what others did, or this window before
        that, on the idle one. Never from inside a panel, where Ctrl+Z means what is being typed.
        """
        self._toast.leave()
        if self.counter.is_working and self.place == "counter":
            return
        undo = self._undo
        if undo is not None and (self.place == undo.page or not undo.in_sight):
            self._undo = None
            if undo.met is not None:
                self.settled(undo.met)
            undo.take_back()
        elif undo is None and self.place == "counter" and self.counter.is_idle:
            self.counter.take_back_last()
        else:
            self.toast(self.desk.say(N_("Nothing to undo here. Sales stand in “Just served”.")))

    def step_back(self) -> None:
        """Go one step back: what covers, then the page's own steps, then the counter."""
        if self.is_covered:
            self.uncover()
        elif self.here.escape():
            return
        elif self._trouble.isVisible():
            self._trouble.leave()
        elif self.place != "counter":
            self.go("counter")

    def may_close(self) -> bool:
        """Tell whether the window may close; what is half done is shown before, each once."""
        words = self.desk.say(_NOT_RECORDED)
        if not (self._toast.isVisible() and self._toast.text() == words):
            self._told.clear()
        untold = next((place for place in self._unfinished() if place not in self._told), None)
        if untold is None:
            return True
        self._told.add(untold)
        name, _, part = untold.partition("/")
        if name != self.place:
            self.go(untold)
        else:
            self.uncover()
            if part:
                self.here.arrive(part)
        self.remark(words)
        return False

    def close_down(self) -> None:
        """Stop listening before the shop is closed."""
        self.desk.bridge.happened.disconnect(self._happened)
        self._watch.close()
        self._scans.close()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802 - Qt's names
        """Let Tab go through the page first and the sidebar last, whatever was made when."""
        chain = focus_chain(self)
        order = sorted(chain, key=self.sidebar.isAncestorOf)
        focused = QApplication.focusWidget()
        if not order:
            return False
        way = 1 if next else -1
        at = order.index(focused) + way if focused in order else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        order[at % len(order)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leave Ctrl+Z to the shop where the field under it has nothing to undo."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and nothing_typed(watched)
        ):
            event.ignore()
            return True
        return False

    def _unfinished(self) -> Iterator[str]:
        """Yield the places where something is half done, the one that is shown first."""
        for name, page in sorted(self._pages.items(), key=lambda one: one[1] is not self.here):
            for part in page.unfinished():
                yield f"{name}/{part}" if part else name

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page = PAGES[name](self.desk)
            self._pages[name] = page
            self._stack.addWidget(page)
            if self._size[0]:
                page.narrow(*self._size)
        return self._pages[name]

    def _remember(self, kept: Kept) -> None:
        for name, memory in kept.memories.items():
            if memory is not None:
                self._page(name).recall(memory)
        undo = kept.undo
        if undo is not None and undo.page:
            undo = self._page(undo.page).undo_again(undo.kept)
        self._undo = undo
        self.go(kept.place)
        if undo is not None and undo.met is not None:
            self.trouble(undo.met, undo.take_back)

    def _happened(self, event: object) -> None:
        """Say here what became of something that no screen says any more."""
        match event:
            case Ended(error=None):
                self.toast(event.words)
            case Ended(error=Exception() as error):
                self.trouble(error)

    def _scanned(self, code: str) -> None:
        if self.is_covered:
            self.uncover()
        here = self.place == "counter"
        if here or not self.here.take_scan(code):
            self.counter.scanned(code, here=here)
