"""Work away from the screen that is done when the test says so, as behind a slow database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from smbcrm.ui.jobs import Failed, Lane
from tests.helpers.inline_jobs import InlineJobs

T = TypeVar("T")


@dataclass
class HeldJobs(InlineJobs):
    """Nothing is done before `do_next` or `do_all`; as on a worker, nobody answers who is gone.

    While `held` is False everything is done at once.
    """

    waiting: list[Callable[[], None]] = field(default_factory=list)
    held: bool = True

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = Lane.COUNTER,
    ) -> None:
        def answered(result: T) -> None:
            if isValid(owner):
                done(result)

        def refused(error: Exception) -> None:
            if isValid(owner):
                failed(error)

        def labour() -> None:
            InlineJobs.run(self, owner, work, answered, refused, lane=lane)

        if self.held:
            self.waiting.append(labour)
        else:
            labour()

    def close(self) -> None:
        self.waiting.clear()

    def do_next(self) -> None:
        """Do what was asked first."""
        self.waiting.pop(0)()

    def do_all(self) -> None:
        """Do everything that was asked, and what follows from it."""
        while self.waiting:
            self.do_next()
