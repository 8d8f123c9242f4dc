"""Sales of the past come in from the list of another till, and go again with its undo."""

import datetime as dt
from collections.abc import Sequence

import pytest

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports import errors, notes, sale_notes
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.types import ImportReport, ImportRun, RunState, Sold
from smbcrm.membership.past_sales.types import PastLine, PastSums
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.models.stores.ledger import PeeweeLedgerStore
from tests.helpers.shops import StillShop
from tests.integration.imports.lists import ListSource, Sink, importer
from tests.integration.imports.sales import HEADS, bought, buyer, line, request

WANG = "13800138000"


def brought(shop: StillShop, *rows: tuple[Cell, ...], path: str = "sales.xlsx") -> ImportRun:
    shop.clock.instant += dt.timedelta(seconds=1)
    return importer(shop, ListSource([HEADS, *rows])).run(request(shop, path=path))


def reasons(report: ImportReport) -> list[tuple[int, str]]:
    return [(note.row, note.text.msgid) for note in report.notes]


def visits(shop: StillShop, customer: int) -> tuple[int, dt.date | None]:
    (row,) = (one for one in shop.services.customers.page(limit=100) if one.id == customer)
    return row.visits, row.last_visit


def test_rows_of_one_bill_are_one_sale_wherever_they_stand(shop: StillShop) -> None:
    wang, li = buyer(shop), buyer(shop, "李雷", "13900139000")
    run = brought(
        shop,
        line(bill="A1", phone=WANG, amount=68, total=98, by="小美"),
        line(day="2025-11-04", bill="A2", phone="13900139000", amount=50),
        line(bill="A1", item="护理", quantity=1.5, amount=30, total=98, by="阿强"),
    )
    assert run.state is RunState.DONE
    assert (run.report.made, run.report.joined, run.report.failed) == (2, 1, 0)
    assert run.report.sold == Sold(2, 0, 14800, dt.date(2025, 11, 3), dt.date(2025, 11, 4))
    (sale,) = bought(shop, wang)
    assert (sale.day, sale.at, sale.bill) == (dt.date(2025, 11, 3), "14:20", "A1")
    assert (sale.total, sale.sold_by) == (9800, "小美, 阿强")
    assert sale.lines == (PastLine("剪发", 1000, 6800), PastLine("护理", 1500, 3000))
    assert [one.total for one in bought(shop, li)] == [5000]
    assert not shop.services.audit.verify().findings


def test_the_check_is_the_run_taken_back(shop: StillShop) -> None:
    wang = buyer(shop)
    rows = [line(bill=i, phone=WANG if i % 7 else "13700137000", amount=i) for i in range(1, 1203)]
    source = importer(shop, ListSource([HEADS, *rows]))
    checked = source.check(request(shop))
    assert not bought(shop, wang)
    assert source.run(request(shop)).report == checked
    assert (checked.made, checked.failed) == (1202 - 171, 171)


def test_the_same_list_brings_nothing_twice(shop: StillShop) -> None:
    wang = buyer(shop)
    rows = (
        line(bill="A1", phone=WANG, amount=68),
        line(phone=WANG, amount=20),
        line(phone=WANG, amount=20),
        line(phone=WANG, amount=30),
    )
    brought(shop, *rows)
    assert len(bought(shop, wang)) == 4
    again = brought(shop, *rows, path="again.xlsx").report
    assert (again.made, again.unchanged, again.failed) == (0, 4, 0)
    third = brought(shop, *rows, line(phone=WANG, amount=20), path="third.xlsx").report
    assert (third.made, third.unchanged) == (1, 4)
    assert shop.services.past_sales.of(wang, 1)[0].sales == 5


def test_a_bill_that_came_in_with_another_total_is_listed(shop: StillShop) -> None:
    wang = buyer(shop)
    brought(shop, line(bill="A1", phone=WANG, amount=68))
    other = brought(shop, line(bill="A1", phone=WANG, amount=86), path="other.xlsx").report
    assert reasons(other) == [(2, sale_notes.OTHER_TOTAL)]
    assert [one.total for one in bought(shop, wang)] == [6800]


