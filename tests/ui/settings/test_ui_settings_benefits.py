"""Packages, vouchers and rewards: added, changed, switched off, at once, with a way back."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.packages.types import NewPackage, Package, Terms
from smbcrm.membership.rewards.types import NewReward, Reward, RewardChanges, RewardOff
from smbcrm.membership.vouchers.types import Definition, NewDefinition
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.benefits import BenefitsPart
from smbcrm.ui.settings.entry_form import EntryForm
from smbcrm.ui.widgets.switch import Switch
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import ENTER, Open, Person

SPACE = " "


def part_of(person: Person) -> BenefitsPart:
    part = person.page.part
    assert isinstance(part, BenefitsPart)
    return part


def form(person: Person, name: str) -> EntryForm:
    return person.find(EntryForm, f"{name}_form")


def shown(person: Person, name: str) -> QWidget:
    """Return what has a name now; a row that was made anew leaves its former one behind a while."""
    QApplication.processEvents()
    found = person.page.findChildren(QWidget, name)
    return next(one for one in found if one.isVisible())


def choose(person: Person, name: str, at: int) -> None:
    box = person.find(QComboBox, name)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def texts(person: Person, card: str) -> list[str]:
    """Return what is said in the rows of a card, and in what stands in their place."""
    QApplication.processEvents()
    labels = person.find(QWidget, f"{card}s_card").findChildren(QWidget)
    return [one.text() for one in labels if one.isVisible() and hasattr(one, "text")]


def package(desk: Desk) -> Package:
    return desk.services.packages.get("TEN")


def voucher(desk: Desk) -> Definition:
    return desk.services.vouchers.get("OFF")


def reward(desk: Desk) -> Reward:
    return desk.services.rewards.get("MUG")


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Return a desk in a shop that has one of each."""
    desk.services.packages.add(NewPackage("TEN", "Ten cuts", 52_000, Terms(10, 12, "CUT")))
    desk.services.vouchers.add(NewDefinition("OFF", "Ten off", "amount_off", 1000, minimum=5000))
    desk.services.rewards.add(NewReward("MUG", "Mug", 250, stock=12))
    return desk


def test_empty_lists_say_what_they_are_for(open_part: Open) -> None:
    person = open_part("benefits")
    assert "No visit package yet. Add one to sell visits ahead." in texts(person, "package")
    assert "No reward yet. Add what points are exchanged for." in texts(person, "reward")
    assert any(one.startswith("No voucher yet.") for one in texts(person, "voucher"))


def test_the_lists_say_what_there_is_to_know(open_part: Open, known: Desk) -> None:
    services = known.services
    first, last = dt.date(2026, 12, 1), dt.date(2026, 12, 24)
    services.packages.add(NewPackage("YEAR", "Year pass", 90_000, Terms(None, 12)))
    services.vouchers.add(
        NewDefinition(
            "TIER", "Welcome", "free_item", item="CUT", days=30, on_entry="gold", points=300
        )
    )
    services.vouchers.add(
        NewDefinition("XMAS", "Xmas", "percent_off", 1250, first_day=first, last_day=last)
    )
    person = open_part("benefits")
    said = texts(person, "package")
    assert {"Ten cuts", "Cut and blow-dry", "10", "12 months", "$520.00"} <= set(said)
    assert "as often as wanted" in said
    said = texts(person, "voucher")
    assert {"$10.00 off, from $50.00 on", "always", "by hand"} <= set(said)
    assert {"Cut and blow-dry free", "30 days", "on entering Gold, 300 points"} <= set(said)
    assert {"−12.5 %", "1 Dec 2026 to 24 Dec 2026"} <= set(said)
    assert {"Mug", "250", "12", "all"} <= set(texts(person, "reward"))


