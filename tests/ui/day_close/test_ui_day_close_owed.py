"""What the shop owes, saved as a report from the page Close the day."""

from pathlib import Path

import pytest

from smbcrm.ui.day_close.page import DayClosePage
from smbcrm.ui.desk import Desk
from smbcrm.ui.save_question import Place
from tests.helpers.room import RecordingRoom
from tests.ui.day_close.test_ui_day_close_page import open_page


def answered(page: DayClosePage, file: Path) -> list[str]:
    """Let the dialog answer with a file; return the names that it proposes."""
    proposed: list[str] = []

    def where(name: str) -> Place:
        proposed.append(name)
        return Place(file, replace=False)

    page.money.report.files.where = where  # type: ignore[method-assign] # the answer of the dialog
    return proposed


@pytest.mark.parametrize(("ending", "start"), [(".pdf", b"%PDF"), (".csv", b"\xef\xbb\xbf")])
def test_it_is_saved_with_the_day_that_is_shown(
    desk: Desk, room: RecordingRoom, tmp_path: Path, ending: str, start: bytes
) -> None:
    page = open_page(desk)
    file = tmp_path / f"owed{ending}"
    proposed = answered(page, file)
    page.before.click()
    page.money.report.click()
    assert proposed == ["What the shop owes 2026-11-20"]
    assert file.read_bytes().startswith(start)
    assert room.toasts == [f"Saved as owed{ending}"]
    page.close()


def test_a_file_that_is_there_is_kept_and_that_is_said(
    desk: Desk, room: RecordingRoom, tmp_path: Path
) -> None:
    page = open_page(desk)
    file = tmp_path / "owed.pdf"
    file.write_bytes(b"mine")
    answered(page, file)
    page.money.report.click()
    assert file.read_bytes() == b"mine"
    assert room.toasts or room.troubles
    page.close()
