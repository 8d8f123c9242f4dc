"""A new customer as somebody at the counter types one: saved once, warned of, never lost."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.ui.counter.birthday_box import BirthdayParts
from smbcrm.ui.counter.card_choice import CardWish, Giving
from smbcrm.ui.counter.new_customer_form import Typed
from smbcrm.ui.counter.new_customer_panel import NewCustomerPanel
from smbcrm.ui.counter.referrer_field import Referrer
from smbcrm.ui.desk import Desk
from tests.helpers.room import RecordingRoom
from tests.helpers.salon import EVIL
from tests.ui.counter.conftest import Open, finished


def type_on(panel: NewCustomerPanel, *words: str) -> None:
    """Type each text where the focus is, and go on with Tab."""
    for text in words:
        at = panel.focusWidget()
        QTest.keyClicks(at, text)
        QTest.keyClick(at, Qt.Key.Key_Tab)


def press(panel: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    at = panel.focusWidget()
    QTest.keyClick(at, key, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_a_name_is_enough(open_panel: Open, desk: Desk) -> None:
    panel = open_panel()
    done = finished(panel)
    QTest.keyClicks(panel.focusWidget(), "Linda Lin")
    press(panel, Qt.Key.Key_S, CTRL)
    assert len(done) == 1
    assert done[0].customer is not None
    made = desk.services.customers.get(done[0].customer)
    assert made.profile.full_name == "Linda Lin"
    assert len(made.cards) == 1
    assert made.consents == ()


def test_everything_is_typed_by_keyboard(open_panel: Open, desk: Desk) -> None:
    panel = open_panel()
    done = finished(panel)
    type_on(panel, "Linda Lin", "Linda")
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)  # the card stays the next one
    type_on(panel, "207 555 0108", "linda@example.com")
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_End)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    form = panel.form
    assert panel.focusWidget() in form.birthday.findChildren(QWidget)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    type_on(panel, "1960", "6", "12")
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    type_on(panel, "nuts")
    QTest.keyClicks(panel.focusWidget(), "Hannah")
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    for _ in range(2):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    press(panel, Qt.Key.Key_S, CTRL)
    assert done[0].customer is not None
    shown = desk.services.customers.show(done[0].customer)
    profile = shown.customer.profile
    assert (profile.given_name, profile.alert, profile.language) == ("Linda", "nuts", "zh_TW")
    assert [phone.e164 for phone in profile.phones] == ["+12075550108"]
    leap = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1960, 6, 12, is_leap_month=True)
    assert profile.occasions == (leap,)
    assert shown.referrer == desk.services.customers.find("Hannah")[0].code
    (consent,) = shown.customer.consents
    assert (consent.channel, consent.state) == (ConsentChannel.SMS, ConsentState.GIVEN)
    assert consent.how == "asked at the counter"


def test_digits_from_the_search_are_a_phone_and_letters_a_name(open_panel: Open) -> None:
    for typed, name, mobile in (
        ("0108", "", "0108"),
        ("+1 207 555", "", "+1 207 555"),
        ("０１０８", "", "０１０８"),
        ("Linda", "Linda", ""),
        ("林", "林", ""),
        ("", "", ""),
    ):
        panel = open_panel()
        panel.begin(typed)
        panel.focus_first()
        assert (panel.form.name.text(), panel.form.mobile.text()) == (name, mobile)
        at_mobile = panel.form.mobile.edit.hasFocus()
        assert at_mobile == bool(name)


def test_nothing_at_all_is_told_at_the_name(open_panel: Open, desk: Desk) -> None:
    panel = open_panel()
    panel.form.email.setFocus()
    press(panel, Qt.Key.Key_S, CTRL)
    assert panel.form.name.has_error()
    assert panel.form.name.edit.hasFocus()
    assert panel.form.name.message() == "A customer needs a name or a phone. Type one of them."
    assert panel.errors.isVisible()
    assert desk.services.customers.count() == 4


def test_a_field_is_checked_when_it_is_left(open_panel: Open) -> None:
    panel = open_panel()
    email = panel.form.email
    email.setFocus()
    QTest.keyClicks(email.edit, "grace@")
    assert not email.has_error()
    QTest.keyClick(email.edit, Qt.Key.Key_Tab)
    assert email.message() == ("“grace@” is no e-mail address. Write it as name@example.com.")
    QTest.keyClicks(email.edit, "example.com")
    assert not email.has_error()


def test_the_count_of_errors_and_the_first_of_them(open_panel: Open, desk: Desk) -> None:
    panel = open_panel()
    form = panel.form
    form.mobile.set_text("nobody")
    form.email.set_text("x")
    form.birthday.year.set_text("19")
    panel.save_and_open()
    wrong = [field for field in form.fields if field.has_error()]
    assert wrong == [form.mobile, form.email, form.birthday.year]
    assert form.mobile.edit.hasFocus()
    form.mobile.clear()
    form.email.clear()
    form.birthday.year.clear()
    form.name.set_text("Linda")
    done = finished(panel)
    panel.save_and_open()
    assert len(done) == 1
    assert not panel.errors.isVisible()
    assert desk.services.customers.count() == 5


def test_an_odd_phone_is_warned_of_and_kept(open_panel: Open, desk: Desk) -> None:
    panel = open_panel()
    mobile = panel.form.mobile
    mobile.setFocus()
    type_on(panel, "0108")
    assert mobile.message() == "6 digits are missing. Saved like this it is found, never messaged."
    assert not mobile.has_error()
    done = finished(panel)
    panel.save_and_open()
    assert done[0].customer is not None
    (phone,) = desk.services.customers.get(done[0].customer).profile.phones
    assert (phone.typed, phone.e164) == ("0108", None)


def test_save_and_add_another_clears_and_goes_on(
    open_panel: Open, desk: Desk, room: RecordingRoom
) -> None:
    panel = open_panel()
    done = finished(panel)
    for name in ("Linda", "Grace"):
        QTest.keyClicks(panel.focusWidget(), name)
        press(panel, Qt.Key.Key_Return, CTRL)
        assert not panel.half_done()
        assert panel.form.name.edit.hasFocus()
    assert room.toasts == ["Linda is saved.", "Grace is saved."]
    assert done == []
    cards = [desk.services.customers.find(name)[0].card for name in ("Linda", "Grace")]
    assert len(set(cards)) == 2


def test_the_card_may_be_a_printed_one_or_none(open_panel: Open, desk: Desk) -> None:
    cards = desk.services.cards
    panel = open_panel()
    number = cards.next_number()
    assert panel.take_scan(cards.scan(number))
    assert panel.form.card.number.text() == desk.words.card(number)
    panel.form.name.set_text("Linda")
    done = finished(panel)
    panel.save_and_open()
    assert done[0].customer is not None
    assert cards.of_customer(done[0].customer)[0].number == number
    other = open_panel()
    assert not other.take_scan(cards.scan(number)), "whose it is, the counter tells"
    assert other.form.card.wish() == CardWish()
    other.form.card.take(number)
    assert other.form.card.number.has_error()
    other.form.name.set_text("Grace")
    other.save_and_open()
    assert other.errors.isVisible()
    other.form.card.number.setFocus()
    other.form.card.number.edit.clear()
    QTest.keyClick(other.form.card.number.edit, Qt.Key.Key_Escape)
    assert other.form.card.wish().giving is Giving.NEXT
    other.form.card.chooser.setFocus()
    QTest.keyClick(other.form.card.chooser.combo, Qt.Key.Key_End)
    assert other.form.card.wish().giving is Giving.NONE
    done = finished(other)
    other.save_and_open()
    assert done[0].customer is not None
    assert cards.of_customer(done[0].customer) == ()


def test_none_of_them_is_an_answer_too(open_panel: Open, desk: Desk) -> None:
    panel = open_panel()
    chips = panel.form.consents
    chips.show_tapped(["sms"])
    chips._none.click()
    assert chips.tapped() == ("none",)
    assert chips.summary() == "no channel allowed"
    panel.form.name.set_text("Linda")
    done = finished(panel)
    panel.save_and_open()
    assert done[0].customer is not None
    said = desk.services.customers.get(done[0].customer).consents
    assert {one.state for one in said} == {ConsentState.REFUSED}
    assert len(said) == 4


def test_what_is_typed_survives_a_change_of_language(open_panel: Open, zh_desk: Desk) -> None:
    panel = open_panel()
    form = panel.form
    form.name.set_text("Linda")
    form.card.show_wish(CardWish(Giving.NONE))
    form.referrer.show_referrer(Referrer("Hannah Brooks", "C000001"))
    form.birthday.show_parts(BirthdayParts(Calendar.LUNAR, "1960", 6, 12, leap=True))
    form.consents.show_tapped(["sms", "call"])
    form.language.choose("zh_TW")
    assert panel.half_done()
    later = NewCustomerPanel(zh_desk, None)
    later.recall(panel.memory())
    assert later.form.typed() == form.typed()
    assert later.memory().begun.act == panel.memory().begun.act
    later.deleteLater()


def test_an_untouched_panel_is_not_half_done(open_panel: Open) -> None:
    panel = open_panel()
    assert not panel.half_done()
    assert not panel.escape()
    panel.recall(None)
    assert not panel.half_done()


def test_names_are_plain_text(open_panel: Open, desk: Desk) -> None:
    panel = open_panel()
    panel.form.name.set_text(EVIL)
    panel.form.alert.set_text(EVIL)
    panel.form.mobile.set_text("207 555 0199")
    panel.looking.look()
    assert panel.card.isVisible()
    done = finished(panel)
    panel.save_and_open()
    assert done[0].customer is not None
    assert desk.services.customers.get(done[0].customer).profile.full_name == EVIL


def test_a_refusal_without_a_field_of_its_own_is_told_below(open_panel: Open, desk: Desk) -> None:
    panel = open_panel()
    panel.form.name.set_text("Linda")
    panel.save_and_open()
    panel.form.name.set_text("Somebody else")
    panel.save_and_open()
    assert panel.trouble.isVisible()
    assert "recorded before" in panel.trouble.text()
    assert desk.services.customers.find("Somebody else") == ()


def test_a_staff_member_may_look_after_them(open_panel: Open, desk: Desk) -> None:
    desk.services.staff.add_staff("Mia")
    panel = open_panel()
    assert panel.form.staff.value() == desk.staff
    panel.form.show_typed(Typed(name="Linda", staff="Mia"))
    done = finished(panel)
    panel.save_and_open()
    assert done[0].customer is not None
    assert desk.services.customers.show(done[0].customer).looked_after_by == "Mia"


def test_somebody_who_is_not_chosen_has_brought_nobody(open_panel: Open, desk: Desk) -> None:
    panel = open_panel()
    panel.form.name.set_text("Linda")
    referrer = panel.form.referrer
    referrer.setFocus()
    QTest.keyClicks(referrer.edit, "Hanna")
    QTest.keyClick(referrer.edit, Qt.Key.Key_Tab)
    assert referrer.has_error()
    panel.save_and_open()
    assert desk.services.customers.find("Linda") == ()
    referrer.setFocus()
    referrer.edit.clear()
    QTest.keyClicks(referrer.edit, "Hanna")
    QTest.keyClick(referrer.edit, Qt.Key.Key_Down)
    QTest.keyClick(referrer.edit, Qt.Key.Key_Return)
    assert referrer.referrer().code
    assert not referrer.has_error()
    QTest.keyClicks(referrer.edit, "x")
    QTest.keyClick(referrer.edit, Qt.Key.Key_Escape)
    assert not panel.escape()
    assert referrer.referrer().code == ""
