"""Picking in the list, and what is done for whoever is picked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smbcrm.core.i18n import LANGUAGES
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status
from smbcrm.membership.customers.types import Details
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import HoldReason
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.ui.customers.page import CustomersPage
from smbcrm.ui.customers.ticks import EDGE, Ticked
from smbcrm.ui.desk import Desk
from smbcrm.ui.save_question import Place
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from smbcrm.ui.widgets.paged_model import PAGE
from tests.helpers.keyboard import press, type_text
from tests.helpers.mouse import double_click
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.screen_check import faults
from tests.helpers.workbooks import by_calamine
from tests.ui.customers.conftest import Crowd, PutUp, crowded, names

ENTER, SPACE, DOWN, UP, END = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down),
    *(Qt.Key.Key_Up, Qt.Key.Key_End),
)
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def picked(page: CustomersPage) -> list[str]:
    """Return who is picked among those in the list."""
    rows = (page.model.row(number) for number in range(page.model.rowCount()))
    return [row.full_name for row in rows if row is not None and row.id in page.selection]


def click_box(page: CustomersPage, row: int, modifier: Qt.KeyboardModifier | None = None) -> None:
    place = page.table.visualRect(page.model.index(row, 0)).center()
    place.setX(EDGE + 9)
    QTest.mouseClick(
        page.table.viewport(),
        Qt.MouseButton.LeftButton,
        modifier or Qt.KeyboardModifier.NoModifier,
        place,
    )


def pick_all(page: CustomersPage) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, CTRL)


def tags(desk: Desk, name: str) -> tuple[str, ...]:
    found = desk.services.customers.find(name)[0].id
    return desk.services.customers.get(found).profile.tags


def test_space_ticks_and_shift_extends(page: CustomersPage) -> None:
    everybody = names(page)
    assert not page.bulk.isVisible()
    page.table.setFocus()
    press(DOWN)
    press(SPACE)
    assert picked(page) == [everybody[1]]
    assert page.bulk.isVisible()
    assert page.bulk.count.text() == "1 selected"
    QTest.keyClick(page.table, DOWN, SHIFT)
    QTest.keyClick(page.table, DOWN, SHIFT)
    assert picked(page) == everybody[1:]
    press(SPACE)
    assert picked(page) == everybody[1:3]
    assert page.escape()
    assert picked(page) == []
    assert not page.bulk.isVisible()


def test_the_mouse_ticks_boxes(page: CustomersPage, room: RecordingRoom) -> None:
    everybody = names(page)
    click_box(page, 0)
    click_box(page, 3, SHIFT)
    assert picked(page) == everybody
    click_box(page, 2)
    assert picked(page) == [everybody[0], everybody[1], everybody[3]]
    box = page.table.visualRect(page.model.index(2, 0)).center()
    box.setX(EDGE + 9)
    double_click(page.table.viewport(), box)
    assert room.asked == []
    titles = page.table.horizontalHeader()
    place = titles.rect().center()
    place.setX(EDGE + 9)
    page.selection.clear()
    QTest.mouseClick(titles.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked(page) == everybody
    QTest.mouseClick(titles.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked(page) == []


def test_it_survives_filters_and_is_told_to_screen_readers(page: CustomersPage) -> None:
    page.table.setFocus()
    press(SPACE)
    first = page.model.index(0, 0)
    assert "picked" in str(first.data(Qt.ItemDataRole.AccessibleTextRole))
    page.search.field.setFocus()
    type_text("hannah")
    assert picked(page) == []
    assert page.bulk.count.text() == "1 selected"
    page.search.field.selectAll()
    page.search.field.del_()
    assert len(picked(page)) == 1


def test_all_pages_are_a_second_step(desk: Desk, put_up: PutUp) -> None:
    for number in range(PAGE + 5):
        desk.services.customers.add(Details(full_name=f"Person {number:03}"))
    page = put_up(desk)
    many = desk.services.customers.count()
    pick_all(page)
    assert page.bulk.count.text() == f"{PAGE} selected"
    assert page.bulk.all.text() == f"Select all {many}"
    pick_all(page)
    assert page.bulk.count.text() == f"{many} selected"
    assert not page.bulk.all.isVisible()
    page.selection.clear()
    page.table.setFocus()
    press(SPACE)
    QTest.keyClick(page.table, END)
    page.picking.extend(0, many - 1)
    assert len(page.selection) == many
    page.selection.clear()
    click_box(page, many - 1)
    page.bulk.all.click()
    assert len(page.selection) == many


def test_a_range_that_is_not_here_is_asked_for(desk: Desk, put_up: PutUp) -> None:
    page = put_up(crowded(desk, Crowd(5_000)))
    page.picking.extend(10, 4_000)
    assert len(page.selection) == 3_991


def test_a_tag_is_put_on_all_and_taken_back(
    page: CustomersPage, desk: Desk, room: RecordingRoom
) -> None:
    desk.services.customers.edit(
        desk.services.customers.find("Hannah Brooks")[0].id, Details(tags=("VIP",))
    )
    pick_all(page)
    page.bulk.buttons["tag"].click()
    assert not page.bulk.go.isEnabled()
    type_text("VIP")
    assert page.bulk.go.text() == "Do it for 3"
    assert page.bulk.outlook.text() == "1 has it already"
    press(ENTER)
    assert room.toasts[-1] == "3 customers got the tag VIP · 1 has it already"
    assert tags(desk, "Hanna Becker") == ("VIP",)
    assert room.undo is not None
    room.undo.take_back()
    assert tags(desk, "Hanna Becker") == ()
    assert tags(desk, "Hannah Brooks") == ("VIP",)
    page.bulk.buttons["tag"].click()
    form = page.bulk.forms["tag"]
    form.way.choose(value=False)  # type: ignore[attr-defined]
    form.way.changed.emit(False)  # type: ignore[attr-defined]  # noqa: FBT003
    form.edited.emit()
    page.bulk.go.click()
    assert room.toasts[-1] == "1 customer lost the tag VIP · 3 do not have it"
    assert page.bulk.escape() is False


def test_a_tier_is_held_for_all(page: CustomersPage, desk: Desk, room: RecordingRoom) -> None:
    pick_all(page)
    page.bulk.begin("tier")
    form = page.bulk.forms["tier"]
    assert not page.bulk.go.isEnabled()
    form.tier.choose("silver")  # type: ignore[attr-defined]
    form.reason.choose(HoldReason.GOODWILL)  # type: ignore[attr-defined]
    form.edited.emit()
    page.bulk.go.click()
    assert room.toasts[-1] == "4 customers got Silver by hand"
    becker = desk.services.customers.find("Hanna Becker")[0].id
    assert desk.services.customers.show(becker).tier == "Silver"
    assert room.undo is not None
    room.undo.take_back()
    assert desk.services.customers.show(becker).tier == "Regular"


def test_consent_needs_a_how_and_has_no_undo(
    page: CustomersPage, desk: Desk, room: RecordingRoom
) -> None:
    pick_all(page)
    page.bulk.begin("consent")
    form = page.bulk.forms["consent"]
    form.channel.choose(ConsentChannel.SMS)  # type: ignore[attr-defined]
    form.state.choose(ConsentState.GIVEN)  # type: ignore[attr-defined]
    form.edited.emit()
    assert not page.bulk.go.isEnabled()
    form.fields[-1].setFocus()
    type_text("signed at the door")
    assert page.bulk.go.text() == "Do it for 3"
    page.bulk.go.click()
    assert room.toasts[-1] == "Noted for 3 customers · 1 has said so already"
    assert room.undo is None
    becker = desk.services.customers.find("Hanna Becker")[0].id
    assert desk.services.customers.get(becker).consents[0].how == "signed at the door"


def test_a_voucher_for_all_but_the_deceased(
    page: CustomersPage, desk: Desk, room: RecordingRoom
) -> None:
    desk.services.vouchers.add(NewDefinition("TEN", "Ten off", "amount_off", 1000))
    becker = desk.services.customers.find("Hanna Becker")[0].id
    desk.services.customers.edit(becker, Details(status=Status.DECEASED))
    pick_all(page)
    page.bulk.begin("voucher")
    form = page.bulk.forms["voucher"]
    form.voucher.choose("TEN")  # type: ignore[attr-defined]
    form.edited.emit()
    assert page.bulk.outlook.text() == "1 is deceased"
    page.bulk.go.click()
    assert room.toasts[-1] == "3 customers got Ten off · 1 is deceased"
    hannah = desk.services.customers.find("Hannah Brooks")[0].id
    assert len(desk.services.benefits.of_customer(hannah)) == 1
    assert room.undo is not None
    room.undo.take_back()
    assert desk.services.benefits.of_customer(hannah) == ()


def test_what_is_refused_is_said_in_the_bar(
    page: CustomersPage, desk: Desk, room: RecordingRoom
) -> None:
    desk.services.vouchers.add(NewDefinition("TEN", "Ten off", "amount_off", 1000))
    pick_all(page)
    page.bulk.begin("tag")
    form = page.bulk.forms["tag"]
    form.tag.set_text("x" * 100)  # type: ignore[attr-defined]
    form.edited.emit()
    page.bulk.go.click()
    assert page.bulk.wrong.isVisible()
    assert "tag" in page.bulk.wrong.text()
    assert room.toasts == []
    assert page.escape()
    assert len(page.selection) == 4


def test_stop_leaves_whole_customers(
    page: CustomersPage, desk: Desk, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick_all(page)
    page.bulk.begin("tier")
    form = page.bulk.forms["tier"]
    form.tier.choose("silver")  # type: ignore[attr-defined]
    form.reason.choose(HoldReason.GOODWILL)  # type: ignore[attr-defined]
    form.edited.emit()

    def tell(_owner: object, told: Callable[[int, int], None]) -> Callable[[int, int], None]:
        def stop_after_one(through: int, of: int) -> None:
            told(through, of)
            if through == 1:
                page.bulk.progress.stopped.emit()

        return stop_after_one

    monkeypatch.setattr(desk.jobs, "teller", tell)
    page.bulk.go.click()
    assert room.toasts[-1] == "1 customer got Silver by hand · stopped"


def test_whoever_is_picked_goes_to_a_file(
    page: CustomersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.table.setFocus()
    press(DOWN)
    press(SPACE)
    file = tmp_path / "picked.xlsx"
    monkeypatch.setattr(page.to_file.files, "where", lambda _: Place(file, replace=False))
    page.bulk.export.click()
    rows = by_calamine(file)
    assert "Customers who were picked" in str(rows[1])
    assert [row[0] for row in rows[3:4]] == ["Hanna Becker"]


def test_a_selection_goes_on_on_the_page_that_takes_this_ones_place(
    page: CustomersPage, desk: Desk, put_up: PutUp
) -> None:
    pick_all(page)
    again = put_up(desk, memory=page.memory())
    assert again.bulk.isVisible()
    assert again.bulk.count.text() == "4 selected"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1366, 696), (1093, 543), (911, 452)])
def test_nothing_is_cut(
    qapp: QApplication,
    services: Services,
    room: RecordingRoom,
    put_up: PutUp,
    language: str,
    size: tuple[int, int],
) -> None:
    look.wear(qapp, Theme.LIGHT, language)
    page = put_up(sit_down(services, room, language), size)
    pick_all(page)
    for deed in page.bulk.forms:
        page.bulk.begin(deed)
        assert faults(page) == []


def test_the_box_in_the_titles_tells_some_from_all(page: CustomersPage) -> None:
    seen: list[Ticked] = []
    page.table.show_ticked = seen.append  # type: ignore[assignment, method-assign]
    page.table.setFocus()
    press(SPACE)
    pick_all(page)
    page.selection.clear()
    assert seen == [Ticked.SOME, Ticked.ALL, Ticked.NONE]
