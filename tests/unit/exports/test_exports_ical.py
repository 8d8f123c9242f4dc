"""Calendars: read back by the words of RFC 5545, and not by the library that wrote them."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.i18n import LANGUAGES, Text
from smbcrm.exports.ical import CalendarWriter
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind, OccasionSettings
from smbcrm.membership.reports.celebrating import celebrations
from smbcrm.membership.reports.celebrating_document import celebrating_document
from smbcrm.membership.reports.document import DayEvent
from tests.helpers.celebrants import celebrant
from tests.helpers.reports import MADE, shop, words

DAY = dt.date(2026, 12, 31)
_ESCAPED = re.compile(r"\\(.)")
_SIGNS = {"n": "\n", "N": "\n"}


def calendar_of(*events: DayEvent, language: str = "en") -> bytes:
    made = celebrating_document((), DAY, DAY, shop(), MADE)
    report = replace(made, events=lambda: events)
    return CalendarWriter().make(report, words(language), {}).content


def read(content: bytes) -> list[dict[str, str]]:
    """Return the events: lines of at most 75 octets (3.1), unfolded, texts unescaped (3.3.11)."""
    assert content.endswith(b"\r\n")
    folded = content.split(b"\r\n")
    assert max(map(len, folded)) <= 75
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    assert [part.decode("utf-8") for part in folded], "no character is cut in two"
    plain = content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    assert (plain[0], plain[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    for line in plain[1:-2]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            found[-1][name] = _ESCAPED.sub(lambda at: _SIGNS.get(at[1], at[1]), value)
    return found


def event(title: str = "x", *notes: str, last: dt.date = DAY) -> DayEvent:
    return DayEvent(
        "uid-1",
        DAY,
        last,
        Text("{title}", {"title": title}),
        tuple(Text("{note}", {"note": note}) for note in notes),
    )


def test_a_day_ends_where_the_next_begins_over_new_year() -> None:
    (one,) = read(calendar_of(event()))
    assert (one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"]) == ("20261231", "20270101")
    assert (one["UID"], one["DTSTAMP"]) == ("uid-1", "20261121T152400Z")
    assert one["TRANSP"] == "TRANSPARENT"
    assert {"RRULE", "DESCRIPTION"}.isdisjoint(one)


def test_a_month_is_one_event() -> None:
    (one,) = read(calendar_of(event(last=dt.date(2027, 1, 30))))
    assert one["DTEND;VALUE=DATE"] == "20270131"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Lee, Ann; \\n 的", "Lee, Ann; \\n 的"),
        ("a\r\nEND:VEVENT\r\nBEGIN:VEVENT\nX", "a END:VEVENT BEGIN:VEVENT X"),
        ("a\rb\x0bc\u2028d\x85e", "a b c d e"),
        ("Ann\u202egnp.exe\ud800", "Anngnp.exe\ufffd"),
        ("欧阳雨桐" * 40, "欧阳雨桐" * 40),
        ('"=cmd|x":,;', '"=cmd|x":,;'),
    ],
)
def test_hostile_names_stay_one_text(typed: str, told: str) -> None:
    (one,) = read(calendar_of(event(typed, "first", typed)))
    assert one["SUMMARY"] == told
    assert one["DESCRIPTION"] == f"first\n{told}"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"])))
def test_any_text_comes_back(typed: str) -> None:
    (one,) = read(calendar_of(event(typed)))
    assert one["SUMMARY"] == typed.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_occasions_is_a_calendar(language: str) -> None:
    born = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1990, 8, 15)
    leap = Occasion(OccasionKind.CHILD_BIRTHDAY, Calendar.SOLAR, 2020, 2, 29, label="Tom")
    first, last = dt.date(2027, 1, 1), dt.date(2027, 12, 31)
    known = (celebrant(1, born, "陈雨桐"), celebrant(2, leap))
    found = celebrations(known, first, last, OccasionSettings())
    made = celebrating_document(found, first, last, shop(), MADE)
    content = CalendarWriter().make(made, words(language), {}).content
    assert content == CalendarWriter().make(made, words(language), {}).content
    days = [(one["DTSTART;VALUE=DATE"], one["SUMMARY"]) for one in read(content)]
    assert [day for day, _ in days] == ["20270228", "20270915"]
    assert "陈雨桐" in days[1][1]
    assert "37" in days[1][1]
