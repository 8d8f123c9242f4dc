"""A shop from the moment its window opens it until the window lets go of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from smbcrm.core.i18n import N_, Translator
from smbcrm.core.logs import bug_words
from smbcrm.core.machine import STAFF, TERMINAL
from smbcrm.core.paths import localedir
from smbcrm.membership.custom_fields.types import CustomField
from smbcrm.membership.premises import Premises
from smbcrm.membership.services import Services
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.staff.types import Staff, Terminal
from smbcrm.ui.clock_notice import ClockNotice
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere, EventBridge
from smbcrm.ui.jobs import Jobs, Latest
from smbcrm.ui.keeper import Keeper
from smbcrm.ui.main_window import MainWindow
from smbcrm.ui.open_shop import Kept, OpenShop
from smbcrm.ui.passing import Passing
from smbcrm.ui.quiet import keep_quiet
from smbcrm.ui.theme import look
from smbcrm.ui.wording import Wording

_HANDS_MS = 30
"""How often it is looked whether somebody is in the middle of a click."""


class Opener(Protocol):
    """Who opened the shop."""

    premises: Premises
    session: "Session | None"

    @property
    def language(self) -> str:
        """The language of the screens."""

    def dress(self) -> None:
        """Put on language, look and text size as they are chosen on this PC."""

    def restore(self, address: str, copy: Path) -> None:
        """Close the shop that is open, go back to a copy of it, and open it again."""

    def could_not_open(self, address: str, error: Exception) -> None:
        """Close the shop and say why it cannot be shown."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What has to be known of the shop before it can be shown."""

    shop: Shop
    staff: tuple[Staff, ...]
    terminals: tuple[Terminal, ...]
    fields: tuple[CustomField, ...]


class Session(QObject):
    """Holds the workers of an open shop; `wear` furnishes the window with it."""

    furnished = Signal()
    """The counter is there; emitted again after every change of language or look."""

    def __init__(
        self, opening: Opener, services: Services, window: MainWindow, jobs: Jobs, place: str
    ) -> None:
        super().__init__(window)
        self._opening = opening
        self._services = services
        self._window = window
        self._jobs = jobs
        self._bridge = EventBridge(services, self)
        self._bridge.happened.connect(self._happened)
        self._bridge.watch()
        self._content: OpenShop | None = None
        self._kept = Kept(place or "counter")
        self._furnished_with: _Facts | None = None
        self._coming: _Facts | None = None
        self._stale = False
        self._looking = Latest(jobs, self)
        self._hands = QTimer(self, interval=_HANDS_MS)
        self._hands.timeout.connect(self._furnish_with_hands_off)

    @property
    def content(self) -> OpenShop:
        """The inside of the window; raise LookupError before it is there."""
        if self._content is None:
            raise LookupError
        return self._content

    def wear(self) -> None:
        """Ask what has to be known and show the shop: at first, and after every change of look."""
        self._jobs.run(self, self._facts, self._furnish_soon, self.broke)

    def broke(self, error: Exception) -> None:
        """Say what went wrong where no screen did."""
        if self._content is None:
            self._opening.could_not_open(self._services.address, error)
        else:
            self._content.trouble(error)

    def close(self) -> None:
        """End the workers and close the shop."""
        self._hands.stop()
        self._looking.forget()
        if self._content is not None:
            self._content.close_down()
            self._content = None
        self._bridge.close()
        self._jobs.close()
        self._services.close()
        self._opening.session = None
        self.deleteLater()

    def _happened(self, event: object) -> None:
        """See whether another till changed what every screen was given: the shop and its people."""
        if isinstance(event, Elsewhere):
            self._look_again()

    def _went(self) -> None:
        if self._stale:
            self._look_again()

    def _look_again(self) -> None:
        if self._content is not None:
            self._looking.ask(self._facts, self._compare, keep_quiet)

    def _compare(self, facts: _Facts) -> None:
        """Furnish anew; under somebody who is changing just that, once they leave Settings."""
        other = facts != self._furnished_with
        self._stale = other and self.content.place == "settings"
        if other and not self._stale:
            self._furnish_soon(facts)

    def _facts(self) -> _Facts:
        services = self._services
        return _Facts(
            services.shop.shop(),
            tuple(one for one in services.staff.staff() if one.active),
            tuple(one for one in services.staff.terminals() if one.active),
            tuple(one for one in services.custom_fields.all() if one.active),
        )

    def _furnish_soon(self, facts: _Facts) -> None:
        self._coming = facts
        if not self._hands.isActive():
            self._furnish_with_hands_off()

    def _furnish_with_hands_off(self) -> None:
        """Furnish with the facts that came last, but not under a click, an open list or a card."""
        facts = self._coming
        if _clicking() or (self._content is not None and self._content.is_covered):
            self._hands.start()
            return
        self._hands.stop()
        if facts is not None:
            self._furnish(facts)

    def _furnish(self, facts: _Facts) -> None:
        self._furnished_with, self._coming, self._stale = facts, None, False
        if self._content is not None:
            self._kept = self._content.keep()
            self._content.close_down()
        with look.first_sheet_last():
            self._opening.dress()
            self._content = content = OpenShop(
                lambda room: self._desk(facts, room),
                outside=self,
                kept=self._kept,
            )
            self._window.hold(
                content,
                leave=self.close,
                may_close=content.may_close,
                resized=content.resized,
            )
        title = content.desk.say(N_("{shop} — Shopbell"), shop=facts.shop.name)
        self._window.setWindowTitle(title)
        content.here.refocus()
        content.went.connect(self._went)
        ClockNotice(content.desk, content)
        Keeper(content.desk, content.sidebar.show_copy, content)
        Passing(content.desk, content)
        self.furnished.emit()

    def _desk(self, facts: _Facts, room: OpenShop) -> Desk:
        opening, shop = self._opening, facts.shop
        mine = opening.premises.machine.of_shop(self._services.address)
        staff = {one.id: one.name for one in facts.staff}
        tills = {one.id: one.name for one in facts.terminals}
        return Desk(
            services=self._services,
            premises=opening.premises,
            machine=mine,
            jobs=self._jobs,
            bridge=self._bridge,
            words=Wording(Translator(opening.language, localedir()), shop.currency, shop.day),
            shop=shop,
            fields=facts.fields,
            room=room,
            staff=staff.get(mine.get(STAFF), facts.staff[0].name),
            terminal=tills.get(mine.get(TERMINAL), facts.terminals[0].name),
        )

    def crashed(self, error: Exception) -> str:
        """Log a bug and return what to say of it."""
        return self.content.desk.tell(bug_words(self._opening.premises.log_crash("window", error)))

    def restore(self, copy: Path) -> None:
        """Close the shop, go back to a copy, and open it again."""
        address = self._services.address
        self._opening.restore(address, copy)


def _clicking() -> bool:
    pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
    return pressed or QApplication.activePopupWidget() is not None
