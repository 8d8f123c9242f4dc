"""What every screen of an open shop is given: the use cases, the workers, the words, the window."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import Counted, Text
from smbcrm.core.ids import uuid7
from smbcrm.core.machine import Machine
from smbcrm.membership.custom_fields.types import CustomField
from smbcrm.membership.premises import Premises
from smbcrm.membership.services import Services
from smbcrm.membership.shop.types import Shop
from smbcrm.ui.event_bridge import EventBridge
from smbcrm.ui.jobs import Jobs, Lane
from smbcrm.ui.wording import Wording

if TYPE_CHECKING:
    from smbcrm.membership.requests.types import Act
    from smbcrm.ui.walk import Walk

# ruff: noqa: PLC0415 - the counter is there before anything is asked for

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Undo:
    """The last thing that was done and can be taken back: what it was, and how.

    Pages end with a change of language or look. An undo that needs its page names it, and keeps
    what the page that takes its place makes it anew from. `met` is the fault that it met when it
    was tried: it is told again there, with the way to try again. `in_sight`: only on its page,
    for money never moves back out of sight.
    """

    what: str
    take_back: Callable[[], None]
    page: str = ""
    kept: object = None
    met: Exception | None = None
    in_sight: bool = False


class Room(Protocol):
    """What a screen asks of the window it is in."""

    def go(self, place: str) -> None:
        """Show a page: `counter`, `customers`, `settings`, or part of one: `settings/backup`."""

    def open_customer(self, customer: int, action: str = "") -> None:
        """Show a customer at the counter, with an action begun: `sale`, `refund/` and a sale."""

    def show_customer(self, customer: int, walk: "Walk") -> None:
        """Show the page of a customer of a list, and the way through that list."""

    def new_customer(self, typed: str = "") -> None:
        """Begin a new customer at the counter, with what was typed in its field."""

    def toast(self, text: str, undo: Undo | None = None, folder: Path | None = None) -> None:
        """Say at the bottom what was done; with an undo also for Ctrl+Z.

        With a `folder` it has a button that shows it: that is where something was written to.
        """

    def remark(self, text: str) -> None:
        """Say at the bottom why nothing was done: it does not look like what was done."""

    @property
    def undo(self) -> Undo | None:
        """What Ctrl+Z takes back."""

    def undoable(self, undo: Undo | None) -> None:
        """Remember what Ctrl+Z takes back."""

    def cover(self, card: QWidget) -> None:
        """Show a card over everything; Esc closes it and the focus goes back."""

    def uncover(self) -> None:
        """Close the card."""

    def show_palette(self) -> None:
        """Show the way to pages, actions and customers."""

    def trouble(self, error: Exception, again: Callable[[], None] | None = None) -> None:
        """Say what went wrong where no screen does it better; with a way to try again."""

    def settled(self, error: Exception) -> None:
        """Say no more that this went wrong: it was tried again another way, and answered."""

    def wear(self) -> None:
        """Take up language, look and shop settings anew after they were changed."""

    def restore(self, copy: Path) -> None:
        """Close the shop, go back to a copy of it, and open it again."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One window of one shop."""

    services: Services
    premises: Premises
    machine: Machine
    """What this PC remembers for this shop; `premises.machine` holds what is for all of them."""
    jobs: Jobs
    bridge: EventBridge
    words: Wording
    shop: Shop
    fields: tuple[CustomField, ...]
    """The fields of the shop's own that are shown."""
    room: Room
    staff: str
    """Name of whoever acts."""
    terminal: str
    """Name of this till."""

    def say(self, msgid: str, **params: object) -> str:
        """Return the words for a message id."""
        return self.words.say(msgid, **params)

    def count(self, counted: Counted, count: int, **params: object) -> str:
        """Return the words for so many of something."""
        return self.words.count(counted, count, **params)

    def tell(self, text: Text | ShopbellError) -> str:
        """Return a finished sentence of the domain."""
        return self.words.tell(text)

    def today(self) -> dt.date:
        """Return the business date."""
        return self.shop.day.date(self.services.clock.now())

    def act(self, staff: str | None = None) -> "Act":
        """Return a new request of whoever acts at this till."""
        from smbcrm.membership.requests.types import Act

        return Act(uuid7(self.services.clock), staff or self.staff, self.terminal)

    def go_on(self, act: "Act") -> "Act":
        """Return a request that was begun, under the names that staff and till bear now.

        Not for the very same to be sent again: whoever asks and where is part of what was asked.
        """
        from smbcrm.membership.requests.types import Act

        return Act(act.request_id, self.staff, self.terminal)

    def ask(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        lane: Lane = Lane.COUNTER,
    ) -> None:
        """Do work away from the screen; what fails without a screen of its own is told at large."""
        self.jobs.run(owner, work, done, failed or self.room.trouble, lane=lane)
