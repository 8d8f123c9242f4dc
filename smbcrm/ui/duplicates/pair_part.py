"""The right side of a pair: both side by side, and what the one customer has then."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.duplicates.blocks import Ids
from smbcrm.membership.merging.types import FIELDS, KindsDiffer, MergeKey, Side
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.compare_card import CompareCard
from smbcrm.ui.duplicates.refusal import Refusal
from smbcrm.ui.duplicates.result_card import ResultCard
from smbcrm.ui.duplicates.seeing import Draft, Seen, see
from smbcrm.ui.jobs import Latest
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.scrolling import scrolling

_AROUND = 12
"""Pixels that are seen above and below what has the focus."""


class PairPart(QWidget):
    """`changed` tells that something else can be done with the pair than before."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asking = Latest(desk.jobs, self)
        self.pair: Ids | None = None
        self.seen: Seen | None = None
        self.drafts: dict[Ids, Draft] = {}
        self.compare = CompareCard(desk)
        self.result = ResultCard(desk)
        self.refusal = Refusal(desk)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.refusal, self.compare, self.result):
            column.addWidget(part)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._inside, self._area = inside, scrolling(inside)
        around.addWidget(self._area)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.compare.chosen.connect(self._choose)
        self.compare.swapped.connect(self._swap)
        self._show_cards(shown=False)

    @property
    def draft(self) -> Draft:
        """What was chosen for the pair."""
        return Draft() if self.pair is None else self.drafts.get(self.pair, Draft())

    @property
    def can_merge(self) -> bool:
        """Whether the pair can become one as it stands."""
        return self.seen is not None and not self.seen.open

    def show_pair(self, pair: Ids | None) -> None:
        """Show another pair, or ask again for the same."""
        if pair != self.pair:
            self.pair, self.seen = pair, None
            self.refusal.hide()
            self._show_cards(shown=False)
            self.changed.emit()
        self.load()

    def load(self) -> None:
        """Ask what a merge would do now."""
        if self.pair is None:
            self._asking.forget()
            return
        desk = self._desk
        work = partial(see, desk.services, self.pair, self.draft, desk.act())
        self._asking.ask(work, self._show, self._failed)

    def recall(self, drafts: Mapping[Ids, Draft]) -> None:
        """Go on with what was chosen."""
        self.drafts = dict(drafts)

    def refuse(self, error: UserError) -> None:
        """Say why the two do not become one."""
        self.refusal.show_error(error, self.draft.order(self.pair)[0] if self.pair else 0)

    def ask_first(self) -> None:
        """Put the focus where something has to be chosen before."""
        if self.seen is not None:
            for field in self.seen.open:
                self.compare.rows[field].take_focus()
                return

    def narrow(self, *, wide: bool) -> None:
        """Fit a window of that width."""
        self.compare.narrow(wide=wide)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep what has the focus in sight."""
        if now is not None and self._inside.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, _AROUND)

    def _show(self, seen: Seen) -> None:
        self.seen = seen
        self.compare.show_seen(seen)
        self.result.show_preview(seen.preview)
        self._show_open(seen)
        self._show_cards(shown=True)
        self.changed.emit()

    def _show_open(self, seen: Seen) -> None:
        """Say which field waits for a choice."""
        self.refusal.setVisible(bool(seen.open))
        for field, error in seen.open.items():
            words = two_parts(self._desk.tell(error))
            if not isinstance(error, KindsDiffer):
                says = N_("There is no room for both: {field}. Choose whose stays.")
                words = two_parts(self._desk.say(says, field=self._desk.say(FIELDS[field])))
            self.refusal.show_text(*words)
            self.refusal.way.hide()
            return

    def _failed(self, error: Exception) -> None:
        self.seen = None
        self._show_cards(shown=False)
        self.changed.emit()
        if not isinstance(error, UserError):
            self._desk.room.trouble(error, self.load)
            return
        self.refuse(error)

    def _show_cards(self, *, shown: bool) -> None:
        self.compare.setVisible(shown)
        self.result.setVisible(shown)

    def _choose(self, field: MergeKey, side: Side) -> None:
        self._put(self.draft.choose(field, side))

    def _swap(self) -> None:
        self._put(self.draft.swap())

    def _put(self, draft: Draft) -> None:
        if self.pair is not None:
            self.drafts[self.pair] = draft
            self.load()
