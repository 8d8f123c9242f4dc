"""The sales of a salon's old till: in, corrected, out again; tests/data/README.md has the story."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from smbcrm.membership.imports import notes, sale_notes
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.types import RunState, Sold
from smbcrm.membership.occasions import reasons
from tests.helpers.shops import StillShop, still_shop
from tests.integration.imports import test_imports_messy_lists as people
from tests.integration.imports.sales import bought

SALES = people.DATA / "salon_sales_zh.csv"


def totals(shop: StillShop, who: str) -> list[tuple[int, str, int]]:
    """Return the day of September, the time and the total of what somebody bought."""
    customer = people.called(shop, who).id
    return [(one.day.day, one.at, one.total) for one in bought(shop, customer)]


def corrected(line: dict[str, str]) -> None:
    """Do what somebody would do who reads the reasons."""
    if line["单号"] == "X0004":
        line["客户姓名"] = "张晓雯"
    if line["单号"] == "X0009":
        line["消费时间"] = "2026-09-06"
    if line["单号"] == "X0010":
        line["实收"] = "300"
    if line["单号"] == "X0011":
        line["会员卡号"] = ""
    if line["单号"] == "X0012":
        line["金额"] = line["实收"] = "99"


@pytest.fixture
def salon(shop_address: str) -> Iterator[StillShop]:
    with still_shop(shop_address, zone="Asia/Shanghai") as shop:
        yield shop


def test_the_sales_of_an_old_till(salon: StillShop, tmp_path: Path) -> None:
    shop = salon
    shop.clock.instant = people.NOW
    people.bring_in(shop, people.SALON, tmp_path / "people.csv")
    errors = tmp_path / "errors.csv"
    run = people.bring_in(shop, SALES, errors, ListKind.SALES)
    report = run.report
    assert (report.heading_row, report.headings, report.totals) == (3, 1, (20, 21))
    assert (report.made, report.joined, report.left_out, report.failed) == (7, 1, 1, 6)
    assert report.sold == Sold(7, 1, 144_800, dt.date(2026, 9, 1), dt.date(2026, 9, 10))
    # A check on a server uses up the codes that it gave.
    codes = {one.code for one in shop.services.customers.page()}
    assert [(note.row, note.text.msgid) for note in report.notes[:-2]] == [
        (8, notes.LOST),
        (10, notes.OWN_LOOKING if "C000001" in codes else notes.NOT_HERE),
        (14, reasons.NOT_A_DATE),
        (15, sale_notes.NOT_THE_SUM),
        (16, notes.DIGITS_LOST),
    ]
    assert {note.row for note in report.notes[-2:]} == {17}
    assert totals(shop, "800101") == [(1, "10:20", 106_800)]
    assert totals(shop, "800102") == [(4, "16:00", -4_800)]
    assert totals(shop, "800103") == [(5, "02:30", 12_800)]
    assert totals(shop, "800104") == [(3, "15:15", 9_600)]
    assert totals(shop, "13900139012") == [(10, "12:00", 6_800)] * 2
    assert totals(shop, "王思远") == [(2, "14:05", 6_800)]
    people.correct(errors, corrected)
    second = people.bring_in(shop, tmp_path / "corrected.csv", tmp_path / "2", ListKind.SALES)
    assert (second.report.made, second.report.failed) == (5, 1)
    assert totals(shop, "张晓雯") == [(2, "", 3_000)]
    again = people.bring_in(shop, SALES, tmp_path / "3.csv", ListKind.SALES)
    assert (again.report.made, again.report.unchanged) == (0, 8)
    for one in (second, run):
        assert shop.services.imports.undo(one.id).state is RunState.UNDONE
    assert totals(shop, "800101") == totals(shop, "800103") == []
    assert not shop.services.audit.verify().findings
