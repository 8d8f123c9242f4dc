"""The change log as it is asked for: chosen, in pages, in words, to files; and of a list."""

import csv
import datetime as dt
from pathlib import Path
from unittest.mock import patch

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.change_log import service
from smbcrm.membership.change_log.service import UnknownField
from smbcrm.membership.change_log.types import ChangeFilter, Chosen
from smbcrm.membership.customers.types import Details
from smbcrm.membership.files.types import FileExists
from smbcrm.membership.imports.types import ImportRun
from smbcrm.membership.reports.document import Coded
from smbcrm.membership.reports.service import BackwardSpan
from smbcrm.membership.staff.types import UnknownStaff
from smbcrm.models.work import Work
from tests.helpers.shops import MORNING, StillShop, still_shop
from tests.integration.imports.lists import HEADS, ListSource, importer, people, request

ENGLISH = Translator("en")
DAY = dt.timedelta(days=1)


@pytest.fixture
def busy(shop: StillShop) -> StillShop:
    """Make a shop in which Mia edited Ann on 11 March, and then the shop's phone was changed."""
    ann = shop.services.customers.add(Details(full_name="Ann", email="a@b.com"))
    shop.clock.instant = MORNING + DAY
    shop.services.staff.add_staff("Mia")
    shop.services.customers.edit(
        ann.id, Details(email="", looked_after_by="Mia"), shop.act(1, "Mia")
    )
    shop.clock.instant = MORNING + 2 * DAY
    shop.services.shop.set("shop.phone", "1")
    return shop


def told(shop: StillShop, asked: ChangeFilter, limit: int = 50) -> list[str]:
    """Return the fields of the changes, newest first."""
    sections = shop.services.change_log.document(asked, limit).sections
    rows = sections[0].tables[0].rows if sections else ()
    return [str(row[4].code) for row in rows if isinstance(row[4], Coded)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            ChangeFilter(),
            ["setting", "looked_after_by", "email", "staff_name", "email", "full_name", "customer"],
        ),
        (
            ChangeFilter(customer=1),
            ["looked_after_by", "email", "email", "full_name", "customer"],
        ),
        (ChangeFilter(staff="Mia"), ["looked_after_by", "email"]),
        (ChangeFilter(first=dt.date(2026, 3, 12)), ["setting"]),
        (ChangeFilter(last=dt.date(2026, 3, 10)), ["email", "full_name", "customer"]),
        (
            ChangeFilter(1, dt.date(2026, 3, 11), dt.date(2026, 3, 11), "Mia", "email"),
            ["email"],
        ),
        (ChangeFilter(field="shop.phone"), ["setting"]),
        (ChangeFilter(field="shop.name"), []),
        (ChangeFilter(field="card"), []),
    ],
)
def test_what_is_asked_for_is_told(
    busy: StillShop, asked: ChangeFilter, expected: list[str]
) -> None:
    assert told(busy, asked) == expected
    (count,) = (
        fact for fact in busy.services.change_log.document(asked).facts if fact.id == "count"
    )
    assert count.value == len(expected)


def test_what_cannot_be_asked_for_is_refused(busy: StillShop) -> None:
    log = busy.services.change_log
    with pytest.raises(UnknownField):
        log.document(ChangeFilter(field="shoe_size"))
    with pytest.raises(UnknownStaff):
        log.document(ChangeFilter(staff="Nobody"))
    with pytest.raises(BackwardSpan):
        log.document(ChangeFilter(first=dt.date(2026, 3, 12), last=dt.date(2026, 3, 11)))


def test_the_newest_are_shown_and_the_rest_is_counted(busy: StillShop) -> None:
    assert told(busy, ChangeFilter(), 2) == ["setting", "looked_after_by"]
    (note,) = busy.services.change_log.document(ChangeFilter(), 2).notes
    assert str(note) == "Shown are the newest 2 of 7 changes."
    (note,) = busy.services.change_log.document(ChangeFilter(field="card")).notes
    assert str(note) == "No such change was recorded."


def test_a_document_says_who_when_and_how(busy: StillShop) -> None:
    asked = ChangeFilter(first=dt.date(2026, 3, 11), last=dt.date(2026, 3, 12))
    document = busy.services.change_log.document(asked)
    assert [(fact.id, fact.value) for fact in document.facts] == [
        ("from", asked.first),
        ("to", asked.last),
        ("count", 4),
    ]
    rows = document.sections[0].tables[0].rows
    shown = [
        [ENGLISH.value(cell.words if isinstance(cell, Coded) else cell or "") for cell in row[:9]]
        for row in rows[:2]
    ]
    assert shown == [
        [
            *("2026-03-12 10:00:00", "Owner", "Till 1", "", "Setting: Phone of the shop"),
            *("shop.phone", "", "1", "setting changed"),
        ],
        [
            *("2026-03-11 10:00:00", "Mia", "Till 1", "Ann (C000001)", "Looked after by"),
            *("", "", "Mia", "customer edited"),
        ],
    ]


