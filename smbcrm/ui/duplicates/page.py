"""Who may be one person: pairs side by side, the merges of the last days, what many share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.duplicates.blocks import Ids
from smbcrm.membership.duplicates.types import Crowd, Duplicates, Pair
from smbcrm.membership.merging.rules import last_moment
from smbcrm.membership.merging.types import Merge
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.duplicates.acts import Acts
from smbcrm.ui.duplicates.detail_cards import CrowdCard
from smbcrm.ui.duplicates.foot import Foot
from smbcrm.ui.duplicates.list_card import ListCard, Tab
from smbcrm.ui.duplicates.listed import Listed, ids_of
from smbcrm.ui.duplicates.merged_part import MergedPart
from smbcrm.ui.duplicates.pair_part import PairPart
from smbcrm.ui.duplicates.scan import Scan
from smbcrm.ui.duplicates.seeing import Draft, put_together
from smbcrm.ui.jobs import Latest
from smbcrm.ui.page import Page
from smbcrm.ui.page_head import PageHead
from smbcrm.ui.sizes import MEDIUM, ROOMY, WIDE
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import EmptyState

_LIST, _SLIM_LIST, _LOW_LIST = 272, 236, 190
_FREE = 16_777_215
"""Qt's own bound of a size."""
_KEYS = ("Ctrl+Return", "Ctrl+Enter")
_NOTHING = {
    Tab.PAIRS: (
        N_("No two customers look alike."),
        N_("Who are linked, or were said to be two people, are left out."),
    ),
    Tab.MERGED: (
        N_("Nobody was merged in the last 30 days."),
        N_("A merge stands here as long as it can be undone."),
    ),
    Tab.SHARED: (
        N_("Nothing is shared by many."),
        N_("A phone or a birthday that stands with very many would be listed here."),
    ),
}


@dataclass(frozen=True, slots=True)
class DuplicatesMemory:
    """What is known, what is looked at, and what was chosen for each pair."""

    listed: Listed
    tab: Tab
    keys: Mapping[Tab, object]
    drafts: Mapping[Ids, Draft]


