"""Hands that work the import page, and answers for the dialogs of the system."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.membership.customers.types import Details
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Step
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


def edited_list(desk: Desk, file: Path) -> None:
    """Export four customers, edit the list, and one of its values in the shop, too.

    Ann moves and changes her name, Bob's phone is changed on both sides, Cleo's tier is typed over,
    Dora's row is taken out, and Eve is new.
    """
    services = desk.services
    for name, phone in (("Ann", "1"), ("Bob", "2"), ("Cleo", "3"), ("Dora", "4")):
        who = Details(full_name=name, phones=(f"1380013800{phone}",), city="Taipei")
        services.customers.add(who, desk.act())
    services.lists.export_to_edit(file, desk.words.translator, replace=True)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, 2).value, sheet.cell(4, at[desk.say("City")]).value = "Anna", None
    sheet.cell(5, 5).value = "13900139002"
    sheet.cell(6, at[desk.say("Tier")]).value = "Diamond"
    sheet.cell(7, 1).value, sheet.cell(7, 2).value = None, "Eve"
    sheet.cell(7, 5).value = "13900139005"
    sheet.cell(7, at[desk.say("Card")]).value = None
    book.save(file)
    bob = services.customers.find("Bob")[0].id
    services.customers.edit(bob, Details(phones=("13700137002",)), desk.act())
