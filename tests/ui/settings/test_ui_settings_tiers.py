"""Tiers: rules are changed one by one, and an example says what they mean."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from smbcrm.membership.shop import settings as s
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.tiers import TiersPart
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import DOWN, Open, Person


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


def test_the_example_follows_a_change(open_part: Open, desk: Desk) -> None:
    person = open_part("tiers")
    person.write("tier_discount", "5")
    assert part_of(person).editor.told() == (
        "A sale of $100.00 costs a Gold customer $95.00 and earns 142 points, worth $1.42."
    )
    assert "pays $95.00, worth $1.42" in example_of(person)
    desk.services.shop.set(s.EARN_POINTS.key, "2")
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
            "A tier is reached from an amount above 0, has points factors of 0 to 10,000 percent",
        ),
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
