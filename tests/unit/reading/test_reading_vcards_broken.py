"""vCard files as nobody should write them: what cannot be read says so, and takes nothing along."""

import base64
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.exports.reading.limits import MIB, Limits
from smbcrm.exports.reading.vcards import CardFile
from smbcrm.membership.imports.unread import Unread
from tests.unit.reading.cards import card, cards_of, said
from tests.unit.reading.here import answer_to


def test_broken_cards_are_listed_where_they_stand(tmp_path: Path) -> None:
    good = card("FN:Ann")
    begun = "BEGIN:VCARD\nFN:Bo\n"
    broken = {"Full name": Unread.CARD}
    ann = {"Full name": "Ann"}
    assert cards_of(tmp_path, good + begun + good) == [ann, broken, ann]
    assert cards_of(tmp_path, good + begun) == [ann, broken]
    assert cards_of(tmp_path, good + "FN:Bo\nEND:VCARD\n" + good) == [ann, broken, ann]
    assert cards_of(tmp_path, good + "hello\nworld\n" + good) == [ann, broken, ann]
    assert cards_of(tmp_path, "hello\n") == [broken]


def test_a_card_inside_a_card_is_passed_over(tmp_path: Path) -> None:
    inner = card("FN:Assistant")
    assert cards_of(tmp_path, card("FN:Ann", "AGENT:", inner, "TEL:5551234")) == [
        {"Full name": "Ann", "Phone": "5551234"}
    ]


def test_a_line_that_is_no_property_spoils_the_one_before(tmp_path: Path) -> None:
    assert said(tmp_path, "FN:Ann", "NOTE:first line", "and a second") == {
        "Full name": "Ann",
        "Notes": Unread.VALUE,
    }
    assert cards_of(tmp_path, "BEGIN:VCARD\nno property\nFN:Ann\nEND:VCARD\n") == [
        {"Full name": "Ann"}
    ]


@pytest.mark.parametrize("folded", [True, False])
def test_a_large_picture_takes_no_memory(tmp_path: Path, *, folded: bool) -> None:
    picture = base64.b64encode(bytes(range(256)) * 30_000).decode()
    if folded:
        picture = "\n ".join(picture[at : at + 74] for at in range(0, len(picture), 74))
    file = tmp_path / "contacts.vcf"
    file.write_text(card("FN:Ann", f"PHOTO;ENCODING=b:{picture}", "TEL:5551234"))
    assert file.stat().st_size > 10_000_000
    tracemalloc.start()
    try:
        with file.open("rb") as stream:
            rows = list(CardFile(stream, None, Limits()).rows())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert rows[1] == (1, ["Ann", "5551234", None, "yes"])
    assert peak < 2 * MIB


@pytest.mark.parametrize("line", ["x" * 1_200_000, "\n ".join(["x" * 74] * 9_000), "x" * 40_000])
def test_a_text_longer_than_anybody_writes(tmp_path: Path, line: str) -> None:
    assert said(tmp_path, "FN:Ann", f"NOTE:{line}", "TEL:1") == {
        "Full name": "Ann",
        "Phone": "1",
        "Notes": Unread.VALUE,
    }


def test_a_large_file_is_sampled(tmp_path: Path) -> None:
    cards = [card(f"FN:é{number}", "NOTE:" + "é" * 16_000) for number in range(40)]
    assert len(cards_of(tmp_path, "".join(cards))) == 40


PIECES = st.sampled_from(
    [
        *(
            "BEGIN:VCARD",
            "END:VCARD",
            "VERSION:2.1",
            "FN",
            "N",
            "TEL",
            "ADR",
            "BDAY",
            "ORG",
            "NOTE",
        ),
        *("AGENT", "PHOTO", "UID:shopbell:1", ";", ":", "\\", "=", '"', " ", "\r", "\n", "\n"),
        *(
            "CHARSET=gbk",
            "QUOTED-PRINTABLE",
            "ENCODING=b",
            "X-APPLE-OMIT-YEAR=1604",
            "=E9",
            "item1.",
        ),
    ]
)
LINES = st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, st.sampled_from(["utf-8", "utf-16", "gb18030"]), st.binary(max_size=20))
def test_whatever_stands_in_a_file_there_is_an_answer(
    tmp_path: Path, text: str, codec: str, more: bytes
) -> None:
    file = tmp_path / "contacts.vcf"
    file.write_bytes(f"BEGIN:VCARD\n{text}".encode(codec, "replace") + more)
    *rows, last = answer_to(file)
    assert last[0] == ("end" if rows else "refused")
