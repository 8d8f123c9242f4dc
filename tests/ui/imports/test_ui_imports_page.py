"""The import page as somebody uses it: by keyboard, from the file to what came in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from smbcrm.membership.imports.fields import Field
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.columns_step import FieldCombo
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Step
from smbcrm.ui.widgets.badges import StateBadge
from tests.helpers.room import RecordingRoom
from tests.helpers.salon import EVIL
from tests.ui.imports.conftest import DATA
from tests.ui.imports.hands import Write, button, choose, enter, step_of, words


def test_the_messy_list_comes_in_by_enter_alone(
    page: ImportPage, list_desk: Desk, messy: Path
) -> None:
    choose(page, messy)
    assert page.file.zone.button.hasFocus()
    enter(page)
    assert step_of(page) is Step.FILE
    assert "陈雨桐" in words(page)
    enter(page)
    assert step_of(page) is Step.COLUMNS
    assert page.foot.main.text() == "Check 4 rows"
    enter(page)
    assert step_of(page) is Step.CHECK
    assert page.foot.main.text() == "Import 4 rows"
    assert list_desk.services.customers.count() == 0
    assert "¥3,118.50" in words(page)
    enter(page)
    assert step_of(page) is Step.DONE
    assert "4 of 4 rows are in" in words(page)
    assert list_desk.services.customers.count() == 4
    assert list_desk.services.customers.find("cyt")[0].full_name == "陈雨桐"


def test_esc_goes_back_step_by_step(page: ImportPage, messy: Path) -> None:
    choose(page, messy)
    for _ in range(3):
        enter(page)
    assert step_of(page) is Step.CHECK
    assert page.escape()
    assert step_of(page) is Step.COLUMNS
    assert page.escape()
    assert step_of(page) is Step.FILE
    assert page.file.part.isVisible()
    assert page.escape()
    assert page.file.zone.isVisible()
    assert not page.escape()


def test_columns_are_changed_by_keyboard(page: ImportPage, long_list: Write) -> None:
    choose(page, long_list(2))
    enter(page)
    combos = page.columns.findChildren(FieldCombo)
    combos[3].setFocus()
    QTest.keyClick(combos[3], Qt.Key.Key_Home)
    assert page.course.choice.fields[3] is None
    assert "left out" in [
        badge.accessibleName().removeprefix("State: ")
        for badge in page.columns.findChildren(QWidget)
        if badge.accessibleName().startswith("State:")
    ]
    QTest.keyClick(combos[3], Qt.Key.Key_Return)
    assert step_of(page) is Step.CHECK


def test_without_a_name_the_button_says_what_is_needed(page: ImportPage, tmp_path: Path) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text("A,13800138000\nB,13912345678\n", "utf-8")
    choose(page, bare)
    enter(page)
    assert page.foot.main.text() == "A name, phone or card is needed"
    assert not page.foot.main.isEnabled()
    assert isinstance(QApplication.focusWidget(), FieldCombo)
    enter(page)
    assert step_of(page) is Step.COLUMNS
    page.course.assign(0, Field.NAME)
    assert page.foot.main.isEnabled()
    enter(page)
    assert step_of(page) is Step.CHECK


def test_rows_to_look_at_stand_there_with_their_reasons(page: ImportPage) -> None:
    choose(page, DATA / "salon_zh.xlsx")
    for _ in range(2):
        enter(page)
    if step_of(page) is Step.COLUMNS:
        enter(page)
    told = words(page)
    assert "These rows cannot come in as they are" in told
    assert "刘志明" in told
    assert "实充 “见本子”" in told
    assert page.foot.main.text() == "Import 14 rows"


def test_errors_and_warnings_add_up_and_the_button_says_what_will_happen(
    page: ImportPage, tmp_path: Path
) -> None:
    rows = [f"Person {at},1380013{at:04},1.00,1990-05-{at:02}" for at in range(1, 21)]
    rows[2] = rows[9] = rows[17] = ",,5.00,"
    rows[5] = "Person 6,nothing,1.00,30 Feb 1990"
    bad = tmp_path / "twenty.csv"
    bad.write_text("姓名,手机,储值余额,生日\n" + "\n".join(rows) + "\n", "utf-8")
    choose(page, bad)
    enter(page)
    enter(page)
    told = words(page.check).splitlines()
    badges = [one.accessibleName() for one in page.check.findChildren(StateBadge)]
    assert badges == ["State: 3 errors", "State: 2 warnings"]
    assert button(page.check, "Save all 4 rows to a file").isVisible()
    figures = {what: told[told.index(what) + 1] for what in ("New customers", "Left out")}
    assert figures == {"New customers": "17", "Left out": "3"}
    assert told[told.index("Rows in the list") + 1] == "20"
    assert page.foot.main.text() == "Import 17 rows"
    enter(page)
    assert "17 of 20 rows are in" in words(page.done)
    assert button(page.done, "Save all 4 rows to a file").isVisible()


def test_the_rows_are_saved_and_the_corrected_file_comes_in(
    page: ImportPage, list_desk: Desk, room: RecordingRoom, tmp_path: Path
) -> None:
    target = tmp_path / "rows"
    answers = choose(page, DATA / "salon_zh.xlsx", target.with_suffix(".csv"))
    page.choose_file()
    page.course.to_columns()
    page.go_on()
    page.go_on()
    assert step_of(page) is Step.DONE
    before = list_desk.services.customers.count()
    button(page.done, "Save all 6 rows to a file").click()
    assert answers.asked == ["salon_zh to look at.csv"]
    assert room.toasts == ["6 rows are in rows.csv."]
    text = target.with_suffix(".csv").read_text("utf-8-sig")
    target.with_suffix(".csv").write_text(text.replace("见本子", "60.00"), "utf-8-sig")
    page.course.choose(target.with_suffix(".csv"), list_desk)
    page.course.to_columns()
    page.go_on()
    page.go_on()
    assert page.course.run is not None
    assert page.course.run.report.made == 1
    assert list_desk.services.customers.count() == before + 1


def test_the_shop_itself_is_never_written_over(
    page: ImportPage, list_desk: Desk, room: RecordingRoom
) -> None:
    shop = Path(list_desk.services.address)
    choose(page, DATA / "salon_zh.xlsx", shop)
    page.choose_file()
    page.course.to_columns()
    page.go_on()
    page.save_rows()
    assert len(room.troubles) == 1
    assert shop.stat().st_size > 0


def test_the_old_book_is_compared(page: ImportPage, long_list: Write) -> None:
    choose(page, long_list(4))
    for _ in range(2):
        enter(page)
    book = page.check._book
    book.principal.setFocus()
    QTest.keyClicks(book.principal.edit, "45")
    QTest.keyClick(book.principal.edit, Qt.Key.Key_Tab)
    QTest.keyClicks(book.gift.edit, "ten")
    QTest.keyClick(book.gift.edit, Qt.Key.Key_Tab)
    assert "is not an amount" in book.gift.message()
    assert "The difference is −¥5.00." in words(page)
    book.gift.edit.selectAll()
    QTest.keyClicks(book.gift.edit, "10")
    assert "The difference is −¥5.00." in words(page)
    QTest.keyClick(book.gift.edit, Qt.Key.Key_Return)
    assert step_of(page) is Step.DONE
    told = words(page.done)
    assert "Against the old book" in told
    assert "−¥5.00" in told
    assert "Every row is in. Then the book and the list differ." in told


def test_a_part_too_much_does_not_make_up_for_one_too_few(
    page: ImportPage, long_list: Write
) -> None:
    choose(page, long_list(4))
    for _ in range(2):
        enter(page)
    report = page.course.report
    assert report is not None
    assert (report.brought.principal, report.brought.gift) == (4000, 1000)
    book = page.check._book
    book.principal.edit.setText("30")
    book.gift.edit.setText("20")
    told = "The paid part differs by +¥10.00, the gift part by −¥10.00."
    assert told in words(page)


def test_an_agreeing_book_is_said_to_agree(page: ImportPage, long_list: Write) -> None:
    choose(page, long_list(4))
    for _ in range(2):
        enter(page)
    page.check._book.principal.edit.setText("40")
    assert "It agrees with what comes in." in words(page)


def test_names_are_plain_text_on_every_step(page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "evil & <b>x.csv"
    quoted = EVIL.replace('"', '""')
    file.write_text(f'姓名,手机,"{quoted}",余额\n"{quoted}",1,"{quoted}",见\nB,2,x,1\n', "utf-8")
    choose(page, file)
    for step in (Step.COLUMNS, Step.CHECK, Step.DONE):
        enter(page)
        assert step_of(page) is step
        for one in page.findChildren(QLabel):
            assert one.textFormat() is Qt.TextFormat.PlainText
        if step is not Step.DONE:
            assert EVIL in words(page)


def test_trouble_in_the_shop_is_told_and_nothing_is_lost(
    page: ImportPage, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch, long_list: Write
) -> None:
    def away(*_told: object, **_named: object) -> None:
        raise ZeroDivisionError

    choose(page, long_list(2))
    enter(page)
    with monkeypatch.context() as patch:
        patch.setattr(type(page.desk.services.imports), "check", away)
        enter(page)
    assert step_of(page) is Step.COLUMNS
    assert isinstance(room.troubles[0], ZeroDivisionError)
    assert page.columns.error.isVisible()
    enter(page)
    assert step_of(page) is Step.CHECK
    assert not page.columns.error.isVisible()


def test_what_was_taken_for_the_whole_list_stands_above_its_rows(
    page: ImportPage, tmp_path: Path
) -> None:
    file = tmp_path / "sums.csv"
    file.write_text('姓名,手机,余额\n陈,13800138000,"1,200"\n', "utf-8")
    choose(page, file)
    enter(page)
    enter(page)
    assert step_of(page) is Step.CHECK
    assert "They are taken to follow a dot" in words(page)
