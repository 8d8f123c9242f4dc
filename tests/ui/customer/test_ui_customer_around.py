"""Occasions, people and consents of a customer, each changed where it stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status
from smbcrm.membership.customers.types import Details
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.services import Services
from smbcrm.ui.counter.birthday_box import BirthdayParts
from smbcrm.ui.customer.occasion_form import OccasionForm
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.cards import PersonRow
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import click, named, press, seen
from tests.ui.customer.conftest import PutUp, settle

Key = Qt.Key
BORN = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 11, 24)
WED = Occasion(OccasionKind.WEDDING_ANNIVERSARY, Calendar.SOLAR, 2015, 6, 6)


def form(page: CustomerPage) -> OccasionForm:
    """Return the form of an occasion."""
    assert isinstance(page.body.form, OccasionForm)
    return page.body.form


def kept(services: Services, customer: int) -> tuple[Occasion, ...]:
    return services.customers.get(customer).profile.occasions


def rounds(page: CustomerPage) -> list[str]:
    """Return when it comes round next, as it is said."""
    return [one.accessibleName()[7:] for one in form(page).box._badges if one.isVisible()]


def test_an_occasion_of_the_moon_is_added_with_its_next_three_dates(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    click(page.parts.side.add_occasion)
    edit = form(page)
    edit.kind.choose(OccasionKind.CHILD_BIRTHDAY)
    edit.label.edit.setText("Tom")
    edit.box.show_parts(BirthdayParts(Calendar.LUNAR, "2020", 4, 12, leap=True))
    edit.label.edit.setText("Tim")
    assert rounds(page) == [
        *("Mon 17 May 2027 · turns 7", "Sat 6 May 2028 · turns 8", "Thu 24 May 2029 · turns 9"),
    ]
    click(edit.save_button)
    made = kept(services, hannah)[-1]
    kind = OccasionKind.CHILD_BIRTHDAY
    assert made == Occasion(kind, Calendar.LUNAR, 2020, 4, 12, is_leap_month=True, label="Tim")
    assert page.body.form is None
    settle(page)
    assert "Child's birthday of Tim" in [row.text() for row in page.parts.side.rows.rows()]
    assert room.undo is not None
    room.undo.take_back()
    assert kept(services, hannah) == (BORN,)


def test_a_wedding_counts_years_and_may_be_to_come(page: CustomerPage) -> None:
    click(page.parts.side.add_occasion)
    form(page).kind.choose(OccasionKind.WEDDING_ANNIVERSARY)
    form(page)._celebrate()
    form(page).box.show_parts(BirthdayParts(Calendar.SOLAR, "2015", 6, 6))
    assert rounds(page)[0] == "Sun 6 Jun 2027 · 12 years"
    form(page).box.show_parts(BirthdayParts(Calendar.SOLAR, "2027", 6, 6))
    assert form(page).box.check()


def test_an_occasion_is_changed_and_taken_back(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    click(page.parts.side.rows.rows()[0])
    edit = form(page)
    assert edit.box.known() == BORN
    edit.box.year.edit.setText("1991")
    click(edit.save_button)
    assert [one.year for one in kept(services, hannah)] == [1991]
    assert room.undo is not None
    room.undo.take_back()
    assert kept(services, hannah) == (BORN,)


def test_an_occasion_is_taken_away_and_comes_back(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    click(page.parts.side.rows.rows()[0])
    click(form(page).remove)
    assert kept(services, hannah) == ()
    settle(page)
    assert "No birthday is known yet." in seen(page.parts.side)
    assert room.undo is not None
    room.undo.take_back()
    assert kept(services, hannah) == (BORN,)


def test_what_is_missing_of_an_occasion_is_said_in_place(page: CustomerPage) -> None:
    click(page.parts.side.add_occasion)
    edit = form(page)
    assert not edit.remove.isVisible()
    click(edit.save_button)
    assert edit.box.month.message() == "No date yet. Choose its month."
    edit.kind.choose(OccasionKind.CUSTOM)
    edit.box.show_parts(BirthdayParts(Calendar.SOLAR, "", 7, 1))
    click(edit.save_button)
    assert edit.label.message().startswith("An occasion of your own needs a name.")
    edit.label.edit.setText("Shop party")
    edit.box.year.edit.setText("99")
    click(edit.save_button)
    assert edit.box.year.has_error()
    assert page.body.form is edit


def test_one_that_went_at_another_till_is_said_and_may_be_added(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    click(page.parts.side.rows.rows()[0])
    edit = form(page)
    services.customers.edit(
        hannah, Details(without_occasions=((OccasionKind.BIRTHDAY, ""),), occasions=(WED,))
    )
    edit.box.year.edit.setText("1991")
    click(edit.save_button)
    assert edit.trouble.text().startswith("No such occasion is known of this customer.")
    click(edit.save_button)
    assert {one.kind for one in kept(services, hannah)} == {BORN.kind, WED.kind}


def test_a_half_typed_occasion_comes_back_with_undo_and_a_new_page(
    desk: Desk, put_up: PutUp, page: CustomerPage, room: RecordingRoom
) -> None:
    click(page.parts.side.add_occasion)
    form(page).label.edit.setText("Tom")
    memory = page.memory()
    assert page.escape()
    assert page.body.form is None
    assert room.undo is not None
    room.undo.take_back()
    assert form(page).label.text() == "Tom"
    again = put_up(desk, 0)
    again.recall(memory)
    again.arrive()
    assert form(again).label.text() == "Tom"


def test_somebody_is_linked_and_unlinked(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    people, becker = page.parts.side.people, named(services, "Hanna Becker")
    click(people.add)
    click(people.save)
    assert people.other.message() == "Nobody is chosen. Type a name or phone."
    QTest.keyClicks(people.other.edit, "0170")
    press(Key.Key_Return)
    people.kind.choose(LinkKind.FRIEND)
    click(people.save)
    settle(page)
    assert [(one.customer, one.kind) for one in services.relationships.of(hannah)] == [
        (becker, LinkKind.FRIEND)
    ]
    assert people.removes[0].accessibleName() == "Unlink Hanna Becker"
    click(people.removes[0])
    assert services.relationships.of(hannah) == ()
    assert room.undo is not None
    room.undo.take_back()
    assert len(services.relationships.of(hannah)) == 1
    settle(page)
    click(people.add)
    assert page.escape()
    assert not people.other.isVisible()


def test_nobody_is_linked_to_themselves(page: CustomerPage) -> None:
    people = page.parts.side.people
    click(people.add)
    QTest.keyClicks(people.other.edit, "0142")
    press(Key.Key_Return)
    click(people.save)
    assert people.other.message() == "Both are the same customer. Choose another one."


def test_who_brought_and_was_brought_is_named_and_opened(
    desk: Desk, put_up: PutUp, services: Services, hannah: int, room: RecordingRoom
) -> None:
    becker = named(services, "Hanna Becker")
    code = services.customers.get(hannah).code
    services.customers.edit(becker, Details(referrer=code))
    page = put_up(desk, hannah)
    assert "Referred 1" in seen(page.head)
    (row,) = page.parts.side.people.findChildren(PersonRow)
    click(row)
    assert room.asked[-1] == ("go", f"customer/{becker}")
    assert put_up(desk, becker).known is not None


def test_a_consent_asks_how_and_is_written_down(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    click(page.parts.side.consent_button)
    assert page.parts.tab is Tab.CONSENT
    part = page.parts.consent
    letters = part.rows.answers[ConsentChannel.LETTER]
    click(letters.buttons()[1])
    assert part.ask.how.text() == "asked at the counter"
    part.ask.how.edit.setText("")
    click(part.ask.save)
    assert part.ask.how.has_error()
    part.ask.how.edit.setText("said <b>no</b> more post")
    press(Key.Key_Return)
    settle(page)
    last = services.customers.get(hannah).consents[-1]
    assert (last.channel, last.state, last.how) == (
        *(ConsentChannel.LETTER, ConsentState.REFUSED, "said <b>no</b> more post"),
    )
    words = seen(part)
    assert "today 10:24 · Letters: No · Owner · said <b>no</b> more post" in words
    assert part.rows.badges[ConsentChannel.LETTER].accessibleName() == "State: No"
    assert part.kept.text().startswith("Letters: “no” stays for ever,")
    assert part.ask.isHidden()
    page.parts.choose(Tab.TIMELINE)
    assert "no, 21 Nov 2026" in seen(page.parts.side)


def test_esc_leaves_an_answer_as_it_was(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    page.parts.choose(Tab.CONSENT)
    part = page.parts.consent
    before = services.customers.get(hannah).consents
    click(part.rows.answers[ConsentChannel.SMS].buttons()[1])
    click(part.rows.answers[ConsentChannel.CALL].buttons()[0])
    assert part.rows.answers[ConsentChannel.SMS].value() == "given"
    assert page.escape()
    assert part.rows.answers[ConsentChannel.CALL].value() == ""
    assert services.customers.get(hannah).consents == before


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.MOVED])
def test_do_not_contact_is_switched_and_taken_back(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom, status: Status
) -> None:
    services.customers.edit(hannah, Details(status=status))
    settle(page)
    page.parts.choose(Tab.CONSENT)
    click(page.parts.consent.switch)
    assert services.customers.get(hannah).profile.status is Status.DO_NOT_CONTACT
    settle(page)
    assert page.head._status.accessibleName() == "State: Does not want to be contacted"
    assert room.undo is not None
    room.undo.take_back()
    assert services.customers.get(hannah).profile.status is status
