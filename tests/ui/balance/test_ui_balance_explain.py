"""A balance explained on the screen: does it add up, what ends, and how it leaves the shop."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.membership.balance.types import Purse
from smbcrm.membership.customers.types import Details
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.sales.types import TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.ui.balance.explain import ExplainMemory, ExplainPart, Paper
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.desk import Desk
from tests.helpers.bill_hands import NOWHERE
from tests.helpers.printers import PdfPrinters
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import PutUp, act, click, seen, shown

BROTHER = "Brother HL"
Key = Qt.Key
Show = Callable[..., ExplainPart]


@pytest.fixture
def printers(tmp_path: Path) -> PdfPrinters:
    return PdfPrinters(tmp_path, BROTHER)


@pytest.fixture
def show(desk: Desk, qtbot: QtBot, printers: PdfPrinters, hannah: int) -> Show:
    """Return what shows the explanation of a balance, Hannah's by default."""

    def show_it(
        customer: int = hannah,
        memory: ExplainMemory | None = None,
        printers: PdfPrinters = printers,
    ) -> ExplainPart:
        part = ExplainPart(desk, customer, memory, printers)
        qtbot.addWidget(part)
        part.resize(1138, 600)
        part.narrow(1366, 696)
        part.show()
        part.activateWindow()
        qtbot.waitUntil(part.isActiveWindow)
        part.focus_first()
        return part

    return show_it


