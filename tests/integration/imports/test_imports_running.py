"""An import keeps its promises: batches, going on, the same request, the check."""

from collections.abc import Callable
from pathlib import Path

import pytest

from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports import errors
from smbcrm.membership.imports.codec import encode
from smbcrm.membership.imports.types import RunState
from smbcrm.membership.requests.types import Act, BadRequestId, RequestReused
from smbcrm.membership.sales.types import SaleRequest
from tests.helpers.shops import StillShop
from tests.integration.imports.lists import (
    HEADS,
    ListSource,
    Sink,
    importer,
    people,
    picture,
    request,
)

BAD = ("坏人", "12", None, "见本子", None, None, None)
ODD = ("怪人", "123", None, 5, None, None, "30岁")


class PowerCutError(Exception):
    """The power goes off."""


def cut_at(row: int) -> Callable[[int], None]:
    def fail(number: int) -> None:
        if number == row:
            raise PowerCutError

    return fail


def test_a_list_comes_in(shop: StillShop) -> None:
    source = ListSource([("名单",), HEADS, *people(3), BAD, ODD])
    told: list[tuple[int, int]] = []
    run = importer(shop, source).run(request(shop), lambda done, of: told.append((done, of)))
    report = run.report
    assert (run.state, run.rows_done) == (RunState.DONE, 5)
    assert (report.made, report.failed, report.with_problems) == (4, 1, 1)
    assert (report.brought.principal, report.brought.points, report.brought.customers) == (
        *(3800, 3, 4),
    )
    assert told == [(5, 5)]
    assert picture(shop).owed == 3800
    assert shop.services.customers.get(shop.services.cards.customer("700001")).cards


def test_the_check_changes_nothing_and_says_what_the_run_says(shop: StillShop) -> None:
    source = ListSource([HEADS, *people(700), BAD, ODD, *people(3), ("客人00001", 13000000001)])
    before, sink, real = picture(shop), Sink(), Sink()
    checked = importer(shop, source).check(request(shop), problems=sink)
    assert picture(shop) == before
    assert not shop.services.imports.all()
    run = importer(shop, source).run(request(shop), problems=real)
    assert encode(checked) == encode(run.report)
    assert (checked.made, checked.joined, checked.failed) == (701, 1, 4)
    assert [row.row for row in sink.rows] == [row.row for row in real.rows]
    assert [row.cells for row in sink.rows] == [row.cells for row in real.rows]
    assert {row.code for row in sink.rows if "怪人" in row.cells} == {""}
    codes = {row.code for row in real.rows if "怪人" in row.cells}
    assert codes == {shop.services.customers.find("怪人")[0].code}


def test_a_separator_by_the_region_is_told_alike_by_check_and_run(shop: StillShop) -> None:
    source = ListSource([("Name", "Balance"), ("Ann", "1,200"), ("Bob", "80")], excel=False)
    checked = importer(shop, source).check(request(shop, path="list.csv"))
    run = importer(shop, source).run(request(shop, path="list.csv"))
    assert encode(checked) == encode(run.report)
    assert (run.report.failed, run.report.brought.principal) == (0, 128000)
    assert [text.params for text in run.report.remarks] == [{"column": "Balance"}]
    assert shop.services.imports.get(run.id).report == run.report


def test_what_breaks_off_leaves_whole_batches_and_goes_on(shop: StillShop) -> None:
    rows = [HEADS, *people(600), BAD, ODD, *people(600, 600)]
    whole = importer(shop, ListSource(rows)).check(request(shop))
    broken = ListSource(rows, fail_at=cut_at(1150))
    with pytest.raises(PowerCutError):
        importer(shop, broken).run(request(shop), problems=Sink())
    (left,) = shop.services.imports.unfinished()
    assert (left.state, left.rows_done, left.report.made) == (RunState.RUNNING, 1000, 999)
    assert picture(shop).customers == 999
    service, sink = importer(shop, ListSource(rows)), Sink()
    assert encode(service.check(request(shop))) == encode(whole)
    run = service.run(request(shop), problems=sink)
    assert (run.id, run.state) == (left.id, RunState.DONE)
    assert encode(run.report) == encode(whole)
    assert [row.cells[0] for row in sink.rows] == ["坏人", "怪人"]
    assert [bool(row.code) for row in sink.rows] == [False, True]
    assert not shop.services.imports.unfinished()
    assert picture(shop).customers == 1201


