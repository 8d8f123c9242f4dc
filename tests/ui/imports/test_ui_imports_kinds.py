"""Other lists than those of customers: what they hold is said beside the file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports.kinds import KINDS, ListKind
from smbcrm.membership.imports.types import RunState
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Step
from tests.ui.imports.hands import enter, step_of, words


def held(page: ImportPage, kind: ListKind) -> None:
    """Say what the list holds, by keys."""
    combo = page.file.kind.combo
    combo.setFocus()
    for _ in range(list(KINDS).index(kind) - combo.currentIndex()):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert page.course.kind is kind


def listed(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "list.csv"
    file.write_text("\n".join(lines), "utf-8")
    return file


def people(desk: Desk) -> None:
    for name, code in (("安", "A1"), ("波", "B1")):
        desk.services.customers.add(Details(full_name=name, code=code))


@pytest.mark.parametrize(
    ("kind", "lines", "will", "gone"),
    [
        (
            ListKind.BALANCES,
            ("Customer,Balance", "A1,9", "X1,9"),
            "Rows with a balance that came in",
            "1 was here before and keeps what the list said.",
        ),
        (
            ListKind.OCCASIONS,
            ("Customer,Occasion,Date", "A1,birthday,1990-05-03", "X1,birthday,1990-05-03"),
            "Important dates added",
            "1 has the old values back.",
        ),
        (
            ListKind.RELATIONSHIPS,
            ("Customer,Other customer,Relationship", "A1,B1,spouse", "A1,X1,spouse"),
            "New relationships",
            "1 relationship is gone.",
        ),
        (
            ListKind.ITEMS,
            ("Code,Name,Price", "SOAP,Soap,5", "GEL,,5"),
            "New items",
            "1 item is gone.",
        ),
    ],
)
def test_a_list_of_each_kind_comes_in_and_goes_back(
    page: ImportPage,
    list_desk: Desk,
    tmp_path: Path,
    kind: ListKind,
    lines: tuple[str, ...],
    will: str,
    gone: str,
) -> None:
    people(list_desk)
    held(page, kind)
    page.course.choose(listed(tmp_path, *lines), list_desk)
    assert step_of(page) is Step.COLUMNS
    assert "If someone is already here" not in words(page.columns)
    enter(page)
    assert step_of(page) is Step.CHECK
    assert will in words(page.check)
    enter(page)
    run = page.course.run
    assert run is not None
    assert (run.state, run.kind, run.report.went_in, run.report.failed) == (
        RunState.DONE,
        kind,
        1,
        1,
    )
    QTest.mouseClick(page.done.undo_button, Qt.MouseButton.LeftButton)
    assert gone in words(page.done)
    page.course.begin_again()
    assert page.course.kind is kind


def test_a_file_that_was_taken_for_another_kind_is_looked_at_once_more(
    page: ImportPage, list_desk: Desk, tmp_path: Path
) -> None:
    page.course.choose(listed(tmp_path, "Code,Name,Price", "SOAP,Soap,5"), list_desk)
    page.course.back()
    assert step_of(page) is Step.FILE
    held(page, ListKind.ITEMS)
    assert step_of(page) is Step.COLUMNS
    assert page.course.choice.is_enough
    assert "Goes to" in words(page.columns)


def test_what_a_list_still_has_to_say_is_named(
    page: ImportPage, list_desk: Desk, tmp_path: Path
) -> None:
    held(page, ListKind.OCCASIONS)
    page.course.choose(listed(tmp_path, "Customer,When", "A1,1990-05-03"), list_desk)
    assert step_of(page) is Step.COLUMNS
    assert "Say which column holds one of: Occasion." in words(page.columns)
    assert not page.foot.main.isEnabled()
