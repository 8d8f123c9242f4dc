"""Looks, each time a field is left, whether somebody like that is here already, and warns."""

from functools import partial

from PySide6.QtCore import QObject, Qt

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.customers.kinds import Sameness
from smbcrm.membership.customers.lists import date_text
from smbcrm.membership.customers.typed import FirstLook, OddPhone, Trait, compared
from smbcrm.membership.customers.types import Details
from smbcrm.membership.services import Services
from smbcrm.ui.counter.alike_card import AlikeCard, Likeness
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.new_customer_form import NewCustomerForm, Typed
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.wording import called

_WARNINGS = {
    Sameness.PHONE: N_("{name} has this phone too."),
    Sameness.EMAIL: N_("{name} has this e-mail too."),
    Sameness.MESSENGER: N_("{name} has this WeChat, WhatsApp or LINE id too."),
    Sameness.NAME_AND_BIRTHDAY: N_("{name} has a similar name and the same birthday."),
}


class LookingAlike(QObject):
    """Asks the shop, shows the card, and says at the field what is the same."""

    def __init__(self, desk: Desk, form: NewCustomerForm, card: AlikeCard) -> None:
        super().__init__(card)
        self._desk = desk
        self._form = form
        self._card = card
        self._asked = Details()
        self._settled: set[int] = set()
        self._question = Latest(desk.jobs, self)
        self.found: Likeness | None = None
        form.left.connect(self.look)
        card.shared.connect(self._share)
        card.other.connect(self._correct)

    def look(self) -> None:
        """Ask who looks like what is typed, if that is another than before."""
        typed, birthday = self._form.typed(), self._form.birthday.known()
        details = Details(
            full_name=typed.name or None,
            phones=(typed.mobile,) if typed.mobile else None,
            email=typed.email or None,
            occasions=None if birthday is None else (birthday,),
        )
        if details == self._asked:
            return
        self._asked = details
        desk = self._desk
        ask = partial(_look, desk.services, details, desk.shop.region, frozenset(self._settled))
        self._question.ask(ask, self._show, self._failed)

    def forget(self) -> None:
        """Begin with somebody else."""
        self._question.forget()
        self._asked = Details()
        self._settled.clear()
        self._close()

    def _show(self, answer: tuple[FirstLook, Likeness | None]) -> None:
        look, self.found = answer
        for odd in look.odd_phones:
            self._warn_odd(odd)
        if self.found is None:
            self._close()
            return
        for why, alike in reversed([(one.why, one) for one in self.found.alike]):
            field = self._field(why)
            words = self._desk.say(_WARNINGS[alike.why], name=called(alike.full_name, alike.code))
            if not field.has_error():
                field.show_warning(words, self._desk.say(N_("See right.")))
        self._card.show_likeness(self.found)

    def _failed(self, error: Exception) -> None:
        self._asked = Details()
        self._desk.room.trouble(error)

    def _warn_odd(self, odd: OddPhone) -> None:
        desk, mobile = self._desk, self._form.mobile
        if mobile.text() != odd.typed or mobile.has_error():
            return
        missing = NN_("{count} digit is missing.", "{count} digits are missing.")
        what = (
            desk.count(missing, odd.missing)
            if odd.missing
            else desk.say(N_("This is no phone number here."))
        )
        mobile.show_warning(what, desk.say(N_("Saved like this it is found, never messaged.")))

    def _share(self) -> None:
        """Both keep what they have in common; it is not asked again."""
        if self.found is None:
            return
        desk, name = self._desk, name_of(self.found.view)
        for alike in self.found.alike:
            self._settled.add(alike.id)
            field = self._field(alike.why)
            field.show_fine()
        mobile = self._form.mobile
        if any(alike.why is Sameness.PHONE for alike in self.found.alike):
            mobile.show_warning(desk.say(N_("Shared with {name}."), name=name))
        self._close()
        self._form.email.setFocus(Qt.FocusReason.OtherFocusReason)

    def _correct(self) -> None:
        """Put the cursor where the same thing is typed."""
        if self.found is not None:
            field = self._field(self.found.alike[0].why)
            self._close()
            self._asked = Details()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.edit.selectAll()

    def _field(self, why: Sameness) -> TextField:
        form = self._form
        fields = {Sameness.PHONE: form.mobile, Sameness.EMAIL: form.email}
        return fields.get(why, form.name)

    def _close(self) -> None:
        self.found = None
        self._card.hide()


def note_of(desk: Desk, typed: Typed, details: Details, found: Likeness) -> str:
    """Return as a note what was typed of somebody who was here, without what is known of them."""
    same = {trait for trait, equal in found.traits.items() if equal}
    birthday = next(iter(details.occasions or ()), None)
    told = (
        (Trait.NAME, typed.name),
        (None, typed.greeted),
        (Trait.PHONE, typed.mobile),
        (Trait.EMAIL, typed.email),
        (Trait.BIRTHDAY, "" if birthday is None else date_text(birthday)),
        (None, typed.alert),
        (None, typed.referrer.text),
    )
    texts = [text for trait, text in told if text and trait not in same]
    if not texts:
        return ""
    return desk.say(N_("Typed at the counter: {text}"), text=desk.say(N_(", ")).join(texts))


def _look(
    services: Services, details: Details, region: str, settled: frozenset[int]
) -> tuple[FirstLook, Likeness | None]:
    look = services.customers.look_at(details)
    alike = tuple(one for one in look.alike if one.id not in settled)
    if not alike:
        return look, None
    view = services.counter.customer(alike[0].id)
    traits = compared(details, view.shown.customer.profile, region)
    return look, Likeness(alike, view, traits)