class DuplicatesPage(Page):
    """A list at the left; at the right what one of its lines is about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = desk.say
        self.listed = Listed()
        self._keys: dict[Tab, object] = {}
        self._waiting = False
        self.head = PageHead(desk, say(N_("Duplicates")))
        self.again = Button(say(N_("Check all again")), icon="refresh-cw")
        self.again.setObjectName("duplicates_again")
        self.head.side.addWidget(self.again)
        self.card = ListCard(desk)
        self.pair, self.merged, self.crowd = PairPart(desk), MergedPart(desk), CrowdCard(desk)
        self.nothing = EmptyState("users", "", "")
        self.foot = Foot(desk)
        self.acts = Acts(desk, self, self._show_foot)
        self._scan = Scan(desk, self)
        self._merges = Latest(desk.jobs, self)
        self._lay_out()
        self._listen()
        self._show_list()

    # ------------------------------------------------------------------------------ the page

    def arrive(self, part: str = "") -> None:
        """Ask again for what is shown.

        `merged/12` is merge 12, `shared` what many share, `pairs/7-12` customers 7 and 12.
        """
        tab, _, which = part.partition("/")
        if tab in set(Tab):
            self.card.choose(Tab(tab))
        self.listed = replace(self.listed, by_hand=None)
        one, _, other = which.partition("-")
        if other:
            self._put_together((min(int(one), int(other)), max(int(one), int(other))))
        elif one:
            self._keys[self.card.tab] = int(one)
        self._show_list()
        self._load_merges()
        self._scan.look()

    def refocus(self) -> None:
        """Put the focus into the list."""
        self.card.list.setFocus()

    def escape(self) -> bool:
        """Go back to the list, then to the customers."""
        if self.pair.compare.is_inside():
            self.card.list.setFocus()
        else:
            self.desk.room.go("customers")
        return True

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size: where it is narrow, the list stands above."""
        below, roomy = width < MEDIUM, width >= MEDIUM and height >= ROOMY
        edge, foot = (20, 16) if roomy else (12, 8)
        way = QBoxLayout.Direction
        self._across.setDirection(way.TopToBottom if below else way.LeftToRight)
        wide = _LIST if width >= WIDE else _SLIM_LIST
        self.card.setMinimumWidth(0 if below else wide)
        self.card.setMaximumWidth(_FREE if below else wide)
        self.card.setMaximumHeight(_LOW_LIST if below else _FREE)
        self.card.be_low(low=not roomy)
        self._column.setContentsMargins(edge, 0, edge, 12 if roomy else 8)
        self.foot.set_edges(edge, foot if roomy else 6)
        self.pair.narrow(wide=width >= WIDE)

    def memory(self) -> DuplicatesMemory:
        """Return what is known, looked at and chosen."""
        return DuplicatesMemory(
            self.listed, self.card.tab, dict(self._keys), dict(self.pair.drafts)
        )

    def recall(self, memory: object) -> None:
        """Go on there."""
        if isinstance(memory, DuplicatesMemory):
            self.listed, self._keys = memory.listed, dict(memory.keys)
            self.pair.recall(memory.drafts)
            self.card.choose(memory.tab)

    def undo_again(self, kept: object) -> Undo | None:
        """Return the undo of what was done on the page of before."""
        return self.acts.undo_again(kept)

    # --------------------------------------------------------------------------- what is done

    def merge(self) -> None:
        """Make one customer of the pair; put the focus first where a choice is missing."""
        if self.card.tab is not Tab.PAIRS or self.pair.seen is None:
            return
        if self.pair.can_merge:
            preview, draft = self.pair.seen.preview, self.pair.draft
            self.acts.merge(preview, draft, self._merge_done, self._refused)
        else:
            self.pair.ask_first()

    def set_apart(self) -> None:
        """Remember that the two are two people."""
        pair = self.listed.pair(self.pair.pair)
        if pair is not None:
            self.acts.set_apart(pair, lambda: self._left(ids_of(pair)), self._refused)

    def undo_merge(self) -> None:
        """Make two customers again."""
        if self.merged.merge is not None:
            self.acts.undo(self.merged.merge, self.refocus, self.merged.refuse)

    def _merge_done(self, made: Merge) -> None:
        self._go_on(self.listed.without(made.other.id))

    def _left(self, pair: Ids) -> None:
        self._go_on(self.listed.without_pair(pair))

    def _go_on(self, listed: Listed) -> None:
        """Show what is left, at the pair that comes next."""
        self.listed = listed
        self._keys.pop(Tab.PAIRS, None)
        self._show_list()
        self.refocus()

    def _refused(self, error: UserError) -> None:
        """Say why it is not done: somebody else did something meanwhile."""
        self.pair.refuse(error)
        self.refocus()
        self._scan.look()

    # ---------------------------------------------------------------------------- what is shown

    def _show_list(self) -> None:
        tab = self.card.tab
        self.card.show_lines(self.listed.lines(self.desk, tab), self._keys.get(tab))
        self._show_sub()

    def _show_chosen(self) -> None:
        """Show at the right what the line is about that is looked at."""
        tab, key = self.card.tab, self.card.list.key
        part: QWidget = self.nothing
        self._keys[tab] = key
        if tab is Tab.PAIRS:
            pair = self.listed.pair(key)
            self.pair.show_pair(None if pair is None else ids_of(pair))
            part = self.nothing if pair is None else self.pair
        elif tab is Tab.MERGED and (merge := self.listed.merge(key)) is not None:
            self.merged.show_merge(merge)
            part = self.merged
        elif isinstance(key, Crowd):
            self.crowd.show_crowd(key)
            part = self.crowd
        if part is self.nothing:
            self._say_nothing(tab)
        self._stack.setCurrentWidget(part)
        self._show_foot()

    def _say_nothing(self, tab: Tab) -> None:
        say = self.desk.say
        title, sentence = _NOTHING[tab]
        if self.listed.pairs is None and tab is not Tab.MERGED:
            title, sentence = (
                N_("Comparing all customers…"),
                N_("In a large shop it takes a while."),
            )
        self.nothing.show_words(say(title), say(sentence))

    def _show_foot(self) -> None:
        shown, desk = self._stack.currentWidget(), self.desk
        if shown is self.pair:
            until = desk.shop.day.date(last_moment(desk.services.clock.now()))
            preview = None if self.pair.seen is None else self.pair.seen.preview
            can, busy = self.pair.can_merge, self.acts.busy
            self.foot.show_pair(preview, desk.words.date(until), can=can, busy=busy)
        elif shown is self.merged and self.merged.merge is not None:
            self.foot.show_merge(self.merged.merge, busy=self.acts.busy)
        else:
            self.foot.show_nothing()

    def _show_sub(self) -> None:
        desk, listed = self.desk, self.listed
        if self._waiting or listed.pairs is None:
            self.head.show_sub(desk.say(N_("Comparing all customers…")))
            return
        pairs = NN_(
            "{count} pair that may be one person, among {customers} customers",
            "{count} pairs that may be one person, among {customers} customers",
        )
        customers = desk.words.number(listed.customers)
        self.head.show_sub(desk.count(pairs, len(listed.pairs), customers=customers))

    # ---------------------------------------------------------------------------- what is asked

    def _put_together(self, ids: Ids) -> None:
        """Show two customers as a pair whom nobody has compared."""

        def show(pair: Pair) -> None:
            self.listed = replace(self.listed, by_hand=pair)
            self._keys[Tab.PAIRS] = ids
            self._show_list()

        self.desk.ask(self, partial(put_together, self.desk.services, ids), show)

    def _load_merges(self) -> None:
        self._merges.ask(self.desk.services.merging.all, self._show_merges, self.desk.room.trouble)

    def _show_merges(self, merges: tuple[Merge, ...]) -> None:
        now = self.desk.services.clock.now()
        self.listed = replace(self.listed, merges=tuple(one for one in merges if one.until >= now))
        if self.card.tab is Tab.MERGED:
            self._show_list()

    def _found(self, found: Duplicates, customers: int) -> None:
        self._wait(waiting=False)
        self.listed = self.listed.compared(found, customers)
        if self.card.tab is not Tab.MERGED:
            self._show_list()
        self._show_sub()

    def _not_found(self, error: Exception) -> None:
        self._wait(waiting=False)
        self.desk.room.trouble(error, self._scan.look)

    def _wait(self, waiting: bool) -> None:  # noqa: FBT001 - what a signal tells
        self._waiting = waiting
        self._show_sub()

    def _changed(self) -> None:
        """Ask again for what is shown; while something is done, its answer says more."""
        if self.isVisible() and not self.acts.busy:
            self._load_merges()
            if self._stack.currentWidget() is self.pair:
                self.pair.load()

    # -------------------------------------------------------------------- what it is made of

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for part in (self.nothing, self.pair, self.merged, self.crowd):
            self._stack.addWidget(part)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(12)
        self._across.addWidget(self.card)
        self._across.addWidget(self._stack, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addLayout(self._across, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._column, 1)
        whole.addWidget(self.foot)

    def _listen(self) -> None:
        room = self.desk.room
        self.again.clicked.connect(self._scan.look)
        self.card.turned.connect(self._show_list)
        self.card.list.chosen.connect(self._show_chosen)
        self.card.list.entered.connect(self._enter)
        self.pair.changed.connect(self._show_foot)
        for part in (self.pair.compare, self.merged.card):
            part.opened.connect(lambda customer: room.go(f"customer/{customer}"))
        for refusal in (self.pair.refusal, self.merged.refusal):
            refusal.led.connect(room.go)
        self.crowd.led.connect(room.go)
        self.foot.merge.clicked.connect(self.merge)
        self.foot.apart.clicked.connect(self.set_apart)
        self.foot.later.clicked.connect(self._later)
        self.foot.undo.clicked.connect(self.undo_merge)
        self._scan.found.connect(self._found)
        self._scan.failed.connect(self._not_found)
        self._scan.waiting.connect(self._wait)
        self.desk.bridge.changed.connect(self._changed)
        for key in _KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.merge)

    def _enter(self) -> None:
        """Go from the list to what it is about."""
        if self._stack.currentWidget() is self.pair:
            self.pair.compare.focus_first()
        elif self._stack.currentWidget() is self.merged:
            self.foot.undo.setFocus()
        else:
            self.crowd.list.setFocus()

    def _later(self) -> None:
        self.card.list.step(1)
        self.card.list.setFocus()
