"""The people around a customer: household and friends, who brought them, whom they brought."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.history.types import Person
from smbcrm.membership.relationships.types import HOUSEHOLD, Link, LinkKind
from smbcrm.membership.relationships.words import LINKS
from smbcrm.ui.counter.referrer_field import ReferrerField
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, PersonRow
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.wording import called, initials


class _Row(PersonRow):
    """A person in a narrow column."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least that it takes."""
        return QSize(150, super().sizeHint().height())


class PeopleCard(Card):
    """`person` tells the id of somebody who is to be looked at."""

    person = Signal(int)

    def __init__(self, desk: Desk, keeping: Keeping, ground: QWidget) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk, self._keeping = desk, keeping
        self._page: CustomerPage | None = None
        say = desk.say
        self.add = Button(
            say(N_("Add")), kind="quiet", small=True, name=say(N_("Add a relationship"))
        )
        head = QHBoxLayout()
        head.addWidget(label(say(N_("Relationships")), "section"), 1)
        head.addWidget(self.add)
        self.other = ReferrerField(desk, ground, say(N_("Who")))
        kinds = [(kind, say(words), "") for kind, words in LINKS.items()]
        self.kind = Chooser(say(N_("is the")), kinds)
        self.kind.choose(LinkKind.SPOUSE)
        self.save = Button(say(N_("Link")), icon="check", small=True)
        self.cancel = Button(say(N_("Cancel")), small=True)
        self._form = QWidget()
        self._lay_out_form()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._nobody = label(say(N_("Nobody is linked yet.")), "caption", wrap=True)
        self.body.addLayout(head)
        self.body.addWidget(self._form)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._nobody)
        self.removes: list[Button] = []
        self.add.clicked.connect(self.open_form)
        self.save.clicked.connect(self._link)
        self.cancel.clicked.connect(self.escape)

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer's people."""
        if self._page is None or _id(self._page) != _id(page):
            self._form.hide()
        self._page = page
        focused = any(one.hasFocus() for one in self.removes)
        while (item := self._rows.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        self.removes = []
        household = sorted(page.links, key=lambda one: one.kind not in HOUSEHOLD)
        for link in household:
            self._rows.addWidget(self._link_row(link))
        say = self._desk.say
        if page.referrer is not None:
            self._rows.addWidget(self._row(page.referrer, say(N_("brought this customer"))))
        for one in page.referred:
            self._rows.addWidget(self._row(one, say(N_("came through this customer"))))
        for company, role in page.companies:
            second = ", ".join(filter(None, (say(N_("contact there")), role)))
            self._rows.addWidget(self._row(company, second))
        known = (page.links, page.referrer, page.referred, page.companies)
        self._nobody.setVisible(not any(known))
        if focused:
            (self.removes[0] if self.removes else self.add).setFocus()

    def open_form(self) -> None:
        """Ask who is what."""
        self._form.show()
        self.other.clear()
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Close the list of those found, then the question; tell whether one was open."""
        if not self._form.isVisible():
            return False
        if not self.other.close_list():
            self._form.hide()
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _lay_out_form(self) -> None:
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column.addWidget(self.other)
        column.addWidget(self.kind)
        column.addLayout(buttons)
        self._form.hide()

    def _row(self, who: Person | Link, second: str) -> PersonRow:
        number = who.customer if isinstance(who, Link) else who.id
        name = called(who.full_name, who.code)
        row = _Row(name, "", initials(name), second)
        row.clicked.connect(partial(self._open, number))
        return row

    def _open(self, number: int) -> None:
        self.person.emit(number)

    def _link_row(self, link: Link) -> QWidget:
        say = self._desk.say
        part = QWidget()
        line = QHBoxLayout(part)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        name = called(link.full_name, link.code)
        gone = say(N_("Unlink {name}"), name=name)
        remove = Button("", icon="x", small=True, name=gone)
        remove.clicked.connect(partial(self._unlink, link))
        self.removes.append(remove)
        line.addWidget(self._row(link, say(LINKS[link.kind])), 1)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return part

    def _link(self) -> None:
        chosen = self.other.referrer()
        if self._page is None or not self.other.check():
            return
        say = self._desk.say
        if not chosen.id:
            self.other.show_error(say(N_("Nobody is chosen.")), say(N_("Type a name or phone.")))
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        before = {one.customer: one.kind for one in self._page.links}.get(chosen.id)
        self._keeping.link(
            _id(self._page),
            chosen.id,
            LinkKind(str(self.kind.value())),
            before=before,
            what=chosen.text,
            refused=self._refused,
            then=self._linked,
        )

    def _linked(self) -> None:
        self._form.hide()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: ShopbellError) -> None:
        self.other.show_error(*two_parts(self._desk.tell(error)))

    def _unlink(self, link: Link) -> None:
        if self._page is not None:
            name = called(link.full_name, link.code)
            self._keeping.unlink(_id(self._page), name, link)


def _id(page: CustomerPage) -> int:
    return page.view.shown.customer.id
