"""What can be done about an import that goes on, was stopped, or is in."""

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports.types import RunState
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Step
from smbcrm.ui.widgets.buttons import Button
from tests.helpers.room import RecordingRoom, sit_down
from tests.ui.imports.hands import (
    Write,
    button,
    choose,
    enter,
    show,
    step_of,
    stop_at,
    words,
)


def test_stop_leaves_whole_batches_and_goes_on(
    page: ImportPage, list_desk: Desk, long_list: Write
) -> None:
    choose(page, long_list(1200))
    for _ in range(2):
        enter(page)
    stop_at(page, 500)
    enter(page)
    assert "Stopped: 500 of 1,200 rows are in" in words(page)
    assert list_desk.services.customers.count() == 500
    assert page.done.banner.go_on.hasFocus()
    assert page.done.banner.go_on.text() == "Go on with 700"
    enter(page)
    assert "1,200 of 1,200 rows are in" in words(page)
    assert list_desk.services.customers.count() == 1200


def test_a_check_is_stopped(page: ImportPage, list_desk: Desk, long_list: Write) -> None:
    choose(page, long_list(600))
    enter(page)
    stop_at(page, 500)
    enter(page)
    assert step_of(page) is Step.COLUMNS
    assert list_desk.services.imports.all() == ()


def test_an_import_is_undone_from_the_last_step(
    page: ImportPage, list_desk: Desk, long_list: Write
) -> None:
    choose(page, long_list(2))
    for _ in range(3):
        enter(page)
    first = list_desk.services.customers.find("客人00000")[0].id
    list_desk.services.till.sale(SaleRequest(list_desk.act(), first, 500))
    assert "Until 21 Dec 2026." in words(page)
    button(page, "Undo import").click()
    told = words(page)
    assert "The import is undone" in told
    assert "1 customer is gone. 1 was dealt with since and stays." in told
    assert "Something was recorded for this customer since." in told
    assert not page.done.undo_button.isVisible()


def test_after_a_crash_the_import_is_offered_again(
    page: ImportPage, list_desk: Desk, qtbot: QtBot, long_list: Write
) -> None:
    file = long_list(700)
    choose(page, file)
    for _ in range(2):
        enter(page)
    stop_at(page, 500)
    enter(page)
    later = show(ImportPage(list_desk), qtbot)
    assert "long.csv is not at its end. 500 of 700 rows are in, whole and checked." in words(later)
    choose(later, file.with_name("gone.csv"), file)
    button(later, "Go on").click()
    assert step_of(later) is Step.DONE
    assert "There is no file gone.csv." in later.done.error.text()
    later.resume(later.course.run)  # type: ignore[arg-type]
    assert "700 of 700 rows are in" in words(later)


def test_an_earlier_import_is_undone_from_the_list(
    page: ImportPage, list_desk: Desk, long_list: Write
) -> None:
    choose(page, long_list(2))
    for _ in range(3):
        enter(page)
    button(page, "Bring another list").click()
    assert step_of(page) is Step.FILE
    undo = button(page.file.earlier, "Undo")
    assert undo.accessibleName() == "Undo long.csv"
    undo.click()
    assert page.course.run is not None
    assert page.course.run.state is RunState.UNDONE
    assert list_desk.services.customers.count() == 0
    button(page, "Bring another list").click()
    assert "undone" in {
        one.accessibleName().removeprefix("State: ")
        for one in page.file.earlier.findChildren(QWidget)
    }


def test_an_import_of_long_ago_is_final(
    page: ImportPage, list_desk: Desk, long_list: Write
) -> None:
    choose(page, long_list(2))
    for _ in range(3):
        enter(page)
    assert isinstance(list_desk.services.clock, SetClock)
    list_desk.services.clock.instant += dt.timedelta(days=31)
    page.course.begin_again()
    page.arrive()
    shown = {one.accessibleName() for one in page.file.earlier.findChildren(QWidget)}
    assert "State: final" in shown
    assert not [one for one in page.file.earlier.findChildren(Button) if one.isVisible()]


def test_what_comes_next_is_one_press_away(
    page: ImportPage, room: RecordingRoom, long_list: Write
) -> None:
    choose(page, long_list(2))
    for _ in range(3):
        enter(page)
    assert page.done.see.hasFocus()
    enter(page)
    button(page, "To the counter").click()
    assert room.asked == [("go", "customers"), ("go", "counter")]


def test_a_change_of_language_takes_the_course_along(
    page: ImportPage, list_desk: Desk, room: RecordingRoom, qtbot: QtBot, long_list: Write
) -> None:
    choose(page, long_list(600))
    enter(page)
    course = page.memory()
    assert isinstance(course, ImportCourse)
    desk = sit_down(list_desk.services, room, "zh_CN")
    later = ImportPage(desk)
    later.recall(course)
    show(later, qtbot)
    page.hide()
    assert later.course is course
    assert step_of(later) is Step.COLUMNS
    enter(later)
    enter(later)
    assert course.run is not None
    assert course.run.report.made == 600
    desk.bridge.close()


def test_whoever_is_here_and_gains_nothing_is_counted_so(
    page: ImportPage, list_desk: Desk, tmp_path: Path
) -> None:
    list_desk.services.customers.add(Details(full_name="王芳", phones=("13800138000",)))
    file = tmp_path / "list.csv"
    file.write_text("姓名,手机\n王芳,13800138000\n李雷,13900139000\n", "utf-8")
    choose(page, file)
    for _ in range(2):
        enter(page)
    told = words(page.check).splitlines()
    assert told[told.index("Nothing new") + 1] == "1"
    assert "Already here, updated" not in told
    enter(page)
    told = words(page).splitlines()
    assert "1 of 2 rows are in" in told
    assert "Those that were here already stay as they are." in told
    assert "Nothing new" in told