def test_it_stops_between_batches_and_goes_on(shop: StillShop) -> None:
    source = ListSource([HEADS, *people(1200)])
    stops = iter([False, True])
    run = importer(shop, source).run(request(shop), stop=lambda: next(stops))
    assert (run.state, run.rows_done) == (RunState.STOPPED, 500)
    assert shop.services.imports.unfinished() == (run,)
    done = importer(shop, source).run(request(shop))
    assert (done.id, done.state, done.report.made) == (run.id, RunState.DONE, 1200)


def test_the_same_request_again_returns_the_first_import(shop: StillShop) -> None:
    source = ListSource([HEADS, *people(3), ODD])
    service, asked, sink = importer(shop, source), request(shop), Sink()
    first = service.run(asked)
    before = picture(shop)
    assert service.run(asked, problems=sink) == first
    assert [row.cells[0] for row in sink.rows] == ["怪人"]
    assert service.run(asked) == service.get(first.id) == first
    assert picture(shop) == before
    other = importer(shop, ListSource([HEADS, *people(4)]))
    with pytest.raises(RequestReused):
        other.run(asked)
    with pytest.raises(RequestReused):
        service.run(request(shop, ("ignore", "积分"), act=asked.act))


def test_a_request_id_of_something_else_is_refused(shop: StillShop) -> None:
    service, act = importer(shop, ListSource([HEADS, *people(1)])), Act(uuid7(shop.clock))
    shop.services.till.sale(SaleRequest(act, None, 500))
    with pytest.raises(RequestReused):
        service.run(request(shop, act=act))
    with pytest.raises(BadRequestId):
        service.run(request(shop, act=Act("abc")))
    assert not service.all()


def test_the_very_same_list_again_makes_nobody_twice(shop: StillShop) -> None:
    nameless = [("只有名字",), ("只有名字二", "12-34567")]
    service = importer(shop, ListSource([HEADS, *people(3), *nameless]))
    service.run(request(shop))
    before = picture(shop)
    again = service.run(request(shop)).report
    assert (again.made, again.updated, again.unchanged, again.failed) == (0, 0, 2, 3)
    assert picture(shop) == before


def test_two_programs_on_one_import_do_not_double_it(shop: StillShop) -> None:
    rows = [HEADS, *people(1100)]
    asked = request(shop)

    def meanwhile(done: int, of: int) -> None:
        del of
        if done == 500:
            importer(shop, ListSource(rows)).run(asked)

    with pytest.raises(errors.ImportElsewhere):
        importer(shop, ListSource(rows)).run(asked, meanwhile)
    (run,) = shop.services.imports.all()
    assert (run.state, run.report.made) == (RunState.DONE, 1100)
    assert picture(shop).customers == 1100


def test_a_program_that_was_overtaken_gives_up(shop: StillShop) -> None:
    rows = [HEADS, *people(1600)]
    asked, stops = request(shop), iter([False, True])

    def meanwhile(done: int, of: int) -> None:
        del of
        if done == 500:
            importer(shop, ListSource(rows)).run(asked, stop=lambda: next(stops))

    with pytest.raises(errors.ImportElsewhere):
        importer(shop, ListSource(rows)).run(asked, meanwhile)
    (left,) = shop.services.imports.unfinished()
    assert (left.rows_done, picture(shop).customers) == (1000, 1000)


def test_a_file_that_changes_while_it_is_read_is_not_done(shop: StillShop) -> None:
    class Shrinking(ListSource):
        def rows(self, *args: object, **how: object):  # type: ignore[no-untyped-def]  # noqa: ANN202
            found = list(super().rows(*args, **how))  # type: ignore[arg-type]
            return iter(found[: -1 if self.calls > 1 else None])

    source = Shrinking([HEADS, *people(5)])
    with pytest.raises(errors.SourceChanged):
        importer(shop, source).check(request(shop))
    source.calls = 0
    with pytest.raises(errors.SourceChanged):
        importer(shop, source).run(request(shop))
    assert shop.services.imports.unfinished()[0].rows_done == 4


