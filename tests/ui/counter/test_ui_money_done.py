"""What is said when money was taken, and how it is taken back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import RedeemRequest, SaleRequest, TopUpRequest
from smbcrm.ui.counter.done_panel import DonePanel
from smbcrm.ui.counter.panel import SALE, Done
from smbcrm.ui.counter.take_back import TakeBack
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.money_hands import sales_of, view_of, words_in
from tests.helpers.room import RecordingRoom
from tests.helpers.till_trouble import with_faults
from tests.ui.counter.conftest import put_up

HANNAH = "Hannah Brooks"


def hannah(desk: Desk) -> int:
    return view_of(desk, HANNAH).shown.customer.id


def sale(desk: Desk, **payments: int) -> Bill:
    paid = {Means(name): amount for name, amount in payments.items()}
    return desk.services.till.sale(SaleRequest(desk.act(), hannah(desk), 6120, payments=paid))


def shown(qtbot: QtBot, desk: Desk, bill: Bill) -> DonePanel:
    customer = bill.customer.id if bill.customer else None
    view = view_of(desk, HANNAH) if bill.customer else None
    panel = DonePanel(desk, view, Done(customer, bill))
    qtbot.addWidget(panel)
    panel.resize(729, 600)
    panel.narrow(1366, 696)
    panel.show()
    return panel


def test_it_says_what_was_taken_and_what_changed(qtbot: QtBot, desk: Desk) -> None:
    bill = sale(desk, stored=6120)
    words = words_in(shown(qtbot, desk, bill))
    assert "$61.20 taken" in words
    assert f"Sale {bill.bill_number} · stored value · served by Owner · 10:24" in words
    assert "Stored value 162.00 → 100.80" in words
    assert "Points 1,292 → 1,375" in words
    assert "Change" not in words
    assert "Undo stays in “Just served” for 30 minutes" in words


def test_a_mixed_payment_says_how_much_was_paid_by_each_way(qtbot: QtBot, desk: Desk) -> None:
    panel = shown(qtbot, desk, sale(desk, stored=5000, points=300, cash=1000))
    words = words_in(panel)
    assert "How paid Stored value 50.00 Cash 8.20 Points 300 · 3.00 What changed" in words
    assert "Change to give back $1.80" in words
    assert "How paid" not in words_in(shown(qtbot, desk, sale(desk, stored=6120)))


def test_change_stands_out(qtbot: QtBot, desk: Desk) -> None:
    panel = shown(qtbot, desk, sale(desk, cash=7000))
    assert "Change to give back $8.80" in words_in(panel)
    assert panel.change.property("kind") == "money"


def test_a_walk_in_has_no_balances(qtbot: QtBot, desk: Desk) -> None:
    bill = desk.services.till.sale(SaleRequest(desk.act(), None, 900))
    assert "What changed" not in words_in(shown(qtbot, desk, bill))


def test_a_top_up_and_a_redemption_have_their_own_words(qtbot: QtBot, desk: Desk) -> None:
    top_up = desk.services.till.top_up(TopUpRequest(desk.act(), hannah(desk), 20000))
    panel = shown(qtbot, desk, top_up)
    words = words_in(panel)
    assert "$200.00 topped up" in words
    assert f"Top-up {top_up.bill_number} · cash · gift 20.00 · served by Owner" in words
    assert panel.undo.text() == "Undo top-up"
    redeemed = desk.services.till.redeem(RedeemRequest(desk.act(), hannah(desk), 400))
    panel = shown(qtbot, desk, redeemed)
    words = words_in(panel)
    assert "400 points redeemed" in words
    assert "Store credit 0.00 → 4.00" in words
    assert panel.undo.text() == "Undo redemption"


def test_undo_is_asked_of_the_page(qtbot: QtBot, desk: Desk) -> None:
    panel = shown(qtbot, desk, sale(desk, cash=6120))
    panel.focus_first()
    with qtbot.waitSignal(panel.undo_asked):
        QTest.keyClick(panel.undo, Qt.Key.Key_Return)


def undo(desk: Desk, bill: Bill) -> list[Bill]:
    done: list[Bill] = []
    owner = QObject()
    take_back = TakeBack(desk, owner)
    take_back.done.connect(done.append)
    take_back.operation(bill.operation)
    return done


def test_undo_takes_back_everything(desk: Desk, room: RecordingRoom) -> None:
    before = view_of(desk, HANNAH).owned
    bill = sale(desk, stored=6120)
    assert undo(desk, bill)[0].reverses == bill.operation
    assert view_of(desk, HANNAH).owned == before
    assert room.toasts == ["$61.20 taken back, Hannah Brooks."]


def test_a_refusal_is_said_in_words_without_ids(desk: Desk, room: RecordingRoom) -> None:
    bill = sale(desk, cash=6120)
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    undo(desk, bill)
    undo(desk, bill)
    later = sale(desk, cash=6120)
    other = replace(desk, terminal=desk.services.staff.add_terminal("Till 2").name)
    undo(other, later)
    clock.instant += dt.timedelta(minutes=31)
    undo(desk, later)
    top_up = desk.services.till.top_up(TopUpRequest(desk.act(), hannah(desk), 20000))
    desk.services.till.sale(
        SaleRequest(desk.act(), hannah(desk), 30000, payments={Means.STORED: 30000})
    )
    undo(desk, top_up)
    assert room.toasts[1:] == [
        "It was taken back before. Nothing was changed.",
        "It was recorded at Till 1. Undo it there.",
        "Undo ends 30 minutes after recording. It stays in the books as it is.",
        "What it brought was used since. Undo what came later first.",
    ]
    assert room.troubles == []


class PatientRoom(RecordingRoom):
    """Tries again at once whatever can be."""

    def trouble(self, error: Exception, again: Callable[[], None] | None = None) -> None:
        super().trouble(error)
        if again is not None:
            again()


def test_after_a_fault_it_is_not_taken_back_twice(desk: Desk) -> None:
    room = PatientRoom()
    bill = sale(desk, cash=6120)
    desk, till = with_faults(replace(desk, room=room))
    till.after = 1
    assert len(undo(desk, bill)) == 1
    assert len(room.troubles) == 1
    assert len(set(till.sent)) == 1
    assert len(till.sent) == 2
    assert room.toasts == ["$61.20 taken back, Hannah Brooks."]
    assert 6120 not in sales_of(desk.services, hannah(desk))


def test_the_last_undo_after_a_fault_is_the_same_again(
    desk: Desk, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, bill = sale(desk, cash=6120), sale(desk, stored=6120)
    desk, till = with_faults(desk)
    owner = QObject()
    take_back = TakeBack(desk, owner)
    till.after = 1
    take_back.of(bill).take_back()
    assert len(room.troubles) == 1
    take_back.newest()
    assert len(set(till.sent)) == 1
    assert sales_of(desk.services, hannah(desk))[0] == older.amount
    assert room.toasts == ["$61.20 taken back, Hannah Brooks."]
    take_back.newest()
    assert len(set(till.sent)) == 1, "a key that is held takes back one"
    monkeypatch.setattr("smbcrm.ui.counter.take_back.APART_MS", 0)
    take_back.newest()
    assert len(set(till.sent)) == 2, "once it is answered the next one's turn has come"


def test_undo_pressed_twice_takes_back_one(desk: Desk) -> None:
    older, bill = sale(desk, cash=6120), sale(desk, stored=6120)
    jobs = HeldJobs()
    owner = QObject()
    take_back = TakeBack(replace(desk, jobs=jobs), owner)
    take_back.newest()
    take_back.newest()
    jobs.do_all()
    take_back.operation(older.operation)
    take_back.newest()
    take_back.operation(older.operation)
    assert len(jobs.waiting) == 1
    assert sales_of(desk.services, hannah(desk))[0] == older.amount
    assert bill.operation != older.operation


def test_what_was_answered_is_not_sent_by_an_old_offer(desk: Desk) -> None:
    offers: list[Callable[[], None]] = []

    class OfferingRoom(RecordingRoom):
        def trouble(self, error: Exception, again: Callable[[], None] | None = None) -> None:
            super().trouble(error)
            offers.extend([again] if again else [])

    room, bill = OfferingRoom(), sale(desk, cash=6120)
    desk, till = with_faults(replace(desk, room=room))
    owner = QObject()
    take_back = TakeBack(desk, owner)
    till.before = 1
    take_back.operation(bill.operation)
    take_back.newest()
    offers[0]()
    assert len(till.sent) == 2
    assert len(room.toasts) == 1


def test_a_bug_is_told_at_large(desk: Desk, room: RecordingRoom) -> None:
    bill = sale(desk, cash=6120)
    desk, till = with_faults(desk)
    till.bugs = 1
    assert undo(desk, bill) == []
    assert [type(error) for error in room.troubles] == [ZeroDivisionError]


class Fonts:
    """The bills of a shop; they note for which languages they were made ready."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def prepare(self, language: str) -> None:
        self.read.append(language)


def test_the_fonts_of_bills_are_read_with_the_first_that_is_done(qtbot: QtBot, desk: Desk) -> None:
    bill, fonts = sale(desk, cash=6120), Fonts()

    class Shop:
        bills = fonts

        def __getattr__(self, name: str) -> object:
            return getattr(desk.services, name)

    lanes: list[Lane] = []

    class Noting(HeldJobs):
        def run(
            self, owner: object, work: object, *rest: object, lane: Lane = Lane.COUNTER
        ) -> None:
            lanes.append(lane)
            super().run(owner, work, *rest, lane=lane)  # type: ignore[arg-type]

    noting = replace(desk, services=Shop(), jobs=Noting(held=False))  # type: ignore[arg-type]
    page = put_up(noting, qtbot)
    page.flow.begin(SALE, None)
    assert fonts.read == []
    for _ in range(2):
        page.flow.show_done(None, Done(None, bill))
    assert fonts.read == [desk.shop.language]
    assert lanes.count(Lane.PAPER) == 1
