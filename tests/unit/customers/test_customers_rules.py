import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Translator
from smbcrm.core.text import clean
from smbcrm.membership.customers import errors, rules
from smbcrm.membership.customers.found import Found
from smbcrm.membership.customers.kinds import Gender, Sameness, Status
from smbcrm.membership.customers.lists import CustomerFilter, date_text
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Alike, Details, Profile, Saved
from smbcrm.membership.occasions.reading import DayOrder, read_occasion_date
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind

HOSTILE = [
    "<img src=file:///etc/passwd>",
    "=cmd|' /C calc'!A0",
    "{first_name}",
    "x" * 300,
    "abc\u202egnp.exe",
    "line\r\nbreak\x07\x1b[2J",
]
ENGLISH = Translator("en")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_kept_as_it_is(name: str) -> None:
    assert rules.written(Details(full_name=name), Profile(), "US").full_name == name


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
@example("\x00\ud800")
def test_every_kept_text_can_be_stored(text: str) -> None:
    kept = clean(text)
    assert "\x00" not in kept
    assert kept.encode().decode() == kept
    if "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text):
        assert kept == text


@pytest.mark.parametrize(("field", "longest"), [(f, n) for f, (_, n) in rules.LONGEST.items()])
def test_each_text_may_be_as_long_as_its_field_and_no_longer(field: str, longest: int) -> None:
    assert rules.checked_text(field, "é" * longest)
    with pytest.raises(errors.TextTooLong, match=str(longest)):
        rules.checked_text(field, "é" * (longest + 1))


@pytest.mark.parametrize(
    "text", ["ann@example.com", " ann@example.com ", "", "陈@例子.公司", "a.b+c@mail.example.co.uk"]
)
def test_an_address_is_kept(text: str) -> None:
    assert rules.checked_email(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "ann",
        "ann@",
        "ann@example",
        "@example.com",
        "ann@example.",
        "ann@@example.com",
        "ann@example.com,bob@example.com",
        "ann@example.com\nBcc: all@example.com",
        "Ann <ann@example.com>",
        "an\u200bn@example.com",
        "ann@example.com\x07",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(errors.BadEmail, match=r"name@example\.com"):
        rules.checked_email(text)


@pytest.mark.parametrize("code", ["1", "C000001", "VIP-8", "a.b", "会员8", "x" * 40])
def test_a_code_that_can_be_typed(code: str) -> None:
    assert rules.checked_code(f" {code} ") == code


@pytest.mark.parametrize("code", ["", " ", "a b", "-a", "a-", "_a", "x" * 41, "a\nb", "=1", "a/b"])
def test_a_code_that_cannot(code: str) -> None:
    with pytest.raises(errors.BadCustomerCode):
        rules.checked_code(code)


def test_phones_are_read_in_the_region_and_kept_once() -> None:
    phones = rules.checked_phones(("138-0013-8000", "+86 138 0013 8000", " ", "12345"), "CN")
    assert phones == (Phone("138-0013-8000", "+8613800138000"), Phone("12345", None))


def test_a_phone_needs_a_digit_and_an_end() -> None:
    with pytest.raises(errors.BadPhone, match="none"):
        rules.checked_phones(("none",), "CN")
    with pytest.raises(errors.TextTooLong):
        rules.checked_phones(("1" * 61,), "CN")
    with pytest.raises(errors.TooMany, match="20"):
        rules.checked_phones((str(1000 + number) for number in range(21)), "CN")


def test_tags_are_kept_once_by_name() -> None:
    assert rules.checked_tags((" vip ", "b", "vip", "")) == ("b", "vip")
    with pytest.raises(errors.TooMany):
        rules.checked_tags(map(str, range(51)))


def test_languages_are_those_of_our_documents() -> None:
    assert rules.checked_language("zh_TW") == "zh_TW"
    assert rules.checked_language("") == ""
    with pytest.raises(errors.BadLanguage, match="zh_CN"):
        rules.checked_language("fr")


@pytest.mark.parametrize("details", [Details(), Details(full_name=" "), Details(email="a@b.cd")])
def test_without_name_and_phone_nobody_is_added(details: Details) -> None:
    with pytest.raises(errors.NameOrPhoneMissing):
        rules.written(details, Profile(), "CN")


def test_a_phone_or_one_part_of_the_name_is_enough() -> None:
    assert rules.written(Details(phones=("13800138000",)), Profile(), "CN").full_name == ""
    only_given = rules.written(Details(given_name="Ann"), Profile(), "US")
    assert only_given.full_name == "Ann"
    both = rules.written(Details(family_name="欧阳", given_name="雨桐"), Profile(), "CN")
    assert both.full_name == "欧阳雨桐"


def test_only_what_is_given_changes_and_an_empty_text_empties() -> None:
    before = Profile(
        full_name="Ann",
        email="ann@example.com",
        notes="likes tea",
        gender=Gender.FEMALE,
        phones=(Phone("1", None),),
        tags=("vip",),
    )
    after = rules.written(Details(email="", status=Status.MOVED), before, "US")
    assert (after.email, after.status) == ("", Status.MOVED)
    assert (after.full_name, after.notes, after.phones) == ("Ann", "likes tea", before.phones)
    assert (after.tags, after.gender) == (("vip",), Gender.FEMALE)


def test_what_was_asked_is_only_what_was_given() -> None:
    assert rules.asked_of(Details(full_name="Ann", notes="")) == {"full_name": "Ann", "notes": ""}


def test_an_address_in_one_line() -> None:
    english = Profile(
        address="1 High St\n Flat 2 ",
        city="Bath",
        province="Somerset",
        postcode="BA1",
        country="UK",
    )
    assert rules.one_line_address(english) == "1 High St, Flat 2, Bath, Somerset BA1, UK"
    chinese = Profile(address="中山路1号", province="广东省", city="广州市", postcode="510000")
    assert rules.one_line_address(chinese) == "510000 广东省广州市中山路1号"
    assert rules.one_line_address(Profile()) == ""


def test_the_birthday_is_the_one_whose_day_is_known() -> None:
    month = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 3, None)
    day = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 3, 5)
    wedding = Occasion(OccasionKind.WEDDING_ANNIVERSARY, Calendar.SOLAR, 2001, 3, 5)
    assert rules.birthday_of((wedding, month, day)) == day
    assert rules.birthday_of((wedding, month)) is None


