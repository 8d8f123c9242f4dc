"""Work away from the screen that is done at once, on the thread of the test."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from smbcrm.ui.jobs import Failed, Lane

T = TypeVar("T")


class InlineJobs:
    """Does everything at once: for tests that are about something else."""

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = Lane.COUNTER,
    ) -> None:
        del owner, lane
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - as on a worker
            failed(error)
        else:
            done(result)

    def teller(self, owner: QObject, told: Callable[..., None]) -> Callable[..., None]:
        del owner
        return told

    def close(self) -> None:
        pass

    @property
    def closing(self) -> bool:
        return False
