"""Rules of visit packages: examples a shop owner can read, and properties."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.clock import add_months
from smbcrm.membership.items.types import Item, ItemKind
from smbcrm.membership.ledger.postings import HouseAccount, NewEntry, NewLot, PartyAccount
from smbcrm.membership.ledger.rules import check_balanced, due
from smbcrm.membership.ledger.types import Account, AccountKind, House, Lot, Wallet
from smbcrm.membership.packages import rules, types
from smbcrm.membership.packages.types import Package, PackageChanges, Terms

DAY = dt.date(2026, 3, 10)
UNIT = "visit:CUT10"
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


def package(visits: int | None = 10, months: int | None = 12) -> Package:
    item = Item(1, "CUT10", "10 haircuts", ItemKind.PACKAGE, 20_000, None, 100, active=True)
    return Package(item, Terms(visits, months))


def lot(
    number: int, remaining: int, ends: dt.date | None = None, paused: dt.date | None = None
) -> Lot:
    return Lot(number, 7, AccountKind.VISITS, UNIT, 1, DAY, ends, remaining, None, paused)


def wallet(*lots: Lot) -> Wallet:
    account = Account(7, AccountKind.VISITS, UNIT, sum(one.remaining for one in lots))
    return Wallet(1, 5, (account,), lots)


LOTS = st.lists(
    st.builds(lot, st.integers(1, 999), st.integers(1, 20), st.none() | DAYS),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one.id,
)


def moved(entry: NewEntry) -> int | None:
    """Return what an entry moves on a lot that is there; None for a house account."""
    return None if isinstance(entry.account, HouseAccount) else entry.amount


def test_a_package_is_counted_or_timed_or_both() -> None:
    assert rules.check_terms(Terms(10, 12)) == Terms(10, 12)
    assert rules.check_terms(Terms(visits=1, service="")) == Terms(visits=1)
    assert rules.check_terms(Terms(months=1_200)).months == 1_200


@pytest.mark.parametrize("bad", [(None, None), (0, 1), (10_001, 1), (1, 0), (1, 1_201)])
def test_a_package_that_gives_nothing_is_none(bad: tuple[int | None, int | None]) -> None:
    with pytest.raises(types.BadPackage):
        rules.check_terms(Terms(*bad))


def test_a_package_that_is_edited_stays_counted_or_a_pass() -> None:
    more = PackageChanges(visits=12, months=types.NO_TERM, service="CUT")
    assert rules.changed_terms(package(), more) == Terms(12, None, "CUT")
    assert rules.changed_terms(package(), PackageChanges(name="x")) == Terms(10, 12)
    assert rules.changed_terms(package(None, 1), PackageChanges(months=3)) == Terms(None, 3)
    with pytest.raises(types.KindOfPackageStays):
        rules.changed_terms(package(None, 1), more)
    with pytest.raises(types.BadPackage):
        rules.changed_terms(package(None, 1), PackageChanges(months=types.NO_TERM))


def test_only_whole_packages_are_sold() -> None:
    assert rules.whole(package().item, 3_000) == 3
    with pytest.raises(types.WholePackages):
        rules.whole(package().item, 500)


def test_ten_visits_for_a_year_are_one_lot() -> None:
    visits, account = rules.sold(wallet(), [(package(), 2)], dt.date(2024, 2, 29))
    assert visits == NewEntry(HouseAccount(House.VISITS), UNIT, -20)
    assert account == NewEntry(7, UNIT, 20, NewLot(dt.date(2025, 2, 28)))
    assert rules.last_day(package(months=None), DAY) is None


def test_the_first_visits_of_a_customer_open_an_account() -> None:
    entries = list(rules.sold(Wallet(1, 5, (), ()), [(package(None, 1), 1)], DAY))
    assert entries[1].account == PartyAccount(AccountKind.VISITS)
    assert entries[1].amount == 1


@given(lots=LOTS, data=st.data())
def test_a_use_takes_what_is_asked_for_in_order(lots: list[Lot], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, sum(one.remaining for one in lots)))
    entries = rules.drawn(package(), lots, count)
    check_balanced(entries)
    taken = {entry.lot: -entry.amount for entry in entries if moved(entry) is not None}
    assert sum(taken.values()) == count
    touched = [one for one in lots if one.id in taken]
    assert touched == lots[: len(touched)]
    assert all(taken[one.id] == one.remaining for one in touched[:-1])


@given(lots=LOTS, data=st.data())
def test_a_pass_that_is_used_stays_whole(lots: list[Lot], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, sum(one.remaining for one in lots)))
    entries = rules.drawn(package(None, 1), lots, count)
    check_balanced(entries)
    assert not any(isinstance(entry.account, HouseAccount) for entry in entries)
    sums = {one.id: sum(e.amount for e in entries if e.lot == one.id) for one in lots}
    assert set(sums.values()) == {0}


def test_what_cannot_be_used_says_why_and_what_is_left() -> None:
    ends = dt.date(2026, 5, 1)
    rules.check_left(package(), [lot(1, 3, ends), lot(2, 2)], 5)
    with pytest.raises(types.ShortVisitsUntil) as short:
        rules.check_left(package(), [lot(1, 3, ends), lot(2, 2)], 6)
    assert short.value.params == {"asked": 6, "package": "10 haircuts", "left": 5, "until": ends}
    with pytest.raises(types.ShortVisits):
        rules.check_left(package(), [lot(1, 3)], 4)
    with pytest.raises(types.NoVisits):
        rules.check_left(package(), [], 1)
    with pytest.raises(types.PackagePaused) as paused:
        rules.check_left(package(), [lot(1, 3, ends, DAY)], 1)
    assert paused.value.params["since"] == DAY


@pytest.mark.parametrize("count", [0, -1, 10_001])
def test_a_count_is_believable(count: int) -> None:
    assert rules.check_count(1) == 1
    with pytest.raises(types.BadCount):
        rules.check_count(count)


@given(ends=DAYS, since=DAYS, today=DAYS)
def test_what_stands_still_does_not_end(ends: dt.date, since: dt.date, today: dt.date) -> None:
    """A lot that was valid when its package was paused is valid until that goes on."""
    held = lot(1, 3, ends, since)
    over = bool(due(wallet(held), today))
    assert over == (ends < min(since, today))
    assert not over or due(wallet(lot(1, 3, ends)), today)


@given(ends=DAYS, since=DAYS, days=st.integers(-5, 500))
def test_a_pause_gives_its_days_back(ends: dt.date, since: dt.date, days: int) -> None:
    """As many days are left after a pause as were before it; a clock set back takes none."""
    today = since + dt.timedelta(days=days)
    held = [lot(1, 3, ends, since), lot(2, 0, None, since)]
    held = [one._replace(opened_on=dt.date.min) for one in held]
    first, second = rules.moved(held, {7: since}, {}, today)
    assert first.expires_on is not None
    assert first.expires_on - max(today, since) == ends - since
    assert second.expires_on is None
    assert [term.expires_on for term in rules.held(held)] == [ends, None]


def test_what_came_or_was_extended_during_a_pause_was_held_since_then() -> None:
    """Of twenty days of a pause: all, the last five, the last two, and none for what came today."""
    since, ends = DAY, dt.date(2027, 3, 10)
    today = DAY + dt.timedelta(days=20)
    opened = {1: DAY, 2: DAY + dt.timedelta(days=15), 3: DAY - dt.timedelta(days=9), 4: today}
    held = [lot(n, 1, ends, since)._replace(opened_on=day) for n, day in opened.items()]
    extended = {3: DAY + dt.timedelta(days=18), 2: DAY}
    terms = rules.moved(held, {7: since}, extended, today)
    days = [term.expires_on - ends for term in terms if term.expires_on]
    assert days == [dt.timedelta(days=count) for count in (20, 5, 2, 0)]


@given(lots=LOTS, until=DAYS)
def test_an_extension_never_shortens(lots: list[Lot], until: dt.date) -> None:
    terms = {term.lot.id: term.expires_on for term in rules.extended(lots, until)}
    for one in lots:
        after = terms.get(one.id, one.expires_on)
        assert after is None or (one.expires_on is not None and after >= one.expires_on)
        assert after is None or after >= min(until, after)
        assert one.id not in terms or terms[one.id] == until


def test_what_has_ended_comes_back_in_a_new_lot() -> None:
    until = dt.date(2026, 8, 31)
    entries = list(rules.brought_back([lot(1, 0), lot(2, 0)], {2: 4}, until))
    assert entries == [
        NewEntry(HouseAccount(House.EXPIRED), UNIT, -4),
        NewEntry(7, UNIT, 4, NewLot(until, 2)),
    ]


def test_until_when_visits_are_valid() -> None:
    early, late = dt.date(2026, 5, 1), add_months(DAY, 12)
    lots = [lot(1, 1, early), lot(2, 1, late)]
    assert (rules.soonest(lots), rules.latest(lots)) == (early, late)
    endless = [*lots, lot(3, 1)]
    assert (rules.soonest(endless), rules.latest(endless)) == (early, None)
    assert (rules.soonest([]), rules.latest([])) == (None, None)
    assert rules.paused_since(lots) is None
    assert rules.paused_since([lot(1, 1, paused=DAY)]) == DAY
