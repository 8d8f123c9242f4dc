"""The head of the page: who it is, how to reach them, what protects them, and Record sale."""

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.core.text import unturned
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.rules import one_line_address
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.occasions.rules import next_dates
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.ui.alert_note import AlertNote
from smbcrm.ui.counter.birthday_words import month_name
from smbcrm.ui.counter.facts import (
    age_words,
    lunar_words,
    name_of,
    occasion_icon,
    phone_words,
    status_words,
)
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.customer.picture import PictureButton
from smbcrm.ui.desk import Desk
from smbcrm.ui.dropped import dropped_files
from smbcrm.ui.name_line import NameLine
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel

_LONGEST_PART = 460


class _Part(QWidget):
    """An icon and what stands beside it, cut where it is long; whole in its tooltip."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        words = ElideLabel(text, "muted")
        row.addWidget(IconLabel(icon, 15, "ink2"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that it takes at most."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), _LONGEST_PART), hint.height())


class CustomerHead(QFrame):
    """`sale` when a sale is to be recorded, `edit` when something is to be changed.

    A picture that is dropped on it becomes the photo.
    """

    sale = Signal()
    edit = Signal()

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk = desk
        dress(self, kind="card")
        self.picture = PictureButton(desk, keeping)
        self.setAcceptDrops(True)
        self._name = NameLine()
        self._tags, self._reach = Flow(spacing=6), Flow(spacing=16)
        self._status = StateBadge("ban", "", "warn")
        self.alert = AlertNote(slim=True)
        say = desk.say
        self.sale_button = Button(
            say(N_("Record sale")), icon="receipt-text", kind="primary", key="F5"
        )
        self.edit_button = Button(say(N_("Edit")), icon="pencil-line")
        self.edit_button.setObjectName("customer_edit")
        self.sale_button.clicked.connect(self.sale)
        self.edit_button.clicked.connect(self.edit)
        self._lay_out()

    @property
    def name(self) -> str:
        """The name that is shown."""
        return self._name.text

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer."""
        view, desk = page.view, self._desk
        profile, name = view.shown.customer.profile, name_of(view)
        self.picture.show_view(view)
        self._name.show_name(name, view.tier_code, view.shown.tier)
        tags = [ElideLabel(unturned(tag), "tag") for tag in profile.tags]
        if page.referred_in_all:
            count = desk.words.number(page.referred_in_all)
            tags.append(ElideLabel(desk.say(N_("Referred {count}"), count=count), "tag"))
        _fill(self._tags, tags)
        self._tags.setVisible(bool(tags))
        _fill(self._reach, [_Part(*part) for part in _reach(desk, view)])
        status = status_words(desk, profile.status)
        self._status.setVisible(bool(status))
        self._status.show_state("ban", status, "warn")
        self.alert.show_alert(profile.alert)
        self.setAccessibleName(name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome a file of this PC."""
        if len(dropped_files(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Let it be the photo."""
        event.acceptProposedAction()
        (path,) = dropped_files(event.mimeData())
        self.picture.take(path)

    def be_slim(self, slim: bool) -> None:  # noqa: FBT001 - one thing to say
        """Fit a lower window."""
        self.picture.be_slim(slim)
        edge = 10 if slim else 15
        self._row.setContentsMargins(edge, edge, edge, edge)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setSpacing(11)
        self._row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._name)
        first.addWidget(self._status, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self._tags, 1, Qt.AlignmentFlag.AlignVCenter)
        words.addLayout(first)
        words.addWidget(self._reach)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.alert, 1)
        last.addStretch(0)
        last.addWidget(self.sale_button, 0, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(last)
        self._row.addLayout(words, 1)
        self.be_slim(False)  # noqa: FBT003 - one thing to say


def _fill(flow: Flow, parts: list[ElideLabel] | list[_Part]) -> None:
    """Put other parts into a line."""
    for old in flow.widgets():
        flow.removeWidget(old)
        old.deleteLater()
    for part in parts:
        flow.addWidget(part)


def _reach(desk: Desk, view: CustomerView) -> Iterator[tuple[str, str]]:
    """Give how somebody is found and reached, and when they were born."""
    profile = view.shown.customer.profile
    if view.card is not None:
        yield "credit-card", desk.words.card(view.card.number)
    told = (
        ("phone", phone_words(desk, view)),
        ("mail", profile.email),
        ("map-pin", one_line_address(profile)),
    )
    for icon, text in told:
        if text:
            yield icon, unturned(text)
    for occasion in profile.occasions:
        if occasion.kind is OccasionKind.BIRTHDAY:
            alive = profile.status is not Status.DECEASED
            words = birthday_words(desk, occasion, view.today, with_age=alive)
            yield occasion_icon(occasion), words
            return


def birthday_words(desk: Desk, occasion: Occasion, today: dt.date, *, with_age: bool = True) -> str:
    """Return a date that comes back: 24 Nov · turns 38; of the moon with the day of this year."""
    coming = next(iter(next_dates(occasion, today, 1, settings_of(desk.shop))), None)
    lunar = occasion.calendar is Calendar.LUNAR
    if lunar:
        day = lunar_words(desk, occasion)
    elif occasion.day is None:
        day = month_name(desk, occasion.calendar, occasion.month)
    else:
        leap_year = dt.date(2000, occasion.month, occasion.day)
        day = desk.words.date(leap_year, today=leap_year)
    if coming is None:
        return day
    this_year = desk.words.date(coming.date, today=today) if lunar else ""
    age = age_words(desk, occasion, coming.age) if with_age else ""
    return DOT.join(filter(None, (day, this_year, age)))