def control(part: ExplainPart, key: Qt.Key) -> None:
    """Press a key with Ctrl."""
    QTest.keyClick(part, key, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def choose_file(part: ExplainPart, file: Path) -> list[str]:
    """Answer for the dialogs; return what was proposed."""
    asked: list[str] = []

    def ask(title: str, proposed: str) -> str:
        del title
        asked.append(Path(proposed).name)
        return str(file)

    for question in (part.pdf_file, part.list_file):
        question._ask = ask  # type: ignore[method-assign]
    return asked


def damage(services: Services) -> None:
    """Write another balance down than the entries come to."""
    uow = PeeweeUnitOfWork(services.address, services.events)
    uow.run(
        lambda work: work.session.execute(
            "UPDATE account SET balance = balance + 10 WHERE kind = 'gift' AND holder IS NOT NULL"
        )
    )
    uow.close()


def test_it_adds_up_and_says_since_when(show: Show) -> None:
    part = show()
    assert part.adds_up.title.text() == "It adds up"
    assert part.adds_up.words.text() == (
        "6 entries since 21 Nov 2026 come to what is stored. Checked 10:24."
    )
    assert part.print.isEnabled()
    assert part.print.hasFocus()


def test_what_ends_if_nothing_is_used(show: Show) -> None:
    assert seen(show().forecast) == [
        "If nothing is used",
        "Paid part: $147.28 never ends.",
        *("21 Nov 2027", "Gift part", "14.72"),
        *("30 Nov 2027", "Points · 1,292", "12.92"),
        *("At risk in all", "27.64"),
    ]


def test_what_does_not_add_up_is_red_and_never_leaves(
    show: Show, services: Services, room: RecordingRoom, printers: PdfPrinters
) -> None:
    damage(services)
    part = show()
    assert part.adds_up.property("kind") == "alert"
    assert part.adds_up.title.text() == "Does not add up"
    assert part.adds_up.words.text() == (
        "Gift part: $14.82 stored, $14.72 in the ledger. Tell the owner."
    )
    assert not any(one.isEnabled() for one in (part.print, part.save, part.excel))
    for key in (Key.Key_P, Key.Key_S, Key.Key_E):
        control(part, key)
    assert (printers.jobs, room.toasts) == ([], [])


def test_ctrl_p_prints_what_is_shown(
    show: Show, printers: PdfPrinters, room: RecordingRoom
) -> None:
    part = show()
    control(part, Key.Key_P)
    (job,) = printers.jobs
    assert (job.printer, job.size, job.title) == (
        *(BROTHER, "A4", "Balance explained C000001 2026-11-21"),
    )
    assert room.toasts == [f"{job.title} was sent to {BROTHER}."]


def test_without_a_printer_ctrl_p_saves_the_pdf(
    show: Show, tmp_path: Path, room: RecordingRoom
) -> None:
    part = show(printers=PdfPrinters(tmp_path))
    assert not part.print.isVisible()
    file = tmp_path / "hannah.pdf"
    proposed = choose_file(part, file)
    control(part, Key.Key_P)
    assert proposed == ["Balance explained C000001 2026-11-21.pdf"]
    assert file.read_bytes().startswith(b"%PDF")
    assert room.toasts == [f"Balance explained C000001 2026-11-21 was saved as {file}."]


def test_every_entry_as_a_workbook(show: Show, tmp_path: Path) -> None:
    part = show()
    file = tmp_path / "hannah.xlsx"
    choose_file(part, file)
    control(part, Key.Key_E)
    assert file.read_bytes().startswith(b"PK")


def test_the_page_is_in_the_language_of_the_customer(
    show: Show, services: Services, printers: PdfPrinters
) -> None:
    details = Details(full_name="陈雨彤", language="zh_CN")
    who = services.customers.add(details, act(services)).id
    services.till.top_up(TopUpRequest(act(services), who, 1000))
    part = show(who)
    assert part.page.language.value() == "zh_CN"
    chinese = part._made
    part.page.language.choose("en")
    part.page.changed.emit()
    assert chinese is not None
    assert part._made is not None
    assert chinese.content != part._made.content
    assert printers.jobs == []


def test_what_is_on_the_page_is_chosen_and_never_nothing(show: Show) -> None:
    part = show()
    whole = part._made
    stored, points, visits = part.page.parts
    points.click()
    assert part._made is not None
    assert part._made != whole
    assert AccountKind.POINTS not in part.page.kinds
    assert part.adds_up.words.text().startswith("6 entries"), "all of it has to add up"
    visits.click()
    stored.click()
    assert [one.isChecked() for one in part.page.parts] == [True, False, False]


def test_a_character_that_no_font_has_is_asked_for_first(
    show: Show, services: Services, printers: PdfPrinters
) -> None:
    who = services.customers.add(Details(full_name=f"陈{NOWHERE}"), act(services)).id
    services.till.top_up(TopUpRequest(act(services), who, 1000))
    part = show(who)
    assert not part.print.isEnabled()
    assert part.missing.isVisible()
    (row,) = part.missing.rows.values()
    click(row.leave)
    assert part.print.isEnabled()
    control(part, Key.Key_P)
    assert len(printers.jobs) == 1


def test_a_printer_that_refuses_is_told_in_place(show: Show, printers: PdfPrinters) -> None:
    part = show()
    printers.refuses = True
    control(part, Key.Key_P)
    assert part.note.isVisible()
    assert part.note.text().startswith(f"{BROTHER} did not take it.")
    assert part.escape()
    assert not part.note.isVisible()
    assert not part.escape()


def test_it_is_reached_from_the_lines_and_esc_goes_back(
    desk: Desk, put_up: PutUp, page: CustomerPage, hannah: int
) -> None:
    click(page.parts.balance.explain)
    assert shown(page) == "explanation"
    assert "Explain this balance" in seen(page.body)
    memory = page.memory()
    assert page.escape()
    assert shown(page) == "lines"
    assert page.parts.balance.table.hasFocus()
    again = put_up(desk, 0)
    again.recall(memory)
    again.arrive()
    assert shown(again) == "explanation"
    assert again.memory() == memory
    del hannah


@pytest.mark.parametrize(("key", "focused"), [(Key.Key_P, "print"), (Key.Key_E, "excel")])
def test_the_purse_that_is_looked_at_is_made_a_page(
    page: CustomerPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, key: Qt.Key, focused: str
) -> None:
    monkeypatch.setattr("smbcrm.ui.balance.explain.installed", lambda *_: (BROTHER,))
    page.parts.balance.choose((Purse.POINTS, ""))
    QTest.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)
    assert page.body.explain is not None
    part = page.body.explain
    assert part.page.kinds == (AccountKind.POINTS,)
    qtbot.waitUntil(lambda: getattr(part, focused).hasFocus())
    assert part.page.language.value() == "en"


def test_the_buttons_of_the_lines_say_what_they_do(page: CustomerPage) -> None:
    said = {(one.accessibleName(), one.toolTip()) for one in page.parts.balance.paper.values()}
    assert said == {
        ("Print these", "Print these (Ctrl+P)"),
        ("These in Excel", "These in Excel (Ctrl+E)"),
    }
    click(page.parts.balance.paper[Paper.PRINT])
    assert shown(page) == "explanation"
