"""Scans at the counter, and the cards that are handed out there."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from smbcrm.core.i18n import Text
from smbcrm.core.machine import SOUNDS
from smbcrm.membership.benefits.types import IssueRequest, VoidVoucherRequest
from smbcrm.membership.cards.scanning import DeadCardScan
from smbcrm.membership.cards.service import CardService
from smbcrm.membership.cards.types import Card
from smbcrm.membership.items.types import CodesAlike, ItemKind, NewItem
from smbcrm.membership.services import Services
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.ui.counter.new_customer_panel import NewCustomerPanel
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.panel import SALE
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.desk import Desk
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom
from tests.helpers.till_trouble import ServerGone
from tests.ui.counter.conftest import act, put_up

HANNAH = "Hannah Brooks"
FOREIGN = "4006381333931"


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the low tones that were heard."""
    heard: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append("beep"))
    return heard


@pytest.fixture
def free(services: Services) -> str:
    """Return a number of the shop's own range that nobody has."""
    return services.cards.next_number()


def press(page: CounterPage, words: str) -> None:
    """Press a button of the notice."""
    buttons = [one for one in page.notice.findChildren(QPushButton) if one.text() == words]
    assert buttons, [one.text() for one in page.notice.findChildren(QPushButton)]
    QTest.mouseClick(buttons[-1], Qt.MouseButton.LeftButton)


def opened(page: CounterPage) -> str:
    return "" if page.view is None else page.view.shown.customer.profile.full_name


def card_of(services: Services, customer: int) -> str:
    return services.cards.of_customer(customer)[0].number


def test_a_card_opens_its_customer(
    page: CounterPage, services: Services, who: dict[str, int], beeps: list[str]
) -> None:
    page.scanned(card_of(services, who[HANNAH]))
    assert opened(page) == HANNAH
    assert beeps == []


def test_a_scan_on_another_page_shows_the_counter(
    page: CounterPage, services: Services, who: dict[str, int], room: RecordingRoom
) -> None:
    page.scanned(card_of(services, who[HANNAH]), here=False)
    assert room.asked == [("go", "counter")]
    assert opened(page) == HANNAH


def test_a_card_during_a_sale_waits(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    page.open_customer(who["Hanna Becker"], SALE)
    panel = page.flow.panel
    assert isinstance(panel, SalePanel)
    field = panel.amount.field.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "68")
    page.scanned(card_of(services, who[HANNAH]))
    assert opened(page) == "Hanna Becker"
    assert page.notice.text.startswith("Hannah Brooks is next.")
    press(page, "Not now")
    page.flow.close()
    assert opened(page) == "Hanna Becker"


