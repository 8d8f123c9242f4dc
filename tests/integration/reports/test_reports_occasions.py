"""Who has what when, on either database: few statements, and nothing twice at the seams."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.core.i18n import Translator
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.types import Details
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.occasions.lunar import LAST_DAY
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.occasions.windows import WindowOutOfRange, WindowTooLong
from smbcrm.membership.reports.celebrating import celebrations
from smbcrm.membership.reports.document import Coded, Document
from smbcrm.membership.reports.service import BackwardSpan, NotAReportFile, NothingForACalendar
from smbcrm.models.session import Session
from tests.helpers.celebrants import OCCASIONS, celebrants
from tests.helpers.shops import MORNING, StillShop
from tests.helpers.unsigned import unsigned

DAY = dt.timedelta(days=1)
TODAY = MORNING.date()
BIRTHDAY, PET = OccasionKind.BIRTHDAY, OccasionKind.PET_BIRTHDAY
BORN = Occasion(BIRTHDAY, Calendar.SOLAR, 1990, 3, 12)
REX = Occasion(PET, Calendar.SOLAR, 2021, 3, 12, label="Rex")


def add(shop: StillShop, name: str, *occasions: Occasion, status: Status | None = None) -> None:
    details = Details(full_name=name, phones=("13800138000",), occasions=occasions, status=status)
    shop.services.customers.add(details)


def rows(made: Document) -> list[tuple[object, ...]]:
    return [
        tuple(value.code if isinstance(value, Coded) else value for value in row)
        for section in made.sections
        for table in section.tables
        for row in table.rows
    ]


def told(made: Document) -> list[tuple[object, object]]:
    """Return the date and the name of each."""
    return [(row[0], row[7]) for row in rows(made)]


def test_who_has_what_is_read_with_code_and_phone(shop: StillShop) -> None:
    add(shop, "Ann", BORN, REX)
    day = dt.date(2026, 3, 12)
    made = shop.services.reports.occasions()
    assert [fact.value for fact in made.facts] == [TODAY, TODAY + 30 * DAY, 2]
    rest = ("C000001", "Ann", "+8613800138000", None)
    assert rows(made) == [
        (day, None, None, "birthday", None, 36, *rest),
        (day, None, None, "pet_birthday", "Rex", 5, *rest),
    ]
    only = shop.services.reports.occasions(kind=PET)
    assert [row[3] for row in rows(only)] == ["pet_birthday"]


def test_both_ends_count_also_over_new_year(shop: StillShop) -> None:
    for month, day in ((12, 30), (12, 31), (1, 1), (1, 2)):
        one = Occasion(BIRTHDAY, Calendar.SOLAR, None, month, day)
        add(shop, f"{month}-{day}", one)
    made = shop.services.reports.occasions(dt.date(2026, 12, 31), dt.date(2027, 1, 1))
    assert [name for _, name in told(made)] == ["12-31", "1-1"]


def test_who_is_gone_is_left_out(shop: StillShop) -> None:
    for status in Status:
        add(shop, status.value, BORN, status=status)
    found = told(shop.services.reports.occasions())
    assert [name for _, name in found] == ["active", "do_not_contact"]


def test_many_customers_take_few_statements(
    shop: StillShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        add(shop, f"N{number}", BORN, REX)
    said: list[str] = []
    plain = Session.text

    def noted(session: Session, statement: str) -> str:
        said.append(statement)
        return plain(session, statement)

    monkeypatch.setattr(Session, "text", noted)
    assert len(told(shop.services.reports.occasions(TODAY, TODAY + 365 * DAY))) == 60
    assert len([one for one in said if "occasion" in one]) == 1
    assert len(said) < 5


def written(shop: StillShop, occasions: Sequence[Occasion]) -> None:
    """Write these occasions, each with a customer of its own, in place of all others."""
    shop.uow.run(unsigned(lambda work: work.customers.remove(shop.services.customers.ids())))
    for number, one in enumerate(occasions, 1):
        details = Details(code=f"C{number:06}", full_name=f"N{number}", occasions=(one,))
        shop.services.customers.add(details)


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(OCCASIONS, min_size=1, max_size=6),
    st.dates(dt.date(1902, 1, 1), dt.date(2095, 1, 1)),
    st.lists(st.integers(1, 120), min_size=1, max_size=3),
)
def test_windows_side_by_side_find_what_one_window_and_the_rules_find(
    shop: StillShop, occasions: list[Occasion], first: dt.date, lengths: list[int]
) -> None:
    written(shop, occasions)
    ask = shop.services.reports.occasions
    parts, begin = [], first
    for length in lengths:
        parts += told(ask(begin, begin + (length - 1) * DAY))
        begin += length * DAY
    whole = ask(first, begin - DAY)
    assert parts == told(whole)
    kept = settings_of(shop.services.shop.shop())
    rules = celebrations(celebrants(occasions), first, begin - DAY, kept)
    assert parts == [(one.on.date, one.who.full_name) for one in rules]


def test_windows_that_no_list_is_made_of_are_refused(shop: StillShop) -> None:
    ask = shop.services.reports.occasions
    with pytest.raises(BackwardSpan):
        ask(TODAY, TODAY - DAY)
    with pytest.raises(WindowTooLong):
        ask(TODAY, TODAY + 400 * DAY)
    for first, last in ((dt.date(1900, 1, 1), None), (dt.date.max, None), (TODAY, dt.date.max)):
        with pytest.raises(WindowOutOfRange):
            ask(first, last)
    made = ask(LAST_DAY)
    assert [fact.value for fact in made.facts] == [LAST_DAY, LAST_DAY, 0]


def test_only_days_go_into_a_calendar(shop: StillShop, tmp_path: Path) -> None:
    reports, file = shop.services.reports, tmp_path / "days.ics"
    with pytest.raises(NotAReportFile) as caught:
        reports.save(reports.liability(), Translator("en"), file)
    assert caught.value.params["known"] == [".pdf", ".xlsx", ".csv"]
    with pytest.raises(NothingForACalendar):
        reports.save(reports.occasions(), Translator("en"), file)
    with pytest.raises(NotAReportFile) as caught:
        reports.save(reports.occasions(), Translator("en"), tmp_path / "days.txt")
    assert caught.value.params["known"] == [".pdf", ".xlsx", ".csv", ".ics"]
    assert not list(tmp_path.glob("days*"))
    add(shop, "Ann", BORN)
    reports.save(reports.occasions(), Translator("en"), file)
    assert file.read_bytes().count(b"BEGIN:VEVENT") == 1


def test_a_name_like_a_formula_is_text_in_excel(shop: StillShop, tmp_path: Path) -> None:
    evil = "=cmd|'/c calc'!A1"
    ours = Occasion(OccasionKind.CUSTOM, Calendar.SOLAR, None, 3, 12, label="@SUM(1)")
    add(shop, evil, ours)
    reports, file = shop.services.reports, tmp_path / "days.xlsx"
    reports.save(reports.occasions(), Translator("en"), file)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert (cells[evil], cells["@SUM(1)"]) == ("s", "s")
    assert "f" not in cells.values()
