"""Who stays and who moves in, above what both have."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.lists import CustomerRow
from smbcrm.membership.merging.types import Who
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.seeing import Seen
from smbcrm.ui.duplicates.values import EDGE, REMARK, TITLE
from smbcrm.ui.duplicates.words import DOT, known
from smbcrm.ui.widgets.badges import Avatar, StateBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.wrapped import WrapLabel
from smbcrm.ui.wording import called


class Heads(QWidget):
    """`opened` tells the id of one of the two, whose page is wanted."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self.keep = _Head(desk, StateBadge("check", say(N_("stays")), "ok"))
        self.other = _Head(desk, StateBadge("git-merge", say(N_("moves in")), "neutral"))
        self.swap = Button(say(N_("Swap")), icon="arrow-left-right", small=True)
        self._side = QWidget()
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.swap)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 8, EDGE, 8)
        row.setSpacing(0)
        row.addSpacing(TITLE - EDGE)
        row.addWidget(self.keep, 1)
        row.addWidget(self.other, 1)
        row.addSpacing(EDGE)
        row.addWidget(self._side)
        self.stand(REMARK)
        for head in (self.keep, self.other):
            head.opened.connect(self.opened)

    def show_seen(self, seen: Seen) -> None:
        """Show who the two are."""
        for head, who in ((self.keep, seen.preview.keep), (self.other, seen.preview.other)):
            head.show_person(who, seen.people.get(who.id))

    def stand(self, width: int) -> None:
        """Leave so much room at the right."""
        self._side.setFixedWidth(width)


class _Head(QWidget):
    """One of the two: picture, name, how well known, and the way to the page."""

    opened = Signal(int)

    def __init__(self, desk: Desk, badge: StateBadge) -> None:
        super().__init__()
        self._desk = desk
        self._id = 0
        self.picture = Avatar(size=36)
        self.name = WrapLabel("", "strong")
        self.known = label("", "caption", wrap=True)
        self.page = Button("", icon="external-link", small=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.known)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(badge)
        foot.addWidget(self.page)
        foot.addStretch(1)
        words.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.picture)
        row.addLayout(words, 1)
        self.page.clicked.connect(lambda _checked: self.opened.emit(self._id))

    def show_person(self, who: Who, row: CustomerRow | None) -> None:
        """Show somebody."""
        name = called(who.full_name, who.code)
        self._id = who.id
        self.name.setText(name)
        self.picture.show_person(name, "" if row is None else row.tier_code)
        more = "" if row is None else known(self._desk, row)
        self.known.setText(DOT.join(filter(None, (who.code if name != who.code else "", more))))
        open_page = self._desk.say(N_("Page of {name}"), name=name)
        self.page.setAccessibleName(open_page)
        self.page.setToolTip(plain_tip(self._desk.say(N_("Customer page"))))
