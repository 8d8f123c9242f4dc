"""An import on a worker's thread: progress comes over, Stop goes over, a page may go meanwhile."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smbcrm.membership.imports.types import RunState
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.pair_list import PairList
from smbcrm.ui.imports.stage import Step
from smbcrm.ui.jobs import WorkerJobs
from tests.helpers.room import RecordingRoom, sit_down
from tests.ui.imports.hands import show

Write = Callable[..., Path]
WAIT_MS = 60_000


@pytest.fixture
def busy_desk(empty_shop: Services, room: RecordingRoom) -> Iterator[Desk]:
    """Yield a desk whose work is done by workers."""
    jobs = WorkerJobs(empty_shop.close)
    yield sit_down(empty_shop, room, jobs=jobs)
    jobs.close()


def checked(page: ImportPage, qtbot: QtBot, file: Path) -> None:
    page.course.choose(file, page.desk)
    qtbot.waitUntil(lambda: page.course.step is Step.COLUMNS, timeout=WAIT_MS)
    page.go_on()
    qtbot.waitUntil(lambda: page.course.report is not None, timeout=WAIT_MS)


def test_progress_comes_over_and_stop_goes_over(
    busy_desk: Desk, qtbot: QtBot, long_list: Write
) -> None:
    page = ImportPage(busy_desk)
    qtbot.addWidget(page)
    page.show()
    checked(page, qtbot, long_list(2600))
    told: list[int] = []

    def heard(done: int, _of: int) -> None:
        told.append(done)
        page.foot.progress.stopped.emit()

    page.course.progressed.connect(heard)
    page.go_on()
    qtbot.waitUntil(lambda: page.course.busy is None, timeout=WAIT_MS)
    run = page.course.run
    assert run is not None
    assert run.state in {RunState.STOPPED, RunState.DONE}
    assert told[0] == 500
    assert run.rows_done == 2600 or run.rows_done % 500 == 0
    assert busy_desk.services.customers.count() == run.rows_done


def test_the_import_goes_on_while_its_page_is_built_anew(
    busy_desk: Desk, qtbot: QtBot, long_list: Write
) -> None:
    page = ImportPage(busy_desk)
    page.show()
    checked(page, qtbot, long_list(1200))
    page.go_on()
    course = page.memory()
    page.hide()
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    later = ImportPage(busy_desk)
    qtbot.addWidget(later)
    later.recall(course)
    later.show()
    qtbot.waitUntil(lambda: course.busy is None, timeout=WAIT_MS)
    assert later.course.run is not None
    assert later.course.run.report.made == 1200
    assert later.course.step is Step.DONE


def test_closing_the_shop_leaves_whole_batches(
    empty_shop: Services, room: RecordingRoom, qtbot: QtBot, long_list: Write
) -> None:
    jobs = WorkerJobs(empty_shop.close)
    desk = sit_down(empty_shop, room, jobs=jobs)
    page = ImportPage(desk)
    qtbot.addWidget(page)
    page.show()
    checked(page, qtbot, long_list(3000))
    begun: list[int] = []
    page.course.progressed.connect(lambda done, _of: begun.append(done))
    page.go_on()
    qtbot.waitUntil(lambda: bool(begun), timeout=WAIT_MS)
    jobs.close()
    (run,) = desk.services.imports.all()
    assert run.rows_done in {500, 1000, 1500, 2000, 2500, 3000}
    assert desk.services.customers.count() == run.rows_done
    assert run.state in {RunState.STOPPED, RunState.DONE}


def test_choices_follow_each_other_while_the_list_is_checked_again(
    busy_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [f"客人{at:04},{13000000000 + at // 2}" for at in range(1400)]
    rows = [one.replace(f"{at:04},", f"{at // 2:04},", 1) for at, one in enumerate(rows)]
    file = tmp_path / "twice.csv"
    file.write_text("姓名,手机\n" + "\n".join(rows) + "\n", "utf-8")
    page = show(ImportPage(busy_desk), qtbot)
    checked(page, qtbot, file)
    qtbot.waitUntil(lambda: page.course.busy is None, timeout=WAIT_MS)
    for row in (3, 5, 7):
        (pairs,) = [one for one in page.check.findChildren(PairList) if one.isVisible()]
        chosen = pairs.choices[row].buttons()
        chosen[0].setFocus()
        QTest.keyClick(chosen[0], Qt.Key.Key_Right)
        assert page.course.step is Step.CHECK
        assert pairs.isVisible()
    qtbot.waitUntil(lambda: page.course.busy is None, timeout=WAIT_MS)
    report = page.course.report
    assert report is not None
    assert (report.made, report.joined) == (703, 697)
    (pairs,) = [one for one in page.check.findChildren(PairList) if one.isVisible()]
    assert [pairs.choices[row].value() for row in (3, 5, 7, 9)] == ["two", "two", "two", "join"]
    assert pairs.choices[7].buttons()[1].hasFocus()
    assert not page.foot.main.hasFocus()