def test_a_file_holds_all_of_them_page_by_page(
    busy: StillShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_PAGE", 3)
    log, file = busy.services.change_log, tmp_path / "changes.csv"
    assert log.export(file, ENGLISH) == 7
    with file.open(encoding="utf-8-sig", newline="") as stream:
        heads, *lines = csv.reader(stream)
    assert heads == [
        *("Recorded at", "Staff", "Till", "Customer"),
        *("Changed field", "Before", "After", "Changed by"),
    ]
    assert [line[4] for line in lines] == [
        *("Setting: Phone of the shop", "Looked after by", "E-mail", "Staff: Mia"),
        *("E-mail", "Full name", "Customer"),
    ]
    assert lines[2][5:] == ["a@b.com", "", "customer edited"]
    with pytest.raises(FileExists):
        log.export(file, ENGLISH)
    assert log.export(tmp_path / "changes.xlsx", ENGLISH, ChangeFilter(staff="Mia")) == 2


@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        (Chosen(), "change_log_at"),
        (Chosen(begin=MORNING, end=MORNING), "change_log_at"),
        (Chosen(customer=1, begin=MORNING), "change_log_customer"),
        (Chosen(staff=1), "change_log_staff"),
        (Chosen(field="email"), "change_log_field"),
    ],
)
def test_it_is_walked_in_the_order_of_the_answer(
    tmp_path: Path, chosen: Chosen, index: str
) -> None:
    with still_shop(str(tmp_path / "plans.db")) as shop:
        plan = shop.uow.read(planned, chosen)
    (walked,) = (one for one in plan if "change_log" in one)
    assert f"USING INDEX {index}" in walked
    assert "ORDER BY" not in "".join(plan[: plan.index(walked) + 2])


def planned(work: Work, chosen: Chosen) -> list[str]:
    """Return how SQLite walks for a page in the middle of the log."""
    said: list[str] = []
    rows = work.session.rows

    def plan(statement: str, *params: object) -> list[tuple[object, ...]]:
        said.extend(row[3] for row in rows(f"EXPLAIN QUERY PLAN {statement}", *params))
        return []

    with patch.object(work.session, "rows", plan):
        work.change_log.page(chosen, (MORNING, 7), 50)
    return said


def brought(shop: StillShop, *rows: tuple[object, ...]) -> ImportRun:
    shop.clock.instant += DAY
    return importer(shop, ListSource([HEADS, *rows])).run(request(shop))  # type: ignore[list-item]


def test_a_list_says_in_one_line_that_somebody_came(shop: StillShop) -> None:
    run = brought(shop, *people(3))
    log = shop.uow.read(lambda work: work.change_log.page(Chosen(), None, 50))
    assert [(one.act, one.request, one.change.field, one.change.before) for one in log] == [
        ("import", run.id, "customer", None)
    ] * 3
    assert [one.change.after for one in log] == ["C000003", "C000002", "C000001"]
    shop.services.imports.undo(run.id)
    log = shop.uow.read(lambda work: work.change_log.page(Chosen(), None, 3))
    assert [(one.act, one.change.before, one.change.after, one.code) for one in log] == [
        ("import_undo", code, None, "") for code in ("C000003", "C000002", "C000001")
    ]
    (section,) = shop.services.change_log.document(limit=1).sections
    who = section.tables[0].rows[0][3]
    assert isinstance(who, Coded)
    assert (who.code, str(who.words)) == ("", "taken away")


def test_a_list_says_field_by_field_what_it_changed(shop: StillShop) -> None:
    ann = shop.services.customers.add(Details(full_name="客人00000", phones=("13000000000",)))
    shop.uow.run(lambda work: work.session.execute("DELETE FROM change_log"))
    shop.clock.instant += DAY
    heads = ("姓名", "手机", "卡号", "会员等级", "生日")
    rows = (("客人00000", "13000000000", "700000", "金", "1990-03-05"),)
    importer(shop, ListSource([heads, *rows])).run(request(shop))
    rows = (("客人00000", "13000000000", "700000", "银卡", "1990-03-05"),)
    importer(shop, ListSource([heads, *rows])).run(request(shop))
    log = shop.uow.read(lambda work: work.change_log.page(Chosen(customer=ann.id), None, 50))
    assert [tuple(one.change[1:]) for one in log][::-1] == [
        ("occasion", "birthday:", None, "solar 1990 3 5 0"),
        ("card", "700000", None, "active"),
        ("tier", "", None, "3 2027-03-11"),
        ("tier", "", "3 2027-03-11", "2 2027-03-11"),
    ]
    assert {one.act for one in log} == {"import"}


def test_a_check_of_a_list_leaves_no_line(shop: StillShop) -> None:
    importer(shop, ListSource([HEADS, *people(2)])).check(request(shop))
    assert shop.uow.read(lambda work: work.change_log.count(Chosen())) == 0
