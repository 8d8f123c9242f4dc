"""By what two customers look like one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smbcrm.membership.customers.alike import (
    Mark,
    MarkKind,
    birthdays_of,
    marks_of,
    phone_mark,
    same_year,
    similar,
    sound,
    sound_alike,
    sound_keys,
    text_mark,
    written,
)
from smbcrm.membership.customers.kinds import Sameness
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind

LETTERS = st.text("abg ", max_size=40) | st.text("王陈雨ab 9", max_size=12) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("陈雨桐", "陈雨桐"),
        ("陈雨桐", "陳雨桐"),
        ("陈雨桐", "陈雨彤"),
        ("陈雨桐", "Chen Yutong"),
        ("陈雨桐", "Yutong CHEN"),
        ("Ann Smith", "smith, ann"),
        ("José Álvarez", "Jose Alvarez"),
        ("Katherine Jones", "Katharine Jones"),
        ("Catherine Jones", "Cathrine Jones"),
        ("Ann Smith", "Ann Smithe"),
        ("c d e f a b", "a b c d e f"),
    ],
)
def test_similar_names(name: str, other: str) -> None:
    assert similar(name, other)
    assert similar(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("陈雨桐", "王雨桐"),
        ("Ann Smith", "Bob Smith"),
        ("Li Na", "Li Mo"),
        ("Li Wei", "Li Weii"),
        ("", ""),
        ("陈", ""),
        ("Katherine Jones", "Kathrin Johns"),
    ],
)
def test_names_of_different_people(name: str, other: str) -> None:
    assert not similar(name, other)
    assert not similar(other, name)


@given(LETTERS, LETTERS)
def test_any_two_names_are_compared_the_same_way_round(name: str, other: str) -> None:
    assert similar(name, other) == similar(other, name)


@given(LETTERS)
def test_a_name_is_similar_to_itself_if_it_has_a_letter(name: str) -> None:
    assert similar(name, name) == bool(sound(name))


@given(LETTERS, st.integers(0, 60), st.text("abg", max_size=1), st.integers(0, 1), LETTERS)
@example("a" * 24, 3, "b", 0, "")
@example("abababababababababababab", 11, "", 1, "")
def test_names_that_sound_alike_share_a_key(
    name: str, place: int, letter: str, skip: int, other: str
) -> None:
    slipped = name[:place] + letter + name[place + skip :]
    for one, two in ((name, slipped), (name, other), (name, " ".join(reversed(name.split())))):
        if sound_alike(sound(one), sound(two)):
            assert sound_keys(sound(one)) & sound_keys(sound(two)), (one, two)


def test_a_long_name_has_few_keys() -> None:
    assert sound_keys(()) == set()
    assert len(sound_keys(sound("a" * 400))) == 3
    assert sum(map(len, sound_keys(sound("ab cd " * 60)))) < 2_000


def test_names_are_written_the_same_in_any_order_case_and_script() -> None:
    assert written("\uff21NN  Smith") == written("smith, Ann")
    assert written("陳雨桐") == written("陈雨桐") != written("陈雨彤")


def test_what_somebody_is_known_by() -> None:
    known = Profile(
        phones=(
            Phone("138 0013 8000", "+8613800138000"),
            Phone("000-0000", None),
            Phone("0000000", None),
            Phone("12345", None),
        ),
        email="Ann@Example.com",
        wechat="\u3000Grace88 ",
        whatsapp="n/a",
        line="grace88",
    )
    assert marks_of(known) == (
        Mark(MarkKind.PHONE, "+8613800138000"),
        Mark(MarkKind.PHONE, "0000000"),
        Mark(MarkKind.EMAIL, "ann@example.com"),
        Mark(MarkKind.WECHAT, "grace88"),
        Mark(MarkKind.LINE, "grace88"),
    )
    assert marks_of(Profile()) == ()
    assert [mark.why for mark in marks_of(known)] == [
        *(Sameness.PHONE, Sameness.PHONE, Sameness.EMAIL),
        *(Sameness.MESSENGER, Sameness.MESSENGER),
    ]


def test_what_is_too_short_is_no_mark() -> None:
    assert phone_mark(Phone("123456", None)) is None
    assert phone_mark(Phone("１２３４５６７", None)) == Mark(MarkKind.PHONE, "1234567")
    assert text_mark(MarkKind.WECHAT, " - ") is None


def test_birthdays_are_compared_where_the_day_is_known() -> None:
    month = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 3, None)
    day = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 3, 5)
    lunar = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, None, 3, 5)
    wedding = Occasion(OccasionKind.WEDDING_ANNIVERSARY, Calendar.SOLAR, 2001, 3, 5)
    assert list(birthdays_of((wedding, month, day, lunar))) == [day, lunar]
    assert [same_year(*two) for two in ((1990, 1990), (1990, None), (None, 1990))] == [True] * 3
    assert not same_year(1990, 1991)
