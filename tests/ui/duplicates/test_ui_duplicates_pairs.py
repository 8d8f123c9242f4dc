"""A pair: both side by side, whose value stays, one customer of two, or two people."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smbcrm.core.errors import EnvironmentFault
from smbcrm.membership.customers.errors import MergedAway, UnknownCustomer
from smbcrm.membership.customers.types import Details
from smbcrm.membership.merging.service import MergeService
from smbcrm.membership.merging.types import Merge, MergeField, Side
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.compare_card import Row
from smbcrm.ui.duplicates.page import DuplicatesPage
from tests.helpers.keyboard import press
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import HANNAH, named
from tests.ui.duplicates.conftest import FIRM, PHONE, PutUp, act, add, focused, settle, titles

UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space
PAIR = "Hannah Brooks · Hanna Brooks"
SUB = "{} that may be one person, among {} customers"


def merge() -> None:
    """Press Ctrl+Enter."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, ENTER, Qt.KeyboardModifier.ControlModifier)
    settle()


def row(page: DuplicatesPage, field: MergeField) -> Row:
    return page.pair.compare.rows[field]


def side(page: DuplicatesPage, field: MergeField) -> set[Side]:
    """Return whose values stay."""
    return {one for one, value in row(page, field).values.items() if value.isChecked()}


def parts(page: DuplicatesPage) -> dict[str, str]:
    """Return what the one customer has then, by its title."""
    return {one.title: f"{one.words} {one.then}".strip() for one in page.pair.result.parts}


def test_a_pair_with_its_reasons_and_its_score(page: DuplicatesPage) -> None:
    (line,) = page.card.list.lines
    assert (line.title, line.sub, line.right) == (PAIR, "phone · similar name", "60")
    assert line.spoken == f"{PAIR}, phone · similar name, alike 60 of 100"
    assert page.card.list.hasFocus()
    assert page.head.sub() == SUB.format("1 pair", 5)


def test_who_was_here_first_stays(page: DuplicatesPage) -> None:
    heads = page.pair.compare.heads
    assert (heads.keep.name.text(), heads.other.name.text()) == (HANNAH, "Hanna Brooks")
    assert page.foot.merge.text() == f"Merge into {HANNAH}"
    assert page.foot.state() == "Can be undone until 21 Dec 2026"
    assert side(page, MergeField.NAME) == {Side.KEEP}
    assert not row(page, MergeField.PHONES).values  # the same in both
    assert row(page, MergeField.PHONES).remark.text() == "the same in both"
    assert MergeField.STATUS not in page.pair.compare.rows


def test_what_the_one_customer_has_then(page: DuplicatesPage) -> None:
    told = parts(page)
    assert told["Paid part"] == "147.28 and 0.00 → 147.28"
    assert told["Tier"] == "Gold and Regular → Gold"
    assert told["Refused"] == "SMS from then on"
    assert any(key.startswith("Visits") for key in told)


def test_keys_choose_whose_value_stays(page: DuplicatesPage) -> None:
    press(ENTER)
    assert focused() == f"Full name of {HANNAH}: {HANNAH}"
    press(SPACE)
    assert side(page, MergeField.NAME) == {Side.OTHER}
    assert focused() == "Full name of Hanna Brooks: Hanna Brooks"
    press(LEFT)
    assert side(page, MergeField.NAME) == {Side.KEEP}
    press(LEFT)  # it is there
    press(DOWN)
    assert focused() == f"E-mail of {HANNAH}: hannah.b@example.com"
    press(RIGHT)
    assert side(page, MergeField.EMAIL) == {Side.OTHER}
    assert page.pair.draft.sides == {MergeField.NAME: Side.KEEP, MergeField.EMAIL: Side.OTHER}
    press(UP, UP)
    assert row(page, MergeField.NAME).focused


def test_of_a_list_both_stay_or_one(page: DuplicatesPage) -> None:
    notes = row(page, MergeField.NOTES)
    assert side(page, MergeField.NOTES) == {Side.KEEP, Side.OTHER}
    assert notes.remark.text() == "both stay"
    notes.take_focus()
    press(RIGHT, SPACE)
    assert side(page, MergeField.NOTES) == {Side.KEEP}
    press(LEFT, SPACE)  # one stays at least
    assert side(page, MergeField.NOTES) == {Side.OTHER}
    press(SPACE)
    assert side(page, MergeField.NOTES) == {Side.KEEP, Side.OTHER}


