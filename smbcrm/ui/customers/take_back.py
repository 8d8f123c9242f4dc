"""What was done on this page and can be taken back, also by the page that takes its place."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.jobs import Lane

PAGE = "customers"


@dataclass(frozen=True, slots=True)
class Back:
    """The way back from something: what it was, and the use case that takes it back.

    It holds no screen, so that the page that takes this one's place goes on with it.
    """

    what: Text | str
    run: Callable[[Services, Act], object]
    lane: Lane = Lane.COUNTER


class TakeBack:
    """Says what was done with the way back, and goes it; `place` is the id of the page."""

    def __init__(self, desk: Desk, page: QWidget, place: str = PAGE) -> None:
        self._desk = desk
        self._page = page
        self._place = place

    def offer(self, back: Back) -> None:
        """Say what was done, and offer the way back."""
        self._desk.room.toast(self._words(back), self.undo(back))

    def undo(self, back: Back) -> Undo:
        """Return what Ctrl+Z does."""
        return Undo(self._words(back), partial(self._go, back), self._place, back)

    def _words(self, back: Back) -> str:
        return self._desk.words.translator.value(back.what)

    def _go(self, back: Back) -> None:
        desk = self._desk
        act = desk.act()

        def taken(_: object) -> None:
            if isValid(self._page):
                desk.room.toast(desk.say(N_("Taken back: {what}"), what=back.what))

        desk.ask(desk.bridge, partial(back.run, desk.services, act), taken, lane=back.lane)
