"""What the one customer has then: nothing is added up into one line, everything comes along."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_, Text
from smbcrm.core.text import unturned
from smbcrm.membership.customers.lists import date_text
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.merging.types import Held, Preview
from smbcrm.membership.occasions.types import Occasion
from smbcrm.membership.occasions.words import occasion_words
from smbcrm.membership.reports.values import titled
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.words import amount
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.wrapped import WrapLabel
from smbcrm.ui.wording import called

_TITLE = 132
_ICONS = {
    AccountKind.PRINCIPAL: "wallet",
    AccountKind.GIFT: "gift",
    AccountKind.CREDIT: "coins",
    AccountKind.POINTS: "sparkles",
    AccountKind.VISITS: "ticket-check",
    AccountKind.VOUCHERS: "ticket",
}


class Part(NamedTuple):
    """One line: what it is, how much each of the two has, and what it is then."""

    icon: str
    title: str
    words: str
    then: str = ""


class ResultCard(Card):
    """The balances of both together, and all else that moves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=8)
        self._desk = desk
        self._holder: QWidget | None = None
        self.parts: tuple[Part, ...] = ()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(desk.say(N_("What the one customer has then")), "section"))
        kept = desk.say(N_("Every entry keeps its date and its end. Nothing becomes one sum."))
        told = WrapLabel(kept, "caption")
        told.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(told, 1)
        self.body.addLayout(head)

    def show_preview(self, preview: Preview) -> None:
        """Show another one."""
        parts = tuple(parts_of(self._desk, preview))
        if parts == self.parts:
            return
        self.parts = parts
        old, self._holder = self._holder, QWidget()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(1, _TITLE)
        grid.setColumnStretch(2, 1)
        for at, part in enumerate(parts):
            grid.addWidget(IconLabel(part.icon, 16), at, 0)
            grid.addWidget(label(unturned(part.title), "strong", wrap=True), at, 1)
            line = QHBoxLayout()
            line.setSpacing(6)
            if part.words:
                line.addWidget(WrapLabel(unturned(part.words)), 0 if part.then else 1)
            if part.then:
                line.addWidget(label(part.then, "strong"))
                line.addStretch(1)
            grid.addLayout(line, at, 2)
        self.body.addWidget(self._holder)
        if old is not None:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()


def parts_of(desk: Desk, preview: Preview) -> Iterator[Part]:
    """Yield the lines of a preview."""
    say, count, number = desk.say, desk.count, desk.words.number
    yield from (_held(desk, one) for one in preview.held)
    keep, other, then = preview.tiers
    if any(preview.tiers):
        both = say(N_("{one} and {other} →"), one=keep or "—", other=other or "—")
        yield Part("award", say(N_("Tier")), both, then or "—")
    yield Part("calendar-days", say(N_("Visits")), "", number(preview.visits))
    if preview.cards:
        cards = [desk.words.card(one) for one in preview.cards]
        name = called(preview.keep.full_name, preview.keep.code)
        come = say(N_("{cards} open {name} from then on"), cards=cards, name=name)
        yield Part("credit-card", say(N_("Cards")), come)
    if preview.occasions:
        days = [_dated(one) for one in preview.occasions]
        yield Part("cake", say(N_("Occasions")), say(N_("{days} come along"), days=days))
    if preview.links:
        people = NN_("{count} relationship comes along", "{count} relationships come along")
        yield Part("users", say(N_("Relationships")), count(people, preview.links))
    if preview.brought:
        brought = NN_(
            "{count} customer was brought by the other one",
            "{count} customers were brought by the other one",
        )
        yield Part("user-plus", say(N_("Customers brought")), count(brought, preview.brought))
    if preview.stricter:
        about = list(preview.stricter.values())
        yield Part("ban", say(N_("Refused")), say(N_("{about} from then on"), about=about))


def _held(desk: Desk, one: Held) -> Part:
    title = desk.tell(titled(one.kind, one.unit, one.name))
    keep, other, then = (amount(desk, one.kind, n) for n in (one.keep, one.other, one.together))
    both = desk.say(N_("{one} and {other} →"), one=keep, other=other)
    return Part(_ICONS[one.kind], title, both, then)


def _dated(one: Occasion) -> Text:
    return Text("{what} {date}", {"what": occasion_words(one), "date": date_text(one)})
