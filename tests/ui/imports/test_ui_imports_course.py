"""The course of an import, without its page: what each step leads to, and what goes wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from smbcrm.membership.imports import errors, source
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.types import ImportRun, RunState
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.stage import Busy, Step
from tests.helpers.held_jobs import HeldJobs
from tests.ui.imports.conftest import DATA

Write = Callable[[int], Path]


@pytest.fixture
def course(list_desk: Desk) -> ImportCourse:
    return ImportCourse(list_desk.services, list_desk.jobs)


def stop_at(course: ImportCourse, rows: int) -> None:
    """Stop once, when so many rows are done."""
    waiting = [rows]

    def heard(done: int, _of: int) -> None:
        if waiting == [done]:
            waiting.clear()
            course.stop()

    course.progressed.connect(heard)


def step_of(course: ImportCourse) -> Step:
    return course.step


def is_busy(course: ImportCourse) -> bool:
    return course.busy is Busy.LOOKING


def assert_no_error(course: ImportCourse) -> None:
    assert course.error is None


def brought_in(course: ImportCourse) -> ImportRun:
    assert course.run is not None
    assert course.error is None
    return course.run


def test_a_sure_list_goes_straight_to_its_columns(course: ImportCourse, list_desk: Desk) -> None:
    course.choose(DATA / "clients_en_utf8.csv", list_desk)
    assert (course.step, course.busy, course.error) == (Step.COLUMNS, None, None)
    assert course.choice.is_enough
    course.choose(DATA / "old_till_zh.xls", list_desk)
    assert step_of(course) is Step.COLUMNS


def test_a_guessed_encoding_is_shown_first(
    course: ImportCourse, list_desk: Desk, messy: Path
) -> None:
    course.choose(messy, list_desk)
    assert step_of(course) is Step.FILE
    assert course.glance is not None
    assert course.glance.info.encoding == "gb18030"
    course.look_again("cp1252")
    assert step_of(course) is Step.FILE
    assert isinstance(course.error, source.WrongEncoding) or course.glance.rows is None
    course.look_again("gb18030")
    course.to_columns()
    assert step_of(course) is Step.COLUMNS
    assert Field.PRINCIPAL in course.choice.fields


def test_the_messy_list_comes_in_and_goes(
    course: ImportCourse, list_desk: Desk, messy: Path
) -> None:
    customers = list_desk.services.customers
    course.choose(messy, list_desk)
    course.to_columns()
    course.check()
    assert step_of(course) is Step.CHECK
    report = course.report
    assert report is not None
    assert (report.made, report.failed, customers.count()) == (4, 0, 0)
    course.bring_in()
    run = brought_in(course)
    assert (course.step, run.report) == (Step.DONE, report)
    assert customers.count() == 4
    course.undo(run, list_desk)
    assert brought_in(course).state is RunState.UNDONE
    assert customers.count() == 0


def test_what_somebody_says_of_the_columns_is_what_comes_in(
    course: ImportCourse, list_desk: Desk, long_list: Write
) -> None:
    course.choose(long_list(3), list_desk)
    assert course.choice.fields == [Field.NAME, Field.PHONE, Field.PRINCIPAL, Field.GIFT]
    course.assign(3, Field.PRINCIPAL)
    assert course.choice.fields == [Field.NAME, Field.PHONE, None, Field.PRINCIPAL]
    course.assign(1, Field.NOTES)
    course.check()
    course.bring_in()
    report = brought_in(course).report
    assert (report.brought.principal, report.brought.gift) == (750, 0)
    row = list_desk.services.customers.page()[0]
    assert (row.phone, row.principal) == ("", 250)


def test_the_same_choices_as_the_guess_are_no_choices(
    course: ImportCourse, list_desk: Desk, long_list: Write
) -> None:
    course.choose(long_list(2), list_desk)
    course.assign(3, None)
    course.assign(3, Field.GIFT)
    course.check()
    course.bring_in()
    assert '"columns": []' in brought_in(course).mapping


def test_columns_without_names_wait_for_somebody_to_say(
    course: ImportCourse, list_desk: Desk, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text("A,13800138000,x\nB,13912345678,y\n", "utf-8")
    course.choose(bare, list_desk)
    assert (course.step, course.choice.is_enough) == (Step.COLUMNS, False)
    assert course.glance is not None
    assert course.glance.layout.columns[0].samples == ("A", "B")
    course.assign(0, Field.NAME)
    course.assign(1, Field.PHONE)
    course.check()
    course.bring_in()
    assert brought_in(course).report.made == 2


def test_a_file_that_is_no_list_is_told_in_place(
    course: ImportCourse, list_desk: Desk, tmp_path: Path
) -> None:
    for name, bytes_, refusal in (
        ("a.pdf", b"%PDF-1.7 x", source.NotASpreadsheet),
        ("empty.csv", b"", source.SourceEmpty),
        ("gone.xlsx", None, source.SourceNotFound),
        ("only.csv", "姓名,手机\n".encode(), errors.NoRows),
    ):
        if bytes_ is not None:
            (tmp_path / name).write_bytes(bytes_)
        course.choose(tmp_path / name, list_desk)
        assert isinstance(course.error, refusal), name
        assert (course.step, course.busy) == (Step.FILE, None)
    course.choose(DATA / "clients_en_utf8.csv", list_desk)
    assert course.error is None


def test_a_column_in_another_currency_leads_back_to_the_columns(
    course: ImportCourse, list_desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "usd.csv"
    file.write_text("姓名,手机,储值余额(USD)\nA,13800138000,5\n", "utf-8")
    course.choose(file, list_desk)
    course.check()
    assert step_of(course) is Step.COLUMNS
    assert isinstance(course.error, errors.ColumnInOtherCurrency)
    course.assign(2, None)
    assert_no_error(course)
    course.check()
    course.bring_in()
    assert brought_in(course).report.made == 1


def test_a_check_that_is_stopped_changes_nothing(
    course: ImportCourse, list_desk: Desk, long_list: Write
) -> None:
    course.choose(long_list(1200), list_desk)
    stop_at(course, 500)
    course.check()
    assert (course.step, course.report, course.error) == (Step.COLUMNS, None, None)
    assert list_desk.services.customers.count() == 0
    assert list_desk.services.imports.all() == ()


def test_an_import_that_is_stopped_goes_on_where_it_was(
    course: ImportCourse, list_desk: Desk, long_list: Write
) -> None:
    course.choose(long_list(1200), list_desk)
    course.check()
    stop_at(course, 500)
    course.bring_in()
    run = brought_in(course)
    assert (run.state, run.rows_done, course.step) == (RunState.STOPPED, 500, Step.DONE)
    assert list_desk.services.customers.count() == 500
    assert course.path is not None
    course.go_on(run, course.path, list_desk)
    run = brought_in(course)
    assert (run.state, run.report.made) == (RunState.DONE, 1200)
    assert len(list_desk.services.imports.all()) == 1


def test_an_import_that_was_stopped_can_be_taken_back(
    course: ImportCourse, list_desk: Desk, long_list: Write
) -> None:
    course.choose(long_list(600), list_desk)
    course.check()
    stop_at(course, 500)
    course.bring_in()
    course.undo(brought_in(course), list_desk)
    run = brought_in(course)
    assert run.undo is not None
    assert (run.state, run.undo.removed) == (RunState.UNDONE, 500)
    assert list_desk.services.customers.count() == 0


def test_another_course_goes_on_after_a_crash(
    course: ImportCourse, list_desk: Desk, long_list: Write
) -> None:
    file = long_list(700)
    course.choose(file, list_desk)
    course.check()
    stop_at(course, 500)
    course.bring_in()
    later = ImportCourse(list_desk.services, list_desk.jobs)
    (left,) = list_desk.services.imports.unfinished()
    later.go_on(left, file, list_desk)
    assert brought_in(later).report.made == 700


def test_the_wrong_file_does_not_go_on(
    course: ImportCourse, list_desk: Desk, long_list: Callable[..., Path]
) -> None:
    course.choose(long_list(700), list_desk)
    course.check()
    stop_at(course, 500)
    course.bring_in()
    run = brought_in(course)
    other = long_list(3, "other.csv")
    course.go_on(run, other, list_desk)
    assert isinstance(course.error, errors.NotTheSameList)
    assert (course.step, course.run) == (Step.DONE, run)


def test_a_file_that_changes_meanwhile_leaves_whole_batches(
    course: ImportCourse, list_desk: Desk, long_list: Write
) -> None:
    file = long_list(1200)
    course.choose(file, list_desk)
    course.check()

    def cut(done: int, _of: int) -> None:
        if done == 500:
            file.unlink()
            long_list(700)

    course.progressed.connect(cut)
    course.bring_in()
    # The rows were being read already; whatever the reader saw, nothing is half done.
    count = list_desk.services.customers.count()
    assert count % 500 in {0, 200}
    assert course.run is not None
    assert course.run.rows_done == count


def test_rows_that_fail_are_kept_with_their_cells(course: ImportCourse, list_desk: Desk) -> None:
    course.choose(DATA / "salon_zh.xlsx", list_desk)
    course.to_columns()
    course.check()
    kept = course.problems
    failed = list(kept.of_kind(NoteKind.FAILED))
    assert [row.row for row in failed] == [13, 16, 21]
    note = next(one for one in failed[0].reasons if one.kind is NoteKind.FAILED)
    assert kept.cell(failed[0], note)[1] == "见本子"
    assert kept.name(failed[0])
    assert kept.name(failed[2]) == ""


def test_people_who_bought_since_stay(
    course: ImportCourse, list_desk: Desk, long_list: Write
) -> None:
    course.choose(long_list(2), list_desk)
    course.check()
    course.bring_in()
    services = list_desk.services
    first = services.customers.find("客人00000")[0].id
    services.till.sale(SaleRequest(list_desk.act(), first, 500))
    course.undo(brought_in(course), list_desk)
    run = brought_in(course)
    assert run.undo is not None
    assert (run.undo.removed, run.undo.stayed_in_all) == (1, 1)


def test_back_leads_step_by_step_to_the_beginning(
    course: ImportCourse, list_desk: Desk, long_list: Write
) -> None:
    assert not course.back()
    course.choose(long_list(2), list_desk)
    course.check()
    for step in (Step.COLUMNS, Step.FILE):
        assert course.back()
        assert step_of(course) is step
    assert course.back()
    assert course.path is None
    assert not course.back()


def test_each_change_is_told(course: ImportCourse, list_desk: Desk, long_list: Write) -> None:
    seen: list[tuple[Step, Busy | None]] = []
    course.changed.connect(lambda: seen.append((course.step, course.busy)))
    course.choose(long_list(2), list_desk)
    course.check()
    course.bring_in()
    assert seen == [
        (Step.FILE, Busy.LOOKING),
        (Step.COLUMNS, None),
        (Step.CHECK, Busy.CHECKING),
        (Step.CHECK, None),
        (Step.CHECK, Busy.IMPORTING),
        (Step.DONE, None),
    ]


def test_esc_while_another_sheet_is_looked_at_keeps_the_list(
    list_desk: Desk, long_list: Write
) -> None:
    jobs = HeldJobs()
    course = ImportCourse(list_desk.services, jobs)
    course.choose(long_list(2), list_desk)
    jobs.do_all()
    course.assign(0, None)
    fields = list(course.choice.fields)
    course.read_anew(header=0)
    assert is_busy(course)
    assert course.back()
    jobs.do_all()
    assert not is_busy(course)
    assert (step_of(course), course.header) == (Step.COLUMNS, None)
    assert course.choice.fields == fields
