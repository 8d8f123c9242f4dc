"""Finding somebody: what is typed, what it finds, and what Enter, arrows and Esc do then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from smbcrm.core.errors import EnvironmentFault
from smbcrm.membership.customers.found import Found
from smbcrm.membership.customers.service import CustomerService
from smbcrm.membership.customers.types import Details
from smbcrm.membership.services import Services
from smbcrm.ui.counter.new_customer_panel import NewCustomerPanel
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.suggestions import one_line
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.look import font
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL
from tests.ui.counter.conftest import put_up


def typed(page: CounterPage, text: str) -> list[str]:
    """Type into the search, Han characters by input method; return the rows that appear."""
    if text.isascii():
        QTest.keyClicks(page.row.box.field, text)
    else:
        composed = QInputMethodEvent()
        composed.setCommitString(text)
        QApplication.sendEvent(page.row.box.field, composed)
    return rows(page)


def rows(page: CounterPage) -> list[str]:
    return [row.title for row in page.search.list.rows] if page.search.list.isVisible() else []


def press(page: CounterPage, key: Qt.Key) -> None:
    QTest.keyClick(page.row.box.field, key)


def opened(page: CounterPage) -> str:
    return "" if page.view is None else page.view.shown.customer.profile.full_name


def test_results_come_from_the_second_letter(page: CounterPage) -> None:
    assert typed(page, "h") == []
    assert typed(page, "a") == ["Hannah Brooks", "Hanna Becker"]


def test_one_han_character_is_enough(page: CounterPage) -> None:
    assert typed(page, "雨") == ["陈雨桐"]


def test_initials_and_the_end_of_a_phone_find(page: CounterPage) -> None:
    assert typed(page, "cyt") == ["陈雨桐"]
    page.search.clear()
    assert typed(page, "0142") == ["Hannah Brooks"]


def test_one_match_and_enter_opens(page: CounterPage) -> None:
    typed(page, "0142")
    press(page, Qt.Key.Key_Return)
    assert opened(page) == "Hannah Brooks"
    assert page.row.box.text() == ""
    assert rows(page) == []


def test_enter_among_several_marks_first_and_opens_then(page: CounterPage) -> None:
    typed(page, "han")
    press(page, Qt.Key.Key_Return)
    assert opened(page) == ""
    press(page, Qt.Key.Key_Return)
    assert opened(page) == "Hannah Brooks"


def test_what_is_begun_then_is_for_the_one_who_is_marked(page: CounterPage) -> None:
    typed(page, "ha")
    press(page, Qt.Key.Key_Return)
    page.begin("sale")
    assert opened(page) == "Hannah Brooks"
    assert page.flow.name == "sale"


def test_what_is_begun_with_one_found_is_for_that_one(page: CounterPage) -> None:
    assert len(typed(page, "0142")) == 1
    page.begin("top_up")
    assert opened(page) == "Hannah Brooks"
    assert page.flow.name == "top_up"


def test_arrows_choose_and_go_round(page: CounterPage) -> None:
    typed(page, "han")
    press(page, Qt.Key.Key_Up)
    press(page, Qt.Key.Key_Enter)
    assert opened(page) == "Hanna Becker"


def test_a_click_opens(page: CounterPage) -> None:
    typed(page, "han")
    (view,) = page.search.list.findChildren(QListView)
    place = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened(page) == "Hanna Becker"


def test_a_row_tells_tier_phone_visit_and_the_note(page: CounterPage) -> None:
    typed(page, "0142")
    (row,) = page.search.list.rows
    assert row.second == "•••• •• 0142 · Last visit today"
    assert (row.tier_code, row.tier, row.alert) == ("gold", "Gold", "Note")
    assert row.spoken == "Hannah Brooks, Tier: Gold, •••• •• 0142 · Last visit today, Note"


def test_an_evil_name_is_only_a_name(page: CounterPage) -> None:
    typed(page, "bobby")
    press(page, Qt.Key.Key_Return)
    assert opened(page) == EVIL


def test_more_than_seven_say_so(services: Services, page: CounterPage) -> None:
    for number in range(8):
        services.customers.add(Details(full_name=f"Zoe Quill {number}"))
    assert len(typed(page, "zoe")) == 7


def test_digits_of_nobody_begin_a_new_customer_with_that_phone(page: CounterPage) -> None:
    assert typed(page, "9999") == ["New customer with 9999"]
    press(page, Qt.Key.Key_Return)
    panel = page.flow.panel
    assert isinstance(panel, NewCustomerPanel)
    assert panel.form.mobile.text() == "9999"
    assert rows(page) == []


def test_what_nobody_is_called_keeps_to_one_line(page: CounterPage) -> None:
    typed(page, "9999")
    shown = page.search.list
    high = shown.height()
    page.search.clear()
    typed(page, "no customer of ours is called " + "like this " * 20)
    assert shown.height() == high
    row = shown.rows[0].title
    index = shown.findChildren(QListView)[0].model().index(0, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == row
    assert row.endswith("like this")


@pytest.mark.parametrize("size", [(1366, 696), (911, 452)], ids=str)
def test_a_phone_of_nobody_is_never_cut(desk: Desk, qtbot: QtBot, size: tuple[int, int]) -> None:
    page = put_up(desk, qtbot, size)
    typed(page, "+44 (0) 7700 900 108 123 45")
    row, shown = page.search.list.rows[0], page.search.list
    assert "…" not in one_line(
        row, font("section"), shown._painter._title_width(row, shown.width())
    )
    assert not shown._above.is_cut()


def test_letters_of_nobody_begin_a_new_customer_with_that_name(page: CounterPage) -> None:
    typed(page, "Quentin")
    press(page, Qt.Key.Key_Return)
    panel = page.flow.panel
    assert isinstance(panel, NewCustomerPanel)
    assert panel.form.name.text() == "Quentin"


def test_escape_closes_the_list_then_the_text_then_the_customer(page: CounterPage) -> None:
    typed(page, "0142")
    press(page, Qt.Key.Key_Return)
    typed(page, "han")
    assert page.escape()
    assert (rows(page), page.row.box.text()) == ([], "han")
    assert page.escape()
    assert (page.row.box.text(), opened(page)) == ("", "Hannah Brooks")
    assert page.escape()
    assert opened(page) == ""
    assert not page.escape()


def test_typed_text_comes_back_with_the_undo_of_the_field(page: CounterPage) -> None:
    typed(page, "han")
    page.escape()
    page.escape()
    page.row.box.field.undo()
    assert page.row.box.text() == "han"


def test_enter_opens_the_list_again_after_escape(page: CounterPage) -> None:
    typed(page, "han")
    page.escape()
    press(page, Qt.Key.Key_Return)
    assert rows(page) == ["Hannah Brooks", "Hanna Becker"]


class TestSlowDatabase:
    """A database that answers late."""

    def test_enter_waits_for_the_answer_to_the_last_key(
        self, services: Services, qtbot: QtBot
    ) -> None:
        jobs = HeldJobs()
        page = put_up(sit_down(services, jobs=jobs), qtbot)
        typed(page, "0142")
        press(page, Qt.Key.Key_Return)
        assert opened(page) == ""
        jobs.do_all()
        assert opened(page) == "Hannah Brooks"

    def test_who_goes_on_typing_opens_nobody_of_before(
        self, services: Services, qtbot: QtBot
    ) -> None:
        jobs = HeldJobs()
        page = put_up(sit_down(services, jobs=jobs), qtbot)
        typed(page, "014")
        press(page, Qt.Key.Key_Return)
        typed(page, "9")
        jobs.do_all()
        assert opened(page) == ""
        assert rows(page) == ["New customer with 0149"]

    def test_stale_questions_are_not_even_asked(
        self, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        jobs = HeldJobs()
        page = put_up(sit_down(services, jobs=jobs), qtbot)
        jobs.do_all()
        asked: list[str] = []
        find = CustomerService.find

        def noted(service: CustomerService, text: str, limit: int = 20) -> tuple[Found, ...]:
            asked.append(text)
            return find(service, text, limit)

        monkeypatch.setattr(CustomerService, "find", noted)
        typed(page, "hanna b")
        jobs.do_all()
        assert asked == ["hanna b"]
        typed(page, "ec")
        page.escape()
        jobs.do_all()
        assert asked == ["hanna b"]
        assert rows(page) == []

    def test_what_takes_long_is_said_after_a_moment(self, services: Services, qtbot: QtBot) -> None:
        jobs = HeldJobs()
        page = put_up(sit_down(services, jobs=jobs), qtbot)
        told: list[bool] = []
        page.search.waiting.connect(told.append)
        typed(page, "0142")
        qtbot.waitUntil(lambda: told == [True])
        jobs.do_all()
        assert told == [True, False]


def test_a_fault_is_told_and_nothing_is_shown(
    page: CounterPage, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away(EnvironmentFault):
        msgid = "The database is away."

    def find(_service: CustomerService, _text: str, _limit: int = 20) -> tuple[Found, ...]:
        raise Away

    monkeypatch.setattr(CustomerService, "find", find)
    assert typed(page, "0142") == []
    assert {type(trouble) for trouble in room.troubles} == {Away}