def test_returns_are_below_zero_and_no_visit(shop: StillShop) -> None:
    wang = buyer(shop)
    report = brought(
        shop,
        line(day="2025-10-01", bill="1", phone=WANG, amount="100.00"),
        line(day="2025-10-02", bill="2", phone=WANG, quantity=-1, amount="-40.00"),
        line(day="2025-10-03", bill="3", phone=WANG, quantity=-1, amount="(10.50)"),
        line(day="2025-10-04", bill="4", phone=WANG, quantity=-1, amount=-5.5),
        line(day="2025-10-05", bill="5", phone=WANG, quantity=-1, amount=7),
    ).report
    assert reasons(report) == [(6, sale_notes.SIGNS_DIFFER)]
    assert (report.sold.returns, report.sold.total) == (3, 4400)
    assert [one.total for one in bought(shop, wang)] == [-550, -1050, -4000, 10000]
    assert visits(shop, wang) == (1, dt.date(2025, 10, 1))


def test_a_past_sale_is_a_visit_and_nothing_of_the_ledger(shop: StillShop) -> None:
    wang = buyer(shop)
    shop.services.till.sale(SaleRequest(Act(uuid7(shop.clock)), wang, 300))
    standing = shop.services.ledger.standing(wang)
    brought(
        shop,
        line(day="2025-10-01", bill="1", phone=WANG, amount=1),
        line(day="2025-10-01", bill="2", phone=WANG, amount=1),
        line(day="2026-03-10", bill="3", phone=WANG, amount=1),
    )
    assert visits(shop, wang) == (2, dt.date(2026, 3, 10))
    assert shop.services.ledger.standing(wang) == standing
    page = shop.services.customer_page.page(wang)
    assert page.view.first_visit == dt.date(2025, 10, 1)
    assert (page.year.visits, page.year.visits_here, page.year.sales) == (2, 1, 4)
    assert not shop.services.audit.verify().findings
    sums = shop.services.past_sales.of(wang, 1)[0]
    assert sums == PastSums(3, 0, 300, dt.date(2025, 10, 1), dt.date(2026, 3, 10))


def test_an_undo_takes_them_away(shop: StillShop) -> None:
    wang = buyer(shop)
    rows = [line(day=f"2025-10-{i % 28 + 1:02}", bill=i, phone=WANG, amount=i) for i in range(700)]
    run = brought(shop, *rows)
    assert visits(shop, wang)[0] == 28
    undone = shop.services.imports.undo(run.id)
    assert undone.state is RunState.UNDONE
    assert undone.undo is not None
    assert (undone.undo.removed, undone.undo.seen) == (700, 700)
    assert (bought(shop, wang), visits(shop, wang)) == ([], (0, None))
    assert brought(shop, *rows).report.made == 700


def test_whoever_bought_stays_when_the_list_of_customers_is_undone(shop: StillShop) -> None:
    people = importer(shop, ListSource([("姓名", "手机"), ("王芳", WANG)]))
    shop.clock.instant += dt.timedelta(seconds=1)
    first = people.run(
        request(shop, path="people.xlsx").__class__(
            path=request(shop).path, act=Act(uuid7(shop.clock))
        )
    )
    brought(shop, line(bill="1", phone=WANG, amount=1))
    undo = shop.services.imports.undo(first.id).undo
    assert undo is not None
    assert (undo.removed, undo.stayed_in_all) == (0, 1)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (line(day=None, phone=WANG, amount=1), sale_notes.NO_DAY),
        (line(day="2025-11", phone=WANG, amount=1), sale_notes.SHORT_DAY),
        (line(phone=WANG), sale_notes.NO_AMOUNT),
        (line(phone=WANG, amount=1, total=2), sale_notes.NOT_THE_SUM),
        (line(phone="13700137000", amount=1), notes.NOT_HERE),
        (line(name="张三", amount=1), notes.NOT_HERE),
        (line(name="同名", amount=1), notes.ANY_OF),
        (line(phone="13600136000", amount=1), notes.ANY_OF),
        (line(phone=WANG, name="李雷", amount=1), notes.CALLED_OTHERWISE),
    ],
)
def test_what_nobody_can_say_for_sure_is_listed(
    shop: StillShop, row: tuple[Cell, ...], reason: str
) -> None:
    buyer(shop)
    buyer(shop, "同名", "13600136000")
    buyer(shop, "同名", "13600136000")
    sink = Sink()
    shop.clock.instant += dt.timedelta(seconds=1)
    report = importer(shop, ListSource([HEADS, row])).check(request(shop), problems=sink)
    assert (report.made, report.failed) == (0, 1)
    assert reasons(report) == [(2, reason)]
    assert len(sink.rows) == 1


