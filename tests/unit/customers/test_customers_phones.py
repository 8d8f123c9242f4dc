"""Phones: read as typed in a shop, shown as written there, found by their digits."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.customers.phone_search import MOST_DIGITS, phone_keys, read_line
from smbcrm.membership.customers.phones import Phone, digits_missing, read_phone, show_phone

REGIONS = ("CN", "TW", "HK", "MO", "SG", "US", "GB", "JP", "IT", "AU", "DE", "MY")


def read(typed: str, region: str) -> str | None:
    phone = read_phone(typed, region)
    assert phone is not None
    return phone.e164


@pytest.mark.parametrize(
    ("typed", "region", "e164"),
    [
        ("138-0013-8000", "CN", "+8613800138000"),
        ("１３８００１３８０００", "CN", "+8613800138000"),
        ("13800138000.0", "CN", "+8613800138000"),
        ("+86 138 0013 8000", "HK", "+8613800138000"),
        ("＋86 138 0013 8000", "TW", "+8613800138000"),
        ("(+86) 138-0013\u20138000", "TW", "+8613800138000"),
        ("0086 13800138000", "CN", "+8613800138000"),
        ("8613800138000", "CN", "+8613800138000"),
        ("13800138000（老婆）", "CN", "+8613800138000"),
        ("手机：13800138000", "CN", "+8613800138000"),
        ("\u202a+86 138 0013 8000\u202c", "HK", "+8613800138000"),
        ("13800138000\x00", "CN", "+8613800138000"),
        ("'0912345678", "TW", "+886912345678"),
        ("0912-345-678", "TW", "+886912345678"),
        ("912345678.0", "TW", "+886912345678"),  # a spreadsheet ate the leading zero
        ("٠٩١٢٣٤٥٦٧٨", "TW", "+886912345678"),
        ("(02)2712-3456", "TW", "+886227123456"),
        ("9123 4567", "HK", "+85291234567"),
        ("(212) 555-0123", "US", "+12125550123"),
        ("416-967-1111", "US", "+14169671111"),  # Canada shares the plan and the code
        ("+44 (0)20 7946 0018", "CN", "+442079460018"),
        ("06 6982 0000", "IT", "+390669820000"),
    ],
)
def test_number_valid_in_the_region_or_written_with_plus(
    typed: str, region: str, e164: str
) -> None:
    assert read(typed, region) == e164


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("1.38E+10", "CN"),
        ("1E10", "CN"),
        ("13800138000 转 12", "CN"),
        ("(212) 555-0123 ext. 45", "US"),
        ("(02)2712-3456#12", "TW"),
        ("13800138000/13900139000", "CN"),
        ("13800138000 13900139000", "CN"),
        ("13800138000;phone-context=+86", "US"),
        ("1800FLOWERS", "US"),
        ("12345", "CN"),
        ("12345678", "HK"),
        ("852 91234567", "CN"),  # right in Hong Kong, but nobody wrote +
        ("09012345678", "HK"),  # right in Japan
        ("09012345678", "TW"),
        ("+09012345678", "CN"),
        ("0086 13800138000", "TW"),  # Taiwan dials 002 for abroad
        ("0013912345678", "CN"),
        ("138", "XX"),
        ("0" * 5000, "CN"),
    ],
)
def test_anything_else_is_kept_as_typed(typed: str, region: str) -> None:
    assert read_phone(typed, region) == Phone(typed, None)


@pytest.mark.parametrize("typed", ["", "   ", "none", "'", "\u202e\x00", "²", "一二三"])
def test_text_without_a_digit_is_no_phone(typed: str) -> None:
    assert read_phone(typed, "CN") is None


@pytest.mark.parametrize(
    ("phone", "region", "shown"),
    [
        (Phone("0912345678", "+886912345678"), "TW", "0912 345 678"),
        (Phone("0912345678", "+886912345678"), "CN", "+886 912 345 678"),
        (Phone("2125550123", "+12125550123"), "US", "(212) 555-0123"),
        (Phone("852 91234567", None), "CN", "852 91234567"),
    ],
)
def test_phone_is_shown_as_written_in_the_region(phone: Phone, region: str, shown: str) -> None:
    assert show_phone(phone, region) == shown


def sample_number(region: str, kind: int) -> phonenumbers.PhoneNumber | None:
    return phonenumbers.example_number_for_type(region, kind)


@given(
    st.sampled_from(REGIONS),
    st.sampled_from(REGIONS),
    st.sampled_from([phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE]),
)
def test_what_is_shown_reads_as_the_same_number(theirs: str, ours: str, kind: int) -> None:
    number = sample_number(theirs, kind)
    assert number is not None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert read(show_phone(Phone(e164, e164), ours), ours) == e164


@given(st.from_regex(r"[1-9][0-9]{4,13}", fullmatch=True), st.sampled_from(REGIONS))
def test_bare_digits_never_mean_another_country(digits: str, region: str) -> None:
    phone = read_phone(digits, region)
    code = phonenumbers.country_code_for_region(region)
    assert phone is not None
    assert phone.e164 is None or phone.e164.startswith(f"+{code}")


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789+-() .'eE"))),
    st.sampled_from(REGIONS),
)
def test_no_text_breaks_reading_showing_or_the_keys(typed: str, region: str) -> None:
    phone = read_phone(typed, region)
    short, part = phone_keys(typed)
    assert len(short) <= 1
    assert len(part) <= MOST_DIGITS
    if phone is not None:
        assert show_phone(phone, region)
        assert not any(sign in phone.typed for sign in "\x00\u202e\n")


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_country_code_is_split_off_as_the_numbering_plan_says(region: str) -> None:
    number = phonenumbers.example_number(region)
    assert number is not None
    line = read_line(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    assert line.country == str(number.country_code)
    assert line.trunk == "0" + line.national


def test_phone_kept_as_typed_has_no_country() -> None:
    line = read_line("0912-345-678")
    assert (line.digits, line.country, line.national, line.trunk) == (
        "0912345678",
        "",
        "912345678",
        "",
    )


@pytest.mark.parametrize(
    ("typed", "region", "missing"),
    [
        ("0142", "US", 6),
        ("07700 9001", "GB", 2),
        ("1380013800", "CN", 1),
        ("+86 1380013800", "US", 1),
        ("0912 345 67", "TW", 1),
        ("13800138000", "CN", 0),
        ("138001380001", "CN", 0),  # too many
        ("1", "CN", 0),  # no number to speak of
        ("+999 12", "CN", 0),  # no country
    ],
)
def test_digits_that_are_missing_are_counted(typed: str, region: str, missing: int) -> None:
    phone = read_phone(typed, region)
    assert phone is not None
    assert digits_missing(phone, region) == missing


@given(st.text(alphabet="0123456789+ -", max_size=20), st.sampled_from(REGIONS))
def test_a_number_that_is_whole_misses_nothing(typed: str, region: str) -> None:
    phone = read_phone(typed, region)
    if phone is not None and phone.e164 is not None:
        assert digits_missing(phone, region) == 0
    elif phone is not None:
        assert 0 <= digits_missing(phone, region) <= 12
