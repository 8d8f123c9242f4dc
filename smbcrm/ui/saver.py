"""Saves one thing at once, says so at the bottom of the window, and knows how to take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.settings import Setting
from smbcrm.ui.desk import Desk, Undo

T = TypeVar("T")

Work = Callable[[], object]
What = Text | str
"""What was saved: a message with its parameters, or a name that somebody gave."""


_SAVED = N_("Saved: {what}")


def _no_answer(_result: object) -> None:
    """Do nothing: what was saved is shown when the event of it arrives."""


@dataclass(frozen=True, slots=True)
class Save(Generic[T]):
    """One thing to save: what it is called, the use case, and what takes its result back.

    `back` returns None where nothing changed. `renews` says that the other pages show it too, or
    work with it: they take it up when this page is left, or `at_once` where this one could not go
    on without it.
    """

    what: What
    work: Callable[[], T]
    back: Callable[[T], Work | None]
    renews: bool = False
    at_once: bool = False
    done: Callable[[T], None] = _no_answer


@dataclass(frozen=True, slots=True)
class Said:
    """What was said last, for the page that takes this one's place."""

    text: Text
    undo: Undo


class Saver:
    """Saves for all parts of the page.

    `renew` marks the window as out of date, with True it makes it anew. What can be undone outlives
    the page: a change of language makes a new one.
    """

    def __init__(self, page: QWidget, desk: Desk, renew: Callable[[bool], None]) -> None:
        self._page = page
        self._desk = desk
        self._renew = renew
        self.said: Said | None = None
        self._retired = False

    def retire(self) -> None:
        """Save nothing more: another page goes on with what is typed here."""
        self._retired = True

    def save(self, owner: QObject, save: Save[T], refused: Callable[[ShopbellError], None]) -> None:
        """Save; a refusal is told `refused`, a fault also the window, which offers to try again."""
        desk = self._desk
        if self._retired:
            return

        def saved(result: T) -> None:
            work = save.back(result)
            if work is not None:
                self._tell(save.what, self._undo(save, work))
            if save.renews:
                self._renew(save.at_once)
            save.done(result)

        def failed(error: Exception) -> None:
            if isinstance(error, ShopbellError):
                refused(error)
            if not isinstance(error, UserError):
                desk.room.trouble(error, partial(self.save, owner, save, refused))

        desk.ask(owner, save.work, saved, failed)

    def keep(self, setting: Setting[object], text: str, before: str, *, mine: bool = False) -> None:
        """Remember something on this PC and show the window anew; `mine`: for this shop alone.

        Raises BadSetting for a text that the setting cannot take.
        """
        desk = self._desk
        if self._retired:
            return
        machine = desk.machine if mine else desk.premises.machine
        machine.put(setting, text)

        def take_back() -> None:
            machine.put(setting, before)
            desk.room.wear()

        self._tell(Text(setting.label), take_back)
        desk.room.wear()

    def _tell(self, what: What, take_back: Callable[[], None]) -> None:
        """Say what was saved, here and on the page that may take this one's place."""
        desk = self._desk
        undo = Undo(desk.words.translator.value(what), take_back)
        self.said = Said(Text(_SAVED, {"what": what}), undo)
        desk.room.toast(desk.tell(self.said.text), undo)

    def _undo(self, save: Save[T], work: Work) -> Callable[[], None]:
        desk, page = self._desk, self._page

        def here() -> bool:
            return isValid(page) and page.isVisible()

        def taken(_result: object) -> None:
            if here():
                desk.room.toast(desk.say(N_("Taken back: {what}"), what=save.what))
                if save.renews:
                    self._renew(save.at_once)
            elif save.renews:
                desk.room.wear()

        def failed(error: Exception) -> None:
            if not here():
                raise error  # the window tells what no screen could
            desk.room.trouble(error)

        # The bridge lives as long as the shop is open; the page may have been made anew by then.
        return lambda: desk.ask(desk.bridge, work, taken, failed)