def test_walk_ins_are_left_out_and_counted(shop: StillShop) -> None:
    buyer(shop)
    report = brought(
        shop,
        line(bill="1", amount=5),
        line(bill="2", name="散客", amount="?"),
        line(bill="3", name="王芳", amount=5),
        line(bill="4", phone="0", name="walk-in", amount=5),
    ).report
    assert (report.left_out, report.made, report.failed, report.notes) == (3, 1, 0, ())


def test_half_a_bill_never_comes_in(shop: StillShop) -> None:
    wang = buyer(shop)
    buyer(shop, "李雷", "13900139000")
    report = brought(
        shop,
        line(bill="1", phone=WANG, amount="abc"),
        line(bill="1", phone=WANG, amount=2),
        line(bill="2", phone=WANG, amount=2),
        line(bill="2", phone="13900139000", amount=2),
        line(bill="3", phone=WANG, total=2),
        line(bill="3", phone=WANG, total=3),
        line(bill="4", phone=WANG, amount=2),
        line(day="31/31/2025", bill="4", phone=WANG, amount=2),
    ).report
    assert (report.made, report.failed) == (0, 8)
    assert {row for row, msgid in reasons(report) if msgid == sale_notes.OTHER_ROW} == {3, 4, 6}
    assert (5, sale_notes.TWO_CUSTOMERS) in reasons(report)
    assert (7, sale_notes.TOTALS_DIFFER) in reasons(report)
    assert (8, sale_notes.UNDATED) in reasons(report)
    assert not bought(shop, wang)


def test_totals_without_amounts_are_enough(shop: StillShop) -> None:
    wang = buyer(shop)
    brought(shop, line(bill="3", phone=WANG, total=30), line(bill="3", item="护理", total=30))
    (sale,) = bought(shop, wang)
    assert (sale.total, [one.amount for one in sale.lines]) == (3000, [None, None])


def test_customers_are_found_by_card_codes_and_old_names(shop: StillShop) -> None:
    wang, li = buyer(shop), buyer(shop, "李雷", "13900139000")
    card = shop.services.cards.issue(wang, Act(uuid7(shop.clock))).number
    code = shop.services.customers.get(li).code
    heads = ("Date", "Card", "Customer ID", "Shopbell code", "Customer", "Total")
    rows: list[tuple[Cell, ...]] = [
        ("2025-11-03", card, None, None, "王芳", 1),
        ("2025-11-04", None, code, None, "李雷", 2),
        ("2025-11-05", None, code, None, "王芳", 3),
        ("2025-11-06", None, None, code, None, 4),
        ("2025-11-07", None, "X1", None, None, 5),
        ("2025-11-08", 6.2e15, None, None, None, 6),
    ]
    shop.clock.instant += dt.timedelta(seconds=1)
    report = importer(shop, ListSource([heads, *rows])).run(request(shop)).report
    assert [one.total for one in bought(shop, wang)] == [100]
    assert [one.total for one in bought(shop, li)] == [400, 200]
    assert [row for row, _ in reasons(report)] == [4, 6, 7]


