"""One occasion of a customer, by the sun or the moon, with the next three times it comes round."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers.rules import LONGEST_TAG, merged_occasions
from smbcrm.membership.customers.types import Details
from smbcrm.membership.occasions.keeping import NoSuchOccasion
from smbcrm.membership.occasions.types import LabelMissing, Occasion, OccasionKind
from smbcrm.membership.occasions.words import KINDS
from smbcrm.ui.counter.birthday_box import BirthdayBox, BirthdayParts
from smbcrm.ui.counter.facts import occasion_name
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Heading, Note
from smbcrm.ui.widgets.fields import Chooser, TextField
from smbcrm.ui.widgets.scrolling import scrolling

_UNNAMED = "…"
"""Stands for the name of an occasion of the shop's own until it is typed."""


@dataclass(frozen=True, slots=True)
class OccasionMemory:
    """What is typed, and the occasion in whose place it comes, if it is none that is added."""

    old: Occasion | None
    kind: OccasionKind
    label: str
    parts: BirthdayParts


class OccasionForm(Card):
    """`closed` when it is saved, taken away or left."""

    closed = Signal()

    def __init__(self, desk: Desk, keeping: Keeping, old: Occasion | None = None) -> None:
        super().__init__(padding=0, spacing=0)
        self._desk, self._keeping = desk, keeping
        self._page: CustomerPage | None = None
        self.old = old
        say = desk.say
        kinds = [(kind, say(KINDS.get(kind, N_("Something else"))), "") for kind in OccasionKind]
        self.kind = Chooser(say(N_("What is celebrated")), kinds)
        self.kind.choose(OccasionKind.BIRTHDAY)
        self.label = TextField(say(N_("Name, as of a child")))
        self.label.edit.setMaxLength(LONGEST_TAG)
        self.box = BirthdayBox(desk, say(N_("Calendar")))
        self.trouble = Note("danger")
        self.trouble.hide()
        self.save_button = Button(say(N_("Save")), icon="check", kind="primary", key="Ctrl S")
        self.remove = Button(say(N_("Take away")), icon="trash-2", kind="danger")
        self._lay_out()
        self.remove.setVisible(old is not None)
        if old is not None:
            self.kind.choose(old.kind)
            self.label.set_text(old.label)
            self.box.show_occasion(old)
        self._began = self.memory()
        self.kind.changed.connect(self._celebrate)
        self.label.edited.connect(self._celebrate)

    def show_page(self, page: CustomerPage) -> None:
        """Take up what is known of the customer now."""
        self._page = page

    def recall(self, memory: OccasionMemory) -> None:
        """Show what was typed before."""
        self.kind.choose(memory.kind)
        self.label.set_text(memory.label)
        self.box.show_parts(memory.parts)
        self._celebrate()

    def memory(self) -> OccasionMemory:
        """Return what is typed."""
        kind = OccasionKind(str(self.kind.value()))
        return OccasionMemory(self.old, kind, self.label.text(), self.box.parts())

    def focus_first(self) -> None:
        """Put the focus on what is celebrated."""
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Have no steps of its own."""
        return False

    def half_done(self) -> bool:
        """Tell whether something is typed."""
        return self.memory() != self._began

    def save(self) -> None:
        """Save it, or say what is missing."""
        self.trouble.hide()
        self._celebrate()
        kind, label = self.memory().kind, self.label.text()
        if kind is OccasionKind.CUSTOM and not label:
            self.label.show_error(*two_parts(self._desk.tell(LabelMissing())))
            self.label.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.box.check():
            wrong = self.box.month if self.box.month.has_error() else self.box.year
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        found = self.box.occasion()
        if found is None:
            say = self._desk.say
            self.box.month.show_error(say(N_("No date yet.")), say(N_("Choose its month.")))
            self.box.month.setFocus(Qt.FocusReason.OtherFocusReason)
        elif found == self.old:
            self.closed.emit()
        else:
            self._put(replace(found, label=label))

    def _put(self, occasion: Occasion) -> None:
        if self._page is None:
            return
        customer = self._page.view.shown.customer
        self._keeping.put_occasion(
            customer.id,
            occasion_name(self._desk, occasion),
            occasion,
            self.old,
            replaced=_replaced(customer.profile.occasions, occasion),
            refused=self._refused,
            then=self.closed.emit,
        )

    def _refused(self, error: ShopbellError) -> None:
        if isinstance(error, UserError):
            self.trouble.show_text(*two_parts(self._desk.tell(error)))
            self.trouble.show()
        if isinstance(error, NoSuchOccasion):
            self.old = None  # gone at another till: saved again it is added

    def _take_away(self) -> None:
        if self._page is not None and self.old is not None:
            customer, name = self._page.view.shown.customer.id, occasion_name(self._desk, self.old)
            self._keeping.drop_occasion(customer, name, self.old, self.closed.emit)

    def _celebrate(self) -> None:
        kind = OccasionKind(str(self.kind.value()))
        unnamed = kind is OccasionKind.CUSTOM and not self.label.text()
        self.box.celebrate(kind, _UNNAMED if unnamed else self.label.text())

    def _lay_out(self) -> None:
        say = self._desk.say
        title = say(N_("New occasion") if self.old is None else N_("Occasion"))
        heading = Heading("calendar-heart", title)
        back = Button(say(N_("Back")), icon="arrow-left", key="Esc", small=True)
        heading.side.addWidget(back)
        inside = QWidget()
        dress(inside, kind="clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (self.kind, self.label):
            row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.box)
        column.addWidget(self.trouble)
        column.addStretch(1)
        foot = QFrame()
        dress(foot, kind="footer")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(16, 8, 16, 10)
        buttons.setSpacing(8)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        self.body.addWidget(heading)
        self.body.addWidget(scrolling(inside), 1)
        self.body.addWidget(foot)
        back.clicked.connect(self.closed)
        self.save_button.clicked.connect(self.save)
        self.remove.clicked.connect(self._take_away)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.save)


def _replaced(known: tuple[Occasion, ...], occasion: Occasion) -> Occasion | None:
    """Return the one that goes because another of its kind and name comes."""
    after = merged_occasions(Details(occasions=(occasion,)), known)
    return next((one for one in known if one not in after), None)
