"""Narrows the list down: chips with live counts, one's own conditions, segments saved of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.requests.types import Act
from smbcrm.membership.segments.types import (
    BadValue,
    KindForm,
    SegmentExists,
    Shown,
    Where,
)
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.customers.chips import ChipRow
from smbcrm.ui.customers.condition_form import ConditionForm
from smbcrm.ui.customers.filters import SEGMENT, TIER, Filters, Part
from smbcrm.ui.customers.name_form import NameForm
from smbcrm.ui.customers.take_back import Back, TakeBack
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane, Latest
from smbcrm.ui.theme.props import dress

_BELOW = 8


@dataclass(frozen=True, slots=True)
class _Kept:
    """What chips are made of: tiers, saved segments, and what each condition of one's own says."""

    tiers: tuple[Tier, ...]
    segments: tuple[Shown, ...]
    own: tuple[Shown, ...]


class FilterBar(QWidget):
    """The chips and, below them, the form that is open; `filters` is what they say together."""

    changed = Signal()
    """Other customers are meant now."""
    put = Signal(object)
    """What is on was looked at anew: the `Filters`."""

    def __init__(self, desk: Desk, take_back: TakeBack) -> None:
        super().__init__()
        self._desk = desk
        self._take_back = take_back
        self.filters = Filters()
        self._segments: dict[str, Shown] = {}
        self._parts: tuple[Part, ...] = ()
        self.chips = ChipRow(desk)
        self.condition = ConditionForm(desk)
        self.name = NameForm(desk)
        self._forms = QStackedWidget()
        self._forms.addWidget(self.condition)
        self._forms.addWidget(self.name)
        self._strip = QFrame()
        dress(self._strip, kind="card")
        inside = QVBoxLayout(self._strip)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._forms)
        self._strip.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, _BELOW)
        column.setSpacing(_BELOW)
        column.addWidget(self.chips)
        column.addWidget(self._strip)
        self._looking = Latest(desk.jobs, self)
        self._counting = Latest(desk.jobs, self, lane=Lane.LONG)
        self._listen()

    # ------------------------------------------------------------------------------ what is on

    def load(self) -> None:
        """Ask anew which chips there are, and how many each finds."""
        work = partial(_kept, self._desk.services, [one.where for one in self.filters.own])
        self._looking.ask(work, self._show, self._desk.room.trouble)

    def take_up(self, filters: Filters) -> None:
        """Go on with what was on."""
        self.filters = filters

    def clear(self) -> None:
        """Put everything off."""
        self._put(self.filters.off())

    def last(self) -> tuple[Part, str] | None:
        """Return what was put on last, with its words."""
        if not self.filters.on:
            return None
        part = self.filters.on[-1]
        chip = self.chips.chip(part)
        return part, "" if chip is None else chip.text()

    def take_off(self, part: Part) -> None:
        """Put one off."""
        self._put(self.filters.switched(part, on=False))

    def escape(self) -> bool:
        """Close the form that is open; say whether one was."""
        if self._strip.isHidden():
            return False
        self._close()
        return True

    # ------------------------------------------------------------------------ what is begun

    def begin_condition(self) -> None:
        """Ask for another condition."""
        self._desk.ask(self, self._desk.services.segments.forms, self._offer)

    def begin_saving(self) -> None:
        """Ask under which name the filter shall be kept."""
        self.name.begin()
        self._open(self.name, self.name.name)

    def begin_renaming(self, segment: str) -> None:
        """Ask for another name of a segment."""
        self.name.begin(segment)
        self._open(self.name, self.name.name)

    def remove(self, segment: str) -> None:
        """Remove a segment, with the way back."""
        desk = self._desk
        where = self._segments[segment].where

        def removed(_: object) -> None:
            what = Text(N_("Segment {name} removed"), {"name": segment})
            self._take_back.offer(Back(what, partial(_save_again, segment, where)))

        desk.ask(self, partial(desk.services.segments.remove, segment, desk.act()), removed)

    def menu_of(self, segment: str) -> QMenu:
        """Return what can be done with a segment."""
        menu, say = QMenu(self), self._desk.say
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(segment)
        for words, act in (
            (N_("Rename…"), self.begin_renaming),
            (N_("Remove"), self.remove),
        ):
            menu.addAction(say(words)).triggered.connect(partial(_call, act, segment))
        return menu

    # ------------------------------------------------------------------------- what is answered

    def _put(self, filters: Filters) -> None:
        before, self.filters = self.filters.where, filters
        self.load()
        if filters.where != before:
            self.changed.emit()

    def _switched(self, part: Part, on: bool) -> None:  # noqa: FBT001 - a slot
        self._put(self.filters.switched(part, on=on))

    def _dropped(self, part: Part) -> None:
        self._put(self.filters.dropped(part))

    def _show(self, kept: _Kept) -> None:
        said = self._desk.words.translator.value
        self._segments = {one.name: one for one in kept.segments}
        tiers = [(_tier_part(one), one.name) for one in kept.tiers]
        segments = [(Part(SEGMENT, one.name, one.where), one.name) for one in kept.segments]
        own = [
            (part, said(shown.sentence))
            for part, shown in zip(self.filters.own, kept.own, strict=False)
        ]
        self._parts = tuple(part for part, _ in (*tiers, *segments))
        before = self.filters.where
        self.filters = self.filters.known(self._parts)
        self.chips.show_parts([*tiers, *segments, *own], self.filters.on)
        self.put.emit(self.filters)
        for part, _ in segments:
            refusal = self._segments[part.key].sentence
            if isinstance(refusal, UserError):
                self.chips.show_broken(part, self._desk.tell(refusal))
        self._count([part for part, _ in (*tiers, *segments, *own) if part.where])
        if self.filters.where != before:
            self.changed.emit()

    def _count(self, parts: Sequence[Part]) -> None:
        """Count on the worker for what takes long: no page waits for it."""
        wheres = [(), *(part.where for part in parts)]
        keys = [(part.sort, part.key) for part in parts]

        def counted(counts: tuple[int, ...]) -> None:
            self.chips.show_counts(counts[0], dict(zip(keys, counts[1:], strict=True)))

        work = partial(self._desk.services.segments.count, wheres)
        self._counting.ask(work, counted, self._desk.room.trouble)

    def _offer(self, forms: Sequence[KindForm]) -> None:
        self.condition.offer(forms)
        self._open(self.condition, self.condition.kind)

    def _add(self, where: Where) -> None:
        desk = self._desk

        def looked(shown: Shown) -> None:
            self._close()
            self._put(self.filters.added(shown.where))

        def failed(error: Exception) -> None:
            if isinstance(error, BadValue):
                self.condition.refuse(where[0][1][0])
            else:
                desk.room.trouble(error)

        desk.ask(self, partial(desk.services.segments.look, where), looked, failed)

    def _named(self, name: str, replace: bool) -> None:  # noqa: FBT001 - a slot
        segments, act = self._desk.services.segments, self._desk.act()
        old = self.name.renames
        if old:
            self._keep(partial(segments.rename, old, name, act), partial(self._renamed, old))
        else:
            former = self._called(name) if replace else None
            work = partial(segments.save, name, self.filters.where, act, replace=replace)
            self._keep(work, partial(self._saved, former))

    def _keep(self, work: Callable[[], Shown], done: Callable[[Shown], None]) -> None:
        def kept(shown: Shown) -> None:
            self._close()
            done(shown)
            self.load()

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                self.name.refuse(self._desk.tell(error), taken=isinstance(error, SegmentExists))
            else:
                self._desk.room.trouble(error)

        self._desk.ask(self, work, kept, failed)

    def _saved(self, former: Shown | None, shown: Shown) -> None:
        what = Text(N_("Segment {name} saved"), {"name": shown.name})
        back: Callable[[Services, Act], object] = partial(_remove, shown.name)
        if former is not None:
            back = partial(_save_again, former.name, former.where)
        self._take_back.offer(Back(what, back))
        self._put(self.filters.off().switched(Part(SEGMENT, shown.name, shown.where), on=True))

    def _renamed(self, old: str, shown: Shown) -> None:
        self.filters = self.filters.renamed(old, shown.name)
        what = Text(N_("{old} is called {name} now"), {"old": old, "name": shown.name})
        self._take_back.offer(Back(what, partial(_rename, shown.name, old)))

    def _called(self, name: str) -> Shown | None:
        wanted = name.strip().casefold()
        return next((one for key, one in self._segments.items() if key.casefold() == wanted), None)

    # ----------------------------------------------------------------------- what it is made of

    def _open(self, form: QWidget, first: QWidget) -> None:
        self._forms.setCurrentWidget(form)
        self._strip.show()
        first.setFocus()

    def _close(self) -> None:
        self._strip.hide()
        self.chips.more.setFocus()

    def _show_menu(self, segment: str, place: QPoint) -> None:
        self.menu_of(segment).popup(place)

    def _listen(self) -> None:
        self.chips.switched.connect(self._switched)
        self.chips.all_wanted.connect(self.clear)
        self.chips.filter_wanted.connect(self.begin_condition)
        self.chips.dropped.connect(self._dropped)
        self.chips.menu_wanted.connect(self._show_menu)
        self.condition.wanted.connect(self._add)
        self.condition.cancel.clicked.connect(self._close)
        self.name.wanted.connect(self._named)
        self.name.cancel.clicked.connect(self._close)


def _kept(services: Services, own: Sequence[Where]) -> _Kept:
    look = services.segments.look
    return _Kept(
        services.tiers.all(),
        services.segments.all(counted=False),
        tuple(look(where) for where in own),
    )


def _tier_part(tier: Tier) -> Part:
    return Part(TIER, tier.code, (("tier", (tier.code,)),))


def _remove(name: str, services: Services, act: Act) -> object:
    services.segments.remove(name, act)
    return None


def _save_again(name: str, where: Where, services: Services, act: Act) -> object:
    return services.segments.save(name, where, act, replace=True)


def _rename(name: str, old: str, services: Services, act: Act) -> object:
    return services.segments.rename(name, old, act)


def _call(act: Callable[[str], None], segment: str) -> None:
    act(segment)
