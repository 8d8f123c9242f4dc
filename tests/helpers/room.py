"""A desk to sit at in tests: a small shop, work done at once, and a room that remembers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from smbcrm import bootstrap
from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.event_bridge import EventBridge
from smbcrm.ui.jobs import Jobs
from smbcrm.ui.walk import Walk
from smbcrm.ui.wording import Wording
from tests.helpers.inline_jobs import InlineJobs


@dataclass
class RecordingRoom:
    """Notes what a screen asked of its window."""

    asked: list[tuple[object, ...]] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """Those among the toasts that say why nothing was done."""
    troubles: list[Exception] = field(default_factory=list)
    again: Callable[[], None] | None = None
    """What “Try again” of the last trouble does; None where there is no such button."""
    settled_errors: list[Exception] = field(default_factory=list)
    undo: Undo | None = None
    folder: Path | None = None
    """What “Open the folder” of the last toast shows."""
    covered: QWidget | None = None

    def go(self, place: str) -> None:
        self.asked.append(("go", place))

    def open_customer(self, customer: int, action: str = "") -> None:
        self.asked.append(("open_customer", customer, action))

    def show_customer(self, customer: int, walk: Walk) -> None:
        self.asked.append(("show_customer", customer, walk.number))

    def new_customer(self, typed: str = "") -> None:
        self.asked.append(("new_customer", typed))

    def toast(self, text: str, undo: Undo | None = None, folder: Path | None = None) -> None:
        self.toasts.append(text)
        self.folder = folder
        if undo is not None:
            self.undo = undo

    def remark(self, text: str) -> None:
        self.toasts.append(text)
        self.remarks.append(text)

    def undoable(self, undo: Undo | None) -> None:
        self.undo = undo

    def cover(self, card: QWidget) -> None:
        self.covered = card

    def uncover(self) -> None:
        self.covered = None

    def show_palette(self) -> None:
        self.asked.append(("palette",))

    def trouble(self, error: Exception, again: Callable[[], None] | None = None) -> None:
        self.again = again
        self.troubles.append(error)

    def try_again(self) -> None:
        """Press “Try again”."""
        assert self.again is not None
        self.again()

    def settled(self, error: Exception) -> None:
        self.settled_errors.append(error)

    def wear(self) -> None:
        self.asked.append(("wear",))

    def restore(self, copy: Path) -> None:
        self.asked.append(("restore", copy))


def sit_down(
    services: Services,
    room: RecordingRoom | None = None,
    language: str = "en",
    jobs: Jobs | None = None,
) -> Desk:
    """Return a desk in a shop."""
    shop = services.shop.shop()
    premises = bootstrap.premises()
    return Desk(
        services=services,
        premises=premises,
        machine=premises.machine.of_shop(services.address),
        jobs=jobs or InlineJobs(),
        bridge=EventBridge(services),
        words=Wording(Translator(language, localedir()), shop.currency, shop.day),
        shop=shop,
        fields=tuple(one for one in services.custom_fields.all() if one.active),
        room=room or RecordingRoom(),
        staff=services.staff.staff()[0].name,
        terminal=services.staff.terminals()[0].name,
    )
