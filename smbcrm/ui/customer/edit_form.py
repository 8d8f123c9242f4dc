"""Everything known of a customer, edited in place; only what was touched is saved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.custom_fields.types import CustomField, column_id
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers import errors, rules
from smbcrm.membership.customers.phone_search import digits_of
from smbcrm.membership.customers.types import Details
from smbcrm.membership.staff.types import Staff, UnknownStaff
from smbcrm.ui.counter.referrer_field import Referrer, ReferrerField
from smbcrm.ui.customer import fields, own_fields
from smbcrm.ui.customer.fields import Values
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.desk import Desk
from smbcrm.ui.languages import LANGUAGE_OPTIONS
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Heading, Note
from smbcrm.ui.widgets.fields import AreaField, Chooser, ErrorBar, Field, TextField
from smbcrm.ui.widgets.labels import ElideLabel
from smbcrm.ui.widgets.scrolling import scrolling
from smbcrm.ui.wording import called

_AROUND = 48
_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class EditMemory:
    """What is typed and not saved, by field."""

    typed: tuple[tuple[str, str], ...]


class EditForm(Card):
    """`closed` when it is saved or left."""

    closed = Signal()

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__(padding=0, spacing=0)
        self._desk, self._keeping = desk, keeping
        self._page: CustomerPage | None = None
        self._known: Values = {}
        self._read: dict[str, Callable[[], str]] = {}
        self._write: dict[str, Callable[[str], None]] = {}
        self.fields: dict[str, Field] = {}
        self._own: dict[str, CustomField] = {}
        self._inside = QWidget()
        self._keeper, self._staff = "", list[str]()
        self._lay_out()
        desk.ask(self, desk.services.staff.staff, self._offer_staff)

    # ----------------------------------------------------------------------- what is in it

    @property
    def changed(self) -> Values:
        """What is typed and not saved, by field."""
        return {
            name: read()
            for name, read in self._read.items()
            if read().strip() != self._known.get(name, "").strip()
        }

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer; what is being typed stays, with a word where another till changed it."""
        if self._page is None:
            self._add_own(page.fields)
        typed, before = self.changed if self._page is not None else {}, self._known
        self._page, self._known = page, fields.values_of(page)
        for name, text in self._known.items():
            if name not in self._write:
                continue  # a field that the shop has defined since
            if name not in typed:
                self._write[name](text)
            elif text != before.get(name, ""):
                warning = self._desk.say(N_("Changed at another till meanwhile."))
                self.fields[name].show_warning(warning, text)

    def show_typed(self, typed: Values) -> None:
        """Show what was typed before."""
        for name, text in typed.items():
            self._write[name](text)

    def focus_first(self) -> None:
        """Put the cursor into the name."""
        self.fields["full_name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_on(self, name: str) -> None:
        """Put the cursor into a field."""
        self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Close the list of referrers, if it is open."""
        return self.referrer.close_list()

    def half_done(self) -> bool:
        """Tell whether something is typed."""
        return bool(self.changed)

    def memory(self) -> EditMemory:
        """Return what is typed."""
        return EditMemory(tuple(self.changed.items()))

    # ----------------------------------------------------------------------------- saving

    def save(self) -> None:
        """Save what was touched; say at the fields what cannot be."""
        self.trouble.hide()
        changed = self.changed
        self._check(changed)
        if self._page is None or not self.errors.count():
            return
        if not changed:
            self.closed.emit()
            return
        customer = self._page.view.shown.customer
        self._keeping.edit(
            customer.id,
            called(customer.profile.full_name, customer.code),
            self._details(changed),
            self._details({name: self._known[name] for name in changed}),
            refused=self._refused,
            then=self.closed.emit,
        )

    def _details(self, values: Values) -> Details:
        own = () if self._page is None else own_fields.typed_in(self._page, values)
        return fields.details_of(values, own)

    def _check(self, changed: Values) -> None:
        for name, text in changed.items():
            self._check_one(name, text)
        names = ("full_name", "family_name", "given_name", "phones")
        if not any(self._read[name]().strip() for name in names):
            self._say("full_name", errors.NameOrPhoneMissing())
        if "referrer" in changed:
            self.referrer.check()

    def _refused(self, error: ShopbellError) -> None:
        for kinds, name in _PLACES:
            if isinstance(error, kinds):
                self._say(name, error)
                self.errors.count()
                return
        if isinstance(error, UserError):
            self.trouble.show_text(*two_parts(self._desk.tell(error)))
            self.trouble.show()

    def _say(self, name: str, error: ShopbellError) -> None:
        self.fields[name].show_error(*two_parts(self._desk.tell(error)))

    # -------------------------------------------------------------------- what it is made of

    def _lay_out(self) -> None:
        say = self._desk.say
        hint = say(N_("what you do not touch stays as it is"))
        heading = Heading("pencil-line", say(N_("Edit")), hint)
        back = Button(say(N_("Back")), icon="arrow-left", key="Esc", small=True)
        heading.side.addWidget(back)
        self._column = column = QVBoxLayout(self._inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        dress(self._inside, kind="clear")
        for names in fields.ROWS:
            column.addLayout(self._row(names))
        self._area = scrolling(self._inside)
        self.errors = ErrorBar(list(self.fields.values()))
        self.trouble = Note("danger")
        self.trouble.hide()
        foot = QFrame()
        dress(foot, kind="footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 10)
        row.setSpacing(8)
        row.addWidget(ElideLabel(say(N_("Occasions and people stand on the page.")), "caption"), 1)
        self.save_button = Button(say(N_("Save")), icon="check", kind="primary", key="Ctrl S")
        row.addWidget(self.save_button)
        self.setMinimumHeight(1)
        for part in (heading, self.errors, self.trouble):
            self.body.addWidget(part)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(foot)
        back.clicked.connect(self.closed)
        self.save_button.clicked.connect(self.save)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.save)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _row(self, names: Sequence[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for name in names:
            row.addWidget(self._field(name), 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _field(self, name: str) -> Field:
        title = self._desk.say(fields.TITLES[name])
        made: Field
        if name == "referrer":
            made = self.referrer = ReferrerField(self._desk, self._inside)
            self._read[name] = self._referrer_code
            self._write[name] = self._show_referrer
        elif name in {"kind", "gender", "status", "language", "looked_after_by"}:
            made = self._chooser(name, title)
        else:
            typed = AreaField(title, lines=fields.AREAS[name]) if name in fields.AREAS else None
            made = typed or TextField(title)
            self._read[name], self._write[name] = made.text, made.set_text
            made.left.connect(lambda: self._left(name))
        made.setObjectName(f"customer_{name}")
        self.fields[name] = made
        return made

    def _add_own(self, own: Sequence[CustomField]) -> None:
        """Add the fields of the shop's own below the others."""
        for start in range(0, len(own), own_fields.ROW):
            row = QHBoxLayout()
            row.setSpacing(12)
            for place in range(start, start + own_fields.ROW):
                one = own[place] if place < len(own) else None
                row.addWidget(QWidget() if one is None else self._own_field(one), 1, _TOP)
            self._column.addLayout(row)
        self.errors.watch(self.fields[name] for name in self._own)

    def _own_field(self, field: CustomField) -> Field:
        name, made = column_id(field), own_fields.made_for(self._desk, field)
        self._own[name] = field
        if isinstance(made, TextField):
            self._read[name], self._write[name] = made.text, made.set_text
            made.left.connect(lambda: self._left(name))
        else:
            self._read[name] = lambda: str(made.value() or "")
            self._write[name] = made.choose
        made.setObjectName(f"customer_{name}")
        self.fields[name] = made
        return made

    def _chooser(self, name: str, title: str) -> Chooser:
        made = Chooser(title)
        if name == "language":
            made.set_options([("", self._desk.say(N_("not asked")), ""), *LANGUAGE_OPTIONS])
        elif name != "looked_after_by":
            made.set_options(fields.options_of(self._desk, name))
        self._read[name] = lambda: str(made.value() or "")
        self._write[name] = made.choose
        if name == "looked_after_by":
            self.staff = made
            self._offer()
            self._write[name] = self._show_keeper
        return made

    def _offer_staff(self, staff: Sequence[Staff]) -> None:
        """Offer those who work here."""
        self._staff = [one.name for one in staff]
        self._offer()

    def _show_keeper(self, name: str) -> None:
        """Choose who looks after the customer, also somebody who has left."""
        self._keeper = name
        self._offer()
        self.staff.choose(name)

    def _offer(self) -> None:
        chosen = self.staff.value()
        names = filter(None, dict.fromkeys([*self._staff, self._keeper]))
        nobody = ("", self._desk.say(N_("nobody")), "")
        self.staff.set_options([nobody, *((name, name, "user-round") for name in names)])
        self.staff.choose(chosen or "")

    def _referrer_code(self) -> str:
        chosen = self.referrer.referrer()
        return chosen.code or chosen.text

    def _show_referrer(self, code: str) -> None:
        person = None if self._page is None else self._page.referrer
        if person is not None and person.code == code:
            name = called(person.full_name, person.code)
            self.referrer.show_referrer(Referrer(name, code, person.id))
        else:
            self.referrer.show_referrer(Referrer(code, code))

    def _left(self, name: str) -> None:
        """Say what is wrong with a field that was left."""
        changed = self.changed
        if name in changed:
            self._check_one(name, changed[name])

    def _check_one(self, name: str, text: str) -> None:
        try:
            if name in self._own:
                own_fields.check(self._desk, self._own[name], text)
            else:
                _checked(name, text)
        except UserError as error:
            self._say(name, error)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep what has the focus in sight."""
        if now is not None and self._inside.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, _AROUND)


_PLACES = (
    ((errors.NameOrPhoneMissing,), "full_name"),
    ((errors.BadPhone,), "phones"),
    ((errors.BadEmail,), "email"),
    ((errors.UnknownReferrer, errors.OwnReferrer, errors.ReferrersInARing), "referrer"),
    ((UnknownStaff,), "looked_after_by"),
)
"""At which field a refusal is said."""


def _checked(name: str, text: str) -> None:
    """Raise what is wrong with the text of a field."""
    if name in rules.LONGEST:
        rules.checked_text(name, text)
    elif name == "email":
        rules.checked_email(text)
    elif name == "tags":
        rules.checked_tags(fields.details_of({name: text}).tags or ())
    elif name == "phones":
        _check_phones(fields.details_of({name: text}).phones or ())


def _check_phones(phones: Sequence[str]) -> None:
    for phone in _without_digits(phones):
        raise errors.BadPhone(phone=phone)


def _without_digits(phones: Sequence[str]) -> Iterator[str]:
    return (phone for phone in phones if not digits_of(phone))
