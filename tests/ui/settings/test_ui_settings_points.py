"""Points and stored value: rules are saved at once, and an example says what they mean."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from smbcrm.membership.offers.types import Offer
from smbcrm.membership.sales.types import TopUpRequest
from smbcrm.membership.shop import settings as s
from smbcrm.membership.shop.types import Shop
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.points import PointsPart
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.groups import Segmented
from smbcrm.ui.widgets.switch import Switch
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import ENTER, Open, Person


def shop_of(desk: Desk) -> Shop:
    return desk.services.shop.shop()


def part_of(person: Person) -> PointsPart:
    QApplication.processEvents()
    part = person.page.part
    assert isinstance(part, PointsPart)
    return part


def example_of(person: Person) -> list[str]:
    card = part_of(person).worked
    return [one.text() for one in card.findChildren(QLabel) if one.isVisible()]


def offers_of(desk: Desk) -> list[tuple[int, int, bool]]:
    return [(one.amount, one.gift, one.active) for one in desk.services.offers.all()]


def choose(person: Person, setting: str, value: str) -> None:
    group = person.find(Segmented, setting)
    QTest.mouseClick(
        next(
            one for one, known in zip(group.buttons(), group._values, strict=True) if known == value
        ),
        Qt.MouseButton.LeftButton,
    )


def test_the_example_is_worked_out_on_a_real_customer(open_part: Open, desk: Desk) -> None:
    person = open_part("points")
    told = example_of(person)
    worked = desk.services.till.worked_sale(desk.act())
    assert worked is not None
    assert any(line.startswith(worked.name) for line in told)
    assert part_of(person).worked.title.text().startswith("A sale of $")
    assert worked.principal + worked.gift == worked.net
    assert f"+{worked.points}" in told


def test_the_example_follows_the_rules(open_part: Open, desk: Desk) -> None:
    customer = desk.services.customers.ids()[0]
    desk.services.till.top_up(TopUpRequest(desk.act(), customer, 50_000))
    person = open_part("points")
    before = example_of(person)
    choose(person, s.SPEND_ORDER.key, "gift_first")
    worked = desk.services.till.worked_sale(desk.act())
    assert worked is not None
    assert worked.gift == min(worked.net, worked.has_gift)
    assert example_of(person) != before
    person.click(s.ON_GIFT.key)
    assert shop_of(desk).rates.on_gift
    now = desk.services.till.worked_sale(desk.act())
    assert now is not None
    assert (now.points, now.otherwise) == (worked.otherwise, worked.points)
    told = part_of(person).gift.sub.text()
    assert told == f"this sale would bring +{now.otherwise} instead of +{now.points}".replace(
        "+0", "0"
    )


def test_choices_are_saved_at_once_and_can_be_taken_back(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("points")
    for setting, value in (
        (s.SPEND_ORDER, "principal_first"),
        (s.EARN_AT, "top_up"),
        (s.REFUND_ORDER, "stored"),
    ):
        choose(person, setting.key, value)
        assert desk.services.shop.get(setting.key).value == value
        assert room.toasts[-1] == f"Saved: {setting.label}"
        assert room.undo is not None
        room.undo.take_back()
        assert desk.services.shop.get(setting.key).value == setting.default
        QApplication.processEvents()
        assert person.find(Segmented, setting.key).value() == setting.default
    person.click(s.REFUND_VOUCHERS.key)
    assert not shop_of(desk).refund_vouchers
    box = person.find(QWidget, s.PAY_OUT.key).parentWidget()
    assert isinstance(box, Chooser)
    box.combo.setCurrentIndex(2)
    box.combo.activated.emit(2)
    assert shop_of(desk).pay_out == "nobody"


def test_one_point_is_one_point(open_part: Open) -> None:
    person = open_part("points")

    def words() -> list[str]:
        told = [one.text() for one in part_of(person).findChildren(QLabel)]
        return [
            one for one in told if one.startswith("point") and (" = " in f"{one} " or "each" in one)
        ]

    assert words() == ["point for each", "points ="]
    person.write(s.EARN_POINTS.key, "2")
    person.write(s.WORTH_POINTS.key, "1")
    QApplication.processEvents()
    assert words() == ["points for each", "point ="]


def test_the_pin_is_asked_from_an_amount_or_never(open_part: Open, desk: Desk) -> None:
    person = open_part("points")
    assert person.text(s.PIN_FROM.key) == ""
    person.write(s.PIN_FROM.key, "50")
    assert shop_of(desk).pin_from == 5_000
    QApplication.processEvents()
    assert person.text(s.PIN_FROM.key) == "$50.00"
    person.write(s.PIN_FROM.key, "0")
    assert "It takes $0.01 to $10,000,000,000.00." in person.said(s.PIN_FROM.key)
    person.write(s.PIN_FROM.key, "")
    assert shop_of(desk).pin_from is None


def test_weekdays_are_saved_one_by_one(open_part: Open, desk: Desk) -> None:
    person = open_part("points")
    person.write(f"{s.WEEKDAY_FACTORS.key}.tue", "2")
    QApplication.processEvents()
    person.write(f"{s.WEEKDAY_FACTORS.key}.sat", "×1.5")
    assert shop_of(desk).rates.weekdays == (100, 200, 100, 100, 100, 150, 100)
    QApplication.processEvents()
    person.write(f"{s.WEEKDAY_FACTORS.key}.tue", "")
    assert shop_of(desk).rates.weekdays == (100, 100, 100, 100, 100, 150, 100)
    person.write(f"{s.WEEKDAY_FACTORS.key}.mon", "100")
    said = person.said(f"{s.WEEKDAY_FACTORS.key}.mon")
    assert said == "“100” does not fit here. It takes 0 to 99.99."
    person.write(f"{s.WEEKDAY_FACTORS.key}.sun", "much")
    assert "is not a number" in person.said(f"{s.WEEKDAY_FACTORS.key}.sun")


def test_points_rules_are_saved(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("points")
    person.write(s.EARN_MINOR.key, "$2.00")
    person.write(s.WORTH_POINTS.key, "150")
    person.write(s.POINTS_MONTHS.key, "24")
    rates = shop_of(desk).rates
    assert (rates.earn_minor, rates.worth_points, rates.points_months) == (200, 150, 24)
    assert room.toasts[-1] == "Saved: Months until points end"
    QApplication.processEvents()
    assert "in steps of 3" in [one.text() for one in part_of(person).points.findChildren(QLabel)]
    assert room.undo is not None
    room.undo.take_back()
    assert shop_of(desk).rates.points_months == 12


def test_a_shorter_life_says_that_it_counts_for_new_points_only(
    open_part: Open, desk: Desk
) -> None:
    person = open_part("points")
    assert part_of(person).points.newer() == ""
    person.write(s.POINTS_MONTHS.key, "6")
    assert part_of(person).points.newer() == "counts for new points only"
    person.write(s.POINTS_MONTHS.key, "12")
    assert part_of(person).points.newer() == ""
    assert shop_of(desk).rates.points_months == 12


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (s.POINTS_MONTHS.key, "ever", "“ever” is not a whole number. Type one with digits, for"),
        (s.GIFT_MONTHS.key, "0", "“0” does not fit here. It takes a number of months from 1 to"),
        (s.EARN_MINOR.key, "0", "“0” does not fit here. It takes $0.01 to $10,000.00."),
    ],
)
def test_a_rule_that_cannot_be_is_refused_below_its_row(
    open_part: Open, desk: Desk, room: RecordingRoom, field: str, typed: str, said: str
) -> None:
    rates = shop_of(desk).rates
    person = open_part("points")
    person.write(field, typed)
    assert person.said(field).startswith(said)
    assert person.text(field) == typed
    assert shop_of(desk).rates == rates
    assert room.toasts == []


def test_an_offer_is_added_and_taken_back(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("points")
    person.click("offer_add")
    assert person.focus() == "offer_amount"
    assert not part_of(person).half_done()
    person.write("offer_amount", "1000")
    assert part_of(person).half_done()
    person.write("offer_gift", "120")
    person.write("offer_from", "2026-11-01")
    person.click("offer_tier_gold")
    person.write("offer_to", "2026-12-24", ENTER)
    made = desk.services.offers.all()[-1]
    first, last = dt.date(2026, 11, 1), dt.date(2026, 12, 24)
    assert made == Offer(made.id, 100_000, 12_000, first, last, ("gold",))
    assert part_of(person).offers.form.isHidden()
    assert room.undo is not None
    room.undo.take_back()
    assert offers_of(desk)[-1] == (100_000, 12_000, False)


def test_an_offer_that_gives_more_than_is_paid_is_asked_about(open_part: Open, desk: Desk) -> None:
    person = open_part("points")
    person.click("offer_add")
    person.write("offer_amount", "100")
    person.write("offer_gift", "100000", ENTER)
    said = part_of(person).offers.form.message()
    assert "Whoever pays $100.00 would get $100,000.00 on top" in said
    assert "save it again" in said
    person.write("offer_gift", "100001", ENTER)
    assert offers_of(desk)[-1][0] != 10_000, "another number is another question"
    person.write("offer_gift", "100001", ENTER)
    assert (10_000, 10_000_100, True) in offers_of(desk)


def test_an_offer_is_changed_and_switched(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("points")
    first = desk.services.offers.all()[0]
    person.click(f"offer_edit_{first.id}")
    assert (person.text("offer_amount"), person.text("offer_gift")) == ("200.00", "20.00")
    person.write("offer_gift", "25", ENTER)
    assert offers_of(desk)[0] == (20_000, 2_500, True)
    assert room.undo is not None
    room.undo.take_back()
    assert offers_of(desk)[0] == (20_000, 2_000, True)
    QApplication.processEvents()
    name = f"offer_on_{first.id}"
    switches = part_of(person).offers.findChildren(Switch, name)
    next(one for one in switches if one.isVisible()).click()
    assert offers_of(desk)[0] == (20_000, 2_000, False)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("offer_amount", "", "The amount is empty. Type it, for example 68.50."),
        ("offer_gift", "x", "“x” is not an amount. Type it with digits, for example 68.50."),
        ("offer_from", "soon", "“soon” is not a date. Write it as 2026-03-05."),
        ("offer_to", "2026-02-30", "“2026-02-30” is not a date. Write it as 2026-03-05."),
        ("offer_gift", "20", "There is this very offer already: number 1. Change that one."),
    ],
)
def test_an_offer_that_cannot_be_is_refused(
    open_part: Open, desk: Desk, field: str, typed: str, said: str
) -> None:
    person = open_part("points")
    person.click("offer_add")
    person.write("offer_amount", "200")
    person.write("offer_gift", "30")
    person.write(field, typed, ENTER)
    form = part_of(person).offers.form
    assert form.message().startswith(said)
    assert len(desk.services.offers.all()) == 2
    person.find(QWidget, "offer_gift").setFocus()
    person.type("5")
    assert form.message() == ""
    assert person.page.escape()
    assert form.isHidden()


def test_without_stored_value_the_example_says_so(open_part: Open, desk: Desk) -> None:
    person = open_part("points")
    part = part_of(person)
    part.worked.show_worked(None, shop_of(desk).rates)
    assert "once somebody has stored value" in part.worked.sub.text()
    part.gift.show_worked(None, shop_of(desk).rates)
    assert part.gift.sub.isHidden()