def test_a_package_is_added_by_keys_alone_and_taken_back(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("benefits")
    person.find(QWidget, "package_add").setFocus()
    person.type(SPACE)
    assert person.focus() == "package_code"
    for text in ("TEN", "Ten cuts", "520"):
        person.write(person.focus(), text)
    assert person.focus() == "package_service"
    person.write("package_service", "blow")
    person.write("package_visits", "10")
    person.write("package_months", "12", ENTER)
    made = package(desk)
    assert (made.item.name, made.item.price) == ("Ten cuts", 52_000)
    assert made.terms == Terms(10, 12, "CUT")
    assert room.toasts == ["Saved: Ten cuts"]
    assert form(person, "package").isHidden()
    assert person.focus() == "package_add"
    assert room.undo is not None
    room.undo.take_back()
    assert not package(desk).item.active


def test_a_package_is_changed_and_set_back(
    open_part: Open, known: Desk, room: RecordingRoom
) -> None:
    before = package(known)
    person = open_part("benefits")
    person.click("package_edit_TEN")
    assert person.focus() == "package_name"
    assert person.text("package_price") == "520.00"
    person.write("package_service", "")
    person.write("package_months", "")
    person.write("package_price", "500", ENTER)
    assert package(known).terms == Terms(10)
    assert package(known).item.price == 50_000
    assert person.focus() == "package_edit_TEN"
    assert room.undo is not None
    room.undo.take_back()
    assert package(known) == before


def test_a_package_that_was_counted_stays_so(open_part: Open, known: Desk) -> None:
    known.services.packages.add(NewPackage("YEAR", "Year pass", 90_000, Terms(None, 12)))
    person = open_part("benefits")
    person.click("package_edit_TEN")
    person.write("package_visits", "", ENTER)
    assert form(person, "package").message().startswith("TEN was sold as it is:")
    assert person.focus() == "package_visits"
    person.click("package_edit_YEAR")
    person.write("package_visits", "3", ENTER)
    assert form(person, "package").message().startswith("YEAR was sold as it is:")
    assert known.services.packages.get("YEAR").terms == Terms(None, 12)


def test_a_voucher_is_added_with_the_fields_of_its_kind(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("benefits")
    person.click("voucher_add")
    assert person.find(QWidget, "voucher_amount").isVisible()
    choose(person, "voucher_kind", 1)
    assert not person.find(QWidget, "voucher_amount").isVisible()
    choose(person, "voucher_entry", 2)
    for name, text in (("code", "OFF"), ("name", "Ten off"), ("percent", "12,5 %")):
        person.write(f"voucher_{name}", text)
    person.click("voucher_tier_gold")
    person.write("voucher_minimum", "50")
    person.write("voucher_days", "30")
    person.write("voucher_points", "300", ENTER)
    made = voucher(desk)
    assert (made.kind_code, made.value, made.minimum, made.days) == ("percent_off", 1250, 5000, 30)
    assert (made.tiers, made.on_entry, made.points) == (("gold",), "gold", 300)
    assert room.undo is not None
    room.undo.take_back()
    assert not voucher(desk).active


def test_bring_a_friend_asks_for_an_amount_and_says_when_it_comes(
    open_part: Open, desk: Desk
) -> None:
    person = open_part("benefits")
    person.click("voucher_add")
    choose(person, "voucher_kind", 4)
    for name, text in (("code", "OFF"), ("name", "For two"), ("amount", "15")):
        person.write(f"voucher_{name}", text)
    person.click("voucher_save")
    assert (voucher(desk).kind_code, voucher(desk).value) == ("bring_a_friend", 1500)
    assert {"$15.00 off, for friends", "when a friend first buys"} <= set(texts(person, "voucher"))


def test_a_last_day_that_is_over_is_refused_at_its_field(open_part: Open, desk: Desk) -> None:
    person = open_part("benefits")
    person.click("voucher_add")
    for name, text in (("code", "OFF"), ("name", "Off"), ("amount", "5"), ("to", "2026-11-20")):
        person.write(f"voucher_{name}", text)
    person.click("voucher_save")
    assert person.said("voucher_to").startswith("2026-11-20 is over: nobody could use this")
    assert person.focus() == "voucher_to"
    assert desk.services.vouchers.all() == ()


def test_a_free_item_is_chosen_from_the_items(open_part: Open, desk: Desk) -> None:
    desk.services.items.add(NewItem("DYE", "Colour", 900, ItemKind.PRODUCT))
    person = open_part("benefits")
    person.click("voucher_add")
    choose(person, "voucher_kind", 2)
    person.write("voucher_code", "OFF")
    person.write("voucher_name", "Free dye")
    person.write("voucher_item", "Colour (DYE)", ENTER)
    item = voucher(desk).item
    assert item is not None
    assert item.code == "DYE"


def test_a_voucher_is_changed_and_set_back(
    open_part: Open, known: Desk, room: RecordingRoom
) -> None:
    before = voucher(known)
    person = open_part("benefits")
    person.click("voucher_edit_OFF")
    assert not person.find(QComboBox, "voucher_kind").isEnabled()
    person.write("voucher_minimum", "")
    person.write("voucher_from", "2026-12-01")
    person.write("voucher_amount", "15", ENTER)
    now = voucher(known)
    assert (now.value, now.minimum, now.first_day) == (1500, 0, dt.date(2026, 12, 1))
    assert room.undo is not None
    room.undo.take_back()
    assert voucher(known) == before


def test_a_reward_is_added_changed_and_set_back(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("benefits")
    person.click("reward_add")
    for name, text in (("code", "MUG"), ("name", "Mug"), ("points", "250"), ("item", "CUT")):
        person.write(f"reward_{name}", text)
    person.click("reward_save")
    made = reward(desk)
    assert (made.points, made.stock, made.item and made.item.code) == (250, None, "CUT")
    shown(person, "reward_edit_MUG").setFocus()
    person.type(SPACE)
    person.write("reward_stock", "5", ENTER)
    assert reward(desk).stock == 5
    assert room.undo is not None
    room.undo.take_back()
    assert reward(desk) == made


def test_what_others_change_meanwhile_is_theirs(open_part: Open, known: Desk) -> None:
    person = open_part("benefits")
    person.click("reward_edit_MUG")
    known.services.rewards.edit("MUG", RewardChanges(stock=3))
    person.write("reward_name", "Big mug", ENTER)
    assert (reward(known).name, reward(known).stock) == ("Big mug", 3)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("package_on_TEN", "Ten cuts"),
        ("voucher_on_OFF", "Ten off"),
        ("reward_on_MUG", "Mug"),
    ],
)
def test_each_is_switched_off_and_on_and_the_focus_stays(
    open_part: Open, known: Desk, room: RecordingRoom, name: str, said: str
) -> None:
    person = open_part("benefits")
    switch = person.find(Switch, name)
    assert (switch.accessibleName(), switch.isChecked()) == (said, True)
    switch.setFocus()
    person.type(SPACE)
    assert room.toasts == [f"Saved: {said}, off"]
    assert person.focus() == name
    states = (package(known).item.active, voucher(known).active, reward(known).active)
    assert states.count(False) == 1
    assert room.undo is not None
    room.undo.take_back()
    again = shown(person, name)
    assert isinstance(again, Switch)
    assert again.isChecked()
    assert voucher(known).active


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("package_code", "", "Code is missing. Type it."),
        ("package_code", "CUT", "CUT is taken by the item CUT"),
        ("package_price", "x", "“x” is not an amount."),
        ("package_service", "XYZ", "No item has the code XYZ."),
        ("package_months", "soon", "“soon” is not a whole number."),
        ("voucher_code", "OFF", "OFF is the code of another voucher."),
        ("voucher_amount", "0", "A voucher takes an amount above 0"),
        ("voucher_to", "soon", "“soon” is not a date."),
        ("reward_name", "", "Name is missing. Type it."),
        ("reward_code", "MUG", "MUG is the code of another reward."),
        ("reward_stock", "some", "“some” is not a whole number."),
    ],
)
def test_a_refusal_stands_in_the_form_and_the_focus_in_its_field(
    open_part: Open, known: Desk, room: RecordingRoom, field: str, typed: str, said: str
) -> None:
    kind = field.split("_", maxsplit=1)[0]
    fine = {
        "package": {"code": "NEW", "name": "New", "price": "5", "visits": "1"},
        "voucher": {"code": "NEW", "name": "New", "amount": "5"},
        "reward": {"code": "NEW", "name": "New", "points": "5"},
    }[kind]
    person = open_part("benefits")
    person.click(f"{kind}_add")
    for name, text in fine.items():
        person.write(f"{kind}_{name}", text)
    person.write(field, typed, ENTER)
    assert form(person, kind).message().startswith(said)
    assert person.said(field).startswith(said)
    assert person.focus() == field
    assert room.toasts == []
    assert len(known.services.packages.all()) == 1
    person.type("7")
    assert form(person, kind).message() == ""


