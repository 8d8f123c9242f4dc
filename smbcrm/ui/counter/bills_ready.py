"""Lets the fonts of bills be read before the first one is asked for."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane
from smbcrm.ui.quiet import keep_quiet

if TYPE_CHECKING:
    from smbcrm.membership.services import Services


class BillsReady:
    """Prepares once, on the lane of papers: a bill may be wanted next, and nobody waits for it."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        self._desk = desk
        self._owner = owner
        self._asked = False

    def prepare(self) -> None:
        """Begin, unless that was done before."""
        if self._asked:
            return
        self._asked = True
        desk = self._desk
        work = partial(_prepare, desk.services, desk.shop.language)
        desk.ask(self._owner, work, _nothing_more, keep_quiet, lane=Lane.PAPER)


def _prepare(services: "Services", language: str) -> None:
    services.bills.prepare(language)


def _nothing_more(_none: None) -> None:
    """Nothing is shown of it."""
