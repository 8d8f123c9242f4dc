"""The change log of the shop: who changed what of customers, staff, tills and settings."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout

from smbcrm.ui.change_log.part import ChangeList, Filters
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import CopyMade, DayBegan, Ended, TimeWentOn
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.part import Part
from smbcrm.ui.widgets.cards import Card

_NOTHING_CHANGED = (CopyMade, DayBegan, Ended, TimeWentOn)


class ChangesPart(Part):
    """Enter opens the customer whom a change is about."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self.list = ChangeList(desk)
        self.list.opened.connect(lambda customer: desk.room.go(f"customer/{customer}"))
        card = Card(padding=1, spacing=0)
        card.body.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def arrive(self) -> None:
        """Ask for the newest."""
        self.list.load()

    def happened(self, event: object) -> None:
        """Ask again after whatever may have been signed."""
        if not isinstance(event, _NOTHING_CHANGED):
            self.arrive()

    def drafts(self) -> Mapping[str, str]:
        """Return what is filtered by."""
        one = self.list.filters()
        return {"first": one.first, "last": one.last, "staff": one.staff, "field": one.field}

    def take_up(self, drafts: Mapping[str, str]) -> None:
        """Filter by that again."""
        if drafts:
            self.list.choose(Filters(**drafts))
