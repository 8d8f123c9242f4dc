"""Which copies stay, when the next is due, and what they are called."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.backups import rules
from smbcrm.membership.backups.types import Backup, BackupFigures, BackupReason

NOW = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)
FIGURES = BackupFigures(1, 1, 2, 0, 1, "abc")
moments = st.datetimes(
    dt.datetime(2020, 1, 1),  # noqa: DTZ001 - the strategy adds the time zone itself
    dt.datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
close_moments = st.integers(0, 60 * 24 * 60).map(
    lambda minutes: NOW - dt.timedelta(minutes=minutes)
)


def backup(at: dt.datetime, *, good: bool = True, known: bool = True) -> Backup:
    return Backup(
        path=Path(f"{at.isoformat()}-{good}-{known}"),
        made_at=at,
        reason=BackupReason.AUTOMATIC,
        version="1",
        size=1,
        figures=FIGURES if known else None,
        verified=good and known,
    )


def plain_kept(times: list[dt.datetime]) -> set[dt.datetime]:
    """Say the same in another way: day by day and week by week, each with its newest."""
    stay = set(sorted(times)[-3:])
    days = sorted({t.date() for t in times})[-7:]
    stay |= {max(t for t in times if t.date() == day) for day in days}
    mondays = sorted({t.date() - dt.timedelta(days=t.weekday()) for t in times})[-4:]
    for monday in mondays:
        stay.add(max(t for t in times if 0 <= (t.date() - monday).days < 7))
    return stay


@given(st.lists(close_moments | moments, max_size=60))
def test_the_last_3_and_the_newest_of_7_days_and_4_weeks_stay(times: list[dt.datetime]) -> None:
    assert rules.kept(times) == plain_kept(times)


@given(st.lists(close_moments | moments, min_size=1, max_size=60))
def test_the_newest_stays_and_they_are_few(times: list[dt.datetime]) -> None:
    stay = rules.kept(times)
    assert max(times) in stay
    assert len(stay) <= 3 + 7 + 4
    assert rules.kept(stay) == stay


@given(st.lists(st.integers(4, 72), max_size=80))
def test_years_of_copies_leave_days_and_weeks_behind(gaps: list[int]) -> None:
    """Thinned out after each copy, as the service does, the week before last is still there."""
    now, stay = NOW, frozenset({NOW})
    made = {NOW}
    for hours in gaps:
        now += dt.timedelta(hours=hours)
        made.add(now)
        stay = rules.kept({*stay, now})
        for back in (1, 2, 3):
            monday = (now - dt.timedelta(weeks=back)).date() - dt.timedelta(days=now.weekday())
            week = [m for m in made if 0 <= (m.date() - monday).days < 7]
            assert not week or max(week) in stay


def test_what_was_there_before_the_holidays_is_there_after_them() -> None:
    before = NOW - dt.timedelta(days=90)
    after = [NOW + dt.timedelta(hours=hours) for hours in range(5)]
    assert before in rules.kept([before, *after])


def test_copies_of_one_moment_in_two_time_zones_are_one() -> None:
    taipei = dt.timezone(dt.timedelta(hours=8))
    assert rules.kept([NOW, NOW.astimezone(taipei)]) == {NOW}


@given(st.lists(st.tuples(close_moments, st.booleans(), st.booleans()), max_size=40))
def test_only_good_copies_count(found: list[tuple[dt.datetime, bool, bool]]) -> None:
    backups = [backup(at, good=good, known=known) for at, good, known in dict.fromkeys(found)]
    gone = rules.expendable(backups)
    good = [b for b in backups if b.verified]
    stay = {b.made_at for b in good if b not in gone}
    assert stay == rules.kept(b.made_at for b in good)
    assert all(b.figures is not None for b in gone), "a file that we know nothing of is not ours"
    newest = max((b.made_at for b in good), default=None)
    left = [b for b in backups if not b.verified and b.figures is not None and b not in gone]
    assert len(left) <= rules.LAST
    assert all(newest is None or b.made_at > newest for b in left)


def test_bad_copies_stay_only_while_there_is_no_good_one_after_them() -> None:
    hours = [NOW + dt.timedelta(hours=number) for number in range(5)]
    bad = [backup(at, good=False) for at in hours]
    assert set(rules.expendable(bad)) == {bad[0], bad[1]}
    good = backup(hours[4] + dt.timedelta(minutes=1))
    assert set(rules.expendable([*bad, good])) == set(bad)


@pytest.mark.parametrize(
    ("copies", "due"),
    [
        ([], True),
        ([(0, True)], False),
        ([(239, True)], False),
        ([(240, True)], True),
        ([(300, True), (30, False)], False),  # tried half an hour ago
        ([(300, True), (60, False)], True),
        ([(30, False)], False),
        ([(600, False), (60, False)], True),
        ([(-30, True)], True),  # the clock was wrong
        ([(-30, True), (30, True)], False),
        ([(30, True), (500, True)], False),
    ],
)
def test_the_next_is_due_4_hours_after_the_last_good_one(
    copies: list[tuple[int, bool]], *, due: bool
) -> None:
    backups = [backup(NOW - dt.timedelta(minutes=minutes), good=good) for minutes, good in copies]
    assert rules.due(backups, NOW) is due


@given(st.text(), moments)
def test_a_name_tells_its_moment_and_names_one_file(shop: str, at: dt.datetime) -> None:
    name = rules.file_name(shop, at)
    assert rules.moment_of(name) == at.replace(microsecond=0)
    assert rules.moment_of(rules.numbered(name, 2)) == at.replace(microsecond=0)
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert len(name.encode()) < 250, "file systems take 255 bytes, and the manifest adds some"


def test_names_as_people_see_them() -> None:
    name = rules.file_name("美丽人生", NOW)
    assert name == "美丽人生-20260520-120000.smbcrm-backup"
    assert rules.numbered(name, 2) == "美丽人生-20260520-120000-2.smbcrm-backup"
    assert rules.moment_of("mine.smbcrm-backup") is None
    assert rules.moment_of("shop-20269999-120000.smbcrm-backup") is None