def test_a_customer_with_entries_keeps_the_books_right(shop: StillShop) -> None:
    who = shop.services.customers.add(Details(full_name="客人00001", phones=("13000000001",))).id
    shop.services.till.sale(SaleRequest(shop.act(1), who, 500))
    report = importer(shop, ListSource([HEADS, *people(3)])).run(request(shop)).report
    assert (report.made, report.failed) == (2, 1)
    (note,) = report.notes
    assert note.row == 3
    assert note.text.params == {"code": "C000001"}


def test_the_error_file_has_what_the_report_has_no_room_for(shop: StillShop) -> None:
    again = [(*row[:3], 1) for row in people(1100)]
    service, sink = importer(shop, ListSource([HEADS, *people(1100), *again])), Sink()
    asked = request(shop)
    report = service.run(asked, problems=sink).report
    assert (report.failed, len(report.notes), report.notes_in_all) == (1100, 1000, 1100)
    assert len(sink.rows) == 1100
    later = Sink()
    assert service.run(asked, problems=later).report == report
    assert [row.row for row in later.rows] == [row.row for row in sink.rows]


def test_a_customer_who_has_no_room_for_more_is_told(shop: StillShop) -> None:
    shop.services.customers.add(
        Details(full_name="客人00001", phones=("13000000001",), notes="x" * 10_000)
    )
    rows = [("姓名", "手机", "备注"), ("客人00001", "13000000001", "more")]
    report = importer(shop, ListSource(rows)).run(request(shop)).report
    assert (report.unchanged, report.with_problems) == (1, 1)


def test_the_columns_are_shown_before_anything_is_done(shop: StillShop) -> None:
    source = ListSource([("名单",), HEADS, *people(40)])
    found = importer(shop, source).glance(request(shop))
    assert found.layout.columns[0].samples == ("客人00000", "客人00001", "客人00002")
    assert (found.rows, found.layout.heading_row, found.info.sheet) == (40, 2, "Sheet1")
    assert found.head[:2] == (("名单",), tuple(map(str, HEADS)))
    assert (len(found.head), source.calls) == (30, 1)
    assert not shop.services.imports.all()


def test_a_list_that_names_no_columns_shows_them_bare(shop: StillShop) -> None:
    source = ListSource(people(3))
    found = importer(shop, source).glance(request(shop))
    assert (found.rows, found.layout.heading_row) == (None, 0)
    assert "".join(column.letter for column in found.layout.columns) == "ABCDEFG"
    assert found.layout.columns[1].samples == ("13000000000", "13000000001", "13000000002")
    said = (("name", found.layout.columns[0].place), ("phone", found.layout.columns[1].place))
    mapped = importer(shop, source).glance(request(shop, *said))
    assert (mapped.rows, mapped.layout.heading_row) == (3, 0)
    assert importer(shop, source).run(request(shop, *said)).report.made == 3


def test_a_list_of_nothing_has_no_columns_to_show(shop: StillShop) -> None:
    with pytest.raises(errors.HeadingsNotFound):
        importer(shop, ListSource([])).glance(request(shop))


def test_an_import_goes_on_with_the_list_chosen_again(shop: StillShop) -> None:
    source = ListSource([("谁", "手机"), *(row[:2] for row in people(1200))], excel=False)
    service = importer(shop, source)
    first = service.run(request(shop, ("name", "=1")), stop=iter((False, True)).__next__)
    assert (first.state, first.rows_done) == (RunState.STOPPED, 500)
    later = service.resume(first.id, Path("list.xlsx"), shop.act(5))
    assert later.act.request_id == first.id
    run = service.run(later)
    assert (run.id, run.state, run.report.made) == (first.id, RunState.DONE, 1200)


def test_another_list_does_not_go_on_with_an_import(shop: StillShop) -> None:
    service = importer(shop, ListSource([HEADS, *people(3)]))
    run = service.run(request(shop))
    with pytest.raises(errors.NotTheSameList) as refused:
        service.resume(run.id, Path("other.xlsx"), shop.act(5))
    assert "list.xlsx" in str(refused.value)
    with pytest.raises(errors.UnknownImport):
        service.resume("nothing", Path("list.xlsx"), shop.act(5))
