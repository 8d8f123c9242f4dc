"""Who has what when: each coming round once, in order, with what is known of it."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.i18n import Text
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.occasions.types import (
    Calendar,
    LeapMonthRule,
    Occasion,
    OccasionKind,
    OccasionSettings,
)
from smbcrm.membership.reports.celebrating import Celebrant, celebrations
from smbcrm.membership.reports.celebrating_document import celebrating_document
from smbcrm.membership.reports.document import Coded, DayEvent, Document
from tests.helpers.celebrants import OCCASIONS, SETTINGS, celebrant, celebrants
from tests.helpers.reports import MADE, shop, words

DAY = dt.timedelta(days=1)
KIND = OccasionKind.BIRTHDAY
FIRST, LAST = dt.date(2026, 12, 20), dt.date(2027, 12, 31)


def solar(year: int | None, month: int, day: int | None, kind: OccasionKind = KIND) -> Occasion:
    return Occasion(kind, Calendar.SOLAR, year, month, day, label="x")


def listed(*known: Celebrant, settings: OccasionSettings | None = None) -> Document:
    found = celebrations(known, FIRST, LAST, settings or OccasionSettings())
    return celebrating_document(found, FIRST, LAST, shop(), MADE)


def events_of(made: Document) -> tuple[DayEvent, ...]:
    assert made.events is not None
    return tuple(made.events())


def rows(made: Document) -> list[dict[str, object]]:
    (section,) = made.sections
    (table,) = section.tables
    names = [column.id for column in table.columns]
    return [
        {
            name: value.code if isinstance(value, Coded) else value
            for name, value in zip(names, row, strict=True)
        }
        for row in table.rows
    ]


@given(
    st.lists(OCCASIONS, max_size=8),
    st.dates(dt.date(1902, 1, 1), dt.date(2095, 1, 1)),
    st.lists(st.integers(1, 200), min_size=1, max_size=6),
    SETTINGS,
)
def test_windows_side_by_side_find_everything_once(
    occasions: list[Occasion], first: dt.date, lengths: list[int], settings: OccasionSettings
) -> None:
    known = celebrants(occasions)
    cuts = [first]
    for length in lengths:
        cuts.append(cuts[-1] + length * DAY)
    parts = [
        found
        for begin, after in pairwise(cuts)
        for found in celebrations(known, begin, after - DAY, settings)
    ]
    assert parts == list(celebrations(known, first, cuts[-1] - DAY, settings))
    assert len(set(parts)) == len(parts)
    documents = celebrating_document(parts, first, cuts[-1], shop(), MADE)
    uids = [event.id for event in events_of(documents)]
    assert len(set(uids)) == len(uids)


def test_they_stand_in_order_of_date_whole_months_last_and_birthdays_first() -> None:
    known = (
        celebrant(1, solar(None, 1, None)),
        celebrant(2, solar(None, 1, 1, OccasionKind.CUSTOM)),
        celebrant(3, solar(None, 1, 1)),
        celebrant(4, solar(None, 12, 20)),
        celebrant(5, solar(None, 12, 19)),
    )
    found = [(row["date"], row["code"]) for row in rows(listed(*known))]
    new_year = dt.date(2027, 1, 1)
    assert found == [
        (FIRST, "C000004"),
        (new_year, "C000003"),
        (new_year, "C000002"),
        (new_year, "C000001"),
        (dt.date(2027, 12, 19), "C000005"),
        (dt.date(2027, 12, 20), "C000004"),
    ]


def test_an_age_is_said_only_where_the_year_is_known() -> None:
    known = (celebrant(1, solar(1990, 3, 5)), celebrant(2, solar(None, 3, 5)))
    made = listed(*known)
    assert [row["age"] for row in rows(made)] == [37, None]
    told = [words().render(event.title) for event in events_of(made)]
    assert told == ["N1 (C000001): Birthday of x (37)", "N2 (C000002): Birthday of x"]


def test_a_lunar_one_says_its_lunar_date_and_programs_can_read_it_back() -> None:
    born = Occasion(KIND, Calendar.LUNAR, 2001, 4, None, is_leap_month=True)
    known = (
        celebrant(1, Occasion(KIND, Calendar.LUNAR, None, 12, 30), phone="+12075550142"),
        celebrant(2, born),
    )
    made = listed(*known)
    eve, month = rows(made)
    assert (eve["date"], eve["until"]) == (dt.date(2027, 2, 5), None)
    assert eve["lunar_date"] == "农历2026年十二月廿九"
    assert month["lunar_date"] == "农历2027年四月"
    assert (month["date"], month["until"]) == (dt.date(2027, 5, 6), dt.date(2027, 6, 4))
    first, second = events_of(made)
    assert [words().render(note) for note in first.notes] == [
        "Lunar date: 12/29 十二月廿九",
        "+12075550142",
    ]
    assert (second.first, second.last) == (dt.date(2027, 5, 6), dt.date(2027, 6, 4))


def test_both_dates_of_a_leap_month_are_two_events() -> None:
    born = Occasion(KIND, Calendar.LUNAR, None, 6, 15, is_leap_month=True)
    both = OccasionSettings(leap_month=LeapMonthRule.BOTH)
    first, last = dt.date(2025, 6, 1), dt.date(2025, 9, 30)
    found = celebrations([celebrant(1, born)], first, last, both)
    events = events_of(celebrating_document(found, first, last, shop(), MADE))
    assert [event.first for event in events] == [dt.date(2025, 7, 9), dt.date(2025, 8, 8)]
    assert len({event.id for event in events}) == 2


def test_who_is_not_to_be_contacted_is_marked() -> None:
    quiet = celebrant(1, solar(None, 3, 5))._replace(status=Status.DO_NOT_CONTACT)
    usual, marked = rows(listed(celebrant(2, solar(None, 3, 4)), quiet))
    assert (usual["status"], marked["status"]) == (None, "do_not_contact")


def test_without_anybody_it_says_so() -> None:
    made = listed()
    assert (made.sections, events_of(made)) == ((), ())
    assert made.notes == (Text("Nobody has an occasion on these days."),)
