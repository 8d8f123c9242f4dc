"""Tiers: rules are changed one by one and count from tomorrow night; their order is their rank."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.requests.types import Act
from smbcrm.membership.tiers.types import BirthdaySpan, HoldRequest, Tier, TierChanges
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.tiers import TiersPart
from tests.helpers.room import RecordingRoom
from tests.helpers.screen_check import faults
from tests.ui.settings.conftest import DOWN, ENTER, UP, Open, Person, go_to

ALT = Qt.KeyboardModifier.AltModifier


def planned(desk: Desk, code: str = "gold") -> Tier:
    """Return a tier as it will be."""
    now = desk.services.tiers.standing()
    coming = {one.tier.code: one.tier for one in now.coming}
    return coming.get(code) or next(one for one in now.tiers if one.code == code)


def codes(desk: Desk) -> list[str]:
    return [tier.code for tier in desk.services.tiers.all()]


def part_of(person: Person) -> TiersPart:
    part = person.page.part
    assert isinstance(part, TiersPart)
    return part


def test_the_highest_tier_is_shown_first(open_part: Open) -> None:
    person = open_part("tiers")
    rows = part_of(person).rows
    assert rows.row(3).text() == "Gold: $1,000.00 in 12 months, 1 person"
    assert rows.row(1).text() == "Regular: everyone, 3 people"
    assert rows.row(3).isChecked()
    assert person.text("tier_name") == "Gold"
    assert person.text("tier_spend") == "$1,000.00"
    assert person.find(QWidget, "tier_factor_chip").accessibleName() == "Points ×1.5"


def test_the_example_says_what_the_rules_mean(open_part: Open) -> None:
    person = open_part("tiers")
    said = part_of(person).editor.told()
    assert said == "A sale of $100.00 earns a Gold customer 150 points, worth $1.50."
    person.click("tier_way_add")  # a menu opens, and says nothing yet
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_down_chooses_the_next_tier(open_part: Open) -> None:
    person = open_part("tiers")
    row = person.find(QWidget, "tier_gold")
    row.setFocus()
    QTest.keyClick(row, DOWN)
    assert person.text("tier_name") == "Silver"
    person.press(DOWN)
    assert person.text("tier_name") == "Regular"
    assert not person.find(QWidget, "tier_spend").isVisible()
    assert not person.find(QWidget, "tier_grace").isVisible()


def test_a_tier_gets_another_name_at_once_and_it_can_be_taken_back(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("tiers")
    person.write("tier_name", "Friends")
    assert desk.services.tiers.all()[-1].name == "Friends"
    assert desk.services.tiers.standing().coming == ()
    assert room.toasts == ["Saved: Gold, Name"]
    assert part_of(person).rows.row(3).text().startswith("Friends")
    assert room.undo is not None
    room.undo.take_back()
    assert desk.services.tiers.all()[-1].name == "Gold"
    assert person.text("tier_name") == "Gold"


@pytest.mark.parametrize(
    ("field", "typed", "changes"),
    [
        ("tier_spend", "1200", TierChanges(spend_from=120_000)),
        ("tier_spend", "$1,250.50", TierChanges(spend_from=125_050)),
        ("tier_months", "6", TierChanges(months=6)),
        ("tier_grace", "0", TierChanges(grace_months=0)),
        ("tier_lasts", "12", TierChanges(lasts_months=12)),
    ],
)
def test_a_rule_is_saved_when_its_field_is_left_and_counts_from_tomorrow_night(
    open_part: Open, desk: Desk, room: RecordingRoom, field: str, typed: str, changes: TierChanges
) -> None:
    before = desk.services.tiers.all()
    person = open_part("tiers")
    person.write(field, typed)
    assert planned(desk) == before[-1]._replace(**changes.given())
    assert desk.services.tiers.all() == before, "not yet"
    assert (
        part_of(person)
        .editor.coming()
        .startswith(
            "Counts from tomorrow night: from 23 Nov on. Until then Gold is: $1,000.00 in 12 months"
        )
    )
    assert room.undo is not None
    room.undo.take_back()
    assert planned(desk) == before[-1]
    assert part_of(person).editor.coming() == ""
    go_to(desk, dt.datetime(2026, 11, 24, 15, tzinfo=dt.UTC))
    assert desk.services.tiers.all() == before


@pytest.mark.parametrize(
    ("field", "typed", "words", "changes"),
    [
        ("tier_factor", "×2", "Points ×2", TierChanges(points_factor=200)),
        ("tier_factor", "１.７５", "Points ×1.75", TierChanges(points_factor=175)),
        ("tier_discount", "7,5 %", "−7.5 %", TierChanges(discount=750)),
        (
            "tier_birthday",
            "2",
            "Birthday ×2",
            TierChanges(birthday_factor=200, birthday_span=BirthdaySpan.DAY),
        ),
        (
            "tier_birthday_month",
            "1.5",
            "Birthday month ×1.5",
            TierChanges(birthday_factor=150, birthday_span=BirthdaySpan.MONTH),
        ),
    ],
)
def test_a_benefit_is_a_chip_that_opens(
    open_part: Open, desk: Desk, field: str, typed: str, words: str, changes: TierChanges
) -> None:
    before = desk.services.tiers.all()[-1]
    person = open_part("tiers")
    benefits = part_of(person).editor.benefits
    chips = {
        "tier_factor": benefits.points,
        "tier_discount": benefits.discount,
        "tier_birthday": benefits.birthday,
        "tier_birthday_month": benefits.month,
    }
    chips[field].open()
    assert person.focus() == field
    person.write(field, typed, ENTER)
    assert planned(desk) == before._replace(**changes.given())
    chip = person.find(QWidget, f"{field}_chip")
    assert chip.isVisible()
    assert chip.accessibleName() == words
    assert not person.find(QWidget, field).isVisible()


def test_a_benefit_that_is_emptied_is_given_no_more(open_part: Open, desk: Desk) -> None:
    desk.services.tiers.edit("gold", TierChanges(discount=500))
    person = open_part("tiers")
    person.find(QWidget, "tier_discount_chip").setFocus()
    person.press(Qt.Key.Key_Space)
    person.write("tier_discount", "")
    assert planned(desk).discount == 0
    assert not person.find(QWidget, "tier_discount_chip").isVisible()


def test_what_is_not_set_is_offered(open_part: Open, desk: Desk) -> None:
    desk.services.items.add(NewItem("CLUB", "Club", 9_900))
    person = open_part("tiers")
    ways = part_of(person).editor.ways

    def offered() -> list[str]:
        return [one.text() for one in ways.more.menu_below.actions() if one.isVisible()]

    assert offered() == ["Visits made", "Points earned", "An item bought"]
    ways.more.menu_below.actions()[1].trigger()
    assert person.focus() == "tier_visits"
    person.write("tier_visits", "40")
    assert planned(desk).visits_from == 40
    ways.more.menu_below.actions()[3].trigger()
    person.write("tier_item", "CLUB")
    assert (planned(desk).item, planned(desk).item_months) == ("CLUB", 12)
    person.write("tier_item_months", "6")
    assert planned(desk).item_months == 6
    assert offered() == ["Points earned"]
    person.write("tier_visits", "")
    assert planned(desk).visits_from is None
    assert not person.find(QWidget, "tier_visits").isVisible()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("tier_name", "Silver", "Silver is taken. Choose another name."),
        ("tier_spend", "300", "Gold must be reached later than Silver. Give amounts that rise."),
        (
            "tier_spend",
            "1,050",
            "“1,050” can be $1.05 or $1,050.00. Type it without the separator, or with one or two",
        ),
        (
            "tier_spend",
            "0",
            "0 is no condition. Leave the field empty, then this way does not count.",
        ),
        ("tier_months", "many", "“many” is not a whole number. Type one with digits, for"),
        ("tier_grace", "99", "A tier is kept for 0 to 60 months"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_below_its_row(
    open_part: Open, desk: Desk, room: RecordingRoom, field: str, typed: str, said: str
) -> None:
    before = desk.services.tiers.standing()
    person = open_part("tiers")
    saved = person.text(field)
    person.write(field, typed)
    assert person.said(field).startswith(said)
    assert person.text(field) == typed
    assert desk.services.tiers.standing() == before
    assert room.toasts == []
    edit = person.find(QWidget, field)
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (person.text(field), person.said(field)) == (saved, "")
    assert not person.page.take_back()
    person.write(field, typed)
    person.find(QWidget, "tier_name").setFocus()
    assert person.page.take_back()
    assert (person.text(field), person.said(field)) == (saved, "")


def test_what_is_wrong_with_a_benefit_keeps_its_field_open(open_part: Open, desk: Desk) -> None:
    person = open_part("tiers")
    person.click("tier_factor_chip")
    person.write("tier_factor", "much")
    assert person.said("tier_factor").startswith("“much” is not a number.")
    assert person.find(QWidget, "tier_factor").isVisible()
    person.find(QWidget, "tier_factor").setFocus()
    assert person.page.escape()
    assert person.text("tier_factor") == "1.5"
    assert planned(desk).points_factor == 150


def test_the_chosen_tier_and_a_half_typed_rule_outlive_the_page(open_part: Open) -> None:
    person = open_part("tiers")
    person.find(QWidget, "tier_silver").setFocus()
    QTest.keyClick(person.find(QWidget, "tier_silver"), Qt.Key.Key_Space)
    person.find(QWidget, "tier_spend").setFocus()
    person.type("9")
    typed = person.text("tier_spend")
    memory = person.page.memory()
    person.leave()
    again = open_part("tiers", memory=memory)
    assert again.text("tier_name") == "Silver"
    assert again.text("tier_spend") == typed


# ------------------------------------------------------------------------ order and more


def test_alt_and_an_arrow_move_a_tier_and_undo_moves_it_back(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    desk.services.tiers.edit("gold", TierChanges(spend_from=0))
    person = open_part("tiers")
    row = person.find(QWidget, "tier_gold")
    row.setFocus()
    QTest.keyClick(row, DOWN, ALT)
    assert codes(desk) == ["regular", "gold", "silver"]
    assert person.focus() == "tier_gold"
    QTest.keyClick(person.find(QWidget, "tier_gold"), UP, ALT)
    assert codes(desk) == ["regular", "silver", "gold"]
    assert room.undo is not None
    room.undo.take_back()
    assert codes(desk) == ["regular", "gold", "silver"]


def test_a_row_is_dragged_to_its_place(open_part: Open, desk: Desk) -> None:
    desk.services.tiers.edit("gold", TierChanges(spend_from=0))
    person = open_part("tiers")
    row = person.find(QWidget, "tier_gold")
    start, left = QPoint(10, row.height() // 2), Qt.MouseButton.LeftButton
    QTest.mousePress(row, left, pos=start)
    QTest.mouseMove(row, start + QPoint(0, row.height()))
    QTest.mouseRelease(row, left, pos=start + QPoint(0, row.height() + 8))
    assert codes(desk) == ["regular", "gold", "silver"]


def test_an_order_that_cannot_be_is_refused(open_part: Open, desk: Desk) -> None:
    person = open_part("tiers")
    row = person.find(QWidget, "tier_gold")
    row.setFocus()
    QTest.keyClick(row, DOWN, ALT)
    assert part_of(person).rows.message().startswith("Silver must be reached later than Gold.")
    lowest = person.find(QWidget, "tier_regular")
    lowest.setFocus()
    QTest.keyClick(lowest, UP, ALT)
    assert part_of(person).rows.message().startswith("Name every tier once, Regular first")
    assert codes(desk) == ["regular", "silver", "gold"]


def test_a_tier_is_added_and_taken_back(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("tiers")
    person.click("tier_add")
    assert codes(desk) == ["regular", "silver", "gold", "tier-1"]
    assert person.text("tier_name") == "New tier 1"
    assert part_of(person).rows.row(4).text() == "New tier 1: only by hand, 0 people"
    assert room.undo is not None
    room.undo.take_back()
    assert codes(desk) == ["regular", "silver", "gold"]
    assert person.text("tier_name") == "Gold"


def test_the_review_dates_are_chosen(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("tiers")
    part_of(person).editor.down.days.changed.emit("01-01")
    assert desk.services.shop.shop().review_dates == ((1, 1),)
    assert room.undo is not None
    room.undo.take_back()
    assert len(desk.services.shop.shop().review_dates) == 4
    desk.services.shop.set("tiers.review_dates", "02-14 08-01")
    assert person.text("tier_review_days") == "14 Feb, 1 Aug"


def test_who_holds_a_tier_by_hand_is_shown(open_part: Open, desk: Desk) -> None:
    ann = desk.services.customers.add(Details(full_name="Ann")).id
    until = dt.date(2027, 3, 31)
    desk.services.tiers.hold(HoldRequest(ann, "gold", until, "family"), Act(_id(1)))
    person = open_part("tiers")
    by_hand = part_of(person).editor.by_hand
    person.click("tier_by_hand")
    assert {"Ann", "until 31 Mar 2027"} <= _texts(by_hand)


def test_a_voucher_is_given_on_entry(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    desk.services.vouchers.add(NewDefinition("WELCOME", "Welcome", "amount_off", 1_000))
    person = open_part("tiers")
    entry = part_of(person).editor.entry
    entry.chooser.changed.emit("WELCOME")
    assert desk.services.vouchers.get("WELCOME").on_entry == "gold"
    assert person.text("tier_voucher") == "Voucher: Welcome"
    assert room.undo is not None
    room.undo.take_back()
    assert desk.services.vouchers.get("WELCOME").on_entry is None
    assert person.text("tier_voucher") == "no voucher"


def test_the_name_of_a_voucher_on_entry_is_whole(open_part: Open, desk: Desk) -> None:
    name = "Welcome to the gold tier, ten off the first colour"
    desk.services.vouchers.add(NewDefinition("WELCOME", name, "amount_off", 1_000, on_entry="gold"))
    person = open_part("tiers")
    entry = part_of(person).editor.entry
    assert person.text("tier_voucher") == f"Voucher: {name}"
    assert entry.isVisible()
    assert [one for one in faults(entry) if "choice cut" in one] == []


def _texts(widget: QWidget) -> set[str]:
    found = (one.property("text") for one in widget.findChildren(QWidget))
    return {str(text) for text in found if text}


def _id(number: int) -> str:
    return f"01890a5d-ac96-774b-bcce-b3020000{number:04d}"
