"""Every step of an import at three sizes, languages and themes: nothing cut, all named."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.membership.imports.old_book import OldBook
from smbcrm.membership.services import Services
from smbcrm.ui.imports.few_lines import FewLines
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Step
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.screen_check import faults
from tests.ui.imports.conftest import DATA
from tests.ui.imports.hands import edited_list

SIZES = ((1366, 696), (1093, 543), (911, 452))
SIDEBAR, SLIM = 188, 60
WRAPS = ("LeadText", "WrapLabel")
"""Labels that wrap by themselves, which Qt does not know."""


def at_rest(page: ImportPage) -> None:
    """Begin."""
    page.arrive()


def wrong_file(page: ImportPage) -> None:
    page.course.choose(Path("gone.xlsx"), page.desk)


def parts(page: ImportPage) -> None:
    page.course.choose(DATA / "members_tw_big5.csv", page.desk)


def columns(page: ImportPage) -> None:
    page.course.choose(DATA / "salon_zh.xlsx", page.desk)
    page.course.to_columns()


def check(page: ImportPage) -> None:
    columns(page)
    page.course.book = OldBook(1000, 0)
    page.course.check()


def returned(page: ImportPage) -> None:
    desk, folder = page.desk, Path(page.desk.premises.folder)
    folder.mkdir(exist_ok=True)
    file = folder / "returned.xlsx"
    edited_list(desk, file)
    page.course.choose(file, desk)
    page.course.check()


def taken_over(page: ImportPage) -> None:
    returned(page)
    page.course.bring_in()


def done(page: ImportPage) -> None:
    check(page)
    page.course.bring_in()


def undone(page: ImportPage) -> None:
    done(page)
    assert page.course.run is not None
    page.undo(page.course.run)


SCENES: tuple[tuple[Callable[[ImportPage], None], Step], ...] = (
    (at_rest, Step.FILE),
    (wrong_file, Step.FILE),
    (parts, Step.FILE),
    (columns, Step.COLUMNS),
    (check, Step.CHECK),
    (returned, Step.CHECK),
    (taken_over, Step.DONE),
    (done, Step.DONE),
    (undone, Step.DONE),
)


@pytest.fixture(params=["en-light", "en-dark", "zh_CN-light"])
def worn(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Wear a language and a theme; yield the language."""
    language, theme = request.param.split("-")
    look.wear(qapp, Theme(theme), language)
    yield language
    look.wear(qapp, Theme.LIGHT, "en")


@pytest.mark.parametrize(("scene", "step"), SCENES)
def test_nothing_is_cut_and_everything_has_a_name(
    empty_shop: Services,
    room: RecordingRoom,
    qtbot: QtBot,
    worn: str,
    scene: Callable[[ImportPage], None],
    step: Step,
) -> None:
    page = ImportPage(sit_down(empty_shop, room, worn))
    qtbot.addWidget(page)
    page.show()
    scene(page)
    assert page.course.step is step
    for width, height in SIZES:
        page.resize(width - (SIDEBAR if width == SIZES[0][0] else SLIM), height)
        page.narrow(width, height)
        for _ in range(3):
            QApplication.processEvents()
        assert page.height() <= height
        assert [one for one in faults(page) if not one.startswith(WRAPS)] == []


def test_a_name_of_any_length_stands_in_two_lines_and_its_tooltip_is_bounded(
    page: ImportPage, tmp_path: Path
) -> None:
    file = tmp_path / "names.csv"
    lines = [f"{'Ann ' * 1250},nobody", f"{'x' * 5000},nothing", "Bo,no phone"]
    file.write_text("\n".join(["name,phone", *lines]), "utf-8")
    page.course.choose(file, page.desk)
    page.course.to_columns()
    page.course.check()
    QApplication.processEvents()
    assert page.course.step is Step.CHECK
    shown = [one for one in page.check.findChildren(FewLines) if one.isVisible()]
    line = min(one.height() for one in shown if one.text())
    assert len(shown) >= 6
    assert all(one.height() <= 9 * line for one in shown)
    names = [one for one in shown if one.text().startswith(("Ann Ann", "xxx"))]
    assert len(names) >= 2
    for one in names:
        assert one.heightForWidth(one.width()) <= 2 * line + 1
        assert 100 < len(one.toolTip()) < 1000
    assert not [one.toolTip() for one in shown if one.text() == "Bo" and one.toolTip()]
