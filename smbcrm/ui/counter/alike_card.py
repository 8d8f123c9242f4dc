"""“Perhaps already here”: who looks like the customer that is typed, and three ways on."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.customers.lists import date_text
from smbcrm.membership.customers.phones import show_phone
from smbcrm.membership.customers.rules import birthday_of
from smbcrm.membership.customers.typed import Trait
from smbcrm.membership.customers.types import Alike
from smbcrm.membership.occasions.types import Calendar
from smbcrm.ui.counter.facts import lunar_words, name_of
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import Avatar, TierBadge
from smbcrm.ui.widgets.buttons import ChoiceTile
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, hairline, label
from smbcrm.ui.widgets.own_words import announce
from smbcrm.ui.widgets.scrolling import scrolling
from smbcrm.ui.widgets.wrapped import WrapLabel
from smbcrm.ui.wording import called

WIDTH, NARROW_WIDTH = 308, 268
_TRAITS = {
    Trait.PHONE: N_("Mobile"),
    Trait.NAME: N_("Full name"),
    Trait.EMAIL: N_("E-mail"),
    Trait.BIRTHDAY: N_("Birthday"),
}
_BORDER, _RADIUS = 2, 9
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody who may be the one that is typed, with everybody else who may be."""

    alike: tuple[Alike, ...]
    view: CustomerView
    traits: dict[Trait, bool | None]


class AlikeCard(QFrame):
    """Shows one of them beside the form and never blocks it. 1 2 3 choose, with Alt anywhere."""

    shared = Signal()
    """A relative: both keep what they have in common."""
    same = Signal()
    """It is the one who is here already."""
    other = Signal()
    """What is typed is mistaken; the cursor goes to its field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._inside: QWidget | None = None
        self._tiles: list[ChoiceTile] = []
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 2, 2, 2)
        self._column.setSpacing(0)
        self._column.addWidget(self._head())
        for number, told in enumerate((self.shared, self.same, self.other), 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(told)
        self.hide()

    def show_likeness(self, found: Likeness) -> None:
        """Show who may be the one that is typed."""
        old, self._inside = self._inside, self._built(found)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.addWidget(self._inside, 1)
        self.show()
        name = name_of(found.view)
        announce(self, self._desk.say(N_("Perhaps already here: {name}"), name=name))

    def narrow(self, *, narrow: bool) -> None:
        """Take less room in a narrow window."""
        self.setFixedWidth(NARROW_WIDTH if narrow else WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a card that asks for a look."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("warn"), _BORDER))
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Bare digits choose while the focus is in the card, where nothing is typed."""
        if event.key() in _DIGITS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._tiles[_DIGITS.index(Qt.Key(event.key()))].click()
        else:
            super().keyPressEvent(event)

    def _head(self) -> QFrame:
        head = QFrame()
        dress(head, kind="note", tone="warn")
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 10, 14, 10)
        row.addWidget(IconLabel("users", 18, "warnText"))
        row.addWidget(label(self._desk.say(N_("Perhaps already here")), "strong"), 1)
        return head

    def _built(self, found: Likeness) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(self._person(found.view))
        column.addLayout(self._rows(found))
        more = len(found.alike) - 1
        if more:
            words = NN_("{count} more looks alike.", "{count} more look alike.")
            column.addWidget(label(self._desk.count(words, more), "caption"))
        for tile in self._choices(found):
            column.addWidget(tile)
        column.addStretch(1)
        column.addWidget(hairline())
        never = N_("Saving is never blocked.")
        column.addWidget(label(self._desk.say(never), "caption", wrap=True))
        return scrolling(inside)

    def _person(self, view: CustomerView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        avatar = Avatar("", "", 44)
        avatar.show_person(name_of(view), view.tier_code)
        row.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(WrapLabel(name_of(view), "section"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(TierBadge(view.tier_code, view.shown.tier, small=True))
        visits = self._desk.count(NN_("{count} visit", "{count} visits"), view.visits)
        last = view.shown.customer.last_visit
        if last is not None:
            visits = DOT.join((visits, self._desk.words.ago(last, view.today)))
        line.addWidget(ElideLabel(visits, "caption"), 1)
        column.addLayout(line)
        row.addLayout(column, 1)
        return row

    def _rows(self, found: Likeness) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, (trait, same) in enumerate(found.traits.items()):
            grid.addWidget(label(self._desk.say(_TRAITS[trait]), "caption"), 2 * number, 0)
            width = 2 if same is None else 1
            grid.addWidget(WrapLabel(self._theirs(found.view, trait)), 2 * number, 1, 1, width)
            if same is not None:
                words = self._desk.say(N_("same") if same else N_("differs"))
                tag = label(words, "tag")
                dress(tag, tone="warn" if same else "")
                grid.addWidget(tag, 2 * number, 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(hairline(), 2 * number + 1, 0, 1, 3)
        return grid

    def _theirs(self, view: CustomerView, trait: Trait) -> str:
        profile = view.shown.customer.profile
        if trait is Trait.PHONE:
            return show_phone(profile.phones[0], self._desk.shop.region)
        if trait is Trait.NAME:
            return called(profile.full_name)
        if trait is Trait.EMAIL:
            return profile.email
        birthday = birthday_of(profile.occasions)
        if birthday is None:
            return ""
        if birthday.calendar is Calendar.SOLAR:
            return date_text(birthday)
        year = "" if birthday.year is None else str(birthday.year)
        return DOT.join(filter(None, (lunar_words(self._desk, birthday), year)))

    def _choices(self, found: Likeness) -> list[ChoiceTile]:
        say = self._desk.say
        shares = found.traits.get(Trait.PHONE) is True
        rest = N_("household, one greeting each")
        self._tiles = [
            ChoiceTile(
                say(N_("A relative: share the phone") if shares else N_("Somebody else")),
                say(rest if shares else N_("both stay, each for themselves")),
                "users",
                "Alt 1",
            ),
            ChoiceTile(
                say(N_("The same person: open")),
                say(N_("keeps the rest as a note")),
                "user-round",
                "Alt 2",
            ),
            ChoiceTile(
                say(N_("Another phone") if shares else N_("Correct what is typed")),
                say(N_("the cursor goes to the field")),
                "pencil-line",
                "Alt 3",
            ),
        ]
        for tile, told in zip(self._tiles, (self.shared, self.same, self.other), strict=True):
            tile.setCheckable(False)
            tile.clicked.connect(told)
        return self._tiles
