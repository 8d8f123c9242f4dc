"""Customers as vCards: what stands in a card, how a line is written, and that it is read again."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.exports.vcard import VCardWriter, escaped, folded
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.files.types import FileExists
from smbcrm.membership.lists.types import Contact
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from tests.unit.reading.here import rows_of

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=90)


def birthday(year: int | None, month: int, day: int | None) -> tuple[Occasion, ...]:
    wedding = Occasion(OccasionKind.WEDDING_ANNIVERSARY, Calendar.SOLAR, 2010, 5, 1)
    return (wedding, Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, year, month, day))


def card(tmp_path: Path, profile: Profile, note: str = "") -> list[str]:
    file = tmp_path / "contacts.vcf"
    assert VCardWriter().write(file, [Contact("C000001", profile, note)], replace=True) == 1
    text = file.read_bytes().decode()
    assert text.endswith("\r\n")
    return text.removesuffix("\r\n").split("\r\n")


def test_a_card_has_what_reaches_somebody_and_nothing_that_stays_in_the_shop(
    tmp_path: Path,
) -> None:
    profile = Profile(
        full_name="王小明",
        family_name="王",
        given_name="小明",
        phones=(Phone("138 0013 8000", "+8613800138000"), Phone("8888", None)),
        email="ming@home.example",
        address="中山路 1 号\n3 单元; 左, 2\\",
        district="上城区",
        city="杭州市",
        province="浙江省",
        postcode="310000",
        country="中国",
        occasions=birthday(1985, 3, 5),
        alert="花生过敏",
        notes="总是迟到",
        preferences="少糖",
        tags=("VIP",),
    )
    assert card(tmp_path, profile) == [
        *("BEGIN:VCARD", "VERSION:3.0", "UID:shopbell:C000001"),
        *("FN:王小明", "N:王;小明;;;"),
        *("TEL;TYPE=VOICE:+8613800138000", "TEL;TYPE=VOICE:8888", "EMAIL:ming@home.example"),
        "ADR:;上城区;中山路 1 号\\n3 单元\\; 左\\, 2\\\\;杭州市;浙江省;31",
        *(" 0000;中国", "BDAY:1985-03-05", "END:VCARD"),
    ]


def test_a_company_and_a_lunar_birthday(tmp_path: Path) -> None:
    lunar = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, None, 8, 15)
    profile = Profile(full_name="Tea Ltd", kind=CustomerKind.COMPANY, occasions=(lunar,))
    assert card(tmp_path, profile, "Lunar birthday: 农历八月十五")[3:-1] == [
        *("FN:Tea Ltd", "N:;;;;", "ORG:Tea Ltd", "X-ABShowAs:COMPANY"),
        "NOTE:Lunar birthday: 农历八月十五",
    ]


@pytest.mark.parametrize(
    ("profile", "shown"),
    [
        (Profile(full_name="Ann", phones=(Phone("1", None),)), "FN:Ann"),
        (Profile(phones=(Phone("1234567", None),), email="a@b.example"), "FN:1234567"),
        (Profile(email="a@b.example"), "FN:a@b.example"),
        (Profile(), "FN:C000001"),
    ],
)
def test_what_a_phone_shows(tmp_path: Path, profile: Profile, shown: str) -> None:
    lines = card(tmp_path, profile)
    assert lines[3:5] == [shown, f"N:;{profile.full_name};;;"]


@pytest.mark.parametrize(
    ("date", "written"),
    [((None, 3, 5), "BDAY:--03-05"), ((1985, 3, None), "BDAY:1985-03")],
)
def test_a_birthday_that_is_not_known_whole(
    tmp_path: Path, date: tuple[int | None, int, int | None], written: str
) -> None:
    assert card(tmp_path, Profile(full_name="Ann", occasions=birthday(*date)))[-2] == written


@given(TEXT)
def test_a_line_is_folded_after_75_octets_and_never_inside_a_character(text: str) -> None:
    line = f"NOTE:{escaped(text)}"
    data = folded(line)
    pieces = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    first, *later = (piece.decode() for piece in pieces)
    assert "".join([first, *(piece[1:] for piece in later)]) == line


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXT, TEXT, TEXT)
def test_any_text_is_read_as_it_was_written(
    tmp_path: Path, name: str, street: str, city: str
) -> None:
    profile = Profile(full_name=f"a{name}a", address=f"b{street}b", city=f"c{city}c")
    file = tmp_path / "contacts.vcf"
    VCardWriter().write(file, [Contact("C000001", profile, "")], replace=True)
    (_, heads), (_, row) = rows_of(file)
    found = dict(zip(heads, row, strict=False))
    assert [found[head] for head in ("Full name", "Address", "City")] == [
        *(profile.full_name, profile.address, profile.city)
    ]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "contacts.vcf"
    file.write_text("precious")
    with pytest.raises(FileExists):
        VCardWriter().write(file, [])
    assert file.read_text() == "precious"
    assert VCardWriter().write(file, [], replace=True) == 0