def test_what_only_one_has_of_a_list_can_be_left_out(page: DuplicatesPage) -> None:
    alert = row(page, MergeField.ALERT)
    assert list(alert.values) == [Side.KEEP]
    alert.take_focus()
    press(RIGHT)  # nothing is there
    assert alert.focused
    press(SPACE)
    assert page.pair.draft.sides == {MergeField.ALERT: Side.OTHER}
    assert side(page, MergeField.ALERT) == set()
    press(SPACE)
    assert page.pair.draft.sides == {MergeField.ALERT: Side.BOTH}


def test_the_mouse_chooses_too_and_swap_keeps_what_was_chosen(page: DuplicatesPage) -> None:
    email = row(page, MergeField.EMAIL)
    QTest.mouseClick(email.values[Side.OTHER], Qt.MouseButton.LeftButton)
    assert side(page, MergeField.EMAIL) == {Side.OTHER}
    QTest.mouseClick(page.pair.compare.heads.swap, Qt.MouseButton.LeftButton)
    assert page.pair.compare.heads.keep.name.text() == "Hanna Brooks"
    assert page.foot.merge.text() == "Merge into Hanna Brooks"
    assert side(page, MergeField.EMAIL) == {Side.KEEP}
    assert row(page, MergeField.EMAIL).values[Side.KEEP].text() == "hanna@example.com"


def test_one_customer_of_two_and_two_again(
    page: DuplicatesPage, services: Services, room: RecordingRoom, other: int
) -> None:
    press(ENTER, SPACE)
    merge()
    assert room.toasts == [f"Hanna Brooks merged into {HANNAH}"]
    assert titles(page) == []
    assert page.card.list.hasFocus()
    with pytest.raises(MergedAway):
        services.customers.get(other)
    kept = services.customers.get(services.merging.all()[0].kept.id)
    assert kept.profile.full_name == "Hanna Brooks"
    assert room.undo is not None
    room.undo.take_back()
    settle()
    assert room.toasts[-1] == f"Taken back: Hanna Brooks merged into {HANNAH}"
    assert services.customers.get(other).profile.full_name == "Hanna Brooks"
    assert titles(page) == [PAIR]


def test_two_people_are_remembered_and_forgotten_again(
    page: DuplicatesPage, room: RecordingRoom
) -> None:
    page.foot.apart.click()
    settle()
    assert room.toasts == [f"{HANNAH} and Hanna Brooks are two people"]
    assert titles(page) == []
    page.again.click()
    assert titles(page) == []
    assert room.undo is not None
    room.undo.take_back()
    settle()
    assert titles(page) == [PAIR]


def test_later_goes_on_to_the_next_pair(
    desk: Desk, put_up: PutUp, services: Services, other: int
) -> None:
    del other
    add(services, "Hannah Brooks", "+12075550142")
    page = put_up(desk)
    assert len(titles(page)) == 3
    first = page.card.list.key
    page.foot.later.click()
    assert page.card.list.key != first
    assert page.card.list.hasFocus()


def test_what_was_chosen_stays_while_one_looks_at_others(
    desk: Desk, put_up: PutUp, services: Services, other: int
) -> None:
    del other
    add(services, "Hannah Brooks", PHONE, notes="x")
    page = put_up(desk)
    press(ENTER)
    page.pair.compare.chosen.emit(MergeField.NOTES, Side.OTHER)
    assert side(page, MergeField.NOTES) == {Side.OTHER}
    page.card.list.setFocus()
    press(DOWN, UP)
    assert side(page, MergeField.NOTES) == {Side.OTHER}


def test_a_person_and_a_company_wait_for_a_choice(
    desk: Desk, put_up: PutUp, firm: tuple[int, int], services: Services
) -> None:
    page = put_up(desk)
    assert page.pair.refusal.isVisible()
    assert page.pair.refusal.text().startswith("One of the two is a person, the other a company.")
    assert not page.foot.merge.isEnabled()
    assert side(page, MergeField.KIND) == set()
    merge()
    assert focused() == "Person or company of Bloom Flowers: person"
    press(SPACE)
    assert side(page, MergeField.KIND) == {Side.KEEP}
    assert page.pair.refusal.isHidden()
    merge()
    assert services.merging.all()[0].kept.id == firm[0]


