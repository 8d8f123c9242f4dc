"""What is done on the page: merge, say that two are two people, undo a merge."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.duplicates.blocks import Ids
from smbcrm.membership.duplicates.types import Pair
from smbcrm.membership.merging.types import Merge, Preview
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.customers.take_back import Back, TakeBack
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.duplicates.seeing import Draft
from smbcrm.ui.duplicates.words import told_apart

T = TypeVar("T")
PAGE = "duplicates"
Refused = Callable[[UserError], None]


class Acts:
    """Does one thing at a time; each request counts once, however often it is sent.

    `told` is called when `busy` has changed.
    """

    def __init__(self, desk: Desk, page: QWidget, told: Callable[[], None]) -> None:
        self._desk, self._page, self._told = desk, page, told
        self._take_back = TakeBack(desk, page, PAGE)
        self.busy = False

    def merge(
        self, preview: Preview, draft: Draft, done: Callable[[Merge], None], refused: Refused
    ) -> None:
        """Make one customer of two, and offer to undo it."""
        keep, other = preview.keep, preview.other
        merge = self._desk.services.merging.merge

        def merged(made: Merge) -> None:
            stayed, went = told_apart(keep, other)
            what = Text(N_("{other} merged into {kept}"), {"other": went, "kept": stayed})
            self._take_back.offer(Back(what, partial(_undo_merge, made.id)))
            done(made)

        self._send(
            partial(merge, keep.id, other.id, draft.sides, self._desk.act()), merged, refused
        )

    def set_apart(self, pair: Pair, done: Callable[[], None], refused: Refused) -> None:
        """Remember that two are two people, and offer to forget it."""
        one, other = told_apart(pair.one, pair.other)
        ids = pair.one.id, pair.other.id
        work = partial(self._desk.services.merging.set_apart, *ids, self._desk.act())

        def said(_new: bool) -> None:  # noqa: FBT001 - what the use case returns
            what = Text(N_("{one} and {other} are two people"), {"one": one, "other": other})
            self._take_back.offer(Back(what, partial(_set_together, ids)))
            done()

        self._send(work, said, refused)

    def undo(self, merge: Merge, done: Callable[[], None], refused: Refused) -> None:
        """Make two customers again of the one that a merge made."""
        desk = self._desk

        def undone(made: Merge) -> None:
            kept, other = told_apart(made.kept, made.other)
            says = N_("{kept} and {other} are two customers again.")
            desk.room.toast(desk.say(says, kept=kept, other=other))
            done()

        self._send(partial(desk.services.merging.undo, merge.id, desk.act()), undone, refused)

    def undo_again(self, kept: object) -> Undo | None:
        """Return the undo of what was done on the page of before."""
        return self._take_back.undo(kept) if isinstance(kept, Back) else None

    def _send(self, work: Callable[[], T], done: Callable[[T], None], refused: Refused) -> None:
        """Do it; a fault offers to send the very same again."""
        if self.busy:
            return

        def finished(result: T) -> None:
            self._be_busy(busy=False)
            done(result)

        def failed(error: Exception) -> None:
            self._be_busy(busy=False)
            if isinstance(error, UserError):
                refused(error)
            else:
                self._desk.room.trouble(error, partial(self._send, work, done, refused))

        self._be_busy(busy=True)
        self._desk.ask(self._page, work, finished, failed)

    def _be_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self._told()


def _undo_merge(merge: int, services: Services, act: Act) -> None:
    services.merging.undo(merge, act)


def _set_together(pair: Ids, services: Services, act: Act) -> None:
    services.merging.set_together(*pair, act)