def test_the_same_card_again_changes_nothing(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    page.open_customer(who[HANNAH], SALE)
    panel = page.flow.panel
    page.scanned(card_of(services, who[HANNAH]))
    assert page.flow.panel is panel


def test_a_voucher_that_is_over_says_why_and_whose_it_is(
    page: CounterPage, services: Services, who: dict[str, int], beeps: list[str]
) -> None:
    services.vouchers.add(NewDefinition("TEN", "Tenner", "amount_off", 1_000))
    (one,) = services.benefits.issue(IssueRequest(act(services), "TEN", (who[HANNAH],)))
    services.benefits.void(VoidVoucherRequest(act(services), one.code, "mistake"))
    page.scanned(one.code)
    assert page.notice.text.startswith(f"The voucher {one.code} was made void on ")
    assert f"{one.code} is a voucher of Hannah Brooks (" in page.notice.text
    press(page, f"Open {HANNAH} ({services.customers.get(who[HANNAH]).code})")
    assert opened(page) == HANNAH
    assert beeps == []


def test_a_reason_may_say_more_than_the_number(
    page: CounterPage, services: Services, who: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = card_of(services, who[HANNAH])
    services.cards.issue(who[HANNAH], act(services))
    services.cards.freeze(old, "misuse")
    scan = services.cards.scan(old)
    assert isinstance(scan, DeadCardScan)
    why = Text("The card {number} ended on {date}.", {"number": old, "date": "1 May"})
    monkeypatch.setattr(CardService, "scan", lambda *_: replace(scan, why=why))
    page.scanned(old)
    assert page.notice.text.startswith(
        f"The card {old[:4]} {old[4:8]} {old[8:]} ended on 1 May. The card now is "
    )


def test_a_code_of_a_customer_opens_too(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    page.scanned(services.customers.get(who["陈雨桐"]).code)
    assert opened(page) == "陈雨桐"


def test_a_product_begins_a_sale(page: CounterPage, services: Services) -> None:
    services.items.add(
        NewItem("OIL", "Argan oil", 3200, ItemKind.PRODUCT, barcode=FOREIGN), act(services)
    )
    page.scanned(FOREIGN)
    panel = page.flow.panel
    assert isinstance(panel, SalePanel)
    assert panel.view is None
    assert [line[0].code for line in panel.items.lines] == ["OIL"]
    page.scanned(FOREIGN)
    assert page.flow.panel is panel
    assert [quantity for _, quantity in panel.items.lines] == [2000]


def test_an_unknown_number_is_said_with_a_low_tone(page: CounterPage, beeps: list[str]) -> None:
    page.scanned(FOREIGN)
    assert page.notice.text == f"Nobody and nothing here has the number {FOREIGN}."
    assert beeps == ["beep"]


def test_sounds_can_be_off(page: CounterPage, beeps: list[str]) -> None:
    page.desk.machine.put(SOUNDS, "off")
    page.scanned(FOREIGN)
    assert beeps == []


def test_a_new_card_is_given_to_who_is_open(
    page: CounterPage, services: Services, who: dict[str, int], free: str, room: RecordingRoom
) -> None:
    page.open_customer(who["Hanna Becker"])
    page.scanned(free)
    assert page.notice.text == "This card belongs to nobody. Give it to a customer?"
    press(page, "Give it to Hanna Becker")
    assert card_of(services, who["Hanna Becker"]) == free
    groups = f"{free[:4]} {free[4:8]} {free[8:]}"
    assert room.toasts == [f"Card {groups} belongs to Hanna Becker now."]
    QApplication.processEvents()
    assert page.view is not None
    assert page.view.card is not None
    assert page.view.card.number == free


def test_a_new_card_is_given_to_who_is_found(
    page: CounterPage, services: Services, who: dict[str, int], free: str
) -> None:
    page.scanned(free)
    press(page, "Find the customer")
    QTest.keyClicks(page.row.box.field, "0170")
    QTest.keyClick(page.row.box.field, Qt.Key.Key_Return)
    assert opened(page) == "Hanna Becker"
    press(page, "Give it to Hanna Becker")
    assert card_of(services, who["Hanna Becker"]) == free


def test_a_new_card_takes_the_place_of_an_old_one(
    page: CounterPage, services: Services, who: dict[str, int], free: str
) -> None:
    old = card_of(services, who[HANNAH])
    page.open_customer(who[HANNAH])
    page.scanned(free)
    press(page, "In place of the old card")
    assert services.cards.show(free).card.living
    assert not services.cards.show(old).card.living


def test_a_new_card_begins_a_new_customer(page: CounterPage, free: str) -> None:
    page.scanned(free)
    press(page, "New customer")
    assert isinstance(page.flow.panel, NewCustomerPanel)


class TestCardOfTheCustomer:
    """The button on the customer's card."""

    def test_it_issues_one_where_there_is_none(
        self, page: CounterPage, services: Services, who: dict[str, int], free: str
    ) -> None:
        page.open_customer(who["Hanna Becker"])
        button = page.body.customer.card.card_button
        assert button.text() == "Issue a card"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert card_of(services, who["Hanna Becker"]) == free
        QApplication.processEvents()
        assert button.text() == "Replace the card"

    def test_it_asks_before_an_old_one_dies(
        self, page: CounterPage, services: Services, who: dict[str, int]
    ) -> None:
        page.open_customer(who[HANNAH])
        old = card_of(services, who[HANNAH])
        QTest.mouseClick(page.body.customer.card.card_button, Qt.MouseButton.LeftButton)
        assert page.notice.text.endswith("will work no more. Its value goes on with the new one.")
        press(page, "Keep it")
        assert card_of(services, who[HANNAH]) == old
        QTest.mouseClick(page.body.customer.card.card_button, Qt.MouseButton.LeftButton)
        press(page, "Replace the card")
        assert card_of(services, who[HANNAH]) != old

    def test_esc_closes_the_question(self, page: CounterPage, who: dict[str, int]) -> None:
        page.open_customer(who[HANNAH])
        QTest.mouseClick(page.body.customer.card.card_button, Qt.MouseButton.LeftButton)
        assert page.escape()
        assert page.notice.text == ""
        assert opened(page) == HANNAH

    def test_a_double_click_gives_one_card(
        self, desk: Desk, qtbot: QtBot, services: Services, who: dict[str, int]
    ) -> None:
        jobs = HeldJobs(held=False)
        page = put_up(replace(desk, jobs=jobs), qtbot)
        hanna = who["Hanna Becker"]
        page.open_customer(hanna)
        button = page.body.customer.card.card_button
        jobs.held = True
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert not button.isEnabled()
        assert page.focusWidget() is page.row.box.field
        assert page.view is not None
        page.cards.wanted(page.view)
        jobs.do_next()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # what is new is not shown yet
        qtbot.waitUntil(lambda: len(jobs.waiting) > 1)  # customer and board are asked anew
        jobs.do_all()
        assert len(services.cards.of_customer(hanna)) == 1
        assert button.text() == "Replace the card"

    def test_after_a_fault_it_is_the_same_card_however_it_is_tried_again(
        self,
        page: CounterPage,
        services: Services,
        who: dict[str, int],
        room: RecordingRoom,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        hanna, issue = who["Hanna Becker"], CardService.issue

        def lost(service: CardService, *told: str, **more: bool) -> Card:
            monkeypatch.setattr(CardService, "issue", issue)
            issue(service, *told, **more)  # type: ignore[arg-type]
            raise ServerGone

        page.open_customer(hanna)
        view = page.view
        assert view is not None
        monkeypatch.setattr(CardService, "issue", lost)
        page.cards.wanted(view)
        assert (len(room.troubles), room.toasts) == (1, [])
        page.cards.wanted(view)
        assert len(room.toasts) == 1
        room.try_again()
        assert len(room.toasts) == 1
        assert len(services.cards.of_customer(hanna)) == 1


def test_a_code_that_several_have_in_other_capitals_opens_nobody(
    page: CounterPage,
    room: RecordingRoom,
    beeps: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def scan(_: CardService, text: str) -> object:
        raise CodesAlike(code=text, known=["ABC-123", "Abc-123"])

    monkeypatch.setattr(CardService, "scan", scan)
    page.scanned("abc-123")
    assert opened(page) == ""
    assert "“abc-123” may be ABC-123, Abc-123." in page.notice.text
    assert beeps == ["beep"]
    assert room.troubles == []
