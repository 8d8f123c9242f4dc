"""The board of this till, asked for again whenever something may have changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smbcrm.membership.counter.board import Board
from smbcrm.ui.counter.idle import Idle
from smbcrm.ui.counter.search import CustomerSearch
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest

if TYPE_CHECKING:
    from smbcrm.membership.tiers.types import Tier


class BoardAsking(QObject):
    """Shows the newest answer on the idle counter; the search takes up how tiers look."""

    def __init__(self, desk: Desk, idle: Idle, search: CustomerSearch, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._idle = idle
        self._search = search
        self._question = Latest(desk.jobs, self)

    def ask(self) -> None:
        """Ask for the board and the tiers as they are now."""
        services, terminal = self._desk.services, self._desk.terminal

        def look() -> tuple[Board, tuple["Tier", ...]]:
            return services.counter.board(terminal), services.tiers.all()

        self._question.ask(look, self._show, self._desk.room.trouble)

    def _show(self, found: tuple[Board, tuple["Tier", ...]]) -> None:
        board, tiers = found
        self._search.show_tiers(tiers)
        self._idle.show_board(board)