def test_a_percentage_over_100_stands_at_the_percentage(open_part: Open, desk: Desk) -> None:
    person = open_part("benefits")
    person.click("voucher_add")
    choose(person, "voucher_kind", 1)
    for name, text in (("code", "OFF"), ("name", "Off"), ("percent", "101")):
        person.write(f"voucher_{name}", text)
    person.click("voucher_save")
    assert person.said("voucher_percent").startswith("A voucher takes above 0 and at most 100")
    assert person.focus() == "voucher_percent"
    assert desk.services.vouchers.all() == ()


def test_escape_closes_the_form_and_goes_back_to_where_it_was_opened(
    open_part: Open, known: Desk
) -> None:
    person = open_part("benefits")
    person.click("voucher_edit_OFF")
    assert not part_of(person).half_done()
    person.write("voucher_name", "Something else")
    assert part_of(person).half_done()
    assert person.page.escape()
    assert not part_of(person).half_done()
    assert person.focus() == "voucher_edit_OFF"
    assert voucher(known).name == "Ten off"


@pytest.mark.usefixtures("known")
def test_a_switch_that_is_refused_shows_how_it_stands(open_part: Open, room: RecordingRoom) -> None:
    person = open_part("benefits")
    switch = person.find(Switch, "reward_on_MUG")
    switch.setChecked(False)
    part_of(person).rewards.not_switched(RewardOff(reward="Mug"))
    assert room.toasts == ["Mug is switched off. Choose another reward."]
    again = shown(person, "reward_on_MUG")
    assert isinstance(again, Switch)
    assert again.isChecked()


def test_what_another_till_adds_appears(open_part: Open, known: Desk) -> None:
    person = open_part("benefits")
    known.services.rewards.add(NewReward("CUP", "Cup", 100))
    assert {"Cup", "Mug"} <= set(texts(person, "reward"))
