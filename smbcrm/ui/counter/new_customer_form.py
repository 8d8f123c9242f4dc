"""The fields of a new customer: what is typed, what is wrong with it, and what it says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.cards.errors import (
    BadCardNumber,
    CardNumberTaken,
    NotOurCard,
    NumberOfCustomer,
    NumberOfProduct,
    NumberOfVoucher,
    RangeUsedUp,
)
from smbcrm.membership.customers import errors, rules
from smbcrm.membership.customers.phone_search import digits_of
from smbcrm.membership.customers.types import Details
from smbcrm.membership.staff.types import Staff, UnknownStaff
from smbcrm.ui.counter.birthday_box import BirthdayBox, BirthdayParts
from smbcrm.ui.counter.card_choice import CardChoice, CardWish
from smbcrm.ui.counter.consent_chips import ConsentChips
from smbcrm.ui.counter.referrer_field import Referrer, ReferrerField
from smbcrm.ui.desk import Desk
from smbcrm.ui.languages import LANGUAGE_OPTIONS
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.fields import Chooser, Field, TextField

_GAP, _LINE_GAP = 12, 9
_OF_THE_CARD = (
    *(BadCardNumber, CardNumberTaken, NotOurCard, RangeUsedUp),
    *(NumberOfCustomer, NumberOfProduct, NumberOfVoucher),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed of a new customer, right or wrong."""

    name: str = ""
    greeted: str = ""
    mobile: str = ""
    email: str = ""
    language: str = ""
    card: CardWish = field(default_factory=CardWish)
    birthday: BirthdayParts = field(default_factory=BirthdayParts)
    alert: str = ""
    referrer: Referrer = field(default_factory=Referrer)
    staff: str = ""
    consents: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was typed that somebody would have to type again."""
        texts = (self.name, self.greeted, self.mobile, self.email, self.alert, self.card.printed)
        return any(texts) or bool(self.birthday or self.referrer.text or self.consents)


class NewCustomerForm(QWidget):
    """Asks for a customer. `left` tells that a field was left which says who it may be."""

    left = Signal()
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self.name = TextField(say(N_("Full name")), big=True)
        self.greeted = TextField(say(N_("Greeted as")), big=True)
        self.card = CardChoice(desk)
        can_wait = say(N_("can wait"))
        self.mobile = TextField(say(N_("Mobile")), icon="phone", placeholder=can_wait, big=True)
        self.email = TextField(say(N_("E-mail")), placeholder=can_wait, big=True)
        self.language = Chooser(say(N_("Speaks")), self._languages())
        self.birthday = BirthdayBox(desk)
        self.alert = TextField(
            say(N_("Note that everyone must see")),
            icon="octagon-alert",
            placeholder=say(N_("allergy, health, wheelchair …")),
        )
        self.referrer = ReferrerField(desk, self)
        self.staff = Chooser(say(N_("Looked after by")), [("", say(N_("nobody")), "")])
        self.consents = ConsentChips(desk)
        dress(self.language.combo, big=True)
        self.language.choose("")
        self._keeper: str | None = None
        dress(self, kind="clear")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 8)
        self._column.setSpacing(_LINE_GAP)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._rows: list[QWidget] = []
        self.arrange(narrow=False)
        self._connect()
        desk.ask(self, desk.services.staff.staff, self._show_staff)

    # ------------------------------------------------------------------------ what is in it

    @property
    def fields(self) -> Sequence[Field]:
        """Every field that can be wrong, in reading order."""
        box = self.birthday
        ids = (self.name, self.greeted, self.card.chooser, self.card.number)
        reach = (self.mobile, self.email, self.language)
        return (*ids, *reach, box.year, box.month, self.alert, self.referrer, self.staff)

    def typed(self) -> Typed:
        """Return what is typed."""
        return Typed(
            self.name.text(),
            self.greeted.text(),
            self.mobile.text(),
            self.email.text(),
            str(self.language.value() or ""),
            self.card.wish(),
            self.birthday.parts(),
            self.alert.text(),
            self.referrer.referrer(),
            self._keeper or "",
            self.consents.tapped(),
        )

    def show_typed(self, typed: Typed) -> None:
        """Show what was typed before."""
        self.name.set_text(typed.name)
        self.greeted.set_text(typed.greeted)
        self.mobile.set_text(typed.mobile)
        self.email.set_text(typed.email)
        self.language.choose(typed.language)
        self.card.show_wish(typed.card)
        self.birthday.show_parts(typed.birthday)
        self.alert.set_text(typed.alert)
        self.referrer.show_referrer(typed.referrer)
        self._choose_staff(typed.staff)
        self.consents.show_tapped(typed.consents)

    def details(self) -> Details:
        """Return what to save; a birthday that cannot be is left out."""
        typed, birthday = self.typed(), self.birthday.known()
        return Details(
            full_name=typed.name,
            given_name=typed.greeted or None,
            phones=(typed.mobile,) if typed.mobile else None,
            email=typed.email or None,
            language=typed.language or None,
            alert=typed.alert or None,
            referrer=typed.referrer.code or None,
            looked_after_by=typed.staff or None,
            occasions=None if birthday is None else (birthday,),
            consents=self.consents.said() or None,
        )

    # --------------------------------------------------------------------------- what is wrong

    def check(self) -> None:
        """Say at each field what is wrong with it, before it is saved."""
        self._check_name()
        self._check_mobile()
        self._check_email()
        self._check_alert()
        self.birthday.check()
        self.referrer.check()
        if not self.name.text() and not self.mobile.text():
            self._say(self.name, errors.NameOrPhoneMissing())

    def show_refusal(self, error: UserError) -> bool:
        """Say a refusal at the field that it is about; tell whether there is one."""
        for kinds, at in self._places():
            if isinstance(error, kinds):
                self._say(at, error)
                return True
        return False

    def _places(self) -> Iterator[tuple[tuple[type[UserError], ...], Field]]:
        yield (errors.NameOrPhoneMissing,), self.name
        yield (errors.BadPhone,), self.mobile
        yield (errors.BadEmail,), self.email
        yield (errors.UnknownReferrer,), self.referrer
        yield (UnknownStaff,), self.staff
        yield _OF_THE_CARD, self.card.field

    def _say(self, at: Field, error: UserError) -> None:
        at.show_error(*two_parts(self._desk.tell(error)))

    def _check_name(self) -> None:
        self._check_text(self.name, "full_name")
        self._check_text(self.greeted, "given_name")

    def _check_alert(self) -> None:
        self._check_text(self.alert, "alert")

    def _check_text(self, at: TextField, name: str) -> None:
        try:
            rules.checked_text(name, at.text())
        except UserError as error:
            self._say(at, error)

    def _check_mobile(self) -> None:
        typed = self.mobile.text()
        if typed and not digits_of(typed):
            self._say(self.mobile, errors.BadPhone(phone=typed))

    def _check_email(self) -> None:
        try:
            rules.checked_email(self.email.text())
        except UserError as error:
            self._say(self.email, error)

    # --------------------------------------------------------------------------- in the house

    def _languages(self) -> list[tuple[object, str, str]]:
        return [("", self._desk.say(N_("not asked")), ""), *LANGUAGE_OPTIONS]

    def arrange(self, *, narrow: bool) -> None:
        """Stand in rows of three, or of two where there is little room; Tab goes the same way."""
        before = self._rows
        self._rows = [
            self._row(parts) for parts in (self._in_two() if narrow else self._in_three())
        ]
        for row in before:  # empty by now: every part has a new parent
            self._column.removeWidget(row)
            row.deleteLater()

    def _in_three(self) -> Sequence[dict[QWidget, int]]:
        return (
            {self.name: 33, self.greeted: 14, self.card: 30},
            {self.mobile: 29, self.email: 29, self.language: 19},
            {self.birthday: 1},
            {self.alert: 40, self.referrer: 21, self.staff: 15},
            {self.consents: 1},
        )

    def _in_two(self) -> Sequence[dict[QWidget, int]]:
        return (
            {self.name: 2, self.greeted: 1},
            {self.card: 6, self.mobile: 5},
            {self.email: 6, self.language: 5},
            {self.birthday: 1},
            {self.alert: 1},
            {self.referrer: 1, self.staff: 1},
            {self.consents: 1},
        )

    def _row(self, parts: dict[QWidget, int]) -> QWidget:
        """Return a row of parts, taken out of where they stood.

        A widget of its own, not only a layout: taking an item out of a layout makes PySide forget
        every layout item below it, and the next question to one of them ends the program.
        """
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for part, share in parts.items():
            row.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(line)
        return line

    def _connect(self) -> None:
        for one, check in (
            (self.name, self._check_name),
            (self.greeted, self._check_name),
            (self.mobile, self._check_mobile),
            (self.email, self._check_email),
            (self.alert, self._check_alert),
        ):
            one.left.connect(check)
            one.edited.connect(self.edited)
        for one in (self.name, self.mobile, self.email):
            one.left.connect(self.left)
        self.staff.changed.connect(self._staff_chosen)
        self.birthday.edited.connect(self.edited)
        self.birthday.edited.connect(self.left)
        for part in (self.card, self.referrer, self.consents, self.language, self.staff):
            part.edited.connect(self.edited)

    def _show_staff(self, staff: Sequence[Staff]) -> None:
        """Offer those who work here; where there are several, whoever acts looks after them."""
        names = [one.name for one in staff]
        nobody = ("", self._desk.say(N_("nobody")), "")
        self.staff.set_options([nobody, *((name, name, "user-round") for name in names)])
        if self._keeper is None:
            self._keeper = self._desk.staff if len(names) > 1 else ""
        self._choose_staff(self._keeper)

    def _choose_staff(self, name: str) -> None:
        self._keeper = name
        self.staff.choose(name)
        if self.staff.value() is None:
            self.staff.choose("")

    def _staff_chosen(self, name: object) -> None:
        self._keeper = str(name)
