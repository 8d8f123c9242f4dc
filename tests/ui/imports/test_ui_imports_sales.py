"""A list of sales from the till before: chosen as such, checked, brought in and undone."""

from pathlib import Path

import pytest

from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.kinds import KINDS, ListKind
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Step
from tests.ui.imports.hands import button, choose, enter, step_of, words

SALES = """\
消费时间,单号,会员手机,项目,数量,金额,实收
2025-11-03 14:20,A1,13800138000,剪发,1,68.00,98.00
2025-11-03 14:20,A1,13800138000,护理,1,30.00,98.00
2025-11-04 09:05,A2,,剪发,1,68.00,68.00
2025-11-05 18:00,A3,13800138000,烫发,1,300.00,280.00
2025-12-01,A5,13800138000,退款,-1,-30.00,-30.00
"""


@pytest.fixture
def sales(tmp_path: Path, list_desk: Desk) -> Path:
    """Return a list of sales; whoever bought is here."""
    who = Details(full_name="王芳", phones=("13800138000",))
    list_desk.services.customers.add(who, list_desk.act())
    file = tmp_path / "sales.csv"
    file.write_text(SALES, "utf-8")
    return file


def hold_sales(page: ImportPage) -> None:
    """Choose what the list holds, as a person does."""
    at = list(KINDS).index(ListKind.SALES)
    page.file.kind.combo.setCurrentIndex(at)
    page.file.kind.combo.activated.emit(at)


def test_a_list_of_sales_is_checked_brought_in_and_undone(
    page: ImportPage, list_desk: Desk, sales: Path
) -> None:
    (who,) = list_desk.services.customers.ids()
    hold_sales(page)
    choose(page, sales)
    page.choose_file()
    assert step_of(page) is Step.COLUMNS
    assert "Bring in the customers first" in words(page)
    assert "If someone is already here" not in words(page)
    enter(page)
    assert step_of(page) is Step.CHECK
    said = words(page)
    assert "New past sales" in said
    assert "Of these returns" in said
    assert "They come to" in said
    assert "No balance, point or tier changes." in said
    assert "The rows of this sale come to ¥300.00, its total is ¥280.00." in said
    assert page.foot.main.text() == "Import 3 rows"
    enter(page)
    assert step_of(page) is Step.DONE
    assert "from the till before" in words(page)
    assert list_desk.services.past_sales.of(who, 1)[0].sales == 2
    assert "The past sales go, and the visits they count as." in words(page)
    button(page, "Undo import").click()
    assert "2 past sales are gone." in words(page)
    assert list_desk.services.past_sales.of(who, 1)[0].sales == 0


def test_what_the_list_holds_can_be_said_afterwards(page: ImportPage, sales: Path) -> None:
    choose(page, sales)
    page.choose_file()
    assert Field.TOTAL not in page.course.choice.fields
    page.escape()
    assert step_of(page) is Step.FILE
    hold_sales(page)
    assert step_of(page) is Step.COLUMNS
    assert page.course.kind is ListKind.SALES
    assert Field.TOTAL in page.course.choice.fields
    at = page.course.choice.fields.index(Field.SOLD_ON)
    page.course.assign(at, None)
    assert page.foot.main.text() == "A date, a customer and an amount are needed"
    assert not page.foot.main.isEnabled()
    assert "Say which columns hold the date" in words(page)
    page.course.assign(at, Field.SOLD_ON)
    assert page.foot.main.isEnabled()


def test_a_list_that_came_before_brings_nothing_twice(
    page: ImportPage, list_desk: Desk, sales: Path
) -> None:
    hold_sales(page)
    for _ in range(2):
        choose(page, sales)
        page.choose_file()
        enter(page)
        if page.foot.main.isEnabled():
            enter(page)
            page.done.another.emit()
    assert "Here already" in words(page)
    (who,) = list_desk.services.customers.ids()
    assert list_desk.services.past_sales.of(who, 1)[0].sales == 2