def test_a_list_that_stopped_goes_on_and_tells_its_problems_again(shop: StillShop) -> None:
    wang = buyer(shop)
    rows = [line(bill=i, phone=WANG, amount=i if i != 3 else "x") for i in range(1, 1001)]
    service, asked = importer(shop, ListSource([HEADS, *rows])), request(shop)
    calls = iter([False, True])
    stopped = service.run(asked, stop=lambda: next(calls))
    assert (stopped.state, stopped.rows_done) == (RunState.STOPPED, 500)
    sink = Sink()
    again = service.resume(stopped.id, asked.path, Act(uuid7(shop.clock)))
    done = service.run(again, problems=sink)
    assert (done.state, done.id, done.report.made) == (RunState.DONE, stopped.id, 999)
    assert [one.row for one in sink.rows] == [4]
    assert len(bought(shop, wang)) == 100
    sink = Sink()
    assert service.run(again, problems=sink) == done
    assert [one.row for one in sink.rows] == [4]


def test_a_list_without_what_every_sale_has_is_refused(shop: StillShop) -> None:
    def check(*heads: Cell) -> None:
        row = tuple("1" for _ in heads)
        importer(shop, ListSource([heads, row])).check(request(shop))

    with pytest.raises(errors.ColumnMissing) as missing:
        check("单号", "手机", "金额")
    assert missing.value.params["fields"] == [Text(LABELS[Field.SOLD_ON])]
    with pytest.raises(errors.SaleHeadingsNotFound):
        check("eins", "zwei")
    with pytest.raises(errors.ColumnInOtherCurrency):
        check("日期", "手机", "金额(USD)")
    with pytest.raises(UserError):
        importer(shop, ListSource([HEADS])).check(request(shop))


def test_corrected_rows_of_the_error_file_come_in_once(shop: StillShop) -> None:
    wang = buyer(shop)
    rows = (
        line(day="3/11/2025 9:05 pm", phone="13700137000", amount="1.234,50"),
        line(day="25/11/2025", phone=WANG, amount="20,00"),
    )
    shop.clock.instant += dt.timedelta(seconds=1)
    sink = Sink()
    service = importer(shop, ListSource([HEADS, *rows], excel=False))
    service.run(request(shop), problems=sink)
    (problem,) = sink.rows
    assert problem.cells[:2] == ("2025-11-03 21:05", "")
    assert problem.cells[6] == "1234.50"
    code = shop.services.customers.get(wang).code
    heads = ("Shopbell code", "Row in the list", *sink.headings, "Reasons")
    corrected = [heads, (code, "2", *(cell or None for cell in problem.cells), "why")]
    shop.clock.instant += dt.timedelta(seconds=1)
    fixed = importer(shop, ListSource(corrected)).run(request(shop, path="fixed.csv"))
    assert (fixed.report.made, fixed.report.failed) == (1, 0)
    shop.services.customers.add(Details(full_name="", phones=("13700137000",)))
    shop.clock.instant += dt.timedelta(seconds=1)
    again = importer(shop, ListSource([HEADS, *rows], excel=False)).run(
        request(shop, path="again.csv")
    )
    assert (again.report.made, again.report.unchanged) == (0, 2)
    assert len(bought(shop, wang)) == 2


def test_an_undo_holds_whoever_has_the_sales_by_now(
    shop: StillShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang, li = buyer(shop), buyer(shop, "李雷", "13900139000")
    run = brought(shop, line(bill="1", phone=WANG, amount=1))
    shop.services.merging.merge(li, wang, {}, Act(uuid7(shop.clock)))
    held: list[int] = []

    def lock(store: PeeweeLedgerStore, customers: Sequence[int]) -> None:
        held.extend(customers)
        genuine(store, customers)

    genuine = PeeweeLedgerStore.lock
    monkeypatch.setattr(PeeweeLedgerStore, "lock", lock)
    shop.services.imports.undo(run.id)
    assert li in held
    assert (bought(shop, li), visits(shop, li)) == ([], (0, None))
