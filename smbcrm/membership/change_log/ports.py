"""What the change log needs from the outside."""

import datetime as dt
from typing import Protocol

from smbcrm.membership.change_log.types import Chosen, Logged
from smbcrm.membership.records.ports import RecordWork


class ChangeLogQuery(Protocol):
    """Reads the change log, newest first."""

    def count(self, chosen: Chosen) -> int:
        """Return how many changes there are."""

    def page(
        self, chosen: Chosen, after: tuple[dt.datetime, int] | None, limit: int
    ) -> tuple[Logged, ...]:
        """Return the changes after a place (`Logged.place`), the first ones for None."""


class ChangeLogWork(RecordWork, Protocol):
    """The slice of a unit of work that reads the change log."""

    @property
    def change_log(self) -> ChangeLogQuery:
        """The change log."""
