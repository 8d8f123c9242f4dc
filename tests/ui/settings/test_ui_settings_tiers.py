"""Tiers and points: rules are changed one by one, and an example says what they mean."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from smbcrm.membership.shop import settings as s
from smbcrm.membership.tiers.types import Offer, Tier
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.tiers import TiersPart
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import DOWN, ENTER, Open, Person


def gold(desk: Desk) -> Tier:
    return desk.services.tiers.all()[-1]


def part_of(person: Person) -> TiersPart:
    part = person.page.part
    assert isinstance(part, TiersPart)
    return part


def example_of(person: Person) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in part_of(person).example.findChildren(QLabel) if one.isVisible()]


def test_the_highest_tier_is_shown_first(open_part: Open) -> None:
    person = open_part("tiers")
    rows = part_of(person).rows
    assert rows.row(3).text() == "Gold: $1,000.00 in 12 months, points ×1.5"
    assert rows.row(1).text() == "Regular: everyone, points ×1"
    assert rows.row(3).isChecked()
    assert person.text("tier_name") == "Gold"
    assert person.text("tier_spend") == "$1,000.00"
    assert person.text("tier_factor") == "1.5"


def test_the_example_says_what_the_rules_mean(open_part: Open) -> None:
    person = open_part("tiers")
    said = part_of(person).editor.told()
    assert said == "A sale of $100.00 earns a Gold customer 150 points, worth $1.50."
    assert "150 points" in example_of(person)


def test_down_chooses_the_next_tier(open_part: Open) -> None:
    person = open_part("tiers")
    row = person.find(QWidget, "tier_gold")
    row.setFocus()
    QTest.keyClick(row, DOWN)
    assert person.text("tier_name") == "Silver"
    person.press(DOWN)
    assert person.text("tier_name") == "Regular"
    assert not person.find(QWidget, "tier_spend").isVisible()


def test_a_tier_gets_another_name_and_it_can_be_taken_back(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("tiers")
    person.write("tier_name", "Friends")
    assert gold(desk).name == "Friends"
    assert room.toasts == ["Saved: Gold, Name"]
    assert part_of(person).rows.row(3).text().startswith("Friends")
    assert room.undo is not None
    room.undo.take_back()
    assert gold(desk).name == "Gold"
    assert person.text("tier_name") == "Gold"


@pytest.mark.parametrize(
    ("field", "typed", "spend", "factor", "discount"),
    [
        ("tier_spend", "1200", 120_000, 150, 0),
        ("tier_spend", "$1,250.50", 125_050, 150, 0),
        ("tier_spend", "", None, 150, 0),
        ("tier_factor", "×2", 100_000, 200, 0),
        ("tier_factor", "１.７５", 100_000, 175, 0),
        ("tier_discount", "7,5 %", 100_000, 150, 750),
    ],
)
def test_a_rule_is_saved_when_its_field_is_left(
    open_part: Open,
    desk: Desk,
    field: str,
    typed: str,
    spend: int | None,
    factor: int,
    discount: int,
) -> None:
    open_part("tiers").write(field, typed)
    tier = gold(desk)
    assert (tier.spend_from, tier.points_factor, tier.discount) == (spend, factor, discount)


def test_the_example_follows_a_change(open_part: Open) -> None:
    person = open_part("tiers")
    person.write("tier_discount", "5")
    assert part_of(person).editor.told() == (
        "A sale of $100.00 costs a Gold customer $95.00 and earns 142 points, worth $1.42."
    )
    assert "pays $95.00, worth $1.42" in example_of(person)
    person.write(s.EARN_POINTS.key, "2")
    assert "285 points" in example_of(person)


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
            "tier_factor",
            "much",
            "“much” is not a number. Type it with at most two decimals, for example 1.5.",
        ),
        (
            "tier_discount",
            "101",
            "A tier is reached from an amount above 0, has a points factor of 0 to 10,000 percent",
        ),
        (s.POINTS_MONTHS.key, "ever", "“ever” is not a whole number. Type one with digits, for"),
        (s.GIFT_MONTHS.key, "0", "“0” does not fit here. It takes a number of months from 1 to"),
        (s.EARN_MINOR.key, "0", "“0” does not fit here. It takes $0.01 to $10,000.00."),
    ],
)
def test_a_rule_that_cannot_be_is_refused_below_its_row(
    open_part: Open, desk: Desk, room: RecordingRoom, field: str, typed: str, said: str
) -> None:
    before, rates = desk.services.tiers.all(), desk.services.shop.shop().rates
    person = open_part("tiers")
    person.write(field, typed)
    assert person.said(field).startswith(said)
    assert person.text(field) == typed
    assert (desk.services.tiers.all(), desk.services.shop.shop().rates) == (before, rates)
    assert room.toasts == []


def test_what_is_wrong_is_forgotten_while_typing_and_given_back_by_escape(open_part: Open) -> None:
    person = open_part("tiers")
    person.write("tier_factor", "much")
    assert person.said("tier_factor")
    person.find(QWidget, "tier_factor").setFocus()
    person.type("x")
    assert person.said("tier_factor") == ""
    assert person.page.escape()
    assert person.text("tier_factor") == "1.5"


def test_points_rules_are_saved(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("tiers")
    person.write(s.EARN_MINOR.key, "$2.00")
    person.write(s.WORTH_POINTS.key, "50")
    person.write(s.POINTS_MONTHS.key, "24")
    rates = desk.services.shop.shop().rates
    assert (rates.earn_minor, rates.worth_points, rates.points_months) == (200, 50, 24)
    assert room.toasts[-1] == "Saved: Months until points end"
    assert room.undo is not None
    room.undo.take_back()
    assert desk.services.shop.shop().rates.points_months == 12


def test_an_offer_is_added_and_taken_away(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("tiers")
    person.write("offer_amount", "1000")
    person.write("offer_gift", "120", ENTER)
    assert desk.services.tiers.offers()[-1] == Offer(100_000, 12_000)
    assert (person.text("offer_amount"), person.focus()) == ("", "offer_amount")
    assert room.undo is not None
    room.undo.take_back()
    assert len(desk.services.tiers.offers()) == 2
    person.click("offer_drop_20000")
    assert desk.services.tiers.offers() == (Offer(50_000, 5_000),)
    assert room.undo is not None
    room.undo.take_back()
    assert desk.services.tiers.offers()[0] == Offer(20_000, 2_000)


def test_an_offer_for_the_same_amount_takes_the_place_of_the_former(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("tiers")
    person.write("offer_amount", "200")
    person.write("offer_gift", "30")
    person.click("offer_add")
    assert desk.services.tiers.offers()[0] == Offer(20_000, 3_000)
    assert room.undo is not None
    room.undo.take_back()
    assert desk.services.tiers.offers()[0] == Offer(20_000, 2_000)


@pytest.mark.parametrize(
    ("amount", "gift", "wrong", "said"),
    [
        ("", "5", "offer_amount", "The amount is empty. Type it, for example 68.50."),
        ("100", "x", "offer_gift", "“x” is not an amount. Type it with digits, for example 68.50."),
        ("0", "5", "offer_amount", "An offer needs an amount and a gift, both above 0 and at most"),
    ],
)
def test_an_offer_that_cannot_be_is_refused(
    open_part: Open, desk: Desk, amount: str, gift: str, wrong: str, said: str
) -> None:
    person = open_part("tiers")
    person.write("offer_amount", amount)
    person.write("offer_gift", gift, ENTER)
    assert part_of(person).offers.message().startswith(said)
    assert person.focus() == wrong
    assert len(desk.services.tiers.offers()) == 2


def test_typing_in_an_offer_again_forgets_what_was_wrong(open_part: Open) -> None:
    person = open_part("tiers")
    person.write("offer_amount", "x", ENTER)
    assert part_of(person).offers.message()
    person.type("5")
    assert part_of(person).offers.message() == ""


def test_the_chosen_tier_and_a_half_typed_rule_outlive_the_page(open_part: Open) -> None:
    person = open_part("tiers")
    person.find(QWidget, "tier_silver").setFocus()
    QTest.keyClick(person.find(QWidget, "tier_silver"), Qt.Key.Key_Space)
    person.find(QWidget, "tier_factor").setFocus()
    person.type("9")
    typed = person.text("tier_factor")
    memory = person.page.memory()
    person.leave()
    again = open_part("tiers", memory=memory)
    assert again.text("tier_name") == "Silver"
    assert again.text("tier_factor") == typed