def test_where_there_is_no_room_for_both_one_is_chosen(
    desk: Desk, put_up: PutUp, services: Services, other: int
) -> None:
    who = named(services, HANNAH)
    for one, sign in ((who, "a"), (other, "b")):
        long = sign * 6000
        services.customers.edit(one, Details(notes=long), act(services))
    page = put_up(desk)
    said = "There is no room for both: Notes. Choose whose stays."
    assert page.pair.refusal.text() == said
    assert not page.foot.merge.isEnabled()
    merge()
    press(RIGHT, SPACE)
    assert page.pair.draft.sides == {MergeField.NOTES: Side.OTHER}
    assert page.foot.merge.isEnabled()


def test_somebody_who_went_meanwhile(page: DuplicatesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Merge:
        raise MergedAway(name="Somebody", code="C7")

    with monkeypatch.context() as patched:
        patched.setattr(MergeService, "merge", refuse)
        merge()
    assert page.pair.refusal.text().startswith("This customer was merged into Somebody (C7).")
    assert page.pair.refusal.way.isHidden()


def test_a_fault_sends_the_very_same_again(
    page: DuplicatesPage,
    services: Services,
    room: RecordingRoom,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = []
    whole = MergeService.merge

    def lose(service: MergeService, *asked: object) -> Merge:
        sent.append(asked)
        if len(sent) == 1:
            raise EnvironmentFault
        return whole(service, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(MergeService, "merge", lose)
    merge()
    assert titles(page) == [PAIR]
    room.try_again()
    assert sent[0] == sent[1]
    assert titles(page) == []
    assert len(services.merging.all()) == 1


def test_the_pages_of_both_are_a_click_away(
    page: DuplicatesPage, services: Services, room: RecordingRoom, other: int
) -> None:
    heads = page.pair.compare.heads
    heads.keep.page.click()
    heads.other.page.click()
    there = named(services, HANNAH)
    assert room.asked[-2:] == [("go", f"customer/{there}"), ("go", f"customer/{other}")]


def test_escape_goes_to_the_list_then_to_the_customers(
    page: DuplicatesPage, room: RecordingRoom
) -> None:
    press(ENTER)
    assert page.escape()
    assert page.card.list.hasFocus()
    assert page.escape()
    assert room.asked[-1] == ("go", "customers")


def test_a_customer_who_is_nowhere(page: DuplicatesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise UnknownCustomer

    monkeypatch.setattr(MergeService, "preview", refuse)
    page.desk.bridge.changed.emit()
    assert page.pair.refusal.isVisible()
    assert page.pair.compare.isHidden()
    assert not page.foot.merge.isEnabled()


def test_the_same_name_is_told_with_its_code(
    desk: Desk, put_up: PutUp, services: Services, room: RecordingRoom
) -> None:
    one, two = (services.customers.get(add(services, "Ann Poe", FIRM)).code for _ in range(2))
    put_up(desk)
    merge()
    assert room.toasts == [f"Ann Poe ({two}) merged into Ann Poe ({one})"]


def test_two_whom_nothing_says_are_one_are_put_together_by_hand(
    page: DuplicatesPage, services: Services, room: RecordingRoom
) -> None:
    one, two = add(services, "Ann Poe", FIRM), add(services, "Zoe Quill", "+12075550134")
    settle()
    page.arrive(f"pairs/{two}-{one}")
    assert titles(page) == ["Ann Poe · Zoe Quill", PAIR]
    line = page.card.list.lines[0]
    assert (line.sub, line.right) == ("chosen by hand · other name", "")
    assert page.pair.compare.heads.keep.name.text() == "Ann Poe"
    page.again.click()
    assert page.card.list.key == (one, two)
    merge()
    assert room.toasts == ["Zoe Quill merged into Ann Poe"]
    assert titles(page) == [PAIR]


def test_by_hand_a_pair_that_is_listed_is_chosen(
    page: DuplicatesPage, services: Services, other: int
) -> None:
    there = named(services, HANNAH)
    page.arrive(f"pairs/{there}-{other}")
    assert titles(page) == [PAIR]
    assert page.card.list.lines[0].right == "60"
    page.arrive()
    assert titles(page) == [PAIR]


def test_one_who_is_gone_is_not_put_together(
    page: DuplicatesPage, services: Services, room: RecordingRoom, other: int
) -> None:
    there = named(services, HANNAH)
    gone = add(services, "Ann Poe", FIRM)
    services.merging.merge(there, gone, {}, act(services))
    page.arrive(f"pairs/{other}-{gone}")
    assert [type(one) for one in room.troubles] == [MergedAway]
    assert titles(page) == [PAIR]
