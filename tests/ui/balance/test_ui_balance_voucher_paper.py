"""Vouchers of a customer handed over as cards, from the page Card and balance."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smbcrm.membership.benefits.types import VoidVoucherRequest
from smbcrm.membership.bills.types import PaperSize
from smbcrm.membership.customers.types import Details
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.desk import Desk
from smbcrm.ui.voucher_paper import VoucherPaperCard
from tests.helpers.bill_hands import NOWHERE
from tests.helpers.codes import codes_in
from tests.helpers.paper import read
from tests.helpers.printers import PdfPrinters, printed
from tests.helpers.voucher_hands import issue, set_up_vouchers
from tests.ui.balance.conftest import PutUp, act

BROTHER, LASER = "Brother HL", "Laser 5"
Show = Callable[..., VoucherPaperCard]


@pytest.fixture
def printers(tmp_path: Path) -> PdfPrinters:
    return PdfPrinters(tmp_path, BROTHER, LASER)


@pytest.fixture
def codes(desk: Desk, hannah: int) -> list[str]:
    """Give Hannah two vouchers and return their codes."""
    set_up_vouchers(desk.services)
    return [issue(desk.services, name, hannah) for name in ("ten", "birthday")]


@pytest.fixture
def show(desk: Desk, qtbot: QtBot, printers: PdfPrinters) -> Show:
    """Return what shows the card for so many vouchers of a customer."""

    def show_it(customer: int, count: int, printers: PdfPrinters = printers) -> VoucherPaperCard:
        card = VoucherPaperCard(desk, printers)
        qtbot.addWidget(card)
        card.show_vouchers(customer, count)
        return card

    return show_it


def click(card: VoucherPaperCard, name: str) -> None:
    button = {"print": card.print, "save": card.save}[name]
    assert button.isVisibleTo(card)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(page: CustomerPage, purse: str) -> None:
    """Press the word of a purse."""
    assert page.parts.balance.choice.purses is not None
    (button,) = (one for one in page.parts.balance.choice.purses.buttons() if one.text() == purse)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def save_as(card: VoucherPaperCard, file: Path) -> None:
    """Answer for the dialog."""

    def ask(title: str, proposed: str) -> str:
        del title, proposed
        return str(file)

    card.file._ask = ask  # type: ignore[method-assign]


def test_it_is_offered_with_the_purse_of_vouchers_only(
    desk: Desk, put_up: PutUp, hannah: int, codes: list[str]
) -> None:
    assert codes
    page = put_up(desk, hannah)
    assert page.parts.balance.vouchers.isHidden()
    choose(page, "Vouchers")
    assert not page.parts.balance.vouchers.isHidden()
    choose(page, "Points")
    assert page.parts.balance.vouchers.isHidden()


def test_all_are_printed_on_the_printer_that_was_chosen(
    show: Show, printers: PdfPrinters, hannah: int, codes: list[str]
) -> None:
    card = show(hannah, 2)
    assert not card.printer.isHidden()
    card.printer.choose(LASER)
    click(card, "print")
    (job,) = printers.jobs
    assert (job.printer, job.size) == (LASER, PaperSize.A4)
    (page,) = printed(printers.paper(1))
    assert sorted(codes_in(page)) == sorted(codes * 2)


def test_one_alone_is_printed_on_a5(
    show: Show, desk: Desk, printers: PdfPrinters, hannah: int, codes: list[str]
) -> None:
    desk.services.benefits.void(VoidVoucherRequest(act(desk.services), codes[0], "lost"))
    click(show(hannah, 1), "print")
    assert printers.jobs[0].size is PaperSize.A5


def test_they_are_saved_where_there_is_no_printer(
    show: Show, tmp_path: Path, hannah: int, codes: list[str]
) -> None:
    card, file = show(hannah, 2, PdfPrinters(tmp_path)), tmp_path / "cards.pdf"
    assert card.print.isHidden()
    save_as(card, file)
    click(card, "save")
    text = read(file.read_bytes())
    assert all(code in text for code in codes)
    assert card.note.isHidden()


def test_why_they_were_not_handed_over_is_said_in_place(
    show: Show, desk: Desk, printers: PdfPrinters, tmp_path: Path, hannah: int, codes: list[str]
) -> None:
    card = show(hannah, 2)
    printers.refuses = True
    click(card, "print")
    assert not card.note.isHidden()
    save_as(card, tmp_path / "no" / "such" / "folder.pdf")
    click(card, "save")
    assert not card.note.isHidden()
    desk.services.customers.edit(hannah, Details(full_name=f"{NOWHERE} Brooks"))
    printers.refuses = False
    click(card, "print")
    assert not card.note.isHidden()
    desk.services.customers.edit(hannah, Details(full_name="Hannah Brooks"))
    for code in codes:
        desk.services.benefits.void(VoidVoucherRequest(act(desk.services), code, "lost"))
    click(card, "print")
    assert not card.note.isHidden()
    assert printers.jobs == []
