"""The right side of a merge: what it was, and why its undo is refused."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.membership.merging.types import Merge
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.detail_cards import MergedCard
from smbcrm.ui.duplicates.refusal import Refusal
from smbcrm.ui.widgets.scrolling import scrolling


class MergedPart(QWidget):
    """One merge."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.merge: Merge | None = None
        self.card = MergedCard(desk)
        self.refusal = Refusal(desk)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.refusal)
        column.addWidget(self.card)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(inside))

    def show_merge(self, merge: Merge) -> None:
        """Show another one, or what became of the same."""
        if self.merge is None or merge.id != self.merge.id:
            self.refusal.hide()
        self.merge = merge
        self.card.show_merge(merge)

    def refuse(self, error: UserError) -> None:
        """Say why it is not undone."""
        if self.merge is not None:
            self.refusal.show_error(error, self.merge.kept.id)
