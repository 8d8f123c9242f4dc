"""A shop from the moment its window opens it until the window lets go of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from smbcrm.core.i18n import N_, Text, Translator
from smbcrm.core.machine import STAFF, TERMINAL
from smbcrm.core.paths import localedir
from smbcrm.membership.premises import Premises
from smbcrm.membership.services import Services
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.staff.types import Staff, Terminal
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere, EventBridge
from smbcrm.ui.jobs import Jobs
from smbcrm.ui.keeper import Keeper
from smbcrm.ui.main_window import MainWindow
from smbcrm.ui.open_shop import Kept, OpenShop
from smbcrm.ui.theme import look
from smbcrm.ui.wording import Wording

_BUG = N_("The program broke and nothing was half done. What is known of it stands in {log}")


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


@dataclass(frozen=True, slots=True)
class _Facts:
    """What has to be known of the shop before it can be shown."""

    shop: Shop
    staff: tuple[Staff, ...]
    terminals: tuple[Terminal, ...]


class Session(QObject):
    """Holds the workers of an open shop and furnishes the window with it."""

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
        self.wear()

    @property
    def content(self) -> OpenShop:
        """The inside of the window; raise LookupError before it is there."""
        if self._content is None:
            raise LookupError
        return self._content

    def wear(self) -> None:
        """Ask what has to be known and show the shop: at first, and after every change of look."""
        self._jobs.run(self, self._facts, self._furnish, self.broke)

    def broke(self, error: Exception) -> None:
        """Say what went wrong where no screen did."""
        if self._content is None:
            raise error
        self._content.trouble(error)

    def close(self) -> None:
        """End the workers and close the shop."""
        if self._content is not None:
            self._content.close_down()
            self._content = None
        self._bridge.close()
        self._jobs.close()
        self._services.close()
        self._opening.session = None
        self.deleteLater()

    def _happened(self, event: object) -> None:
        """See whether another till changed what every screen was given: shop, staff, tills."""
        if isinstance(event, Elsewhere) and self._content is not None:
            self._jobs.run(self, self._facts, self._compare, _unheard)

    def _compare(self, facts: _Facts) -> None:
        """Furnish anew, but never under somebody who is changing just that: Settings does so."""
        content = self._content
        if content is not None and facts != self._furnished_with and content.place != "settings":
            self._furnish(facts)

    def _facts(self) -> _Facts:
        services = self._services
        return _Facts(
            services.shop.shop(),
            tuple(one for one in services.staff.staff() if one.active),
            tuple(one for one in services.staff.terminals() if one.active),
        )

    def _furnish(self, facts: _Facts) -> None:
        self._furnished_with = facts
        self._opening.dress()
        if self._content is not None:
            self._kept = self._content.keep()
            self._content.close_down()
        with look.undressed():
            self._content = content = OpenShop(
                lambda room: self._desk(facts, room),
                outside=self,
                kept=self._kept,
            )
            self._window.hold(content, leave=self.close, resized=content.resized)
        title = content.desk.say(N_("{shop} — Shopbell"), shop=facts.shop.name)
        self._window.setWindowTitle(title)
        content.here.refocus()
        Keeper(content.desk, content.sidebar.show_copy, content)
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
            room=room,
            staff=staff.get(mine.get(STAFF), facts.staff[0].name),
            terminal=tills.get(mine.get(TERMINAL), facts.terminals[0].name),
        )

    def crashed(self, error: Exception) -> str:
        """Log a bug and return what to say of it."""
        log = self._opening.premises.log_crash("window", error)
        return self.content.desk.tell(Text(_BUG, {"log": str(log)}))

    def restore(self, copy: Path) -> None:
        """Close the shop, go back to a copy, and open it again."""
        address = self._services.address
        self._opening.restore(address, copy)


def _unheard(_error: Exception) -> None:
    """Leave it: the next thing that somebody asks for says what is wrong."""
