"""The settings: a list of parts at the left, in a small window a box above, and a form."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.page import Page
from smbcrm.ui.page_head import PageHead
from smbcrm.ui.saver import Said, Saver
from smbcrm.ui.setting_parts import ENTRIES, LISTED, entry_of
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.part_list import PartList
from smbcrm.ui.settings.parts import MAKERS
from smbcrm.ui.sidebar import SLIM, WIDE
from smbcrm.ui.widgets.fields import Chooser

_SLIM_BELOW, _LOW_BELOW = 1200, 560
_SIDES, _FOOT, _GAP = 20, 16, 12
_TAB = Qt.FocusPolicy.TabFocus


@dataclass(frozen=True, slots=True)
class SettingsMemory:
    """Where somebody is: the part, the place with the focus, what is typed, what was just said.

    `drafts` tells of each part also what was chosen, `unfinished` the parts with something typed.
    """

    part: str
    focus: str
    drafts: dict[str, dict[str, str]] = field(default_factory=dict)
    said: Said | None = None
    unfinished: Sequence[str] = ()


class SettingsPage(Page):
    """Shows one part at a time; each is made when it is first asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._saver = Saver(self, desk, self._make_stale)
        self._stale = False
        self._parts: dict[str, Part] = {}
        self._places: dict[str, QWidget] = {}
        self._drafts: dict[str, dict[str, str]] = {}
        self._unfinished: Sequence[str] = ()
        self._here = LISTED[0].id
        self._focus = self._begun = ""
        self._head = PageHead(desk, desk.say(N_("Settings")))
        self.list = PartList(desk, ENTRIES)
        options = [(one.id, desk.say(one.title), one.icon) for one in LISTED]
        self.box = Chooser("", options)
        self.box.combo.setAccessibleName(desk.say(N_("Settings")))
        self.box.combo.setObjectName("settings_box")
        self.box.setContentsMargins(0, 0, 0, 7)
        self.box.hide()
        self._stack = QStackedWidget()
        self._stack.setObjectName("settings_form")
        self._lay_out()
        self.list.chosen.connect(self.show_part)
        self.list.found.connect(self._find)
        self.box.changed.connect(lambda part: self.show_part(str(part)))
        desk.bridge.happened.connect(self._happened)

    @property
    def part(self) -> Part:
        """The part that is shown."""
        return self._made(self._here)

    def arrive(self, part: str = "") -> None:
        """Show a part, or the one shown last; `what_if/gold` is a place in one."""
        part, _, place = part.partition("/")
        self.show_part(part if part in {one.id for one in ENTRIES} else self._here)
        if place:
            self._begun = self.part.go_to(place)

    def show_part(self, part: str) -> None:
        """Show a part by its id."""
        self._here = part
        made = self._made(part)
        self._stack.setCurrentWidget(self._places[part])
        entry, say = entry_of(part), self.desk.say
        words, shown = say(entry.title), entry.parent or part
        if entry.parent:
            parent = say(entry_of(entry.parent).title)
            words = say(N_("{part}, {place}"), part=parent, place=words)
        self._head.show_sub(words)
        self.list.show_part(shown)
        self.box.choose(shown)
        made.arrive()

    def escape(self) -> bool:
        """Give back what was typed, then the list."""
        if self.part.escape() or self.list.forget():
            return True
        focused = QApplication.focusWidget()
        if focused is not None and self._stack.isAncestorOf(focused):
            self.refocus()
            return True
        return False

    def take_back(self) -> bool:
        """Give back what was refused on the part that is shown."""
        return self.part.take_back()

    def refocus(self) -> None:
        """Put the focus where a part is chosen, or where the work in it begins."""
        begun, self._begun = self._begun, ""
        if begun and _put_focus(self.part, begun):
            return
        (self.box.combo if self.list.isHidden() else self.list.list).setFocus()

    def narrow(self, width: int, height: int) -> None:
        """Choose the part in a box above where there is little room."""
        small = width < _SLIM_BELOW or height < _LOW_BELOW
        self.list.setVisible(not small)
        self.box.setVisible(small)
        sidebar = SLIM if width < _SLIM_BELOW else WIDE
        taken = sidebar + 2 * _SIDES + (0 if small else self.list.width() + _GAP)
        self._room = (width - taken, height)
        for part in self._parts.values():
            part.narrow(*self._room)

    def take_scan(self, code: str) -> bool:
        """Take a scan into the form; tell whether there is a use for it."""
        return self.part.take_scan(code)

    def unfinished(self) -> Sequence[str]:
        """Return the parts in which something is typed and not saved, the one shown first."""
        made = [id_ for id_, part in self._parts.items() if part.half_done()]
        not_shown_yet = [id_ for id_ in self._unfinished if id_ in self._drafts]
        return sorted((*made, *not_shown_yet), key=lambda one: one != self._here)

    def memory(self) -> SettingsMemory:
        """Return where somebody is, for the page that goes on there; nothing is saved here now."""
        self._saver.retire()
        made = {id_: dict(part.drafts()) for id_, part in self._parts.items()}
        drafts, said = {**self._drafts, **made}, self._saver.said
        return SettingsMemory(self._here, self._focused(), drafts, said, self.unfinished())

    def recall(self, memory: object) -> None:
        """Go on there."""
        if isinstance(memory, SettingsMemory):
            self._drafts, self._unfinished = dict(memory.drafts), memory.unfinished
            self.show_part(memory.part)
            if memory.said is not None:
                self.desk.room.toast(self.desk.tell(memory.said.text), memory.said.undo)
            self._focus = memory.focus

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Come back to where somebody was, after the window has begun where a page begins."""
        super().showEvent(event)
        if self._focus:
            QTimer.singleShot(0, self, self._come_back)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Let the other pages take up what was changed here."""
        super().hideEvent(event)
        if self._stale and not event.spontaneous():
            QTimer.singleShot(0, self, self._renew)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDES, 0, _SIDES, _FOOT)
        column.setSpacing(5)
        column.addWidget(self._head)
        column.addWidget(self.box)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        column.addLayout(row, 1)
        self._room = (0, 0)

    def _made(self, part: str) -> Part:
        if part not in self._parts:
            made = MAKERS[part](self.desk, self._saver)
            made.take_up(self._drafts.pop(part, {}))
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setProperty("kind", "clear")
            area.setWidget(made)
            self._parts[part], self._places[part] = made, _over(area, made.foot)
            self._stack.addWidget(self._places[part])
            if self._room[0]:
                made.narrow(*self._room)
        return self._parts[part]

    def _find(self, part: str, place: str) -> None:
        self.show_part(part)
        if not place or not _put_focus(self.part, place):
            self.refocus()

    def _happened(self, event: object) -> None:
        """Tell the part that is shown; the others ask again when they are."""
        if self.isVisible():
            self.part.happened(event)

    def _focused(self) -> str:
        """Return the name of the place with the focus, or of what surrounds it."""
        at = QApplication.focusWidget()
        while at is not None and at is not self:
            if at.objectName() and not at.objectName().startswith("qt_"):
                return at.objectName()
            at = at.parentWidget()
        return ""

    def _come_back(self) -> None:
        """Put the focus where it was."""
        name, self._focus = self._focus, ""
        if name:
            _put_focus(self, name)

    def _make_stale(self, at_once: bool) -> None:  # noqa: FBT001 - one thing to say
        """Let the other pages be made anew when this one is left, or everything now."""
        if self.isVisible() and not at_once:
            self._stale = True
        else:
            self.desk.room.wear()

    def _renew(self) -> None:
        """Show the window anew if another page took this one's place: nobody closed the shop."""
        pages = self.parentWidget()
        if self._stale and not self.isVisible() and pages is not None and pages.isVisible():
            self._stale = False
            self.desk.room.wear()


def _over(area: QWidget, foot: QWidget | None) -> QWidget:
    """Return an area with what stands below it, if anything does."""
    if foot is None:
        return area
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP)
    column.addWidget(area, 1)
    column.addWidget(foot)
    return place


def _put_focus(root: QWidget, name: str) -> bool:
    """Put the focus to a place, or to the first one inside it; tell whether there is one."""
    place = root.findChild(QWidget, name)
    if place is None:
        return False
    inside = [place, *place.findChildren(QWidget)]
    stops = (one for one in inside if one.focusPolicy() & _TAB and one.isEnabled())
    stop = next(stops, None)
    if stop is None:
        return False
    stop.setFocus(Qt.FocusReason.OtherFocusReason)
    return True
