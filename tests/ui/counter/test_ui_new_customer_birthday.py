"""The birthday box: what can be chosen, when it comes round, and what is wrong."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from smbcrm.core.errors import UserError
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.services import Services
from smbcrm.ui.counter.birthday_box import BirthdayBox, BirthdayParts
from smbcrm.ui.counter.birthday_words import day_name, month_name
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from smbcrm.ui.widgets.badges import StateBadge
from tests.helpers.room import RecordingRoom, sit_down


@pytest.fixture
def box(desk: Desk, qtbot: QtBot) -> BirthdayBox:
    made = BirthdayBox(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def rounds(box: BirthdayBox) -> list[str]:
    found = box._rounds.findChildren(StateBadge)
    return [one.accessibleName().removeprefix("State: ") for one in found if one.isVisible()]


def days(box: BirthdayBox) -> int:
    return box.day.combo.count() - 1


def show(
    box: BirthdayBox,
    calendar: Calendar,
    year: str = "",
    month: int | None = None,
    day: int | None = None,
    *,
    leap: bool = False,
) -> None:
    box.show_parts(BirthdayParts(calendar, year, month, day, leap))


def test_the_example_of_the_design(box: BirthdayBox) -> None:
    show(box, Calendar.LUNAR, "1960", 6, 12, leap=True)
    assert rounds(box) == [
        "Thu 15 Jul 2027 · turns 67",
        "Wed 2 Aug 2028 · turns 68",
        "Sun 22 Jul 2029 · turns 69",
    ]
    assert box._words.text() == (
        "That was 4 Aug 1960. Years without a leap month 6 use the ordinary one."
        " The next leap month 6 is in 2036."
    )


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
@pytest.mark.parametrize("calendar", Calendar)
def test_every_month_and_day_can_be_read(
    qapp: QApplication,
    services: Services,
    room: RecordingRoom,
    qtbot: QtBot,
    language: str,
    calendar: Calendar,
) -> None:
    look.wear(qapp, Theme.LIGHT, language)
    box = BirthdayBox(sit_down(services, room, language))
    qtbot.addWidget(box)
    box.show()
    show(box, calendar, "", 12, 30)
    option = QStyleOptionComboBox()
    edit = QStyle.SubControl.SC_ComboBoxEditField
    for combo in (box.month.combo, box.day.combo):
        option.initFrom(combo)
        combo_box = QStyle.ComplexControl.CC_ComboBox
        room_ = combo.style().subControlRect(combo_box, option, edit, combo).width()
        options = [combo.itemText(at) for at in range(combo.count())]
        cut = [one for one in options if combo.fontMetrics().horizontalAdvance(one) > room_]
        assert (len(options) > 12, cut) == (True, [])


def test_days_and_leap_month_only_where_that_year_has_them(box: BirthdayBox) -> None:
    show(box, Calendar.LUNAR, "1960", 6, 30)
    assert (days(box), box._leap_box.isEnabled()) == (30, True)
    box._leap_box.click()
    assert (days(box), box.parts().day) == (29, 30)
    assert box.occasion() == Occasion(
        OccasionKind.BIRTHDAY, Calendar.LUNAR, 1960, 6, None, is_leap_month=True
    )
    box._leap_box.click()
    assert box.day.value() == 30
    show(box, Calendar.LUNAR, "1961", 6, 12, leap=True)
    assert (box._leap_box.isEnabled(), box._leap_box.isChecked()) == (False, False)
    show(box, Calendar.SOLAR, "2023", 2, 29)
    assert (days(box), box.day.value()) == (28, None)
    show(box, Calendar.SOLAR, "", 2, 29)
    assert (days(box), box.day.value()) == (29, 29)


def test_without_a_year_the_leap_box_is_free(box: BirthdayBox) -> None:
    show(box, Calendar.LUNAR, "", 6, 12)
    assert box._leap_box.isEnabled()
    show(box, Calendar.LUNAR, "", 12, 1)
    assert not box._leap_box.isEnabled()
    show(box, Calendar.LUNAR, "", None, None)
    assert not box._leap_box.isEnabled()


def test_both_calendars_keep_what_was_typed(box: BirthdayBox) -> None:
    show(box, Calendar.SOLAR, "1990", 1, 31)
    lunar = box._calendar.buttons()[1]
    QTest.mouseClick(lunar, Qt.MouseButton.LeftButton)
    assert box.parts() == BirthdayParts(Calendar.LUNAR, "1990", 1, 31)
    assert box.day.value() is None
    QTest.mouseClick(box._calendar.buttons()[0], Qt.MouseButton.LeftButton)
    assert box.occasion() == Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 1, 31)


def test_the_sun_comes_round_too(box: BirthdayBox) -> None:
    show(box, Calendar.SOLAR, "2000", 2, 29)
    assert rounds(box)[0] == "Sun 28 Feb 2027 · turns 27"
    assert box._words.text() == "In common years it is kept on 28 February."
    show(box, Calendar.SOLAR, "", 5, None)
    assert rounds(box) == ["May 2027", "May 2028", "May 2029"]
    assert box._words.text() == "The whole month counts."
    show(box, Calendar.SOLAR, "1990", 11, 24)
    assert not box._words.isVisible()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((Calendar.SOLAR, "19", 5, 1), "“19” is no year. Write its four digits"),
        ((Calendar.SOLAR, "19x0", None, None), "“19x0” is no year."),
        ((Calendar.SOLAR, "2027", 5, 1), "That day is still to come. Correct the year."),
        ((Calendar.SOLAR, "2026", 12, 1), "That day is still to come."),
        ((Calendar.SOLAR, "2027", 5, None), "That day is still to come."),
        ((Calendar.LUNAR, "1899", 5, 1), "The lunar calendar is known for the lunar years"),
        ((Calendar.SOLAR, "0000", 5, 1), "There is no year 0."),
    ],
)
def test_a_year_that_cannot_be_is_told_at_the_year(
    box: BirthdayBox, parts: tuple[Calendar, str, int | None, int | None], said: str
) -> None:
    show(box, *parts)
    assert not box.check()
    assert box.year.message().startswith(said)
    assert box.known() is None
    with pytest.raises(UserError):
        box.occasion()


def test_a_month_that_is_missing_is_told_at_the_month(box: BirthdayBox) -> None:
    show(box, Calendar.SOLAR, "1990", None, 3)
    assert not box.check()
    assert box.month.message() == "The month is missing. Choose it, or empty the rest."


def test_the_year_is_checked_when_it_is_left(box: BirthdayBox, qtbot: QtBot) -> None:
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    box.year.setFocus()
    QTest.keyClicks(box.year.edit, "19")
    assert not box.year.has_error()
    QTest.keyClick(box.year.edit, Qt.Key.Key_Tab)
    assert box.year.has_error()
    box.year.setFocus()
    QTest.keyClicks(box.year.edit, "90")
    QTest.keyClick(box.year.edit, Qt.Key.Key_Tab)
    assert not box.year.has_error()


def test_nothing_typed_is_no_birthday(box: BirthdayBox) -> None:
    assert box.check()
    assert box.occasion() is None
    assert rounds(box) == []
    show(box, Calendar.LUNAR)
    assert box.occasion() is None


def test_full_width_digits_are_a_year(box: BirthdayBox) -> None:
    show(box, Calendar.SOLAR, "１９９０", 5, 1)
    found = box.occasion()
    assert found is not None
    assert found.year == 1990


def test_months_and_days_are_named_as_people_say_them(desk: Desk, zh_desk: Desk) -> None:
    assert month_name(desk, Calendar.SOLAR, 6) == "June"
    assert month_name(desk, Calendar.LUNAR, 6) == "6 六月"
    assert day_name(desk, Calendar.LUNAR, 12) == "12 十二"
    assert day_name(desk, Calendar.SOLAR, 12) == "12"
    assert month_name(zh_desk, Calendar.LUNAR, 1) == "正月"
    assert month_name(zh_desk, Calendar.SOLAR, 1) == "一月"
    assert day_name(zh_desk, Calendar.LUNAR, 1) == "初一"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    calendar=st.sampled_from(Calendar),
    year=st.just("") | st.integers(1901, 2026).map(str),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
    leap=st.booleans(),
)
def test_whatever_is_typed_it_is_a_birthday_or_a_sentence(
    box: BirthdayBox,
    calendar: Calendar,
    year: str,
    month: int | None,
    day: int | None,
    *,
    leap: bool,
) -> None:
    parts = BirthdayParts(calendar, year, month, day, leap)
    box.show_parts(parts)
    assert box.parts() == parts
    if box.check():
        found = box.occasion()
        assert (found is None) == (not parts)
        assert bool(rounds(box)) == (found is not None)
    else:
        assert box.year.message() or box.month.message()
