"""A list of 5,000 as shops have them: in, once more, and back. Its story: tests/data/README.md."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

import openpyxl
import pytest

from smbcrm.core.ids import uuid7
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.codec import encode
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.types import ImportReport, ImportRequest, RunState
from smbcrm.membership.requests.types import Act
from tests.helpers.shops import StillShop
from tools.build_messy_shop import DIRT, ROWS, TARGET, people, row_of, spoilt

FAILING = ("nobody", "unclear_balance", "negative_balance", "half_point")


@pytest.fixture(autouse=True)
def in_november(request: pytest.FixtureRequest) -> None:
    """Let it be after the list was exported."""
    if "shop" in request.fixturenames:
        request.getfixturevalue("shop").clock.instant = dt.datetime(2026, 11, 21, 6, tzinfo=dt.UTC)


def asked(shop: StillShop) -> ImportRequest:
    return ImportRequest(TARGET, Act(uuid7(shop.clock)))


def rows_of(*kinds: str) -> list[int]:
    found = spoilt()
    return sorted(row_of(number) for kind in kinds for number in found[kind])


def noted(report: ImportReport) -> dict[tuple[str, Field | None], list[int]]:
    """Return the rows of each sort of note."""
    found = defaultdict(list)
    for note in report.notes:
        found[note.kind.value, note.field].append(note.row)
    return found


def told(report: ImportReport, msgid: str) -> list[int]:
    return [note.row for note in report.notes if note.text.msgid == msgid]


def hold_all_dirt(report: ImportReport) -> None:
    """Hold that every kind of dirt is recognised, or listed with its rows."""
    failed, again = sum(DIRT[kind][0] for kind in FAILING), DIRT["again"][0]
    assert (report.rows, report.failed, report.joined) == (ROWS, failed, again)
    assert (report.made, report.headings, report.totals_in_all) == (ROWS - failed - again, 9, 12)
    assert (report.sheet, report.other_sheets) == ("会员总表", ("2019旧表",))
    assert not [
        one.heading for one in report.columns if one.field is None and one.heading != "序号"
    ]
    assert report.notes_in_all == len(report.notes)

    assert told(report, notes.NOBODY) == rows_of("nobody")
    assert told(report, notes.JOINED) == rows_of("again")
    assert told(report, notes.SHARES_PHONE) == rows_of("couple")
    assert told(report, notes.CARD_TAKEN) == rows_of("copied_card")
    assert told(report, notes.ODD_PHONE) == rows_of("local_phone")
    found = noted(report)
    assert found["failed", Field.PRINCIPAL] == rows_of("unclear_balance", "negative_balance")
    assert found["failed", Field.POINTS] == rows_of("half_point")
    assert found["problem", Field.TIER] == rows_of("unknown_tier")
    assert found["problem", Field.STAFF] == rows_of("unknown_staff")
    unreadable = set(found["problem", Field.BIRTHDAY])
    certain = rows_of("no_such_day", "zero_birthday", "age")
    assert set(certain) <= unreadable <= set(certain) | set(rows_of("short_birthday"))
    assert not found["problem", Field.LUNAR_BIRTHDAY]


def test_a_messy_list_comes_in_as_it_was_checked_and_nobody_comes_twice(shop: StillShop) -> None:
    checked = shop.services.imports.check(asked(shop))
    hold_all_dirt(checked)
    run = shop.services.imports.run(asked(shop))
    assert (run.state, encode(run.report)) == (RunState.DONE, encode(checked))
    count = shop.services.customers.count()
    assert count == checked.made

    failed = set(rows_of(*FAILING))
    gifts = (row["赠送余额"] for n, row in enumerate(people(), 1) if row_of(n) not in failed)
    given = [Decimal(str(gift)) for gift in gifts if gift is not None]
    assert run.report.brought.gift == sum(given) * 100
    again = shop.services.imports.run(asked(shop)).report
    assert (again.made, shop.services.customers.count()) == (0, count)
    assert shop.services.audit.verify().clean


def test_the_committed_list_is_what_the_tool_writes() -> None:
    book = openpyxl.load_workbook(TARGET, read_only=True)
    rows = list(book["会员总表"].iter_rows(values_only=True))
    for number, row in enumerate(people(), 1):
        cells = rows[row_of(number) - 1]
        assert cells == tuple(map(_as_read, row.values())), number


def _as_read(cell: object) -> object:
    """Return a cell as a workbook gives it back: a day is a moment there."""
    return dt.datetime.combine(cell, dt.time()) if isinstance(cell, dt.date) else cell