def test_who_is_found_is_named_with_the_end_of_the_phone() -> None:
    with_phone = Found(1, "C1", "Ann", "138-0013-8000", "", "", None, "")
    without = Found(2, "C2", "", "", "", "", None, "")
    refusal = errors.SeveralFound(
        text="a", found=list(map(rules.found_text, (with_phone, without)))
    )
    said = "“a” finds several: Ann (C1, phone …8000), C2 (C2). Use a code."
    assert ENGLISH.render(refusal) == said


def test_warnings_name_who_looks_alike_and_what_cannot_be_reached() -> None:
    alike = tuple(Alike(2, "C2", "Bob", why) for why in Sameness)
    said = [ENGLISH.render(text) for text in Saved(1, "C1", alike, ("12345",)).warnings]
    assert said[0] == "Bob (C2) has the same phone."
    assert len(set(said)) == 5
    assert "12345" in said[-1]


@pytest.mark.parametrize("chosen", [CustomerFilter(), *map(CustomerFilter, Status)])
def test_a_filter_says_what_it_shows(chosen: CustomerFilter) -> None:
    assert "ustomers" in ENGLISH.render(chosen.sentence)


@pytest.mark.parametrize(
    "occasion",
    [
        Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 3, 5),
        Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 3, 5),
        Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 3, None),
        Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 10, None),
        Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, None, 8, 15),
        Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1990, 8, 15),
        Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 2020, 4, 1, is_leap_month=True),
    ],
)
def test_a_listed_date_is_read_back(occasion: Occasion) -> None:
    today = dt.date(2026, 3, 10)
    read = read_occasion_date(date_text(occasion), DayOrder.YEAR_FIRST, today)
    assert read == (
        occasion.calendar,
        occasion.year,
        occasion.month,
        occasion.day,
        occasion.is_leap_month,
    )


@given(st.builds(Details, full_name=st.text(max_size=20), email=st.text(max_size=20)))
def test_any_typed_text_is_taken_or_refused_with_a_sentence(details: Details) -> None:
    said = "taken"
    try:
        rules.written(details, Profile(), "US")
    except UserError as refusal:
        said = ENGLISH.render(refusal)
    assert said


def test_somebody_came_through_a_customer_straight_or_not() -> None:
    brought_by = {2: 1, 3: 2, 4: 3}.get
    came = [who for who in range(1, 5) if rules.came_through(who, 2, brought_by)]
    assert came == [3, 4]


@given(st.dictionaries(st.integers(1, 8), st.integers(1, 8)), st.integers(1, 8), st.integers(1, 8))
def test_whoever_came_through_a_customer_is_found(
    brought_by: dict[int, int], who: int, customer: int
) -> None:
    """Whatever is written: rings of earlier versions, too."""
    way, one = list[int | None](), who
    for _ in brought_by:
        way.append(brought_by.get(one or 0))
        one = way[-1] or 0
    reached = way[: way.index(None)] if None in way else way
    assert rules.came_through(who, customer, brought_by.get) == (customer in reached)
