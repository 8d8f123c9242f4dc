"""Hands that work the import page, and answers for the dialogs of the system."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.ui.imports.course import Step
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.widgets.buttons import Button

Write = Callable[..., Path]


class Answers:
    """Answers for the dialogs of the system."""

    def __init__(self, *files: Path | None) -> None:
        self.files = list(files)
        self.asked: list[str] = []

    def which(self) -> Path | None:
        return self.files.pop(0)

    def where(self, name: str) -> Path | None:
        self.asked.append(name)
        return self.files.pop(0)


def show(page: ImportPage, qtbot: QtBot) -> ImportPage:
    qtbot.addWidget(page)
    page.resize(1178, 696)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.narrow(1366, 696)
    page.arrive()
    page.refocus()
    return page


def choose(page: ImportPage, *files: Path | None) -> Answers:
    answers = Answers(*files)
    page.files = answers  # type: ignore[assignment]
    return answers


def enter(page: ImportPage) -> None:
    at = QApplication.focusWidget()
    QTest.keyClick(page if at is None else at, Qt.Key.Key_Return)
    QApplication.processEvents()


def step_of(page: ImportPage) -> Step:
    return page.course.step


def words(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def button(page: QWidget, text: str) -> Button:
    QApplication.processEvents()
    found = [one for one in page.findChildren(Button) if one.text() == text and one.isVisible()]
    assert found, f"no button {text!r} among {[b.text() for b in page.findChildren(Button)]}"
    return found[0]


def stop_at(page: ImportPage, rows: int) -> None:
    waiting = [rows]

    def heard(done: int, _of: int) -> None:
        if waiting == [done]:
            waiting.clear()
            page.foot.progress.stopped.emit()

    page.course.progressed.connect(heard)
